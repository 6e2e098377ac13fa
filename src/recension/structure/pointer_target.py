"""Pointers of a marked-up source that lead to nothing in its file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Identifier, Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import CrossReference, Value


class PointerTarget:
    """A pointer in the markup whose target is not in the file.

    ## What it finds
    In TEI: a `ref` to an id that no element of the file has.

    ## Why it matters
    A reader who follows it comes to nothing. Pointers go stale when a document is taken out or
    renumbered after they were made.

    ## When unsure
    Pointers into other files are not followed: whether their volume has the id is not known here.
    What the *words* point to is [RS401](RS401-cross-reference.md)'s.

    ## Sources
    The rules of *Foreign Relations of the United States*, "Ref and Pointer Checks"
    (HistoryAtState/frus, schema/frus.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RS606"
    name: ClassVar[str] = "pointer without target"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (CrossReference,)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Go through the pointers that the markup gives."""
        if not findings.of(Identifier):
            return
        for finding in findings.of(CrossReference):
            if finding.code.startswith("RF") and finding.value.status == "dangling":
                words = finding.value.words or finding.span.of(source.text)
                value = Irregularity("pointer", f"nothing in the file has the id behind “{words}”")
                yield Finding(self.code, finding.span, value, 1.0, finding.because)
