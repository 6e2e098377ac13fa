"""Votes, told in numbers, listed by name or called one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from recension.collation.contradiction.outcome import names_votes, tallies_of
from recension.collation.lone_counterparts.cut import Cut, Pairs, text_of
from recension.collation.terms import terms_of

_BARE, _ASIDE, _LONGEST_PIECE, _QUESTION = 5, 90, 150, 3


def same_vote(first: Cut, second: Cut) -> Iterator[tuple[int, int]]:
    """Votes that are told in numbers that each record has but once, all pieces of a roll."""
    votes = [list(_votes(record, range(len(record[1])))) for record in (first, second)]
    tallies = [Counter(tally for _, tally in side) for side in votes]
    for rows, tally in votes[0]:
        for columns, other in votes[1]:
            if tally == other and tallies[0][tally] == tallies[1][tally] == 1:
                yield from ((row, columns[0]) for row in rows)
                yield from ((rows[0], column) for column in columns)


def is_other_vote(first: Cut, second: Cut, pair: tuple[int, int], pairs: Pairs) -> bool:
    """Whether two units list votes that differ, and one is told elsewhere or has another question.

    Lists of those who voted have their words in common whatever they voted on.
    """
    row, column = pair
    one, other = _listed_vote(first, row), _listed_vote(second, column)
    if one is None or other is None or one == other:
        return False
    if one in _all_votes(second) or other in _all_votes(first):
        return True
    before = range(1, _QUESTION + 1)
    return not any((row - a, column - b) in pairs for a in before for b in before)


def _all_votes(record: Cut) -> set[tuple[int, int]]:
    return {tally for _, tally in _votes(record, range(len(record[1])))}


def _listed_vote(record: Cut, place: int) -> tuple[int, int] | None:
    """The vote that a unit lists by name, the noes perhaps in the unit before or behind it."""
    units = record[1]
    if not _LISTS.match(text_of(record, place)):
        return None
    for start, end in ((place, place), (place, place + 1), (place - 1, place)):
        if start >= 0 and end < len(units):
            text = record[0].text[units[start].start : units[end].end]
            for tally, _ in tallies_of(" ".join(text.split())):
                return tally
    return None


_LISTS = re.compile(r"\W*(?:Yeas|Ayes|Nays|Noes|For (?:it|the \w+)|Against (?:it|the \w+))\b")


def is_called(record: Cut, place: int) -> bool:
    """Whether a unit is a piece of a roll that is called, and stands or falls with it."""
    unit = record[1][place]
    if unit.end - unit.start > _LONGEST_PIECE or not names_votes(text_of(record, place)):
        return False
    telling = [t for t in terms_of(record[0].text, unit.start, unit.end) if not t.name]
    return len(telling) <= _BARE


def _votes(record: Cut, places: Sequence[int]) -> Iterator[tuple[list[int], tuple[int, int]]]:
    """The votes told in some units; a roll that is called runs over several of a paragraph."""
    units = record[1]
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1 and goes_on(record, runs[-1][0], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        text = " ".join(record[0].text[units[run[0]].start : units[run[-1]].end].split())
        yield from ((run, tally) for tally, _ in tallies_of(text))


def goes_on(record: Cut, start: int, place: int) -> bool:
    """Whether a unit goes on with the vote that another begins.

    In a list of names the noes may have a paragraph of their own; a roll goes on in one, if only
    with an aside on how somebody voted.
    """
    before, text = text_of(record, start), text_of(record, place)
    if _LISTS.match(before) and _LISTS.match(text):
        return True
    same = record[1][start].block == record[1][place].block
    return same and names_votes(before) and (names_votes(text) or len(text) <= _ASIDE)


def tells_vote(record: Cut, place: int) -> bool:
    """Whether a unit names or numbers those who voted."""
    text = text_of(record, place)
    return names_votes(text) or any(tallies_of(text))
