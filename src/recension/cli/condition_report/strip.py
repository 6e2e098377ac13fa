"""The strip beside the text: a whole volume at a glance, a lane for each family of findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from recension.cli.condition_report.condition import Condition
from recension.cli.condition_report.family import FAMILIES, family_of

CELLS = 150
"""How many pieces a lane has: on a usual screen each is a line of a few pixels."""

_POINT = 12
"""Characters as which a place counts where something is missing."""

_LIGHT, _HEAVY = 0.03, 0.2
"""Shares of a cell's characters at which it is drawn stronger."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a lane in which something was found.

    Attributes:
        number: of the first shown remark in it, which it leads to; None where none is shown.
        top: where it begins, in per cent of the volume.
        height: likewise.
        family: name of the lane.
        weight: 1-3, by the share of its characters.
        title: what it says when pointed at.
    """

    number: int | None
    top: float
    height: float
    family: str
    weight: int
    title: str


def cells(condition: Condition, shown: frozenset[int]) -> Iterator[Cell]:
    """The cells of all lanes.

    Args:
        condition: the copy's.
        shown: numbers of the remarks that the page shows, which a cell may lead to.
    """
    total = max(1, len(condition.source.text))
    count = min(CELLS, total)
    here, weight = _filled(condition, count, total / count)
    for family in FAMILIES:
        for cell in sorted(cell for name, cell in weight if name == family.name):
            numbers = here[family.name, cell]
            heavy = weight[family.name, cell] * count / total
            line = condition.remarks[numbers[0]].line
            yield Cell(
                next((number for number in numbers if number in shown), None),
                round(100 * cell / count, 3),
                round(100 / count, 3),
                family.name,
                1 if heavy < _LIGHT else 2 if heavy < _HEAVY else 3,
                f"{family.title}, from line {line:,}: {len(numbers):,}",
            )


def _filled(
    condition: Condition, count: int, size: float
) -> tuple[dict[tuple[str, int], list[int]], dict[tuple[str, int], float]]:
    """For each lane and cell the remarks in it, and how many characters they are about."""
    here: dict[tuple[str, int], list[int]] = defaultdict(list)
    weight: dict[tuple[str, int], float] = defaultdict(float)
    for number, remark in enumerate(condition.remarks):
        span, name = remark.finding.span, family_of(remark)
        first = min(int(span.start / size), count - 1)
        last = max(first, min(int((span.end - 1) / size), count - 1))
        for cell in range(first, last + 1):
            inside = min(span.end, (cell + 1) * size) - max(span.start, cell * size)
            weight[name, cell] += max(inside, _POINT)
            here[name, cell].append(number)
    return here, weight
