"""RR501: who wrote to whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Letter, Value

_FROM_TO = re.compile(
    r"\b(?:From|from|of|by) (?P<sender>.{3,160}?),? (?:[Tt]o) (?P<receiver>.{3,200}?)"
    r"(?=,? (?:with|concerning|regarding|on the|dated)\b|[¹²³⁴⁵⁶⁷⁸⁹⁰\d\[]*\s*$)",
    re.DOTALL,
)
_TO_LINE = re.compile(r"(?m)^[ \t]*T[oO]:? (?P<receiver>[^\n]{4,120}(?:\n[^\n]{3,80})?)\n[ \t]*\n")
_SALUTATION = re.compile(r"(?m)^[ \t]*(?:My )?Dear (?P<receiver>[^\n:,!]{2,60})[:,!]")
_LETTERS = frozenset({"letter", "telegram"})
_HEAD = 900


class LetterReader:
    """Letters and telegrams: sender, receiver, date.

    ## What it finds
    One finding for each document of the kinds letter and telegram, on its heading: sender and
    receiver in the words of the heading (`From … to …`), of a line `To …` or, for the receiver
    alone, of the salutation.

    ## Why it matters
    Correspondence is exchanged between editions by sender, receiver and date (CMIF).

    ## When unsure
    A field left empty is better than a wrong one: what the heading does not say is absent.

    ## Sources
    S. Dumont, *Correspondence Metadata Interchange Format*, TEI Correspondence SIG, 2015.
    """

    code: ClassVar[str] = "RR501"
    name: ClassVar[str] = "letter"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Document,)
    gives: ClassVar[tuple[type[Value], ...]] = (Letter,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the letters."""
        for document in findings.of(Document):
            if document.value.kind in _LETTERS:
                yield _letter(source.text, document)


def _letter(text: str, document: Finding[Document]) -> Finding[Value]:
    value = document.value
    title = value.title or ""
    sender, receiver = _correspondents(title, document.span.of(text)[:_HEAD])
    letter = Letter(document.key or key_of(value, document.span), sender, receiver, value.date)
    span = value.title_span or Span(document.span.start, document.span.start)
    because = "the heading names them" if sender else "a line or the salutation names the receiver"
    return Finding(LetterReader.code, span, letter, 0.9 if sender else 0.7, (because,))


def _correspondents(title: str, head: str) -> tuple[str | None, str | None]:
    match = _FROM_TO.search(" ".join(title.split()))
    if match:
        return match["sender"].strip(), match["receiver"].strip(" ¹²³⁴⁵⁶⁷⁸⁹⁰")
    for pattern in (_TO_LINE, _SALUTATION):
        line = pattern.search(head)
        if line:
            return None, " ".join(line["receiver"].split()).rstrip(",.:")
    return None, None
