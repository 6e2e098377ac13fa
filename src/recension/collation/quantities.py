"""Numbers with what they count, so that only numbers of the same thing are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from recension.collation.terms import FUNCTION_WORDS, NUMBER_WORDS, stem
from recension.vocabularies.contradiction import contradiction_words

_POWERS = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SPELLED = "(?:" + "|".join(sorted({*NUMBER_WORDS, *_POWERS}, key=len, reverse=True)) + ")"
_NUMBER = (
    rf"(?:{_DIGITS}(?:\s+(?:{'|'.join(_POWERS)})\b)?"
    rf"|\b{_SPELLED}(?:[\s‐‑-]+{_SPELLED}|(?<=hundred)\s+and\s+{_SPELLED})*\b)"
)
_RANGE = r"to|–|-"
_SIGNS = "".join(re.escape(sign) for sign in contradiction_words().money if len(sign) == 1)
_COUNTED = re.compile(
    rf"(?<![\w.^\[/–{_SIGNS}-])({_NUMBER})((?:\s*(?:{_RANGE}|or|and)\s*{_NUMBER})*)"
    r"(?:\s*(%|per\s?cent\b)|[\s‐‑-]+([^\W\d_]+))",
    re.IGNORECASE,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf"\b({MONTHS})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b")
_PART = re.compile(
    rf"\b({_NUMBER})\s+(?:out\s+)?of\s+(?:(?:the|these|those|all)\s+)?{_NUMBER}[\s-]+([^\W\d_]+)",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*\(?\d{1,2}[.)]\s")
_PRICED = re.compile(rf"([{_SIGNS}])\s?({_NUMBER})", re.IGNORECASE)

# Spans of time in days, so that two weeks and fifteen days meet.
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_ROUGH = 0.15
_ROUNDED = 0.02
_BEFORE = 30


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes:
        noun: what is counted, as a stem; ``day`` for all spans of time from a day on; a month's
            name for a day of that month; a currency.
        value: the number; spans of time in days.
        words: as the record has it.
        least: what it may be at least: below the value where the record says *about* or *up to*.
        most: what it may be at most.
    """

    noun: str
    value: float
    words: str
    least: float
    most: float

    def allows(self, other: Quantity) -> bool:
        """Whether both may be true of one thing."""
        slack = _ROUNDED * max(self.value, other.value) if self.value % 10 == 0 else 0
        return self.least <= other.most + slack and other.least <= self.most + slack


def quantities_of(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities in a stretch of text; numbers of paragraphs, notes and years are none."""
    listed = [m.span() for m in _LIST_NUMBER.finditer(text, start, end)]
    for match in _DATED.finditer(text, start, end):
        day = float(match.group(2))
        yield Quantity(match.group(1).casefold(), day, match.group(), day, day)
    for match in _PART.finditer(text, start, end):  # one out of four targets: one, and four
        value = value_of(match.group(1))
        yield Quantity(stem(match.group(2)), value, match.group(), value, value)
    for match in _PRICED.finditer(text, start, end):
        unit = contradiction_words().money[match.group(1)]
        yield _rough(unit, value_of(match.group(2)), match.group(), text[start : match.start()])
    for match in _COUNTED.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in listed):
            yield from _counted(match, text[max(start, match.start() - _BEFORE) : match.start()])


def value_of(number: str) -> float:
    """What a number in digits or words amounts to: ``twenty-five`` is 25, ``3 million`` 3000000."""
    total = part = 0.0
    # A note's call in raised figures belongs to no number: ``4,200⁴`` is 4200.
    for word in re.findall(rf"{_DIGITS}|[^\W\d_⁰¹²³⁴-⁹]+", number.casefold()):
        power = _POWERS.get(word)
        if power is None and word != "and":
            part += float(NUMBER_WORDS.get(word, word.replace(",", "")))
        elif power == _POWERS["hundred"]:
            part = max(part, 1) * power
        elif power is not None:
            total, part = total + max(part, 1) * power, 0
    return total + part


def _counted(match: re.Match[str], before: str) -> Iterator[Quantity]:
    noun = _noun_of(match)
    if noun is None:
        return
    words = " ".join(match.group().split())
    numbers = re.findall(_NUMBER, match.group(1) + match.group(2), re.IGNORECASE)
    unit = _DAYS.get(noun, 1)
    values = [value_of(number) * unit for number in numbers]
    between = re.search(r"\bbetween\s*$", before, re.IGNORECASE) is not None
    if len(values) == 2 and (between or re.match(rf"\s*(?:{_RANGE})", match.group(2))):
        ends = (min(values), max(values))
        yield from (Quantity(_unit(noun), value, words, *ends) for value in values)
    else:
        yield from (_rough(_unit(noun), value, words, before) for value in values)


def _unit(noun: str) -> str:
    return "day" if noun in _DAYS else noun


def _noun_of(match: re.Match[str]) -> str | None:
    """The stem of what is counted; nothing where a function word or a name follows."""
    word = match.group(4)
    if word is None:
        return "%"
    currency = contradiction_words().money.get(word.casefold())
    if currency is not None:
        return currency
    if word.casefold() in FUNCTION_WORDS or word.casefold() in _POWERS or word[0].isupper():
        return None
    return stem(word)


def _rough(noun: str, value: float, words: str, before: str) -> Quantity:
    """A quantity with the bounds that the words before it give."""
    kind = _bound_of(before)
    least = {"about": value * (1 - _ROUGH), "below": 0.0}.get(kind, value)
    most = {"about": value * (1 + _ROUGH), "above": inf}.get(kind, value)
    return Quantity(noun, value, words, least, most)


def _bound_of(before: str) -> str:
    low = before.casefold().rstrip()
    for kind, phrases in contradiction_words().roughly.items():
        if _ends_with_one_of(low, phrases):
            return kind
    return "exact"


def _ends_with_one_of(words: str, phrases: Sequence[str]) -> bool:
    return any(
        words.endswith(phrase) and not words[: -len(phrase)][-1:].isalpha() for phrase in phrases
    )
