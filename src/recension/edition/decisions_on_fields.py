"""Correcting what is said of a document or a person: ``correct``, a field, and what it is to be.

=============  ===================================================================================
of documents   what is set right
=============  ===================================================================================
``title``      what it is called
``date``       when it was written, as EDTF
``number``     its number, as printed
``kind``       one of the kinds of document
``place``      where it was written
``classification``, ``translator``
``from``, ``to``, ``for-information``, ``distribution``, ``signed``, ``drafted-by``,
``recorded-by``, ``interpreter``
               the names of all who had this part, one or several
=============  ===================================================================================

Of persons: ``name``, ``birth``, ``death``. No value at all says that there is none. A document is
named by its first words, a person by a place that names him or her. What the program had read
stays in the row's ``corrections``, and a name that was changed stays among the variants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args

from recension.edition.decision_place import Place
from recension.edition.decisions_on_events import document_at
from recension.edition.decisions_on_persons import person_at
from recension.edition.deed import CannotDo, shortened, union, why
from recension.model.edition import Decision, Edition, Entry
from recension.model.values import (
    Correction,
    Document,
    DocumentKind,
    Letter,
    Person,
    Role,
    RoleKind,
)

V = TypeVar("V", Document, Person)
W = TypeVar("W", Document, Person, Letter, Edition)

#: A document's fields with one value, by the name under which an editor corrects them.
DOCUMENT_FIELDS = ("title", "date", "number", "kind", "place", "classification", "translator")
#: Its fields with any number of names, and the role that each of these has.
ROLE_FIELDS: Mapping[str, RoleKind] = {
    "from": "sender", "to": "receiver", "for-information": "informed",
    "distribution": "distribution", "signed": "signatory", "drafted-by": "drafter",
    "recorded-by": "recorder", "interpreter": "interpreter",
}  # fmt: skip
PERSON_FIELDS = ("name", "birth", "death")
#: What can be corrected, by table.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "documents": (*DOCUMENT_FIELDS, *ROLE_FIELDS),
    "persons": PERSON_FIELDS,
}
_NEVER_NONE = ("kind", "name")
_EDTF = re.compile(r"(?=.*\d{2})[-\dXYES.?~%/T:+Z\[\]{},]+")
_YEARS = ("date", "birth", "death")
_HEAD = 120
"""Code points from a document's beginning in which the words that name it may stand anew."""


