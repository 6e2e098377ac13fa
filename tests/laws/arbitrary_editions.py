"""Editions as hypothesis makes them: every field of every noun, and strings that break things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from itertools import pairwise
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from recension.model.division import Division
from recension.model.edition import TABLES, Decision, Edition, Entry, Source, Table
from recension.model.plain_data import field_types
from recension.model.source_text import Encoding, Page, SourceText
from recension.model.span import Span
from recension.model.values import Group

HOSTILE = (
    "<script>alert(1)</script>", "]]>", "&amp;", "'; DROP TABLE note; --", '"', "\\", "\0",
    "\ufeff", "\ufffe", "\udc80", "e\u0301", "\u202eevil", "\r\n", "\x1b[31m", "=1+1", "{}", "null",
    "Đilas", "Ранкович", "中文", "😀", "²⁷", " ", "\u2028", "NEAR(a b)", "../../x",
)  # fmt: skip

hostile_text = st.lists(st.text(max_size=8) | st.sampled_from(HOSTILE), max_size=4).map("".join)
_long_text = st.lists(
    st.sampled_from(
        (*HOSTILE, "the Ambassador said ", "Ranković ", "\n\n", "inter-\nnational", "1946")
    )
    | st.text(max_size=12),
    max_size=30,
).map("".join)

# Which table a field's ids come from; other fields that refer are free texts.
_REFERS = {
    "document": "documents", "parent": "documents", "event": "events", "recorder": "persons",
    "participants": "persons", "person": "persons", "speaker": "persons", "addressee": "persons",
    "reference": "references", "same_as": "references", "note": "notes",
    "organization": "organizations",
}  # fmt: skip


@st.composite
def source_texts(draw: st.DrawFn) -> SourceText:
    text = draw(_long_text)
    codec = draw(st.sampled_from(("utf-8", "cp1251", "utf-16-le", "no-such-codec")))
    own = text.encode("utf-8", "surrogatepass")
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pages = (Page(str(n), a, b) for n, (a, b) in enumerate(pairwise(ends)))
    return SourceText(
        name=draw(hostile_text),
        text=text,
        sha256=draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
        media_type=draw(st.sampled_from(("text/plain", "application/pdf"))),
        encoding=Encoding(codec, draw(_confidence), draw(hostile_text), draw(st.booleans())),
        original=draw(st.binary(max_size=20) | st.just(own)),
        pages=tuple(pages),
        line_ends=draw(st.sampled_from(("none", "lf", "crlf", "cr", "mixed"))),
    )


_confidence = st.floats(0, 1)
Ids = Mapping[str, list[str]]


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    texts = draw(st.lists(source_texts(), min_size=1, max_size=2))
    sources = tuple(Source(f"s{n}", text) for n, text in enumerate(texts, 1))
    ids = {t.name: [f"{t.prefix}{n + 1}" for n in range(draw(st.integers(0, 3)))] for t in TABLES}
    if not ids["persons"]:
        ids["mentions"] = []
    if not ids["documents"]:
        ids["letters"] = []
    tables: dict[str, Any] = {
        t.name: tuple(draw(_entry(t, i, ids, sources)) for i in ids[t.name]) for t in TABLES
    }
    # A decisions file that gives an id twice is refused where it is read.
    decisions = draw(st.lists(_value(Decision, ids, 5), max_size=2, unique_by=lambda d: d.id))
    version = draw(hostile_text.filter(lambda s: "\udc80" not in s))
    return Edition(sources, decisions=tuple(decisions), generator_version=version, **tables)


@st.composite
def _entry(
    draw: st.DrawFn, table: Table, entry_id: str, ids: Ids, sources: tuple[Source, ...]
) -> Entry[Any]:
    source = draw(st.sampled_from(sources))
    length = len(source.text.text)
    return Entry(
        entry_id,
        draw(_value(table.kind, ids, length)),
        source.id,
        draw(_spans(length)),
        draw(st.none() | st.sampled_from(("RC101", "ACME-R1"))),
        draw(_confidence),
        tuple(draw(st.lists(hostile_text, max_size=2))),
    )


def _spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.lists(st.integers(0, length), min_size=2, max_size=2).map(sorted)
    return ends.map(lambda pair: Span(*pair))


def _value(kind: type, ids: Ids, length: int) -> st.SearchStrategy[Any]:
    if kind is Division:  # its parent is a division, a document's is a document
        ids = {**ids, "documents": ids["divisions"]}
    fields = {name: _field(name, hint, ids, length) for name, hint in field_types(kind).items()}
    return st.builds(kind, **fields)


def _field(name: str, hint: Any, ids: Ids, length: int) -> st.SearchStrategy[Any]:  # noqa: ANN401
    if get_origin(hint) in (Union, UnionType):
        known = _field(name, get_args(hint)[0], ids, length)
        return st.none() if known.is_empty else st.none() | known
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        member = _field(name, get_args(hint)[0], ids, length)
        # An id within a row (a group's) is given once, as the contract promises of all ids.
        once = (lambda row: row.id) if get_args(hint)[0] is Group else None
        rows = st.lists(member, max_size=3, unique_by=once) if not member.is_empty else st.just([])
        return rows.map(tuple)
    if hint is Span:
        return _spans(length)
    if is_dataclass(hint):
        return _value(hint, ids, length)  # type: ignore[arg-type]
    if hint is str and name == "id":  # a group's: ours, and so never hostile
        return st.integers(1, 99).map(lambda number: f"g{number}")
    if hint is str and name in _REFERS:
        return st.sampled_from(ids[_REFERS[name]]) if ids[_REFERS[name]] else st.nothing()
    simple = {str: hostile_text, int: st.integers(0, 99), float: _confidence, bool: st.booleans()}
    return simple[hint]
