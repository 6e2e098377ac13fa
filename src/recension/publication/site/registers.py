"""The register of places, with the pages on which their names stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from recension.publication.site.people import Where
from recension.publication.site.volume import Volume


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place and the pages that name it."""

    id: str
    name: str
    variants: tuple[str, ...]
    places: tuple[Where, ...]


def places(volume: Volume) -> list[PlaceRow]:
    """The places in the order of the alphabet, with the pages on which their names stand."""
    titles, named = volume.page_titles, _pages_naming(volume)
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
