"""Marks: what the edition says of stretches and points of a source, as TEI elements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Damage, Note, Value
from recension.publication.tei import editors_marks
from recension.publication.tei.characters import attributes, token
from recension.publication.tei.containers import Point
from recension.publication.tei.edtf_dates import dating
from recension.publication.tei.nesting import Attributes, Mark
from recension.publication.tei.page_breaks import page_breaks

V = TypeVar("V", bound=Value)

# Which of the points at one offset comes first: notes belong to the call before them.
NOTE, PAGE, ANCHOR, GAP = range(4)

_PASSAGE, _SAID, _BIBL, _PHRASE = range(4)

_DAMAGE = {
    "garble": "unclear",
    "mojibake": "unclear",
    "repetition": "surplus",
    "fabricated": "surplus",
}


def at_source(entries: Iterable[Entry[V]], source: str) -> list[Entry[V]]:
    """Those rows of a table that stand somewhere in one source."""
    return [entry for entry in entries if entry.source == source and entry.span is not None]


def inline_marks(edition: Edition, source: str) -> Iterator[Mark]:
    """Everything said of stretches of a source, but for documents and lifted notes."""
    yield from _passages(edition, source)
    yield from _speech_and_references(edition, source)
    yield from _names_and_dates(edition, source)
    yield from _organizations(edition, source)
    yield from _cross_references(edition, source)
    text = edition.source_by_id[source].text
    yield from editors_marks.marks_of(at_source(edition.editorial_marks, source), text)
    for damage in at_source(edition.damage, source):
        if damage.span and len(damage.span):
            yield _damage(damage, damage.span)
    for head in at_source(edition.running_heads, source):
        if head.span:
            said = (("type", "running"), ("n", head.value.page))
            yield Mark(head.span, "fw", head.id, said, _PHRASE, named=False)


def _speech_and_references(edition: Edition, source: str) -> Iterator[Mark]:
    for said in at_source(edition.utterances, source):
        if said.span:
            value = said.value
            speakers = (("who", _to(value.speaker)), ("toWhom", _to(value.addressee)))
            direct = ("direct", "true" if value.mode == "direct" else "false")
            yield Mark(said.span, "said", said.id, (*speakers, direct), _SAID)
    for reference in at_source(edition.references, source):
        if reference.span:
            kind = (("type", token(reference.value.cites)),)
            yield Mark(reference.span, "bibl", reference.id, kind, _BIBL)


def _names_and_dates(edition: Edition, source: str) -> Iterator[Mark]:
    for when in at_source(edition.dates, source):
        if when.span:
            yield Mark(when.span, "date", when.id, dating(when.value.edtf), _PHRASE, named=False)
    for mention in at_source(edition.mentions, source):
        if mention.span:
            person = (("ref", _to(mention.value.person)), ("cert", cert(mention)))
            yield Mark(mention.span, "persName", mention.id, person, _PHRASE, named=False)
    for role in at_source(edition.roles, source):
        if role.span and len(role.span):
            yield Mark(role.span, "rs", role.id, (("type", role.value.kind),), _PHRASE)
    for place in at_source(edition.places, source):
        if place.span:
            named = (("ref", _to(place.id)),)
            yield Mark(place.span, "placeName", f"{place.id}.1", named, _PHRASE, named=False)


def _organizations(edition: Edition, source: str) -> Iterator[Mark]:
    for body in at_source(edition.organization_mentions, source):
        if body.span:
            which = (("ref", _to(body.value.organization)), ("cert", cert(body)))
            yield Mark(body.span, "orgName", body.id, which, _PHRASE, named=False)


def inner_titles(edition: Edition, source: str, heads: Collection[int]) -> Iterator[Mark]:
    """Titles before which something else stands, so that they can be no ``head``.

    Args:
        edition: with documents and divisions.
        source: id of the source.
        heads: where those begin that are.
    """
    documents = ((e.id, e.value.title_span) for e in at_source(edition.documents, source))
    divisions = ((e.id, e.value.title_span) for e in at_source(edition.divisions, source))
    for identifier, title in (*documents, *divisions):
        if title and len(title) and title.start not in heads:
            said = (("type", "head"), ("corresp", f"#{identifier}"))
            yield Mark(title, "seg", f"{identifier}.head", said, _PASSAGE, named=False)


def _cross_references(edition: Edition, source: str) -> Iterator[Mark]:
    """Pointers; ``n`` says in words what is pointed to."""
    here = {entry.id for entry in edition.documents if entry.source == source}
    here |= {entry.id for entry in edition.notes if entry.source == source}
    for entry in at_source(edition.cross_references, source):
        if entry.span:
            to = entry.value
            target = to.target if to.target in here else None
            kind = (("type", to.kind), ("subtype", to.status), ("n", to.words))
            said = (*kind, ("target", _to(target)), ("cert", cert(entry)))
            yield Mark(entry.span, "ref", entry.id, said, _PHRASE, named=False)


def _passages(edition: Edition, source: str) -> Iterator[Mark]:
    kind = (("type", "passage"),)
    for identifier, span, where in passages(edition):
        if where == source:
            yield Mark(span, "seg", identifier, kind, _PASSAGE)
    for entry in at_source(edition.testimonia, source):
        if entry.span:
            yield Mark(entry.span, "seg", entry.id, (("type", "testimonium"),), _PASSAGE)


def passages(edition: Edition) -> Iterator[tuple[str, Span, str | None]]:
    """The passages of all synopses: an id, where, and in which source."""
    sources = {entry.id: entry.source for entry in edition.documents}
    for entry in edition.alignments:
        for group_number, group in enumerate(entry.value.groups, 1):
            for number, passage in enumerate(group.passages, 1):
                identifier = passage_id(entry.id, group_number, number)
                span = Span(passage.start, passage.end)
                yield identifier, span, sources.get(passage.document)
        for number, only in enumerate(entry.value.only, 1):
            span = Span(only.start, only.end)
            yield passage_id(entry.id, 0, number), span, sources.get(only.document)


def passage_id(alignment: str, group: int, number: int) -> str:
    """The ``xml:id`` of a passage; group 0 holds those that only one record has."""
    return f"{alignment}.g{group}.{number}"


def _damage(entry: Entry[Damage], span: Span) -> Mark:
    element = _DAMAGE.get(entry.value.kind, "damage")
    word = "type" if element == "damage" else "reason"
    said = ((word, token(entry.value.kind)), ("cert", cert(entry)))
    return Mark(span, element, entry.id, said, _PHRASE)


def note_marks(notes: Iterable[Entry[Note]], whole: Iterable[str]) -> Iterator[Mark]:
    """The calls of notes, and bodies that cannot be elements of their own.

    Args:
        notes: of the source.
        whole: ids of those whose bodies are elements of their own.
    """
    apart = set(whole)
    for entry in notes:
        note = entry.value
        said = (("type", "noteCall"), ("n", note.label), ("target", f"#{entry.id}"))
        for number, call in enumerate(note.anchors, 1):
            yield Mark(call, "ref", f"{entry.id}.call{number}", said, _PHRASE, named=False)
        if note.body and entry.id not in apart:
            state = note_type(note)[1]
            body = (("type", "noteBody"), ("n", note.label), state)
            yield Mark(note.body, "seg", entry.id, body, _PASSAGE)


def points_of(edition: Edition, source: str) -> Iterator[Point]:
    """Everything said of points of a source: page breaks, gaps, calls of notes without a body."""
    for at, page_break in page_breaks(edition, source):
        yield Point(at, PAGE, page_break)
    for entry in at_source(edition.damage, source):
        if entry.span is not None and not len(entry.span):
            said = (("reason", token(entry.value.kind)), ("cert", cert(entry)))
            yield Point(entry.span.start, GAP, f"<gap{attributes(('xml:id', entry.id), *said)}/>")
    yield from editors_marks.gaps_of(at_source(edition.editorial_marks, source), GAP)
    for document in at_source(edition.documents, source):
        if document.span is not None and not len(document.span):
            yield _anchor(document.span.start, document.id, "document")


def note_type(note: Note, is_source: bool = False) -> Attributes:
    """What kind of note it is, and, where anything is wrong with it, what."""
    status = None if note.status == "linked" else token(note.status)
    kind = "source" if is_source else "footnote" if status else None
    return ("type", kind), ("subtype", status)


def bodiless(notes: Sequence[Entry[Note]]) -> Iterator[Point]:
    """For each note of which only the call survives, an empty note behind the call."""
    for entry in notes:
        if entry.value.body is None and (entry.value.anchors or entry.span is not None):
            call = entry.value.anchors[0] if entry.value.anchors else entry.span
            assert call is not None
            said = attributes(
                ("xml:id", entry.id), ("n", entry.value.label), *note_type(entry.value)
            )
            yield Point(call.end, NOTE, f'<note{said}><gap reason="lost"/></note>')


def empty_marks(marks: Iterable[Mark]) -> Iterator[Point]:
    """For each mark of a span without characters that others point to, an anchor."""
    for mark in marks:
        if not len(mark.span) and mark.named:
            yield _anchor(mark.span.start, mark.id, mark.element)


def _anchor(at: int, identifier: str, kind: str) -> Point:
    return Point(at, ANCHOR, f"<anchor{attributes(('xml:id', identifier), ('type', kind))}/>")


def cert(entry: Entry[V]) -> str | None:
    """How sure a row is, as TEI's ``@cert``; nothing is said where it is certain."""
    return None if entry.confidence == 1.0 else f"{entry.confidence:g}"


def _to(identifier: str | None) -> str | None:
    return None if identifier is None else f"#{identifier}"
