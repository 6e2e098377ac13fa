"""One speaker's only turn here beside his only turn there, and how turns begin.

*Doctor Franklin.*, *Dr. Franklin against it.*: the words that open a turn say who speaks and little
else; they go with what he says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recension.collation.associations import associations
from recension.collation.contradiction.name import TITLES
from recension.collation.lone_counterparts.cut import Cut, Pairs, stems_of
from recension.collation.lone_counterparts.gap import Gap
from recension.collation.segmentation import Unit
from recension.collation.terms import FUNCTION_WORDS, stem, terms_of
from recension.collation.voices import OFFICES, voice_of
from recension.vocabularies.contradiction import contradiction_words

_LONGEST_TURN = 3
_NAME, _SHORT = 2, 30
"""Telling words, and characters, of a name that stands alone before a speech."""
_FEW, _LONGEST_OPENING = 3, 6
"""Telling words of a terse opening; units that the other may take before it comes to the matter."""


def same_speaker(first: Cut, second: Cut, gap: Gap, least: float) -> Iterator[tuple[int, int]]:
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


def same_opening(first: Cut, second: Cut, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """The terse opening of a turn in the second record beside the same speaker's in the first.

    What follows the opening must stand side by side already.
    """
    spoken = {
        place: (voice, turn[0])
        for voice, turns in _turns(first, range(len(first[1]))).items()
        for turn in turns
        for place in turn
    }
    taken = {column for _, column in pairs}
    for row, column in pairs:
        opening = column - 1
        voice, begins = spoken.get(row, (None, row))
        if (
            opening >= 0
            and opening not in taken
            and second[1][opening].block == second[1][column].block
            and len(stems_of(second, opening)) <= _FEW
            and row - begins <= _LONGEST_OPENING
            and voice is not None
            and voice == _opener(second[0].text, second[1][opening])
        ):
            yield begins, opening


def is_bare_opening(record: Cut, place: int) -> bool:
    """Whether a unit only names who speaks in the rest of its paragraph."""
    unit, after = record[1][place], record[1][place + 1 : place + 2]
    terms = list(terms_of(record[0].text, unit.start, unit.end))
    named = 0 < len(terms) <= _NAME and all(term.word[0].isupper() for term in terms)
    short = named and unit.end - unit.start <= _SHORT
    return (
        short
        and _opener(record[0].text, unit) is not None
        and any(u.block == unit.block for u in after)
    )


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
    """How telling the words are that two turns have in common, name and titles left out."""
    stems = []
    for (record, units), places in ((first, rows), (second, columns)):
        names = {_opener(record.text, units[place]) for place in places}
        words = (t for p in places for t in terms_of(record.text, units[p].start, units[p].end))
        stems.append({term.stem for term in words if term.word not in TITLES} - names)
    return sum(associations().rarity(stem) for stem in stems[0] & stems[1])
