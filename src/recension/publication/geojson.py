"""GeoJSON: the places whose coordinates are known, as maps read them (RFC 7946)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

from recension.model.edition import Edition, Entry
from recension.model.values import Place


class GeoJson:
    """Exports the places that have coordinates as one GeoJSON file."""

    name: ClassVar[str] = "geojson"
    summary: ClassVar[str] = "GeoJSON: the places whose coordinates a gazetteer gives"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the file; without a gazetteer it has no features."""
        features = [feature(entry) for entry in edition.places if is_placed(entry)]
        data = {"type": "FeatureCollection", "features": features}
        said = json.dumps(data, ensure_ascii=False, indent=1)
        target.write_text(said + "\n", encoding="utf-8", errors="backslashreplace", newline="\n")


def is_placed(entry: Entry[Place]) -> bool:
    """Whether a place's coordinates are known."""
    return entry.value.latitude is not None and entry.value.longitude is not None


def feature(entry: Entry[Place]) -> dict[str, Any]:
    """A place as a GeoJSON feature; longitude first, as the standard has it."""
    place = entry.value
    about: dict[str, Any] = {"name": place.name, "variants": list(place.variants)}
    if place.gazetteer_id is not None:
        about["gazetteer_id"] = place.gazetteer_id
    if entry.because:
        about["because"] = list(entry.because)
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": about,
    }
