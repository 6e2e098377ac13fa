"""A document of an edition as alignment sees it: without its notes, with its damage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recension.collation.placed_rows import PlacedRows
from recension.collation.record import Record
from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Damage, Document, Note, RunningHead

_NEAR = 8  # code points between a record's last words and the notes at its end
_OF_NOTES = "missing-notes"  # says that notes are lost, and nothing of the record's own words


class Records:
    """The documents of one edition as alignment sees them."""

    def __init__(self, edition: Edition) -> None:
        """Index what stands inside documents."""
        self._texts = {source: row.text for source, row in edition.source_by_id.items()}
        self._damage: PlacedRows[Damage] = PlacedRows(edition.damage)
        self._notes: PlacedRows[Note] = PlacedRows(edition.notes)
        self._heads: PlacedRows[RunningHead] = PlacedRows(edition.running_heads)

    def of(self, row: Entry[Document]) -> Record:
        """The record that a document is.

        Args:
            row: a document that stands somewhere.

        Raises:
            ValueError: it stands nowhere.
        """
        if row.source is None or row.span is None:
            raise ValueError(f"{row.id} stands nowhere")
        asides = self._asides(row, row.source, row.span)
        return Record(
            row.id,
            self._texts[row.source],
            _without_notes(row.span, asides),
            tuple(self._hurt(row.source, row.span, asides)),
            cut=row.value.lost in ("end", "both"),
            asides=asides,
        )

    def _asides(self, row: Entry[Document], source: str, span: Span) -> tuple[Span, ...]:
        """What stands inside a record and is its editor's: notes, page heads, where it lies."""
        notes = (
            note.value.body
            for note in self._notes.within(source, span)
            if note.value.body
            and note.value.body.within(span)
            and not (note.value.label or "").startswith("*")  # transposition marks look like notes
        )
        heads = (head.span for head in self._heads.within(source, span) if head.span is not None)
        line = row.value.source_line
        lines = (line,) if line and line.within(span) else ()
        return tuple(sorted((*notes, *heads, *lines)))

    def _hurt(self, source: str, span: Span, asides: Sequence[Span]) -> Iterator[Span]:
        """The damage to the record's own words; what a note of its editor lost is not its own."""
        for row in self._damage.within(source, span):
            hurt = row.span
            if hurt is None or row.value.kind == _OF_NOTES:
                continue
            if not any(aside.start < hurt.start and hurt.end < aside.end for aside in asides):
                yield hurt


def record_of(edition: Edition, row: Entry[Document]) -> Record:
    """The record that a document is.

    Args:
        edition: with the damage and the notes of its source.
        row: a document that stands somewhere.

    Raises:
        ValueError: it stands nowhere.
    """
    return Records(edition).of(row)


def _without_notes(span: Span, asides: Sequence[Span]) -> Span:
    """The record up to the notes that stand at its end."""
    end = span.end
    for body in sorted(asides, reverse=True):
        if end - body.end > _NEAR:
            break
        end = body.start
    return Span(span.start, max(end, span.start))
