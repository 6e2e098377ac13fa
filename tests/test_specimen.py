"""The bundled specimen: it is what its sound text and its list of damage make it, and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recension import specimen
from tests.editions.specimen import make_specimen, make_truth
from tests.editions.specimen.synopsis import GROUPS

HERE = Path(make_truth.__file__).parent
TEXTS = [*specimen.files(), *specimen.records()]


def test_the_files_are_made_from_the_sound_text() -> None:
    for name, text in make_specimen.made().items():
        assert (make_specimen.SPECIMEN / name).read_text(encoding="utf-8") == text, name


def test_the_truth_is_made_from_the_quotations() -> None:
    for name, content in make_truth.made().items():
        assert (HERE / name).read_text(encoding="utf-8") == content, name


@pytest.mark.parametrize("path", TEXTS, ids=[path.name for path in TEXTS])
def test_each_text_says_first_that_it_is_invented(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0].casefold()
    assert "invented" in first
    assert "cc0" in first


def test_every_row_of_the_truth_stands_inside_the_text() -> None:
    truth = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
    length = truth["about"]["length"]
    for table in ("damage", "documents", "notes", "references", "mentions", "dates", "utterances"):
        rows = [row for row in truth[table] if "start" in row]
        assert rows, table
        assert all(0 <= row["start"] <= row["end"] <= length for row in rows), table


def test_each_damage_changes_the_text_and_no_record_has_any() -> None:
    for edit in make_specimen.BULLETIN_DAMAGE:
        assert edit.sound != edit.damaged
    for path in specimen.records():
        text = path.read_text(encoding="utf-8")
        assert "TJ" not in text
        assert not make_specimen.CALL.search(text)


def test_the_records_disagree_in_each_of_the_known_ways() -> None:
    relations = {relation for _, relation, _, _ in GROUPS}
    assert relations == {
        "agrees", "paraphrases", "expands", "contradicts", "attribution-differs",
    }  # fmt: skip
