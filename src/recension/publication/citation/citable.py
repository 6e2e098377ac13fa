"""A document of the edition as something that can be cited: what all styles and formats say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Document, Letter, Reference, Role
from recension.publication.wording import DOCUMENT_KINDS, document_title, reference_words

_NOT_CITED = frozenset(("heading-matter", "notes", "contents", "persons", "abbreviations", "index"))
_AUTHORS = ("sender", "signatory", "drafter", "recorder")
_OPENING = 400


@dataclass(frozen=True, slots=True)
class Citable:
    """One document in the terms that reference managers share.

    Attributes:
        key: for BibTeX and CSL: letters, digits and hyphens only, unlike any other of the edition.
        document: the document's id in the edition.
        title: its own, or its first words in quotation marks.
        kind: in words (``Record``, ``Letter`` …).
        container: what it is printed in: the source's name without its ending.
        number: as printed.
        date: EDTF.
        place: where it was written.
        authors, recipients: names as the document gives them.
        translator: as printed.
        repository: of the original, as far as the source line says.
        shelfmark: the original's place there, spelt out.
        pages: labels of the first and the last page, joined by an en dash.
        language: ISO 639.
    """

    key: str
    document: str
    title: str
    kind: str
    container: str
    number: str | None = None
    date: str | None = None
    place: str | None = None
    authors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    translator: str | None = None
    repository: str | None = None
    shelfmark: str | None = None
    pages: str | None = None
    language: str | None = None


def citable(edition: Edition) -> tuple[Citable, ...]:
    """The documents of an edition that one cites, in its order; lists and notes are left out."""
    known = _Known(edition)
    return tuple(_citable(known, row) for row in edition.documents
                 if row.source and row.span and row.value.kind not in _NOT_CITED)  # fmt: skip


class _Known:
    """What the tables of an edition say of each document."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.people = {person.id: person.value.name for person in edition.persons}
        self.letters = {letter.value.document: letter.value for letter in edition.letters}
        self.references = {entry.id: entry for entry in edition.references}
        self.roles: dict[str, list[Role]] = {}
        for entry in edition.roles:
            self.roles.setdefault(entry.value.document, []).append(entry.value)

    def in_roles(self, document: str, *kinds: str) -> tuple[str, ...]:
        """The names of those who have one of these roles, the first role that anybody has."""
        for kind in kinds:
            names = [role.name for role in self.roles.get(document, ()) if role.kind == kind]
            if names:
                return tuple(dict.fromkeys(" ".join(name.split()) for name in names))
        return ()


def _citable(known: _Known, row: Entry[Document]) -> Citable:
    assert row.source is not None
    assert row.span is not None
    value, text = row.value, known.edition.source_by_id[row.source]
    opening = Span(row.span.start, min(row.span.end, row.span.start + _OPENING)).of(text.text)
    container = PurePath(text.name).stem or text.name
    unit = _original(known, row)
    return Citable(
        key=f"{_plain(container)}-{row.id}",
        document=row.id,
        title=document_title(value, opening),
        kind=DOCUMENT_KINDS.get(value.kind, value.kind),
        container=container,
        number=value.number,
        date=value.date,
        place=value.place,
        authors=_authors(known, row),
        recipients=_recipients(known, row),
        translator=value.translator,
        repository=unit.repository if unit else None,
        shelfmark=_shelfmark(unit) if unit else None,
        pages=_pages(text.pages, row.span),
        language=value.language,
    )


def _authors(known: _Known, row: Entry[Document]) -> tuple[str, ...]:
    letter: Letter | None = known.letters.get(row.id)
    if letter and letter.sender:
        return (" ".join(letter.sender.split()),)
    named = known.in_roles(row.id, *_AUTHORS)
    recorder = known.people.get(row.value.recorder or "")
    return named or ((recorder,) if recorder else ())


def _recipients(known: _Known, row: Entry[Document]) -> tuple[str, ...]:
    letter = known.letters.get(row.id)
    if letter and letter.receiver:
        return (" ".join(letter.receiver.split()),)
    return known.in_roles(row.id, "receiver")


def _original(known: _Known, row: Entry[Document]) -> Reference | None:
    """Where the original lies: what the document says, or the first unit in its source line."""
    if row.value.reference in known.references:
        return known.references[row.value.reference].value
    line = row.value.source_line
    for entry in known.references.values() if line else ():
        inside = entry.span is not None and line is not None and entry.span.within(line)
        if entry.source == row.source and inside and entry.value.cites == "document":
            return entry.value
    return None


def _shelfmark(unit: Reference) -> str | None:
    """All of a reference but its repository."""
    words = reference_words(unit)
    without = words.replace(unit.repository or "\0", "", 1).strip(" ,")
    return re.sub(r", ,", ",", without) or None


def _pages(pages: tuple, span: Span) -> str | None:  # type: ignore[type-arg]
    labels = [p.label for p in pages if p.start < span.end and span.start < p.end and p.label]
    return "–".join(dict.fromkeys((labels[0], labels[-1]))) if labels else None


def _plain(name: str) -> str:
    """A name as a key: letters without their marks, anything else a hyphen."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-").lower() or "source"


_EDTF_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?[?~%]?")


def date_parts(edtf: str | None) -> Iterator[tuple[int, ...]]:
    """The year, month and day of a date, or of both ends of an interval, as far as they are known.

    Args:
        edtf: the date; a season gives its year alone, a masked year (``194X``) nothing.
    """
    for end in (edtf or "").split("/"):
        match = _EDTF_DAY.fullmatch(end)
        if match is None:
            return
        year, month, day = match.groups()
        if month and int(month) > 12:
            month = day = None
        yield tuple(int(part) for part in (year, month, day) if part)
