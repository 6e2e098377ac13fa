"""Registers of the whole edition: people, archives, dated documents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from recension.model.edition import Entry
from recension.model.values import Reference
from recension.publication.archives.archival_unit import ArchivalUnit, archival_units
from recension.publication.site.volume import Volume, document_address
from recension.publication.wording import reference_words, shortened


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
class UnitRow:
    """A unit of an archive: what is cited of it, and the units in it."""

    name: str
    count: int
    rows: tuple[ReferenceRow, ...]
    parts: tuple[UnitRow, ...]


def archives(volume: Volume) -> list[UnitRow]:
    """The archival units that are cited, as a tree; publications last, as one branch."""
    titles = _titles(volume)
    units = [_unit_row(volume, unit, titles) for unit in archival_units(volume.edition)]
    printed = [e for e in volume.edition.references if e.value.cites == "publication"]
    rows = _reference_rows(volume, printed, titles)
    return [*units, *([UnitRow("Publications", len(rows), rows, ())] if rows else [])]


_LEVELS = {"delo": "delo", "edinitsa": "unit"}


def _unit_row(volume: Volume, unit: ArchivalUnit, titles: dict[str, str]) -> UnitRow:
    own = "" if unit.level in ("repository", "file") else f"{_LEVELS.get(unit.level, unit.level)} "
    return UnitRow(
        f"{own}{unit.name}",
        len(unit.all_cited),
        _reference_rows(volume, unit.cited, titles),
        tuple(_unit_row(volume, part, titles) for part in unit.parts.values()),
    )


def _reference_rows(
    volume: Volume, entries: Iterable[Entry[Reference]], titles: dict[str, str]
) -> tuple[ReferenceRow, ...]:
    rows = []
    for entry in entries:
        if entry.source and entry.span:
            address = volume.leaf_at(entry.source, entry.span.start)
            words = shortened(volume.edition.words(entry), 240)
            spelt = reference_words(entry.value)
            place = f"../{volume.anchors.at(entry.source, entry.span.start)}"
            rows.append(ReferenceRow(entry.id, spelt, words, place, titles[address]))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place and the pages that name it."""

    id: str
    name: str
    variants: tuple[str, ...]
    places: tuple[Where, ...]


def places(volume: Volume) -> list[PlaceRow]:
    """The places in the order of the alphabet, with the pages on which their names stand."""
    titles, named = _titles(volume), _pages_naming(volume)
    rows = []
    for entry in volume.edition.places:
        value = entry.value
        times: Counter[str] = Counter()
        for name in {value.name, *value.variants}:
            times.update(named.get(name, {}))
        where = tuple(Where(f"../{page}", titles[page], times[page]) for page in titles
                      if page in times)  # fmt: skip
        rows.append(PlaceRow(entry.id, value.name, value.variants, where))
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _pages_naming(volume: Volume) -> dict[str, Counter[str]]:
    """Each name of a place → how often it stands on which page; the longest name counts."""
    values = (entry.value for entry in volume.edition.places)
    names = {name for value in values for name in (value.name, *value.variants)}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for source in volume.edition.sources if names else ():
        for match in pattern.finditer(source.text.text):
            found[match[0]][volume.leaf_at(source.id, match.start())] += 1
    return found


def _titles(volume: Volume) -> dict[str, str]:
    titles = {document_address(d): title for d, title in volume.titles.items()}
    return titles | {f"sources/{s.id}.html": s.text.name for s in volume.edition.sources}
