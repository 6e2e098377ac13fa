"""What two passages of one matter say that cannot both be true: one file per kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recension.collation.contradiction.counterparts import counterparts
from recension.collation.contradiction.date import dates_differ
from recension.collation.contradiction.name import names_differ
from recension.collation.contradiction.number import (
    changed_number,
    numbers_differ,
    numbers_of_sentences_differ,
)
from recension.collation.contradiction.outcome import outcomes_differ
from recension.collation.contradiction.polarity import polarity_differs, stands_differ
from recension.collation.contradiction.sentence import Sentence
from recension.collation.quantities import Quantity

OF_SENTENCES = (
    ("date", dates_differ),
    ("number", changed_number),
    ("number", numbers_of_sentences_differ),
    ("name", names_differ),
    ("polarity", polarity_differs),
    ("stand", stands_differ),
)
"""The kinds that are asked of two sentences that answer each other, in the order of asking."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What two passages say that cannot both be true.

    Attributes:
        kind: ``number``, ``outcome`` or one of :data:`OF_SENTENCES`.
        first: the words of the first record.
        second: those of the second.
    """

    kind: str
    first: str
    second: str


def contradiction(
    first: Sequence[Sentence],
    second: Sequence[Sentence],
    counted: tuple[Sequence[Quantity], Sequence[Quantity]],
) -> Contradiction | None:
    """The first contradiction found between two passages, by what is surest.

    When unsure none is said: a false contradiction would be quoted against a note-taker.

    Args:
        first: the sentences of one record's passage.
        second: those of the other's.
        counted: the quantities of both passages.
    """
    words = numbers_differ(*counted)
    if words is not None:
        return Contradiction("number", *words)
    words = outcomes_differ(first, second)
    if words is not None:
        return Contradiction("outcome", *words)
    for pair in counterparts(first, second):
        for kind, differs in OF_SENTENCES:
            words = differs(pair)
            if words is not None:
                return Contradiction(kind, *words)
    return None
