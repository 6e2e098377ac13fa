"""The synopsis of an event: its records in columns, what they share in rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from recension.model.edition import Entry
from recension.model.span import Span
from recension.model.synopsis import Speech, Synopsis, Witnessed
from recension.model.values import Alignment, Event, Group, Only, Passage, Testimonium
from recension.publication.site.markup import inline
from recension.publication.site.volume import Volume
from recension.publication.synopsis_strip import Strip, row_names, strips_of
from recension.publication.wording import (
    CLAIMS,
    RELATIONS,
    SILENCES,
    date_words,
    event_words,
    sentence_vectors_words,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A record; without an address where it is not printed here."""

    id: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What the records say on one matter: a cell of passages for each column."""

    id: str
    relation: str
    said: str
    label: str | None
    sure: int | None
    because: tuple[str, ...]
    cells: tuple[tuple[Quoted, ...], ...]
    speakers: tuple[str, ...] = ()
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage with a link to where it stands."""

    html: Markup
    address: str


@dataclass(frozen=True, slots=True)
class Table:
    """A whole synopsis; ``model`` says in words which sentence model had a vote."""

    id: str
    event: str | None
    title: str
    date: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    strips: tuple[Strip, ...] = ()
    model: str | None = None

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """The kinds of rows that there are, in words, and how many of each."""
        counts = Counter(row.relation for row in self.rows)
        return [(kind, words, counts[kind]) for kind, words in _KINDS.items() if counts[kind]]

    def said(self, kind: str) -> str:
        """What a kind of row says, in words."""
        return _KINDS.get(kind, kind)

    @property
    def speakers(self) -> list[str]:
        """Who speaks in it, in the order of the alphabet."""
        return sorted({name for row in self.rows for name in row.speakers})


_KINDS = {
    **RELATIONS,
    "only": "In one record only",
    "testimony": "What notes say of other records",
}


def table(volume: Volume, entry: Entry[Alignment]) -> Table:
    """Make the table of one alignment."""
    alignment = entry.value
    witnesses = alignment.witnesses
    event = next((e for e in volume.edition.events if e.id == alignment.event), None)
    absent = _absent(volume, alignment.event, witnesses)
    sigla = {document: siglum for siglum, document in _printed(volume, alignment.event).items()}
    columns = [_column(volume, name, sigla.get(name)) for name in witnesses]
    columns += [
        Column(name, f"{name}: {_name(event, name)} (not printed here)", None) for name in absent
    ]
    keyed = [(_group_key(g, witnesses), _group_row(volume, g, witnesses, absent)) for g in
             alignment.groups]  # fmt: skip
    keys = [(g, _group_key(g, witnesses)) for g in alignment.groups]
    keyed += [
        (_only_key(o, witnesses, keys), _only_row(volume, o, n, witnesses, len(absent)))
        for n, o in enumerate(alignment.only)
    ]
    keyed += _testimonia(volume, alignment.event, witnesses, absent)
    keyed.sort(key=lambda pair: pair[0])
    shifted = _shifted(volume, alignment)
    heard = _heard(shifted)
    rows = [
        replace(row, speakers=heard.get(row.id, ()), because=_in_sigla(row.because, sigla))
        for _, row in keyed
    ]
    title = event_words(event.value.label) if event else " / ".join(c.title for c in columns[:3])
    date = date_words(event.value.date) if event else None
    mark = alignment.sentence_vectors
    model = sentence_vectors_words(mark) if mark else None
    return Table(entry.id, alignment.event, title, date, tuple(columns), tuple(rows),
                 tuple(strips_of(shifted)), model)  # fmt: skip


def _shifted(volume: Volume, alignment: Alignment) -> Synopsis:
    """The alignment with each record counted from its own beginning, for strips and speakers."""
    starts = {name: row.span.start for name in alignment.witnesses
              if (row := volume.documents.get(name)) and row.source and row.span}  # fmt: skip
    records = tuple(
        Witnessed(name, volume.titles[name], volume.edition.words(volume.documents[name]))
        for name in starts
    )
    groups = tuple(
        replace(g, passages=tuple(replace(p, start=p.start - starts[p.document],
                                          end=p.end - starts[p.document])
                                  for p in g.passages if p.document in starts))
        for g in alignment.groups
    )  # fmt: skip
    only = tuple(replace(o, start=o.start - starts[o.document], end=o.end - starts[o.document])
                 for o in alignment.only if o.document in starts)  # fmt: skip
    speeches = tuple(_speeches(volume, starts))
    return Synopsis(replace(alignment, groups=groups, only=only), records, None, speeches)


