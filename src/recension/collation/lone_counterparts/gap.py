"""What both records have alone between the same two counterparts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recension.collation.lone_counterparts.cut import Pairs

_LONGEST_GAP = 40


@dataclass(frozen=True)
class Gap:
    """What either record has alone between the same two counterparts.

    Attributes:
        rows: units of the first record.
        columns: units of the second.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def gaps(rows: int, columns: int, pairs: Pairs) -> Iterator[Gap]:
    """The stretches between neighbouring counterparts that are in order in both records."""
    beside: dict[int, list[int]] = {}
    for row, column in pairs:
        beside.setdefault(row, []).append(column)
    taken = {column for _, column in pairs}
    ends = [(-1, -1, -1), *((r, min(c), max(c)) for r, c in sorted(beside.items()))]
    for (row, _, last), (after, first, _) in zip(
        ends, [*ends[1:], (rows, columns, columns)], strict=True
    ):
        alone = tuple(range(row + 1, after))
        others = tuple(c for c in range(last + 1, first) if c not in taken)
        if alone and others and max(len(alone), len(others)) <= _LONGEST_GAP:
            yield Gap(alone, others)
