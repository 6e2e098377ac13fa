"""How an editor names things: ``g3``, ``a2.g3/1``, ``d5``, ``d5:"the joint company"``, ``x12``.

==================  ==============================================================================
address             what it names
==================  ==============================================================================
``d5`` ``x12`` …    a row of the edition by its id: a document, a damaged place, a note, a person
``g3`` ``a2.g3``    a row of a synopsis; with the synopsis or event where there are several
``g3/2``            its second passage
``o4`` ``a2.o4``    the fourth passage that only one record has
``d5:"words"``      a passage of a document, by its words; ``…`` stands for what lies between
``d5:120-480``      the same, by code points of its source
==================  ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from recension.edition.decision_place import Place
from recension.edition.deed import shortened
from recension.model.edition import TABLES, Edition, Entry
from recension.model.errors import ArgumentError
from recension.model.span import Span
from recension.model.values import Alignment, Group, Only, Passage

_ROW = re.compile(r"([a-z])(\d+)")
_LINE = re.compile(r"(?:([ae]\d+)\.)?([go])(\d+)(?:/(\d+))?")
_WITHIN = re.compile(r"(d\d+):(?:(\d+)-(\d+)|(.+))", re.DOTALL)
_MARKS = "\"'“”„«»"
_ALIKE = 'It can be g3, g3/1, o4, d5, d5:"words", x12, n5, p3 …'
_HEAD = 120  # code points of a document by which it is named


@dataclass(frozen=True, slots=True)
class Addressed:
    """What an address names.

    Attributes:
        address: as the editor wrote it.
        table: ``alignments`` for passages and rows of a synopsis, else the row's table.
        places: where it stands; the passages of a row, the head of a document.
        row: the row of the edition, where it is one.
        line: the row of a synopsis, where it is one as a whole.
    """

    address: str
    table: str
    places: tuple[Place, ...]
    row: Entry[Any] | None = None
    line: Group | Only | None = None


def addressed(edition: Edition, address: str) -> Addressed:
    """What an address names.

    Raises:
        ArgumentError: nothing, or several things.
    """
    if found := _LINE.fullmatch(address):
        return _line(edition, address, *found.groups())
    if found := _WITHIN.fullmatch(address):
        return _within(edition, address, *found.groups())
    if found := _ROW.fullmatch(address):
        return _row(edition, address, found[1])
    raise ArgumentError(shortened(address), "names nothing", _ALIKE)


def _row(edition: Edition, address: str, prefix: str) -> Addressed:
    table = next((t.name for t in TABLES if t.prefix == prefix), None)
    row = next((r for r in getattr(edition, table or "", ()) if r.id == address), None)
    if table is None or row is None:
        what = (table or "row").replace("_", " ")
        raise ArgumentError(address, f"there is no such row in the edition's {what}", _ALIKE)
    return Addressed(address, table, tuple(_places(edition, table, row)), row)


def _places(edition: Edition, table: str, row: Entry[Any]) -> Iterator[Place]:
    if table == "events":
        rows = {d.id: d for d in edition.documents}
        for witness in row.value.witnesses:
            if witness.document in rows:
                yield from _places(edition, "documents", rows[witness.document])
    elif table == "persons":
        named = (m for m in edition.mentions if m.value.person == row.id)
        yield from ((m.source, m.span) for m in named if m.source and m.span)
    elif table == "notes" and row.source:
        calls = [*row.value.anchors, row.value.body]
        yield from ((row.source, span) for span in calls if span is not None)
    elif row.source and row.span and table == "documents":
        yield row.source, Span(row.span.start, min(row.span.end, row.span.start + _HEAD))
    elif row.source and row.span:
        yield row.source, row.span


def _line(
    edition: Edition, address: str, where: str | None, kind: str, number: str, part: str | None
) -> Addressed:
    named = [row for row in edition.alignments if where in (None, row.id, row.value.event)]
    lines = [
        line for row in named if (line := _of_number(row.value, kind, int(number))) is not None
    ]
    if not lines:
        mend = "recension decide DIR lists the rows that are least sure; the site shows all"
        raise ArgumentError(address, "there is no such row in a synopsis", mend)
    if len(lines) > 1:
        known = ", ".join(f"{row.id}.{kind}{number}" for row in named)
        raise ArgumentError(address, "several synopses have such a row", f"Name one of {known}")
    line = lines[0]
    passages = line.passages if isinstance(line, Group) else (_passage(line),)
    if part is not None and not 1 <= int(part) <= len(passages):
        raise ArgumentError(address, f"the row has {len(passages)} passages", _ALIKE)
    chosen = passages if part is None else (passages[int(part) - 1],)
    places = tuple(_place(edition, passage) for passage in chosen)
    return Addressed(address, "alignments", places, None, line if part is None else None)


def _of_number(alignment: Alignment, kind: str, number: int) -> Group | Only | None:
    if kind == "g":
        return next((g for g in alignment.groups if g.id == f"g{number}"), None)
    return alignment.only[number - 1] if 1 <= number <= len(alignment.only) else None


def _passage(only: Only) -> Passage:
    return Passage(only.document, only.start, only.end)


def _place(edition: Edition, passage: Passage) -> Place:
    source = next(d.source for d in edition.documents if d.id == passage.document)
    return source or "", Span(passage.start, passage.end)


def _within(
    edition: Edition, address: str, document: str, start: str | None, end: str | None, words: str
) -> Addressed:
    row = next((d for d in edition.documents if d.id == document), None)
    if row is None or row.source is None or row.span is None:
        raise ArgumentError(document, "there is no such document in the edition", _ALIKE)
    if start is not None and end is not None:
        span = Span(*sorted((int(start), int(end))))
        if not span.within(row.span):
            problem = f"the document stands at {row.span.start}-{row.span.end}"
            raise ArgumentError(address, problem, "Count in code points of its source")
        return Addressed(address, "alignments", ((row.source, span),))
    text = edition.source_by_id[row.source].text
    found = list(_standing(text, row.span, words.strip().strip(_MARKS)))
    if not found:
        raise ArgumentError(shortened(address), "the document has no such words", _ALIKE)
    if len(found) > 1:
        mend = "Quote more of them"
        raise ArgumentError(shortened(address), f"the words stand there {len(found)} times", mend)
    return Addressed(address, "alignments", ((row.source, found[0]),))


def _standing(text: str, span: Span, words: str) -> Iterator[Span]:
    """Where words stand within a span, whatever the space; ``…`` is the least that will do."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in re.split(r"…|\.\.\.", words)]
    parts = [part for part in parts if part]
    if parts:
        pattern = re.compile(r"[\s\S]*?".join(parts))
        for match in pattern.finditer(text, span.start, span.end):
            yield Span(*match.span())
