"""Contradiction by name: another person, place or body in the same part."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from recension.collation.contradiction.counterparts import Counterparts
from recension.collation.contradiction.sentence import Sentence, Word
from recension.collation.terms import FUNCTION_WORDS, stem
from recension.collation.voices import OFFICES
from recension.vocabularies import DIRECTORY
from recension.vocabularies.names.likeness import similarity
from recension.vocabularies.places import gazetteer

_ONE_NAME = 0.8
_MISPRINT = 75
_STEM = 4
_INITIALS = 2


def names_differ(pair: Counterparts) -> tuple[str, str] | None:
    """The words in which two sentences of the same wording name another person, place or body.

    Nothing where the two may be one: a name and its abbreviation or other spelling, a country and
    its capital or people, an office and its holder, or where both names stand in both
    sentences. Who *speaks* is no contradiction but another attribution.

    Args:
        pair: sentences that answer each other.

    Returns:
        the names of both; nothing where they do not differ.
    """
    if not pair.in_the_same_words:
        return _other_place(pair)
    for here, there, change in pair.changes():
        if not (_are_names(here) and _are_names(there)):
            continue
        if _speaks(pair.first, here) or _speaks(pair.second, there):
            continue
        names = (pair.first.between(*change.here), pair.second.between(*change.there))
        if not _elsewhere(pair, here, there) and not may_be_one(*names):
            return names
    return _other_place(pair)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may name the same: by spelling, as an abbreviation, as country and people.

    Args:
        one: as one record has it.
        other: as the other has it.
    """
    if not _bare(one) or not _bare(other):  # an office, who may be the other by name
        return True
    return is_one(one, other)


def is_one(one: str, other: str) -> bool:
    """Whether two names name the same as far as their spelling tells.

    Args:
        one: as one record has it.
        other: as the other has it.
    """
    words = [_bare(one), _bare(other)]
    if not words[0] or not words[1]:
        return False
    if set(words[0]) & set(words[1]) or _abbreviates(*words) or _abbreviates(*words[::-1]):
        return True
    countries = [{_countries().get(word) for word in side} - {None} for side in words]
    if countries[0] and countries[1]:
        return bool(countries[0] & countries[1])
    return _look_alike(" ".join(words[0]), " ".join(words[1]))


def _look_alike(one: str, other: str) -> bool:
    """Whether two spellings may be one name's: another romanisation, a form of it, a misprint."""
    if one[:_STEM] == other[:_STEM] and len(one) > _STEM - 1:
        return True
    return similarity(one, other) >= _ONE_NAME or fuzz.ratio(one, other) >= _MISPRINT


def _bare(name: str) -> list[str]:
    """The words of a name without titles and offices."""
    words = [word.strip(".,:()’'") for word in re.sub(r"[\[\]^{}]", "", name).split()]
    return [w for w in words if w and w.casefold() not in FUNCTION_WORDS and not _is_office(w)]


def _is_office(word: str) -> bool:
    return stem(word) in OFFICES or word in TITLES


TITLES = frozenset(
    (
        "Mr", "Mrs", "Miss", "Messrs", "Dr", "Docr", "Doctr", "Sir", "Lord", "Count", "Prince",
        "Gen", "Genl", "Col", "Capt", "Maj", "Prof", "Amb", "Sen", "Gov", "Govr", "Judge", "Com",
        "Comrade", "Representative", "Congressman", "Under", "Vice", "Deputy", "Acting",
    )
)  # fmt: skip
"""Titles before a name; of raised letters only the letters: *Gen^l* is Genl."""


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    letters = "".join(c for c in "".join(short) if c.isupper())
    firsts = "".join(word[0] for word in long if word[0].isupper())
    return min(len(letters), len(firsts)) >= _INITIALS and (
        letters.startswith(firsts) or firsts.startswith(letters)
    )


@cache
def _countries() -> dict[str, str]:
    """Every word of a country's names, capitals, people and parts → the country."""
    path = DIRECTORY / "places" / "countries.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))["countries"]
    return {
        word: country
        for country, lists in table.items()
        for phrase in (country, *(name for names in lists for name in names))
        for word in phrase.split()
    }


def _are_names(words: Sequence[Word]) -> bool:
    """Whether all that stands here is a name, with the words that belong to it."""
    telling = [word for word in words if word.telling]
    return (
        bool(telling)
        and len(words) <= len(telling) + 1
        and all(word.name and not word.number for word in telling)
    )


def _speaks(side: Sentence, words: Sequence[Word]) -> bool:
    """Whether the name is the speaker's, at the head of the sentence."""
    told = side.speaker is not None and words[0].words in side.speaker
    return told and words[0].start - side.start < len(side.speaker or "")


def _elsewhere(pair: Counterparts, here: Sequence[Word], there: Sequence[Word]) -> bool:
    one, other = pair.first.telling, pair.second.telling
    return all(w.key in other for w in here) and all(w.key in one for w in there)


def _other_place(pair: Counterparts) -> tuple[str, str] | None:
    """Both put the same thing in or at one place, each another one, in other words."""
    places = [_places(side) for side in (pair.first, pair.second)]
    for before, (name, governor) in places[0].items():
        if before not in places[1] or len(places[0]) != 1 or len(places[1]) != 1:
            continue
        other, governed_by = places[1][before]
        if governor == governed_by and not may_be_one(name, other):
            return name, other
    return None


def _places(side: Sentence) -> dict[str, tuple[str, str]]:
    """Preposition → the known place after it and the telling word before it."""
    found: dict[str, tuple[str, str]] = {}
    names = gazetteer().names
    for at, word in enumerate(side.words[1:], 1):
        before = side.words[at - 1]
        if word.words in names and before.low in ("in", "at", "to", "from"):
            governors = [w.key for w in side.words[: at - 1] if w.telling]
            if governors:
                found[before.low] = (word.words, governors[-1])
    return found