def _speeches(volume: Volume, starts: dict[str, int]) -> Iterator[Speech]:
    for row in volume.edition.utterances:
        speaker = volume.names.get(row.value.speaker or "")
        for name, start in starts.items() if speaker and row.span else ():
            record = volume.documents[name]
            here = record.span if row.source == record.source else None
            if here and row.span and speaker and row.span.within(here):
                yield Speech(name, row.span.start - start, row.span.end - start, speaker)


def _heard(shifted: Synopsis) -> dict[str, tuple[str, ...]]:
    """Who speaks in each row, by the row's id."""
    rows: list[Group | Only] = [*shifted.alignment.groups, *shifted.alignment.only]
    names = row_names(shifted)
    return {names[id(row)]: shifted.speakers(row) for row in rows}


def _column(volume: Volume, document: str, siglum: str | None) -> Column:
    there = document in volume.documents
    address = f"../documents/{document}.html" if there else None
    title = volume.titles.get(document, document)
    return Column(document, f"{siglum}: {title}" if siglum else title, address)


def _in_sigla(because: tuple[str, ...], sigla: dict[str, str]) -> tuple[str, ...]:
    """Reasons with the records' sigla instead of their ids."""
    if not sigla:
        return because
    ids = re.compile(rf"\b(?:{'|'.join(map(re.escape, sigla))})\b")
    return tuple(ids.sub(lambda found: sigla[found[0]], reason) for reason in because)


def _absent(volume: Volume, event: str | None, witnesses: tuple[str, ...]) -> list[str]:
    """The sigla of those witnesses of an event whose own words do not stand in this synopsis."""
    printed = [s for s, document in _printed(volume, event).items() if document in witnesses]
    found = [t for t in volume.edition.testimonia if event and t.value.event == event]
    return list(dict.fromkeys(t.value.witness for t in found if t.value.witness not in printed))


def _printed(volume: Volume, event: str | None) -> dict[str, str]:
    """Siglum → document of the witnesses of an event that are printed here."""
    entry = next((e for e in volume.edition.events if e.id == event), None)
    witnesses = entry.value.witnesses if entry else ()
    return {w.siglum: w.document for w in witnesses if w.document}


def _group_key(group: Group, witnesses: tuple[str, ...]) -> tuple[int, int]:
    """By place in the first witness; a group that it lacks comes by place in the next."""
    best = min(((witnesses.index(p.document), p.start) for p in group.passages
                if p.document in witnesses), default=(0, 0))  # fmt: skip
    return (best[1], 0) if best[0] == 0 else (10**9 + best[1], best[0])


def _only_key(
    only: Only, witnesses: tuple[str, ...], groups: list[tuple[Group, tuple[int, int]]]
) -> tuple[int, int]:
    """Right after the last shared passage before it in its own record."""
    if witnesses and only.document == witnesses[0]:
        return (only.start, 0)
    best, key = -1, (-1, 1)
    for group, place in groups:
        for passage in group.passages:
            if passage.document == only.document and best < passage.start <= only.start:
                best, key = passage.start, (place[0], 1 + only.start)
    return key if best >= 0 else (-1, 1 + only.start)


def _group_row(volume: Volume, group: Group, witnesses: tuple[str, ...], absent: list[str]) -> Row:
    cells = tuple(
        tuple(_quoted(volume, p) for p in group.passages if p.document == name)
        for name in witnesses
    ) + ((),) * len(absent)
    said = RELATIONS[group.relation]
    return Row(group.id, group.relation, said, group.label, round(100 * group.confidence),
               group.because, cells, proposal=group.proposal)  # fmt: skip


def _only_row(
    volume: Volume, only: Only, number: int, witnesses: tuple[str, ...], absent: int
) -> Row:
    passage = Passage(only.document, only.start, only.end)
    cells = tuple(
        (_quoted(volume, passage),) if name == only.document else () for name in witnesses
    )
    sure = only.confidence if only.silence == "omitted" else None
    said = None if sure is None else round(100 * sure)
    return Row(f"o{number + 1}", "only", SILENCES[only.silence], None, said, only.because,
               cells + ((),) * absent, proposal=only.proposal)  # fmt: skip


