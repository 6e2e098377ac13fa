"""A search finds a word in any spelling and says where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from recension.cli.search import search as command
from recension.edition.folder import put
from recension.edition.search import Hit, search
from recension.edition.shadow import shadow
from recension.model.edition import Edition, Entry, Source
from recension.model.errors import ArgumentError, NotAnEdition
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import Document, Note, Person
from recension.vocabularies.names.other_names import other_names

PARAGRAPHS = (
    "Record of conversation. Present: Đilas, Ранкович and S[talin].²⁷",
    "Comrade Rankovich asked for an inter-\nnational conference on Trieste.",
    "The chat was short. A cat slept; nothing of the conference is known.",
    "²⁷ Ranković's memoir says\nthat Stalin laughed.",
)
TEXT = "\n\n".join(PARAGRAPHS)
_STARTS = [TEXT.index(paragraph) for paragraph in PARAGRAPHS]
_NOTE = Span(_STARTS[3], len(TEXT))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of one record in two pages."""
    pages = (Page("111", 0, _STARTS[2]), Page("112", _STARTS[2], len(TEXT)))
    source = SourceText("bulletin.txt", TEXT, "0" * 64, original=TEXT.encode(), pages=pages)
    documents = (
        Entry("d1", Document("essay", title="The essay"), "s1", Span(0, len(TEXT))),
        Entry("d2", Document("record", title="The\nrecord"), "s1", Span(0, _STARTS[2])),
    )
    notes = (Entry("n1", Note("27", _NOTE), "s1", _NOTE),)
    persons = (Entry("p1", Person("Stalin", ("J. Stalin", "Koba"))),)
    edition = Edition((Source("s1", source),), documents=documents, notes=notes, persons=persons)
    place = tmp_path_factory.mktemp("search") / "edition"
    put(edition, place, {})
    return place


def _paragraphs(folder: Path, query: str) -> set[int]:
    hits = search(folder / "edition.db", query).best
    assert all(hit.words == hit.span.of(TEXT) for hit in hits)
    return {_STARTS.index(hit.span.start) for hit in hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Dilas", {0}),
        ("djilas", {0}),
        ("ЂИЛАС", {0}),
        ("Rankovich", {0, 1, 3}),
        ("ranković", {0, 1, 3}),
        ("Ранкович", {0, 1, 3}),
        ("Rankovi*", {0, 1, 3}),
        ("Rankovich conference", {1}),
        ('"conference on Trieste"', {1}),
        ('"Trieste conference"', set()),
        ("“conference on” Rankovich", {1}),
        ("international", {1}),
        ('"stalin laugh"*', {3}),
        ("Stalin", {0, 3}),  # S[talin]
        ("Koba", {0, 3}),
        ('"Koba laughed"', set()),
        ("chat", {2}),
        ("cat", {2}),
        ("nowhere", set()),
        ("conf", set()),
        ("27", set()),  # a note's call is no word
    ],
)
def test_a_query_finds_its_paragraphs(folder: Path, query: str, found: set[int]) -> None:
    assert _paragraphs(folder, query) == found


def test_cat_does_not_find_chat_in_lower_case(folder: Path) -> None:
    (hit,) = search(folder / "edition.db", "cat").best
    assert [match.of(TEXT) for match in hit.matches] == ["cat"]


@pytest.mark.parametrize(
    "query",
    ["a AND", "OR b", "NOT", "NEAR(a b, 2)", "words:x", "{folded}: y", "^z", "a + b", "x*y*",
     '"open', "a'b", "col : (", "-a", '"" b', "a" * 5000, "a*", "\0b"],
)  # fmt: skip
def test_no_syntax_is_an_error(folder: Path, query: str) -> None:
    assert search(folder / "edition.db", query).total >= 0


@pytest.mark.parametrize(("query", "problem"), [("", "no word"), ('"!?"', "no word"),
                                                ("a " * 65, "more than 64")])  # fmt: skip
