"""Bare verdicts, which belong to the question before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recension.collation.contradiction.outcome import tallies_of, verdict_of
from recension.collation.lone_counterparts.cut import Cut, text_of
from recension.collation.lone_counterparts.vote import tells_vote
from recension.collation.terms import terms_of

_BARE, _LONGEST_VERDICT = 5, 150


def verdicts_after(record: Cut, pairs: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Bare verdicts with the counterparts of the question before each, and the other way."""
    units = record[1]
    beside: dict[int, list[int]] = {}
    for row, column in pairs:
        beside.setdefault(column, []).append(row)
    for place in range(1, len(units)):
        alone = place not in beside and place - 1 in beside
        if alone and units[place].block == units[place - 1].block and is_verdict(record, place):
            yield from ((row, place) for row in beside[place - 1][-1:])
        put = (
            place - 1 not in beside and place in beside and _PUT.search(text_of(record, place - 1))
        )
        if put and units[place].block == units[place - 1].block and is_verdict(record, place):
            yield from ((row, place - 1) for row in beside[place][:1])


_PUT = re.compile(r"^[^.;]{0,40}\b(?:question|motion|vote)\b[^.;]{0,30}\b(?:put|taken|called)\b")
"""*The question was then put on the whole*: what is put is decided in the words that follow."""


def is_verdict(record: Cut, place: int) -> bool:
    """Whether a unit says how a question ended, or how one voted, and nothing else."""
    unit = record[1][place]
    if unit.end - unit.start > _LONGEST_VERDICT:
        return False
    telling = sum(1 for _ in terms_of(record[0].text, unit.start, unit.end))
    text = text_of(record, place)
    verdict = verdict_of(text)
    ends = verdict is not None and " ".join(text.split()).rstrip(_MARKS).endswith(verdict[1])
    return telling <= _BARE and (
        ends or any(tallies_of(text)) or _HOW_ONE_VOTED.search(text) is not None
    )


_MARKS = " .,;:!?)]”\"’'"
_HOW_ONE_VOTED = re.compile(
    r"^\W*(?:[A-Z]\w+\W+){1,3}(?:(?:was\s+)?(?:for|against)\s+it|divided)\W*$"
)


def tells_verdict(record: Cut, place: int) -> bool:
    """Whether a unit says, among other things, how a question ended or who voted."""
    return verdict_of(text_of(record, place)) is not None or tells_vote(record, place)
