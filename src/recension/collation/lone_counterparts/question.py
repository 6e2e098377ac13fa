"""Questions put to the vote: one record has the verdict at once, the other after the debate.

Terse minutes have *Resolved, that the term be seven years. Agreed to.*; the long record has the
motion, an hour of speeches, and then *On the question for seven years* with the roll. The resolve
stands beside the motion; the verdict belongs to the roll. Two questions are one where the later
words are mostly those of the question decided, or where each is the only one put to the vote
between the same counterparts. When unsure they stay apart: a vote beside another question would be
read as its outcome.

So stand a clerk's journal and a member's notes beside each other: the Federal Convention of 1787,
the journals and the reported debates of a parliament, the minutes and the summary record of a
council.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recension.collation.associations import associations
from recension.collation.contradiction.outcome import names_votes, tallies_of, verdict_of
from recension.collation.lone_counterparts.cut import Cut, Pairs, text_of
from recension.collation.lone_counterparts.verdict import is_verdict
from recension.collation.lone_counterparts.vote import goes_on, is_called
from recension.collation.terms import Term, terms_of
from recension.collation.tokens import longest_rising
from recension.vocabularies.contradiction import contradiction_words
from recension.vocabularies.questions import question_words

_COVERED = 0.5
"""How much of the matter of a question must be that of the one decided."""
_LATER, _BEFORE = 60, 3
"""Within how many units a question is decided; how many may put it."""
_VOTERS, _SHORT, _NEAR = 4, 3, 2
"""So many names are those of who voted; shorter, a word is an abbreviation; a label's distance."""


@dataclass(frozen=True)
class Question:
    """A question that is decided in a record.

    Attributes:
        told: the units that tell how, all pieces of a roll.
        asked: the units that put it, as far as they are others.
        matter: the stems of what it is about.
        formal: whether it is put to the vote, in so many words or by a roll.
        outcome: ``carried``, ``lost`` or ``postponed``, where a unit says so; ``decided`` where it
            says so of what is to be struck out.
    """

    told: tuple[int, ...]
    asked: tuple[int, ...]
    matter: frozenset[str]
    formal: bool
    outcome: str | None


Questions = Sequence[Question]


def questions_of(record: Cut) -> list[Question]:
    """The questions that are decided in a record, in order."""
    found: list[Question] = []
    place = 0
    while place < len(record[1]):
        told = _telling(record, place)
        if told:
            found.append(_question(record, told))
        place += max(1, len(told))
    return found


def _telling(record: Cut, place: int) -> tuple[int, ...]:
    """The units from a place on that tell one decision; none where it tells none."""
    text = text_of(record, place)
    puts = question_words().put.match(text) is not None
    if record[1][place].head or not (
        puts or is_called(record, place) or _outcome(text) or any(tallies_of(text))
    ):
        return ()
    told = [place]
    while told[-1] + 1 < len(record[1]):
        after = told[-1] + 1
        same = record[1][after].block == record[1][told[-1]].block
        if goes_on(record, place, after):
            told.append(after)
        elif puts and len(told) == 1 and verdict_of(text) is None and not names_votes(text):
            if not (is_called(record, after) or is_verdict(record, after) or same):
                break
            told.append(after)
            place = after
        else:
            break
    return tuple(told)


def _question(record: Cut, told: tuple[int, ...]) -> Question:
    first = text_of(record, told[0])
    words = " ".join(" ".join(text_of(record, place) for place in told).split())
    said_before = question_words().said_before.match(first) is not None
    bare = is_verdict(record, told[0])
    formal = question_words().put.match(first) is not None or bare or any(tallies_of(words))
    formal = formal or is_called(record, told[0])
    asked: tuple[int, ...] = ()
    matter = frozenset() if bare or said_before else _matter(record, told[:1])
    if not matter and told[0] > 0:
        asked = _paragraph_before(record, told[0])
        matter = _matter(record, asked)
    return Question(told, asked, matter, formal, _outcome(words))


def _outcome(words: str) -> str | None:
    """How a question ended, by its words, else by its votes; *decided* where these cross."""
    verdict = verdict_of(words.partition(";")[0])
    if verdict is not None:
        return "decided" if _DENIED.search(words) else verdict[0]
    for (ayes, noes), _ in tallies_of(words):
        return "carried" if ayes > noes else "lost"
    return None


_DENIED = re.compile(r"\b(?:carried|agreed|resolved|passed)\b[^;]{0,30}\b(?:against|not to)\b")
"""*Carried against striking it out*: what was voted on was lost."""


def _paragraph_before(record: Cut, place: int) -> tuple[int, ...]:
    """The last units before a place: those of its paragraph, else of the one before."""
    units = record[1]
    block = units[place - 1].block
    first = max(0, place - _BEFORE)
    return tuple(at for at in range(first, place) if units[at].block == block)


def _matter(record: Cut, places: Iterable[int]) -> frozenset[str]:
    """The stems of some units without words of procedure and the names of who voted."""
    text, units = record[0].text, record[1]
    stems: set[str] = set()
    for place in places:
        terms = list(terms_of(text, units[place].start, units[place].end))
        voters = names_votes(text_of(record, place)) or sum(t.name for t in terms) >= _VOTERS
        stems |= {
            term.stem
            for before, term in zip([None, *terms], terms, strict=False)
            if not (
                _is_procedure(term)
                or (voters and term.name)
                or (_is_label(text, before, term) if term.number else len(term.stem) < _SHORT)
            )
        }
    return frozenset(stems)