def test_a_query_without_words_or_with_too_many_is_refused(
    folder: Path, query: str, problem: str
) -> None:
    with pytest.raises(ArgumentError, match=problem):
        search(folder / "edition.db", query)


def test_the_spelling_that_was_typed_comes_first(folder: Path) -> None:
    best = search(folder / "edition.db", "Rankovich").best[0]
    assert "Rankovich" in best.words


def test_a_hit_says_where_it_stands(folder: Path) -> None:
    hits = search(folder / "edition.db", "Trieste").best
    at = TEXT.index("Trieste")
    expected = Hit(
        source="s1",
        source_name="bulletin.txt",
        span=Span(_STARTS[1], _STARTS[1] + len(PARAGRAPHS[1])),
        matches=(Span(at, at + 7),),
        words=PARAGRAPHS[1],
        document="d2",
        title="The\nrecord",
        page="111",
        line=4,
    )
    assert hits == (expected,)
    (in_note,) = search(folder / "edition.db", "memoir").best
    assert (in_note.note, in_note.title, in_note.page) == ("27", "The essay", "112")


def test_a_limit_limits_hits_but_not_their_count(folder: Path) -> None:
    hits = search(folder / "edition.db", "conference OR the", limit=1)
    assert len(search(folder / "edition.db", "Rankovich", limit=1).best) == 1
    assert search(folder / "edition.db", "Rankovich", limit=1).total == 3
    assert hits.total == 0, "OR is a word like any other"


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (("J. Stalin", "Stalin", "Koba"), ["Koba", "Stalin"]),
        (("Radovan Đorđević", "Radovan", "Đorđević", "Dzhordzhevich"), ["Dzhordzhevich"]),
        (("Josip Broz Tito", "Tito", "Broz", "Walter"), ["Broz", "Tito", "Walter"]),
        (("M.", "Mr. M."), []),
        ((), []),
    ],
)
def test_other_names_have_nothing_in_common(names: tuple[str, ...], others: list[str]) -> None:
    assert sorted(other_names(names)) == others


def test_the_shadow_folds_names_further_than_words() -> None:
    assert shadow("Rankovich Ранкович chat Chat") == "rankovic rankovic chat cat"


def test_the_command_prints_passages_with_their_citation(folder: Path) -> None:
    said = CliRunner().invoke(command, [str(folder), "memoir"])
    assert said.exit_code == 0
    assert "The essay, note 27, bulletin.txt, p. 112" in said.stdout
    assert "Ranković's memoir says that Stalin laughed." in said.stdout
    assert "1 passage\n" in said.stdout
    assert "\x1b" not in said.stdout


def test_the_command_prints_json(folder: Path) -> None:
    said = CliRunner().invoke(
        command, [str(folder), "--format", "json", '"conference on"', "Tries*"]
    )
    (hit,) = json.loads(said.stdout)["hits"]
    assert [TEXT[m["start"] : m["end"]] for m in hit["matches"]] == ["conference on Trieste"] or [
        TEXT[m["start"] : m["end"]] for m in hit["matches"]
    ] == ["conference on", "Trieste"]
    assert hit["document"] == "d2"
    assert "note" not in hit


def test_the_command_says_when_there_is_nothing(folder: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(command, [str(folder), "nowhere"]).stdout == "nothing found\n"
    failed = CliRunner().invoke(command, [str(tmp_path), "word"])
    assert isinstance(failed.exception, NotAnEdition)


def test_what_would_steer_a_terminal_is_not_printed(tmp_path: Path) -> None:
    text = "before \x1b]0;owned\x07 after"
    source = SourceText("a\x1b[2J", text, "0" * 64, original=text.encode())
    put(Edition((Source("s1", source),)), tmp_path / "edition", {})
    said = CliRunner().invoke(command, [str(tmp_path / "edition"), "owned"], color=True)
    assert "\x1b]0" not in said.stdout
    assert "\x1b[2J" not in said.stdout
    assert "\x07" not in said.stdout
