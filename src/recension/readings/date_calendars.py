"""Days of the French Republican, the Hebrew and the Islamic calendar, as Gregorian days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from recension.readings.date_shape import Point, Reading
from recension.vocabularies.calendars import calendar_months
from recension.vocabularies.prefix_tree import any_of

_REPUBLICAN_YEARS = (  # the day in September on which each year from 1792 on began
    22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23,
)  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10}
_HEBREW_EPOCH = -1_373_427
_HIJRI_EPOCH = 227_015
_NAMES = {"republican": "French Republican", "hebrew": "Hebrew", "hijri": "Islamic"}


def read_other_calendars(text: str) -> Iterator[Reading]:
    """The days of other calendars in a text, where day, month and year are given.

    The Islamic day is the tabular calendar's and may be off by one, so it is marked as approximate.

    Args:
        text: any text.
    """
    for match in _pattern().finditer(text):
        calendar, month = calendar_months()[" ".join(match["month"].split()).casefold()]
        day = _gregorian(calendar, _number(match["year"]), month, int(match["day"]))
        if day is None:
            continue
        told = f"a day of the {_NAMES[calendar]} calendar, given in the Gregorian one"
        point = Point(day.year, False, day.month, day.day)
        about = calendar == "hijri"
        start, end = match.span()
        yield Reading(start, end, point, about=about, because=(told,), confidence=0.9)


@cache
def _pattern() -> re.Pattern[str]:
    gap = r"\s{1,3}"
    return re.compile(
        rf"(?<![\w.])(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?{gap}(?:of{gap})?"
        rf"(?P<month>(?i:{any_of(calendar_months())}))"
        rf",?{gap}(?:(?:of{gap})?(?:an|the{gap}year|year|year{gap}of|l['’]an){gap})?"
        r"(?P<year>[IVX]{1,5}|\d{1,4})(?!\w)(?:\s?A\.?\s?[HM]\.?(?!\w))?"
    )


def _number(year: str) -> int:
    if year.isdigit():
        return int(year)
    values = [_ROMAN[letter] for letter in year]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )


def _gregorian(calendar: str, year: int, month: int, day: int) -> datetime.date | None:
    if calendar == "republican":
        if not (1 <= year <= len(_REPUBLICAN_YEARS) and 1 <= day <= 30):
            return None
        first = datetime.date(1791 + year, 9, _REPUBLICAN_YEARS[year - 1])
        return first + datetime.timedelta(30 * (month - 1) + day - 1)
    if not 1 <= day <= 30:
        return None
    if calendar == "hijri":
        return _hijri(year, month, day) if 1 <= year <= 1500 else None
    return _hebrew(year, month, day) if 5000 <= year <= 6000 else None


def _hijri(year: int, month: int, day: int) -> datetime.date:
    before = _HIJRI_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime.date.fromordinal(before + 29 * (month - 1) + month // 2 + day)


def _hebrew(year: int, month: int, day: int) -> datetime.date | None:
    leap = (7 * year + 1) % 19 < 7
    if month == 13 and not leap:
        return None
    months = [7, 8, 9, 10, 11, 12, *([13] if leap else []), 1, 2, 3, 4, 5, 6]
    before = sum(_hebrew_month(year, m, leap) for m in months[: months.index(month)])
    if day > _hebrew_month(year, month, leap):
        return None
    return datetime.date.fromordinal(_hebrew_new_year(year) + before + day - 1)


def _hebrew_month(year: int, month: int, leap: bool) -> int:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month == 8:
        return 30 if length % 10 == 5 else 29
    if month == 9:
        return 29 if length % 10 == 3 else 30
    return 29 if month in (2, 4, 6, 10, 13) or (month == 12 and not leap) else 30


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri; the year is delayed where the Sabbath rules ask for it."""
    last, this, following = (_hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    delay = 2 if following - this == 356 else int(this - last == 382)
    return _HEBREW_EPOCH + this + delay


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day
