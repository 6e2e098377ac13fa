"""Identifiers as publishers of document series give them: ``d12``, and ``d12fn3`` for its notes.

They are made of what is printed, so that they stay the same when a rebuild finds one document more
before them. The scheme is that of *Foreign Relations of the United States*: ``d`` with a document's
number, ``fn`` with a note's, ``persons``, ``terms``, ``toc`` and ``index`` for what surrounds them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any, TypeVar

from recension.model.edition import TABLES, Edition, Entry
from recension.model.plain_data import field_types
from recension.model.span import Span
from recension.model.values import Document, Value

T = TypeVar("T")
V = TypeVar("V", bound=Value)

_NUMBER = re.compile(r"[A-Za-z0-9]+")
_SECTIONS = {
    "contents": "toc",
    "persons": "persons",
    "abbreviations": "terms",
    "index": "index",
    "notes": "notes",
}
_PARTS = {
    "part": "part",
    "compilation": "comp",
    "chapter": "ch",
    "subchapter": "subch",
    "section": "sec",
}
_FOREIGN = "/"


def renamed(edition: Edition, source: str) -> Edition:
    """The edition with the documents and notes under the ids that they have in TEI.

    Args:
        edition: with its own ids.
        source: in whose file the ids are to stand; those of other sources get their source's id
            and a slash before them, which :func:`in_its_file` takes away again.
    """
    names: dict[str, str] = {}
    for other in edition.sources:
        own = _names(edition, other.id)
        foreign = "" if other.id == source else f"{other.id}{_FOREIGN}"
        names |= {old: f"{foreign}{new}" for old, new in own.items()}
    tables: dict[str, Any] = {
        table.name: tuple(_entry(e, names) for e in getattr(edition, table.name))
        for table in TABLES
    }
    return replace(edition, **tables)


def in_its_file(identifier: str) -> str:
    """An id as it stands in the file of its own source."""
    return identifier.rpartition(_FOREIGN)[2]


def _names(edition: Edition, source: str) -> dict[str, str]:
    names = _Names()
    documents = [e for e in edition.documents if e.source == source]
    is_numbered = any(_number(row.value) for row in documents)
    for row in documents:
        names.of_document(row, is_numbered)
    counts: Counter[str] = Counter()
    for part in (e for e in edition.divisions if e.source == source):
        counts[part.value.kind] += 1
        names.give(part.id, f"{_PARTS[part.value.kind]}{counts[part.value.kind]}")
    for note in (e for e in edition.notes if e.source == source):
        label = _NUMBER.fullmatch(note.value.label or "")
        around = names.given.get(note.value.document or "", "")
        names.give(note.id, f"{around}fn{label[0] if label else 'x'}")
    return names.given


class _Names:
    """Gives names; a second bearer of one gets ``-2`` behind it."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self._taken: dict[str, int] = {}
        self._last, self._count = "d0", 0
        self._parts: Counter[str] = Counter()

    def give(self, identifier: str, wanted: str) -> str:
        """A name for a row: the wanted one, if nobody has it."""
        name = wanted
        while name in self._taken:
            self._taken[wanted] += 1
            name = f"{wanted}-{self._taken[wanted]}"
        self._taken[name] = 1
        self.given[identifier] = name
        return name

    def of_document(self, row: Entry[Document], is_numbered: bool) -> None:
        """A name for a document, those before it having theirs.

        One without a number is named after the last numbered one before it; where no document has
        a number, they are counted.
        """
        own, parent = _number(row.value), self.given.get(row.value.parent or "")
        if row.value.kind in _SECTIONS:
            self.give(row.id, _SECTIONS[row.value.kind])
        elif parent:
            self._parts[parent] += 1
            self.give(row.id, f"{parent}at{self._parts[parent]}")
        elif own or not is_numbered:
            self._count += 1
            self._last = self.give(row.id, f"d{own or self._count}")
        else:
            self.give(row.id, f"{self._last}x")


def _number(document: Document) -> str | None:
    found = _NUMBER.fullmatch(document.number or "")
    return found[0] if found else None


def _entry(entry: Entry[V], names: Mapping[str, str]) -> Entry[V]:
    value = _pointing(entry.value, names)
    identifier = names.get(entry.id, entry.id)
    if value is entry.value and identifier == entry.id:
        return entry
    return replace(entry, id=identifier, value=value)


def _pointing(value: T, names: Mapping[str, str]) -> T:
    """A value with new ids for those it points to, in its members too."""
    changes: dict[str, Any] = {}
    kind: Any = type(value)
    for name in field_types(kind):
        member = getattr(value, name)
        if name in getattr(kind, "REFERS", ()):
            changes[name] = _new(member, names)
        elif isinstance(member, tuple) and member and _may_point(member[0]):
            changes[name] = tuple(_pointing(inner, names) for inner in member)
    if all(new == getattr(value, name) for name, new in changes.items()):
        return value
    return replace(value, **changes)  # type: ignore[type-var]


def _new(member: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - an id, or several, or None
    if isinstance(member, tuple):
        return tuple(names.get(identifier, identifier) for identifier in member)
    return names.get(member, member)


def _may_point(member: object) -> bool:
    return is_dataclass(member) and not isinstance(member, Span)
