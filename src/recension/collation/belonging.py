"""Whether a unit belongs to the passage that its neighbours set it beside.

The walk through the other record (:mod:`recension.collation.order`) says where a unit's counterpart
is likely; whether it has one at all is better told from the whole passage: a weak likeness amid
strong ones that lead to the same place belongs, the same likeness alone does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recension.collation.order import Table
from recension.collation.segmentation import Unit

KINDS = (
    "own", "one_side", "both_sides", "paragraph", "likeness",
    "covered", "run_before_or_after", "run_before_and_after", "amid",
)  # fmt: skip
"""What belonging is judged by; see :func:`support`."""
_HERE, _NEAR, _FAR, _FADE = 2, 6, 20, 0.9
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Support:
    """For each unit of a record, the likeliest place in the other and what speaks for it.

    Attributes:
        place: the unit of the other record.
        kinds: a row for each unit, a column for each of :data:`KINDS`.
    """

    place: NDArray[np.intp]
    kinds: Table

    def chance(self, weights: Mapping[str, float]) -> Table:
        """How sure it is that each unit belongs there (logistic regression)."""
        score = self.kinds @ np.array([weights[kind] for kind in KINDS]) + weights["constant"]
        chance: Table = 1 / (1 + np.exp(-score))
        return chance


def support(table: Table, score: Table, units: Sequence[Unit]) -> Support:
    """What speaks for each unit's likeliest place.

    Args:
        table: the chance of each pair of units.
        score: the likeness of each pair's words, as the logarithm of an odds ratio.
        units: those of the rows.

    Returns:
        the place with the greatest chance near it (the neighbours count half); and for it:
        *own* chance within two units; the better and the worse of the chances that lead there from
        before and from after (six units, fading); the same from the same paragraph; the best
        likeness near it; how much of the record is covered at all; the better and the worse mean
        over a run of twenty units; own chance amid both.
    """
    own = _within(table, _HERE)
    before, after, beside = _neighbours(table, np.array([u.block for u in units]))
    rows = np.arange(len(table))
    place = (own + 0.5 * (before + after)).argmax(axis=1)
    runs = [_run(table, place, step) for step in (-1, 1)]
    here, back, ahead = own[rows, place], before[rows, place], after[rows, place]
    near = _around(score, place)
    kinds = (
        here, np.maximum(back, ahead), np.minimum(back, ahead), beside[rows, place],
        np.clip(near.max(axis=1), -4, 3), np.full(len(table), own.max(axis=1).mean()),
        np.maximum(*runs), np.minimum(*runs), here * np.minimum(back, ahead),
    )  # fmt: skip
    nearest = place + _around(table, place).argmax(axis=1) - _HERE
    return Support(np.clip(nearest, 0, table.shape[1] - 1), np.stack(kinds, axis=1))


def _within(table: Table, reach: int) -> Table:
    """The chance of each place together with those within reach of it."""
    width = table.shape[1]
    sums = np.concatenate([np.zeros((len(table), 1)), table.cumsum(axis=1)], axis=1)
    first = np.maximum(np.arange(width) - reach, 0)
    last = np.minimum(np.arange(width) + reach + 1, width)
    within: Table = np.minimum(sums[:, last] - sums[:, first], 1)
    return within


def _neighbours(table: Table, block: NDArray[np.intp]) -> tuple[Table, Table, Table]:
    """The greatest fading chance near each place in the units before, after, of one paragraph."""
    before, after, beside = (np.zeros_like(table) for _ in range(3))
    for away in range(1, min(_NEAR, len(table) - 1) + 1):
        fading = _FADE ** (away - 1) * _within(table, _HERE + away)
        np.maximum(before[away:], fading[:-away], out=before[away:])
        np.maximum(after[:-away], fading[away:], out=after[:-away])
        same = (block[away:] == block[:-away])[:, None]
        np.maximum(beside[away:], fading[:-away] * same, out=beside[away:])
        np.maximum(beside[:-away], fading[away:] * same, out=beside[:-away])
    return before, after, beside


def _run(table: Table, place: NDArray[np.intp], step: int) -> Table:
    """The mean chance near each unit's place in the twenty units before or after it."""
    rows, width = np.arange(len(table)), table.shape[1]
    sums = np.concatenate([np.zeros((len(table), 1)), table.cumsum(axis=1)], axis=1)
    total = np.zeros(len(table))
    reach = min(_FAR, len(table) - 1)
    for away in range(1, reach + 1):
        other = rows + step * away
        there = (other >= 0) & (other < len(table))
        first = np.maximum(place[there] - _HERE - away, 0)
        last = np.minimum(place[there] + _HERE + away + 1, width)
        total[there] += np.minimum(sums[other[there], last] - sums[other[there], first], 1)
    mean: Table = total / max(1, reach)
    return mean


def _around(table: Table, place: NDArray[np.intp]) -> Table:
    """The cells within two units of each row's place; beyond the edge the edge's again."""
    rows = np.arange(len(table))
    last = table.shape[1] - 1
    return np.stack(
        [table[rows, np.clip(place + d, 0, last)] for d in range(-_HERE, _HERE + 1)], axis=1
    )
