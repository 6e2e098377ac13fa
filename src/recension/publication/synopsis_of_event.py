"""The synopsis of an event of an edition: its records, and what notes say of those not printed."""

from __future__ import annotations

from recension.model.edition import Edition, Entry
from recension.model.synopsis import (
    AbsentWitness,
    Speech,
    Statement,
    Synopsis,
    Testimony,
    Witnessed,
)
from recension.model.values import Alignment, Passage, Testimonium, Witness


def synopsis_of(edition: Edition, alignment: Alignment) -> Synopsis:
    """Put together what an alignment speaks of.

    Args:
        edition: with its events and testimonia.
        alignment: one of its alignments.

    Returns:
        records in the order of their columns, absent witnesses after them; testimonies one for each
        note, those of one note together.
    """
    event = next((row.value for row in edition.events if row.id == alignment.event), None)
    witnesses = event.witnesses if event else ()
    records = _records(edition, alignment, witnesses)
    absent = tuple(AbsentWitness(w.siglum, w.name or w.siglum) for w in witnesses if not w.extant)
    return Synopsis(
        alignment,
        records,
        event.label if event else None,
        _speeches(edition, records),
        absent,
        _testimonies(edition, alignment, records),
    )


def _records(
    edition: Edition, alignment: Alignment, witnesses: tuple[Witness, ...]
) -> tuple[Witnessed, ...]:
    rows = {row.id: row for row in edition.documents}
    sigla = {w.document: w.siglum for w in witnesses}
    return tuple(
        Witnessed(
            name,
            " ".join((rows[name].value.title or name).split()),
            edition.source_by_id[rows[name].source or ""].text,
            sigla.get(name),
            rows[name].span,
        )
        for name in alignment.witnesses
    )


def _speeches(edition: Edition, records: tuple[Witnessed, ...]) -> tuple[Speech, ...]:
    """Who speaks where, as the edition knows it, by the name that it gives them."""
    names = {row.id: row.value.name for row in edition.persons}
    inside = {record.name for record in records}
    return tuple(
        Speech(row.value.document, row.span.start, row.span.end, names[row.value.speaker])
        for row in edition.utterances
        if row.span and row.value.document in inside and row.value.speaker in names
    )


def _testimonies(
    edition: Edition, alignment: Alignment, records: tuple[Witnessed, ...]
) -> tuple[Testimony, ...]:
    of_note: dict[str, list[Entry[Testimonium]]] = {}
    for entry in edition.testimonia:
        if alignment.event and entry.value.event == alignment.event:
            of_note.setdefault(entry.value.note or entry.id, []).append(entry)
    labels = {note.id: note.value.label for note in edition.notes}
    sources = {row.id: row.source for row in edition.documents}
    return tuple(
        Testimony(
            labels.get(told[0].value.note or ""),
            _about(told[0], records, sources),
            tuple(_statement(edition, entry) for entry in told),
        )
        for told in of_note.values()
    )


def _statement(edition: Edition, entry: Entry[Testimonium]) -> Statement:
    span = entry.span
    start, end = (span.start, span.end) if span else (0, 0)
    return Statement(entry.value.witness, entry.value.claim, edition.words(entry), start, end)


def _about(
    entry: Entry[Testimonium], records: tuple[Witnessed, ...], sources: dict[str, str | None]
) -> Passage | None:
    """The passage of a printed record that a testimonium is about."""
    about = entry.value.about
    for record in records if about else ():
        if sources[record.name] == entry.source and about and about.within(record.stretch):
            return Passage(record.name, about.start, about.end)
    return None
