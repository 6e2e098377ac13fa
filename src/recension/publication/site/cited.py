"""The archives pages: the tree of what is cited; where it is large, in pages of its branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.model.edition import Edition, Entry
from recension.model.values import Reference
from recension.publication.archives.archival_unit import ArchivalUnit, archival_units
from recension.publication.site.paged import Part, parts
from recension.publication.wording import reference_words, shortened

if TYPE_CHECKING:
    from recension.publication.site.volume import Volume

_MOST = 300
_LEVELS = {"delo": "delo", "edinitsa": "unit"}


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


@dataclass(frozen=True)
class Branch:
    """A branch of the tree that is small enough for a page.

    Attributes:
        name: of the unit, after the units around it.
        cited: the references of this unit itself.
        parts: the units in it.
    """

    name: str
    cited: tuple[Entry[Reference], ...]
    parts: tuple[ArchivalUnit, ...]

    @property
    def all_cited(self) -> list[Entry[Reference]]:
        """The references of the unit and of all units in it."""
        return [*self.cited, *(entry for part in self.parts for entry in part.all_cited)]


def branches(edition: Edition) -> list[Part[Branch]]:
    """The archives in pages: units first, publications last; none where nothing is cited."""
    found = [b for unit in archival_units(edition) for b in _cut(unit, "")]
    printed = tuple(e for e in edition.references if e.value.cites == "publication")
    found += _chunks(Branch("Publications", printed, ())) if printed else []
    if not found:
        return []
    return parts(found, "archives/index.html", lambda b: b.name, _MOST,
                 lambda b: len(b.all_cited))  # fmt: skip


def cited_pages(pages: Iterable[Part[Branch]]) -> dict[str, str]:
    """On which page each reference is listed, by the reference's id."""
    return {
        entry.id: part.address
        for part in pages
        for branch in part.rows
        for entry in branch.all_cited
    }


def _cut(unit: ArchivalUnit, before: str) -> Iterator[Branch]:
    """A unit whole, or, where it is large, its own references and then its parts."""
    name = before + _name(unit)
    inner = tuple(unit.parts.values())
    if len(unit.all_cited) <= _MOST:
        yield Branch(name, tuple(unit.cited), inner)
        return
    if unit.cited:
        yield from _chunks(Branch(name, tuple(unit.cited), ()))
    for part in inner:
        yield from _cut(part, f"{name}, ")


def _chunks(branch: Branch) -> list[Branch]:
    return [
        Branch(branch.name, branch.cited[at : at + _MOST], branch.parts)
        for at in range(0, len(branch.cited), _MOST)
    ]


def _name(unit: ArchivalUnit) -> str:
    own = "" if unit.level in ("repository", "file") else f"{_LEVELS.get(unit.level, unit.level)} "
    return f"{own}{unit.name}"


def unit_rows(volume: Volume, page: Sequence[Branch]) -> list[UnitRow]:
    """The branches of a page with the places of their references."""
    return [
        UnitRow(
            branch.name,
            len(branch.all_cited),
            _rows(volume, branch.cited),
            tuple(_unit_row(volume, part) for part in branch.parts),
        )
        for branch in page
    ]


def _unit_row(volume: Volume, unit: ArchivalUnit) -> UnitRow:
    return UnitRow(
        _name(unit),
        len(unit.all_cited),
        _rows(volume, unit.cited),
        tuple(_unit_row(volume, part) for part in unit.parts.values()),
    )


def _rows(volume: Volume, entries: Iterable[Entry[Reference]]) -> tuple[ReferenceRow, ...]:
    rows = []
    for entry in entries:
        if entry.source and entry.span:
            title = volume.page_titles[volume.leaf_at(entry.source, entry.span.start)]
            words = shortened(volume.edition.words(entry), 240)
            spelt = reference_words(entry.value)
            place = f"../{volume.anchors.at(entry.source, entry.span.start)}"
            rows.append(ReferenceRow(entry.id, spelt, words, place, title))
    return tuple(rows)
