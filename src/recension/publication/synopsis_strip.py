"""The whole meeting at a glance: a strip for each record, and where each of them is silent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from recension.model.synopsis import Synopsis
from recension.model.values import Group, Only


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage on a strip.

    Attributes:
        kind: the relation of its row, or ``only``.
        row: id of the row that it leads to.
        start: where it begins, in thousandths of the record.
        length: how long it is, in thousandths, at least one.
    """

    kind: str
    row: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One record from beginning to end.

    Attributes:
        title: the record's title.
        pieces: its passages in order.
        shared: per cent of the record that stands beside something.
        alone: per cent that no other record has.
    """

    title: str
    pieces: tuple[Piece, ...]
    shared: int
    alone: int


def row_names(synopsis: Synopsis) -> dict[int, str]:
    """An id for every row, by the row's identity: the group's own, or ``o1``, ``o2`` …"""
    lone = {id(only): f"o{number}" for number, only in enumerate(synopsis.alignment.only, 1)}
    return {id(group): group.id for group in synopsis.alignment.groups} | lone


def strips_of(synopsis: Synopsis) -> list[Strip]:
    """A strip for each record; its whole length is the record's text."""
    names = row_names(synopsis)
    strips = []
    for record in synopsis.records:
        whole, first = max(1, len(record.stretch)), record.stretch.start
        pieces = []
        lengths = {True: 0, False: 0}
        rows: list[Group | Only] = [*synopsis.alignment.groups, *synopsis.alignment.only]
        for row in rows:
            joined = isinstance(row, Group)
            for p in synopsis.column(row, record.name):
                kind = row.relation if isinstance(row, Group) else "only"
                share = 1000 * (p.end - p.start) / whole
                start = round(1000 * (p.start - first) / whole, 1)
                pieces.append(Piece(kind, names[id(row)], start, round(max(1.0, share), 1)))
                lengths[joined] += p.end - p.start
        pieces.sort(key=lambda piece: piece.start)
        shared, alone = (min(100, round(100 * lengths[kind] / whole)) for kind in (True, False))
        strips.append(Strip(record.title, tuple(pieces), shared, alone))
    return strips


def moved(synopsis: Synopsis) -> dict[str, tuple[str, ...]]:
    """Rows that a record has out of the order of the page, with the row that precedes it there.

    Returns:
        for a row's id, ``"title: row"`` of each record in which another row stands before it than
        on the page.
    """
    names = row_names(synopsis)
    rows = list(synopsis.rows())
    found: dict[str, list[str]] = {}
    for record in synopsis.records[1:]:
        here = [
            (min(p.start for p in cell), names[id(row)])
            for row in rows
            if (cell := synopsis.column(row, record.name))
        ]
        before = {row: there for (_, there), (_, row) in pairwise(sorted(here))}
        for (_, there), (_, row) in pairwise(here):
            if before.get(row, "") not in ("", there):
                found.setdefault(row, []).append(f"{record.title}|{before[row]}")
    return {row: tuple(told) for row, told in found.items()}
