"""What only one record has, and what the others' silence there means.

*Only in A* is worth saying only where B is whole: where B is damaged, or its editor says that
something is left out, at the place where the passage would stand, the silence is a gap.
When unsure (the place is wide, the damage somewhere in it) it is called a gap: a false *omitted*
would be quoted as what a note-taker did, a false *gap* only asks for another look. What stands
before the other record's beginning or after its end, as far as that is joined, and is a good part
of the record, is *out of scope*: the other was not recording; so is all where nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recension.collation.record import Record
from recension.collation.segmentation import Unit
from recension.model.span import Span
from recension.model.values import Group, Only, Silence

_GOOD_PART, _GOOD_LENGTH = 0.15, 800
"""Share and length of what must lie before or after all counterparts to be out of scope."""
_LEFT_OUT = re.compile(
    r"\[[^\]]*(?:here follow|omitted|omission|declassified|not printed|illegible|not found"
    r"|unrelated|missing|torn|lacuna|words? lost)[^\]]*\]",
    re.IGNORECASE,
)

Cuts = Sequence[tuple[Record, Sequence[Unit]]]


def silences(records: Cuts, groups: Sequence[Group]) -> tuple[Only, ...]:
    """List the passages that stand in no group.

    Args:
        records: each with its units.
        groups: what stands side by side.

    Returns:
        neighbouring units of one paragraph as one passage, in the records' order.
    """
    only: list[Only] = []
    for record, units in records:
        taken = sorted(
            (p.start, p.end) for g in groups for p in g.passages if p.document == record.name
        )
        others = [(other, cut) for other, cut in records if other is not record]
        for run in _runs(units, taken):
            silence = _meaning(run, record, others, groups)
            only.append(Only(record.name, run.start, run.end, silence))
    return tuple(only)


def _runs(units: Sequence[Unit], taken: Sequence[tuple[int, int]]) -> list[Span]:
    runs: list[Span] = []
    block = None
    covered = {unit.start for unit in units if _is_taken(unit, taken)}
    for unit in units:
        if unit.editorial or unit.start in covered:
            block = None
        elif unit.block == block:
            runs[-1] = Span(runs[-1].start, unit.end)
        else:
            runs.append(Span(unit.start, unit.end))
            block = unit.block
    return runs


def _is_taken(unit: Unit, taken: Sequence[tuple[int, int]]) -> bool:
    return any(unit.start < end and start < unit.end for start, end in taken)


def _meaning(run: Span, record: Record, others: Cuts, groups: Sequence[Group]) -> Silence:
    for other, _ in others:
        place = _place_in(run, record.name, other, groups)
        remarks = _LEFT_OUT.finditer(other.text, other.span.start, other.span.end)
        holes = [*other.damage, *(Span(*remark.span()) for remark in remarks)]
        if any(hole.start <= place.end and place.start <= hole.end for hole in holes):
            return "gap"
        if other.cut and place.end >= other.span.end:
            return "gap"
    if all(_out_of_scope(run, record, other, units, groups) for other, units in others):
        return "out-of-scope"
    return "omitted"


def _out_of_scope(
    run: Span, record: Record, other: Record, units: Sequence[Unit], groups: Sequence[Group]
) -> bool:
    """Whether the other record begins after, or ends before, what stands here."""
    both = [g for g in groups if {record.name, other.name} <= {p.document for p in g.passages}]
    here = [p for g in both for p in g.passages if p.document == record.name and not _heads(g)]
    there = [p for g in both for p in g.passages if p.document == other.name and not _heads(g)]
    body = [u for u in units if not u.head and not u.editorial]
    if not here or not body:
        return True
    good = max(_GOOD_LENGTH, _GOOD_PART * len(record.span))
    first, last = min(p.start for p in here), max(p.end for p in here)
    begins = min(p.start for p in there) <= body[0].start and first - record.span.start >= good
    ends = max(p.end for p in there) >= body[-1].end and record.span.end - last >= good
    return (begins and run.end <= first) or (ends and run.start >= last)


def _heads(group: Group) -> bool:
    return any("heads of their records" in reason for reason in group.because)


def _place_in(run: Span, name: str, other: Record, groups: Sequence[Group]) -> Span:
    """Where the passage would stand in another record: between its neighbours' counterparts."""
    before, after = other.span.start, other.span.end
    nearest = [-1, -1]
    for group in groups:
        here = [p for p in group.passages if p.document == name]
        there = [p for p in group.passages if p.document == other.name]
        if here and there:
            ends = max((p.end for p in here if p.end <= run.start), default=-1)
            starts = min((p.start for p in here if p.start >= run.end), default=-1)
            if ends > nearest[0]:
                nearest[0], before = ends, max(p.end for p in there)
            if starts >= 0 and (nearest[1] < 0 or starts < nearest[1]):
                nearest[1], after = starts, min(p.start for p in there)
    return Span(*sorted((before, after)))
