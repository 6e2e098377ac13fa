"""Numbers with what they count, so that only numbers of the same thing are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recension.collation.terms import FUNCTION_WORDS, NUMBER_WORDS, stem

_NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|" + "|".join(NUMBER_WORDS) + r")"
_COUNTED = re.compile(
    rf"(?<![\w.^\[/–-])({_NUMBER})((?:\s*(?:to|or|and|–|-)\s*{_NUMBER})*)"
    r"(?:\s*%|[\s‐‑-]+([^\W\d_]+))",
    re.IGNORECASE,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf"\b({MONTHS})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b")
_PART = re.compile(
    rf"\b({_NUMBER})\s+(?:out\s+)?of\s+(?:(?:the|these|those|all)\s+)?{_NUMBER}[\s-]+([^\W\d_]+)",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*\(?\d{1,2}[.)]\s")

# Spans of time in days, so that two weeks and fifteen days meet.
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes:
        noun: what is counted, as a stem; ``day`` for all spans of time from a day on; a month's
            name for a day of that month.
        value: the number; spans of time in days.
        words: as the record has it.
    """

    noun: str
    value: float
    words: str


def quantities_of(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities in a stretch of text; numbers of paragraphs, notes and years are none."""
    listed = [m.span() for m in _LIST_NUMBER.finditer(text, start, end)]
    for match in _DATED.finditer(text, start, end):
        yield Quantity(match.group(1).casefold(), float(match.group(2)), match.group())
    for match in _PART.finditer(text, start, end):  # one out of four targets: one, and four
        yield Quantity(stem(match.group(2)), _value(match.group(1)), match.group())
    for match in _COUNTED.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in listed):
            yield from _counted(match)


def _counted(match: re.Match[str]) -> Iterator[Quantity]:
    word = match.group(3)
    if word is None:
        noun = "%"
    elif word.casefold() in FUNCTION_WORDS or word[0].isupper():
        return
    else:
        noun = stem(word)
    words = " ".join(match.group().split())
    for number in re.findall(_NUMBER, match.group(1) + match.group(2), re.IGNORECASE):
        value = _value(number)
        if noun in _DAYS:
            yield Quantity("day", value * _DAYS[noun], words)
        else:
            yield Quantity(noun, value, words)


def _value(number: str) -> float:
    return float(NUMBER_WORDS.get(number.casefold(), number.replace(",", "")))
