"""A second look at what is left alone between counterparts: terse minutes have few words to go by.

Where a record has *Agreed to.* or *Dr. Franklin against the motion*, likeness of words finds
nothing; the place does. Between two passages that stand side by side in both records, a bare
verdict belongs to the question before it and to the vote that the other record has there, and one
speaker's only turn here to his only turn there. When unsure nothing is joined: the passages stay
alone in their rows.
"""

from __future__ import annotations

from recension.collation.lone_counterparts.cut import Cut, Pairs, lone, turned
from recension.collation.lone_counterparts.gap import Gap, gaps
from recension.collation.lone_counterparts.misplaced import misplaced
from recension.collation.lone_counterparts.question import (
    only_question,
    questions_of,
    same_question,
)
from recension.collation.lone_counterparts.quotation import same_quotation
from recension.collation.lone_counterparts.speaker import same_opening, same_speaker
from recension.collation.lone_counterparts.verdict import verdicts_after
from recension.collation.lone_counterparts.vote import same_vote

_SURE = 0.6
"""The share of such pairs that were right on a reading of rows drawn at random."""
_COMMON, _MUCH_COMMON = 0.25, 0.8
"""How telling the words must be that two turns share: between the same passages, and anywhere."""


def lone_counterparts(first: Cut, second: Cut, pairs: Pairs) -> dict[tuple[int, int], float]:
    """The pairs of units with further ones, by their place, their speaker and their verdict.

    A bare verdict (*Agreed to.*) that stood beside anything but a verdict is taken from there: it
    has its place, no words of its own.

    Args:
        first: a record and its units.
        second: another of the same event.
        pairs: the units of both that stand side by side already, each with how sure it is.

    Returns:
        the pairs, each with how sure it is.
    """
    away = set(misplaced(first, second, pairs))
    found = {pair: sure for pair, sure in pairs.items() if pair not in away}
    found = dict.fromkeys(same_vote(first, second), _SURE) | found
    found |= dict.fromkeys(same_quotation(first, second, found), _SURE)
    found |= dict.fromkeys(turned(same_quotation(second, first, set(turned(found)))), _SURE)
    for gap in gaps(len(first[1]), len(second[1]), found):
        found |= dict.fromkeys(same_speaker(first, second, gap, _COMMON), _SURE)
    everywhere = Gap(
        *(lone(len(r[1]), {p[i] for p in found}) for i, r in ((0, first), (1, second)))
    )
    found |= dict.fromkeys(same_speaker(first, second, everywhere, _MUCH_COMMON), _SURE)
    found |= dict.fromkeys(list(same_opening(first, second, found)), _SURE)
    sides = {(b, a): sure for (a, b), sure in found.items()}
    found |= dict.fromkeys(turned(list(same_opening(second, first, sides))), _SURE)
    found = _with_questions(first, second, found)
    found |= dict.fromkeys(verdicts_after(second, set(found)), _SURE)
    return found | dict.fromkeys(turned(verdicts_after(first, set(turned(found)))), _SURE)


def _with_questions(first: Cut, second: Cut, pairs: Pairs) -> dict[tuple[int, int], float]:
    """The pairs with those of the same questions put to the vote."""
    put = (questions_of(first), questions_of(second))
    joined, away = same_question((first, second), put, pairs)
    found = {pair: sure for pair, sure in pairs.items() if pair not in away}
    found = dict.fromkeys(joined, _SURE) | found
    sides = {(b, a): sure for (a, b), sure in found.items()}
    joined, away = same_question((second, first), put[::-1], sides)
    found = {pair: sure for pair, sure in found.items() if pair[::-1] not in away}
    found = dict.fromkeys(turned(joined), _SURE) | found
    return dict.fromkeys(only_question((first, second), put, found), _SURE) | found
