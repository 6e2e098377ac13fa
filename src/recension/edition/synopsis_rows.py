"""The rows of a synopsis while an editor's decisions change them.

A row is a set of passages: with passages of two records or more it is a group, with one passage it
is what only one record has. Passages that leave a row are cut out of it, letter for letter; no word
is ever dropped: what no row holds any more stands alone. Rows that no decision touches stay as they
are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Protocol, cast, get_args

from recension.edition.deed import EDITOR, union
from recension.model.values import Alignment, Group, Only, Passage, Relation, Silence

_CELL = 1000  # code points
_RELATIONS, _SILENCES = get_args(Relation), get_args(Silence)


class Judge(Protocol):
    """What the program says of passages that an editor put together or apart."""

    def relation(self, passages: Sequence[Passage]) -> tuple[Relation, str | None, tuple[str, ...]]:
        """How they relate, what their matter is, and why."""
        ...

    def silence(self, passage: Passage, groups: Sequence[Group]) -> Silence:
        """What the other records' silence means where only one has a passage."""
        ...


@dataclass(eq=False)
class Row:
    """One row.

    Attributes:
        passages: in the order in which they were put there.
        had: what the program called the rows from which they come.
        id: a group's.
        relation: how they relate; None where the program must look again.
        silence: what the other records' silence means; None where the program must look again.
        decided: what the editor's decisions say of it.
        given, named: the relation or silence, and the label, that the editor gave.
        kept: the row as it was, while nothing of it has changed.
        gone: whether it is part of another row now, or of several.
    """

    passages: list[Passage]
    had: tuple[str, ...] = ()
    id: str | None = None
    relation: Relation | None = None
    silence: Silence | None = None
    confidence: float = 1.0
    label: str | None = None
    because: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    given: Relation | Silence | None = None
    named: str | None = None
    kept: Group | Only | None = None
    gone: bool = False

    @property
    def documents(self) -> frozenset[str]:
        """The records that have something in it."""
        return frozenset(p.document for p in self.passages)

    @property
    def is_group(self) -> bool:
        """Whether two records have something in it; what the program called a group is one."""
        return len(self.documents) > 1 or isinstance(self.kept, Group)

    def changed(self) -> None:
        """Forget what was said of its passages while they were others."""
        self.decided = union(tuple(b for b in self.because if b.startswith(EDITOR)), self.decided)
        self.kept = self.relation = self.silence = None
        self.label, self.because = self.named, ()
        if self.given is not None:
            self.relate(self.given)

    def relate(self, said: str) -> None:
        """Take the editor's word for a relation (of a group) or a silence (of what is alone)."""
        if said in _RELATIONS and len(self.documents) > 1:
            given = cast("Relation", said)
            self.kept = self.kept if self.relation == given else None
            self.given = self.relation = given
        elif said in _SILENCES and len(self.documents) == 1:
            silence = cast("Silence", said)
            self.kept = self.kept if self.silence == silence else None
            self.given = self.silence = silence

    def mark(self, said: str) -> None:
        """Say that the editor decided it."""
        if said not in self.because or self.confidence < 1.0:
            self.kept, self.confidence = None, 1.0
            self.decided = union(self.decided, (said,))


