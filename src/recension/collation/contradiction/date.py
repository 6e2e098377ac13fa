"""Contradiction by date: another day, month, weekday, year or hour for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recension.collation.contradiction.counterparts import Counterparts
from recension.collation.contradiction.sentence import Sentence, Word
from recension.collation.quantities import MONTHS
from recension.vocabularies.dates.month_names import month_names

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SHORT = 3
_MONTHS = {
    **{name: number for name, number in month_names().items() if len(name) > _SHORT},
    **{name.casefold(): number for number, name in enumerate(MONTHS.split("|"), 1)},
}
_NAMES = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<month>{_NAMES})\s+(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<month2>{_NAMES})\b"
    rf"|\b(?P<day3>\d{{1,2}})\.(?P<month3>(?-i:{'|'.join(reversed(_ROMAN))}))\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|of|since|until|by|before|after)\s+(1[5-9]\d\d|20\d\d)\b")
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as a record names it.

    Attributes:
        kind: ``day``, ``weekday``, ``hour`` or ``year``: only moments of one kind are compared.
        value: what is compared.
        words: as the record has it.
        start: where it stands in the sentence.
    """

    kind: str
    value: tuple[str | int, ...]
    words: str
    start: int


def dates_differ(pair: Counterparts) -> tuple[str, str] | None:
    """The words in which two sentences date one thing differently.

    Of each kind (day of a month, weekday, hour, year) both must have one and none in common, and
    around the two must stand words that both records have: a sentence may name several days.

    Args:
        pair: sentences that answer each other.

    Returns:
        the words of both; nothing where they do not differ.
    """
    one, other = ([*moments_of(side.text)] for side in (pair.first, pair.second))
    for kind in ("day", "weekday", "hour", "year"):
        here, there = ([m for m in side if m.kind == kind] for side in (one, other))
        if not here or not there or {m.value for m in here} & {m.value for m in there}:
            continue
        if pair.in_the_same_words or _near(pair, here[0], there[0]):
            return here[0].words, there[0].words
    return _changed_month(pair)


def moments_of(text: str) -> Iterator[Moment]:
    """The days, weekdays, hours and years that a sentence names."""
    for match in _DAY.finditer(text):
        month = match["month"] or match["month2"]
        number = _MONTHS[month.casefold()] if month else _ROMAN.index(match["month3"]) + 1
        day = int(match["day"] or match["day2"] or match["day3"])
        yield Moment("day", (number, day), " ".join(match.group().split()), match.start())
    for name in _WEEKDAYS:
        for match in re.finditer(rf"\b{name}\b", text):
            yield Moment("weekday", (name,), name, match.start())
    for match in _HOUR.finditer(text):
        hour = (int(match[1]) % 12, int(match[2] or 0), match[3].casefold())
        yield Moment("hour", hour, match.group(), match.start())
    for match in _YEAR.finditer(text):
        yield Moment("year", (int(match[1]),), match[1], match.start())


def _near(pair: Counterparts, one: Moment, other: Moment) -> bool:
    """Whether both moments stand among words that both sentences have."""
    around = [_around(side, moment) for side, moment in ((pair.first, one), (pair.second, other))]
    return len(around[0] & around[1]) >= 2


def _around(side: Sentence, moment: Moment) -> frozenset[str]:
    telling = [w for w in side.words if w.telling and not w.number and w.words not in _NOT_AROUND]
    place = side.start + moment.start
    nearest = sorted(telling, key=lambda word: abs(word.start - place))[:_NEAR]
    return frozenset(word.key for word in nearest)


_NOT_AROUND = frozenset((*MONTHS.split("|"), *_WEEKDAYS))


def _changed_month(pair: Counterparts) -> tuple[str, str] | None:
    """Another month or weekday in sentences of the same wording."""
    if not pair.in_the_same_words:
        return None
    for here, there, change in pair.changes():
        if _is_calendar(here) and _is_calendar(there):
            return pair.first.between(*change.here), pair.second.between(*change.there)
    return None


def _is_calendar(words: Sequence[Word]) -> bool:
    return bool(words) and all(word.words in _NOT_AROUND for word in words)
