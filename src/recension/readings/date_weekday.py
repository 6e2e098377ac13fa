"""Dates whose weekday is another day's."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import Date, Value
from recension.vocabularies.dates import date_words
from recension.vocabularies.prefix_tree import any_of

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=T|$)")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SURE = 0.8
"""Below it the year is a guess from the narrative, and a weekday that does not fit says so."""


class DateWeekday:
    """A weekday named beside a date that falls on another day of the week.

    ## What it finds
    *Tuesday, 3 November 1956*, where the third was a Saturday: the weekday right before the date or
    right after it, in the languages that dates are read in.

    ## Why it matters
    One of the two is a slip, of the writer or of the copy; often it is the year, and then the
    document stands in the wrong place.

    ## When unsure
    A weekday that fits the Old Style day contradicts nothing. Where the year comes from the
    document's date and not from the words, the finding says so, for then that date may be what is
    wrong; where it comes from the narrative alone, nothing is said.

    ## Sources
    The rule of the seven days, unbroken through both calendars; names of weekdays: Unicode CLDR.
    """

    code: ClassVar[str] = "RR203"
    name: ClassVar[str] = "weekday against date"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Date,)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Hold each day against the weekday beside it."""
        for finding in findings.of(Date):
            day = _day(finding.value.edtf) if finding.confidence >= _SURE else None
            named = _beside(source.text, finding.span.start, finding.span.end) if day else None
            if day is None or named is None or named == day.isoweekday() or _old(day) == named:
                continue
            words = " ".join(finding.span.of(source.text).split())
            falls, said = _NAMES[day.weekday()], _NAMES[named - 1]
            message = f"{words} ({day.isoformat()}) was a {falls}; the text says {said}"
            value = Irregularity("date", message)
            confidence = 0.85 if finding.confidence >= 0.95 else 0.5
            yield Finding(self.code, finding.span, value, confidence, finding.because)


def _day(edtf: str) -> datetime.date | None:
    match = _DAY.match(edtf)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _old(day: datetime.date) -> int | None:
    """The weekday of the Julian calendar's day of that name; ``None`` after it went out of use."""
    if not 1582 <= day.year < 1924:
        return None
    apart = day.year // 100 - day.year // 400 - 2
    if day < datetime.date(day.year, 3, 1) and day.year % 100 == 0 and day.year % 400:
        apart -= 1
    return (day + datetime.timedelta(apart)).isoweekday()


def _beside(text: str, start: int, end: int) -> int | None:
    before = _before().search(text[max(0, start - 24) : start])
    match = before or _after().match(text, end)
    return _weekdays()[match["name"].casefold()] if match else None


@cache
def _weekdays() -> dict[str, int]:
    forms: dict[str, set[int]] = {}
    for words in date_words():
        for form, number in words.weekdays.items():
            forms.setdefault(form.casefold(), set()).add(number)
    return {form: min(numbers) for form, numbers in forms.items() if len(numbers) == 1}


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<name>{_any()})(?:,|\s\(?|,?\s{{1,3}}(?:the|le|den|dne))\s{{0,3}}$"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:,\s{{1,3}}|\s{{0,3}}[(\[]\s?)(?:a\s)?(?P<name>{_any()})(?!\w)")


def _any() -> str:
    forms = set(_weekdays())
    return any_of(forms | {f.title() for f in forms} | {f.upper() for f in forms})
