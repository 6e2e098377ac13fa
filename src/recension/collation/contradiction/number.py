"""Contradiction by number: the same thing counted or paid differently, with nothing in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recension.collation.contradiction.counterparts import Counterparts
from recension.collation.contradiction.sentence import Word
from recension.collation.quantities import MONTHS, Quantity, quantities_of, value_of

_MONTHS = frozenset(MONTHS.casefold().split("|"))
_ONE = 1.0
_SHARE, _COMMON = 0.3, 3


def numbers_differ(first: Sequence[Quantity], second: Sequence[Quantity]) -> tuple[str, str] | None:
    """The words in which two passages count one thing differently.

    Nothing where one of the values is possible on both sides (*about 500* and *520*), where one
    side's parts add up to the other's whole, or where one says no more than *one*.

    Args:
        first: what one passage counts.
        second: what the other does.

    Returns:
        the words of both; nothing where they do not differ.
    """
    counted = [_by_noun(first), _by_noun(second)]
    for noun in sorted(set(counted[0]) & set(counted[1])):
        one, other = counted[0][noun], counted[1][noun]
        if not _agree(one, other) and noun not in _MONTHS:
            return one[0].words, other[0].words
    return None


def _by_noun(quantities: Sequence[Quantity]) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        found.setdefault(quantity.noun, []).append(quantity)
    return found


def _agree(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    if any(a.allows(b) for a in one for b in other):
        return True
    totals = [sum({q.value for q in side}) for side in (one, other)]
    values = [{q.value for q in side} for side in (one, other)]
    if totals[0] in values[1] or totals[1] in values[0]:
        return True
    return values[0] == {_ONE} or values[1] == {_ONE}


def numbers_of_sentences_differ(pair: Counterparts) -> tuple[str, str] | None:
    """The words in which two sentences that have much in common count one thing differently.

    A passage of several sentences may name the other's number elsewhere: *two weeks, as the
    ambassador prefers* and *the ambassador preferred 15 to 30 days … the Secretary two weeks*.

    Args:
        pair: sentences that answer each other.
    """
    if pair.share < _SHARE or len(pair.common) < _COMMON:
        return None
    one, other = (
        list(quantities_of(side.text, 0, len(side.text))) for side in (pair.first, pair.second)
    )
    return numbers_differ(one, other)


def changed_number(pair: Counterparts) -> tuple[str, str] | None:
    """The words in which two sentences of the same wording have another number."""
    return next(_changed_numbers(pair), None)


def _changed_numbers(pair: Counterparts) -> Iterator[tuple[str, str]]:
    for here, there, change in pair.changes():
        if not (_is_number(here) and _is_number(there)):
            continue
        values = [value_of(" ".join(word.words for word in side)) for side in (here, there)]
        if values[0] != values[1] and not _adds_up(pair, values):
            yield (
                pair.first.between(change.here[0], change.here[1] + 1),
                pair.second.between(change.there[0], change.there[1] + 1),
            )


def _adds_up(pair: Counterparts, values: Sequence[float]) -> bool:
    """Whether one sentence has the whole of which the other has the parts."""
    one, other = (
        sum(value_of(word.words) for word in side.words if _is_number((word,)))
        for side in (pair.first, pair.second)
    )
    return one == values[1] or other == values[0]


def _is_number(words: Sequence[Word]) -> bool:
    return bool(words) and all(word.number or word.low == "one" for word in words)
