"""Datelines: the line that says where and when a document was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recension.model.source_text import lines_of
from recension.model.span import Span
from recension.vocabularies.dates.month_names import month_names
from recension.vocabularies.function_words import function_words

_LONGEST = 170
_BESIDE = 60
"""Code points that may stand beside the date in any dateline."""
_ADDRESS = 120
"""Code points of an address before a date that ends the line."""
_PLACE_WORDS = 4
_HOUR = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b"
    r"|(?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)(?!\d)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<![\w.])(?P<d>[0-3]?\d)[./]\s?(?P<m>[IVX]{1,4}|[01]?\d)[./]\s?(?P<y>\d\d)(?!\d)(?P<rest>[^\n]{0,25})"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_MONTH_LINE = re.compile(
    r"\[?(?:[^\W\d_][\w.’' -]{1,40},\]?\s)?"
    r"\[?(?P<month>[^\W\d_]{3,12}),?\s(?P<year>1[4-9]\d\d|20\d\d)\W{0,2}"
)
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_ROMAN = {
    r: n
    for n, r in enumerate(
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1
    )
}
_PLACE = re.compile(r"(?:At |In )?\[?(?P<place>[^\W\d_][\w.’' -]{1,40}?)\]?,\]?\s*$")
_PLACE_BEHIND = re.compile(
    r",\s(?P<place>[^\W\d_][^\W\d_.’' -]{2,20}(?:[ -][^\W\d_]{2,20})?)\.?\s*$"
)
_PLACE_LINE = re.compile(
    r"[\[(*_]*(?:In|At|Im|В)\s(?:(?:the|der|dem)\s)?(?P<place>"
    r"[^\W\d_a-z][\w’'-]+(?:\s[\w’'-]+){0,3})[\])*_.]*"
)
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day$|day of|evening|morning|night", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date as a document's head has it.

    Attributes:
        span: the date's place.
        date: EDTF: a day, with the hour where the line gives one (``1946-05-27T23:00``).
        place: the place before the date, where one stands there.
    """

    span: Span
    date: str
    place: str | None


@cache
def _day_pattern() -> re.Pattern[str]:
    name = r"[^\W\d_]{3,12}"
    year, day = r"(?P<y{0}>1[4-9]\d\d|20\d\d)", r"(?P<d{0}>[0-3]?\d)"
    day_or_blank = r"\[?(?P<d2>[0-3]?\d|[–—_-]{1,3}(?=,))"
    mended = r"(?:\]|\s\[[0-3]?\d\??\])?"
    other = r"(?:\s?(?:[-–—/]|and|to)\s?[0-3]?\d)?"
    new_style = r"(?:,?\s\((?:[^\W\d_]{3,12}\.?\s)?[0-3]?\d,?\))?"
    return re.compile(
        rf"(?<![\w.])(?:"
        rf"{day.format(1)}(?:st|nd|rd|th|er|d)?{other}\.?(?:\s+de|\s+of|\s+day\s+of)?\s+"
        rf"(?P<m1>{name})\.?,?(?:\s+de)?\s+{year.format(1)}"
        rf"|(?P<m2>{name})\.?\]?\s+{day_or_blank}(?:st|nd|rd|th|d)?{other}{mended}{new_style}"
        rf"(?:,\s?|\s+){year.format(2)}"
        rf"|{day.format(3)}[./]\s?(?P<m3>[IVX]{{1,4}}|[01]?\d)[./]\s?{year.format(3)}"
        rf")(?!\d)",
        re.IGNORECASE,
    )


def dates_in(text: str, span: Span) -> Iterator[Dateline]:
    """The full dates in a stretch of text, each with the place that stands right beside it.

    Only a date whose day, month and four-figure year all stand there is one; nothing is filled in.
    A day that the print leaves blank (*June —, 1861*) gives the month alone.
    """
    if _YEAR.search(text, span.start, span.end) is None:
        return
    words = span.of(text)
    for found in _day_pattern().finditer(words):
        which = next(n for n in "123" if found[f"y{n}"])
        month, day = _month(found[f"m{which}"]), found[f"d{which}"]
        if not month or not (1 <= int(day) <= 31 if day.isdigit() else True):
            continue
        date = f"{found[f'y{which}']}-{month:02}" + (f"-{int(day):02}" if day.isdigit() else "")
        place = _PLACE.search(words, max(0, found.start() - 45), found.start())
        name = place["place"].strip() if place else None
        name = name if name and _is_place(name) else _place_behind(words[found.end() :])
        hour = _hour(words[found.end() : found.end() + 25]) if day.isdigit() else ""
        at = Span(span.start + found.start(), span.start + found.end())
        yield Dateline(at, date + hour, name)


