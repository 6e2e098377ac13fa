"""The edition file: a database that people with SQL can use, of whatever version it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recension.edition import file, upgrades
from recension.edition.columns import columns_of, table_name
from recension.model.edition import TABLES, Decision, Edition, Entry, Source
from recension.model.errors import NotAnEdition, UnknownSchema
from recension.model.source_text import Encoding, SourceText
from recension.model.span import Span
from recension.model.values import Date, Document, Note

TEXT = "Moscow.¹ Comrade Ranković spoke.\r\n\r\n¹ See note 2."
_TEXT = SourceText("a.txt", TEXT, "0" * 64, original=TEXT.encode())
EDITION = Edition(
    sources=(Source("s1", _TEXT),),
    documents=(Entry("d1", Document("record", title="Đilas"), "s1", Span(0, 32), "RS1"),),
    notes=(
        Entry(
            "n1",
            Note("1", Span(36, 49), (Span(7, 8),), document="d1"),
            "s1",
            Span(36, 49),
            "RS2",
            0.9,
            ("in sequence", "at the foot"),
        ),
    ),
    generator_version="1",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An edition file."""
    file.write(EDITION, tmp_path / "edition.db")
    return tmp_path / "edition.db"


def _ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def test_a_person_with_sql_finds_notes_with_their_calls(path: Path) -> None:
    rows = _ask(
        path,
        """
        SELECT document.title, note.label, substr(text, anchor."start" + 1, 1), note.because
        FROM note JOIN document ON document.id = note.document
        JOIN note_anchor AS anchor ON anchor.note = note.id JOIN source ON source.id = note.source
        """,
    )
    assert rows == [("Đilas", "1", "¹", '["in sequence", "at the foot"]')]


def test_a_person_with_sql_searches(path: Path) -> None:
    sql = """
        SELECT paragraph_text.words FROM paragraph_search
        JOIN paragraph_text ON paragraph_text.id = paragraph_search.rowid
        WHERE paragraph_search MATCH 'rankovic AND moscow'
    """
    assert _ask(path, sql) == [("Moscow.¹ Comrade Ranković spoke.",)]


def test_the_file_is_sound_in_wal_mode_and_of_this_version(path: Path) -> None:
    assert _ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert _ask(path, "PRAGMA foreign_key_check") == []
    assert _ask(path, "PRAGMA user_version") == [(upgrades.latest(),)]
    assert path.read_bytes()[18:20] == b"\x02\x02", "the header says WAL"


def test_rows_that_refer_to_nothing_are_refused(tmp_path: Path) -> None:
    wrong = Edition(notes=(Entry("n1", Note("1", None, document="d9")),))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        file.write(wrong, tmp_path / "edition.db")


def test_reading_leaves_nothing_beside_the_file_even_where_one_may_not_write(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    assert file.load(path) == EDITION
    path.parent.chmod(0o755)
    assert [p.name for p in path.parent.iterdir()] == ["edition.db"]


def test_what_another_process_has_just_written_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path)) as editor:
        editor.execute("UPDATE document SET title = 'Milovan Đilas'")
        editor.commit()
        assert file.load(path).documents[0].value.title == "Milovan Đilas"


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "utf-16"])
def test_bytes_are_stored_only_where_the_text_does_not_give_them(
    tmp_path: Path, codec: str
) -> None:
    text = "Ранкович"
    for name, original in (("same", text.encode(codec)), ("other", b"%PDF-1.7")):
        source = SourceText("a", text, "0" * 64, "x", Encoding(codec, 1.0, ""), original)
        file.write(Edition(sources=(Source("s1", source),)), tmp_path / name)
        stored = _ask(tmp_path / name, "SELECT original IS NOT NULL FROM source")
        assert stored == [(name == "other",)]
        assert file.load(tmp_path / name).sources[0].text.original == original


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"some text" * 99])
def test_something_else_is_no_edition_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "edition.db").write_bytes(content)
    with pytest.raises(NotAnEdition):
        file.load(tmp_path / "edition.db")


def test_a_database_of_another_program_is_no_edition_file(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "edition.db")) as other:
        other.execute("CREATE TABLE note (id)")
    with pytest.raises(NotAnEdition):
        file.load(tmp_path / "edition.db")


def test_a_damaged_edition_file_is_one_error(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 9000 + content[9100:])
    with pytest.raises(NotAnEdition, match="damaged"):
        file.load(path)
    path.write_bytes(content[:5000])
    with pytest.raises(NotAnEdition, match="damaged"):
        file.load(path)


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    _set_version(path, upgrades.latest() + 1)
    with pytest.raises(UnknownSchema, match="Update recension"):
        file.load(path)


def _set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


class TestUpgrades:
    """A later version adds a column to ``document``; files without it still open."""

    @pytest.fixture
    def scripts(self, tmp_path: Path) -> Path:
        folder = tmp_path / "upgrades"
        folder.mkdir()
        (folder / "001.sql").write_text(upgrades.SCRIPTS.joinpath("001.sql").read_text("utf-8"))
        (folder / "002.sql").write_text(
            "ALTER TABLE document RENAME COLUMN title TO heading;\n"
            "ALTER TABLE document ADD COLUMN title TEXT;\n"
            "UPDATE document SET title = upper(heading);\n"
        )
        (folder / "README").write_text("not a script")
        return folder

    def test_a_new_file_gets_all_scripts_in_order(self, scripts: Path) -> None:
        assert upgrades.latest(scripts) == 2
        with closing(sqlite3.connect(":memory:")) as connection:
            upgrades.upgrade(connection, scripts)
            assert connection.execute("PRAGMA user_version").fetchone() == (2,)
            assert connection.execute("SELECT heading, title FROM document").fetchall() == []

    def test_an_older_file_is_upgraded_in_a_copy_and_stays_as_it_is(
        self, path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = path.read_bytes()
        monkeypatch.setattr(upgrades, "latest", lambda: 2)
        monkeypatch.setattr(upgrades, "SCRIPTS", scripts)
        loaded = file.load(path)
        assert loaded.documents[0].value.title == "ĐILAS"
        assert loaded.sources == EDITION.sources
        assert path.read_bytes() == before


def test_every_field_of_the_model_has_its_column(path: Path) -> None:
    for kind in [*(table.kind for table in TABLES), Decision]:
        fields = {n.strip('"') for column in columns_of(kind) for n in column.sql_names}
        table = table_name(kind)
        there = {row[1] for row in _ask(path, f"PRAGMA table_info({table})")}
        assert fields <= there, f"write an upgrade script that adds {fields - there} to {table}"


def test_a_date_of_no_source_keeps_its_nothing(tmp_path: Path) -> None:
    edition = Edition(dates=(Entry("t1", Date("1946-05")),))
    file.write(edition, tmp_path / "edition.db")
    assert file.load(tmp_path / "edition.db") == edition
