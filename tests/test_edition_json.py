"""``edition.json`` is as the contract says; the tables for spreadsheets say the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recension.cli.export import export
from recension.edition.folder import put
from recension.model import values  # whose Testimonium pytest takes for a test
from recension.model.edition import Edition, Entry, Source
from recension.model.errors import ArgumentError, OutputFailed
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import (
    Damage,
    Document,
    Event,
    Letter,
    Mention,
    Note,
    Person,
    Witness,
)
from recension.publication.edition_json import EditionJson, from_json
from recension.publication.tables import CsvFolder

TEXT = "=SUM(A1) Stalin¹ said.\n\n¹ A note."
_SOURCE = SourceText("a.txt", TEXT, "ab" * 32, pages=(Page("1", 0, len(TEXT)),))
_BODY = Span(24, 33)
_ABSENT = Witness("B", None, "Bulgarian", False)
EDITION = Edition(
    sources=(Source("s1", _SOURCE),),
    damage=(Entry("x1", Damage("garble", "why"), "s1", Span(0, 8), "RC101", 0.98, ("a", "b")),),
    documents=(
        Entry("d1", Document("record", title="T", date="1946-05-27T23:00"), "s1", Span(0, 33)),
    ),
    notes=(
        Entry("n1", Note("1", _BODY, (Span(15, 16),), document="d1"), "s1", _BODY, "RS201", 0.9),
        Entry("n2", Note("2", None, (Span(16, 17),), "no-body"), "s1", Span(16, 17)),
    ),
    persons=(Entry("p1", Person("Stalin"), "s1", Span(9, 15)),),
    mentions=(Entry("m1", Mention("p1"), "s1", Span(9, 15), "RR1", 0.9),),
    events=(
        Entry("e1", Event("talks", witnesses=(Witness("S", "d1"), _ABSENT))),
    ),
    testimonia=(
        Entry("w1", values.Testimonium("B", "omits", "n1", about=Span(0, 3)), "s1", _BODY),
    ),
    letters=(Entry("c1", Letter("d1", "Tito", "Stalin")),),
    generator_version="0.1.0",
)  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    """The edition as a JSON parser gives it."""
    EditionJson().write(EDITION, tmp_path / "edition.json")
    parsed: dict[str, Any] = json.loads((tmp_path / "edition.json").read_text("utf-8"))
    return parsed


def test_the_tables_come_in_the_promised_order(document: dict[str, Any]) -> None:
    promised = (
        "schema generator sources damage documents notes references persons mentions places dates "
        "utterances events alignments testimonia letters"
    )
    assert list(document)[:16] == promised.split()
    assert document["schema"] == "recension.edition/1"
    assert document["generator"] == {"name": "recension", "version": "0.1.0"}


@pytest.mark.parametrize(
    ("table", "members"),
    [
        ("sources", "id name media_type sha256 length pages"),
        ("damage", "id source start end kind rule confidence message"),
        ("documents", "id source start end kind title date"),
        ("notes", "id source label start end document anchors status"),
        ("persons", "id name variants"),
        ("mentions", "id source start end person confidence"),
        ("events", "id label witnesses"),
        ("testimonia", "id source start end note witness claim about"),
        ("letters", "id document from to"),
    ],
)
def test_the_members_come_in_the_promised_order(
    document: dict[str, Any], table: str, members: str
) -> None:
    assert list(document[table][0])[: len(members.split())] == members.split()


def test_values_are_as_promised(document: dict[str, Any]) -> None:
    linked, called = document["notes"]
    assert (linked["start"], linked["end"], linked["anchors"]) == (
        24,
        33,
        [{"start": 15, "end": 16}],
    )
    assert "start" not in called
    assert called["at"] == called["anchors"][0] == {"start": 16, "end": 17}
    assert document["events"][0]["witnesses"] == [
        {"siglum": "S", "document": "d1", "extant": True},
        {"siglum": "B", "name": "Bulgarian", "extant": False},
    ]
    assert document["sources"][0]["length"] == len(TEXT)
    assert document["damage"][0]["because"] == ["a", "b"]


def test_a_row_stands_on_one_line(tmp_path: Path) -> None:
    EditionJson().write(EDITION, tmp_path / "edition.json")
    lines = (tmp_path / "edition.json").read_text("utf-8").splitlines()
    assert sum('"id": "x1"' in line for line in lines) == 1


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"schema": "recension.edition/2"}'])
def test_something_else_is_no_edition(data: str) -> None:
    with pytest.raises(ValueError):
        from_json(data, {})


def test_a_newer_programs_fields_do_no_harm(tmp_path: Path, document: dict[str, Any]) -> None:
    document["notes"][0]["mood"] = "grave"
    document["maps"] = []
    assert from_json(json.dumps(document), {"s1": TEXT}) == EDITION


def test_csv_has_the_words_and_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    CsvFolder().write(EDITION, tmp_path / "tables")
    content = (tmp_path / "tables" / "damage.csv").read_text("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["words"] == "'=SUM(A1)"
    assert row["because"] == "a; b"
    assert not (tmp_path / "tables" / "places.csv").exists()


class TestExport:
    """The command."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        put(EDITION, tmp_path / "edition", {})
        return tmp_path / "edition"

    @pytest.mark.parametrize("form", ["json", "jsonl"])
    def test_a_file_is_written_and_written_over(self, folder: Path, form: str) -> None:
        target = folder.parent / "out"
        target.write_text("former")
        said = CliRunner().invoke(export, [str(folder), "--to", form, "-o", str(target)])
        assert said.exit_code == 0, said.output
        assert '"id": "x1"' in target.read_text("utf-8")
        assert {path.name for path in folder.parent.iterdir()} == {"edition", "out"}

    def test_a_folder_is_written_but_not_over_one_with_something_in_it(self, folder: Path) -> None:
        arguments = [str(folder), "--to", "csv", "-o", str(folder.parent / "out")]
        assert CliRunner().invoke(export, arguments).exit_code == 0
        again = CliRunner().invoke(export, arguments)
        assert isinstance(again.exception, OutputFailed)

    def test_an_unknown_format_is_refused_with_the_known_ones(self, folder: Path) -> None:
        said = CliRunner().invoke(export, [str(folder), "--to", "doc", "-o", "x"])
        assert isinstance(said.exception, ArgumentError)
        assert "jsonl" in str(said.exception)

    def test_help_lists_the_formats(self) -> None:
        assert "one JSON object a line" in CliRunner().invoke(export, ["--help"]).output
