"""The program's own measures for alignment, read from the file that says how they were found."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from recension.collation.order import Gait, Neighbours
from recension.vocabularies import DIRECTORY


@dataclass(frozen=True, slots=True)
class Fill:
    """How a passage grows over units that have few words in common with the other record.

    Attributes:
        turn: units of a tagged turn no further than this from one that has a counterpart share it.
        longest_turn: turns of more units are left alone.
        gap: units in a row that may be filled between two that have counterparts.
        span: how far apart those two counterparts may stand, in units.
        least: the chance that such a unit must have of its own.
    """

    turn: int
    longest_turn: int
    gap: int
    span: int
    least: float


@dataclass(frozen=True, slots=True)
class Anchors:
    """How sure the mean of the five surest pairs must be in records of one event.

    Attributes:
        chance: order weighed in.
        likeness: of the words alone, as the logarithm of an odds ratio.
        chance_of_other_days: the chance where the heads name different days.
        likeness_of_other_days: the likeness there.
    """

    chance: float
    likeness: float
    chance_of_other_days: float
    likeness_of_other_days: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts, and from when on a likeness is believed.

    Attributes:
        evidence: a weight for each table of :class:`recension.collation.similarity.Evidence`.
        constant: added to their sum, which then is the logarithm of an odds ratio.
        steepness: what that logarithm is multiplied by before order is weighed in.
        gait: how the second record is walked through.
        neighbours: how far what stands beside a pair of units speaks for it.
        belonging: a weight for each of :data:`recension.collation.belonging.KINDS`, and a constant.
        threshold: the chance of belonging from which on a unit is said to have a counterpart.
        anchors: from when on two records are believed to report one event.
        fill: how a passage grows over units that have no words in common with the other record.
    """

    evidence: dict[str, float]
    constant: float
    steepness: float
    gait: Gait
    neighbours: Neighbours
    belonging: dict[str, float]
    threshold: float
    anchors: Anchors
    fill: Fill


_MEANING = ("evidence", "constant", "belonging", "threshold")


@lru_cache(maxsize=2)
def weights(meaning: bool = False) -> Weights:
    """The weights that come with the program.

    Args:
        meaning: those for evidence that has what sentence vectors say
            (:mod:`recension.collation.meaning`): what was fitted is fitted anew with it.
    """
    words = (DIRECTORY / "alignment" / "weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(words)
    if meaning:
        words = (DIRECTORY / "alignment" / "with_meaning.toml").read_text(encoding="utf-8")
        fitted = tomllib.loads(words)
        table |= {name: fitted[name] for name in _MEANING}
    return Weights(
        evidence=dict(table["evidence"]),
        constant=table["constant"],
        steepness=table["steepness"],
        gait=Gait(**table["gait"]),
        neighbours=Neighbours(**table["neighbours"]),
        belonging=dict(table["belonging"]),
        threshold=table["threshold"],
        anchors=Anchors(**table["anchors"]),
        fill=Fill(**table["fill"]),
    )
