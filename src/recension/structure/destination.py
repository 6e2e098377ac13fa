"""Destinations: what a pointer can lead to in a source, and what is said if it leads nowhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import (
    CrossReferenceKind,
    CrossReferenceStatus,
    Document,
    Note,
    RunningHead,
)
from recension.structure.pointer import Direction, Pointer

_NEIGHBOURS = 2
"""Documents before a pointer in which *the aforementioned letter* is looked for."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a pointer leads, as a cross-reference says it.

    Attributes:
        kind, target, status, words, leads_to: as in
            :class:`recension.model.values.CrossReference`.
        because: the evidence, in words.
    """

    kind: CrossReferenceKind
    status: CrossReferenceStatus
    because: str
    words: str | None = None
    target: str | None = None
    leads_to: Span | None = None


class Destinations:
    """The notes, documents and pages of a source, asked by what a pointer says.

    Args:
        source: the text.
        findings: what has been found of it.
    """

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self._text = source.text
        self._documents = findings.of(Document)
        self._by_key = {document.key: document for document in self._documents}
        self._starts = [document.span.start for document in self._documents]
        self._numbered: dict[str, list[Finding[Document]]] = defaultdict(list)
        for document in self._documents:
            if document.value.number is not None:
                self._numbered[document.value.number].append(document)
        self._notes: dict[str | None, list[Finding[Note]]] = defaultdict(list)
        for note in findings.of(Note):
            self._notes[note.value.document].append(note)
        self._bodies = sorted(
            (n for n in findings.of(Note) if n.value.body is not None), key=_body_start
        )
        # The documents whose notes stand behind one text: they may share a numbering.
        self._sharing: dict[str | None, set[str | None]] = defaultdict(set)
        for note in self._bodies:
            self._sharing[self._place(note)].add(note.value.document)
        self._pages: dict[str, list[Span]] = defaultdict(list)
        for head in findings.of(RunningHead):
            if head.value.page is not None:
                self._pages[head.value.page].append(head.span)

    def note_around(self, offset: int) -> Finding[Note] | None:
        """The note in whose body an offset lies."""
        index = bisect_right(self._bodies, offset, key=_body_start) - 1
        note = self._bodies[index] if index >= 0 else None
        body = note.value.body if note else None
        return note if body and body.start <= offset < body.end else None

    def document_of(self, offset: int) -> Finding[Document] | None:
        """The document that an offset belongs to; in a note's body the one that calls the note."""
        note = self.note_around(offset)
        key = note.value.document if note else None
        called = self._by_key.get(key or "")
        return called or self.document_at(offset)

    def _place(self, note: Finding[Note]) -> str | None:
        document = self.document_at(_body_start(note))
        return document.key if document else None

    def document_at(self, offset: int) -> Finding[Document] | None:
        """The document that begins last before an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._documents[index] if index >= 0 else None

    def of(self, pointer: Pointer) -> Destination | None:
        """Where a pointer leads; None where it is no pointer after all."""
        here = self.document_of(pointer.span.start)
        if pointer.outside:
            return Destination(
                _kind(pointer), "outside", "it names another volume", _words(pointer)
            )
        if pointer.kind == "note":
            return self._note(pointer, here)
        if pointer.kind == "document":
            return self._document(pointer, here)
        if pointer.kind == "page":
            return self._page(pointer)
        if pointer.kind in ("previous", "next"):
            return self._neighbour(pointer.kind, here)
        if pointer.kind == "letter":
            return self._letter(here, pointer.span.start)
        if pointer.kind == "work":
            return self._work(pointer)
        return Destination("place", "open", "it does not say where exactly")

    def _document(self, pointer: Pointer, here: Finding[Document] | None) -> Destination | None:
        number = pointer.number or ""
        found = self._nearest_document(number, pointer.span.start)
        words = f"document {number}"
        if found is None:
            return self._no_document(number, words)
        if found is here and not pointer.listed:
            because = f"it stands in {words} itself"
            return Destination("document", "self", because, words, found.key)
        return Destination("document", "resolved", f"{words} of this source", words, found.key)

    def _nearest_document(self, number: str, offset: int) -> Finding[Document] | None:
        rows = self._numbered.get(number, [])
        whole = [row for row in rows if row.value.parent is None] or rows
        return min(whole, key=lambda row: abs(row.span.start - offset), default=None)

    def _no_document(self, number: str, words: str) -> Destination | None:
        """What is said of a number that no document has; nothing where documents have none."""
        known = sorted(int(n) for n in self._numbered if n.isdigit())
        if len(known) < 2 or not number.isdigit():
            return Destination(
                "document", "open", "the documents of this source have no numbers", words
            )
        within = known[0] < int(number) < known[-1]
        because = (
            f"{words} is missing in this copy, which goes from {known[0]} to {known[-1]}"
            if within
            else f"there is no {words} in this source, which goes from {known[0]} to {known[-1]}"
        )
        return Destination("document", "dangling", because, words)

    def _neighbour(self, which: str, here: Finding[Document] | None) -> Destination:
        found = self._beside(which, here)
        side = "before" if which == "previous" else "behind"
        if found is None:
            return Destination("document", "dangling", f"no document stands {side} this one")
        return Destination("document", "resolved", f"the document {side} this one", None, found.key)

    def _beside(self, which: str, here: Finding[Document] | None) -> Finding[Document] | None:
        """The document before or behind one; notes sections and attachments do not count."""
        whole = [d for d in self._documents if d is here or _is_whole(d)]
        index = next((i for i, d in enumerate(whole) if d is here), None)
        if index is None:
            return None
        at = index + (-1 if which == "previous" else 1)
        return whole[at] if 0 <= at < len(whole) else None

    def _page(self, pointer: Pointer) -> Destination:
        number, start = pointer.number or "", pointer.span.start
        words = f"page {number}"
        right = [
            span for span in self._pages.get(number, []) if _lies(span, start, pointer.direction)
        ]
        if right:
            place = min(right, key=lambda span: abs(span.start - start))
            return Destination("page", "resolved", f"{words} of this source", words, None, place)
        if len(self._pages) < 2:
            return Destination("page", "open", "this copy does not show its pages", words)
        because = f"no {words} {pointer.direction} in this copy"
        return Destination("page", "dangling", because, words)

    def _letter(self, here: Finding[Document] | None, offset: int) -> Destination | None:
        """The one letter that was spoken of; nothing where several or none come into question."""
        before = [d for d in self._documents if d.span.start < offset and d is not here]
        letters = [d for d in before[-_NEIGHBOURS:] if d.value.kind == "letter"]
        if len(letters) != 1:
            return None
        because = "the only letter among the documents right before"
        return Destination("document", "resolved", because, "letter", letters[0].key)

    def _work(self, pointer: Pointer) -> Destination:
        """The earlier note that names the work: the nearest that has the author's name."""
        name = re.search(
            r"([^\W\d_a-zа-я][^\W\d_]+),?[*_ ]*\s*$",
            self._text[max(0, pointer.span.start - 40) : pointer.span.start],
        )
        author = name.group(1) if name else None
        if author is None:
            return Destination("work", "open", "no author's name stands before it")
        at = bisect_right(self._bodies, pointer.span.start - 1, key=_body_start)
        home = self.note_around(pointer.span.start)
        for note in reversed(self._bodies[:at]):
            if note is not home and note.value.body and author in note.value.body.of(self._text):
                because = f"the latest note before that names {author}"
                return Destination("work", "resolved", because, author, note.key)
        return Destination("work", "dangling", f"no note before names {author}", author)

    def _note(self, pointer: Pointer, here: Finding[Document] | None) -> Destination | None:
        label, words = pointer.number or "", _words(pointer)
        home: Finding[Document] | None = here
        if pointer.document == "ibid.":
            because = "it belongs to what was cited last"
            return Destination("note", "open", because, f"note {label}, ibid.")
        if pointer.document in ("previous", "next"):
            home = self._beside(pointer.document, here)
        elif pointer.document is not None:
            home = self._nearest_document(pointer.document, pointer.span.start)
            if home is None:
                missing = self._no_document(pointer.document, f"document {pointer.document}")
                return (
                    Destination("note", missing.status, missing.because, words) if missing else None
                )
        elif pointer.apart:
            home = self._supra(pointer, here)
        return self._note_of(pointer, home, label, words)

    def _supra(self, pointer: Pointer, here: Finding[Document] | None) -> Finding[Document] | None:
        """The document of *footnote 4, supra*: the one before, if each numbers its notes anew."""
        which = "previous" if pointer.direction == "above" else "next"
        beside = self._beside(which, here)
        if here is None or here.value.number is None or beside is None:
            return here
        anew = {"1"} <= {n.value.label for n in self._notes[here.key]}
        has = pointer.number in {n.value.label for n in self._notes[beside.key]}
        return beside if anew and has else here

    def _note_of(
        self, pointer: Pointer, home: Finding[Document] | None, label: str, words: str
    ) -> Destination | None:
        """The note with a label in the numbering of a document."""
        rows = self._numbering(pointer, home)
        if not rows:
            return Destination(
                "note", "open", "no notes of this numbering stand in this copy", words
            )
        found = [note for note in rows if note.value.label == label]
        if not found:
            return _no_note(rows, label, words)
        start = pointer.span.start
        note = min(
            found,
            key=lambda n: (not _lies(n.span, start, pointer.direction), abs(n.span.start - start)),
        )
        if note is self.note_around(start):
            return Destination("note", "self", f"it stands in note {label} itself", words, note.key)
        if note.value.body is None:
            because = f"note {label} is called, but this copy does not have it"
            return Destination("note", "dangling", because, words, note.key)
        return Destination("note", "resolved", "the note of this number", words, note.key)

    def _numbering(self, pointer: Pointer, home: Finding[Document] | None) -> list[Finding[Note]]:
        """The notes among which a number is looked for: those of a document and of its family.

        Where a numbering runs over several documents, the notes behind the same text belong to it.
        """
        own = self._notes[home.key if home else None]
        if pointer.number in {note.value.label for note in own} or pointer.document is not None:
            return own
        key = home.key if home else None
        family = {key, home.value.parent if home else None} | {
            d.key for d in self._documents if key is not None and d.value.parent == key
        }
        around = self.note_around(pointer.span.start)
        if around is not None:
            family |= self._sharing[self._place(around)]
        joined = [note for member in family if member is not None for note in self._notes[member]]
        return joined or own


