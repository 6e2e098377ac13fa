"""The apparatus of one text in several copies: where they differ, and which reading is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recension.model.synopsis import Witnessed

VariantKind = Literal[
    "spacing", "punctuation", "capitals", "marks", "letters", "words", "order", "omission", "block"
]
ACCIDENTAL: frozenset[VariantKind] = frozenset(("spacing", "punctuation", "capitals", "marks"))


@dataclass(frozen=True, slots=True)
class Attested:
    """Where a copy has a reading.

    Attributes:
        copy: the copy's name.
        start: first code point in its text; equal to ``end`` where it has nothing.
        end: the code point after the last.
    """

    copy: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What some copies have at a place; all of them the very same characters.

    Attributes:
        words: the characters; empty for an omission.
        attested: where each of the copies has them.
    """

    words: str
    attested: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Variation:
    """A place where copies differ.

    Attributes:
        kind: what the difference consists in.
        readings: two or more; in the order of the copies.
        best: index of the better reading.
        confidence: 0.5 where nothing tells, towards 1 the surer.
        because: the evidence for it, in words.
    """

    kind: VariantKind
    readings: tuple[Reading, ...]
    best: int
    confidence: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class Apparatus:
    """Copies of one text.

    Attributes:
        copies: each with its text, in the order given.
        places: where they differ, in the order of the text.
        best: the best text as stretches of copies, in order: joined, they are the text.
        agreement: stretches that all copies have, as one stretch for each copy.
    """

    copies: tuple[Witnessed, ...]
    places: tuple[Variation, ...]
    best: tuple[Attested, ...]
    agreement: tuple[tuple[Attested, ...], ...]

    def words(self, attested: Attested) -> str:
        """The characters of a stretch."""
        text = next(c.text for c in self.copies if c.name == attested.copy)
        return text[attested.start : attested.end]

    def best_text(self) -> str:
        """The best text; every character of it stands in a copy."""
        return "".join(self.words(stretch) for stretch in self.best)
