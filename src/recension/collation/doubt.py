"""Whether what stands alone may stand in another record after all, in other words.

A unit that found no counterpart still has a likeliest place and a chance of belonging there
(:mod:`recension.collation.belonging`), too small to be set beside it. Over the units of a lone
passage that chance tells how sure its loneliness is: of passages with a mean below a quarter one in
five stood in a group of a reader's own alignment (113 lone passages of thirteen pairs of records,
weights fitted on the others), above it three in five, and two thirds of the places were the right
ones. When unsure nothing is joined and nothing is called omitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from recension.collation.belonging import support
from recension.collation.order import Table
from recension.collation.segmentation import Unit
from recension.collation.weights import Weights

DOUBTFUL = 0.25
"""The mean chance from which on a lone passage may have a counterpart."""
_NEAREST, _FALLING = 2.03, -6.25
"""Logistic regression of whether a lone passage truly is alone on that chance: 386 lone passages of
thirteen pairs of records and one of gospels, each pair counting the same. Of those said to be alone
at 0.85 so were 0.87, at 0.76 0.64, at 0.55 0.43, each pair met with weights of the others."""
Place = tuple[int, int]
"""Index of a record and of one of its units."""


def alone(chance: float) -> float:
    """How sure it is that a lone passage has no counterpart.

    Args:
        chance: the mean chance of belonging of its units.
    """
    return 1 / (1 + exp(-(_NEAREST + _FALLING * chance)))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a unit may stand in another record.

    Attributes:
        unit: which.
        place: the likeliest unit of the other record.
        chance: how likely it belongs there, 0-1.
    """

    unit: Place
    place: Place
    chance: float


class Doubts:
    """The likeliest places of all units of some records."""

    def __init__(self, doubts: Iterable[Doubt] = ()) -> None:
        """Of several doubts about a unit and another record the greatest counts."""
        self._greatest: dict[tuple[Place, int], Doubt] = {}
        for doubt in doubts:
            known = self._greatest.setdefault((doubt.unit, doubt.place[0]), doubt)
            if known.chance < doubt.chance:
                self._greatest[doubt.unit, doubt.place[0]] = doubt

    def about(self, places: Mapping[Place, int], other: int) -> Doubt | None:
        """Where a lone passage may stand in another record.

        Args:
            places: the passage's units, each with its length in characters.
            other: index of the other record.

        Returns:
            the likeliest place of its units, with the mean chance of all; nothing where none is
            known.
        """
        found = {p: self._greatest[p, other] for p in places if (p, other) in self._greatest}
        mean = sum(d.chance * places[p] for p, d in found.items()) / max(1, sum(places.values()))
        if not found:
            return None
        return replace(max(found.values(), key=lambda doubt: doubt.chance), chance=mean)


def doubts_of(
    records: tuple[int, int],
    units: tuple[Sequence[tuple[int, Unit]], Sequence[tuple[int, Unit]]],
    table: Table,
    score: Table,
    measures: Weights,
) -> Iterator[Doubt]:
    """For each unit of two records where it may stand in the other.

    Args:
        records: the indices of both.
        units: of each some units with their indices, as the rows and columns of the tables are.
        table: the chance of each pair.
        score: the likeness of each pair's words.
        measures: what belonging is judged by.
    """
    for side, chance, words in ((0, table, score), (1, table.T, score.T)):
        found = support(chance, words, [unit for _, unit in units[side]])
        sure = found.chance(measures.belonging)
        for (index, _), place, here in zip(units[side], found.place, sure, strict=True):
            there = units[1 - side][int(place)][0]
            yield Doubt((records[side], index), (records[1 - side], there), float(here))
