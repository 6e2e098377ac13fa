"""A sentence as it is held against another: every word of it, with what the word is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recension.collation.segmentation import Unit
from recension.collation.terms import MARKER, WORD, terms_of
from recension.vocabularies.contradiction import contradiction_words

_LISTED = re.compile(r"\W*(?:\d{1,5}[.)]\s+)+|\W*[a-z][.)\]]+\s+|\W*\d{1,5}[.)]$")
"""The number or letter of a paragraph, which is no word of what it says."""

_QUOTES = ("“", "‘", '"', "'", "«", "„")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence.

    Attributes:
        low: as it stands, in lower case, without marks of abbreviation.
        key: what two words have in common that are the same: the stem of a telling word.
        words: as the record has it.
        start: where it begins in the text.
        end: where it ends.
        telling: whether it is no function word.
        name: whether it is written with a capital inside a sentence.
        number: whether it is a number.
        denies: whether it denies what follows.
    """

    low: str
    key: str
    words: str
    start: int
    end: int
    telling: bool
    name: bool
    number: bool
    denies: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit of a record with its words.

    Attributes:
        record: the record's name.
        text: the sentence itself.
        words: in order.
        speaker: who says it, in the record's words, where it tells.
        start: where it begins in the record's text.
    """

    record: str
    text: str
    words: tuple[Word, ...]
    speaker: str | None
    start: int

    @property
    def telling(self) -> frozenset[str]:
        """The keys of its telling words; numbers are what is compared, not what it is about."""
        return frozenset(word.key for word in self.words if word.telling and not word.number)

    @property
    def mood(self) -> tuple[bool, bool]:
        """Whether it asks something, and whether it supposes something, rather than says it."""
        supposes = contradiction_words().supposes
        return "?" in self.text, any(word.low in supposes for word in self.words)

    @property
    def denials(self) -> int:
        """How many of its words deny something."""
        return sum(word.denies for word in self.words)

    def between(self, start: int, end: int) -> str:
        """What stands from one word to before another, as the record has it, on one line."""
        last = self.words[min(end, len(self.words)) - 1]
        return " ".join(
            self.text[self.words[start].start - self.start : last.end - self.start].split()
        )


def sentence(record: str, text: str, unit: Unit) -> Sentence:
    """Read a unit of a record word by word.

    Args:
        record: the record's name.
        text: the text that the unit points into.
        unit: the sentence.
    """
    listed = _LISTED.match(text, unit.start, unit.end)
    words = _words(text, listed.end() if listed else unit.start, unit.end)
    return Sentence(record, text[unit.start : unit.end], words, unit.speaker, unit.start)


def _words(text: str, start: int, end: int) -> tuple[Word, ...]:
    terms = {term.start: term for term in terms_of(text, start, end)}
    marks = [mark.span() for mark in MARKER.finditer(text, start, end)]
    found: list[Word] = []
    for match in WORD.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in marks):
            continue
        low = match.group().casefold().replace("’", "'")
        low = "".join(c for c in low if c not in "^{}[]")
        term = terms.get(match.start())
        key = term.stem if term else low
        quoted = text[max(start, match.start() - 1) : match.start()] in _QUOTES
        found.append(
            Word(
                low, key, match.group(), match.start(), match.end(), term is not None,
                name=term is not None and term.name and not quoted,
                number=term is not None and term.number,
                denies=_denies(low),
            )
        )  # fmt: skip
    return tuple(found)


def _denies(low: str) -> bool:
    words = contradiction_words()
    return low in words.negations or low in words.denials or low.endswith("n't")
