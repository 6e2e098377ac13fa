"""Web Annotations: each finds its words again, by position and by quotation."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from recension.model.edition import Edition
from recension.publication.web_annotation import WebAnnotation
from tests.pages.small_edition import TEXT, hostile_edition, small_edition


def _page(edition: Edition, folder: Path) -> dict:  # type: ignore[type-arg]
    WebAnnotation().write(edition, folder / "page.json")
    page: dict = json.loads((folder / "page.json").read_text("utf-8"))  # type: ignore[type-arg]
    return page


def test_both_selectors_lead_to_the_same_words(tmp_path: Path) -> None:
    page = _page(small_edition(), tmp_path)
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) > 8
    for item in page["items"]:
        place, quote = item["target"]["selector"]
        assert TEXT[place["start"] : place["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert TEXT.index(around) + len(quote["prefix"]) == place["start"]
        assert item["target"]["source"]["sha256"] == sha256(TEXT.encode()).hexdigest()
        assert item["body"]["value"]


def test_what_is_said_is_said_in_words(tmp_path: Path) -> None:
    said = {item["body"]["value"] for item in _page(small_edition(), tmp_path)["items"]}
    assert "Milovan Đilas" in said
    assert "Garbled: letters in no language" in said
    assert "State Archive, fond 45, opis 1" in said


def test_addresses_are_unlike_each_other_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = (_page(small_edition(), tmp_path)["items"] for _ in range(2))
    assert first == second
    assert len({item["id"] for item in first}) == len(first)


@pytest.mark.parametrize("edition", [hostile_edition(), Edition()], ids=["hostile", "empty"])
def test_any_edition_gives_valid_json(edition: Edition, tmp_path: Path) -> None:
    page = _page(edition, tmp_path)
    assert isinstance(page["items"], list)
