"""The dated documents and events by year, and on which page of the chronology each year stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from recension.model.edition import Edition
from recension.publication.chronology import Moment, chronology
from recension.publication.site.paged import Part, parts

_MOST = 400


@dataclass(frozen=True, slots=True)
class YearOfMoments:
    """What is dated in a year, or a stretch of it where the year is long.

    Attributes:
        year: as people write it.
        anchor: of its heading; only the first stretch of a year has one.
        moments: in order.
    """

    year: str
    anchor: str | None
    moments: tuple[Moment, ...]


def years(edition: Edition) -> list[Part[YearOfMoments]]:
    """The chronology in pages; none where nothing is dated."""
    rows = list(_years(edition))
    if not rows:
        return []
    return parts(rows, "chronology/index.html", lambda row: row.year, _MOST,
                 lambda row: len(row.moments))  # fmt: skip


def year_addresses(pages: list[Part[YearOfMoments]]) -> dict[int, str]:
    """Year → its place in the chronology, from the site's root."""
    return {
        int(row.year): f"{page.address}#{row.anchor}"
        for page in pages
        for row in page.rows
        if row.anchor
    }


def _years(edition: Edition) -> Iterator[YearOfMoments]:
    for year, group in groupby(chronology(edition), key=lambda moment: moment.begins[0]):
        moments = tuple(group)
        for at in range(0, len(moments), _MOST):
            anchor = None if at else f"y{year}"
            yield YearOfMoments(str(year), anchor, moments[at : at + _MOST])
