"""The program's own measures for alignment, read from the file that says how they were found."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from recension.collation.order import Gait
from recension.vocabularies import DIRECTORY


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts, and from when on a likeness is believed.

    Attributes:
        evidence: a weight for each table of :class:`recension.collation.similarity.Evidence`.
        constant: added to their sum, which then is the logarithm of an odds ratio.
        steepness: what that logarithm is multiplied by before order is weighed in.
        gait: how the second record is walked through.
        threshold: the chance from which on a unit is said to have a counterpart.
        widest: the chance, as a share of the best one's, at which further counterparts join it.
    """

    evidence: tuple[float, ...]
    constant: float
    steepness: float
    gait: Gait
    threshold: float
    widest: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that come with the program."""
    words = (DIRECTORY / "alignment" / "weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(words)
    return Weights(
        evidence=tuple(table["evidence"].values()),
        constant=table["constant"],
        steepness=table["steepness"],
        gait=Gait(**table["gait"]),
        threshold=table["threshold"],
        widest=table["widest"],
    )
