"""What only one record has, and what the others' silence there means.

*Only in A* is worth saying only where B is whole: where B is damaged, or its editor says that
something is left out, at the place where the passage would stand, the silence is a gap. That place
lies between the counterparts of the passage's neighbours; where they are far apart, about as far
from the one as the passage is in its own record. When unsure (the damage touches that place) it is
called a gap: a false *omitted* would be quoted as what a note-taker did, a false *gap* only asks
for another look. But damage elsewhere in the record explains no silence here. What stands
before the other record's beginning or after its end, as far as that is joined, and is a good part
of the record, is *out of scope*: the other was not recording; so is all where nothing is joined.

Where the other is whole, and what stands here may stand there in other words
(:mod:`recension.collation.doubt`), the silence is *unsure* and says where that may be.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from recension.collation.doubt import DOUBTFUL, Doubt, Doubts, alone
from recension.collation.record import Record
from recension.collation.segmentation import Unit
from recension.model.span import Span
from recension.model.values import Group, Only, Passage, Silence

_GOOD_PART, _GOOD_LENGTH = 0.15, 800
"""Share and length of what must lie before or after all counterparts to be out of scope."""
_SKIPS = 1.5
"""It must be longer, by this, than what the other passes over between counterparts."""
_NARROW, _GIVE = 600, 0.15
"""Up to which length a place is taken as a whole; how far beside the expected point it reaches."""
_SHOWN = 60
"""So many characters show the reader which passage is meant."""
_LEAST_HOLE = 12
"""Damage of fewer characters, unless it is a mere point, hides no passage."""
_WORDS = re.compile(r"[^\W\d_]{2}\W+[^\W\d_]{2}")
_LEFT_OUT = re.compile(
    r"\[[^\]]*(?:here follow|omitted|omission|declassified|not printed|illegible|not found"
    r"|unrelated|missing|torn|lacuna|words? lost)[^\]]*\]",
    re.IGNORECASE,
)

Cuts = Sequence[tuple[Record, Sequence[Unit]]]


def silences(
    records: Cuts, groups: Sequence[Group], doubts: Doubts | None = None
) -> tuple[Only, ...]:
    """List the passages that stand in no group.

    Args:
        records: each with its units.
        groups: what stands side by side.
        doubts: where units may stand in another record.

    Returns:
        neighbouring units of one paragraph as one passage, in the records' order.
    """
    only: list[Only] = []
    told = _Perhaps(records, groups, doubts or Doubts())
    for index, (record, units) in enumerate(records):
        taken = sorted(
            (p.start, p.end) for g in groups for p in g.passages if p.document == record.name
        )
        others = [
            _Beside(record, other, cut, groups) for other, cut in records if other is not record
        ]
        for run in _runs(units, taken):
            silence = _meaning(run, others)
            only.append(told.told(index, Only(record.name, run.start, run.end, silence)))
    return tuple(only)


def silence_of(passage: Passage, records: Cuts, groups: Sequence[Group]) -> Silence:
    """What the other records' silence means where only one has a passage.

    Args:
        passage: what stands in no group.
        records: each with its units.
        groups: what stands side by side.
    """
    record = next(cut for cut, _ in records if cut.name == passage.document)
    others = [_Beside(record, other, cut, groups) for other, cut in records if other is not record]
    return _meaning(Span(passage.start, passage.end), others)


def _runs(units: Sequence[Unit], taken: Sequence[tuple[int, int]]) -> list[Span]:
    runs: list[Span] = []
    block = None
    starts = [start for start, _ in taken]
    for unit in units:
        before = bisect_left(starts, unit.end) - 1
        if unit.editorial or (before >= 0 and taken[before][1] > unit.start):
            block = None
        elif unit.block == block:
            runs[-1] = Span(runs[-1].start, unit.end)
        else:
            runs.append(Span(unit.start, unit.end))
            block = unit.block
    return runs


class _Perhaps:
    """Where lone passages may stand in other words."""

    def __init__(self, records: Cuts, groups: Sequence[Group], doubts: Doubts) -> None:
        self._records, self._groups, self._doubts = records, groups, doubts

    def told(self, index: int, only: Only) -> Only:
        """A lone passage with how sure it is that the others omit it, or where they may have it."""
        if only.silence != "omitted":
            return only
        found = self._doubts_about(index, Span(only.start, only.end))
        sure = min((alone(doubt.chance) for doubt in found), default=None)
        perhaps = self._places(Span(only.start, only.end), index, found)
        return replace(
            only,
            silence="unsure" if perhaps else "omitted",
            because=tuple(map(self._in_words, perhaps)),
            perhaps=perhaps,
            confidence=None if sure is None else round(sure, 2),
        )

    def _places(self, run: Span, index: int, doubts: Sequence[Doubt]) -> tuple[Passage, ...]:
        """The likeliest place of a lone passage in each other record that may have it.

        A row of stars or a number, here or there, has no words that could be put otherwise.
        """
        found: list[Passage] = []
        for doubt in doubts:
            record, there = self._records[doubt.place[0]]
            unit = there[doubt.place[1]]
            in_words = _says(record.text, unit) and _says(self._records[index][0].text, run)
            if in_words and doubt.chance >= DOUBTFUL:
                found.append(Passage(record.name, unit.start, unit.end))
        return tuple(found)

    def _doubts_about(self, index: int, run: Span) -> list[Doubt]:
        units = self._records[index][1]
        first = bisect_left(units, run.start, key=lambda unit: unit.start)
        last = bisect_left(units, run.end, key=lambda unit: unit.start)
        lengths = {(index, at): units[at].end - units[at].start for at in range(first, last)}
        others = (other for other in range(len(self._records)) if other != index)
        found = (self._doubts.about(lengths, other) for other in others)
        return [doubt for doubt in found if doubt is not None]

    def _in_words(self, passage: Passage) -> str:
        """Where that is, for the reader: the record, the row, how the words begin."""
        text = next(cut.text for cut, _ in self._records if cut.name == passage.document)
        words = " ".join(text[passage.start : passage.end].split()).strip('“”"')
        begins = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
        row = next((g.id for g in self._groups for p in g.passages if _has(p, passage)), None)
        where = f"{passage.document}, row {row}" if row else passage.document
        return f"perhaps in other words in {where}: “{begins}”"


def _says(text: str, place: Unit | Span) -> bool:
    return _WORDS.search(text, place.start, place.end) is not None


def _has(whole: Passage, part: Passage) -> bool:
    return whole.document == part.document and whole.start <= part.start < whole.end


def _meaning(run: Span, others: Sequence[_Beside]) -> Silence:
    if any(other.is_broken_for(run) for other in others):
        return "gap"
    return "out-of-scope" if all(other.lacks_scope_for(run) for other in others) else "omitted"


class _Beside:
    """Another record beside the one whose lone passages are judged."""

    def __init__(
        self, record: Record, other: Record, units: Sequence[Unit], groups: Sequence[Group]
    ) -> None:
        both = [g for g in groups if {record.name, other.name} <= {p.document for p in g.passages}]
        self._other = other
        self._holes = [
            hole
            for hole in (*other.damage, *_remarks(other))
            if not 0 < len(hole) < _LEAST_HOLE and hole.start < other.span.end
        ]
        self._before = sorted((p.end, _ends(g, other)[1]) for g in both for p in _in(g, record))
        self._after = sorted((p.start, _ends(g, other)[0]) for g in both for p in _in(g, record))
        self._begin = record.span.start, other.span.start
        self._end = record.span.end, other.span.end
        self._last_joined = max((end for end, _ in self._before), default=record.span.start)
        self._first, self._last = _scope(record, other, units, [g for g in both if not _heads(g)])

    def is_broken_for(self, run: Span) -> bool:
        """Whether the other is damaged or cut where the passage would stand."""
        place = self._place_of(run)
        if any(hole.start <= place.end and place.start <= hole.end for hole in self._holes):
            return True
        return self._other.cut and run.start >= self._last_joined

    def lacks_scope_for(self, run: Span) -> bool:
        """Whether the other record begins after, or ends before, what stands here."""
        return run.end <= self._first or run.start >= self._last

    def _place_of(self, run: Span) -> Span:
        """Where the passage would stand in the other: between its neighbours' counterparts."""
        before = bisect_right(self._before, (run.start, sys.maxsize)) - 1
        after = bisect_left(self._after, (run.end, -1))
        here, start = self._before[before] if before >= 0 else self._begin
        there, end = self._after[after] if after < len(self._after) else self._end
        if end < start:  # order crosses here: it would follow what it follows
            return Span(start, min(start + _NARROW, self._other.span.end))
        if end - start <= _NARROW:
            return Span(start, end)
        reach = max(_NARROW / 2, _GIVE * (end - start))
        pace = (end - start) / max(1, there - here)
        first, last = (start + pace * (at - here) for at in (run.start, run.end))
        return Span(int(max(start, first - reach)), int(min(end, last + reach)))


