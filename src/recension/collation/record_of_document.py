"""A document of an edition as alignment sees it: without its notes, with its damage."""

from __future__ import annotations

from recension.collation.record import Record
from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Document

_NEAR = 8  # code points between a record's last words and the notes at its end


def record_of(edition: Edition, row: Entry[Document]) -> Record:
    """The record that a document is.

    Args:
        edition: with the damage and the notes of its source.
        row: a document that stands somewhere.

    Raises:
        ValueError: it stands nowhere.
    """
    if row.source is None or row.span is None:
        raise ValueError(f"{row.id} stands nowhere")
    asides = _notes_within(edition, row, row.span)
    damage = (entry.span for entry in edition.damage if entry.source == row.source)
    return Record(
        row.id,
        edition.source_by_id[row.source].text,
        _without_notes(row.span, asides),
        tuple(span for span in damage if span is not None),
        cut=row.value.lost in ("end", "both"),
        asides=asides,
    )


def _notes_within(edition: Edition, row: Entry[Document], span: Span) -> tuple[Span, ...]:
    """The bodies of notes that stand inside a record: its editor's words, not its recorder's."""
    return tuple(
        note.value.body
        for note in edition.notes
        if note.source == row.source
        and note.value.body
        and note.value.body.within(span)
        and not (note.value.label or "").startswith("*")  # transposition marks look like notes
    )


def _without_notes(span: Span, notes: tuple[Span, ...]) -> Span:
    """The record up to the notes that stand at its end."""
    end = span.end
    for body in sorted(notes, reverse=True):
        if end - body.end > _NEAR:
            break
        end = body.start
    return Span(span.start, max(end, span.start))
