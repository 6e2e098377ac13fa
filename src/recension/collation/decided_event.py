"""Events whose records an editor joined or parted: made anew, and their records set side by side.

What the editor joined is aligned as any other event's records, but nobody asks again whether it is
one event. When unsure of the date or place of such an event, it has none: records that an editor
joins may name different days, and no head of theirs is more right than the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from recension.collation.alignment import align
from recension.collation.meaning import Vectors
from recension.collation.record_of_document import Records
from recension.model.edition import Edition, Entry
from recension.model.party import Party
from recension.model.values import Alignment, Document, Event, Witness

_SIGLA = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Row = Entry[Document]
Decide = Callable[[Sequence[Party]], Sequence[Party]]


def with_decided_events(
    edition: Edition, decide: Decide, vectors: Vectors | None = None
) -> Edition:
    """Let an editor join and part the records of events.

    Args:
        edition: with the events that were found and their alignments.
        decide: gives the parties as decided, from those that were found.
        vectors: what gives sentences vectors, where these are to have a vote.

    Returns:
        the edition with events and alignments made anew where the parties are others; events that
        no decision touches stay as they are, the very same edition where none is touched.
    """
    rows = {row.id: row for row in edition.documents}
    found = {event.id: _party(event, rows) for event in edition.events}
    decided = [party for party in decide(list(found.values())) if len(party.records) > 1]
    if decided == list(found.values()):
        return edition
    events = {event.id: event for event in edition.events}
    aligned = {row.value.event: row.value for row in edition.alignments}
    made: list[tuple[Event, tuple[str, ...], Alignment]] = []
    for party in decided:
        name = next((name for name, old in found.items() if old.records == party.records), None)
        if name is not None and name in aligned:
            made.append((*_confirmed(events[name], party), aligned[name]))
        else:
            made.append(_made(edition, party, vectors))
    return _with_events(edition, made)


def _party(event: Entry[Event], rows: dict[str, Row]) -> Party:
    return Party(tuple(rows[w.document] for w in event.value.witnesses if w.document in rows))


def _confirmed(event: Entry[Event], party: Party) -> tuple[Event, tuple[str, ...]]:
    """An event of the same records as before, with the name and the reasons that it got."""
    label = party.label or event.value.label
    value = replace(event.value, label=label, proposal=party.proposal)
    return value, tuple(dict.fromkeys((*party.because, *event.because)))


def _made(
    edition: Edition, party: Party, vectors: Vectors | None
) -> tuple[Event, tuple[str, ...], Alignment]:
    placed = [row for row in party.records if row.source is not None and row.span is not None]
    records = Records(edition)
    aligned = align([records.of(row) for row in placed], known=True, vectors=vectors)
    told = f"{len(aligned.groups)} passages of theirs report the same"
    return _event(party), (*party.because, told), aligned


def _event(party: Party) -> Event:
    values = [row.value for row in party.records]
    dates = {value.date for value in values if value.date}
    places = {value.place for value in values if value.place}
    days = {date.split("T")[0] for date in dates}
    date = min(dates) if len(dates) == 1 else min(days) if len(days) == 1 else None
    place = min(places) if len(places) == 1 else None
    witnesses = tuple(
        Witness(_SIGLA[number % len(_SIGLA)], row.id, row.value.title)
        for number, row in enumerate(party.records)
    )
    present = tuple(dict.fromkeys(p for value in values for p in value.participants))
    label = party.label or _label(values, date, place)
    return Event(label, date, place, present, witnesses, party.proposal)


def _label(values: Sequence[Document], date: str | None, place: str | None) -> str:
    if date is not None:
        day = date.split("T")[0]
        return f"Meeting of {day}" if place is None else f"Meeting in {place}, {day}"
    title = next((" ".join(v.title.split()) for v in values if v.title), None)
    return f"What “{title}” reports" if title else "An event without a date"


def _with_events(
    edition: Edition, made: Sequence[tuple[Event, tuple[str, ...], Alignment]]
) -> Edition:
    """The edition with these events and no others, numbered in their order."""
    numbered = list(enumerate(made, 1))
    home = {
        w.document: f"e{number}"
        for number, (event, _, _) in numbered
        for w in event.witnesses
        if w.document is not None
    }
    before = {event.id for event in edition.events}
    documents = tuple(_of_its_event(row, home, before) for row in edition.documents)
    return replace(
        edition,
        documents=documents,
        events=tuple(Entry(f"e{n}", event, because=why) for n, (event, why, _) in numbered),
        alignments=tuple(
            Entry(f"a{n}", replace(aligned, event=f"e{n}")) for n, (_, _, aligned) in numbered
        ),
    )


def _of_its_event(row: Row, home: Mapping[str, str], before: set[str]) -> Row:
    event = home.get(row.id, None if row.value.event in before else row.value.event)
    return row if event == row.value.event else replace(row, value=replace(row.value, event=event))
