"""Reads dates as they are written, without asking what stands elsewhere in the text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from recension.readings.date_patterns import ROMAN, patterns
from recension.readings.date_shape import Point, Reading

_YEARS = range(1700, 2030)
_STYLES_APART = range(10, 14)  # days between the Julian and the Gregorian calendar, 1582 to 2100


def read_dates(text: str, language: str | None = None) -> Iterator[Reading]:
    """The dates in a text, in order; years that the words leave open stay open.

    Args:
        text: any text.
        language: of the text, where it is known; it settles months that two languages share.

    Yields:
        readings that do not overlap.
    """
    grammar = _Grammar(text, language)
    candidate, at = patterns().candidate, 0
    while match := candidate.search(text, at):
        found = grammar.at(match.start())
        yield from found
        at = max(match.end(), *(reading.end for reading in found), match.start() + 1)


class _Grammar:
    """Tries the shapes at one place after the other."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text, self.language = text, language
        self.readers: dict[str, Callable[[re.Match[str]], list[Reading]]] = {
            "styles": self._styles, "us-styles": self._styles, "us-styles-day": self._styles,
            "double-year": self._double_year, "hu-day": self._year_first,
            "stroke": self._stroke, "span": self._span,
            "us-span": self._span, "months": self._span, "days": self._days,
            "us-days": self._days, "us-to": self._days, "either": self._either,
            "us-either": self._either, "month-only": self._month_only, "season": self._season,
            "half": self._half, "decade": self._decade, "years": self._years, "year": self._year,
        }  # fmt: skip

    def at(self, start: int) -> list[Reading]:
        """What begins at a place: one date, two that share a month, or nothing."""
        for name, shape in patterns().shapes:
            match = shape.match(self.text, start)
            if match and patterns().is_known(match):
                found = self.readers.get(name, self._plain)(match)
                if found and all(reading.possible() for reading in found):
                    return [self._surrounded(reading) for reading in found]
        return []

    def _surrounded(self, reading: Reading) -> Reading:
        reading = self._with_relative(self._with_time(reading))
        before = patterns().before.search(self.text[max(0, reading.start - 32) : reading.start])
        if not before:
            return reading
        start = reading.start - len(before[0])
        if before["night"] and reading.first.day is None:
            return reading
        if before["part"] and reading.first.day is not None:
            return reading
        return replace(reading, start=start, about=reading.about or bool(before["about"]))

    def _with_time(self, reading: Reading) -> Reading:
        point = reading.first
        if reading.last or point.day is None:
            return reading
        match = patterns().time.match(self.text, reading.end)
        if not match or not (time := _time(match)):
            return reading
        because = reading.because
        if match["midnight"]:
            because += ("midnight is given as the day's first minute; its last may be meant",)
        first = replace(point, time=time)
        return replace(reading, end=match.end(), first=first, because=because)

    def _with_relative(self, reading: Reading) -> Reading:
        if not reading.needs_year:
            return reading
        match = patterns().relative.match(self.text, reading.end)
        if not match:
            return reading
        if match["past"]:
            return replace(reading, end=match.end(), past=True)
        return replace(reading, end=match.end(), relative=0 if match["this"] else -1)

    def _month(self, match: re.Match[str], number: int = 1) -> int | None:
        groups = match.groupdict()
        if groups.get(f"n{number}"):
            return int(match[f"n{number}"])
        if groups.get(f"r{number}"):
            return ROMAN[match[f"r{number}"]]
        if not groups.get(f"m{number}"):
            return None
        meanings = patterns().months[match[f"m{number}"].casefold()]
        if self.language in meanings:
            return meanings[self.language]
        return next(iter(meanings.values())) if len(set(meanings.values())) == 1 else 0

    def _point(self, match: re.Match[str], number: int = 1, year: int | None = None) -> Point:
        groups = match.groupdict()
        own, short, day = (groups.get(f"{name}{number}") for name in ("y", "yy", "d"))
        return Point(
            year=int(own or short or 0) or year,
            two_digits=bool(short),
            month=self._month(match, number),
            day=int(day) if day else None,
        )

    def _plain(self, match: re.Match[str]) -> list[Reading]:
        point = self._point(match)
        if point.month is not None and point.month > 12:
            return []
        return [Reading(match.start(), _trimmed(match), point)]

    def _span(self, match: re.Match[str]) -> list[Reading]:
        year = int(match["y1"]) if match["y1"] else None
        early = int(match["y2"]) if match["y2"] else year
        first = replace(self._point(match), year=early)
        last = replace(self._point(match, 2), year=year)
        return [Reading(match.start(), _trimmed(match), first, last)]

    def _days(self, match: re.Match[str]) -> list[Reading]:
        first = self._point(match)
        last = replace(first, day=int(match["d2"]))
        return [Reading(match.start(), _trimmed(match), first, last)]

    def _either(self, match: re.Match[str]) -> list[Reading]:
        """Two days of one month: an enumeration is no interval, so they are two dates."""
        first = self._point(match)
        last = replace(first, day=int(match["d2"]))
        american = match.start("m1") < match.start("d1")
        cut = match.start("d2")
        end = match.end("d1")
        if american:
            end = self._day_end(match, "d1")
        return [
            Reading(match.start(), end, first),
            Reading(cut, _trimmed(match), last),
        ]

    def _day_end(self, match: re.Match[str], group: str) -> int:
        return match.end(group)

    def _stroke(self, match: re.Match[str]) -> list[Reading]:
        apart = int(match["d2"]) - int(match["d1"])
        if apart == 1:
            return self._days(match)
        if apart not in _STYLES_APART:
            return []
        point = replace(self._point(match), day=int(match["d2"]))
        because = ("printed in Old and New Style; given in New Style",)
        return [Reading(match.start(), _trimmed(match), point, because=because)]

    def _styles(self, match: re.Match[str]) -> list[Reading]:
        old = self._point(match)
        groups = match.groupdict()
        month = self._month(match, 2) if groups.get("m2") else old.month
        year = match["y1"] or groups.get("y2")
        point = Point(int(year) if year else None, False, month, int(match["d2"]))
        if _apart(old, point) not in _STYLES_APART:
            return []
        because = ("printed in Old and New Style; given in New Style",)
        return [Reading(match.start(), _trimmed(match), point, because=because)]

    def _double_year(self, match: re.Match[str]) -> list[Reading]:
        """Before 1752 the English year began on 25 March: 20 February 1720/21 is in our 1721."""
        point = self._point(match)
        year, shown = int(match["y1"]) + 1, match["yy2"]
        if year % 10 ** len(shown) != int(shown) or (point.month or 12) > 3:
            return []
        because = ("the year is given in Old and New Style; given in New Style",)
        point = replace(point, year=year)
        return [Reading(match.start(), match.end(), point, because=because)]

    def _year_first(self, match: re.Match[str]) -> list[Reading]:
        """``1956. október 23.``, but not a telegram's number before the day it was sent on."""
        counted = self._counted(match) or int(match["y1"]) not in _YEARS
        return [] if counted and "," in match[0] else self._plain(match)

    def _month_only(self, match: re.Match[str]) -> list[Reading]:
        """A month without day and year is a date only where the words treat it as one."""
        rest = patterns().relative.match(self.text, match.end())
        before = patterns().before.search(self.text[max(0, match.start() - 32) : match.start()])
        if not rest and not (before and before["part"]):
            return []
        return [Reading(match.start(), match.end("m1"), self._point(match))]

    def _season(self, match: re.Match[str]) -> list[Reading]:
        year = int(match["y1"]) if match["y1"] else None
        if year is None and not patterns().relative.match(self.text, match.end()):
            return []
        point = Point(year, False, patterns().seasons[match["s1"]])
        return [Reading(match.start(), _trimmed(match), point)]

    def _half(self, match: re.Match[str]) -> list[Reading]:
        year = match["y1"] or match["y3"]
        point = Point(int(year) if year else None, False, self._month(match))
        if point.month is not None:
            return [Reading(match.start(), _trimmed(match), point)]
        low = 1 if patterns().halves[match["half"]] == 1 else 7
        first, last = replace(point, month=low), replace(point, month=low + 5)
        return [Reading(match.start(), _trimmed(match), first, last)]

    def _decade(self, match: re.Match[str]) -> list[Reading]:
        return [Reading(match.start(), match.end(), Point(int(match["y1"])), decade=True)]

    def _years(self, match: re.Match[str]) -> list[Reading]:
        first, last = match["y1"], match["y2"]
        if len(last) == 2:
            last = first[:2] + last
        apart = int(last) - int(first)
        stroke = "/" in match[0]
        if not 0 < apart <= 120 or (stroke and apart > 1) or int(first) not in _YEARS:
            return []
        if self._counted(match):
            return []
        life = self._in_brackets(match)
        because = ("years in brackets behind a name: those of a life",) if life else ()
        return [
            Reading(
                match.start(),
                _trimmed(match),
                Point(int(first)),
                Point(int(last)),
                because=because,
                confidence=0.8 if life else 0.95,
            )
        ]

    def _in_brackets(self, match: re.Match[str]) -> bool:
        """Whether it stands alone in brackets, like ``(1892-1971)`` behind a name."""
        before = self.text[max(0, match.start() - 1) : match.start()]
        return before == "(" and self.text[match.end() : match.end() + 1] == ")"

    def _year(self, match: re.Match[str]) -> list[Reading]:
        year, text = int(match["y1"]), self.text
        if year not in _YEARS or self._counted(match):
            return []
        before = text[max(0, match.start() - 24) : match.start()]
        after = patterns().year_after.match(text, match.end())
        heads_line = not before.strip(" ") or before.endswith("\n")
        heading = heads_line and re.match(r" [A-Z]\w+ [A-Z]", text[match.end() : match.end() + 40])
        if not (after or heading or patterns().year_before.search(before)):
            return []
        if re.match(r"[/-]|\.\d", text[match.end() : match.end() + 2]):
            return []
        return [Reading(match.start(), after.end() if after else match.end(), Point(year),
                        confidence=0.9)]  # fmt: skip

    def _counted(self, match: re.Match[str]) -> bool:
        """Whether the number counts something or is the number of something."""
        before = self.text[max(0, match.start() - 24) : match.start()]
        return bool(
            patterns().no_year_before.search(before)
            or patterns().no_year_after.match(self.text, match.end())
        )


