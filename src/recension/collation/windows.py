"""Which stretches of two long records are compared at all.

Short records are compared whole. Of long ones (from some 200,000 characters a side) every stretch
of the first is compared with those of the second that share the most words that are rare in both:
cost then grows with the length of the records and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recension.collation.similarity import Bag, Rarity

WHOLE = 4_000_000
"""Pairs of units up to which two records are compared whole."""
_ROWS, _COLUMNS, _CHOSEN = 400, 100, 10
_SEED = 12
"""A word in more units of either record than this is no seed."""


@dataclass(frozen=True, slots=True)
class Window:
    """Units of the first record and those of the second that they are compared with."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def windows(
    first: Sequence[Bag], second: Sequence[Bag], rarity: Rarity, whole: int = WHOLE
) -> Iterator[Window]:
    """The windows in which two records are compared; together they hold every row.

    Args:
        first: the words of the first record's units.
        second: the words of the second record's units.
        rarity: how much a word tells.
        whole: pairs of units up to which there is one window.
    """
    if len(first) * len(second) <= whole:
        yield Window(tuple(range(len(first))), tuple(range(len(second))))
        return
    shared = _shared_seeds(first, second, rarity)
    for index, row in enumerate(shared):
        start = index * _ROWS
        rows = range(start, min(start + _ROWS, len(first)))
        yield Window(tuple(rows), tuple(_columns(row, len(second))))


def _columns(shared: NDArray[np.float64], units: int) -> Iterator[int]:
    """The units of the stretches that share most, and of the stretch beside each."""
    best = np.argsort(-shared, kind="stable")[:_CHOSEN]
    near = {int(b) + step for b in best for step in (-1, 0, 1)}
    for stretch in sorted(near):
        if 0 <= stretch < len(shared):
            yield from range(stretch * _COLUMNS, min((stretch + 1) * _COLUMNS, units))


def _shared_seeds(
    first: Sequence[Bag], second: Sequence[Bag], rarity: Rarity
) -> NDArray[np.float64]:
    """How much rare vocabulary each stretch of the first shares with each of the second."""
    places = [_places(side) for side in (first, second)]
    shape = (-(-len(first) // _ROWS), -(-len(second) // _COLUMNS))
    shared = np.zeros(shape)
    for word in places[0].keys() & places[1].keys():
        here, there = places[0][word], places[1][word]
        if len(here) <= _SEED and len(there) <= _SEED:
            weight = rarity[word] ** 2 / (len(here) * len(there)) ** 0.5
            for row in here:
                for column in there:
                    shared[row // _ROWS, column // _COLUMNS] += weight
    return shared


def _places(side: Sequence[Bag]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for unit, bag in enumerate(side):
        for word in bag.weights:
            places.setdefault(word, []).append(unit)
    return places
