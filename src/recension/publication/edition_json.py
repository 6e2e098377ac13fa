"""``edition.json``: the whole edition as one JSON object, as other people's programs expect it.

One row stands on one line, so that two editions can be compared with ``diff``, and rows are written
as they come, so that a large edition is never a second time in memory. What is unknown is absent:
there is no ``null`` and no empty string that means "unknown".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, TextIO

from recension.model.edition import TABLES, Decision, Edition, Entry, FormerAddress, Source
from recension.model.plain_data import Plain, to_plain, to_typed
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Note, Person, Value

SCHEMA = "recension.edition/1"
Row = dict[str, Plain]

# The promised order of a row's members; what is not named here follows in the model's order.
_ORDER: Mapping[str, tuple[str, ...]] = {
    "damage": ("kind", "rule", "confidence", "message"),
    "notes": ("label", "start", "end", "document", "anchors", "status"),
    "references": (
        "tradition", "repository", "fond", "opis", "papka", "delo", "listy", "edinitsa", "series",
        "box", "folder", "file", "title", "same_as", "cites",
    ),
    "persons": ("name", "variants", "birth", "death", "roles"),
    "mentions": ("start", "end", "person", "confidence"),
    "places": ("name", "variants", "latitude", "longitude", "gazetteer_id"),
    "organizations": ("name", "abbreviation", "variants"),
    "organization_mentions": ("start", "end", "organization", "confidence"),
    "events": ("label", "date", "place", "participants", "witnesses"),
    "alignments": ("event", "witnesses", "groups", "only"),
    "testimonia": ("start", "end", "note", "event", "witness", "claim", "about", "words"),
    "letters": ("document", "from", "to", "date", "answers"),
}  # fmt: skip
_LAST = ("rule", "confidence", "because")
# Rows that are about no single place begin with what they are, not with where they stand.
_PLACELESS = ("persons", "places", "organizations", "events", "alignments", "letters")
_RENAMED = {"sender": "from", "receiver": "to"}
_MODEL_NAMES = {new: old for old, new in _RENAMED.items()}


class EditionJson:
    """Exports ``edition.json``."""

    name: ClassVar[str] = "json"
    summary: ClassVar[str] = "everything, as one JSON object (edition.json)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition to ``target``."""
        with target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            write_json(edition, stream)


def write_json(edition: Edition, stream: TextIO) -> None:
    """Write an edition as JSON, row by row.

    Args:
        edition: what to write.
        stream: a text stream; half surrogates, which no encoding has, must be backslash-escaped
            by it, which is JSON's own way to say them.
    """
    generator = {"name": "recension", "version": edition.generator_version}
    stream.write(f'{{\n"schema": {_dumps(SCHEMA)},\n"generator": {_dumps(generator)}')
    for name, rows in tables(edition):
        stream.write(f",\n{_dumps(name)}: [")
        for number, row in enumerate(rows):
            stream.write(f"{',' if number else ''}\n  {_dumps(row)}")
        stream.write("]")
    stream.write("\n}\n")


def tables(edition: Edition) -> Iterator[tuple[str, Iterator[Row]]]:
    """The edition's tables by name, each with its rows as plain data, in the promised order."""
    yield "sources", (source_row(source) for source in edition.sources)
    for table in TABLES:
        entries = getattr(edition, table.name)
        yield table.name, (entry_row(table.name, entry) for entry in entries)
    yield "decisions", (_plain_row(decision) for decision in edition.decisions)
    if edition.former_addresses:
        yield "former_addresses", (_plain_row(former) for former in edition.former_addresses)


def source_row(source: Source) -> Row:
    """A source as plain data, without its text."""
    text = source.text
    row: Row = {
        "id": source.id,
        "name": text.name,
        "media_type": text.media_type,
        "sha256": text.sha256,
        "length": len(text.text),
    }
    if text.pages:
        row["pages"] = to_plain(text.pages)
    return row | {"encoding": to_plain(text.encoding), "line_ends": text.line_ends}


