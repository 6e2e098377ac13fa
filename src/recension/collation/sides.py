"""What each record says in a group: its words, its voice, its numbers, its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recension.collation.contradiction.sentence import Sentence, sentence
from recension.collation.quantities import Quantity, quantities_of
from recension.collation.segmentation import Unit
from recension.collation.terms import Term, terms_of
from recension.collation.voices import Voice, voice_in
from recension.model.values import Passage

_SHOWN = 4


@dataclass(frozen=True)
class Side:
    """What one record says in a group.

    Attributes:
        name: the record's name.
        terms: its words there, function words left out.
        voice: who says it, where the record tells.
        quantities: numbers with what they count.
        sentences: one a unit, below the record's head.
        head: whether all of it belongs to the record's head.
    """

    name: str
    terms: tuple[Term, ...]
    voice: Voice | None
    quantities: tuple[Quantity, ...]
    sentences: tuple[Sentence, ...]
    head: bool

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(term.stem for term in self.terms)

    def some(self, stems: Iterable[str]) -> str:
        """The first few words of some stems, as the record has them."""
        wanted = set(stems)
        words: dict[str, str] = {}
        for term in self.terms:
            if term.stem in wanted:
                words.setdefault(term.stem, term.word)
        shown = list(words.values())
        return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def side_of(name: str, passages: Sequence[Passage], text: str, units: Sequence[Unit]) -> Side:
    """Gather what one record says in a group.

    Args:
        name: the record's name.
        passages: of the group, of all its records.
        text: the text that the record's passages point into.
        units: the record's units in the group.
    """
    mine = [p for p in passages if p.document == name]
    return Side(
        name,
        tuple(term for p in mine for term in terms_of(text, p.start, p.end)),
        voice_in(text, units),
        tuple(q for p in mine for q in quantities_of(text, p.start, p.end)),
        tuple(sentence(name, text, unit) for unit in units if not unit.head),
        bool(units) and all(unit.head for unit in units),
    )
