"""Weighs likeness by order: what stands next in one record is likely to stand next in the other.

A hidden Markov model of the way a second record is walked through while the first is read
(S. Vogel, H. Ney, C. Tillmann, "HMM-based word alignment in statistical translation", COLING
1996), on units instead of words: mostly a step forward, sometimes back, seldom a leap to anywhere,
which is how crossing passages are found; and a state of silence, in which a unit has no counterpart
while the place in the other record is kept in mind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
_REACH = 60
_USUAL = 0.1
"""The neighbours' mean chance that changes nothing."""


@dataclass(frozen=True, slots=True)
class Gait:
    """How the second record is walked through.

    Attributes:
        stay: chance that the next unit answers to the same unit again.
        back: chance of a step back.
        stride: mean step forward, as a multiple of the records' proportion.
        back_stride: mean step back, in units.
        leap: chance of a leap to anywhere.
        silence_begins: chance that a unit without counterpart follows one that has one.
        silence_goes_on: chance that another one follows it.
    """

    stay: float
    back: float
    stride: float
    back_stride: float
    leap: float
    silence_begins: float
    silence_goes_on: float


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How far what stands beside a pair of units speaks for it.

    Attributes:
        reach: units before and after, in both records.
        power: 0 not at all; 1 as much as the pair's own words.
        doubt: the chance that a pair without any such neighbour still has.
    """

    reach: int
    power: float
    doubt: float


def heartened(odds: Table, chances: Table, neighbours: Neighbours) -> Table:
    """Odds raised where the units beside a pair lead to the same place, lowered where none does.

    A passage of few telling words amid passages that are surely joined is likely joined as well; a
    strong likeness that stands alone is often two meetings' stock phrase.

    Args:
        odds: of each pair, by its words.
        chances: of each pair, after a first walk.
        neighbours: how far, how much.
    """
    rows, columns = (
        (np.maximum(np.arange(size) - neighbours.reach, 0),
         np.minimum(np.arange(size) + neighbours.reach + 1, size))
        for size in odds.shape
    )  # fmt: skip
    sums = np.zeros((odds.shape[0] + 1, odds.shape[1] + 1))
    sums[1:, 1:] = chances.cumsum(axis=0).cumsum(axis=1)
    across = sums[rows[1]] - sums[rows[0]]
    beside = (across[:, columns[1]] - across[:, columns[0]]) / (2 * neighbours.reach + 1)
    raised: Table = odds * ((np.maximum(beside, 0) + neighbours.doubt) / _USUAL) ** neighbours.power
    return raised


def walk_both_ways(odds: Table, gait: Gait) -> Table:
    """The chances of the walk through the second record and of that through the first, averaged."""
    both: Table = (walk(odds, gait) + walk(odds.T.copy(), gait).T) / 2
    return both


def walk(odds: Table, gait: Gait) -> Table:
    """The chance that each unit of the first record answers to each of the second.

    Args:
        odds: for each pair of units, how many times likelier their words are if they answer to
            each other than if they do not.
        gait: how the second record is walked through.

    Returns:
        a table of the same shape; a row's sum is the chance that the unit has a counterpart.
    """
    steps = _Steps(odds.shape[1], odds.shape[0], gait)
    forward, silent = _forward(odds, gait, steps)
    return _backward(odds, gait, steps, forward, silent)


class _Steps:
    """The steps that may be taken, forwards and, for the way back, mirrored."""

    def __init__(self, width: int, height: int, gait: Gait) -> None:
        self.reach = max(1, min(_REACH, width - 1))
        away = np.arange(self.reach)
        ahead = np.exp(-away / max(1.5, gait.stride * width / height))
        behind = np.exp(-away / gait.back_stride)
        self.kernel = np.concatenate(
            [
                (gait.back * behind / behind.sum())[::-1],
                [gait.stay],
                (1 - gait.stay - gait.back) * ahead / ahead.sum(),
            ]
        )
        self.leap, self.width = gait.leap, width

    def onward(self, chances: Table) -> Table:
        return self._spread(chances, self.kernel)

    def mirrored(self, chances: Table) -> Table:
        return self._spread(chances, self.kernel[::-1])

    def _spread(self, chances: Table, kernel: Table) -> Table:
        near = np.convolve(chances, kernel)[self.reach : self.reach + self.width]
        spread: Table = (1 - self.leap) * near + self.leap * chances.sum() / self.width
        return spread

    def start(self) -> Table:
        """Where a record begins: likely with the other's beginning, possibly anywhere."""
        begin = np.full(self.width, 0.3 / self.width)
        ahead = self.kernel[self.reach + 1 :][: self.width]
        begin[: len(ahead)] += 0.7 * ahead / ahead.sum()
        return begin


def _forward(odds: Table, gait: Gait, steps: _Steps) -> tuple[Table, Table]:
    spoken, silent = np.zeros_like(odds), np.zeros_like(odds)
    begins, goes_on = gait.silence_begins, gait.silence_goes_on
    for row in range(len(odds)):
        if row == 0:
            spoken[0] = odds[0] * (1 - begins) * steps.start()
            silent[0] = begins * 0.3 / steps.width
            silent[0, 0] += begins * 0.7
        else:
            before = (1 - begins) * spoken[row - 1] + (1 - goes_on) * silent[row - 1]
            spoken[row] = odds[row] * steps.onward(before)
            silent[row] = begins * spoken[row - 1] + goes_on * silent[row - 1]
        total = spoken[row].sum() + silent[row].sum()
        spoken[row] /= total
        silent[row] /= total
    return spoken, silent


def _backward(odds: Table, gait: Gait, steps: _Steps, spoken: Table, silent: Table) -> Table:
    begins, goes_on = gait.silence_begins, gait.silence_goes_on
    chances = np.zeros_like(odds)
    after_spoken, after_silent = np.ones(steps.width), np.ones(steps.width)
    for row in range(len(odds) - 1, -1, -1):
        here = spoken[row] * after_spoken
        chances[row] = here / (here.sum() + (silent[row] * after_silent).sum())
        ahead = steps.mirrored(odds[row] * after_spoken)
        after_spoken, after_silent = (
            (1 - begins) * ahead + begins * after_silent,
            (1 - goes_on) * ahead + goes_on * after_silent,
        )
        scale = max(after_spoken.max(), after_silent.max())
        after_spoken, after_silent = after_spoken / scale, after_silent / scale
    return chances
