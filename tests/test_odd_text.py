"""Text that is strange but text goes the whole way, and comes back as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import recension
from tests.pdf_by_hand import pdf

RECORD = """Record of a conversation

2 May 1931, Arnvik

Mr Hadley said that the ferry {} would not sail.[1] Count Wölfing agreed.

1. Archive of the Port, f. 3, d. 7.
"""
ODD = {
    "control-characters": "\x01\x07\x1b[31m",
    "nul": "\0",
    "no-characters": "\uffff\ufffe\ufdd0",
    "separators": "\v\x1c\x1d\x85\u2028\u2029",
    "c1": "\x80\x9f",
    "markup": "]]> <![CDATA[ <script>alert('x')</script> &amp; &lt; {{ x }} {% y %}",
    "beyond-the-first-plane": "\U0001f600\U0010ffff",
    "right-to-left": "\u202eabc\u202c שלום",
    "mark-within": "\ufeff",
    "line-ends": "a\rb\r\nc\nd",
    "combining": "e" + "\u0301" * 50,
    "private": "\ue000\uf8ff",
    "form-feeds": "\f\f\f",
}


def _whole_way(path: Path, folder: Path) -> None:
    recension.build([path], folder)
    source = recension.open(folder).sources[0].text
    assert source.original == path.read_bytes()
    for file in (folder / "tei").glob("*.xml"):
        etree.parse(file)


@pytest.mark.parametrize("name", ODD)
def test_it_goes_the_whole_way(name: str, tmp_path: Path) -> None:
    text = RECORD.format(ODD[name])
    path = tmp_path / "copy.txt"
    path.write_bytes(text.encode())
    _whole_way(path, tmp_path / "edition")
    assert recension.open(tmp_path / "edition").sources[0].text.text == text


@pytest.mark.parametrize(
    "raw",
    [
        RECORD.encode("cp1252"),
        RECORD.encode("utf-16"),
        RECORD.encode("utf-16-be"),
        b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode(),
        RECORD.encode()[:-30] + b"\xc3",
        RECORD.encode("cp1252").replace(b"agreed", b"agreed \x81"),
    ],
    ids=["cp1252", "utf-16", "utf-16-be", "crlf", "cut-utf-8", "undefined-byte"],
)
def test_the_bytes_come_back_from_the_edition(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(raw)
    _whole_way(path, tmp_path / "edition")


def test_a_pdf_comes_back_with_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(pdf([["Record of a conver-", "sation"], [], ["Mr Hadley left."]]))
    _whole_way(path, tmp_path / "edition")
    source = recension.open(tmp_path / "edition").sources[0].text
    assert [page.label for page in source.pages] == ["1", "2", "3"]
    assert source.text == "Record of a conver\ufffesation\f\fMr Hadley left."
