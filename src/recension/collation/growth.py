"""Lets passages grow: turns of speech stay together, short gaps between counterparts close."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from recension.collation.belonging import support
from recension.collation.order import Table
from recension.collation.segmentation import Unit
from recension.collation.weights import Fill, Weights

Pairs = set[tuple[int, int]]


def chosen_pairs(
    table: Table, score: Table, units: tuple[Sequence[Unit], Sequence[Unit]], measures: Weights
) -> dict[tuple[int, int], float]:
    """The pairs of units that are set beside each other, each with how sure it is.

    Args:
        table: the chance of each pair.
        score: the likeness of each pair's words.
        units: both records' units.
        measures: what belonging is judged by, from which chance on, and how passages grow.
    """
    supports = (support(table, score, units[0]), support(table.T, score.T, units[1]))
    sure = [found.chance(measures.belonging) for found in supports]
    pairs = {(row, int(supports[0].place[row])) for row in _above(sure[0], measures)}
    pairs |= {(int(supports[1].place[column]), column) for column in _above(sure[1], measures)}
    pairs |= _turns(pairs, units[0], measures.fill)
    pairs |= _turned(_turns(_turned(pairs), units[1], measures.fill))
    filled = _gaps(pairs, table, measures.fill)
    filled |= _turned(_gaps(_turned(pairs), table.T, measures.fill))
    pairs |= _held(filled, pairs)
    return {(a, b): float(max(sure[0][a], sure[1][b])) for a, b in sorted(pairs)}


def _above(sure: Table, measures: Weights) -> list[int]:
    return [int(unit) for unit in np.flatnonzero(sure >= measures.threshold)]


def _held(filled: Pairs, pairs: Pairs) -> Pairs:
    """Those that fill a gap beside a unit which is joined for a reason of its own."""
    rows, columns = {a for a, _ in pairs}, {b for _, b in pairs}
    return {(a, b) for a, b in filled if a in rows or b in columns}


def _turned(pairs: Pairs) -> Pairs:
    return {(b, a) for a, b in pairs}


def _counterparts(pairs: Pairs) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, column in sorted(pairs):
        found.setdefault(row, []).append(column)
    return found


def _turns(pairs: Pairs, units: Sequence[Unit], fill: Fill) -> Pairs:
    """The other units of a tagged turn join the nearest one that has a counterpart."""
    found = _counterparts(pairs)
    turns: dict[int, list[int]] = {}
    for row, unit in enumerate(units):
        if unit.tagged:
            turns.setdefault(unit.block, []).append(row)
    added: Pairs = set()
    for rows in turns.values():
        spoken = [row for row in rows if row in found]
        if spoken and len(rows) <= fill.longest_turn:
            for row in sorted(set(rows) - set(spoken)):
                nearest = min(spoken, key=lambda other: (abs(other - row), other))
                if abs(nearest - row) <= fill.turn:
                    added |= {(row, column) for column in found[nearest]}
    return added


def _gaps(pairs: Pairs, table: Table, fill: Fill) -> Pairs:
    """Units between two whose counterparts stand near each other join the likeliest of those."""
    found = _counterparts(pairs)
    rows = sorted(found)
    added: Pairs = set()
    for before, after in pairwise(rows):
        if 1 < after - before <= fill.gap + 1:
            _, *ends = min((abs(y - x), x, y) for x in found[before] for y in found[after])
            low, high = sorted(ends)
            if high - low <= fill.span:
                added |= {
                    (row, low + int(table[row, low : high + 1].argmax()))
                    for row in range(before + 1, after)
                    if table[row].sum() >= fill.least
                }
    return added
