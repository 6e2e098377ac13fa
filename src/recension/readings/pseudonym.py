"""Finds where a text says that somebody goes under another name.

Only what the text says is taken: ``Marko (Ranković's pseudonym)``, ``Aleksandar Ranković, known as
"Marko"``, and a note that is called at the other name and gives the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from recension.model.span import Span
from recension.model.values import Note
from recension.readings.capitals import UPPER, Naming, kind_of
from recension.vocabularies.names import pseudonyms

# Few words of few letters: a text of nothing but names is read in time that grows with its length.
_WORD = rf"[{UPPER}][^\W\d_]{{0,24}}(?:[-'’][^\W\d_]{{1,24}}){{0,3}}"
_BEFORE_NAME = r"(?<![\w'’-])"
_FORENAMES = rf"(?:{_WORD}\.? |(?:[{UPPER}]\. ?){{1,3}})"
_NAMES = rf"{_FORENAMES}{{0,4}}{_WORD}"
_NAMED = frozenset({"name", "given"})
_COMPOUND = frozenset({"de", "du", "la"})
_OPEN, _CLOSE = "[\"“‘'«*_]{0,2}", "[\"”’'»*_]{0,2}"


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A name that the text gives to somebody else's.

    Attributes:
        name: the other name, one word.
        own: the person's own name, as it stands there.
        span: where the text says it.
    """

    name: str
    own: str
    span: Span


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    kinds = "|".join(map(re.escape, pseudonyms().kinds))
    links = "|".join(map(re.escape, sorted(pseudonyms().links, key=len, reverse=True)))
    other = rf"{_OPEN}(?P<other>{_WORD}){_CLOSE}"
    whole = rf"(?P<own>{_FORENAMES}{{1,4}}{_WORD})"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{_BEFORE_NAME}{other} ?\((?:the )?(?P<own>{_NAMES})['’]s? (?:\w+ )?(?:{kinds})\)",
            rf"{_BEFORE_NAME}{other},?[”\"]?(?: ?[,(—–-]| was| is)? ?(?:the |an? )?(?:\w+ )?"
            rf"(?:{kinds})"
            rf" (?:of|for) (?:[a-z]+ ){{0,2}}(?P<own>{_NAMES})",
            rf"{_BEFORE_NAME}{whole},? [(]?(?:then |also )?(?:{links}):? "
            rf"[\"“‘'«]?(?:\w+ )?(?P<other>{_WORD})[\"”’'»),.;]",
            rf"{_BEFORE_NAME}{whole} \([\"“‘«](?P<other>{_WORD})[\"”’»]\)",
        )
    )


@cache
def _note() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, pseudonyms().kinds))
    return re.compile(
        rf"(?i:\W{{0,3}}\w{{0,4}}\W{{0,3}}(?:{kinds}) (?:of|for)) "
        rf"(?:[a-z]+ ){{0,2}}(?P<own>{_NAMES})"
    )


_THAT_IS = re.compile(r"\bi\. ?e\.,? ")
_BEFORE_THAT_IS = re.compile(rf"(?<![\w'’-])(?P<other>{_WORD})[\"”’»]?,? [\[(]?$")
_OWN = re.compile(rf"(?P<own>{_NAMES})")
_BEFORE_CALL = re.compile(rf"(?<!\w)(?P<other>{_WORD})[\"”’»,.;]{{0,2}}$")


def pseudonyms_in(text: str, notes: Iterable[Note] = ()) -> Iterator[Pseudonym]:
    """All that a text says of other names, in order of shape and place.

    Args:
        text: the text.
        notes: its notes; one that says whose pseudonym it is speaks of the name it is called at.
    """
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if match["other"] != match["own"] and kind_of(match["other"]) in _NAMED:
                yield Pseudonym(match["other"], match["own"], Span(*match.span()))
    yield from _that_is(text)
    for note in notes:
        said = _note().match(text, note.body.start, note.body.end) if note.body else None
        for anchor in note.anchors if said else ():
            called = _BEFORE_CALL.search(text, max(0, anchor.start - 40), anchor.start)
            if called and said:
                yield Pseudonym(called["other"], said["own"], Span(*said.span()))


def _that_is(text: str) -> Iterator[Pseudonym]:
    """``Rufus, i.e. Castillo``."""
    for words in _THAT_IS.finditer(text):
        other = _BEFORE_THAT_IS.search(text, max(0, words.start() - 40), words.start())
        own = _OWN.match(text, words.end())
        if other and own and kind_of(other["other"]) in _NAMED:
            yield Pseudonym(other["other"], own["own"], Span(other.start(), own.end()))


def compounds_in(text: str, namings: Iterable[Naming]) -> Iterator[Pseudonym]:
    """``Couve de Murville``, where no given name stands before ``de``: he is also ``Couve``.

    Args:
        text: the text.
        namings: rows of words that may name a person.
    """
    told: set[tuple[str, str]] = set()
    for naming in namings:
        if not naming.row or naming.row[-1] != "name" or not naming.ends:
            continue
        first = naming.given[-1]
        joint = text[naming.ends[-1] : naming.end - len(naming.surname)].split()
        compound = bool(joint) and set(joint) <= _COMPOUND
        if compound and (first, naming.surname) not in told:
            told.add((first, naming.surname))
            yield Pseudonym(first, f"{first} {naming.surname}", Span(naming.start, naming.end))
