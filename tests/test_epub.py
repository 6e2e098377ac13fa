"""EPUB: the container, the package and every chapter hang together, and the words are all there."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from recension.model.edition import Edition
from recension.publication.epub import Epub
from tests.pages.small_edition import TEXT, hostile_edition, small_edition

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EDITIONS = [small_edition(), hostile_edition(), Edition()]


def _book(edition: Edition, folder: Path) -> zipfile.ZipFile:
    Epub().write(edition, folder / "book.epub")
    return zipfile.ZipFile(folder / "book.epub")


def _trees(book: zipfile.ZipFile) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(book.read(name))
        for name in book.namelist()
        if name.endswith((".xhtml", ".opf", ".xml"))
    }


@pytest.mark.parametrize("edition", EDITIONS, ids=["small", "hostile", "empty"])
def test_the_parts_hang_together(edition: Edition, tmp_path: Path) -> None:
    book = _book(edition, tmp_path)
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert book.read("mimetype") == b"application/epub+zip"
    trees = _trees(book)
    package = trees["EPUB/package.opf"]
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    assert {f"EPUB/{href}" for href in items.values()} == {
        name for name in book.namelist() if name.startswith("EPUB/")
    } - {"EPUB/package.opf"}
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert set(spine) <= set(items)
    assert len(spine) == len(set(spine))
    linked = [a.get("href") for a in trees["EPUB/nav.xhtml"].iter(f"{XHTML}a")]
    assert linked == [items[name] for name in spine if name != "nav"]


@pytest.mark.parametrize("edition", EDITIONS, ids=["small", "hostile", "empty"])
def test_ids_are_unlike_and_links_lead_somewhere(edition: Edition, tmp_path: Path) -> None:
    for name, tree in _trees(_book(edition, tmp_path)).items():
        ids = [e.get("id") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), name
        for link in tree.iter(f"{XHTML}a"):
            target = str(link.get("href"))
            assert not target.startswith("#") or target[1:] in ids, (name, target)
        assert not list(tree.iter(f"{XHTML}script", f"{XHTML}img")), name


def test_every_word_is_in_it_once(tmp_path: Path) -> None:
    trees = _trees(_book(small_edition(), tmp_path))
    words = "".join(str(t.xpath("string()")) for n, t in trees.items() if "documents-" in n)
    flat = "".join(words.split())
    for word in TEXT[TEXT.index("The commission met") :].replace("12   RIVER PAPERS", "").split():
        assert word in flat
    assert flat.count("builtin1911") == 1
    assert "RIVERPAPERS" not in flat


def test_the_same_edition_gives_the_same_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    books = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Epub().write(small_edition(), tmp_path / name / "book.epub")
        books.append((tmp_path / name / "book.epub").read_bytes())
    assert books[0] == books[1]
