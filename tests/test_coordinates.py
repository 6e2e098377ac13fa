"""Places get coordinates from the gazetteer that the editor gives, and from nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

import recension
from recension.edition.coordinates import gazetteer_of, with_coordinates
from recension.edition.gazetteer_file import read_gazetteer
from recension.model.edition import Edition, Entry
from recension.model.errors import GazetteerError
from recension.model.values import Place
from recension.publication import EXPORTERS

_TEXT = "The ship left Memel [Klaipeda, Lithuania] for Vienna. Nobody in Dresden had heard of it.\n"


def _geonames(*rows: tuple[str, str, str, float, float, str, str]) -> str:
    return "".join(
        "\t".join([i, n, n, others, str(a), str(b), "P", f, c, *[""] * 10]) + "\n"
        for i, n, others, a, b, f, c in rows
    )


def _placed(text: str, tmp_path: Path, *places: Place, name: str = "g.txt") -> list[Entry[Place]]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    edition = Edition(places=tuple(Entry(f"l{n}", p) for n, p in enumerate(places, 1)))
    return list(with_coordinates(edition, tmp_path / name).places)


def test_historic_names_and_marks_meet(tmp_path: Path) -> None:
    table = _geonames(("1", "Klaipėda", "Memel,Мемель", 55.7068, 21.1391, "PPLA", "LT"))
    for place in (Place("Memel"), Place("KLAIPEDA"), Place("Мемель")):
        (entry,) = _placed(table, tmp_path, place)
        assert (entry.value.latitude, entry.value.longitude) == (55.7068, 21.1391)
        assert entry.value.gazetteer_id == "1"


def test_what_is_ambiguous_is_said_and_not_guessed(tmp_path: Path) -> None:
    table = _geonames(
        ("1", "Riverton", "", 10.0, 20.0, "PPL", "AA"),
        ("2", "Riverton", "", 50.0, 60.0, "PPL", "BB"),
    )
    (entry,) = _placed(table, tmp_path, Place("Riverton"))
    assert entry.value.latitude is None
    assert "2 places of this name, none is taken" in entry.because[-1]


def test_a_capital_is_told_from_its_namesakes_and_two_names_from_one(tmp_path: Path) -> None:
    table = _geonames(
        ("1", "Vienna", "Wien", 48.2, 16.4, "PPLC", "AT"),
        ("2", "Vienna", "", 38.9, -77.3, "PPL", "US"),
        ("3", "Memel", "", 10.0, 10.0, "PPL", "ZA"),
        ("4", "Klaipeda", "Memel", 55.7, 21.1, "PPLA", "LT"),
    )
    vienna, memel = _placed(table, tmp_path, Place("Vienna"), Place("Memel", ("Klaipeda",)))
    assert vienna.value.gazetteer_id == "1"
    assert memel.value.gazetteer_id == "4"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.csv", "id;name;lat;lon;variants\nx;Dresden;51.05;13.74;Drježdźany|Drezno\n"),
        ("g.csv", "Title,Latitude,Longitude,id\nDresden,51.05,13.74,x\n"),
        (
            "g.geojson",
            json.dumps({"type": "FeatureCollection", "features": [
                {"type": "Feature", "id": "x", "properties": {"name": "Dresden"},
                 "geometry": {"type": "Point", "coordinates": [13.74, 51.05]}}]}),
        ),
    ],
)  # fmt: skip
def test_other_shapes(name: str, text: str, tmp_path: Path) -> None:
    (entry,) = _placed(text, tmp_path, Place("Dresden"), name=name)
    assert (entry.value.latitude, entry.value.gazetteer_id) == (51.05, "x")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "town,north,east\nDresden,51,13\n",
        "name,lat,lon\nDresden,fifty,13\n",
        "name,lat,lon\nDresden,95,13\n",
        "{",
        '{"type": "Point"}',
        "1\tDresden" + "\t" * 17 + "\n",
    ],
)
def test_a_bad_gazetteer_gives_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "g").write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError) as told:
        list(read_gazetteer(tmp_path / "g"))
    assert "\n" not in str(told.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "g").write_bytes(b"name,lat,lon\n\xff\xfe,1,2\n")
    with pytest.raises(GazetteerError):
        list(read_gazetteer(tmp_path / "g"))


def test_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError):
        gazetteer_of(None, tmp_path / "none.csv")


def test_no_gazetteer_no_coordinates(tmp_path: Path) -> None:
    assert gazetteer_of(tmp_path) is None
    edition = Edition(places=(Entry("l1", Place("Vienna")),))
    assert with_coordinates(edition, None) is edition


def test_they_come_out_everywhere(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "g.csv").write_text("name,lat,lon\nKlaipėda,55.7068,21.1391\n", encoding="utf-8")
    folder = tmp_path / "edition"
    edition = recension.build([tmp_path / "copy.txt"], folder, gazetteer=tmp_path / "g.csv")
    data = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    (memel,) = [p for p in data["places"] if p["name"] == "Memel"]
    assert (memel["latitude"], memel["longitude"]) == (55.7068, 21.1391)
    tei = etree.parse(folder / "tei" / "copy.xml")
    assert tei.xpath("//*[local-name()='geo']/text()") == ["55.7068 21.1391"]
    assert recension.open(folder).places == edition.places
    (exporter,) = [e for e in EXPORTERS if e.name == "geojson"]
    exporter.write(edition, tmp_path / "p.geojson")
    (point,) = json.loads((tmp_path / "p.geojson").read_text(encoding="utf-8"))["features"]
    assert point["geometry"] == {"type": "Point", "coordinates": [21.1391, 55.7068]}


def test_a_gazetteer_in_the_folder_serves_every_build(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(_TEXT, encoding="utf-8")
    folder = tmp_path / "edition"
    recension.build([tmp_path / "copy.txt"], folder)
    (folder / "gazetteer.csv").write_text("name,lat,lon\nDresden,1,2\n", encoding="utf-8")
    edition = recension.build([tmp_path / "copy.txt"], folder)
    placed = {e.value.name for e in edition.places if e.value.latitude is not None}
    assert placed <= {"Dresden"}
    assert (folder / "gazetteer.csv").is_file()
