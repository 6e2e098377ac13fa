"""Laws of contradiction: nothing contradicts itself, and who is read first does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recension.collation.contradiction import contradiction
from recension.collation.contradiction.name import may_be_one
from recension.collation.contradiction.sentence import Sentence, sentence
from recension.collation.quantities import quantities_of, value_of
from recension.collation.segmentation import units_of

WORDS = (
    "Mr.", "Alder", "Benn", "Corvin", "said", "agreed", "opposed", "accepted", "rejected", "not",
    "never", "no", "the", "harbour", "ferry", "tolls", "pilots", "in", "Norway", "Sweden", "on",
    "May", "9", "12", "June", "Tuesday", "Friday", "twelve", "twenty", "dredgers", "ships", "was",
    "carried", "negatived", "postponed", "ayes", "noes", "7", "3", "to", "if", "would", "and",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=14).map(
    lambda words: " ".join(words).capitalize() + "."
)


def read(name: str, text: str) -> list[Sentence]:
    return [sentence(name, text, unit) for unit in units_of(text)]


def kind_of(first: str, second: str) -> str | None:
    counted = tuple(list(quantities_of(t, 0, len(t))) for t in (first, second))
    found = contradiction(read("A", first), read("B", second), (counted[0], counted[1]))
    return found.kind if found else None


@given(SENTENCES)
def test_nothing_contradicts_itself(words: str) -> None:
    assert kind_of(words, words) is None


@given(SENTENCES, SENTENCES)
@settings(max_examples=200)
def test_who_is_read_first_does_not_matter(first: str, second: str) -> None:
    assert (kind_of(first, second) is None) == (kind_of(second, first) is None)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_held_against_any_other(first: str, second: str) -> None:
    kind_of(first, second)


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_are_one_both_ways(one: str, other: str) -> None:
    assert may_be_one(one, other) == may_be_one(other, one)


@given(st.integers(min_value=0, max_value=999_999))
def test_digits_are_read_as_they_are(number: int) -> None:
    assert value_of(f"{number:,}") == number
