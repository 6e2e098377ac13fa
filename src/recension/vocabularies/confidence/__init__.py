"""What the rules' own confidences are worth, as measured on copies whose damage is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

PLACE = Path(str(files(__name__).joinpath("reliability.toml")))
"""The file that ``make calibrate`` writes."""


@dataclass(frozen=True, slots=True)
class Curve:
    """From what a rule says of itself to the share that was right.

    Attributes:
        knots: pairs of both, rising; between them runs a straight line, beyond them a level one.
        findings: how many were looked at.
        right: how many of them were right.
    """

    knots: tuple[tuple[float, float], ...]
    findings: int
    right: int

    def at(self, raw: float) -> float:
        """The measured confidence of a finding whose rule says ``raw`` of it, to 3 decimals."""
        if raw <= self.knots[0][0]:
            return self.knots[0][1]
        for (low, below), (high, above) in pairwise(self.knots):
            if raw <= high:
                return round(below + (above - below) * (raw - low) / (high - low), 3)
        return self.knots[-1][1]


@cache
def reliability() -> Mapping[tuple[str, str], Curve]:
    """The curves by code of the rule and case, read once; see :mod:`recension.confidence`."""
    rows = tomllib.loads(PLACE.read_text(encoding="utf-8"))["rule"]
    return {
        (row["code"], row["case"]): Curve(
            tuple((raw, share) for raw, share in row["knots"]), row["findings"], row["right"]
        )
        for row in rows
    }
