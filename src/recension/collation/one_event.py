"""Whether two records report one event at all.

Two meetings of one committee share heads, names and phrases; two records of one meeting share more:
several passages below their heads that are alike beyond what the matter alone explains. Where the
heads name different days, more is asked. When unsure nothing is set side by side: an empty synopsis
is seen at once, a false one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np

from recension.collation.order import Table
from recension.collation.quantities import MONTHS
from recension.collation.segmentation import Unit
from recension.collation.weights import Anchors

_COUNT = 5
_DAY = re.compile(
    rf"\b(?:({MONTHS})\s+(\d{{1,2}})|(\d{{1,2}})\s+({MONTHS}))(?:st|nd|rd|th)?,?\s+(\d{{4}})\b"
)
Day = tuple[str, int, int]


def surest(table: Table, units: tuple[Sequence[Unit], Sequence[Unit]]) -> list[float]:
    """The five greatest values that units below the heads have with any of the other record's.

    Args:
        table: chances or likenesses of the pairs of units.
        units: both records' units; of the record with fewer the best of each is taken.
    """
    body = [[not u.head and not u.editorial for u in side] for side in units]
    below = table[np.ix_(*body)]
    if below.size == 0:
        return []
    best = below.max(axis=1 if below.shape[0] <= below.shape[1] else 0)
    return [float(value) for value in np.sort(best)[-_COUNT:]]


def days_of(text: str, units: Sequence[Unit]) -> frozenset[Day]:
    """The days that the head of a record names with month and year."""
    heads = (_DAY.finditer(text, u.start, u.end) for u in units if u.head)
    return frozenset(
        (month or other, int(day or late), int(year))
        for month, day, late, other, year in (m.groups() for m in chain.from_iterable(heads))
    )


def report_one_event(
    chances: Sequence[float],
    likenesses: Sequence[float],
    days: tuple[frozenset[Day], frozenset[Day]],
    anchors: Anchors,
) -> bool:
    """Whether the surest passages are sure enough.

    Args:
        chances: of the surest pairs (:func:`surest`), of all windows.
        likenesses: the same of the words alone.
        days: what either head names.
        anchors: how sure the mean of the five surest must be.
    """
    if not chances:
        return True
    others = bool(days[0]) and bool(days[1]) and days[0].isdisjoint(days[1])
    least = (
        (anchors.chance_of_other_days, anchors.likeness_of_other_days)
        if others
        else (anchors.chance, anchors.likeness)
    )
    found = [
        sum(sorted(values)[-_COUNT:]) / min(_COUNT, len(values)) for values in (chances, likenesses)
    ]
    return found[0] >= least[0] and found[1] >= least[1]
