"""What is put into an edition comes out of its file and its JSON, and is found by a search."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from recension.edition import file
from recension.edition.search import search
from recension.model.edition import Edition, Source
from recension.model.errors import ArgumentError
from recension.model.source_text import SourceText
from recension.publication.edition_json import from_json, write_json
from recension.publication.tables import CsvFolder, JsonLines
from recension.vocabularies.fold import words
from tests.laws.arbitrary_editions import editions, hostile_text, source_texts

_SOME = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def _written(edition: Edition) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.db"
        file.write(edition, path)
        yield path


@_SOME
@given(editions())
def test_the_file_gives_back_what_went_in(edition: Edition) -> None:
    with _written(edition) as path:
        assert file.load(path) == edition
        assert [p.name for p in path.parent.iterdir()] == ["edition.db"]


@_SOME
@given(editions())
def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    with _written(edition) as one, _written(edition) as other:
        assert one.read_bytes() == other.read_bytes()


@_SOME
@given(editions())
def test_json_gives_back_what_went_in_but_for_the_inputs_bytes(edition: Edition) -> None:
    for person in edition.persons:  # the contract's object has one id for each scheme
        schemes = [link.scheme for link in person.value.authorities]
        assume(len(schemes) == len(set(schemes)))
    texts = {source.id: source.text.text for source in edition.sources}
    assert from_json(_json(edition), texts) == _without_originals(edition)


@_SOME
@given(editions())
def test_json_never_says_null_and_its_spans_lie_in_the_text(edition: Edition) -> None:
    document = json.loads(_json(edition))
    lengths = {source["id"]: source["length"] for source in document["sources"]}
    assert not any(value is None for value in _values(document))
    for note in document["notes"]:
        assert 0 <= note.get("start", 0) <= note.get("end", 0) <= lengths[note["source"]]


@_SOME
@given(editions())
def test_tables_hold_every_row(edition: Edition) -> None:
    rows = sum(len(table) for table in json.loads(_json(edition)).values() if type(table) is list)
    with tempfile.TemporaryDirectory() as folder:
        lines, tables = Path(folder) / "lines", Path(folder) / "tables"
        JsonLines().write(edition, lines)
        CsvFolder().write(edition, tables)
        assert len([json.loads(s) for s in lines.read_text("utf-8").split("\n") if s]) == rows
        assert (tables / "sources.csv").read_bytes().startswith(b"\xef\xbb\xbfid,name")


@_SOME
@given(source_texts())
def test_every_word_of_a_text_is_found_where_it_stands(text: SourceText) -> None:
    edition = Edition(sources=(Source("s1", text),))
    with _written(edition) as path:
        for word in {match.group() for match in words(text.text)}:
            found = search(path, f'"{word}"', limit=1000)
            places = {(m.start, m.end) for hit in found.best for m in hit.matches}
            assert places, word
            assert any(text.text[start:end] == word for start, end in places), word


@_SOME
@given(hostile_text)
def test_no_query_is_an_error_but_one_without_words(query: str) -> None:
    text = SourceText("a", "NEAR(a b) Đilas said null 😀", "0" * 64)
    with _written(Edition(sources=(Source("s1", text),))) as path:
        if any(True for _ in words(query)):
            search(path, query)
        else:
            with pytest.raises(ArgumentError, match="no word"):
                search(path, query)


@given(source_texts())
def test_paragraphs_leave_out_nothing_but_white_space(text: SourceText) -> None:
    spans = list(file.paragraphs(text))
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = "".join(span.of(text.text) for span in spans)
    assert "".join(covered.split()) == "".join(text.text.split())


@given(st.lists(st.integers(1, 1900), min_size=3, max_size=20))
def test_long_paragraphs_are_cut_between_words(lengths: list[int]) -> None:
    text = " ".join("a" * length for length in lengths)
    spans = list(file.paragraphs(SourceText("a", text, "0" * 64)))
    assert all(len(span) <= 4000 for span in spans)
    found = [len(word) for span in spans for word in span.of(text).split()]
    assert found == lengths


def _json(edition: Edition) -> str:
    stream = io.StringIO()
    write_json(edition, stream)
    return stream.getvalue()


def _without_originals(edition: Edition) -> Edition:
    sources = (replace(s, text=replace(s.text, original=b"")) for s in edition.sources)
    return replace(edition, sources=tuple(sources))


def _values(data: Any) -> Iterator[Any]:  # noqa: ANN401 - from JSON
    yield data
    members = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for member in members:
        yield from _values(member)
