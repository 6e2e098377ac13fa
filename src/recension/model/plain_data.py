"""Typed values as plain data (what JSON can say) and back, without losing a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from recension.model.span import Span

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain]"
T = TypeVar("T")

_FIELD_TYPES: dict[type, dict[str, Any]] = {}
# Where an empty list says something: "none", not "unknown".
_NEVER_ABSENT = frozenset({"variants", "anchors", "witnesses", "groups", "passages", "only"})


def to_plain(value: object) -> Plain:
    """A typed value as plain data; what is unknown (``None``, no members) is absent.

    Args:
        value: a dataclass of the model, or anything that one of its fields holds.

    Raises:
        TypeError: something that the model does not know of.
    """
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [to_plain(member) for member in value]
    if not is_dataclass(value):
        raise TypeError(f"no plain form for {type(value).__name__}")
    return {
        name: to_plain(member)
        for name in field_types(type(value))
        if not _unknown(name, member := getattr(value, name))
    }


def _unknown(name: str, member: object) -> bool:
    return member is None or (member == () and name not in _NEVER_ABSENT)


def to_typed(kind: type[T], data: Any) -> T:  # noqa: ANN401 - whatever a JSON parser gave
    """Plain data as a typed value: the way back from :func:`to_plain`.

    Args:
        kind: the dataclass that the data is of; members that it does not know are ignored, so that
            a newer program's optional fields do no harm.
        data: what the JSON parser gave.
    """
    found: T = _typed(kind, data)
    return found


def _typed(kind: Any, data: Any) -> Any:  # noqa: ANN401
    if data is None:
        return None
    if get_origin(kind) in (UnionType, Union):
        return _typed(get_args(kind)[0], data)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], member) for member in data)
    if isinstance(kind, type) and is_dataclass(kind):
        return _typed_dataclass(kind, data)
    return float(data) if kind is float else data


def _typed_dataclass(kind: type, data: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return kind(
        **{
            field.name: _typed(field_types(kind)[field.name], data.get(field.name))
            for field in fields(kind)
            if field.name in data or field.default is MISSING
        }
    )


def field_types(kind: type) -> Mapping[str, Any]:
    """A dataclass's fields with their types, in order."""
    types = _FIELD_TYPES.get(kind)
    if types is None:
        hints = get_type_hints(kind)
        types = _FIELD_TYPES[kind] = {field.name: hints[field.name] for field in fields(kind)}
    return types
