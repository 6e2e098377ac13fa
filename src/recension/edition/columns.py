"""How the model's typed values lie in the edition file's tables.

A table is named after its noun (``Note`` → ``note``), a column after its field. A span is two
columns (``body_start``, ``body_end``), a list of texts is JSON, and a list of anything else is a
table of its own (``note_anchor``) whose rows say whose they are and in which order they stand. All
of it follows from the model: a new field needs a column in an upgrade script and nothing here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from recension.model.plain_data import field_types
from recension.model.span import Span

Cell = str | bytes | int | float | None
How = Literal["text", "integer", "real", "bool", "span", "list", "rows"]

_CHILD = {
    "authorities": "authority",
    "anchors": "anchor",
    "corrections": "correction",
    "witnesses": "witness",
    "groups": "group",
    "passages": "passage",
}
_HOW: dict[type, How] = {str: "text", int: "integer", float: "real", bool: "bool"}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a value: its name, how it is stored, and for ``rows`` what each member is."""

    name: str
    how: How
    member: Any = None

    @property
    def sql_names(self) -> tuple[str, ...]:
        """The columns it takes, in quotation marks."""
        if self.how == "rows":
            return ()
        if self.how == "span":
            return (f'"{self.name}_start"', f'"{self.name}_end"')
        return (f'"{self.name}"',)


def table_name(kind: type) -> str:
    """The table of a kind of value: ``RunningHead`` → ``running_head``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def child_name(table: str, column: Column) -> str:
    """The table of the members of a field: ``note_anchor``."""
    return f"{table}_{_CHILD.get(column.name, column.name)}"


_COLUMNS: dict[type, tuple[Column, ...]] = {}


def columns_of(kind: type) -> tuple[Column, ...]:
    """The fields of a kind of value as columns."""
    if kind not in _COLUMNS:
        _COLUMNS[kind] = tuple(_column(name, hint) for name, hint in field_types(kind).items())
    return _COLUMNS[kind]


def _column(name: str, hint: Any) -> Column:  # noqa: ANN401 - a type hint
    if get_origin(hint) in (Union, UnionType):
        return _column(name, get_args(hint)[0])
    if get_origin(hint) is tuple:
        member = get_args(hint)[0]
        return Column(name, "list") if member is str else Column(name, "rows", member)
    if get_origin(hint) is Literal:
        return Column(name, "text")
    return Column(name, "span") if hint is Span else Column(name, _HOW[hint])


def cells(value: object, columns: Sequence[Column]) -> Iterator[Cell]:
    """A value's cells, in the order of its columns."""
    for column in columns:
        field = getattr(value, column.name)
        if column.how == "span":
            yield from (None, None) if field is None else (field.start, field.end)
        elif column.how == "list":
            yield list_cell(field)
        elif column.how == "text":
            yield None if field is None else text_cell(field)
        elif column.how != "rows":
            yield field


def fields_from(columns: Sequence[Column], row: Iterator[Any]) -> dict[str, Any]:
    """A value's fields from its cells, which are taken from ``row``; lists of members are left."""
    fields: dict[str, Any] = {}
    for column in columns:
        if column.how == "span":
            start, end = next(row), next(row)
            fields[column.name] = None if start is None else Span(start, end)
        elif column.how != "rows":
            fields[column.name] = _FROM_CELL[column.how](next(row))
    return fields


def text_cell(text: str) -> str | bytes:
    """A text as SQLite takes it; half surrogates, which UTF-8 has not, make it a blob."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_from(cell: Cell) -> Any:  # noqa: ANN401 - a text or None, as its field says
    """The way back from :func:`text_cell`."""
    return cell.decode("utf-8", "surrogatepass") if isinstance(cell, bytes) else cell


def list_cell(texts: Sequence[str]) -> str:
    """A list of texts as JSON; half surrogates are escaped."""
    if not texts:
        return "[]"
    said = json.dumps(texts, ensure_ascii=False)
    return said if isinstance(text_cell(said), str) else json.dumps(texts)


def list_from(cell: str) -> tuple[str, ...]:
    """The way back from :func:`list_cell`."""
    return () if cell == "[]" else tuple(json.loads(cell))


def _same(cell: Any) -> Any:  # noqa: ANN401
    return cell


def _bool(cell: Any) -> bool | None:  # noqa: ANN401
    return None if cell is None else bool(cell)


_FROM_CELL = {
    "text": text_from,
    "list": list_from,
    "bool": _bool,
    "integer": _same,
    "real": _same,
}
