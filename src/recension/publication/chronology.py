"""The chronology: events, dated documents and the dates that the text names, on one line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Date
from recension.publication.tables import harmless
from recension.publication.wording import DOCUMENT_KINDS, document_title, shortened

_BEGINS = re.compile(r"(-?\d{4}|-?\d{3}X|-?\d\dXX)(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?")
#: EDTF's seasons and quarters → the month in which they begin, in the northern half.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_AROUND = 90

What = Literal["event", "document", "named"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with a date.

    Attributes:
        date: EDTF.
        begins: year, month, day and hour of its beginning, for the order; 0 and "" where the date
            does not say them.
        what: an event, a dated document, or a date that the text names.
        id: of the row in the edition.
        title: of the event or document; the words around a date that is named.
        kind: of the document, in words.
        place: where.
        source, span: where it stands.
        document: the document that it is, or in which it is named.
    """

    date: str
    begins: tuple[int, int, int, str]
    what: What
    id: str
    title: str
    kind: str = ""
    place: str | None = None
    source: str | None = None
    span: Span | None = None
    document: str | None = None


def chronology(edition: Edition, named: bool = False) -> tuple[Moment, ...]:
    """What is dated, in the order of the dates; a date that says no year has no place in it.

    Args:
        edition: with its documents and events.
        named: whether the dates that the text names take part.
    """
    moments = [*_events(edition), *_documents(edition), *(_named(edition) if named else ())]
    order = {"event": 0, "document": 1, "named": 2}
    return tuple(sorted(moments, key=lambda m: (m.begins, order[m.what], m.source or "", m.id)))


def begins(edtf: str | None) -> tuple[int, int, int, str] | None:
    """When a date begins: year, month, day, hour; 0 and "" for what it does not say.

    Args:
        edtf: the date; an interval by its first end (by its last where that alone is known).

    Returns:
        ``None`` for a date without a year.
    """
    for end in (edtf or "").split("/"):
        match = _BEGINS.match(end)
        if match:
            year, month, day, hour = match.groups()
            number = int(month or 0)
            begun = _SEASONS.get(number, number)
            return int(year.replace("X", "0")), begun, int(day or 0), hour or ""
    return None


def _events(edition: Edition) -> Iterator[Moment]:
    for entry in edition.events:
        begin = begins(entry.value.date)
        if entry.value.date and begin:
            yield Moment(entry.value.date, begin, "event", entry.id, entry.value.label,
                         "Event", entry.value.place)  # fmt: skip


def _documents(edition: Edition) -> Iterator[Moment]:
    for entry in edition.documents:
        value = entry.value
        begin = begins(value.date)
        if value.date and begin:
            title = document_title(value, edition.words(entry)[:400])
            kind = DOCUMENT_KINDS.get(value.kind, value.kind)
            yield Moment(value.date, begin, "document", entry.id, title, kind, value.place,
                         entry.source, entry.span, entry.id)  # fmt: skip


def _named(edition: Edition) -> Iterator[Moment]:
    for entry in edition.dates:
        begin = begins(entry.value.edtf)
        if begin and entry.source and entry.span:
            yield Moment(entry.value.edtf, begin, "named", entry.id, _around(edition, entry),
                         "", None, entry.source, entry.span, _home(edition, entry))  # fmt: skip


def _around(edition: Edition, entry: Entry[Date]) -> str:
    """The words around a date, cut at words."""
    assert entry.source is not None
    assert entry.span is not None
    text = edition.source_by_id[entry.source].text
    before = text[max(0, entry.span.start - _AROUND) : entry.span.start].partition(" ")[2]
    return shortened(f"… {before}{text[entry.span.start : entry.span.end + _AROUND]}", 240)


def _home(edition: Edition, entry: Entry[Date]) -> str | None:
    """The smallest document in which a date stands."""
    assert entry.span is not None
    holding = [
        row for row in edition.documents
        if row.source == entry.source and row.span and entry.span.within(row.span)
    ]  # fmt: skip
    return min(holding, key=lambda row: len(row.span or ())).id if holding else None


class ChronologyCsv:
    """Exports the whole chronology, with the dates that the text names and their passages."""

    name: ClassVar[str] = "chronology"
    summary: ClassVar[str] = "events, dated documents and dates named in the text, as one CSV file"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the chronology to ``target``."""
        with target.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(
                ("date", "what", "kind", "title", "place", "document", "source", "start", "end")
            )
            for moment in chronology(edition, named=True):
                writer.writerow([harmless(cell) for cell in _cells(moment)])


def _cells(moment: Moment) -> tuple[str, ...]:
    span = moment.span
    return (
        moment.date, moment.what, moment.kind, moment.title, moment.place or "",
        moment.document or "", moment.source or "",
        *((str(span.start), str(span.end)) if span else ("", "")),
    )  # fmt: skip
