"""Registers of the whole edition: people, archives, dated documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from recension.model.edition import Entry
from recension.model.values import Reference
from recension.publication.site.volume import Volume, document_address
from recension.publication.wording import DOCUMENT_KINDS, date_words, reference_words, shortened


@dataclass(frozen=True, slots=True)
class Where:
    """A link to a page, and how often it is meant."""

    address: str
    title: str
    times: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and the pages that name them."""

    id: str
    name: str
    life: str | None
    variants: tuple[str, ...]
    roles: tuple[str, ...]
    places: tuple[Where, ...]


def people(volume: Volume) -> list[PersonRow]:
    """The persons in the order of the alphabet."""
    named: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for mention in volume.edition.mentions:
        if mention.source and mention.span:
            named[mention.value.person][volume.leaf_at(mention.source, mention.span.start)] += 1
    titles = _titles(volume)
    rows = []
    for person in volume.edition.persons:
        value = person.value
        life = f"{value.birth or '?'}–{value.death or ''}" if value.birth or value.death else None
        places = tuple(
            Where(f"../{address}", titles[address], times)
            for address, times in named[person.id].items()
        )
        rows.append(PersonRow(person.id, value.name, life, value.variants, value.roles, places))
    return sorted(rows, key=lambda row: (row.name.split()[-1:], row.name, row.id))


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One reference: the words of the copy and where they stand."""

    id: str
    spelt: str
    words: str
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Fond:
    """The references to one fond (or record group, or series) of a repository."""

    name: str
    rows: tuple[ReferenceRow, ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """The references to one repository."""

    name: str
    count: int
    fonds: tuple[Fond, ...]


def archives(volume: Volume) -> list[Repository]:
    """The references by repository and fond."""
    tree: defaultdict[str, defaultdict[str, list[ReferenceRow]]] = defaultdict(
        lambda: defaultdict(list)
    )
    titles = _titles(volume)
    for entry in volume.edition.references:
        if entry.source and entry.span:
            repository, fond = _shelf_of(entry.value)
            address = volume.leaf_at(entry.source, entry.span.start)
            words = shortened(volume.edition.words(entry), 240)
            spelt = reference_words(entry.value)
            place = f"../{volume.anchors.at(entry.source, entry.span.start)}"
            row = ReferenceRow(entry.id, spelt, words, place, titles[address])
            tree[repository][fond].append(row)
    return list(_repositories(tree))


def _shelf_of(value: Reference) -> tuple[str, str]:
    if value.cites == "publication":
        return "Publications", ""
    fond = f"Fond {value.fond}" if value.fond else value.series or value.file or ""
    return value.repository or "Repository not named", fond


def _repositories(
    tree: dict[str, defaultdict[str, list[ReferenceRow]]],
) -> Iterator[Repository]:
    for name in sorted(tree, key=lambda n: (n in ("Repository not named", "Publications"), n)):
        fonds = tuple(Fond(fond, tuple(rows)) for fond, rows in sorted(tree[name].items()))
        yield Repository(name, sum(len(fond.rows) for fond in fonds), fonds)


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated document."""

    date: str
    year: str
    kind: str
    address: str
    title: str


def chronology(volume: Volume) -> list[Dated]:
    """The dated documents in the order of their dates."""
    dated = [entry for entry in volume.edition.documents if entry.value.date]
    dated.sort(key=lambda entry: (entry.value.date or "").lstrip("./"))
    return [_dated(volume, entry) for entry in dated]


def _dated(volume: Volume, entry: Entry) -> Dated:  # type: ignore[type-arg]
    date = entry.value.date
    kind = DOCUMENT_KINDS.get(entry.value.kind, entry.value.kind)
    address = f"../{document_address(entry.id)}"
    return Dated(date_words(date) or date, date.lstrip("./")[:4], kind, address,
                 volume.titles[entry.id])  # fmt: skip


def _titles(volume: Volume) -> dict[str, str]:
    titles = {document_address(d): title for d, title in volume.titles.items()}
    return titles | {f"sources/{s.id}.html": s.text.name for s in volume.edition.sources}
