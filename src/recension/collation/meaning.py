"""How near units are in what they mean: one more vote, cast by sentence vectors.

Models differ in how near they find any two sentences, and so do texts: two sentences about one
harbour are near each other to every model. What counts is therefore how much nearer two units are
than either is to the units of the other record that it is nearest to anyway (the "cross-domain
similarity local scaling" of A. Conneau et al., "Word translation without parallel data", ICLR
2018), after what all units of both records have in common is taken off, and in steps of its own
spread. A model that knows nothing of the records' language has no vote.

When unsure it is silent: two units that are far from each other in meaning may report the same (a
name and a number are far from the sentence that they stand for), so that this vote is only ever
cast for a pair, never against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from recension.collation.associations import Floats
from recension.collation.similarity import Evidence

_NEAREST = 5
_IN_COMMON, _FEW = 0.1, 3
_KNOWN = 0.9
"""Steps above the mean that units with most words in common must be, on average. With six models
of any worth, on thirteen pairs, it was 1.1 to 3.5; with vectors drawn by lot 0.2 to 0.8."""
_LEAST = 1e-6
_MOST = 6.0
"""Steps beyond which one sentence tells no more: a single copied line must not outweigh all."""


class Vectors(Protocol):
    """Whatever gives sentences vectors: a model, or a test's own."""

    @property
    def mark(self) -> str:
        """Which model it is, as alignments say it: a name and what tells its version apart."""

    def of(self, sentences: Sequence[str]) -> Floats:
        """One row for each sentence, of length 1 (or 0 where the model has nothing to say)."""


@dataclass
class Vote:
    """The vote of sentence vectors in one synopsis.

    Attributes:
        vectors: what gives them.
        heard: whether it counted anywhere: it does not where the vectors know nothing of the
            records' language.
    """

    vectors: Vectors
    heard: bool = False

    def between(self, first: Sequence[str], second: Sequence[str]) -> Meaning:
        """The vectors of two records' units, without what is common to all of them.

        Args:
            first: the words of each unit of the first record.
            second: the same of the second.
        """
        every = self.vectors.of([*first, *second])
        own = _normed(every - every.mean(axis=0))
        return Meaning(self, own[: len(first)], own[len(first) :])


@dataclass(frozen=True)
class Meaning:
    """The vectors of two records' units.

    Attributes:
        vote: that they are cast for.
        first: one row for each unit of the first record.
        second: the same of the second.
    """

    vote: Vote
    first: Floats
    second: Floats

    def cast(self, found: Evidence, sides: tuple[Sequence[int], Sequence[int]]) -> Evidence | None:
        """The evidence together with this vote; nothing where it is not to be counted.

        Args:
            found: the evidence of some units.
            sides: which units of either record those are.
        """
        told = self.added(found, sides)
        if not _knows(told):
            return None
        self.vote.heard = True
        return told

    def added(self, found: Evidence, sides: tuple[Sequence[int], Sequence[int]]) -> Evidence:
        """The evidence together with this vote, whatever it is worth.

        Args:
            found: the evidence of some units.
            sides: which units of either record those are.
        """
        rows, columns = self.first[[*sides[0]]], self.second[[*sides[1]]]
        return replace(found, meaning=_stepped(_nearer_than_to_others(rows @ columns.T)))


def _knows(told: Evidence) -> bool:
    """Whether units that have most rare words in common are near in meaning too.

    To a model that never learned the language of the records, or whose files do not belong
    together, they are no nearer than others, and its vote would be noise.
    """
    common = told.cosine
    if told.meaning is None or common.size == 0:
        return False
    mutual = (common == common.max(axis=1, keepdims=True)) & (common == common.max(axis=0))
    mutual &= common > _IN_COMMON
    return mutual.sum() < _FEW or float(told.meaning[mutual].mean()) >= _KNOWN


def _nearer_than_to_others(near: Floats) -> Floats:
    """Twice each nearness less the mean nearness of either unit to those it is nearest to."""
    if near.size == 0:
        return near
    rows, columns = (_mean_of_nearest(table) for table in (near, near.T))
    own: Floats = 2 * near - rows[:, None] - columns[None, :]
    return own


def _mean_of_nearest(near: Floats) -> Floats:
    """For each row the mean of its five greatest values, or of half of them where they are few."""
    count = min(_NEAREST, -(-near.shape[1] // 2))
    top: Floats = np.partition(near, -count, axis=1)[:, -count:].mean(axis=1)
    return top


def _stepped(near: Floats) -> Floats:
    """How many steps of the table's own spread each is above its mean; 0 where it is below."""
    if near.size == 0 or near.std() < _LEAST:
        return np.zeros_like(near)
    stepped: Floats = np.clip((near - near.mean()) / near.std(), 0, _MOST)
    return stepped.astype(np.float32, copy=False)


def _normed(table: Floats) -> Floats:
    normed: Floats = table / (np.linalg.norm(table, axis=1, keepdims=True) + _LEAST)
    return normed
