"""Dates that only their context completes: "the 10th instant", "the next day", "last March"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from recension.readings.date_patterns import patterns
from recension.readings.date_shape import Point, Reading
from recension.readings.date_year import DocumentDate
from recension.vocabularies.dates import date_words
from recension.vocabularies.prefix_tree import any_of

_FAR = 1_500  # code points after which "the following day" no longer follows the day named last
_SHIFTS = {"this_month": 0, "last_month": -1, "next_month": 1}
_DAYS = {"same_day": 0, "next_day": 1, "day_before": -1}
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")

At = Callable[[int], DocumentDate | None]


def with_relative(text: str, dated: Iterable[Reading], document_at: At) -> Iterator[Reading]:
    """The readings, and between them the dates that point from one of them or from the document.

    Args:
        text: the whole text.
        dated: what its words say by themselves, in order, years resolved.
        document_at: the date of the document in which a place lies.

    Yields:
        readings in order, none overlapping.
    """
    named = _Named(text, document_at)
    readings = iter(dated)
    ahead = next(readings, None)
    for match in _pattern().finditer(text):
        while ahead is not None and ahead.start < match.end():
            named.remember(ahead)
            yield ahead
            ahead = next(readings, None)
        if match.start() < named.end:
            continue
        reading = named.read(match)
        if reading is not None:
            named.remember(reading)
            yield reading
    if ahead is not None:
        yield ahead
    yield from readings


class _Named:
    """What has been named on the way through a text."""

    def __init__(self, text: str, document_at: At) -> None:
        self.text, self.document_at = text, document_at
        self.end = 0
        self.last: Reading | None = None

    def remember(self, reading: Reading) -> None:
        """Take in a date; the last with a month is what "that month" and "the next day" mean."""
        self.end = max(self.end, reading.end)
        if reading.points[-1].month and not reading.decade:
            self.last = reading

    def read(self, match: re.Match[str]) -> Reading | None:
        """What an expression means here; ``None`` where nothing tells."""
        document = self.document_at(match.start())
        if match["day"] or match["ordinal"]:
            return self._day_of_month(match, document)
        if match.lastgroup in _DAYS or any(match[name] for name in _DAYS):
            return self._neighbour(match)
        if document is None:
            return None
        if match["month"]:
            return _month(match, document)
        return _unit(match, document)

    def _day_of_month(self, match: re.Match[str], document: DocumentDate | None) -> Reading | None:
        day = int(match["day"]) if match["day"] else _ordinals()[match["ordinal"].casefold()]
        start, end = match.start(), match.end()
        if not 1 <= day <= 31 or (match["ordinal"] and not match["that_month"]):
            return None
        if match["that_month"]:
            if (last := self._near(match)) is None:
                return Reading(start, end, Point(day=day, month=0), confidence=0.7)
            point = last.points[-1]
            told = f"“{match['that_month']}” is that of “{self._words(last)}”"
            return _checked(start, end, point.year, point.month or 0, day, told)
        shift = next(_SHIFTS[name] for name in _SHIFTS if match[name])
        word = next(match[name] for name in _SHIFTS if match[name])
        known = _MONTH.match(document.edtf) if document else None
        if known is None or not known[2] or document is None:
            return Reading(start, end, Point(day=day, month=0), confidence=0.7)
        year, month = _shifted(int(known[1]), int(known[2]), shift)
        told = f"“{word}” goes by the document's date, {document.edtf} ({document.title})"
        return _checked(start, end, year, month, day, told)

    def _neighbour(self, match: re.Match[str]) -> Reading | None:
        last = self._near(match)
        point = last.points[-1] if last else None
        if last is None or point is None or not (point.year and point.month and point.day):
            return None
        if point.two_digits or point.month > 12:
            return None
        name = next(name for name in _DAYS if match[name])
        day = datetime.date(point.year, point.month, point.day) + datetime.timedelta(_DAYS[name])
        told = f"counted from “{self._words(last)}”"
        found = Point(day.year, False, day.month, day.day)
        because = (*last.because, told)
        return Reading(match.start(), match.end(), found, because=because, confidence=0.65)

    def _near(self, match: re.Match[str]) -> Reading | None:
        if self.last is None or match.start() - self.last.end > _FAR:
            return None
        here, there = self.document_at(match.start()), self.document_at(self.last.start)
        return self.last if here == there else None

    def _words(self, reading: Reading) -> str:
        return " ".join(self.text[reading.start : reading.end].split())


def _checked(
    start: int, end: int, year: int | None, month: int, day: int, told: str
) -> Reading | None:
    reading = Reading(start, end, Point(year, False, month, day), because=(told,), confidence=0.85)
    return reading if month <= 12 and reading.possible() else None


def _month(match: re.Match[str], document: DocumentDate) -> Reading | None:
    """ "Last March" is the latest one before the document, "next March" the first one after it."""
    known = _MONTH.match(document.edtf)
    if known is None or not known[2]:
        return None
    year, now = int(known[1]), int(known[2])
    month = next(iter(patterns().months[match["month"].casefold()].values()))
    if match["last"]:
        year -= month >= now
    elif match["next"]:
        year += month <= now
    told = f"counted from the document's date, {document.edtf} ({document.title})"
    point = Point(year, False, month)
    return Reading(match.start(), match.end(), point, because=(told,), confidence=0.8)


def _unit(match: re.Match[str], document: DocumentDate) -> Reading | None:
    known = _MONTH.match(document.edtf)
    if known is None:
        return None
    year, now = int(known[1]), int(known[2] or 0)
    shift = -1 if match["last"] else 1 if match["next"] else 0
    told = f"counted from the document's date, {document.edtf} ({document.title})"
    if match["year"]:
        point = Point(year + shift)
    elif not now:
        return None
    elif match["unit"]:
        point = Point(*_month_parts(_shifted(year, now, shift)))
    else:
        season = patterns().seasons[match["season"]]
        if season not in _SEASONS:
            return None  # a winter belongs to two years
        first, last = _SEASONS[season]
        year += (shift < 0 and now <= last) * -1 + (shift > 0 and now >= first)
        point = Point(year, False, season)
    return replace(Reading(match.start(), match.end(), point), because=(told,), confidence=0.7)


def _month_parts(shifted: tuple[int, int]) -> tuple[int, bool, int]:
    return shifted[0], False, shifted[1]


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    at = year * 12 + month - 1 + months
    return at // 12, at % 12 + 1


@cache
def _forms(name: str) -> tuple[str, ...]:
    return tuple(form for words in date_words() for form in words.relative.get(name, ()))


@cache
def _ordinals() -> dict[str, int]:
    return {form: number for number, form in enumerate(_forms("ordinals"), 1)}


@cache
def _pattern() -> re.Pattern[str]:
    gap = r"(?:(?=\s)[^\S\n]{0,40}\n?[^\S\n]{0,40})"
    months = "|".join(f"(?P<{name}>{any_of(_forms(name))})" for name in (*_SHIFTS, "that_month"))
    days = "|".join(
        f"(?P<{name}>{any_of(form for f in _forms(name) for form in (f, f[:1].upper() + f[1:]))})"
        for name in _DAYS
    )
    which = "|".join(f"(?P<{name}>{any_of(_forms(name))})" for name in ("last", "this", "next"))
    own = [words for words in date_words() if words.relative.get("last")]
    names = any_of(form for words in own if words.capital for form in words.months)
    seasons = any_of(f for w in own for f in w.seasons)
    return re.compile(
        rf"(?<![\w.,/-])(?:(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th|d|er|º|-?го|\.)?"
        rf"|(?P<ordinal>{any_of(_forms('ordinals'))})){gap}(?:day{gap})?(?:{months})(?!\w)"
        rf"|(?:{days})(?!\w)(?!{gap}(?:(?:of|to)(?!\w)|in{gap}\d)|['’])"
        rf"|(?:{which}){gap}(?:(?P<month>{names})(?!\w|\.?,?{gap}\d)"
        rf"|(?P<year>{any_of(_forms('year'))})|(?P<unit>{any_of(_forms('month'))})"
        rf"|(?P<season>{seasons}))(?!\w|['’]|{gap}(?:of|in)(?!\w)))"
    )
