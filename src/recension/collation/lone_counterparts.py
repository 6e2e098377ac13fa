"""A second look at what is left alone between counterparts: terse minutes have few words to go by.

Where a record has *Agreed to.* or *Dr. Franklin against the motion*, likeness of words finds
nothing; the place does. Between two passages that stand side by side in both records, a bare
verdict belongs to the question before it and to the vote that the other record has there, and one
speaker's only turn here to his only turn there. When unsure nothing is joined: the passages stay
alone in their rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recension.collation.associations import associations
from recension.collation.contradiction.name import TITLES
from recension.collation.contradiction.outcome import names_votes, tallies_of, verdict_of
from recension.collation.record import Record
from recension.collation.segmentation import Unit
from recension.collation.terms import FUNCTION_WORDS, stem, terms_of
from recension.collation.voices import OFFICES, voice_of
from recension.vocabularies.contradiction import contradiction_words

Pairs = Mapping[tuple[int, int], float]
Cut = tuple[Record, Sequence[Unit]]

_SURE = 0.6
"""The share of such pairs that were right on a reading of rows drawn at random."""
_LONGEST_GAP, _LONGEST_TURN = 40, 3
_BARE, _ASIDE, _SOON = 5, 90, 6
_LONGEST_VERDICT, _QUESTION, _FEW, _FEWEST_CROSSED = 150, 3, 3, 4
_QUOTED, _FEWEST_QUOTED = 0.75, 3
"""How much of a quotation, and of how many telling words, the other must have."""
_COMMON, _MUCH_COMMON = 0.25, 0.8
"""How telling the words must be that two turns share: between the same passages, and anywhere."""


@dataclass(frozen=True)
class Gap:
    """What either record has alone between the same two counterparts.

    Attributes:
        rows: units of the first record.
        columns: units of the second.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]


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
    away = set(_misplaced(first, second, pairs))
    found = {pair: sure for pair, sure in pairs.items() if pair not in away}
    found = dict.fromkeys(_same_vote(first, second), _SURE) | found
    found |= dict.fromkeys(_same_quotation(first, second, found), _SURE)
    found |= dict.fromkeys(_turned(_same_quotation(second, first, set(_turned(found)))), _SURE)
    for gap in _gaps(len(first[1]), len(second[1]), found):
        found |= dict.fromkeys(_same_speaker(first, second, gap, _COMMON), _SURE)
    everywhere = Gap(
        *(_lone(len(r[1]), {p[i] for p in found}) for i, r in ((0, first), (1, second)))
    )
    found |= dict.fromkeys(_same_speaker(first, second, everywhere, _MUCH_COMMON), _SURE)
    found |= dict.fromkeys(_verdicts_after(second, set(found)), _SURE)
    return found | dict.fromkeys(_turned(_verdicts_after(first, set(_turned(found)))), _SURE)


