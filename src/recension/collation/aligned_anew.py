"""The synopses of an edition made anew with sentence vectors, its events as they are."""

from __future__ import annotations

from dataclasses import replace

from recension.collation.alignment import align
from recension.collation.meaning import Vectors
from recension.collation.record_of_document import Records
from recension.model.edition import Edition, Entry
from recension.model.values import Alignment


def aligned_anew(edition: Edition, alignment: Entry[Alignment], vectors: Vectors) -> Edition:
    """Set the records of one alignment side by side again; nobody asks if they are of one event.

    Args:
        edition: with its events and alignments.
        alignment: one of them; the editor's decisions on its rows are not carried out yet.
        vectors: what gives sentences vectors.
    """
    records = Records(edition)
    rows = {row.id: row for row in edition.documents}
    placed = [records.of(rows[name]) for name in alignment.value.witnesses]
    found = align(placed, alignment.value.event, known=True, vectors=vectors)
    made = (
        replace(row, value=found) if row.id == alignment.id else row for row in edition.alignments
    )
    return replace(edition, alignments=tuple(made))
