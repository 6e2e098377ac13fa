"""What a date's words say, before its year is known: points, intervals, seasons, decades."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a date.

    Attributes:
        year: the year; ``None`` where the words do not give it.
        two_digits: whether only the last two figures of ``year`` are given (``27.V.46``).
        month: 1 to 12, or an EDTF season from 21; 0 where a month is named but cannot be told.
        day: 1 to 31.
        time: ``T23:00`` or the like.
    """

    year: int | None = None
    two_digits: bool = False
    month: int | None = None
    day: int | None = None
    time: str = ""

    def edtf(self) -> str:
        """The point in EDTF; ``X`` stands for a figure that is not known."""
        parts = [self._year()]
        if self.month is not None:
            parts.append(f"{self.month:02}" if self.month else "XX")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        return "-".join(parts) + self.time

    def _year(self) -> str:
        if self.year is None:
            return "XXXX"
        return f"XX{self.year:02}" if self.two_digits else f"{self.year:04}"

    def possible(self) -> bool:
        """Whether the calendar has such a day, in some year at least."""
        if self.day is None:
            return True
        known = self.year if self.year and not self.two_digits else 2000
        longest = calendar.monthrange(known, self.month)[1] if self.month else 31
        return 1 <= self.day <= longest


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of text read as a date.

    Attributes:
        start, end: where it stands.
        first: the date, or the beginning of an interval.
        last: the end of an interval.
        decade: whether the year's last figure is left open.
        about: whether the words say that it is approximate.
        relative: years to add to the document's year (0 for "this year"); ``None`` for none.
        past: whether the latest such day or month before the document is meant ("May last").
        because: what the reading rests on beyond the words themselves.
        confidence: how sure it is.
    """

    start: int
    end: int
    first: Point
    last: Point | None = None
    decade: bool = False
    about: bool = False
    relative: int | None = None
    past: bool = False
    because: tuple[str, ...] = ()
    confidence: float = 0.97

    def edtf(self) -> str:
        """The whole in EDTF."""
        if self.decade:
            return f"{self.first.edtf()[:3]}X"
        mark = "~" if self.about else ""
        whole = self.first.edtf() + mark
        return whole if self.last is None else f"{whole}/{self.last.edtf()}{mark}"

    def possible(self) -> bool:
        """Whether its days exist and its interval does not run backwards."""
        if not self.first.possible() or (self.last and not self.last.possible()):
            return False
        return self.last is None or self.first.edtf() < self.last.edtf()

    @property
    def needs_year(self) -> bool:
        """Whether the words leave the year or the century open."""
        return any(p.year is None or p.two_digits for p in self.points)

    @property
    def points(self) -> tuple[Point, ...]:
        """Its one or two ends."""
        return (self.first,) if self.last is None else (self.first, self.last)

    def in_year(self, year: int) -> Reading:
        """The same reading in a year that the context gives."""
        return replace(
            self,
            first=_in_year(self.first, year),
            last=self.last and _in_year(self.last, year),
        )


def _in_year(point: Point, year: int) -> Point:
    if point.year is None:
        return replace(point, year=year)
    if point.two_digits:
        centuries = (year // 100 * 100 + step + point.year for step in (-100, 0, 100))
        return replace(point, year=min(centuries, key=lambda y: abs(y - year)), two_digits=False)
    return point
