"""The page on the edition folder is true: its SQL runs on an edition, its tables are the file's."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from recension.edition.folder import put
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Mention, Note, Person

PAGE = (Path(__file__).parents[1] / "docs" / "edition-folder.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
TEXT = "Ranković¹ led the delegation to the conference. ~~#!~~"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of an edition with a row for each query."""
    whole, call = Span(0, len(TEXT)), Span(8, 9)
    edition = Edition(
        sources=(Source("s1", SourceText("a.txt", TEXT, "0" * 64, original=TEXT.encode())),),
        damage=(Entry("x1", Damage("garble", "no language"), "s1", Span(48, 54)),),
        documents=(Entry("d1", Document("record", title="Talks"), "s1", whole),),
        notes=(Entry("n1", Note("1", None, (call,), "no-body", "d1"), "s1", call),),
        persons=(Entry("p1", Person("Ranković"), "s1", Span(0, 8)),),
        mentions=(Entry("m1", Mention("p1"), "s1", Span(0, 8)),),
    )
    place = tmp_path_factory.mktemp("page") / "edition"
    put(edition, place, {})
    uri = f"{(place / 'edition.db').as_uri()}?immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("number", "row"),
    [
        (0, ("Talks", "1")),
        (1, ("x1", "garble", "no language", "~~#!~~")),
        (2, ("Ranković", 1, 1)),
        (3, ("s1", 0, TEXT)),
    ],
)
def test_the_pages_sql_runs(
    connection: sqlite3.Connection, number: int, row: tuple[object, ...]
) -> None:
    assert connection.execute(QUERIES[number]).fetchall() == [row]


def test_all_its_sql_is_tried() -> None:
    assert len(QUERIES) == 4


def test_the_page_names_every_table(connection: sqlite3.Connection) -> None:
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE ?"
    for (name,) in connection.execute(names, ["paragraph_search_%"]):
        assert f"`{name}`" in PAGE or name in ("edition", "paragraph"), name


@pytest.mark.parametrize("typed", ["folded : rankovic", "words : rankovic"])
def test_the_folded_forms_that_it_gives_find_the_words(
    connection: sqlite3.Connection, typed: str
) -> None:
    sql = "SELECT count(*) FROM paragraph_search WHERE paragraph_search MATCH ?"
    assert connection.execute(sql, [typed]).fetchone() == (1,)