@dataclass
class Rows:
    """All rows of one alignment.

    Attributes:
        alignment: as it was.
        texts: for each record the text that its passages point into.
    """

    alignment: Alignment
    texts: Mapping[str, str]
    rows: list[Row] = field(default_factory=list)
    _cells: dict[tuple[str, int], list[Row]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        if not self.rows:
            self.rows += [_of_group(group) for group in self.alignment.groups]
            self.rows += [_of_only(only) for only in self.alignment.only]
        for row in self.rows:
            self._note(row)

    def copied(self) -> Rows:
        """The same rows, free to be changed."""
        copies = [copy(row) for row in self.rows]
        for row in copies:
            row.passages = list(row.passages)
        return replace(self, rows=copies)

    def _note(self, row: Row) -> None:
        """Remember near which places a row has something, so that not all need be asked."""
        for passage in row.passages:
            for cell in _cells_of(passage):
                self._cells.setdefault(cell, []).append(row)

    def _add(self, row: Row) -> Row:
        self.rows.append(row)
        self._note(row)
        return row

    def _remove(self, row: Row) -> None:
        self.rows.remove(row)
        row.gone = True

    def _near(self, spot: Passage) -> list[Row]:
        """The rows that share something with a passage, those that begin first before."""
        near = dict.fromkeys(row for cell in _cells_of(spot) for row in self._cells.get(cell, ()))
        rows = (row for row in near if not row.gone)
        held = [row for row in rows if any(_shared(p, spot) for p in row.passages)]
        return sorted(held, key=lambda row: min(p.start for p in row.passages))

    def holding(self, spot: Passage) -> Row | None:
        """The row that has most of a passage."""
        return max(
            self._near(spot),
            key=lambda row: sum(_shared(p, spot) for p in row.passages),
            default=None,
        )

    def take(self, spot: Passage, said: str) -> Row:
        """Cut a passage out of whatever rows have it; it is a row of its own then."""
        spot = self._trimmed(spot) or spot
        near = self._near(spot)
        if near and near[0].passages == [spot]:
            return near[0]
        had: tuple[str, ...] = ()
        for row in near:
            had = union(had, row.had)
            self._cut(row, spot, said)
        return self._add(Row([spot], had))

    def _cut(self, row: Row, spot: Passage, said: str) -> None:
        was_group = len(row.documents) > 1
        row.passages = [piece for p in row.passages for piece in self._without(p, spot)]
        silence = row.silence
        row.changed()
        if was_group:
            row.decided = union(row.decided, (said,))
        else:
            row.silence = silence  # it is the same silence, about fewer words
        self.settle(row)

    def settle(self, row: Row) -> None:
        """Part what one record alone has into rows of one passage each; drop an empty row."""
        if len(row.documents) > 1 or len(row.passages) == 1:
            return
        self._remove(row)
        for passage in row.passages:
            self._add(Row([passage], row.had, silence=row.silence, decided=row.decided))

    def _without(self, passage: Passage, spot: Passage) -> Iterable[Passage]:
        if not _shared(passage, spot):
            return [passage]
        before = replace(passage, end=max(passage.start, spot.start))
        after = replace(passage, start=min(passage.end, spot.end))
        return [rest for part in (before, after) if (rest := self._trimmed(part)) is not None]

    def _trimmed(self, passage: Passage) -> Passage | None:
        """A passage without the space at its ends; ``None`` where no letter is left of it."""
        words = self.texts[passage.document][passage.start : passage.end]
        if not any(c.isalnum() for c in words):
            return None
        start = passage.start + len(words) - len(words.lstrip())
        return replace(passage, start=start, end=start + len(words.strip()))

    def unite(self, rows: Sequence[Row]) -> Row:
        """Make one row of several; a group keeps its id, of two groups the lower is kept."""
        first = min(rows, key=lambda row: (row.id is None, _number(row.id)))
        for row in rows:
            if row is not first:
                self._remove(row)
                first.passages += row.passages
                first.had = union(first.had, row.had)
                first.given, first.named = first.given or row.given, first.named or row.named
                row.changed()
                first.changed()
                first.decided = union(first.decided, row.decided)
        self._note(first)
        return first

    def shape(self, spots: Sequence[Passage]) -> frozenset[object]:
        """What is in the rows of some passages, how it relates, and their labels."""
        return frozenset(
            (frozenset(row.passages), row.relation or row.silence, row.label)
            for spot in spots
            for row in self._near(spot)
        )

    def settled(self, judge: Judge) -> Alignment:
        """The alignment with its rows as they are now, in order, each new group with an id."""
        for row in self.rows:
            row.passages.sort(key=self._order)
        last = max((_number(row.id) for row in self.rows), default=0)
        last = max(last, *(_number(g.id) for g in self.alignment.groups), 0)
        groups: list[Group] = []
        new = [row for row in self._in_order(group=True) if row.kept is None]
        for row in new:
            if row.id is None:
                last += 1
                row.id = f"g{last}"
        for row in self._in_order(group=True):
            groups.append(row.kept if isinstance(row.kept, Group) else _group(row, judge))
        only = [
            row.kept if isinstance(row.kept, Only) else _only(row, judge, groups)
            for row in self._in_order(group=False)
        ]
        return replace(self.alignment, groups=tuple(groups), only=tuple(only))

    def _order(self, passage: Passage) -> tuple[int, int]:
        return self.alignment.witnesses.index(passage.document), passage.start

    def _in_order(self, group: bool) -> list[Row]:
        """Rows that stayed keep their order; a changed one comes before the first after it."""
        rows = [row for row in self.rows if row.is_group == group]
        placed = [(self._order(r.passages[0]), r) for r in rows if r.kept is not None]
        changed = [(self._order(r.passages[0]), r) for r in rows if r.kept is None]
        for key, row in sorted(changed, key=lambda pair: pair[0]):
            later = (n for n, (other, _) in enumerate(placed) if other > key)
            placed.insert(next(later, len(placed)), (key, row))
        return [row for _, row in placed]


def _of_group(group: Group) -> Row:
    had = group.proposal or f"{group.id} {group.relation} {group.confidence:.2f}"
    return Row(
        list(group.passages), (had,), group.id, group.relation, None, group.confidence,
        group.label, group.because, kept=group,
    )  # fmt: skip


def _of_only(only: Only) -> Row:
    passage = Passage(only.document, only.start, only.end)
    had = only.proposal or f"only: {only.silence}"
    return Row([passage], (had,), silence=only.silence, because=only.because, kept=only)


def _group(row: Row, judge: Judge) -> Group:
    relation, label, because = row.relation, row.label, row.because
    if relation is None:
        relation, matter, because = judge.relation(row.passages)
        label = label or matter
    return Group(
        row.id or "", relation, row.confidence, tuple(row.passages), label,
        union(row.decided, because), "; ".join(row.had) or None,
    )  # fmt: skip


def _only(row: Row, judge: Judge, groups: Sequence[Group]) -> Only:
    (passage,) = row.passages
    silence = row.silence or judge.silence(passage, groups)
    because = union(row.decided, row.because)
    had = "; ".join(row.had) if because else None
    return Only(passage.document, passage.start, passage.end, silence, because, had or None)


def _cells_of(passage: Passage) -> Iterable[tuple[str, int]]:
    cells = range(passage.start // _CELL, max(passage.start, passage.end - 1) // _CELL + 1)
    return ((passage.document, cell) for cell in cells)


def _shared(one: Passage, other: Passage) -> int:
    if one.document != other.document:
        return 0
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _number(group: str | None) -> int:
    digits = (group or "")[1:]
    return int(digits) if digits.isdecimal() else 0
