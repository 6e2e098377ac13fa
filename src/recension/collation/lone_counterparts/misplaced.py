"""Pairs that likeness of words made of bare verdicts and short lines, and that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from recension.collation.lone_counterparts.cut import Cut, Pairs
from recension.collation.lone_counterparts.verdict import is_verdict, tells_verdict
from recension.collation.lone_counterparts.vote import is_called, is_other_vote, tells_vote
from recension.collation.terms import terms_of

_SOON, _FEW, _FEWEST_CROSSED = 6, 3, 4


def misplaced(first: Cut, second: Cut, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Pairs of a bare verdict with what tells none, or is far from the question before it."""
    turned = {(b, a): sure for (a, b), sure in pairs.items()}
    for row, column in pairs:
        if is_called(first, row) != is_called(second, column) and not (
            tells_vote(first, row) and tells_vote(second, column)
        ):
            yield row, column
            continue
        if is_other_vote(first, second, (row, column), pairs) or (
            _is_short(first, row, second, column) and _crosses(row, column, pairs)
        ):
            yield row, column
            continue
        verdicts = (is_verdict(first, row), is_verdict(second, column))
        if not any(verdicts):
            continue
        told = tells_verdict(first, row) and tells_verdict(second, column)
        away = (verdicts[1] and _strays(second, column, row, turned)) or (
            verdicts[0] and _strays(first, row, column, pairs)
        )
        if not told or away:
            yield row, column


def _is_short(first: Cut, row: int, second: Cut, column: int) -> bool:
    return any(
        sum(1 for _ in terms_of(r[0].text, r[1][at].start, r[1][at].end)) <= _FEW
        for r, at in ((first, row), (second, column))
    )


def _crosses(row: int, column: int, pairs: Pairs) -> bool:
    """Whether a pair is out of order with most others: *Adjourned*, *Met after adjournment*."""
    away = sum((a - row) * (b - column) < 0 for a, b in pairs)
    return away > max(_FEWEST_CROSSED, len(pairs) / 2)


def _strays(record: Cut, place: int, beside: int, pairs: Pairs) -> bool:
    """Whether the unit before a verdict, of its paragraph, stands beside quite another place."""
    before = [other for at, other in pairs if at == place - 1]
    same = place > 0 and record[1][place].block == record[1][place - 1].block
    return same and bool(before) and not min(before) <= beside <= max(before) + _SOON
