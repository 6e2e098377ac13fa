"""Neighbours: remarks of one rule that say the same of line after line, told as one.

A stamp or a page of handwriting that was read as letters is a hundred findings and one piece of
news. Only the printed lines gather; JSON, SARIF and the page have each finding.

When unsure remarks stay apart: one line too many is passed over, one that is hidden is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recension.cli.condition_report.condition import Remark
from recension.model.reader import LEVELS
from recension.model.span import joined
from recension.model.values import Note

_FEWEST = 3
"""Remarks from which they are gathered."""
_LINES = 25
"""Lines up to which the next one of the same words is a neighbour: half a page of typescript."""
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Remarks that are told as one: of one rule, one level and the same words; or just one.

    Attributes:
        remarks: in order of place, at least one.
    """

    remarks: tuple[Remark, ...]

    @property
    def first(self) -> Remark:
        """The one where they begin."""
        return self.remarks[0]

    @property
    def characters(self) -> int:
        """How many characters they are about."""
        return sum(map(len, joined(remark.finding.span for remark in self.remarks)))

    @property
    def sure(self) -> tuple[float, float]:
        """The least and the most sure of them."""
        confidences = [remark.finding.confidence for remark in self.remarks]
        return min(confidences), max(confidences)

    @property
    def rank(self) -> tuple[int, float]:
        """How grave and how sure, to be compared."""
        return LEVELS.index(self.first.level), self.sure[1]


def neighbours(remarks: Sequence[Remark]) -> list[Neighbours]:
    """Gather remarks.

    Args:
        remarks: in order of place.

    Returns:
        each remark once, in the order of the first of each.
    """
    open_runs: dict[tuple[str, str, str], list[Remark]] = {}
    runs: list[list[Remark]] = []
    for remark in remarks:
        sign = (remark.finding.code, remark.level, _said(remark))
        run = open_runs.get(sign)
        if run is None or remark.line - run[-1].line > _LINES:
            run = open_runs[sign] = []
            runs.append(run)
        run.append(remark)
    found = [Neighbours(tuple(members)) for run in runs for members in _gathered(run)]
    return sorted(found, key=lambda one: (one.first.finding.span, one.first.finding.code))


def _gathered(run: list[Remark]) -> Iterator[list[Remark]]:
    if len(run) < _FEWEST:
        yield from ([remark] for remark in run)
    else:
        yield run


def _said(remark: Remark) -> str:
    """What is the same in the remarks of a run: of notes that lack their call, not the number."""
    is_note = isinstance(remark.finding.value, Note)
    return _NUMBERS.sub("0", remark.message) if is_note else remark.message
