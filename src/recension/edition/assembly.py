"""Findings become an edition: every row gets its id, every key the id of the row it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from recension.edition.people_of_documents import with_people, with_person
from recension.model.edition import TABLES, Decision, Edition, Entry, Source, Table
from recension.model.finding import Finding, Findings, key_of
from recension.model.plain_data import field_types
from recension.model.source_text import SourceText
from recension.model.values import Document, Organization, Person, Place, Role, Value

D = TypeVar("D")

# A person, place or organisation that several sources name by one key is one row.
_SHARED = (Person, Place, Organization)


def assemble(
    readings: Sequence[tuple[SourceText, Findings]],
    decisions: Sequence[Decision] = (),
    generator_version: str = "",
) -> Edition:
    """Put an edition together.

    Rows are numbered in the order of source and place (what contains goes before what is
    contained), so that the same input gives the same ids. A key that names nothing becomes
    ``None``; where a row says nothing without it (a mention of nobody), there is no row.

    Args:
        readings: each source with all that was found on it, in the order of the inputs.
        decisions: the editor's, kept as they are.
        generator_version: of the program that read.

    Returns:
        the edition. Findings of kinds that have no table are signals between stages and stay out.
    """
    sources = tuple(Source(f"s{n}", text) for n, (text, _) in enumerate(readings, 1))
    drafts = {table.name: _drafts(table, readings) for table in TABLES}
    _fill_in_people(drafts, readings)
    names = _names(drafts, len(readings))
    tables: dict[str, Any] = {
        name: tuple(e for row in rows if (e := _entry(row, names[row.source])) is not None)
        for name, rows in drafts.items()
    }
    return Edition(
        sources=sources,
        decisions=tuple(decisions),
        generator_version=generator_version,
        **tables,
    )


@dataclass(slots=True)
class _Draft:
    """A row before its keys are resolved; ``source`` counts from 0."""

    id: str
    source: int
    finding: Finding[Value]
    value: Value
    confidence: float
    keys: list[tuple[int, str]] = field(default_factory=list)


def _drafts(table: Table, readings: Sequence[tuple[SourceText, Findings]]) -> list[_Draft]:
    drafts: list[_Draft] = []
    shared: dict[str, _Draft] = {}
    for source, (_, findings) in enumerate(readings):
        for finding in sorted(findings.of(table.kind), key=_order):
            draft = shared.get(finding.key) if _is_shared(finding) else None
            if draft is None:
                draft = _draft(f"{table.prefix}{len(drafts) + 1}", source, finding)
                drafts.append(draft)
            else:
                draft.value = _merged(draft.value, finding.value)
                draft.confidence = max(draft.confidence, finding.confidence)
            draft.keys += [(source, key) for key in _keys(finding)]
            if _is_shared(finding):
                shared[finding.key] = draft
    return drafts


def _fill_in_people(
    drafts: Mapping[str, Sequence[_Draft]], readings: Sequence[tuple[SourceText, Findings]]
) -> None:
    """Say of roles which person has them, and of documents who was present and recorded."""
    roles: dict[tuple[int, str], list[Role]] = {}
    for draft in drafts["roles"]:
        if isinstance(draft.value, Role):
            place, findings = draft.finding.span, readings[draft.source][1]
            draft.value = with_person(draft.value, place, findings)
            roles.setdefault((draft.source, draft.value.document), []).append(draft.value)
    for draft in drafts["documents"]:
        here = [role for _, key in draft.keys for role in roles.get((draft.source, key), ())]
        if here and isinstance(draft.value, Document):
            draft.value = with_people(draft.value, here)


def _draft(row_id: str, source: int, finding: Finding[Value]) -> _Draft:
    return _Draft(row_id, source, finding, finding.value, finding.confidence)


def _order(finding: Finding[Value]) -> tuple[int, int, str, str]:
    return finding.span.start, -finding.span.end, finding.code, finding.key


def _keys(finding: Finding[Value]) -> set[str]:
    return {finding.key, key_of(finding.value, finding.span)} - {""}


def _is_shared(finding: Finding[Value]) -> bool:
    """Whether its key is a name; a key made of offsets means nothing in another source."""
    by_name = finding.key not in ("", key_of(finding.value, finding.span))
    return by_name and isinstance(finding.value, _SHARED)


def _merged(first: Value, other: Value) -> Value:
    """What two findings say of one person or place: the first is kept, the other fills its gaps."""
    changes: dict[str, Any] = {}
    for name in field_types(type(first)):
        mine, theirs = getattr(first, name), getattr(other, name)
        if mine is None:
            changes[name] = theirs
        elif isinstance(mine, tuple):
            changes[name] = _union(mine, theirs)
    if isinstance(first, _SHARED) and isinstance(other, _SHARED) and first.name != other.name:
        changes["variants"] = _union(changes["variants"], (other.name,))
    return replace(first, **changes)


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _names(drafts: Mapping[str, Sequence[_Draft]], sources: int) -> list[dict[str, str]]:
    """For each source, the id that each key stands for there.

    A row that will not be (see :func:`assemble`) gives its id to nobody, nor do rows that hang
    on it; two findings under one key: the first has it.
    """
    names: list[dict[str, str]] = [{} for _ in range(sources)]
    for rows in drafts.values():
        for row in rows:
            for source, key in row.keys:
                names[source].setdefault(key, row.id)
    return names


def _entry(draft: _Draft, names: Mapping[str, str]) -> Entry[Any] | None:
    value = resolved(draft.value, names)
    if value is None:
        return None
    finding = draft.finding
    return Entry(
        id=draft.id,
        value=value,
        source=f"s{draft.source + 1}",
        span=finding.span,
        rule=finding.code,
        confidence=draft.confidence,
        because=finding.because,
    )


def resolved(value: D, names: Mapping[str, str]) -> D | None:
    """A value with ids for keys; ``None`` where it says nothing without one that names nothing."""
    changes: dict[str, Any] = {}
    kind: Any = type(value)
    shape = _shape(kind)
    for name in shape.refers:
        key = getattr(value, name)
        if isinstance(key, tuple):
            changes[name] = tuple(names[k] for k in key if k in names)
        elif key is not None:
            changes[name] = names.get(key)
            if changes[name] is None and name in shape.required:
                return None
    for name in shape.nested:
        members = (resolved(member, names) for member in getattr(value, name))
        changes[name] = tuple(member for member in members if member is not None)
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Of a dataclass: the fields that refer, those that must, those with members that refer."""

    refers: tuple[str, ...]
    required: frozenset[str]
    nested: tuple[str, ...]


@cache
def _shape(kind: type) -> _Shape:
    refers: tuple[str, ...] = getattr(kind, "REFERS", ())
    types = field_types(kind)
    nested = [name for name, hint in types.items() if _holds_dataclasses(hint)]
    return _Shape(refers, frozenset(r for r in refers if types[r] is str), tuple(nested))


def _holds_dataclasses(hint: Any) -> bool:  # noqa: ANN401 - a type hint
    member = getattr(hint, "__args__", (None,))[0]
    return getattr(hint, "__origin__", None) is tuple and is_dataclass(member)
