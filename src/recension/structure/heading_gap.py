"""Gaps: what the blank lines before a block say of it, as this volume sets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from recension.model.layout import blank_lines_before
from recension.model.span import Span

WIDE = "a wide gap before it"
SOME = "a gap before it"
NO_GAP = "no wide gap, as this volume has before its documents"
_PARTS = "this volume parts its documents by such gaps"
_ALWAYS = "this volume sets such gaps nowhere else"
CONVENTIONS = frozenset({NO_GAP, _PARTS, _ALWAYS})
"""The clues that a volume's own habit gives."""
AGAINST = -2.5
"""Weight of what speaks against a document of the volume's own, yet not against one inside it."""
_FEWEST = 5
"""Sure headings from which a volume has a habit."""
_HABIT, _SMALL_HABIT = 0.7, 0.8
"""Share of the sure headings that must stand after wide (small) gaps for that to be the habit."""
_CAP, _SURE, _TURN, _SMALL = 3.3, 4.5, 1.8, 1.5
_OFTEN, _NOWHERE_ELSE = 0.78, 0.9
"""Shares of a gap's places that are headings, from which the gap says more, and is enough alone."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The blank lines before a block.

    Attributes:
        lines: how many, at most 4.
        crosses: whether a running head stands between them, so that the page's end made some.
    """

    lines: int = 0
    crosses: bool = False


def gap_before(text: str, flow: Sequence[Span], index: int) -> Gap:
    """The gap before a block; a running head between counts with the gap on either side.

    Args:
        text: the source's.
        flow: its blocks without the running heads.
        index: of the block.
    """
    start = flow[index].start
    gap = blank_lines_before(text, start)
    between = text[flow[index - 1].end : start] if index else ""
    crosses = bool(between.strip())
    if crosses:
        gap = max(gap, between[: len(between) - len(between.lstrip())].count("\n") - 1)
    return Gap(min(4, gap), crosses)


def meanings(gaps: Sequence[Gap], sure: Sequence[Gap]) -> Mapping[Gap, tuple[str, float]]:
    """What each gap says in this volume: a clue and its weight.

    The weight is the log of how much more often the gap stands before a heading than elsewhere.

    Args:
        gaps: those before all blocks of the volume.
        sure: those before the headings of which other clues leave no doubt.

    Returns:
        nothing where the volume has no habit of parting its documents by wide gaps.
    """
    plain = [gap.lines for gap in sure if not gap.crosses]
    if len(plain) < _FEWEST or not _has_habit(plain):
        return {}
    before, everywhere = Counter(sure), Counter(gaps)
    rest = len(gaps) - len(sure)
    said = {}
    for gap, times in everywhere.items():
        here = (before[gap] + 0.5) / (len(sure) + 1)
        elsewhere = (times - before[gap] + 0.5) / (rest + 1)
        share = before[gap] / times if before[gap] > _FEWEST else 0.0
        alone = share >= _NOWHERE_ELSE
        cap = _CAP + (_SURE - _CAP) * min(
            1.0, max(0.0, (share - _OFTEN) / (_NOWHERE_ELSE - _OFTEN))
        )
        weight = min(cap, log(here / elsewhere))
        if gap.crosses:
            said[gap] = (_PARTS, max(-1.0, min(_TURN, weight)))
        elif gap.lines >= 3:
            said[gap] = (_ALWAYS if alone else _PARTS, max(1.0, weight))
        elif gap.lines == 2:
            weight = min(_SMALL, max(-0.4, weight))
            said[gap] = (_PARTS if weight > 0 else NO_GAP, weight)
        else:
            said[gap] = (NO_GAP, AGAINST)
    return said


def _has_habit(lines: Sequence[int]) -> bool:
    wide, some = sum(n > 2 for n in lines), sum(n > 1 for n in lines)
    return wide >= _HABIT * len(lines) or some >= _SMALL_HABIT * len(lines)
