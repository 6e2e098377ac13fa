"""The ledger of an event: for each matter raised, who took which stand, in whose words, where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recension.model.values import Mode

StandKind = Literal["proposes", "for", "against", "asks", "tells"]


@dataclass(frozen=True, slots=True)
class Stand:
    """What one speaker says on a matter, as one record has it.

    Attributes:
        utterance: id of the utterance.
        speaker: id of the person; absent where the record does not tell, or not surely.
        name: the person's name.
        kind: proposes, for, against, asks; *tells* takes no side.
        act: what is done with the words, by the verb.
        mode: in the speaker's words (*direct*) or the recorder's.
        witness: siglum of the record.
        document: id of the record.
        source: id of the source.
        start: first code point of the words in the source.
        end: the code point after the last.
        page: the page's label, in paged sources.
        words: what stands there.
        disputed: what other records or notes say of the same words.
        confidence: 0-1, that the speaker and the matter are right.
        because: the evidence.
    """

    utterance: str
    speaker: str | None
    name: str | None
    kind: StandKind
    act: str | None
    mode: Mode
    witness: str
    document: str
    source: str
    start: int
    end: int
    page: str | None
    words: str
    disputed: tuple[str, ...]
    confidence: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something talked about.

    Attributes:
        number: in order of first mention in the first record that has it, counted from 1.
        label: the record's own words for it, else the words that tell it from the others.
        stands: what is said on it, record by record, in order.
    """

    number: int
    label: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one event, or of a record that stands alone.

    Attributes:
        about: id of the event or document.
        label: what it is called.
        witnesses: siglum and name of each record.
        matters: in order.
    """

    about: str
    label: str
    witnesses: tuple[tuple[str, str], ...]
    matters: tuple[Matter, ...]