def correct_document(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Set a field of a document right."""
    row, field = _document(edition, place), _checked(decision, "documents")
    if field in ROLE_FIELDS:
        return _with_roles(edition, decision, row, ROLE_FIELDS[field])
    value = _corrected(row.value, decision, (getattr(row.value, field),))
    if field == "date":
        edition = _with_letters(edition, row.id, date=_one(decision))
    return _with(edition, "documents", row, _changed(value, {field: _one(decision)}), decision)


def correct_person(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Set a field of a person right."""
    row, field = person_at(edition, place), _checked(decision, "persons")
    value = _corrected(row.value, decision, (getattr(row.value, field),))
    if field == "name":
        variants = union((row.value.name,), row.value.variants)
        value = replace(value, variants=tuple(v for v in variants if v != _one(decision)))
    return _with(edition, "persons", row, _changed(value, {field: _one(decision)}), decision)


#: What this file carries out.
FIELD_DEEDS: dict[tuple[str, str], Callable[[Edition, Decision, Place], Edition]] = {
    ("correct", "documents"): correct_document,
    ("correct", "persons"): correct_person,
}


def field_at(edition: Edition, table: str, place: Place, field: str | None) -> str:
    """What the program has in a field, in words."""
    if field not in FIELDS[table]:
        return ""
    if field in ROLE_FIELDS:
        row = _document(edition, place)
        held = _names(edition, row.id, ROLE_FIELDS[field])
    else:
        found = _document(edition, place) if table == "documents" else person_at(edition, place)
        held = (getattr(found.value, field),)
    return "; ".join(filter(None, held)) or "nothing"


def _checked(decision: Decision, table: str) -> str:
    """The field that a decision corrects, of which its values can be values."""
    field, values = decision.field or "", decision.values
    if field not in FIELDS[table]:
        known = ", ".join(FIELDS[table])
        raise CannotDo(f"“{shortened(field)}” is no field that is corrected; these are: {known}")
    if len(values) > 1 and field not in ROLE_FIELDS:
        raise CannotDo(f"{field} has one value, not {len(values)}")
    if not all(value.strip() for value in values):
        raise CannotDo("a value is empty")
    if not values and field in _NEVER_NONE:
        raise CannotDo(f"{field} cannot be none")
    if field == "kind" and values[0] not in get_args(DocumentKind):
        raise CannotDo(f"there is no such kind; these are: {', '.join(get_args(DocumentKind))}")
    if field in _YEARS and not all(map(_EDTF.fullmatch, values)):
        raise CannotDo(f"“{shortened(values[0])}” is no date as EDTF, such as 1946-05-27")
    return field


def _one(decision: Decision) -> str | None:
    return " ".join(decision.values[0].split()) if decision.values else None


def _document(edition: Edition, place: Place) -> Entry[Document]:
    """The document that begins at a place.

    Raises:
        CannotDo: none begins there: what was one is now read as a part of another.
    """
    row = document_at(edition, place)
    if row is None or row.span is None:
        raise CannotDo("no document has its words")
    if abs(row.span.start - place[1].start) > _HEAD:
        raise CannotDo("no document begins there any more")
    return row


def _names(edition: Edition, document: str, kind: RoleKind) -> tuple[str, ...]:
    """Who has a role in a document; of letters also what only they say."""
    here = [r.value for r in edition.roles if r.value.document == document]
    names = tuple(dict.fromkeys(r.name for r in here if r.kind == kind))
    if names or kind not in ("sender", "receiver"):
        return names
    ends = (getattr(c.value, kind) for c in edition.letters if c.value.document == document)
    return tuple(filter(None, ends))


def _with_roles(
    edition: Edition, decision: Decision, row: Entry[Document], kind: RoleKind
) -> Edition:
    """Let these and no others have a role; those whom the document prints keep their place."""
    had = _names(edition, row.id, kind)
    values = tuple(dict.fromkeys(" ".join(value.split()) for value in decision.values))
    mine = [r for r in edition.roles if r.value.document == row.id and r.value.kind == kind]
    kept = {r.value.name: r for r in reversed(mine)}
    last = max((int(r.id[1:]) for r in edition.roles), default=0)
    roles = [r for r in edition.roles if all(r is not gone for gone in mine)]
    for number, name in enumerate(values, 1):
        role = kept.get(name)
        new = Entry(f"o{last + number}", Role(kind, row.id, name), row.source)
        roles.append(_decided(role or new, decision))
    edition = replace(edition, roles=tuple(sorted(roles, key=_order_of(edition))))
    if kind in ("sender", "receiver"):
        edition = _with_letters(edition, row.id, **{kind: "; ".join(values) or None})
    value = _corrected(row.value, decision, had)
    if kind == "recorder":
        value = replace(value, recorder=None)
    return _with(edition, "documents", row, value, decision)


def _order_of(edition: Edition) -> Callable[[Entry[Role]], tuple[int, int]]:
    """Roles in the order in which they stand; those that stand nowhere after their document's."""
    ends = {row.id: (row.source, row.span.end) for row in edition.documents if row.span}
    sources = {source.id: number for number, source in enumerate(edition.sources)}

    def order(role: Entry[Role]) -> tuple[int, int]:
        source, end = ends.get(role.value.document, (role.source, 0))
        return sources.get(source or "", 0), role.span.start if role.span else end

    return order


def _with_letters(edition: Edition, document: str, **changes: str | None) -> Edition:
    letters = tuple(
        replace(c, value=_changed(c.value, changes)) if c.value.document == document else c
        for c in edition.letters
    )
    return replace(edition, letters=letters)


def _corrected(value: V, decision: Decision, had: tuple[str | None, ...]) -> V:
    """A value that says what the program had read; of a field corrected twice, the first."""
    field = decision.field or ""
    before = next((c.read for c in value.corrections if c.field == field), None)
    read = tuple(filter(None, had)) if before is None else before
    others: list[Correction] = [c for c in value.corrections if c.field != field]
    corrections = (*others, Correction(field, read, decision.id, decision.by))
    return _changed(value, {"corrections": corrections})


def _changed(value: W, fields: Mapping[str, Any]) -> W:
    """A value with other contents in the fields that are named."""
    return replace(value, **fields)


def _with(
    edition: Edition, table: str, row: Entry[Any], value: Document | Person, decision: Decision
) -> Edition:
    changed = replace(row, value=value, because=union((why(decision),), row.because))
    rows = tuple(changed if other.id == row.id else other for other in getattr(edition, table))
    return _changed(edition, {table: rows})


def _decided(entry: Entry[Role], decision: Decision) -> Entry[Role]:
    return replace(entry, confidence=1.0, because=union((why(decision),), entry.because))
