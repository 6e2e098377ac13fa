"""What the program says of passages that an editor has put together, or taken apart.

The editor says what belongs together; how it relates, where she does not say so herself, and what
the others' silence means is looked at again as for any other row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from recension.collation.record import Record
from recension.collation.record_of_document import record_of
from recension.collation.relation import relate
from recension.collation.segmentation import Unit, units_of
from recension.collation.silence import silence_of
from recension.collation.voices import heard_in_all
from recension.model.edition import Edition
from recension.model.values import Alignment, Group, Passage, Relation, Silence


class JudgedAnew:
    """Judges passages of one alignment.

    Args:
        edition: with its documents, damage and notes.
        alignment: whose records are meant.
    """

    def __init__(self, edition: Edition, alignment: Alignment) -> None:
        self._edition, self._alignment = edition, alignment

    @cached_property
    def _cuts(self) -> list[tuple[Record, list[Unit]]]:
        rows = {row.id: row for row in self._edition.documents}
        named = [rows[name] for name in self._alignment.witnesses if name in rows]
        placed = [row for row in named if row.source is not None and row.span is not None]
        records = [record_of(self._edition, row) for row in placed]
        return [(record, list(_units(record))) for record in records]

    def relation(self, passages: Sequence[Passage]) -> tuple[Relation, str | None, tuple[str, ...]]:
        """How passages of two records or more relate, what their matter is, and why."""
        texts = {record.name: record.text for record, _ in self._cuts}
        units = {
            record.name: [u for u in here if _within_any(u, record.name, passages)]
            for record, here in self._cuts
        }
        heard = heard_in_all([here for _, here in self._cuts])
        judged = relate(passages, texts, units, heard)
        return judged.relation, judged.matter, judged.because

    def silence(self, passage: Passage, groups: Sequence[Group]) -> Silence:
        """What the other records' silence means where only one has a passage."""
        return silence_of(passage, self._cuts, groups)


def _units(record: Record) -> list[Unit]:
    """The units of a record without those that begin in an aside."""
    return [
        unit
        for unit in units_of(record.text, record.span)
        if not any(aside.start <= unit.start < aside.end for aside in record.asides)
    ]


def _within_any(unit: Unit, name: str, passages: Sequence[Passage]) -> bool:
    """Whether a unit shares words with one of the passages of its record."""
    return any(p.document == name and unit.start < p.end and p.start < unit.end for p in passages)
