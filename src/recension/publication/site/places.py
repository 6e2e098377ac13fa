"""The places, each with a page of its own that lists where its names stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from recension.model.edition import Entry
from recension.model.values import Place
from recension.publication.site.people import Where
from recension.publication.site.volume import Volume


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place and the pages that name it.

    Attributes:
        id: of the place.
        name: as the edition calls it.
        variants: other forms of the name.
        lies: latitude and longitude in words, where a gazetteer tells them.
        named: pages that name it.
    """

    id: str
    name: str
    variants: tuple[str, ...]
    lies: str | None
    named: tuple[Where, ...]

    @property
    def address(self) -> str:
        """Of the page, from the site's root."""
        return f"places/{self.id}.html"

    @property
    def times(self) -> int:
        """How often it is named."""
        return sum(where.times for where in self.named)


def place_pages(volume: Volume) -> list[PlacePage]:
    """A page for each place, in the order of the alphabet; one name in several copies is one."""
    named = _pages_naming(volume)
    order = {address: n for n, address in enumerate(volume.page_titles)}
    rows = []
    for entries in _of_one_name(volume):
        name = entries[0].value.name
        variants = tuple(dict.fromkeys(v for e in entries for v in e.value.variants))
        times: Counter[str] = Counter()
        for form in {name, *variants}:
            times.update(named.get(form, {}))
        where = tuple(_where(volume, page, times[page])
                      for page in sorted(times, key=order.__getitem__))  # fmt: skip
        lies = next((_lies(e.value) for e in entries if e.value.latitude is not None), None)
        rows.append(PlacePage(entries[0].id, name, variants, lies, where))
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _of_one_name(volume: Volume) -> list[list[Entry[Place]]]:
    """The places by name; those that a gazetteer tells apart stay apart."""
    found: dict[tuple[str, str | None], list[Entry[Place]]] = {}
    for entry in volume.edition.places:
        found.setdefault((entry.value.name, entry.value.gazetteer_id), []).append(entry)
    return list(found.values())


def _lies(place: Place) -> str:
    """Where a place lies: *44.80° N, 20.47° E*."""
    north, east = place.latitude or 0.0, place.longitude or 0.0
    sides = ("N" if north >= 0 else "S", "E" if east >= 0 else "W")
    return f"{abs(north):.2f}° {sides[0]}, {abs(east):.2f}° {sides[1]}"


def _where(volume: Volume, page: str, times: int) -> Where:
    return Where(f"../{page}", volume.page_titles[page], times, when=volume.page_dates.get(page))


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
