"""What the conditions of many copies add up to; it keeps no text."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappush, heapreplace

from recension.cli.condition_report.condition import Condition

_MOST_WORST = 10


@dataclass
class Total:
    """Grows copy by copy.

    Attributes:
        copies: how many were looked at.
        unusable: how many could not be read.
        characters: of all copies.
        damaged: how many of them.
        compared: whether there is a baseline.
        new, gone: how many findings are new beside it, how many are gone.
    """

    copies: int = 0
    unusable: int = 0
    characters: int = 0
    damaged: int = 0
    compared: bool = False
    new: int = 0
    gone: int = 0
    _worst: list[tuple[float, int, str]] = field(default_factory=list)

    def add(self, condition: Condition) -> None:
        """Take in a copy."""
        self.copies += 1
        self.characters += len(condition.source.text)
        self.damaged += condition.damaged
        if condition.baseline is not None:
            self.compared = True
            self.new += condition.baseline.new
            self.gone += len(condition.baseline.gone)
        if condition.damaged:
            share = condition.damaged / len(condition.source.text)
            row = (share, -self.copies, condition.path)
            if len(self._worst) < _MOST_WORST:
                heappush(self._worst, row)
            elif row > self._worst[0]:
                heapreplace(self._worst, row)

    @property
    def worst(self) -> list[tuple[str, float]]:
        """The copies of which the largest share is damaged, the worst first."""
        return [(path, share) for share, _, path in sorted(self._worst, reverse=True)]
