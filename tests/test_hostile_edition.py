"""An edition whose every field wants to do harm, in every format: it stays words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from recension import plugins
from recension.model.edition import TABLES, Edition
from recension.model.errors import RecensionError
from recension.publication.site import write_site
from recension.publication.site.markup import UNSHOWN
from tests.pages.reading import PageReader
from tests.pages.small_edition import hostile_edition, small_edition

_HARMFUL = ("script", "img", "iframe", "object", "embed", "foreignObject", "set", "animate")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that an exporter wrote; an archive's files too."""
    for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if not one.is_file():
            continue
        data = one.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
        else:
            yield one.name, data


def _check(name: str, data: bytes) -> None:
    if name.endswith((".json", ".jsonld")):
        json.loads(data)
    elif name.endswith(".jsonl"):
        for line in data.decode().splitlines():
            json.loads(line)
    elif name.endswith((".html", ".xhtml")) and b"<!doctype html>" in data[:200].lower():
        page = PageReader(data.decode("utf-8"))
        assert page.handlers == []
        for own in page.scripts:
            assert own
            assert ":" not in own, own
            assert not own.startswith("/"), own
        assert not any(
            link.startswith(("javascript:", "data:text/html", "data:image")) for link in page.links
        )
    elif data.lstrip().startswith(b"<"):
        tree = etree.fromstring(data)
        harmful = [e for e in tree.iter(etree.Element) if etree.QName(e).localname in _HARMFUL]
        assert harmful == [], name
        handlers = [
            a for e in tree.iter(etree.Element) for a in e.attrib if str(a).startswith("on")
        ]
        assert handlers == [], name
    else:
        data.decode("utf-8")


@pytest.mark.parametrize("name", sorted(plugins.exporters()))
def test_every_format_keeps_harm_as_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECENSION_ADDRESS", "https://example.org/weir/")
    target = tmp_path / "out"
    try:
        plugins.exporters()[name].write(hostile_edition(), target)
    except RecensionError:
        return  # a refusal is one line that says why
    files = list(_files(target))
    assert files
    for file, data in files:
        _check(file, data)


def test_every_table_has_a_row_that_wants_harm() -> None:
    edition = hostile_edition()
    assert [table.name for table in TABLES if not getattr(edition, table.name)] == []


@pytest.mark.parametrize("edition", [small_edition(), hostile_edition()], ids=["small", "hostile"])
def test_what_machines_read_on_a_page_says_what_people_read(
    edition: Edition, tmp_path: Path
) -> None:
    """Zotero reads ``citation_*`` and search engines JSON-LD: both name the page's own document."""
    write_site(edition, tmp_path / "site")
    for document in edition.documents:
        html = (tmp_path / "site" / "documents" / f"{document.id}.html").read_text("utf-8")
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        assert found
        said = json.loads(found[1])
        assert said["@context"] == "https://schema.org"
        title = " ".join((document.value.title or "").split())
        assert said["name"].split() == title.split()
        tags = dict(re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', html))
        assert unescape(tags["citation_title"]).split() == _shown(title).split()


def _shown(words: str) -> str:
    return UNSHOWN.sub("\ufffd", words)
