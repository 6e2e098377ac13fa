"""Witnesses that are not printed: what notes say of them gives each a siglum in its event.

A record that only notes cite is a witness in fragments. It belongs to the event of the record
above the note; a record that an essay speaks of belongs to the only event that has such a record.
Letters, telegrams and memoranda that were sent to somebody are no such record: their notes cite the
records of all that they mention. A testimony set to the wrong event is worse than one that stands
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recension.collation.event import event_label
from recension.collation.meeting import keeps_a_meeting, may_report
from recension.collation.witness_name import holders_of, words_of
from recension.model.edition import Edition, Entry
from recension.model.values import Alignment, Document, Event, Testimonium, Witness
from recension.vocabularies.events import event_words
from recension.vocabularies.names.name_key import name_key
from recension.vocabularies.places import gazetteer

_NO_RECORDS = frozenset(
    (
        *("essay", "editorial-note", "heading-matter", "notes"),
        *("contents", "persons", "abbreviations", "index"),
    )
)
_OF_ITSELF = frozenset(("record", "minutes"))
_LOOSE = frozenset(("fragment", "document"))
_OTHER = re.compile(r" of an? \w+$")
_PRIVATE = frozenset(("diary", "journal", "memoir", "memoirs", "recollections"))
_DAY = len("1946-05-27")


def with_absent_witnesses(edition: Edition) -> Edition:
    """Give the testimonia of an edition their events, and the events the records they tell of.

    Args:
        edition: with its testimonia, their ``witness`` still the name by which notes call it, and
            the events that its own records report.

    Returns:
        the edition with each testimonium's ``event`` and ``witness`` (a siglum) where the event is
        known, its events with all their witnesses, and an event for every record whose notes cite
        another of the same meeting; the very same edition where nothing is cited.
    """
    if not edition.testimonia:
        return edition
    events = _Events(edition)
    testimonia = [events.placed(entry) for entry in edition.testimonia if entry.value.note]
    testimonia += [events.placed(entry) for entry in edition.testimonia if not entry.value.note]
    order = {entry.id: number for number, entry in enumerate(edition.testimonia)}
    return replace(
        edition,
        testimonia=tuple(sorted(testimonia, key=lambda entry: order[entry.id])),
        events=tuple(events.events.values()),
        alignments=(*edition.alignments, *events.alignments),
        documents=tuple(events.of_its_event(row) for row in edition.documents),
    )


@dataclass
class _Events:
    """The events of an edition while testimonia are set to them."""

    edition: Edition
    events: dict[str, Entry[Event]] = field(init=False)
    alignments: list[Entry[Alignment]] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.edition.events}
        self._documents = {row.id: row for row in self.edition.documents}
        self._hosts = {note.id: note.value.document for note in self.edition.notes}
        self._cited = {entry.value.witness for entry in self.edition.testimonia}
        self._sides: dict[str, frozenset[str]] = {}
        for row in self.edition.roles:
            if row.value.kind == "present" and row.value.side in gazetteer().adjectives:
                surname = name_key(row.value.name)[0]
                known = self._sides.get(surname, frozenset())
                self._sides[surname] = known | {row.value.side or ""}

    def of_its_event(self, row: Entry[Document]) -> Entry[Document]:
        """A document, with the event that was made for it."""
        event = self.made.get(row.id)
        return replace(row, value=replace(row.value, event=event)) if event else row

    def placed(self, entry: Entry[Testimonium]) -> Entry[Testimonium]:
        """A testimonium with its event and siglum, as far as they are known."""
        name = self._event_of(entry)
        if name is None:
            return entry
        siglum = self._siglum(name, self._by_side(entry.value.witness))
        return replace(entry, value=replace(entry.value, event=name, witness=siglum))

    def _by_side(self, witness: str) -> str:
        """A person's record under its side's name, where notes cite it by both.

        *Radev's record* and *the Bulgarian record* are one where Radev sat there for Bulgaria.
        """
        noun, of, person = witness.partition(" of ")
        sides = self._sides.get(name_key(person)[0], frozenset()) if of else frozenset()
        cited = [f"{side} {noun}" for side in sorted(sides) if f"{side} {noun}" in self._cited]
        return f"{cited[0]} ({person})" if len(cited) == 1 else witness

    def _event_of(self, entry: Entry[Testimonium]) -> str | None:
        host = self._documents.get(self._hosts.get(entry.value.note or "") or "")
        if host is None or host.value.kind in _NO_RECORDS or entry.value.note is None:
            return self._only_event_with(entry)
        name = host.value.event or self.made.get(host.id)
        if _is_of_another(entry.value.witness) or self._is_of_another_day(entry, host, name):
            return None
        makes = may_report(host) or host.value.kind in _LOOSE
        return name or (self._make(host) if makes else None)

    def _is_of_another_day(
        self, entry: Entry[Testimonium], host: Entry[Document], name: str | None
    ) -> bool:
        """Whether a statement names days and none of them is its record's or its event's."""
        ours = {(host.value.date or "")[:_DAY]}
        if name is not None:
            ours |= {end[:_DAY] for end in (self.events[name].value.date or "").split("/")}
        days = _days_in(self.edition, [entry])
        return bool(days) and host.value.kind in _OF_ITSELF and not ours & set(days)

    def _only_event_with(self, entry: Entry[Testimonium]) -> str | None:
        """The event that has such a record; the day decides between several, if one is named."""
        fits = [e for e in self.events.values() if _witness(e.value, entry.value.witness)]
        days = _days_in(self.edition, [entry])
        if days:
            fits = [e for e in fits if e.value.date and e.value.date[:10] in days]
        return fits[0].id if len(fits) == 1 else None

    def _make(self, host: Entry[Document]) -> str:
        name = f"e{len(self.events) + 1}"
        told = [
            t for t in self.edition.testimonia if self._hosts.get(t.value.note or "") == host.id
        ]
        value = _event(host, _days_in(self.edition, told))
        because = ("notes of its record cite others of the same meeting",)
        sure = max(entry.confidence for entry in told)
        self.events[name] = Entry(name, value, confidence=sure, because=because)
        self.made[host.id] = name
        number = len(self.edition.alignments) + len(self.alignments) + 1
        self.alignments.append(Entry(f"a{number}", Alignment(name, (host.id,))))
        return name

    def _name_in_full(self, name: str, known: Witness, witness: str) -> None:
        """Call an absent witness by the name that has more of its holders."""
        if known.extant or len(holders_of(witness)) <= len(holders_of(known.name or "")):
            return
        entry = self.events[name]
        fuller = replace(known, name=witness)
        witnesses = tuple(fuller if w is known else w for w in entry.value.witnesses)
        self.events[name] = replace(entry, value=replace(entry.value, witnesses=witnesses))

    def _siglum(self, name: str, witness: str) -> str:
        entry = self.events[name]
        there = _witness(entry.value, witness)
        if there is not None:
            self._name_in_full(name, there, witness)
            return there.siglum
        new = Witness(
            _free_siglum(entry.value.witnesses, holders_of(witness)[0]), None, witness, False
        )
        value = replace(entry.value, witnesses=(*entry.value.witnesses, new))
        self.events[name] = replace(entry, value=value)
        return new.siglum


def _event(host: Entry[Document], days: Sequence[str]) -> Event:
    """An event that one printed record reports; its date is never that of a later report."""
    document = host.value
    held = document.kind in _OF_ITSELF or keeps_a_meeting(host)
    date = days[0] if len(days) == 1 else document.date if held else None
    if date and "X" in date:
        date = None
    place = document.place if held else None
    label = event_label([host], place, date[:_DAY] if date else None)
    witness = Witness("A", host.id, document.title)
    return Event(label, date, place, document.participants, (witness,))


def _is_of_another(witness: str) -> bool:
    """Whether a record is of some other talk: *a transcript of their conversation*."""
    return _OTHER.search(witness) is not None


def _days_in(edition: Edition, entries: Iterable[Entry[Testimonium]]) -> list[str]:
    """The days that statements name, each once."""
    spans = [(entry.source, entry.span) for entry in entries]
    days = [
        date.value.edtf
        for date in edition.dates
        for source, span in spans
        if date.source == source and date.span and span and date.span.within(span)
    ]
    return list(dict.fromkeys(day for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day)))


def _witness(event: Event, name: str) -> Witness | None:
    """The witness of an event that a name means: one of that name, or a record of that holder."""
    holders, side = holders_of(name), " of " not in name
    for witness in event.witnesses:
        absent = witness.name if not witness.extant else None
        if absent and set(holders) & set(holders_of(absent)) and _kind(absent) == _kind(name):
            return witness
        if (
            witness.name
            and witness.extant
            and any(_is_of(witness.name, h, side=side) for h in holders)
        ):
            return witness
    return None


def _kind(name: str) -> str:
    """What kind of record a name means: a diary or memoirs are no other record of that person's."""
    found = [word for word in words_of(name) if word in _PRIVATE]
    return found[0] if found else "record"


def _is_of(title: str, holder: str, *, side: bool) -> bool:
    """Whether a title gives its record to a holder: its side, or the person at its end.

    Who met is named in titles as well: *Record of Conversation of A with B* is neither's.
    """
    if side:
        return holder in words_of(title)
    who = event_words().meetings.search(title) is None and title.endswith(holder)
    return who and event_words().records.search(title) is not None


def _free_siglum(witnesses: Sequence[Witness], holder: str) -> str:
    """The first letters of a holder that no other witness of the event has."""
    taken: Mapping[str, Witness] = {witness.siglum: witness for witness in witnesses}
    letters = "".join(words_of(holder)) or "W"
    for length in range(1, len(letters) + 1):
        siglum = letters[:length].capitalize()
        if siglum not in taken:
            return siglum
    return f"{letters.capitalize()}{len(taken)}"
