"""Lets the walk stand where a record is damaged: what was told there may have been in the other.

Without such a place, what only the whole record has left would be set beside anything that is near
in the damaged one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recension.collation.order import Table
from recension.collation.record import Record
from recension.collation.segmentation import Unit

_UNITS, _ODDS = 3, 2.0
"""A lacuna stands for so many units, each of which is twice as likely the counterpart of any unit
of the other record as not. Three at 2 and six at 1 gave the same rows, three at 1 too few."""


@dataclass(frozen=True, slots=True)
class Lacunae:
    """Where two records are damaged, as numbers of their units that begin before each damage.

    Attributes:
        rows: in the first record.
        columns: in the second.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    def opened(self, odds: Table) -> Table:
        """The odds of pairs with rows and columns for what is lost."""
        rows, columns = self._places()
        wide: Table = np.insert(np.insert(odds, rows, _ODDS, axis=0), columns, _ODDS, axis=1)
        return wide

    def closed(self, table: Table) -> Table:
        """A table of the opened size without the rows and columns for what is lost."""
        kept = [
            np.flatnonzero(np.insert(np.ones(size - len(places), bool), places, False))
            for size, places in zip(table.shape, self._places(), strict=True)
        ]
        return table[np.ix_(*kept)]

    def _places(self) -> tuple[list[int], list[int]]:
        rows, columns = (
            [place for place in side for _ in range(_UNITS)] for side in (self.rows, self.columns)
        )
        return rows, columns


def lacunae_of(record: Record, units: Sequence[Unit], least: int) -> tuple[int, ...]:
    """Where among some units of a record its text is lost or cannot be read.

    Args:
        record: with its damage.
        units: in order, all of the record or a part of it.
        least: damage of fewer code points is a word misread; a break has none.

    Returns:
        for each such place how many of the units begin before it, each number once.
    """
    lost = [d for d in record.damage if not len(d) or len(d) >= least]
    places = {sum(unit.start < hurt.start for unit in units) for hurt in lost}
    return tuple(sorted(places))
