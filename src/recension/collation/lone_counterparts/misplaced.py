"""Pairs that likeness of words made of bare verdicts and short lines, and that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from recension.collation.lone_counterparts.cut import Cut, Pairs
from recension.collation.lone_counterparts.speaker import is_bare_opening
from recension.collation.lone_counterparts.verdict import is_verdict, tells_verdict
from recension.collation.lone_counterparts.vote import is_called, is_other_vote, tells_vote
from recension.collation.terms import terms_of

_SOON, _FEW, _FEWEST_CROSSED = 6, 3, 4


def misplaced(first: Cut, second: Cut, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Pairs of a bare verdict, a roll, a bare name or a short line with what it does not go with.

    Args:
        first: a record and its units.
        second: another.
        pairs: the units that stand side by side.
    """
    sides = {(b, a): sure for (a, b), sure in pairs.items()}
    for row, column in pairs:
        short = _is_short(first, row, second, column) and _crosses(row, column, pairs)
        if (
            short
            or is_bare_opening(first, row) != is_bare_opening(second, column)
            or is_other_vote(first, second, (row, column), pairs)
            or _lacks_vote(first, row, second, column)
            or _lacks_verdict(first, row, second, column, (pairs, sides))
        ):
            yield row, column


def _lacks_vote(first: Cut, row: int, second: Cut, column: int) -> bool:
    """Whether one is a piece of a roll, and the other tells of no vote."""
    return is_called(first, row) != is_called(second, column) and not (
        tells_vote(first, row) and tells_vote(second, column)
    )


def _lacks_verdict(
    first: Cut, row: int, second: Cut, column: int, pairs: tuple[Pairs, Pairs]
) -> bool:
    """Whether one is a bare verdict that the other does not tell, or far from its question."""
    verdicts = (is_verdict(first, row), is_verdict(second, column))
    if not any(verdicts):
        return False
    if not (tells_verdict(first, row) and tells_verdict(second, column)):
        return True
    return (verdicts[1] and _strays(second, column, row, pairs[1])) or (
        verdicts[0] and _strays(first, row, column, pairs[0])
    )


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