def _place_behind(rest: str) -> str | None:
    """The place that ends a dateline behind its date (*8 November 1956, Brioni*)."""
    found = _PLACE_BEHIND.match(rest)
    return found["place"] if found and _is_place(found["place"]) else None


def _is_place(name: str) -> bool:
    """Whether the words before a date can be a place: few, capital, and no day's name."""
    few = len(name.split()) <= _PLACE_WORDS and ". " not in name.removeprefix("St. ")
    return few and name[0].isupper() and _WEEKDAY.search(name) is None


def _month(name: str) -> int | None:
    if name.isdigit():
        return int(name) if 1 <= int(name) <= 12 else None
    return _ROMAN.get(name.upper()) or month_names().get(name.casefold())


def _hour(after: str) -> str:
    found = _HOUR.search(after)
    if found is None:
        return ""
    if found["h24"]:
        return f"T{int(found['h24']):02}:{found['m24']}"
    hour, minute = int(found["h"]), found["m"] or "00"
    if hour > 12:
        return ""
    return f"T{hour % 12 + (12 if found['half'] in 'pP' else 0):02}:{minute}"


def hour_of(text: str, span: Span, day: str) -> str:
    """The hour behind a day in its short form (*27.V.46, 23:00*), as *T23:00*; else nothing.

    Args:
        text: the source's.
        span: where to look.
        day: the day that is meant, as EDTF; a short form of any other day says nothing.
    """
    year, month, number = int(day[2:4]), int(day[5:7]), int(day[8:10])
    for found in _SHORT.finditer(text, span.start, span.end):
        same = int(found["d"]) == number and _month(found["m"]) == month
        if same and int(found["y"]) == year and (hour := _hour(found["rest"])):
            return hour
    return ""


def is_dateline(text: str, line: Span) -> bool:
    """Whether a line is nothing but a place and a date, perhaps with an hour and a day's name.

    A long address is part of it where its words begin with capitals and the date ends the line.
    """
    if len(line) > _LONGEST:
        return False
    first = next(dates_in(text, line), None)
    if first is None:
        return False
    beside = len(line) - len(first.span)
    if beside < _BESIDE:
        return True
    ends = not text[first.span.end : line.end].strip(" .;,")
    return ends and beside < _ADDRESS and _is_address(text[line.start : first.span.start])


def _is_address(words: str) -> bool:
    """Whether words name a place at length (*Her Majesty's Ship Kestrel, Gulf of Orsova*)."""
    content = [w for w in _WORD.findall(words) if w.casefold() not in function_words()]
    return "." not in words and all(word[0].isupper() for word in content)


def dated_lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a stretch that are datelines, those included that go on in the next line."""
    before: Span | None = None
    for line in lines_of(text, span):
        if is_dateline(text, line):
            yield line
            before = None
            continue
        if before is not None and is_dateline(text, Span(before.start, line.end)):
            yield Span(before.start, line.end)
            before = None
            continue
        before = line if text[line.start : line.end].rstrip().endswith(",") else None


def month_of(text: str, line: Span) -> str | None:
    """The month of a line that is nothing but a place, a month and a year; None of any other."""
    found = _MONTH_LINE.fullmatch(text, line.start, line.end)
    month = month_names().get(found["month"].casefold()) if found else None
    return f"{found['year']}-{month:02}" if found and month else None


def place_line(text: str, line: Span) -> str | None:
    """The place of a line that says nothing else (*In the Town Hall*); None of any other."""
    found = _PLACE_LINE.fullmatch(text[line.start : line.end].strip())
    return found["place"] if found and _is_address(found["place"]) else None
