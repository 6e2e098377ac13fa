"""Laws of dates: a day written out in any language is that day, and stands where it was found."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

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
