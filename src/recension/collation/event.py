"""Which records of an edition report one event, and their synopsis.

A wrong marriage is worse than a missed one: two records are joined only if they name the same day,
contradict each other in nothing that their heads say, and are shown by their own words to report
the same matters. The editor can join more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from recension.collation.alignment import align
from recension.collation.record import Record
from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Alignment, Document, Event, Witness

_RECORDS = frozenset(("record", "minutes", "memorandum", "report"))
_SURE = 0.5
_LEAST_SURE = 4
_LEAST_SHARE = 0.15
_LEAST_BY_HEADS = 2
"""Sure passages that are enough where the heads themselves say that it is one meeting."""
_TOGETHER = 3
"""Persons present by both heads that, at one hour, are one meeting's."""
_MOST_A_DAY = 12
"""Records of one day that are compared: more of them are a chronicle, not one meeting's."""
_RUN, _COPY = 5, 0.5
"""Words in a run, and the share of shared runs from which two documents are copies of one text."""
_SIGLA = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Row = Entry[Document]


def events_of(edition: Edition) -> Edition:
    """Add to an edition the events that several of its records report, and their alignments.

    Args:
        edition: with its documents; events that it has already are kept.

    Returns:
        the edition with events, alignments, and the records' ``event`` filled; the very same
        edition where no two records can be joined.
    """
    parties = [party for party in _parties(edition) if len(party) > 1]
    if not parties:
        return edition
    events, alignments, of_document = list(edition.events), list(edition.alignments), {}
    for party in parties:
        name = f"e{len(events) + 1}"
        aligned = align([_record(edition, row) for row in party], event=name)
        events.append(Entry(name, _event(party), because=_because(party, aligned)))
        alignments.append(Entry(f"a{len(alignments) + 1}", aligned))
        of_document.update({row.id: name for row in party})
    documents = tuple(
        replace(row, value=replace(row.value, event=of_document[row.id]))
        if row.id in of_document
        else row
        for row in edition.documents
    )
    return replace(edition, documents=documents, events=tuple(events), alignments=tuple(alignments))


def _parties(edition: Edition) -> list[list[Row]]:
    """Records joined where every one is married to every other of its party."""
    rows = [row for row in edition.documents if _may_report(row)]
    married = {(a.id, b.id) for a, b in _of_one_day(rows) if _married(edition, a, b)}
    parties: list[list[Row]] = []
    for row in rows:
        for party in parties:
            if all((other.id, row.id) in married for other in party):
                party.append(row)
                break
        else:
            parties.append([row])
    return parties


def _of_one_day(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of records that name the same day, each once; a day with too many is no event's."""
    days: dict[str, list[Row]] = {}
    for row in rows:
        for day in _days(row.value):
            days.setdefault(day, []).append(row)
    pairs = {
        (first.id, second.id): (first, second)
        for records in days.values()
        if len(records) <= _MOST_A_DAY
        for first, second in combinations(records, 2)
    }
    yield from pairs.values()


def _may_report(row: Row) -> bool:
    value = row.value
    placed = row.source is not None and row.span is not None
    return placed and value.kind in _RECORDS and value.event is None and value.date is not None


def _married(edition: Edition, first: Row, second: Row) -> bool:
    if not _heads_fit(first, second) or _are_copies(edition, first, second):
        return False
    return _matters_fit(edition, first, second)


def _are_copies(edition: Edition, first: Row, second: Row) -> bool:
    """Whether two documents are copies of one text: these are collated, not set side by side."""
    one, other = (_runs_of_words(edition.words(row)) for row in (first, second))
    return len(one & other) > _COPY * max(1, min(len(one), len(other)))


def _runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _heads_fit(first: Row, second: Row) -> bool:
    if _days(first.value).isdisjoint(_days(second.value)):
        return False
    one, other = first.value, second.value
    places = {place.casefold() for place in (one.place, other.place) if place is not None}
    present = set(one.participants) & set(other.participants)
    strangers = bool(one.participants and other.participants) and not present
    return len(places) < 2 and not strangers


def _days(document: Document) -> frozenset[str]:
    """The days that a date names; none where it is no more than a month or a year."""
    ends = [end.split("T")[0] for end in (document.date or "").split("/")]
    return frozenset(end for end in ends if len(end) == len("1946-05-27"))


def _matters_fit(edition: Edition, first: Row, second: Row) -> bool:
    """Whether several sure passages below the heads, and enough of a record, stand together."""
    records = [_record(edition, row) for row in (first, second)]
    aligned = align(records)
    sure = [g for g in aligned.groups if g.confidence >= _SURE and _is_body(g.because)]
    shares = [
        sum(p.end - p.start for g in aligned.groups for p in g.passages if p.document == r.name)
        / max(1, len(r.span))
        for r in records
    ]
    if _heads_agree(first.value, second.value) and len(sure) >= _LEAST_BY_HEADS:
        return True
    return len(sure) >= _LEAST_SURE and max(shares) >= _LEAST_SHARE


def _heads_agree(one: Document, other: Document) -> bool:
    """Whether both heads name the same day and hour and several of the same persons.

    A brief record and one in dialogue share few words even of the same meeting.
    """
    hour = one.date is not None and "T" in one.date and one.date == other.date
    return hour and len(set(one.participants) & set(other.participants)) >= _TOGETHER


def _is_body(because: Sequence[str]) -> bool:
    return not any("heads of their records" in reason for reason in because)


def _record(edition: Edition, row: Row) -> Record:
    assert row.source is not None
    assert row.span is not None
    damage = tuple(
        entry.span
        for entry in edition.damage
        if entry.source == row.source and entry.span is not None
    )
    return Record(
        row.id,
        edition.source_by_id[row.source].text,
        _without_notes(edition, row, row.span),
        damage,
        cut=row.value.lost in ("end", "both"),
        asides=_notes_within(edition, row, row.span),
    )


def _notes_within(edition: Edition, row: Row, span: Span) -> tuple[Span, ...]:
    """The bodies of notes that stand inside a record: its editor's words, not its recorder's."""
    return tuple(
        note.value.body
        for note in edition.notes
        if note.source == row.source
        and note.value.body
        and note.value.body.within(span)
        and not (note.value.label or "").startswith("*")  # transposition marks look like notes
    )


def _without_notes(edition: Edition, row: Row, span: Span) -> Span:
    """The record up to the notes that stand at its end."""
    end = span.end
    for body in sorted(_notes_within(edition, row, span), reverse=True):
        if end - body.end > 8:
            break
        end = body.start
    return Span(span.start, max(end, span.start))


def _event(party: Sequence[Row]) -> Event:
    first = party[0].value
    place = next((row.value.place for row in party if row.value.place is not None), None)
    present = dict.fromkeys(p for row in party for p in row.value.participants)
    witnesses = tuple(
        Witness(_SIGLA[number % len(_SIGLA)], row.id, row.value.title)
        for number, row in enumerate(party)
    )
    days = sorted(set.intersection(*(set(_days(row.value)) for row in party)))
    label = f"Meeting of {days[0]}" if place is None else f"Meeting in {place}, {days[0]}"
    return Event(label, first.date if len(days) > 1 else days[0], place, tuple(present), witnesses)


def _because(party: Sequence[Row], aligned: Alignment) -> tuple[str, ...]:
    return (
        "the records name the same day",
        f"{len(aligned.groups)} passages of theirs report the same",
    )
