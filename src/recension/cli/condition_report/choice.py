"""What a condition report is to say: rules by code, how grave, how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from recension.model.reader import LEVELS, Level


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are reported, and as how grave.

    Attributes:
        select: beginnings of codes; only these rules are reported, also those that report no
            defects. Without it all are whose findings are at least notes.
        ignore: beginnings of codes that are not reported.
        severities: beginnings of codes and the level that their findings are to have; of several
            that fit the longest counts.
        least: findings less grave than this are not reported; None where all are.
        confidence: nor are those less sure than this.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Level] = field(default_factory=dict)
    least: Level | None = None
    confidence: float = 0.0

    def level(self, code: str, own: Level) -> Level:
        """How grave a finding is, whose own level is ``own``."""
        fitting = [start for start in self.severities if code.startswith(start)]
        return self.severities[max(fitting, key=len)] if fitting else own

    def has(self, code: str, level: Level, confidence: float) -> bool:
        """Whether a finding is reported."""
        if confidence < self.confidence or code.startswith(self.ignore):
            return False
        if self.least is not None and LEVELS.index(level) < LEVELS.index(self.least):
            return False
        return code.startswith(self.select) if self.select else level != "reading"


EVERYTHING = Choice()
"""All that is at least a note."""
