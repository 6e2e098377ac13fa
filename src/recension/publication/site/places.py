"""The places, each with a page of its own that lists where its names stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from recension.publication.site.people import Where
from recension.publication.site.volume import Volume


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place and the pages that name it.

    Attributes:
        id: of the place.
        name: as the edition calls it.
        variants: other forms of the name.
        named: pages that name it.
    """

    id: str
    name: str
    variants: tuple[str, ...]
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
    """A page for each place, in the order of the alphabet."""
    named = _pages_naming(volume)
    order = {address: n for n, address in enumerate(volume.page_titles)}
    rows = []
    for entry in volume.edition.places:
        value = entry.value
        times: Counter[str] = Counter()
        for name in {value.name, *value.variants}:
            times.update(named.get(name, {}))
        pages = sorted(times, key=order.__getitem__)
        where = tuple(_where(volume, page, times[page]) for page in pages)
        rows.append(PlacePage(entry.id, value.name, value.variants, where))
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


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
