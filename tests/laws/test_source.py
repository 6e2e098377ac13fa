"""Laws of the source: no character is dropped, added or changed, and the bytes come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from recension.model.errors import SourceError
from recension.model.source_text import SourceText
from recension.source.code_pages import CODE_PAGES
from recension.source.plain_text import form_feed_pages, line_ends_of, read_plain_text
from recension.source.source_names import source_names
from tests.pdf_by_hand import pdf

HERE = Path("copy.txt")
UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
CODECS = (*UNICODE, *(page.codec for page in CODE_PAGES))


def _source(raw: bytes, encoding: str | None = None) -> SourceText | None:
    try:
        return read_plain_text(raw, HERE, HERE.name, encoding)
    except SourceError:
        return None


def _rebuilt(source: SourceText) -> bytes:
    if source.encoding.exact:
        return source.text.encode(source.encoding.codec)
    return source.original


@pytest.mark.parametrize("codec", CODECS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_bytes_come_back_from_a_given_encoding(codec: str, data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(codec=codec), min_size=1))
    raw = text.encode(codec)
    source = _source(raw, codec)
    assume(source is not None)
    assert source is not None
    assert source.text == text
    assert _rebuilt(source) == raw


@pytest.mark.parametrize("codec", CODECS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_bytes_come_back_from_a_found_encoding(codec: str, data: st.DataObject) -> None:
    raw = data.draw(st.text(st.characters(codec=codec), min_size=1)).encode(codec)
    source = _source(raw)
    if source is not None:
        assert _rebuilt(source) == raw == source.original
        assert 0.0 <= source.encoding.confidence <= 1.0
        assert source.encoding.because


@given(st.binary(min_size=1, max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\x00a")
@example(b"\xff\xfea")
@example(b"a\x98b\x81c")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    source = _source(raw)
    if source is not None:
        assert _rebuilt(source) == raw
        assert source.text == raw.decode(source.encoding.codec, "replace")


@given(st.text(min_size=1))
@settings(max_examples=200, deadline=None)
def test_utf8_text_is_never_changed(text: str) -> None:
    source = _source(text.encode(), "utf-8")
    if source is not None:
        assert source.text == text


@given(st.text(st.sampled_from("ab \n\f\ufeff"), min_size=1))
@example("\f")
@example("\f\f")
def test_pages_tile_the_text(text: str) -> None:
    pages = form_feed_pages(text)
    assert bool(pages) == ("\f" in text)
    if pages:
        assert "".join(text[page.start : page.end] for page in pages) == text
        assert [page.label for page in pages] == [str(n) for n in range(1, len(pages) + 1)]
        assert all(text[page.end - 1] == "\f" for page in pages[:-1])


@given(st.lists(st.sampled_from(["\r\n", "\n", "\r", "x"]), max_size=8))
def test_line_ends_are_named_for_what_stands_there(parts: list[str]) -> None:
    text = "".join(parts)
    rest = text.replace("\r\n", "")
    kinds = {"crlf": "\r\n" in text, "lf": "\n" in rest, "cr": "\r" in rest}
    present = [kind for kind, there in kinds.items() if there]
    expected = "mixed" if len(present) > 1 else (present or ["none"])[0]
    # "\r" + "\r\n" + "\n" may leave "\r\n" behind when the middle one is taken out.
    assume("\r\n" not in rest)
    assert line_ends_of(text) == expected


_PARTS = st.lists(st.sampled_from(["a", "b", "c.txt"]), min_size=1, max_size=4)


@given(st.lists(_PARTS.map(lambda parts: Path("/", *parts)), min_size=1, max_size=6, unique=True))
def test_names_differ_and_end_as_the_paths_do(paths: list[Path]) -> None:
    names = source_names(paths)
    assert len(set(names)) == len(paths)
    assert all(path.as_posix().endswith(name) for path, name in zip(paths, names, strict=True))


_LINE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)


@given(st.lists(st.lists(_LINE, min_size=1, max_size=3), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_pdf_keeps_every_printed_character(pages: list[list[str]]) -> None:
    from recension.source.pdf import read_pdf

    source = read_pdf(pdf(pages), Path("a.pdf"), "a.pdf")
    assert "".join(source.text[p.start : p.end] for p in source.pages) == source.text
    for printed, page in zip(pages, source.pages, strict=True):
        read = source.text[page.start : page.end].replace("\ufffe", "-")
        assert "".join(read.split()) == "".join(printed)
