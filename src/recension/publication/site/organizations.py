"""The organisations, each with a page of its own that lists where it is named."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from recension.publication.site.people import Where
from recension.publication.site.volume import Volume


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """A body and the pages that name it.

    Attributes:
        id: of the organisation.
        name: as the edition calls it.
        abbreviation: the short form that the text gives it.
        variants: other forms of the name, without the abbreviation.
        named: pages that name it, with a link to the first place.
    """

    id: str
    name: str
    abbreviation: str | None
    variants: tuple[str, ...]
    named: tuple[Where, ...]

    @property
    def address(self) -> str:
        """Of the page, from the site's root."""
        return f"organizations/{self.id}.html"

    @property
    def times(self) -> int:
        """How often it is named."""
        return sum(where.times for where in self.named)


def organization_pages(volume: Volume) -> list[OrganizationPage]:
    """A page for each organisation, in the order of the alphabet."""
    named = _named(volume)
    rows = []
    for entry in volume.edition.organizations:
        value = entry.value
        variants = tuple(name for name in value.variants if name != value.abbreviation)
        where = tuple(
            Where(f"../{place}", volume.page_titles[page], times, when=volume.page_dates.get(page))
            for page, (place, times) in named.get(entry.id, {}).items()
        )
        rows.append(OrganizationPage(entry.id, value.name, value.abbreviation, variants, where))
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _named(volume: Volume) -> dict[str, dict[str, tuple[str, int]]]:
    """Organisation → page → the address of the first place there, and how often."""
    found: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for mention in volume.edition.organization_mentions:
        if mention.source and mention.span:
            at = mention.span.start
            page, own = volume.leaf_at(mention.source, at), found[mention.value.organization]
            place, times = own.get(page) or (volume.anchors.at(mention.source, at), 0)
            own[page] = (place, times + 1)
    return found
