"""Identifiers of a marked-up source: doubled, or at odds with the numbers they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Identifier, Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import Value

_MADE_OF_NUMBER = re.compile(r"d(\d+)")
_NOTE = re.compile(r"(?P<document>.+)fn[0-9a-z]+")


class IdentifierReader:
    """An id that is given twice, or that says another number than its element.

    ## What it finds
    In TEI: an `xml:id` that two elements have; a document `d12` whose `n` is not 12; a note
    `d12fn3` that does not stand in `d12`.

    ## Why it matters
    Links lead to the first of two elements of one id, silently. Ids that follow the numbers are
    what a series' own links, and other people's, are made from.

    ## When unsure
    Ids of any other shape are taken as they are: only those that follow the scheme are held to it.
    Behind `fn` some volumes have the note's sign and some its place in the row, so that the two may
    differ.

    ## Sources
    XML 1.0, "Validity constraint: ID"; *Foreign Relations of the United States*, "Footnote ID
    Checks" (HistoryAtState/frus, schema/frus.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RS605"
    name: ClassVar[str] = "identifier"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Hold the ids against each other and against their elements."""
        ids = findings.of(Identifier)
        firsts = {f.value.name: f for f in reversed(ids)}
        for finding in ids:
            twice = firsts[finding.value.name] is not finding
            message = f"the id {finding.value.name} is given twice" if twice else None
            if message := message or _contradiction(finding.value):
                value = Irregularity("identifier", message)
                yield Finding(self.code, finding.span, value, 1.0, ("as the file has it",))


def _contradiction(identifier: Identifier) -> str | None:
    name, number = identifier.name, identifier.n or ""
    made_of = _MADE_OF_NUMBER.fullmatch(name)
    if identifier.element == "div" and made_of and number.isdigit() and made_of[1] != number:
        return f"the document's number is {number} and its id {name}"
    note = _NOTE.fullmatch(name) if identifier.element == "note" else None
    if note and identifier.within and note["document"] != identifier.within:
        return f"the note's id is {name} and its document's {identifier.within}"
    return None
