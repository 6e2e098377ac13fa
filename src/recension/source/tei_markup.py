"""What the elements of a TEI file say, once their places are known: documents, notes, pointers.

Each becomes a finding with the code ``RF101`` and, unless ``@cert`` says less, confidence 1: it is
not this program that says it but whoever marked the text up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any, cast, get_args

from lxml import etree

from recension.model.division import Division, DivisionKind
from recension.model.finding import Finding, Findings
from recension.model.irregularity import Identifier
from recension.model.span import Span
from recension.model.values import Document, DocumentKind, MarkKind, Note, NoteStatus, Value
from recension.source.tei_elements import edtf_of, pieces, said, words_of
from recension.source.tei_layout import TEI, XML, Laid, is_document, local
from recension.source.tei_marks import EditorsMarks
from recension.source.tei_names import Names
from recension.source.tei_pointers import Pointers
from recension.source.tei_roles import Roles
from recension.vocabularies.document_kinds import document_kind

_SECTIONS = {
    "toc": "contents", "contents": "contents", "persons": "persons", "terms": "abbreviations",
    "abbreviations": "abbreviations", "index": "index",
}  # fmt: skip
_KINDS = frozenset(get_args(DocumentKind))
_FROM = "note[@type='translated-from']"
_FRUS = "{http://history.state.gov/frus/ns/1.0}"


def markup_of(root: etree._Element, laid: Laid) -> tuple[Finding[Value], ...]:
    """All that a file's markup says of its text.

    Args:
        root: the ``TEI`` element.
        laid: its text, and where its elements stand.
    """
    names = Names(root, laid)
    reader = _Documents(root, laid, names)
    documents = reader.by_id()
    notes = dict(_notes(laid, Findings(documents.values())))
    pointers = Pointers(root, laid, {**documents, **notes})
    return (
        *documents.values(),
        *notes.values(),
        *names.findings(),
        *pointers.findings(),
        *reader.divisions(),
        *EditorsMarks(root, laid).findings(),
        *Roles(root, laid, names, documents).findings(),
        *_identifiers(laid),
    )


def _identifiers(laid: Laid) -> Iterator[Finding[Value]]:
    """The ids that elements of the text have, each with what it should agree with."""
    for element, span in laid.spans.items():
        name = element.get(f"{XML}id")
        if name:
            divisions = (d.get(f"{XML}id") for d in element.iterancestors(f"{TEI}div"))
            value = Identifier(name, local(element), element.get("n"), next(divisions, None))
            yield said(element, value, span, "given in the TEI file")


class _Documents:
    """Reads the documents of a file."""

    def __init__(self, root: etree._Element, laid: Laid, names: Names) -> None:
        self._laid, self._names = laid, names
        by_note = (*laid.calls.values(), *_calls(laid).values())
        self._calls = sorted(call for calls in by_note for call in calls)
        listed = root.iterfind(f"{TEI}standOff/{TEI}listBibl[@type='documents']/{TEI}bibl")
        self._about = {(bibl.get("corresp") or "").lstrip("#"): bibl for bibl in listed}

    def by_id(self) -> dict[str, Finding[Value]]:
        """The documents by id, in order of place, those that hold others before them."""
        around: list[Finding[Value]] = []
        found: dict[str, Finding[Value]] = {}
        places = sorted(pieces(self._laid, ("div", "attachment")), key=_outer_first)
        taken: Counter[str] = Counter()
        for element, whole in places:
            if not self._is_one(element):
                continue
            span = self._trimmed(whole)
            while around and around[-1].span.end < span.end:
                around.pop()
            parent = around[-1].key if around else None
            finding = self._finding(element, span, parent)
            taken[finding.key] += 1
            if taken[finding.key] > 1:  # a document that is nothing but its attachment
                finding = replace(finding, key=f"{finding.key}#{taken[finding.key]}")
            around.append(finding)
            found[self._id(element) or finding.key] = finding
        return found

    def divisions(self) -> Iterator[Finding[Value]]:
        """The divisions that hold documents, in order of place."""
        around: list[Finding[Value]] = []
        for element, whole in sorted(pieces(self._laid, ("div",)), key=_outer_first):
            inner = element.iterdescendants(f"{TEI}div")
            if self._is_one(element) or not any(self._is_one(div) for div in inner):
                continue
            if any(self._is_one(div) for div in element.iterancestors(f"{TEI}div")):
                continue
            span, stated = self._trimmed(whole), element.get("type") or ""
            head = self._title_span(element, span)
            kind = cast(DivisionKind, stated if stated in get_args(DivisionKind) else "section")
            while around and around[-1].span.end < span.end:
                around.pop()
            parent = around[-1].key if around else None
            title = self._title(element, head)
            value = Division(kind, title, head, element.get("n") or None, parent)
            around.append(said(element, value, span, "marked up as div in the TEI file"))
            yield around[-1]

    def _trimmed(self, span: Span) -> Span:
        words = span.of(self._laid.text)
        return Span(span.start, span.start + len(words.rstrip())) if words.strip() else span

    def _is_one(self, element: etree._Element) -> bool:
        if local(element) == "attachment" or not self._about:
            return local(element) == "attachment" or is_document(element)
        return self._id(element) in self._about

    def _id(self, element: etree._Element) -> str:
        """The id of a division; that of one in pieces is its first piece's, without the number."""
        own = element.get(f"{XML}id") or ""
        return own if own in self._about or not self._about else own.rpartition(".")[0]

    def _finding(self, element: etree._Element, span: Span, parent: str | None) -> Finding[Value]:
        about = self._about.get(self._id(element))
        head = self._title_span(element, span)
        title = self._title(element, head) if about is None else words_of(about, "title")
        value = Document(
            kind=_kind(element, title, about is not None),
            title=title,
            title_span=head if title else None,
            number=element.get("n") or None,
            parent=parent,
            **(self._dated(element) if about is None else self._listed(about, element)),
        )
        source = about if about is not None else element
        return said(source, value, span, f"marked up as {local(element)} in the TEI file")

    def _title_span(self, element: etree._Element, span: Span) -> Span | None:
        """The first heading, with the calls of its notes."""
        heads = (h for h in element.iterchildren(f"{TEI}head") if h in self._laid.spans)
        own = self._id(element) or element.get(f"{XML}id")
        inner = f".//{TEI}seg[@type='head'][@corresp='#{own}']"
        head = next(heads, None)
        if head is None and self._about:
            head = element.find(inner)
        place = self._trimmed(self._laid.spans[head]) if head is not None else None
        return place if place and len(place) and place.end <= span.end else None

    def _title(self, element: etree._Element, head: Span | None) -> str | None:
        """The words of the heading, without the calls of notes and the document's number."""
        if head is None:
            return None
        parts, at = [], head.start
        first = bisect_left(self._calls, Span(head.start, head.start))
        for call in takewhile(lambda call: call.end <= head.end, self._calls[first:]):
            parts.append(Span(at, call.start).of(self._laid.text))
            at = call.end
        words = " ".join("".join([*parts, Span(at, head.end).of(self._laid.text)]).split())
        number = element.get("n")
        if number and words.startswith(f"{number}."):
            words = words[len(number) + 1 :].strip()
        return words or None

    def _dated(self, element: etree._Element) -> dict[str, Any]:
        """Date, place, those present and source line, as the document's own elements give them."""
        lines = [d for d in element.iter(f"{TEI}dateline") if _is_of(d, element)]
        dates = [edtf for line in lines for d in line.iter(f"{TEI}date") if (edtf := edtf_of(d))]
        places = [
            p for line in lines for p in line.iter(f"{TEI}placeName") if p in self._laid.spans
        ]
        earliest = re.match(r"\d{4}-\d\d-\d\d", element.get(f"{_FRUS}doc-dateTime-min") or "")
        return {
            "date": next(iter(dates), earliest[0] if earliest else None),
            "place": self._words(places[0]) if places else None,
            "participants": self._present(element),
            "source_line": self._source_line(element),
        }

    def _source_line(self, element: etree._Element) -> Span | None:
        """The first source note that is the document's own."""
        notes = (n for n in element.iter(f"{TEI}note") if n.get("type") == "source")
        line = next((n for n in notes if n in self._laid.spans and _is_of(n, element)), None)
        return self._laid.spans[line] if line is not None else None

    def _reference(self, about: etree._Element) -> str | None:
        target = about.find(f"{TEI}ref[@type='reference']")
        own = (target.get("target") or "").lstrip("#") if target is not None else ""
        return self._names.reference(own)

    def _words(self, element: etree._Element) -> str:
        return " ".join(self._laid.spans[element].of(self._laid.text).split())

    def _present(self, element: etree._Element) -> tuple[str, ...]:
        named = [
            name
            for part in element.iter(f"{TEI}list")
            if part.get("type") == "participants" and _is_of(part, element)
            for name in part.iter(f"{TEI}persName")
        ]
        keys = (self._names.key(name) for name in named)
        return tuple(dict.fromkeys(key for key in keys if key))

    def _listed(self, about: etree._Element, element: etree._Element) -> dict[str, Any]:
        """What Recension's list of documents says."""
        date = about.find(f"{TEI}date")
        people = [p for p in about.findall(f"{TEI}persName") if p.get("corresp") is None]
        lost = words_of(about, "note[@type='lost']")
        present = [self._names.key(p) for p in people if p.get("role") == "participant"]
        recorders = [self._names.key(p) for p in people if p.get("role") == "recorder"]
        return {
            "date": edtf_of(date) if date is not None else None,
            "place": words_of(about, "placeName"),
            "translator": words_of(about, "editor[@role='translator']"),
            "classification": words_of(about, "note[@type='classification']"),
            "participants": tuple(key for key in present if key),
            "recorder": next((key for key in recorders if key), None),
            "lost": lost,
            "complete": lost is None and about.find(f"{TEI}note[@type='incomplete']") is None,
            "language": element.get(f"{XML}lang"),
            "translated_from": tuple((words_of(about, _FROM) or "").split()),
            "source_line": self._source_line(element),
            "reference": self._reference(about),
        }