def entry_row(table: str, entry: Entry[Any]) -> Row:
    """A row of one of the edition's tables as plain data."""
    members: Row = {"id": entry.id}
    if entry.source is not None:
        members["source"] = entry.source
    if entry.span is not None:
        members |= {"start": entry.span.start, "end": entry.span.end}
    value = _plain_row(entry.value)
    members |= {_RENAMED.get(name, name): member for name, member in value.items()}
    if isinstance(entry.value, Person):
        links: Row = {link.scheme: link.id for link in entry.value.authorities}
        members.pop("authorities", None)
        members |= {"authorities": links} if links else {}
    if isinstance(entry.value, Note):
        _place_note(members, entry.value, entry.span)
    members |= _evidence(entry)
    return _ordered(table, members)


def _plain_row(value: Value | Decision | FormerAddress) -> Row:
    row = to_plain(value)
    assert isinstance(row, dict)
    return row


def _evidence(entry: Entry[Any]) -> Row:
    evidence: Row = {"confidence": entry.confidence}
    if entry.rule is not None:
        evidence["rule"] = entry.rule
    if entry.because:
        evidence["because"] = list(entry.because)
    return evidence


def _place_note(members: Row, note: Note, span: Span | None) -> None:
    """A note stands where its body does; ``at`` says where it was found if that is elsewhere."""
    for name in ("start", "end", "body"):
        members.pop(name, None)
    if note.body is not None:
        members |= {"start": note.body.start, "end": note.body.end}
    if span is not None and span != note.body:
        members["at"] = to_plain(span)


def _ordered(table: str, members: Row) -> Row:
    place = ("source", "start", "end")
    promised = _ORDER.get(table, ())
    first = ("id", *promised, *place) if table in _PLACELESS else ("id", *place, *promised)
    if table == "notes":
        first = ("id", "source", *promised)
    rest = [name for name in members if name not in first and name not in _LAST]
    return {name: members[name] for name in (*first, *rest, *_LAST) if name in members}


def _dumps(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def from_json(data: str, texts: Mapping[str, str]) -> Edition:
    """An edition from its JSON and its sources' texts: the way back.

    Args:
        data: the content of ``edition.json``.
        texts: for each source's id its decoded text (``text/s1.txt`` …).

    Returns:
        the edition as it was written, except that the inputs' bytes are not in JSON.

    Raises:
        ValueError: not JSON, or not an edition.
    """
    document = json.loads(data)
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    rows: dict[str, Any] = {
        table.name: tuple(_entry(table.kind, row) for row in document.get(table.name, ()))
        for table in TABLES
    }
    return Edition(
        sources=tuple(_source(row, texts) for row in document["sources"]),
        decisions=tuple(to_typed(Decision, row) for row in document.get("decisions", ())),
        former_addresses=tuple(
            to_typed(FormerAddress, row) for row in document.get("former_addresses", ())
        ),
        generator_version=document["generator"]["version"],
        **rows,
    )


def _source(row: dict[str, Any], texts: Mapping[str, str]) -> Source:
    text = to_typed(SourceText, {**row, "text": texts[row["id"]]})
    return Source(row["id"], text)


def _entry(kind: type[Value], row: dict[str, Any]) -> Entry[Any]:
    span = Span(row["start"], row["end"]) if "start" in row else None
    members = {_MODEL_NAMES.get(name, name): member for name, member in row.items()}
    if kind is Person:
        links = row.get("authorities", {})
        members["authorities"] = [{"scheme": s, "id": i} for s, i in links.items()]
    if kind is Note:
        members["body"] = None if span is None else {"start": span.start, "end": span.end}
        span = to_typed(Span, row["at"]) if "at" in row else span
    return Entry(
        id=row["id"],
        value=to_typed(kind, members),
        source=row.get("source"),
        span=span,
        rule=row.get("rule"),
        confidence=float(row["confidence"]),
        because=tuple(row.get("because", ())),
    )
