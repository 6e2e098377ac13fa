"""What only one record has, and what the others' silence there means."""

from __future__ import annotations

from collections.abc import Sequence

from recension.collation.record import Record
from recension.collation.segmentation import Unit
from recension.model.span import Span
from recension.model.values import Group, Only


def silences(
    records: Sequence[tuple[Record, Sequence[Unit]]], groups: Sequence[Group]
) -> tuple[Only, ...]:
    """List the passages that stand in no group.

    Args:
        records: each with its units.
        groups: what stands side by side.

    Returns:
        neighbouring units of one paragraph as one passage, in the records' order.
    """
    only: list[Only] = []
    for record, units in records:
        taken = [
            Span(p.start, p.end) for g in groups for p in g.passages if p.document == record.name
        ]
        only.extend(Only(record.name, run.start, run.end) for run in _runs(units, taken))
    return tuple(only)


def _runs(units: Sequence[Unit], taken: Sequence[Span]) -> list[Span]:
    runs: list[Span] = []
    block = None
    for unit in units:
        if unit.editorial or any(unit.start < t.end and t.start < unit.end for t in taken):
            block = None
        elif unit.block == block:
            runs[-1] = Span(runs[-1].start, unit.end)
        else:
            runs.append(Span(unit.start, unit.end))
            block = unit.block
    return runs