def _outer_first(place: tuple[etree._Element, Span]) -> tuple[int, int, int]:
    element, span = place
    return span.start, -span.end, sum(1 for _ in element.iterancestors())


def _is_of(element: etree._Element, document: etree._Element) -> bool:
    """Whether an element belongs to a document itself, not to one inside it."""
    for around in element.iterancestors():
        if around is document:
            return True
        if "attachment" in (local(around), around.get("type")) or is_document(around):
            return False
    return False


def _kind(element: etree._Element, title: str | None, is_listed: bool) -> DocumentKind:
    kind = element.get("type") or ""
    if is_listed:
        stated = next((s for s in (element.get("subtype"), kind) if s in _KINDS), "document")
        return cast(DocumentKind, stated)
    if local(element) == "attachment":
        return "attachment"
    if element.get("subtype") == "editorial-note":
        return "editorial-note"
    for name in (kind, (element.get(f"{XML}id") or "").rstrip("0123456789")):
        if name in _SECTIONS:
            return cast(DocumentKind, _SECTIONS[name])
    named = document_kind(title or "")
    return cast(DocumentKind, named[0]) if named else "document"


def _notes(laid: Laid, documents: Findings) -> Iterator[tuple[str, Finding[Value]]]:
    """The notes, each with its id."""
    calls = _calls(laid)
    for element, span in pieces(laid, ("note", "seg")):
        if local(element) == "seg" and element.get("type") != "noteBody":
            continue
        anchors = tuple(laid.calls.get(element, ()))
        anchors += tuple(calls.get(_note_id(element, calls), ()))
        if not anchors and element.get("n") is None and element.get("type") in get_args(MarkKind):
            continue  # an editor's words in the text, not a note to it
        finding = _note(element, span if len(span) else None, anchors, documents)
        if finding is not None:
            yield element.get(f"{XML}id") or finding.key, finding


def _calls(laid: Laid) -> dict[str, list[Span]]:
    """For each note's id the ``ref`` elements of type ``noteCall`` that point to it."""
    calls: dict[str, list[Span]] = {}
    for element, span in pieces(laid, ("ref",)):
        if element.get("type") == "noteCall":
            calls.setdefault((element.get("target") or "").lstrip("#"), []).append(span)
    return calls


def _note_id(element: etree._Element, calls: dict[str, list[Span]]) -> str:
    own = element.get(f"{XML}id") or ""
    return own if own in calls else own.rpartition(".")[0]


def _note(
    element: etree._Element, body: Span | None, anchors: tuple[Span, ...], documents: Findings
) -> Finding[Value] | None:
    place = body or next(iter(anchors), None)
    if place is None:
        return None
    stated = element.get("subtype")
    status = stated if stated in get_args(NoteStatus) else "linked" if body else "no-body"
    at = anchors[0].start if anchors else place.start
    around = list(documents.overlapping(Document, Span(at, at + 1)))
    document = min(around, key=lambda f: len(f.span)).key if around else None
    value = Note(element.get("n") or None, body, anchors, cast(NoteStatus, status), document)
    return said(element, value, place, "marked up as note in the TEI file")