def _name(event: Entry[Event] | None, siglum: str) -> str:
    """What a witness that is not printed is called in the notes."""
    witnesses = event.value.witnesses if event else ()
    return next((w.name for w in witnesses if w.siglum == siglum and w.name), siglum)


def _testimonia(
    volume: Volume, event: str | None, witnesses: tuple[str, ...], absent: list[str]
) -> list[tuple[tuple[int, int], Row]]:
    """What notes say of records that are not printed: a row for each note, at the passage meant."""
    of_note: dict[str, list[Entry[Testimonium]]] = {}
    for entry in volume.edition.testimonia:
        if event and entry.value.event == event:
            of_note.setdefault(entry.value.note or entry.id, []).append(entry)
    return [
        (_testimony_key(volume, told[0], witnesses), _testimony(volume, told, witnesses, absent))
        for told in of_note.values()
    ]


def _testimony_key(
    volume: Volume, entry: Entry[Testimonium], witnesses: tuple[str, ...]
) -> tuple[int, int]:
    about = _passage_meant(volume, entry, witnesses)
    if about is None:
        return (2 * 10**9, entry.span.start if entry.span else 0)
    at = witnesses.index(about.document)
    return (about.start, 2) if at == 0 else (10**9 + about.start, at)


def _passage_meant(
    volume: Volume, entry: Entry[Testimonium], witnesses: tuple[str, ...]
) -> Passage | None:
    """The passage of a printed record that a testimonium is about."""
    about = entry.value.about
    for name in witnesses if about else ():
        row = volume.documents.get(name)
        if row and row.source == entry.source and row.span and about and about.within(row.span):
            return Passage(name, about.start, about.end)
    return None


def _testimony(
    volume: Volume,
    told: list[Entry[Testimonium]],
    witnesses: tuple[str, ...],
    absent: list[str],
) -> Row:
    """What one note says of one or more absent records, beside the passage that it is a note to."""
    cells: list[tuple[Quoted, ...]] = [()] * (len(witnesses) + len(absent))
    about = _passage_meant(volume, told[0], witnesses)
    if about is not None:
        cells[witnesses.index(about.document)] = (_quoted(volume, about),)
    for entry in told:
        cell = _cell(volume, entry.value, witnesses, absent)
        cells[cell] = (*cells[cell], *_told(volume, entry))
    event = next((e for e in volume.edition.events if e.id == told[0].value.event), None)
    claims = dict.fromkeys(f"{_name(event, t.value.witness)} {CLAIMS[t.value.claim]}" for t in told)
    said = f"By a note: {'; '.join(claims)}"
    sure = round(100 * min(entry.confidence for entry in told))
    because = tuple(dict.fromkeys(reason for entry in told for reason in entry.because))
    return Row(told[0].id, "testimony", said, None, sure, because, tuple(cells))


def _cell(volume: Volume, told: Testimonium, witnesses: tuple[str, ...], absent: list[str]) -> int:
    document = _printed(volume, told.event).get(told.witness)
    if document in witnesses:
        return witnesses.index(document)
    return len(witnesses) + absent.index(told.witness)


def _told(volume: Volume, entry: Entry[Testimonium]) -> tuple[Quoted, ...]:
    if not entry.source or not entry.span:
        return ()
    html = inline(volume.texts[entry.source].text, entry.span)
    address = f"../{volume.anchors.at(entry.source, entry.span.start)}"
    if entry.value.note in volume.note_home:
        address = f"../{volume.note_home[entry.value.note]}#{entry.value.note}"
    return (Quoted(html, address),)


def _quoted(volume: Volume, passage: Passage) -> Quoted:
    entry = volume.documents.get(passage.document)
    if entry is None or entry.source is None:
        return Quoted(Markup(), "#")
    span = Span(passage.start, passage.end)
    marks = list(volume.marks[entry.source].near(span))
    html = inline(volume.texts[entry.source].text, span, marks)
    return Quoted(html, f"../{volume.anchors.at(entry.source, passage.start)}")
