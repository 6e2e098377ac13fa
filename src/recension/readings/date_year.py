"""Gives dates the year that their words leave open, where the context has it; says from where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from recension.readings.date_shape import Point, Reading

_FAR = 20_000  # code points after which the last year named is no longer that of the narrative
_EDTF_DAY = re.compile(r"(\d{4})(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The date of the document in which a place lies: EDTF, and how it is called."""

    edtf: str
    title: str


class YearContext:
    """What is known, on the way through a text, of the year that is being spoken of."""

    def __init__(self, document_at: Callable[[int], DocumentDate | None]) -> None:
        self.document_at = document_at
        self.days: dict[tuple[int, int], tuple[int, int]] = {}
        self.last: tuple[int, int, str] | None = None
        self.text = ""

    def dated(self, readings: Iterable[Reading], text: str) -> Iterator[Reading]:
        """The readings with their years, in order of the text."""
        self.text = text
        for reading in readings:
            known = self._resolved(reading) if reading.needs_year else reading
            self._remember(known)
            yield known

    def _remember(self, reading: Reading) -> None:
        point = reading.points[-1]
        if point.year is None or point.two_digits or reading.decade:
            return
        if reading.confidence >= 0.85:
            words = " ".join(self.text[reading.start : reading.end].split())
            self.last = (point.year, reading.start, words)
            for p in reading.points:
                if p.month and p.day:
                    self.days[p.month, p.day] = (point.year, reading.start)

    def _resolved(self, reading: Reading) -> Reading:
        document = self.document_at(reading.start)
        if document and (year := _year_of(document.edtf)):
            return _by_document(reading, document, year)
        if reading.relative is not None or reading.past:
            return reading
        return self._by_earlier(reading) or self._by_narrative(reading) or reading

    def _by_earlier(self, reading: Reading) -> Reading | None:
        """The same day was named before with its year ("the February 10 meeting")."""
        point = reading.first
        if point.year is not None or not (point.month and point.day):
            return None
        if (point.month, point.day) not in self.days:
            return None
        year, place = self.days[point.month, point.day]
        other = self.last is not None and self.last[0] != year
        if reading.start - place > _FAR or (other and not self._pointed_at(reading)):
            return None
        return _settled(reading, year, 0.85, f"the same day stands before with the year {year}")

    def _pointed_at(self, reading: Reading) -> bool:
        """Whether the words point back: "the February 10 meeting", not "on February 10"."""
        before = self.text[max(0, reading.start - 5) : reading.start]
        after = self.text[reading.end : reading.end + 2]
        return before.casefold().endswith(" the ") and after[:1] == " " and after[1:].isalpha()

    def _by_narrative(self, reading: Reading) -> Reading | None:
        if self.last is None or reading.start - self.last[1] > _FAR:
            return None
        year, _, words = self.last
        self.last = (year, reading.start, words)
        return _settled(
            reading, year, 0.7, f"the words give no year; the last one named before is “{words}”"
        )


def _by_document(reading: Reading, document: DocumentDate, year: int) -> Reading:
    told = f"the year is taken from the document's date, {document.edtf} ({document.title})"
    if reading.relative is not None:
        return _settled(reading, year + reading.relative, 0.9, told)
    month = re.match(r"\d{4}-(\d\d)", document.edtf)
    if reading.past:
        now, then = int(month[1]) if month else 0, reading.first.month or 0
        return _settled(reading, year - (then >= now), 0.85 if month else 0.6, told)
    return _settled(
        reading, _nearest(reading.first, year, int(month[1]) if month else 0), 0.8, told
    )


def _nearest(point: Point, year: int, month: int) -> int:
    """The year in which a month lies nearest to the document's month."""
    if point.year is not None or not point.month or point.month > 12 or not 1 <= month <= 12:
        return year
    if point.month - month > 8:
        return year - 1
    return year + 1 if month - point.month > 8 else year


def _settled(reading: Reading, year: int, confidence: float, told: str) -> Reading:
    dated = reading.in_year(year)
    return replace(dated, confidence=confidence, because=(*reading.because, told))


def _year_of(edtf: str) -> int | None:
    match = _EDTF_DAY.match(edtf)
    return int(match[1]) if match else None