def _is_procedure(term: Term) -> bool:
    word = term.word.casefold()
    return word in question_words().procedure or word in contradiction_words().votes["voters"]


def _is_label(text: str, before: Term | None, number: Term) -> bool:
    """Whether a number only says which resolution is meant: *Resolution 7*, *the 7th resolve*."""
    after_it = text[number.end : number.end + 1].isalpha()
    labelled = before is not None and _is_procedure(before) and number.start - before.end <= _NEAR
    return after_it or labelled


def same_question(
    records: tuple[Cut, Cut], put: tuple[Questions, Questions], pairs: Pairs
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The votes of the first record beside the verdicts of the second on the same question.

    Args:
        records: both, each with its units.
        put: the questions of each.
        pairs: the units that stand side by side already.

    Returns:
        the pairs of units that tell the same decision; and those among the given ones that cannot
        be, as they set its verdict beside what was said before the question or after the vote.
    """
    taken = {row for row, _ in pairs}
    here, there = put
    free = [question for question in here if not taken & set(question.told)]
    telling = {place for question in here for place in question.told}
    beside: dict[int, list[int]] = {}
    for row, column in pairs:
        beside.setdefault(column, []).append(row)
    likely: list[tuple[float, int, int, int]] = []
    for at, decided in enumerate(there if free else ()):
        rows = sorted({r for c in (*decided.asked, *decided.told) for r in beside.get(c, ())})
        if not telling & {row for place in decided.told for row in beside.get(place, ())}:
            likely += [
                (covered, -later, at, free.index(question))
                for covered, later, question in _decided_later(records[0], rows, decided, free)
            ]
    found: set[tuple[int, int]] = set()
    away: set[tuple[int, int]] = set()
    while likely:
        _, _, at, n = max(likely)
        likely = [one for one in likely if one[2] != at and one[3] != n]
        told = there[at].told[0]
        found |= set(_beside(free[n], records[1], there[at]))
        away |= {(row, told) for row in beside.get(told, ()) if row > free[n].told[-1]}
    return found, away


def _decided_later(
    first: Cut, rows: Sequence[int], decided: Question, free: Sequence[Question]
) -> Iterator[tuple[float, int, Question]]:
    """The votes that follow the counterparts of a question decided, and are about its matter."""
    if not rows:
        return
    since = bisect_right(free, rows[0], key=_begins)
    until = bisect_right(free, rows[-1] + _LATER, key=_begins)
    for question in free[since:until]:
        before = [row for row in rows if 0 < question.told[0] - row <= _LATER]
        if not before or not _may_be_one(question, decided):
            continue
        covered = _covered(question.matter, decided.matter | _matter(first, before))
        if covered >= _COVERED:
            yield covered, question.told[0] - before[-1], question


def _beside(question: Question, second: Cut, decided: Question) -> Iterator[tuple[int, int]]:
    """The pairs of a vote and the verdict on it, with the resolve that this stands behind."""
    told = decided.told[0]
    yield from ((row, told) for row in question.told)
    yield from ((question.told[0], column) for column in decided.told)
    if decided.asked and second[1][told].block == second[1][told - 1].block:
        yield question.told[0], told - 1


def _begins(question: Question) -> int:
    return question.told[0]


def _may_be_one(one: Question, other: Question) -> bool:
    """Whether either was put to the vote, and they ended alike as far as both tell."""
    ends = {one.outcome, other.outcome} - {None, "decided"}
    return len(ends) < 2 and (one.formal or other.formal)


def _covered(matter: frozenset[str], other: frozenset[str]) -> float:
    """How much of a matter, by rarity, is in another; one word is nothing unless it is all."""
    rarity = associations().rarity
    shared = matter & other
    share = sum(map(rarity, shared)) / max(0.01, sum(map(rarity, matter)))
    return share if len(shared) > 1 or shared == matter else 0.0


def only_question(
    records: tuple[Cut, Cut], put: tuple[Questions, Questions], pairs: Pairs
) -> Iterator[tuple[int, int]]:
    """The only question put in either record between the same two counterparts.

    A verdict on what stands side by side already has its place.

    Args:
        records: both, each with its units.
        put: the questions of each.
        pairs: the units that stand side by side already.
    """
    taken = ({row for row, _ in pairs}, {column for _, column in pairs})
    free = [
        [q for q in side if q.formal and not there & {*q.asked, *q.told}]
        for side, there in zip(put, taken, strict=True)
    ]
    ends = (len(records[0][1]), len(records[1][1]))
    between = pairwise([(-1, -1), *longest_rising(sorted(pairs)), ends]) if all(free) else ()
    for before, after in between:
        here, there = (
            side[bisect_right(side, start, key=_begins) : bisect_left(side, end, key=_begins)]
            for side, start, end in zip(free, before, after, strict=True)
        )
        if len(here) == len(there) == 1:
            (one,), (other,) = here, there
            if _may_be_one(one, other) and one.matter & other.matter:
                yield from _beside(one, records[1], other)
