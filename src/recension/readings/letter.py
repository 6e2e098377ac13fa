"""RR501: who wrote to whom, when, in answer to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Date, Document, Letter, Mention, Note, Role, RoleKind, Value
from recension.readings.correspondents import Correspondents, answered_in, correspondents_of

_LETTERS = frozenset({"letter", "telegram"})


class LetterReader:
    """Letters and telegrams: sender, receiver, date, and the letter that is answered.

    ## What it finds
    One finding for each document of the kinds letter and telegram, on its heading: sender and
    receiver in the words of the heading (`From … to …`, `Mr. Hale to Mr. Orme`), else of a line
    `To …` or the salutation, and of the signature with the address below it. Where these words
    name somebody, the document's sender and receiver are linked to the index of persons. *Answers*
    is the letter of the same source that the text says it answers (`your letter of June 22`), of
    that day and from the receiver.

    ## Why it matters
    Correspondence is exchanged between editions by sender, receiver and date (CMIF).

    ## When unsure
    A field left empty is better than a wrong one: what the letter does not say is absent, and a
    day on which the receiver wrote twice answers nothing.

    ## Sources
    S. Dumont, *Correspondence Metadata Interchange Format*, TEI Correspondence SIG, 2015.
    """

    code: ClassVar[str] = "RR501"
    name: ClassVar[str] = "letter"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Document, Mention, Date)
    gives: ClassVar[tuple[type[Value], ...]] = (Letter, Role)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the letters."""
        notes = sorted(n.value.body for n in findings.of(Note) if n.value.body)
        sheets = [
            _Sheet(
                document,
                correspondents_of(source.text, _body(document, notes), _title(document)),
            )
            for document in findings.of(Document)
            if document.value.kind in _LETTERS
        ]
        for sheet in sheets:
            answered = _answered(source.text, sheet, sheets, findings)
            yield _letter(sheet, answered)
            yield from _people(source.text, sheet, findings)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A letter's document and whom it names as sender and receiver."""

    document: Finding[Document]
    people: Correspondents

    @property
    def key(self) -> str:
        return self.document.key or key_of(self.document.value, self.document.span)


def _title(document: Finding[Document]) -> Span:
    start = document.span.start
    return document.value.title_span or Span(start, start)


def _body(document: Finding[Document], notes: Sequence[Span]) -> Span:
    """The document up to the notes that stand at its end."""
    end = document.span.end
    for body in reversed(notes):
        if body.within(document.span) and end - body.end <= 8:
            end = body.start
    return Span(document.span.start, max(end, document.span.start))


def _letter(sheet: _Sheet, answered: _Sheet | None) -> Finding[Value]:
    people, value = sheet.people, sheet.document.value
    letter = Letter(
        sheet.key,
        people.sender_words,
        people.receiver_words,
        value.date,
        answered.key if answered else None,
    )
    day = ("it names the day of the letter it answers",) if answered else ()
    because = (*people.because, *day)
    return Finding(LetterReader.code, _title(sheet.document), letter, people.confidence, because)


def _people(text: str, sheet: _Sheet, findings: Findings) -> Iterator[Finding[Value]]:
    """The sender and the receiver, where the words that name them name a person."""
    sides: tuple[tuple[RoleKind, Span | None], ...] = (
        ("sender", sheet.people.sender), ("receiver", sheet.people.receiver),
    )  # fmt: skip
    for kind, span in sides:
        named = list(findings.overlapping(Mention, span)) if span else []
        if named:
            mention = named[-1]
            role = Role(kind, sheet.key, mention.span.of(text))
            yield Finding(
                LetterReader.code,
                mention.span,
                role,
                sheet.people.confidence,
                sheet.people.because,
            )


def _answered(
    text: str, sheet: _Sheet, sheets: Sequence[_Sheet], findings: Findings
) -> _Sheet | None:
    """The one letter of the day that is answered, written by the receiver."""
    day = answered_in(text, sheet.document.span, findings, sheet.document.value.date)
    if day is None:
        return None
    met = [
        other
        for other in sheets
        if other is not sheet
        and (other.document.value.date or "")[:10] == day
        and other.people.answers(sheet.people)
    ]
    return met[0] if len(met) == 1 else None
