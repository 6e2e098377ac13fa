"""Document numbers that two documents carry, or that stand out of order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Value
from recension.structure.document_numbers import in_order, numberings


class DocumentNumber:
    """A document's number that another one has, or that is out of order.

    ## What it finds
    In a row of numbered documents those whose number came before, and those that stand before a
    smaller or behind a greater number than their neighbours in the row.

    ## Why it matters
    Two documents of one number cannot be cited, and their notes' ids meet. A number out of order
    is a misprint, a misreading, or a document bound in at a wrong place.

    ## When unsure
    The fewest documents that can be meant are named: where one number is out of order, its
    neighbours are not. A source whose numbers mostly do not go on by one is left alone.

    ## Sources
    The rules of *Foreign Relations of the United States*, "Document Div Numbering Checks"
    (HistoryAtState/frus, schema/frus.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RS602"
    name: ClassVar[str] = "document number"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Document,)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Walk through each row."""
        for row in numberings(findings):
            kept = in_order(row)
            places = {id(member) for member in kept}
            numbers = {member.number for member in kept}
            for member in row:
                if id(member) not in places:
                    twice = member.number in numbers
                    what = "another document has it too" if twice else "it is out of order"
                    place = member.document.value.title_span or member.document.span
                    message = f"the document's number is {member.number}, and {what}"
                    value = Irregularity("number", message)
                    at = Span(place.start, place.start)
                    yield Finding(self.code, at, value, 0.9, ("the others go on by one",))
