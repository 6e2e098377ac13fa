"""The edition file: one SQLite database with everything, for this program and for people with SQL.

It is written once, from nothing, in a fixed order, and compacted, so that the same edition gives
the same bytes (with one version of SQLite). Its journal mode is WAL, which stays in the file's
header: an editor can then write decisions while others read. A WAL file cannot be read the ordinary
way from a read-only medium or folder, and reading would leave ``-wal`` and ``-shm`` files beside
it; therefore a file without a ``-wal`` is read as immutable, which needs neither.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from recension.edition import upgrades
from recension.edition.columns import (
    Cell,
    Column,
    cells,
    child_name,
    columns_of,
    fields_from,
    list_cell,
    list_from,
    table_name,
    text_cell,
    text_from,
)
from recension.edition.shadow import shadow
from recension.model.edition import (
    TABLES,
    Decision,
    Edition,
    Entry,
    FormerAddress,
    KnownId,
    QuotedPlace,
    Source,
    Table,
)
from recension.model.errors import NotAnEdition, UnknownSchema
from recension.model.source_text import Encoding, Page, SourceText
from recension.model.span import Span
from recension.model.values import Value

APPLICATION_ID = 0x52434E53  # "RCNS", at byte 68 of the file
_ENTRY = ("ordinal", "id", "source", "start", "end")
_EVIDENCE = ("rule", "confidence", "because")
_LONGEST = 4000  # characters of a paragraph that search finds as one

_RAISED = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))
_BEFORE = """
PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;
PRAGMA cache_size = -65536;
"""


def write(edition: Edition, path: Path) -> None:
    """Write an edition file; it is not safe from a crash until the caller has synced it.

    Args:
        edition: what to write; references between its rows must be whole.
        path: a file that does not exist yet.

    Raises:
        sqlite3.Error: disk full, or rows that refer to rows that are not there.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_BEFORE)
        upgrades.upgrade(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN")
        _write_tables(connection, edition)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode = WAL")


def _write_tables(connection: sqlite3.Connection, edition: Edition) -> None:
    _insert(connection, "edition", ["generator_version"], [(edition.generator_version,)])
    for ordinal, source in enumerate(edition.sources, 1):
        _write_source(connection, ordinal, source)
    for table in TABLES:
        _write_entries(connection, table, getattr(edition, table.name))
    _write_decisions(connection, edition.decisions)
    columns = columns_of(FormerAddress)
    addresses = ((n, *cells(a, columns)) for n, a in enumerate(edition.former_addresses, 1))
    _insert(connection, "former_address", ["ordinal", *_names(columns)], addresses)
    columns = columns_of(KnownId)
    known = ((n, *cells(k, columns)) for n, k in enumerate(edition.known_ids, 1))
    _insert(connection, "known_id", ["ordinal", *_names(columns)], known)
    _write_search(connection, edition.sources)


def _write_decisions(connection: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
    columns = columns_of(Decision)
    rows = ((n, *cells(d, columns)) for n, d in enumerate(decisions, 1))
    _insert(connection, "decision", ["ordinal", *_names(columns)], rows)
    owners = [((n,), d.passages) for n, d in enumerate(decisions, 1)]
    _write_members(connection, ["decision"], "decision_passage", QuotedPlace, owners)


def _read_decisions(connection: sqlite3.Connection) -> Iterator[Decision]:
    columns = columns_of(Decision)
    members = _read_fields(connection, ["decision"], "decision", columns)
    rows = _select(connection, "decision", ["ordinal", *_names(columns)], "ordinal")
    for ordinal, *row in rows:
        fields = fields_from(columns, iter(row))
        fields |= {name: tuple(of.get((ordinal,), ())) for name, of in members.items()}
        yield Decision(**fields)


def _insert(
    connection: sqlite3.Connection,
    table: str,
    names: Sequence[str],
    rows: Iterable[tuple[Cell, ...]],
) -> None:
    quoted = ", ".join(map(_quoted, names))
    marks = ", ".join("?" * len(names))
    connection.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', rows)


def _quoted(name: str) -> str:
    return name if name.startswith('"') else f'"{name}"'


def _names(columns: Iterable[Column]) -> list[str]:
    return [name for column in columns for name in column.sql_names]


_SOURCE = (
    "ordinal", "id", "name", "media_type", "sha256", "codec", "codec_confidence", "codec_because",
    "codec_exact", "line_ends", "length", "text", "original",
)  # fmt: skip


def _write_source(connection: sqlite3.Connection, ordinal: int, source: Source) -> None:
    text, encoding = source.text, source.text.encoding
    row = (
        ordinal, source.id, text_cell(text.name), text.media_type, text.sha256,
        encoding.codec, encoding.confidence, text_cell(encoding.because), encoding.exact,
        text.line_ends, len(text.text), text_cell(text.text), _original_cell(text),
    )  # fmt: skip
    _insert(connection, "source", _SOURCE, [row])
    columns = columns_of(Page)
    pages = ((source.id, n, *cells(page, columns)) for n, page in enumerate(text.pages, 1))
    _insert(connection, "page", ["source", "ordinal", *_names(columns)], pages)


def _original_cell(text: SourceText) -> bytes | None:
    """The input's bytes where the text does not give them back."""
    try:
        rebuilt = text.text.encode(text.encoding.codec)
    except (UnicodeEncodeError, LookupError):
        rebuilt = None
    return None if rebuilt == text.original else zlib.compress(text.original)


def _write_entries(
    connection: sqlite3.Connection, table: Table, entries: Sequence[Entry[Any]]
) -> None:
    columns, name = columns_of(table.kind), table_name(table.kind)
    rows = (_entry_row(n, entry, columns) for n, entry in enumerate(entries, 1))
    _insert(connection, name, [*_ENTRY, *_names(columns), *_EVIDENCE], rows)
    for column in columns:
        if column.how == "rows":
            owners = [((entry.id,), getattr(entry.value, column.name)) for entry in entries]
            _write_members(connection, [name], child_name(name, column), column.member, owners)


def _entry_row(ordinal: int, entry: Entry[Any], columns: Sequence[Column]) -> tuple[Cell, ...]:
    span = (None, None) if entry.span is None else (entry.span.start, entry.span.end)
    evidence = (entry.rule, entry.confidence, list_cell(entry.because))
    return ordinal, entry.id, entry.source, *span, *cells(entry.value, columns), *evidence


Owner = tuple[str | int, ...]


def _write_members(
    connection: sqlite3.Connection,
    owner_names: list[str],
    name: str,
    kind: type,
    owners: Sequence[tuple[Owner, Sequence[object]]],
) -> None:
    """Write the members of a field, and theirs; an owner is known by its id, then by ordinals."""
    columns = columns_of(kind)
    numbered = [
        ((*owner, n), member) for owner, members in owners for n, member in enumerate(members, 1)
    ]
    rows = ((*key, *cells(member, columns)) for key, member in numbered)
    _insert(connection, name, [*owner_names, "ordinal", *_names(columns)], rows)
    for column in columns:
        if column.how == "rows":
            inner = [(key, getattr(member, column.name)) for key, member in numbered]
            child = child_name(name, column)
            _write_members(connection, [*owner_names, name], child, column.member, inner)


def _write_search(connection: sqlite3.Connection, sources: Sequence[Source]) -> None:
    connection.execute(
        "INSERT INTO paragraph_search (paragraph_search, rank) VALUES ('automerge', 0)"
    )
    number = 0
    for source in sources:
        spans = iter(paragraphs(source.text))
        while some := list(islice(spans, 1000)):
            rows = [(number + n, source.id, s.start, s.end) for n, s in enumerate(some, 1)]
            _insert(connection, "paragraph", ["id", "source", "start", "end"], rows)
            _index(connection, source.text.text, number, some)
            number += len(some)
    connection.execute("INSERT INTO paragraph_search (paragraph_search) VALUES ('optimize')")


def _index(connection: sqlite3.Connection, text: str, before: int, spans: list[Span]) -> None:
    stretches = (span.of(text) for span in spans)
    rows = ((before + n, _words(s), shadow(s)) for n, s in enumerate(stretches, 1))
    _insert(connection, "paragraph_search", ["rowid", "words", "folded"], rows)


def _words(text: str) -> str:
    """What FTS5 is to take for words: a note's call is no part of the word before it."""
    return text.translate(_RAISED).encode("utf-8", "replace").decode()


def paragraphs(text: SourceText) -> Iterator[Span]:
    """What a search finds: the text's blocks, long ones cut at white space."""
    for block in text.blocks:
        start = block.start
        while block.end - start > _LONGEST:
            end = start + _LONGEST
            while end > start + _LONGEST // 2 and not text.text[end].isspace():
                end -= 1
            yield Span(start, end)
            start = end
        yield Span(start, block.end)


def load(path: Path, tables: Collection[str] | None = None) -> Edition:
    """Read an edition file; one written by an older version is upgraded in memory.

    Args:
        path: the file.
        tables: the names of the tables that are wanted; all of them if None.

    Raises:
        NotAnEdition: no such file, something else, or damaged.
        UnknownSchema: written by a newer Recension.
    """
    with damage_told(path), closing(connect(path)) as connection:
        wanted = [t for t in TABLES if tables is None or t.name in tables]
        rows: dict[str, Any] = {t.name: _read_entries(connection, t) for t in wanted}
        columns_of_address = columns_of(FormerAddress)
        former = _select(connection, "former_address", _names(columns_of_address), "ordinal")
        known = _select(connection, "known_id", _names(columns_of(KnownId)), "ordinal")
        (version,) = connection.execute("SELECT generator_version FROM edition").fetchone()
        return Edition(
            sources=tuple(read_sources(connection)),
            decisions=tuple(_read_decisions(connection)),
            former_addresses=tuple(
                FormerAddress(**fields_from(columns_of_address, iter(row))) for row in former
            ),
            known_ids=tuple(
                KnownId(**fields_from(columns_of(KnownId), iter(row))) for row in known
            ),
            generator_version=version,
            **rows,
        )


def connect(path: Path) -> sqlite3.Connection:
    """Open an edition file for reading, whatever version it is of; the file is never changed.

    Raises:
        NotAnEdition: no such file, or something else.
        UnknownSchema: written by a newer Recension.
    """
    if not is_edition_file(path):
        raise NotAnEdition(str(path), "is no edition file", "Name a folder made by recension build")
    wal = path.with_name(f"{path.name}-wal").exists()
    uri = f"{path.resolve().as_uri()}?mode=ro{'' if wal else '&immutable=1'}"
    connection = sqlite3.connect(uri, uri=True)
    try:
        return _of_this_schema(connection, path)
    except BaseException:
        connection.close()
        raise


def _of_this_schema(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > upgrades.latest():
        raise UnknownSchema(
            str(path), f"is of version {version}, newer than this program", "Update recension"
        )
    return connection if version == upgrades.latest() else _upgraded(connection)


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a damaged file into one line about ``path``."""
    try:
        yield
    except (sqlite3.DatabaseError, ValueError, zlib.error) as error:
        mend = "Build the edition again from its inputs"
        raise NotAnEdition(str(path), f"is damaged ({error})", mend) from error


def is_edition_file(path: Path) -> bool:
    """Whether a file is an SQLite database of this program, by its first hundred bytes."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(4)


def _upgraded(older: sqlite3.Connection) -> sqlite3.Connection:
    """A copy in memory, brought up to this program's schema."""
    copy = sqlite3.connect(":memory:")
    try:
        with closing(older):
            older.backup(copy)
        upgrades.upgrade(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _select(
    connection: sqlite3.Connection, table: str, names: Sequence[str], order: str
) -> Iterator[tuple[Any, ...]]:
    # With its table before it, a column that is missing is an error; alone it would be a string.
    quoted = ", ".join(f'"{table}".{_quoted(name)}' for name in names)
    return iter(connection.execute(f'SELECT {quoted} FROM "{table}" ORDER BY {order}'))


def read_sources(connection: sqlite3.Connection) -> Iterator[Source]:
    """The sources of an edition file, in order."""
    columns = columns_of(Page)
    pages: dict[str, list[Page]] = defaultdict(list)
    for source, *row in _select(
        connection, "page", ["source", *_names(columns)], "source, ordinal"
    ):
        pages[source].append(Page(**fields_from(columns, iter(row))))
    for cell in _select(connection, "source", _SOURCE[1:], "ordinal"):
        yield _source(cell, tuple(pages[cell[0]]))


def _source(row: tuple[Any, ...], pages: tuple[Page, ...]) -> Source:
    source_id, name, media, sha256, codec, sure, because, exact, ends, _, stored, original = row
    text = text_from(stored)
    return Source(
        source_id,
        SourceText(
            name=text_from(name),
            text=text,
            sha256=sha256,
            media_type=media,
            encoding=Encoding(codec, sure, text_from(because), bool(exact)),
            original=text.encode(codec) if original is None else zlib.decompress(original),
            pages=pages,
            line_ends=ends,
        ),
    )


def _read_entries(connection: sqlite3.Connection, table: Table) -> tuple[Entry[Any], ...]:
    columns, name = columns_of(table.kind), table_name(table.kind)
    members = _read_fields(connection, [name], name, columns)
    names = [*_ENTRY[1:], *_names(columns), *_EVIDENCE]
    rows = _select(connection, name, names, "ordinal")
    return tuple(_entry(table.kind, columns, iter(row), members) for row in rows)


Members = dict[str, dict[Owner, list[Any]]]


def _read_fields(
    connection: sqlite3.Connection, owner_names: list[str], name: str, columns: Sequence[Column]
) -> Members:
    """For each field with members, the members of each owner."""
    return {
        column.name: _read_members(connection, owner_names, child_name(name, column), column.member)
        for column in columns
        if column.how == "rows"
    }


def _read_members(
    connection: sqlite3.Connection, owner_names: list[str], name: str, kind: type
) -> dict[Owner, list[Any]]:
    columns, keys = columns_of(kind), [*owner_names, "ordinal"]
    inner = _read_fields(connection, [*owner_names, name], name, columns)
    found: dict[Owner, list[Any]] = defaultdict(list)
    for row in _select(connection, name, [*keys, *_names(columns)], ", ".join(keys)):
        key, cell = row[: len(keys)], iter(row[len(keys) :])
        found[key[:-1]].append(kind(**fields_from(columns, cell), **_owned(inner, key)))
    return found


def _owned(members: Members, owner: Owner) -> dict[str, tuple[Any, ...]]:
    return {field: tuple(owned.get(owner, ())) for field, owned in members.items()}


def _entry(
    kind: type[Value], columns: Sequence[Column], row: Iterator[Any], members: Members
) -> Entry[Any]:
    entry_id, source, start, end = islice(row, 4)
    value = kind(**fields_from(columns, row), **_owned(members, (entry_id,)))
    rule, confidence, because = row
    span = None if start is None else Span(start, end)
    return Entry(entry_id, value, source, span, rule, confidence, list_from(because))