def _apart(old: Point, new: Point) -> int:
    """Days between two days of one year."""
    if not (old.month and old.day and new.month and new.day):
        return 0
    year = new.year or 2000
    if not (old.possible() and new.possible()) or max(old.month, new.month) > 12:
        return 0
    first = datetime.date(year - (old.month > new.month), old.month, min(old.day, 28))
    return (datetime.date(year, new.month, new.day) - first).days - max(old.day - 28, 0)


def _trimmed(match: re.Match[str]) -> int:
    """The match's end without the stop or white space that an optional part took along."""
    end = match.end()
    words = match[0]
    tail = len(words) - len(words.rstrip(" \t\r\n"))
    end -= tail
    last = max((match.end(g) for g in match.groupdict() if match[g]), default=end)
    return last if match.string[last:end] == "." else end


def _time(match: re.Match[str]) -> str:
    if match["noon"]:
        return "T12:00"
    if match["midnight"]:
        return "T00:00"
    if match["z"]:
        return _clock(int(match["z"][:2]), int(match["z"][2:]), "Z")
    if match["h"]:
        late = match["half"].lower() == "p"
        hour = int(match["h"])
        return _clock(hour % 12 + 12 * late, int(match["min"] or 0)) if 1 <= hour <= 12 else ""
    hours, minutes = match["h24"] or match["hu"], match["m24"] or match["mu"] or "0"
    return _clock(int(hours), int(minutes))


def _clock(hour: int, minute: int, zone: str = "") -> str:
    return f"T{hour:02}:{minute:02}{zone}" if hour < 24 and minute < 60 else ""
