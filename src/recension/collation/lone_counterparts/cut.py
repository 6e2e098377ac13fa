"""A record with the units it was cut into, as what is left alone is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from recension.collation.record import Record
from recension.collation.segmentation import Unit
from recension.collation.terms import terms_of

Pairs = Mapping[tuple[int, int], float]
"""Units of two records that stand side by side, each pair with how sure it is."""
Cut = tuple[Record, Sequence[Unit]]
"""A record and its units."""


def turned(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same pairs seen from the second record."""
    return ((b, a) for a, b in pairs)


def lone(length: int, taken: set[int]) -> tuple[int, ...]:
    """The places of a record of some length that stand beside nothing."""
    return tuple(place for place in range(length) if place not in taken)


def text_of(record: Cut, place: int) -> str:
    """The words of a unit."""
    unit = record[1][place]
    return record[0].text[unit.start : unit.end]


def stems_of(record: Cut, place: int) -> set[str]:
    """The stems of a unit, function words left out."""
    unit = record[1][place]
    return {term.stem for term in terms_of(record[0].text, unit.start, unit.end)}
