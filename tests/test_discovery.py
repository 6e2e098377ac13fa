"""Sitemap, feed and description of the search: only where the site's address is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from recension.model.errors import ArgumentError
from recension.model.reader import Exporter
from recension.publication.discovery import Atom, OpenSearch, Sitemap
from recension.publication.site import write_site
from tests.pages.small_edition import hostile_edition, small_edition

ALL: tuple[Exporter, ...] = (Sitemap(), Atom(), OpenSearch())
ADDRESS = "https://example.org/weir"


@pytest.mark.parametrize("exporter", ALL, ids=lambda e: e.name)
@pytest.mark.parametrize("said", ["", "weir", "javascript:alert(1)", "https://", "https://a b/"])
def test_without_an_address_nothing_is_written(
    exporter: Exporter, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECENSION_ADDRESS", said)
    with pytest.raises(ArgumentError, match="RECENSION_ADDRESS"):
        exporter.write(small_edition(), tmp_path / "x.xml")


@pytest.mark.parametrize("exporter", ALL, ids=lambda e: e.name)
def test_hostile_fields_stay_words(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECENSION_ADDRESS", ADDRESS)
    exporter.write(hostile_edition(), tmp_path / "x.xml")
    tree = etree.parse(tmp_path / "x.xml")
    assert not list(tree.iter("{*}script", "{*}img"))


def test_every_address_of_the_sitemap_is_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECENSION_ADDRESS", ADDRESS)
    Sitemap().write(small_edition(), tmp_path / "x.xml")
    write_site(small_edition(), tmp_path / "site")
    found = [str(e.text) for e in etree.parse(tmp_path / "x.xml").iter("{*}loc")]
    assert f"{ADDRESS}/documents/d1.html" in found
    assert all((tmp_path / "site" / a.removeprefix(f"{ADDRESS}/")).is_file() for a in found)


def test_the_feed_has_an_entry_for_each_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECENSION_ADDRESS", ADDRESS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    Atom().write(small_edition(), tmp_path / "x.xml")
    tree = etree.parse(tmp_path / "x.xml")
    assert len(list(tree.iter("{*}entry"))) == 2
    assert {str(e.text) for e in tree.iter("{*}updated")} == {"2023-11-14T22:13:20Z"}
