"""Reads the gazetteer that the editor gives: places of the world with their coordinates.

Three shapes, told apart by what stands in the file: a GeoNames table (tab-separated, 19 columns, no
head; https://download.geonames.org/export/dump/readme.txt, read 24 November 2026), a table with a
head (``name``, ``lat``, ``lon`` and, if there are, ``id``, ``variants``, ``country``), and GeoJSON
(RFC 7946) whose points have a ``name``. Read row by row: a gazetteer may be larger than memory.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from recension.model.errors import GazetteerError

_GEONAMES_COLUMNS = 19
_ID, _NAME, _ASCII, _OTHERS, _LAT, _LON, _CLASS, _FEATURE, _COUNTRY = (0, 1, 2, 3, 4, 5, 6, 7, 8)
_CALLED = {
    "name": ("name", "title", "toponym", "label"),
    "lat": ("lat", "latitude", "reprlat", "y"),
    "lon": ("lon", "lng", "long", "longitude", "reprlong", "x"),
    "id": ("id", "geonameid", "geonames_id", "pleiades_id", "wikidata", "uri"),
    "variants": ("variants", "alternatenames", "alternate_names", "names", "historic_names"),
    "country": ("country", "country_code", "countrycode", "ccode"),
}
_MEND = (
    "Give a GeoNames table, a table with the columns name, lat, lon (in degrees), or GeoJSON points"
    " with a name"
)


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place of a gazetteer.

    Attributes:
        names: its names, the usual one first; historic ones among the others.
        latitude: degrees north.
        longitude: degrees east.
        id: in the gazetteer.
        country: as the gazetteer has it, a code mostly.
        feature: GeoNames' feature code (``PPLC``, a capital; ``PCLI``, a state).
    """

    names: tuple[str, ...]
    latitude: float
    longitude: float
    id: str | None = None
    country: str | None = None
    feature: str | None = None


def read_gazetteer(path: Path) -> Iterator[GazetteerPlace]:
    """The places of a gazetteer file, one by one.

    Raises:
        GazetteerError: the file cannot be read, is none of the three shapes, or a row has no
            coordinates that can be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            lines.seek(0)
            if first.lstrip().startswith("{"):
                yield from _from_geojson(path, lines)
            elif first.count("\t") >= _GEONAMES_COLUMNS - 5:
                yield from _from_geonames(path, lines)
            else:
                yield from _from_table(path, lines, first)
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise GazetteerError(str(path), f"cannot be read ({error})", _MEND) from error


def _from_geonames(path: Path, lines: TextIO) -> Iterator[GazetteerPlace]:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) <= _COUNTRY:
            raise GazetteerError(f"{path}, line {number}", "is cut short", _MEND)
        names = (cells[_NAME], cells[_ASCII], *cells[_OTHERS].split(","))
        yield _place(
            f"{path}, line {number}",
            names,
            (cells[_LAT], cells[_LON]),
            cells[_ID],
            cells[_COUNTRY],
            cells[_FEATURE],
        )


def _from_table(path: Path, lines: TextIO, first: str) -> Iterator[GazetteerPlace]:
    delimiter = max("\t;,", key=first.count)
    rows = csv.DictReader(lines, delimiter=delimiter)
    columns = {name.strip().casefold(): name for name in rows.fieldnames or ()}
    of = {
        noun: next((columns[w] for w in words if w in columns), None)
        for noun, words in _CALLED.items()
    }
    for noun in ("name", "lat", "lon"):
        if of[noun] is None:
            raise GazetteerError(str(path), f"has no column {noun}", _MEND)
    for row in rows:
        cell = {noun: (row.get(column or "") or "").strip() for noun, column in of.items()}
        others = cell["variants"].replace("|", ";").split(";")
        where = (cell["lat"], cell["lon"])
        if cell["name"] and any(where):
            place = f"{path}, line {rows.line_num}"
            yield _place(place, (cell["name"], *others), where, cell["id"], cell["country"])


def _from_geojson(path: Path, lines: TextIO) -> Iterator[GazetteerPlace]:
    data = json.load(lines)
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise GazetteerError(str(path), "is JSON, but no FeatureCollection", _MEND)
    for number, feature in enumerate(features, 1):
        place = f"{path}, feature {number}"
        said = feature if isinstance(feature, dict) else {}
        point, about = said.get("geometry") or {}, _lower(said.get("properties"))
        if not isinstance(point, dict) or point.get("type") != "Point":
            continue
        where = point.get("coordinates")
        if not isinstance(where, list) or len(where) < 2:
            raise GazetteerError(place, "has no coordinates", _MEND)
        names = (_said(about, "name") or "", *_listed(about))
        if names[0]:
            identifier = _said(about, "id") or str(said.get("id") or "")
            country = _said(about, "country") or ""
            yield _place(place, names, (str(where[1]), str(where[0])), identifier, country)


def _lower(properties: object) -> Mapping[str, Any]:
    if not isinstance(properties, dict):
        return {}
    return {str(name).casefold(): value for name, value in properties.items()}


def _said(about: Mapping[str, Any], noun: str) -> str | None:
    return next((str(about[w]) for w in _CALLED[noun] if about.get(w)), None)


def _listed(about: Mapping[str, Any]) -> list[str]:
    value: object = next((about[w] for w in _CALLED["variants"] if about.get(w)), [])
    return [str(v) for v in value] if isinstance(value, list) else str(value).split(";")


def _place(
    place: str,
    names: tuple[str, ...],
    where: tuple[str, str],
    identifier: str = "",
    country: str = "",
    feature: str = "",
) -> GazetteerPlace:
    try:
        latitude, longitude = float(where[0]), float(where[1])
    except ValueError as error:
        raise GazetteerError(place, f"has no numbers for coordinates: {where}", _MEND) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise GazetteerError(place, f"lies nowhere on earth: {latitude}, {longitude}", _MEND)
    named = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    return GazetteerPlace(
        named, latitude, longitude, identifier or None, country or None, feature or None
    )
