"""How near units are in what they mean: one more vote, cast by sentence vectors.

Models differ in how near they find any two sentences, and so do texts: two sentences about one
harbour are near each other to every model. What counts is therefore how much nearer two units are
than either is to the units of the other record that it is nearest to anyway (the "cross-domain
similarity local scaling" of A. Conneau et al., "Word translation without parallel data", ICLR
2018), after what all units of both records have in common is taken off, and in steps of its own
spread. A model whose vectors are all alike thus votes for nothing.

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


@dataclass(frozen=True)
class Meaning:
    """The vectors of two records' units.

    Attributes:
        first: one row for each unit of the first record.
        second: the same of the second.
    """

    first: Floats
    second: Floats

    @classmethod
    def of(cls, vectors: Vectors, first: Sequence[str], second: Sequence[str]) -> Meaning:
        """The vectors of both records' units, without what is common to all of them.

        Args:
            vectors: what gives them.
            first: the words of each unit of the first record.
            second: the same of the second.
        """
        every = vectors.of([*first, *second])
        own = _normed(every - every.mean(axis=0))
        return cls(own[: len(first)], own[len(first) :])

    def added(self, found: Evidence, sides: tuple[Sequence[int], Sequence[int]]) -> Evidence:
        """The evidence together with this vote.

        Args:
            found: the evidence of some units.
            sides: which units of either record those are.
        """
        rows, columns = self.first[[*sides[0]]], self.second[[*sides[1]]]
        return replace(found, meaning=_stepped(_nearer_than_to_others(rows @ columns.T)))


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