def _body_start(note: Finding[Note]) -> int:
    assert note.value.body is not None
    return note.value.body.start


def _is_whole(document: Finding[Document]) -> bool:
    value = document.value
    return value.parent is None and value.kind not in ("notes", "heading-matter", "fragment")


def _lies(span: Span, start: int, direction: Direction | None) -> bool:
    return direction is None or (span.start < start) == (direction == "above")


def _no_note(rows: list[Finding[Note]], label: str, words: str) -> Destination:
    """What is said of a number that no note of a numbering has."""
    labels = [note.value.label or "" for note in rows]
    numbers = sorted(int(label) for label in labels if label.isdigit())
    if label.isdigit() and numbers and numbers[0] < int(label) < numbers[-1]:
        because = (
            f"{words} is missing in this copy, whose notes go from {numbers[0]} to {numbers[-1]}"
        )
    else:
        reach = f", whose notes go from {numbers[0]} to {numbers[-1]}" if numbers else ""
        because = f"there is no {words} in this source{reach}"
    return Destination("note", "dangling", because, words)


def _kind(pointer: Pointer) -> CrossReferenceKind:
    if pointer.kind in ("note", "page", "work", "place"):
        return pointer.kind
    return "document"


def _words(pointer: Pointer) -> str:
    """What a pointer points to, as a label."""
    label = f"{_kind(pointer)} {pointer.number}"
    if pointer.document in ("previous", "next"):
        return f"{label} of the {pointer.document} document"
    return f"{label} of document {pointer.document}" if pointer.document else label
