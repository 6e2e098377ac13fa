"""Missing documents: numbers that a volume's documents pass over."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Value
from recension.structure.document_numbers import in_order, numberings


class MissingDocument:
    """Numbers that a row of documents passes over.

    ## What it finds
    The numbers between a document and the next one of its row that no document carries.

    ## Why it matters
    Where a heading is lost or misread, two documents run together without a trace; half of one
    famous series was first published so. The number that is passed over is the trace.

    ## When unsure
    Where most numbers do not go on by one, the source is a choice out of a volume, and nothing is
    said. A number that was never printed sends the editor to the original in vain, which is the
    lesser error.

    ## Sources
    The rules of *Foreign Relations of the United States*, "Document Div Numbering Checks"
    (HistoryAtState/frus, schema/frus.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RS601"
    name: ClassVar[str] = "missing document"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Document,)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Walk through each row."""
        for row in numberings(findings):
            seen = {member.number for member in row}
            for before, after in pairwise(in_order(row)):
                lost = [n for n in range(before.number + 1, after.number) if n not in seen]
                if lost:
                    at = after.document.span.start
                    numbers = str(lost[0]) if len(lost) == 1 else f"{lost[0]}-{lost[-1]}"
                    what = "no document has the number" if len(lost) == 1 else "no documents have"
                    message = f"{what} {numbers}"
                    because = f"number {after.number} comes next to {before.number}"
                    value = Irregularity("number", message)
                    yield Finding(self.code, Span(at, at), value, 0.9, (because,))