def _turned(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    return ((b, a) for a, b in pairs)


def _misplaced(first: Cut, second: Cut, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Pairs of a bare verdict with what tells none, or is far from the question before it."""
    turned = {(b, a): sure for (a, b), sure in pairs.items()}
    for row, column in pairs:
        if _calls(first, row) != _calls(second, column) and not (
            _tells_vote(first, row) and _tells_vote(second, column)
        ):
            yield row, column
            continue
        if _is_other_vote(first, second, (row, column), pairs) or (
            _is_short(first, row, second, column) and _crosses(row, column, pairs)
        ):
            yield row, column
            continue
        verdicts = (_is_verdict(first, row), _is_verdict(second, column))
        if not any(verdicts):
            continue
        told = _tells_verdict(first, row) and _tells_verdict(second, column)
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


def _is_other_vote(first: Cut, second: Cut, pair: tuple[int, int], pairs: Pairs) -> bool:
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
    if not _LISTS.match(_text(record, place)):
        return None
    for start, end in ((place, place), (place, place + 1), (place - 1, place)):
        if start >= 0 and end < len(units):
            text = record[0].text[units[start].start : units[end].end]
            for tally, _ in tallies_of(" ".join(text.split())):
                return tally
    return None


_LISTS = re.compile(r"\W*(?:Yeas|Ayes|Nays|Noes|For (?:it|the \w+)|Against (?:it|the \w+))\b")


def _calls(record: Cut, place: int) -> bool:
    """Whether a unit is a piece of a roll that is called, and stands or falls with it."""
    unit = record[1][place]
    if unit.end - unit.start > _LONGEST_VERDICT or not names_votes(_text(record, place)):
        return False
    telling = [t for t in terms_of(record[0].text, unit.start, unit.end) if not t.name]
    return len(telling) <= _BARE


def _strays(record: Cut, place: int, beside: int, pairs: Pairs) -> bool:
    """Whether the unit before a verdict, of its paragraph, stands beside quite another place."""
    before = [other for at, other in pairs if at == place - 1]
    same = place > 0 and record[1][place].block == record[1][place - 1].block
    return same and bool(before) and not min(before) <= beside <= max(before) + _SOON


def _lone(length: int, taken: set[int]) -> tuple[int, ...]:
    return tuple(place for place in range(length) if place not in taken)


def _gaps(rows: int, columns: int, pairs: Pairs) -> Iterator[Gap]:
    """The stretches between neighbouring counterparts that are in order in both records."""
    beside: dict[int, list[int]] = {}
    for row, column in pairs:
        beside.setdefault(row, []).append(column)
    taken = {column for _, column in pairs}
    ends = [(-1, -1, -1), *((r, min(c), max(c)) for r, c in sorted(beside.items()))]
    for (row, _, last), (after, first, _) in zip(
        ends, [*ends[1:], (rows, columns, columns)], strict=True
    ):
        lone = tuple(range(row + 1, after))
        others = tuple(c for c in range(last + 1, first) if c not in taken)
        if lone and others and max(len(lone), len(others)) <= _LONGEST_GAP:
            yield Gap(lone, others)


def _same_speaker(first: Cut, second: Cut, gap: Gap, least: float) -> Iterator[tuple[int, int]]:
    """The turns of those who speak once in either record, if these have words in common."""
    here, there = _turns(first, gap.rows), _turns(second, gap.columns)
    for voice in sorted(here.keys() & there.keys()):
        if min(len(here[voice]), len(there[voice])) > 1:
            continue
        turns = [(rows, columns) for rows in here[voice] for columns in there[voice]]
        rows, columns = max(turns, key=lambda turn: _common(first, turn[0], second, turn[1]))
        if _common(first, rows, second, columns) >= least:
            yield from ((row, columns[0]) for row in rows[:_LONGEST_TURN])
            yield from ((rows[0], column) for column in columns[:_LONGEST_TURN])


def _turns(record: Cut, places: Sequence[int]) -> dict[str, list[list[int]]]:
    """The turns among some units, by speaker: the unit that he opens, and what goes on there."""
    text, units = record[0].text, record[1]
    found: dict[str, list[list[int]]] = {}
    before: tuple[str, int] | None = None
    for place in places:
        unit = units[place]
        voice = _opener(text, unit)
        if voice is not None and before != (voice, unit.block):
            found.setdefault(voice, []).append([place])
            before = (voice, unit.block)
        elif (
            before is not None and before[1] == unit.block and found[before[0]][-1][-1] == place - 1
        ):
            found[before[0]][-1].append(place)
    return found


_OPENER = re.compile(r"\W*((?:[A-Z][\w^{}\[\]’'-]*\.?\s+){0,3}[A-Z][\w^{}\[\]’'-]+)")


def _opener(text: str, unit: Unit) -> str | None:
    """Who opens a unit, by title or with a verb of speech: *Dr. Franklin against it*."""
    opens = _OPENER.match(text, unit.start, unit.end)
    if opens is None or _OF.match(text, opens.end()):
        return None
    words = [re.sub(r"[\W\d_]", "", word) for word in opens.group(1).split()]
    titled = len(words) > 1 and (words[0] in TITLES or stem(words[0]) in OFFICES)
    told = unit.speaker is not None and words[-1] in re.sub(r"[\W\d_]", "", unit.speaker)
    plain = words[0].casefold() not in FUNCTION_WORDS or words[0] == "The"
    return (
        voice_of(opens.group(1))
        if (titled or (told and plain)) and words[-1] not in _SILENT
        else None
    )


_SILENT = contradiction_words().silent
_OF = re.compile(r"\s+of\b|['’]s\b")
"""*The King of Great Britain*, *Mr. Gerry's motion*: these do not speak."""


def _common(
    first: Cut, rows: Sequence[int],
    second: Cut, columns: Sequence[int],
) -> float:  # fmt: skip
    """How telling the words are that two turns have in common, the speaker's name left out."""
    stems = []
    for (record, units), places in ((first, rows), (second, columns)):
        names = {_opener(record.text, units[place]) for place in places}
        words = (t for p in places for t in terms_of(record.text, units[p].start, units[p].end))
        stems.append({term.stem for term in words} - names)
    return sum(associations().rarity(stem) for stem in stems[0] & stems[1])


def _same_vote(first: Cut, second: Cut) -> Iterator[tuple[int, int]]:
    """Votes that are told in numbers that each record has but once, all pieces of a roll."""
    votes = [list(_votes(record, range(len(record[1])))) for record in (first, second)]
    tallies = [Counter(tally for _, tally in side) for side in votes]
    for rows, tally in votes[0]:
        for columns, other in votes[1]:
            if tally == other and tallies[0][tally] == tallies[1][tally] == 1:
                yield from ((row, columns[0]) for row in rows)
                yield from ((rows[0], column) for column in columns)


def _same_quotation(
    first: Cut, second: Cut, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Units of the first that quote what a unit of the second has nearly word for word."""
    taken = [{pair[side] for pair in pairs} for side in (0, 1)]
    having: dict[str, list[int]] = {}
    for place in _lone(len(second[1]), taken[1]):
        for key in _stems(second, place):
            having.setdefault(key, []).append(place)
    for row in _lone(len(first[1]), taken[0]):
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


def _stems(record: Cut, place: int) -> set[str]:
    unit = record[1][place]
    return {term.stem for term in terms_of(record[0].text, unit.start, unit.end)}


def _votes(record: Cut, places: Sequence[int]) -> Iterator[tuple[list[int], tuple[int, int]]]:
    """The votes told in some units; a roll that is called runs over several of a paragraph."""
    units = record[1]
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1 and _goes_on(record, runs[-1][0], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        text = " ".join(record[0].text[units[run[0]].start : units[run[-1]].end].split())
        yield from ((run, tally) for tally, _ in tallies_of(text))


def _goes_on(record: Cut, start: int, place: int) -> bool:
    """Whether a unit goes on with the vote that another begins.

    In a list of names the noes may have a paragraph of their own; a roll goes on in one, if only
    with an aside on how somebody voted.
    """
    before, text = _text(record, start), _text(record, place)
    if _LISTS.match(before) and _LISTS.match(text):
        return True
    same = record[1][start].block == record[1][place].block
    return same and names_votes(before) and (names_votes(text) or len(text) <= _ASIDE)


def _text(record: Cut, place: int) -> str:
    unit = record[1][place]
    return record[0].text[unit.start : unit.end]


def _verdicts_after(record: Cut, pairs: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Bare verdicts with the counterparts of the question before each, and the other way."""
    units = record[1]
    beside: dict[int, list[int]] = {}
    for row, column in pairs:
        beside.setdefault(column, []).append(row)
    for place in range(1, len(units)):
        alone = place not in beside and place - 1 in beside
        if alone and units[place].block == units[place - 1].block and _is_verdict(record, place):
            yield from ((row, place) for row in beside[place - 1][-1:])
        put = place - 1 not in beside and place in beside and _PUT.search(_text(record, place - 1))
        if put and units[place].block == units[place - 1].block and _is_verdict(record, place):
            yield from ((row, place - 1) for row in beside[place][:1])


_PUT = re.compile(r"^[^.;]{0,40}\b(?:question|motion|vote)\b[^.;]{0,30}\b(?:put|taken|called)\b")
"""*The question was then put on the whole*: what is put is decided in the words that follow."""


def _is_verdict(record: Cut, place: int) -> bool:
    """Whether a unit says how a question ended, or how one voted, and nothing else."""
    unit = record[1][place]
    if unit.end - unit.start > _LONGEST_VERDICT:
        return False
    telling = sum(1 for _ in terms_of(record[0].text, unit.start, unit.end))
    text = _text(record, place)
    verdict = verdict_of(text)
    ends = verdict is not None and " ".join(text.split()).rstrip(_MARKS).endswith(verdict[1])
    return telling <= _BARE and (
        ends or any(tallies_of(text)) or _HOW_ONE_VOTED.search(text) is not None
    )


_MARKS = " .,;:!?)]”\"’'"
_HOW_ONE_VOTED = re.compile(
    r"^\W*(?:[A-Z]\w+\W+){1,3}(?:(?:was\s+)?(?:for|against)\s+it|divided)\W*$"
)


def _tells_verdict(record: Cut, place: int) -> bool:
    return verdict_of(_text(record, place)) is not None or _tells_vote(record, place)


def _tells_vote(record: Cut, place: int) -> bool:
    text = _text(record, place)
    return names_votes(text) or any(tallies_of(text))
