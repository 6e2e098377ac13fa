"""Laws of dates: a day written out in any language is that day, and stands where it was found."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Value
from recension.readings.date import DateReader
from recension.readings.date_calendars import read_other_calendars
from recension.readings.date_grammar import read_dates
from recension.vocabularies.dates import date_words

NAMES = [
    (words.language, form, number)
    for words in date_words()
    for form, number in words.months.items()
    if len(form) > 3
]


@given(
    st.sampled_from(NAMES),
    st.dates(datetime.date(1500, 1, 1), datetime.date(2029, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{d}. {m} {y}", "{y}. {m} {d}.", "({d} {m} {y})"]),
)
def test_a_day_written_out_is_that_day(
    name: tuple[str, str, int], day: datetime.date, shape: str
) -> None:
    language, month, number = name
    day = day.replace(day=min(day.day, 28), month=number)
    text = "Then " + shape.format(d=day.day, m=month, y=day.year) + ", it is said."
    (found,) = read_dates(text, language)
    assert found.edtf() == day.isoformat()
    assert str(day.year) in text[found.start : found.end]


@given(st.text(alphabet="0123456789 .-–/,()\nMayjune194XIVdeof*", max_size=80))
def test_readings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for reading in read_dates(text):
        assert end <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end].strip() == text[reading.start : reading.end]
        end = reading.end


WORDS = [
    "the 10th instant",
    "the next day",
    "last March",
    "May 4, 1861",
    "5 Iyyar 5708",
    "this year",
    "in",
    ", ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_dates_from_the_context_are_in_order_and_apart(text: str) -> None:
    letter: Finding[Value] = Finding(
        "RS101", Span(0, max(1, len(text))), Document("letter", date="1861-05-04")
    )
    end = 0
    for finding in DateReader().read(SourceText("t", text, ""), Findings([letter])):
        assert end <= finding.span.start < finding.span.end <= len(text)
        end = finding.span.end


HEBREW_MONTHS = (
    "Nisan", "Iyyar", "Sivan", "Tammuz", "Av", "Elul",
    "Tishri", "Heshvan", "Kislev", "Tevet", "Shevat", "Adar",
)  # fmt: skip


@given(st.integers(5_001, 5_999), st.integers(1, 12), st.integers(1, 29))
def test_hebrew_days_follow_each_other(year: int, month: int, day: int) -> None:
    """A Hebrew year has 353 to 385 days, and a day of it lies in the two civil years it spans."""
    (found,) = read_other_calendars(f"{day} {HEBREW_MONTHS[month - 1]} {year}")
    assert found.first.year in (year - 3761, year - 3760)
    (later,) = read_other_calendars(f"{day} {HEBREW_MONTHS[month - 1]} {year + 1}")
    days = [
        datetime.date(r.first.year or 1, r.first.month or 1, r.first.day or 1)
        for r in (found, later)
    ]
    assert 353 <= (days[1] - days[0]).days <= 385
