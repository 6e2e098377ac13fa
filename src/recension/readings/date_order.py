"""Documents that speak of what came later: a letter answered before it was written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Date, Document, Note, Value
from recension.vocabularies.dates import date_words
from recension.vocabularies.prefix_tree import any_of

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=T|/|$)")
_FAR = 90
_SURE = 0.85


class DateOrder:
    """A letter that answers a later one, or a record dated before its meeting.

    ## What it finds
    In a document with a day: *your letter of* a day that is later; in a record's title: a day of
    the meeting that is later than the record's own date.

    ## Why it matters
    One of the two dates is a slip, and it puts the document, and whatever takes its year from it,
    in the wrong place.

    ## When unsure
    Only days whose year stands in the words, or that are counted from another date (*the 10th
    instant*), are compared: a year that was filled in contradicts nothing. One day is no matter:
    letters cross the date line and clerks date by the fair copy. What an editor's note says, and
    what stands in an enclosure with a date of its own, is not the document's word.

    ## Sources
    The rules of diplomatics on the date of a document and the dates named in it.
    """

    code: ClassVar[str] = "RR204"
    name: ClassVar[str] = "order of dates"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Date, Document)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Hold what a document names as past against its own date."""
        for date in findings.of(Date):
            named = _day(date.value.edtf)
            if named is None or date.confidence < _SURE:
                continue
            document = _document(findings, date.span)
            written = _day(document.value.date or "") if document else None
            if document is None or written is None or (named - written).days < 2:
                continue
            message = _message(source.text, date.span, document, named, written)
            if message and not any(
                note.value.body and note.value.body.overlaps(date.span)
                for note in findings.overlapping(Note, date.span)
            ):
                value = Irregularity("date", message)
                yield Finding(self.code, date.span, value, 0.7, date.because)


def _message(
    text: str, at: Span, document: Finding[Document], named: datetime.date, written: datetime.date
) -> str | None:
    days = f"{named.isoformat()} is later than the document's own date, {written.isoformat()}"
    title = document.value.title_span
    if title and title.overlaps(at):
        record = document.value.kind == "record"
        return f"the meeting's day, {days}" if record else None
    if not _answered().search(text[max(0, at.start - _FAR) : at.start]):
        return None
    return f"it answers a letter whose day, {days}"


def _document(findings: Findings, at: Span) -> Finding[Document] | None:
    return min(findings.overlapping(Document, at), key=lambda f: len(f.span), default=None)


def _day(edtf: str) -> datetime.date | None:
    match = _DAY.match(edtf)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


@cache
def _answered() -> re.Pattern[str]:
    forms = any_of(_forms("answered"))
    between = any_of(_forms("of_day"))
    return re.compile(rf"(?<!\w){forms}(?:[^.;:!?]|No\.){{0,40}}?(?<!\w){between}\s{{1,3}}$")


def _forms(name: str) -> Iterator[str]:
    for words in date_words():
        for form in words.relative.get(name, ()):
            yield form
            yield form[:1].upper() + form[1:]
