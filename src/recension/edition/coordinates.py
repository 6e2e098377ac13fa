"""Where the edition's places lie, by a gazetteer that the editor gives.

Names meet without case, diacritics and script; a place's later or former names
(``Memel [Klaipeda]``) count as much as its first. Where the gazetteer has several places of a name
and nothing in the edition tells which is meant, that is said in the place's evidence, and nothing
is guessed: the largest town of a name is not the one that is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from recension.edition.gazetteer_file import GazetteerPlace, read_gazetteer
from recension.model.edition import Edition, Entry
from recension.model.errors import GazetteerError
from recension.model.values import Place
from recension.vocabularies.fold import fold, words
from recension.vocabularies.places import gazetteer

NAMES = ("gazetteer.csv", "gazetteer.tsv", "gazetteer.txt", "gazetteer.geojson", "gazetteer.json")
_STATES = ("PCL",)
_SAME = 0.2  # degrees within which two rows are one place, told twice
_SHOWN = 4


def gazetteer_of(folder: Path | None, given: Path | None = None) -> Path | None:
    """The gazetteer to use: the one given, else the one that lies in the edition folder.

    Raises:
        GazetteerError: the file given is not there.
    """
    if given is not None:
        if not given.is_file():
            raise GazetteerError(str(given), "is not there", "Check the name after --gazetteer")
        return given
    return next((folder / n for n in NAMES if (folder / n).is_file()), None) if folder else None


def with_coordinates(edition: Edition, path: Path | None) -> Edition:
    """Give places the coordinates that a gazetteer has for them.

    Args:
        edition: with its places.
        path: of the gazetteer; without one the edition stays as it is.

    Raises:
        GazetteerError: the file cannot be used.
    """
    if path is None:
        return edition
    bearers = _candidates(edition.places, read_gazetteer(path))
    places = tuple(_placed(entry, bearers.get(entry.id, [])) for entry in edition.places)
    return replace(edition, places=places)


def _folded(name: str) -> str:
    return " ".join(fold(word[0]) for word in words(name))


def _candidates(
    places: Iterable[Entry[Place]], rows: Iterable[GazetteerPlace]
) -> dict[str, list[tuple[GazetteerPlace, int]]]:
    """For each place, the gazetteer's rows that share a name, and how many of its names."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for entry in places:
        for name in (entry.value.name, *entry.value.variants):
            if folded := _folded(name):
                wanted[folded].add(entry.id)
    found: defaultdict[str, list[tuple[GazetteerPlace, int]]] = defaultdict(list)
    for row in rows:
        shared: defaultdict[str, int] = defaultdict(int)
        for folded in {_folded(name) for name in row.names}:
            for place in wanted.get(folded, ()):
                shared[place] += 1
        for place, number in shared.items():
            found[place].append((row, number))
    return found


def _placed(entry: Entry[Place], found: Sequence[tuple[GazetteerPlace, int]]) -> Entry[Place]:
    if not found:
        return entry
    row, why = _meant(entry.value, found)
    if row is None:
        return replace(entry, because=(*entry.because, why))
    value = replace(
        entry.value, latitude=row.latitude, longitude=row.longitude, gazetteer_id=row.id
    )
    return replace(entry, value=value, because=(*entry.because, why))


def _meant(
    place: Place, found: Sequence[tuple[GazetteerPlace, int]]
) -> tuple[GazetteerPlace | None, str]:
    """Which row is meant, and why; None where several may be."""
    rows = [row for row, _ in found]
    if _one(rows):
        return rows[0], "the gazetteer has one place of this name"
    if place.name in _countries() and _one(own := [r for r in rows if _is_state(r)]):
        return own[0], "the state of this name in the gazetteer"
    if place.name in _capitals() and _one(own := [r for r in rows if r.feature == "PPLC"]):
        return own[0], "the capital of this name in the gazetteer"
    most = max(number for _, number in found)
    if most > 1 and _one(own := [row for row, number in found if number == most]):
        return own[0], f"{most} of its names are this place's in the gazetteer"
    shown = "; ".join(_shown(row) for row in rows[:_SHOWN])
    more = "; …" if len(rows) > _SHOWN else ""
    return None, f"the gazetteer has {len(rows)} places of this name, none is taken: {shown}{more}"


def _one(rows: Sequence[GazetteerPlace]) -> bool:
    """Whether rows are one place; two rows for one spot are."""
    return bool(rows) and all(
        abs(row.latitude - rows[0].latitude) <= _SAME
        and abs(row.longitude - rows[0].longitude) <= _SAME
        for row in rows
    )


def _is_state(row: GazetteerPlace) -> bool:
    return bool(row.feature and row.feature.startswith(_STATES))


def _shown(row: GazetteerPlace) -> str:
    country = f" ({row.country})" if row.country else ""
    return f"{row.names[0]}{country} {row.latitude}, {row.longitude}"


@cache
def _countries() -> frozenset[str]:
    return frozenset(gazetteer().country_of.values())


@cache
def _capitals() -> frozenset[str]:
    return gazetteer().capitals