def _remarks(record: Record) -> Iterator[Span]:
    """Where an editor says in brackets that something is left out."""
    for remark in _LEFT_OUT.finditer(record.text, record.span.start, record.span.end):
        yield Span(*remark.span())


def _in(group: Group, record: Record) -> list[Passage]:
    return [p for p in group.passages if p.document == record.name]


def _ends(group: Group, record: Record) -> tuple[int, int]:
    passages = _in(group, record)
    return min(p.start for p in passages), max(p.end for p in passages)


def _scope(
    record: Record, other: Record, units: Sequence[Unit], groups: Sequence[Group]
) -> tuple[int, int]:
    """Between which places of a record the other was recording."""
    body = [u for u in units if not u.head and not u.editorial]
    if not groups or not body:
        return sys.maxsize, -1
    good = max(_GOOD_LENGTH, _GOOD_PART * len(record.span))
    first, last = (
        min(_ends(g, record)[0] for g in groups),
        max(_ends(g, record)[1] for g in groups),
    )
    begins = min(_ends(g, other)[0] for g in groups) <= body[0].start
    ends = max(_ends(g, other)[1] for g in groups) >= body[-1].end
    good = max(good, _SKIPS * _longest_skip(record, groups))
    return (
        first if begins and first - record.span.start >= good else -1,
        last if ends and record.span.end - last >= good else sys.maxsize,
    )


def _longest_skip(record: Record, groups: Sequence[Group]) -> int:
    """The longest stretch between two counterparts that the other passes over in silence."""
    places = sorted(_ends(g, record) for g in groups)
    return max((after[0] - before[1] for before, after in pairwise(places)), default=0)


def _heads(group: Group) -> bool:
    return any("heads of their records" in reason for reason in group.because)
