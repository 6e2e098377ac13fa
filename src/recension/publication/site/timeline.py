"""The chronology page: a line of bars over the years or months, and below it the list itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from recension.publication.chronology import Moment
from recension.publication.site.paged import Part
from recension.publication.site.volume import Volume, document_address
from recension.publication.wording import MONTHS, date_words, event_words

WIDE, HIGH = 1000, 120
"""The drawing's size in its own units."""
_MOST_YEARS_BY_MONTH = 6
_LEAST_BARS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """So many documents and events in a month or year."""

    x: float
    width: float
    height: float
    address: str
    said: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One line of the list."""

    date: str
    kind: str
    address: str | None
    title: str
    place: str | None
    is_event: bool


@dataclass(frozen=True, slots=True)
class Year:
    """The lines of one year, or of a stretch of a long one."""

    year: str
    anchor: str | None
    rows: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The pages: bars (none where there is too little to draw), what is written below, years."""

    bars: tuple[Bar, ...]
    ends: tuple[str, ...]
    unit: str
    parts: tuple[Part[Year], ...]


def timeline(volume: Volume) -> Timeline | None:
    """The chronology of an edition's events and documents; ``None`` where nothing is dated."""
    pages = volume.years
    moments = tuple(moment for page in pages for year in page.rows for moment in year.moments)
    if not moments:
        return None
    by_month = moments[-1].begins[0] - moments[0].begins[0] < _MOST_YEARS_BY_MONTH
    drawn = tuple(
        Part(
            page.address,
            page.label,
            tuple(
                Year(row.year, row.anchor, tuple(_row(volume, moment) for moment in row.moments))
                for row in page.rows
            ),
        )
        for page in pages
    )
    unit = "month" if by_month else "year"
    return Timeline(_bars(volume, moments, by_month), _ends(moments, by_month), unit, drawn)


def _row(volume: Volume, moment: Moment) -> Dated:
    date = date_words(moment.date) or moment.date
    is_event = moment.what == "event"
    title = event_words(moment.title) if is_event else moment.title
    return Dated(date, moment.kind, _address(volume, moment), title, moment.place, is_event)


def _address(volume: Volume, moment: Moment) -> str | None:
    if moment.what == "document":
        return f"../{document_address(moment.id)}"
    found = (a.id for a in volume.edition.alignments if a.value.event == moment.id)
    name = next(found, None)
    return f"../synopsis/{name}.html" if name else None


def _bars(volume: Volume, moments: tuple[Moment, ...], by_month: bool) -> tuple[Bar, ...]:
    """One bar for each month or year that has anything; those without leave their room empty.

    A date that says no month stands at its year's beginning, as in the list.
    """
    counts = Counter(_step(moment, by_month) for moment in moments)
    first, last = min(counts), max(counts)
    steps = last - first + 1
    if steps < _LEAST_BARS:
        return ()
    width, most = WIDE / steps, max(counts.values())
    return tuple(
        Bar(
            x=round((step - first) * width, 2),
            width=round(max(width * 0.86, 0.4), 2),
            height=round(HIGH * count / most, 2),
            address=_from_first(volume.year_addresses[_year(step, by_month)]),
            said=f"{_words(step, by_month)}: {count}",
        )
        for step, count in sorted(counts.items())
    )


def _from_first(address: str) -> str:
    """An address as the first page, which shows the bars, links to it."""
    return address.removeprefix("chronology/index.html").removeprefix("chronology/")


def _ends(moments: tuple[Moment, ...], by_month: bool) -> tuple[str, ...]:
    """What is written below the line: its first and last month or year, and the middle one."""
    steps = sorted(_step(moment, by_month) for moment in moments)
    first, last = steps[0], steps[-1]
    middle = (first + last) // 2
    shown = (first, middle, last) if last - first > _LEAST_BARS else (first, last)
    return tuple(_words(step, by_month) for step in shown)


def _step(moment: Moment, by_month: bool) -> int:
    year, month = moment.begins[:2]
    return year * 12 + max(month, 1) - 1 if by_month else year


def _year(step: int, by_month: bool) -> int:
    return step // 12 if by_month else step


def _words(step: int, by_month: bool) -> str:
    return f"{MONTHS[step % 12]} {step // 12}" if by_month else str(step)
