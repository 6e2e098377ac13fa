"""Roles: what heads and feet of documents say that somebody did there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Note, Role, RoleKind, TelegramHeading, Value
from recension.structure.presence import attendants
from recension.structure.printed_name import name_at
from recension.structure.telegram import named
from recension.vocabularies.roles import role_phrase

_APART = frozenset({"contents", "index", "persons", "abbreviations", "notes", "essay"})
_BEHIND: tuple[RoleKind, ...] = ("recorder", "drafter", "interpreter", "translator", "signatory")
_IN_SOURCE: tuple[RoleKind, ...] = ("recorder", "drafter", "translator")
_SOURCE = re.compile(r"\W*(?:Source|Quelle|Источник|Izvor|Źródło)[ \t]*:", re.IGNORECASE)


class RoleReader:
    """Somebody who was present, recorded, interpreted, translated or signed.

    ## What it finds
    Lists of those present (`Present:`, `PARTICIPANTS`, one to a line or run on, by side), and the
    names behind `Recorded by`, `Drafted by`, `Interpreter:`, `Translated by`, `(signed)`, at the
    beginning of a line or of a sentence in a source line, in twelve languages. A finding stands at
    the name; which person it is becomes known where the name is read as a mention of somebody.

    ## Why it matters
    Who was in the room, and who wrote it down, decides what a record can attest. The same meeting
    recorded by an interpreter and by a minister is two different sources.

    ## When unsure
    Somebody put into a room where he never was is the worse error. A list ends at the first line
    that reads like a sentence, and a name that is only an office is kept as printed, of no person.

    ## Sources
    The heads of memoranda of conversation in Foreign Relations of the United States, and of Soviet
    and Yugoslav records (*zapis' besedy*, *zapisnik*).
    """

    code: ClassVar[str] = "RS501"
    name: ClassVar[str] = "role"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage, Document, Note, TelegramHeading)
    gives: ClassVar[tuple[type[Value], ...]] = (Role,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Read the head, foot and source line of each document."""
        text = source.text
        documents = [d for d in findings.of(Document) if d.value.kind not in _APART]
        seen: set[tuple[Span, str]] = set()
        for document in documents:
            for finding in self._of_document(text, document, findings):
                mark = (finding.span, finding.value.kind)
                if mark not in seen and not _is_garbled(findings, finding.span):
                    seen.add(mark)
                    yield finding  # type: ignore[misc]

    def _of_document(
        self, text: str, document: Finding[Document], findings: Findings
    ) -> Iterator[Finding[Role]]:
        for one in attendants(text, document.span):
            entry = one.entry.of(text)
            interprets = role_phrase("interpreter").search(entry) is not None
            kind: RoleKind = "interpreter" if interprets else "present"
            because = "in the list of those present"
            yield self._finding(text, kind, document, one.name, 0.85, because, one.side)
        for kind, name in _named(text, document.span):
            yield self._finding(text, kind, document, name, 0.9, "a line of the document says so")
        for wired, name in named(document.span, findings):
            yield self._finding(text, wired, document, name, 0.9, "the heading of the telegram")
        for note in _source_notes(text, document, findings):
            for kind, name in _named_in_sentence(text, note):
                because = "the source note says so"
                yield self._finding(text, kind, document, name, 0.85, because)

    def _finding(
        self,
        text: str,
        kind: RoleKind,
        document: Finding[Document],
        name: Span,
        confidence: float,
        because: str,
        side: str | None = None,
    ) -> Finding[Role]:
        value = Role(kind, document.key, " ".join(name.of(text).split()), side)
        key = f"{key_of(value, name)}:{kind}"
        return Finding(self.code, name, value, confidence, (because,), key)


def _named(text: str, document: Span) -> Iterator[tuple[RoleKind, Span]]:
    """Names behind the phrases that begin a line: *Recorded by Lavrent'ev.*"""
    for kind in _BEHIND:
        for found in _at_line(kind).finditer(text, document.start, document.end):
            if name := name_at(text, found.end(), min(document.end, found.end() + 90)):
                yield kind, name


@cache
def _at_line(kind: str) -> re.Pattern[str]:
    phrase = role_phrase(kind).pattern
    return re.compile(rf"^[ \t\[(*_]*{phrase}(?!\w)[*_\])]*[ \t]*[:–—]?", re.I | re.MULTILINE)


def _source_notes(text: str, document: Finding[Document], findings: Findings) -> Iterator[Span]:
    """The source line of a document, and the notes to it that tell its source."""
    if document.value.source_line is not None:
        yield document.value.source_line
    for note in findings.overlapping(Note, document.span):
        body = note.value.body
        if body is None or note.value.document != document.key:
            continue
        if _SOURCE.match(text, _behind_marker(text, body)):
            yield body


def _behind_marker(text: str, body: Span) -> int:
    marker = re.compile(r"[\s\[(]*[\d⁰¹²³⁴⁵⁶⁷⁸⁹*†]*[\])]?\s*").match(text, body.start, body.end)
    return marker.end() if marker else body.start


def _named_in_sentence(text: str, note: Span) -> Iterator[tuple[RoleKind, Span]]:
    """Names behind the phrases that begin a sentence: *Secret. Drafted by Hoover.*"""
    for kind in _IN_SOURCE:
        for found in _at_sentence(kind).finditer(text, note.start, note.end):
            if name := name_at(text, found.end(), min(note.end, found.end() + 90)):
                yield kind, name


@cache
def _at_sentence(kind: str) -> re.Pattern[str]:
    extra = r"|translated\s+from\s+(?:the\s+)?[\w-]+\s+by" if kind == "translator" else ""
    return re.compile(rf"(?<=[.;)\]])\s+(?:{role_phrase(kind).pattern}{extra})(?!\w)[:]?", re.I)


def _is_garbled(findings: Findings, span: Span) -> bool:
    rows = findings.overlapping(Damage, span)
    return any(row.value.kind in ("garble", "mojibake") for row in rows)
