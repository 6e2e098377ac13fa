"""Who speaks in two records: the same person in the same turn is strong evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from recension.collation.associations import Floats
from recension.collation.record import Record
from recension.collation.segmentation import Unit, units_of
from recension.collation.terms import FUNCTION_WORDS, stem
from recension.model.synopsis import Speech

_TITLES = frozenset(("The", "Mr", "Mrs", "Dr", "M"))
OFFICES = frozenset(
    stem(word)
    for word in (
        "Secretary", "State", "Defense", "Defence", "Treasury", "Ambassador", "Minister",
        "President", "Chairman", "Premier", "Marshal", "General", "Admiral", "Director",
        "Government", "Department", "Affairs", "Foreign", "House", "Committee", "Senator",
        "Staff", "Chiefs", "States", "Council",
    )
)  # fmt: skip
"""Stems of words that name an office, whose holder may stand under his name elsewhere."""
SEVERAL = "several"
"""The key of a voice that is several persons'."""
_SEVERAL = re.compile(
    r"[\s\"“(]*(?:\d{1,2}[.)]\s+)?((?:All|Several|Some|Many|Most|Others|Those present|Members|"
    r"Everybody|Everyone|Our)\b(?:\s+(?!should|would|could|might|must|will|can|may|be|is|are|was|were|has|have|had)"
    r"[\w']+){0,4}?)"
    r"\s+(?:[a-z]+ed|said|held|thought|felt|want|wanted)\b"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something.

    Attributes:
        key: what the speaker is known by.
        words: as the record has it.
        certain: whether the words name a person, or several, rather than an office.
    """

    key: str
    words: str
    certain: bool


def voice_in(text: str, units: Sequence[Unit]) -> Voice | None:
    """Who speaks in some units of one record; nobody where they are several speakers' or untold."""
    told: set[Voice] = set()
    for unit in units:
        voice = _voice_of_unit(text, unit)
        if voice is None and not told and _ANOTHER.match(text, unit.start, unit.end):
            return None
        told |= {voice} if voice is not None else set()
    keys = {voice.key for voice in told}
    return min(told, key=lambda voice: voice.words) if len(keys) == 1 else None


_ANOTHER = re.compile(r"[\s\"“(]*(?:He|She|I)\b")
"""Somebody speaks whom the passage does not name."""


def _voice_of_unit(text: str, unit: Unit) -> Voice | None:
    several = _SEVERAL.match(text, unit.start, unit.end)
    if several:
        return Voice(SEVERAL, several.group(1), True)
    key = voice_of(unit.speaker)
    if key is None or unit.speaker is None or not _told_here(text, unit, unit.speaker):
        return None
    return Voice(key, unit.speaker, key not in OFFICES)


def _told_here(text: str, unit: Unit, speaker: str) -> bool:
    """Whether a tag or this very unit names the speaker: a voice that goes on may have changed."""
    near = text[unit.start : min(unit.end, unit.start + len(speaker) + 80)]
    after = near.partition(speaker)[2]
    return unit.tagged or (speaker in near and not after.startswith(("'s", "’s")))


def heard_in_all(sides: Sequence[Sequence[Unit]]) -> frozenset[str]:
    """The speakers that every record knows."""
    known = [{v for u in side if (v := voice_of(u.speaker)) is not None} for side in sides]
    return frozenset(set.intersection(*known)) if known else frozenset()


def speeches_of(records: Sequence[Record]) -> Iterator[Speech]:
    """Who speaks where in records, each speaker by the words that name him most often in them."""
    spoken = [
        (record, unit, voice_of(unit.speaker))
        for record in records
        for unit in units_of(record.text, record.span)
        if unit.speaker is not None and not unit.head
    ]
    named: dict[str, Counter[str]] = {}
    for _, unit, key in spoken:
        if key is not None and key not in FUNCTION_WORDS:
            named.setdefault(key, Counter())[unit.speaker or key] += 1
    for record, unit, key in spoken:
        if key in named:
            name = max(named[key].items(), key=lambda item: (item[1], item[0]))[0]
            yield Speech(record.name, unit.start, unit.end, name)


_CAPITALISED = re.compile(r"[A-Z][^\W\d_]*")


def voice_of(words: str | None) -> str | None:
    """What a speaker is known by: the last name of the words that say who speaks."""
    if words is None:
        return None
    names = _CAPITALISED.findall(re.sub(r"\^\{?[a-z]+\}?|[\[\]]", "", words))
    telling = [name for name in names if name not in _TITLES] or names
    return stem(telling[-1]) if telling else None


def voices(first: Sequence[Unit], second: Sequence[Unit]) -> tuple[Floats, Floats]:
    """Compare who speaks.

    Returns:
        how telling the agreement of the speakers is, by the rarity of that speaker's turns; and 1
        where the speakers differ though both are heard in both records.
    """
    heard = [[None if u.head else voice_of(u.speaker) for u in side] for side in (first, second)]
    turns = Counter(turn for side in heard for turn in _turns(side))
    in_both = set(heard[0]) & set(heard[1])
    total = sum(turns.values()) + 1
    same = np.zeros((len(first), len(second)), np.float32)
    other = np.zeros_like(same)
    columns = {v: np.array([w == v for w in heard[1]]) for v in in_both - {None}}
    known = np.array([w in in_both and w is not None for w in heard[1]], bool)
    for row, voice in enumerate(heard[0]):
        if voice is not None and voice in in_both:
            same[row, columns[voice]] = log(total / turns[voice]) / 3
            other[row, known & ~columns[voice]] = 1
    return same, other


def _turns(side: Sequence[str | None]) -> list[str]:
    """The speakers in order, one entry for each time that one begins."""
    return [
        voice
        for before, voice in zip([None, *side], side, strict=False)
        if voice is not None and voice != before
    ]
