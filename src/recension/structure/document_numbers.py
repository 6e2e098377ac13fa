"""The numbers of a source's documents: which have one, and whether the numbers are one row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from recension.model.finding import Finding, Findings
from recension.model.values import Document

_LEAST = 3
"""Numbered documents from which there is a numbering to speak of."""
_STEADY = 0.6
"""Share of steps by one from which the numbers are a row, and not a choice out of one."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document with its number."""

    number: int
    document: Finding[Document]


def numberings(findings: Findings) -> list[list[Numbered]]:
    """The rows of numbers, each in order of place; a row begins anew where 1 comes again.

    Parts of documents have no place in a row, nor has one that mostly does not go on by one: that
    is a choice out of a longer row, of which nothing can be said to be missing.
    """
    rows: list[list[Numbered]] = []
    for finding in findings.of(Document):
        number = finding.value.number or ""
        if finding.value.parent is not None or not (number.isascii() and number.isdigit()):
            continue
        if not rows or (int(number) == 1 and rows[-1][-1].number > 1):
            rows.append([])
        rows[-1].append(Numbered(int(number), finding))
    return [row for row in rows if _is_row(row)]


def _is_row(row: list[Numbered]) -> bool:
    steps = [after.number - before.number for before, after in pairwise(row)]
    return len(row) >= _LEAST and steps.count(1) >= _STEADY * len(steps)


def in_order(row: list[Numbered]) -> list[Numbered]:
    """The longest part of a row whose numbers only rise; what is not in it stands out of order."""
    best: list[tuple[int, int]] = []
    for index, member in enumerate(row):
        before = max(
            (
                (best[other][0], -other)
                for other in range(max(0, index - _REACH), index)
                if row[other].number < member.number
            ),
            default=(0, 1),
        )
        best.append((before[0] + 1, -before[1]))
    at = max(range(len(row)), key=lambda index: best[index][0])
    kept: list[Numbered] = []
    while at >= 0:
        kept.append(row[at])
        at = best[at][1]
    return kept[::-1]


_REACH = 50
"""Documents that one out of order may lie apart from its place: bounds the work on long rows."""
