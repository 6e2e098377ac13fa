"""What one record quotes beside what the other has in those words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from recension.collation.lone_counterparts.cut import Cut, lone, stems_of
from recension.collation.terms import terms_of

_QUOTED, _FEWEST_QUOTED = 0.75, 3
"""How much of a quotation, and of how many telling words, the other must have."""


def same_quotation(
    first: Cut, second: Cut, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Units of the first that quote what a unit of the second has nearly word for word."""
    taken = [{pair[side] for pair in pairs} for side in (0, 1)]
    having: dict[str, list[int]] = {}
    for place in lone(len(second[1]), taken[1]):
        for key in stems_of(second, place):
            having.setdefault(key, []).append(place)
    for row in lone(len(first[1]), taken[0]):
        quoted = _quoted(first, row)
        shared = Counter(place for key in sorted(quoted) for place in having.get(key, ()))
        if len(quoted) >= _FEWEST_QUOTED and shared:
            best = max(sorted(shared), key=lambda place: shared[place])
            if shared[best] >= _QUOTED * len(quoted):
                yield row, best


_QUOTATION = re.compile(r"[“\"]([^“”\"]{15,300})[”\"]")


def _quoted(record: Cut, place: int) -> set[str]:
    """The stems of what a unit quotes."""
    unit = record[1][place]
    quotations = _QUOTATION.finditer(record[0].text, unit.start, unit.end)
    return {t.stem for q in quotations for t in terms_of(record[0].text, *q.span(1))}
