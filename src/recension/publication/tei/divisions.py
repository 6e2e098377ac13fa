"""Divisions: the documents of a source as nested divs, and their text as headings and paragraphs.

Every character of the source is in exactly one block; the white space after a paragraph stands at
its end. TEI allows no paragraph after a div inside the same div, so text between the documents is
a div of its own, of type ``between``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recension.model import division as volume
from recension.model.edition import Entry
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document
from recension.publication.tei.characters import token
from recension.publication.tei.nesting import Clipped, Mark, Segment, segments, shared
from recension.publication.tei.note_places import Bodies

# What a division is called that is no archival item; all others are of type ``document``.
_TYPES = {
    "contents": "toc",
    "persons": "section",
    "abbreviations": "section",
    "index": "section",
    "notes": "section",
    "attachment": "attachment",
    "document": "document",
}


@dataclass(eq=False, slots=True)
class Division:
    """A piece of a document: one div.

    Attributes:
        mark: the document; None for the text between documents.
        start: where the piece begins.
        divided: whether a div has already been opened in it.
    """

    mark: Mark | None
    start: int
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph, with the white space after it.

    Attributes:
        span: where.
        element: ``head`` or ``p``.
        path: the divs around it, outermost first.
    """

    span: Span
    element: str = "p"
    path: tuple[Division, ...] = field(default=())


def document_marks(documents: Sequence[Entry[Document]]) -> list[Mark]:
    """The documents that have a span, as marks."""
    return [
        Mark(entry.span, "div", entry.id, _attributes(entry.value), rank=0)
        for entry in documents
        if entry.span is not None and len(entry.span)
    ]


def division_marks(divisions: Sequence[Entry[volume.Division]]) -> list[Mark]:
    """The compilations and chapters that have a span, as marks around the documents."""
    return [
        Mark(
            entry.span,
            "div",
            entry.id,
            (("type", token(entry.value.kind)), ("n", entry.value.number)),
            rank=-1,
        )
        for entry in divisions
        if entry.span is not None and len(entry.span)
    ]


def _attributes(document: Document) -> tuple[tuple[str, str | None], ...]:
    kind = _TYPES.get(document.kind, "document")
    return (
        ("type", kind),
        ("subtype", None if kind == document.kind else token(document.kind)),
        ("n", document.number),
        ("xml:lang", language_tag(document.language)),
    )


def language_tag(language: str | None) -> str | None:
    """A language's tag if it has the form of one."""
    parts = (language or "").split("-")
    fits = all(0 < len(part) <= 8 and part.isascii() and part.isalnum() for part in parts)
    return language if fits and parts[0].isalpha() else None


def rooms_of(length: int, marks: Sequence[Mark]) -> list[Segment]:
    """The text cut wherever a document begins or ends."""
    clipped = (Clipped(mark, mark.span.start, mark.span.end) for mark in marks)
    return list(segments(Span(0, length), clipped))


def blocks_in(
    source: SourceText,
    rooms: Sequence[Segment],
    titles: dict[str, Span],
    bodies: Bodies,
) -> list[Block]:
    """All blocks of a source, in order.

    Args:
        source: the text.
        rooms: from :func:`rooms_of`.
        titles: titles' spans by document id.
        bodies: of the notes that are lifted out or stand as elements: no block ends inside one.
    """
    blocks: list[Block] = []
    path: list[Division] = []
    body = Division(None, 0)
    for room in rooms:
        start = room.start if blocks else 0
        white = _white(source.text, room, bodies)
        if blocks and white > start:
            blocks[-1] = replace(blocks[-1], span=Span(blocks[-1].span.start, white))
            start = white
        if white == room.end > room.start:
            continue
        path = _path(path, room)
        title = _title(room, titles)
        blocks += _blocks(source, Span(start, room.end), _within(body, path), title, bodies)
    return blocks or [Block(Span(0, len(source.text)))]


def _white(text: str, room: Segment, bodies: Bodies) -> int:
    """Where the white space at a room's beginning ends, which belongs to the block before it."""
    end = _after_white(text, room.start, room.end)
    blank = bool(room.stack) and room.stack[-1].span.of(text).isspace()
    return room.start if blank or bodies.around(end) else end


def _path(former: list[Division], room: Segment) -> list[Division]:
    old = tuple(division.mark for division in former if division.mark)
    depth = shared(old, room.stack)
    return [*former[:depth], *(Division(mark, room.start) for mark in room.stack[depth:])]


def _within(body: Division, path: list[Division]) -> tuple[Division, ...]:
    """The path, with one more div for text that comes after another div."""
    around = [body, *path]
    for outer in around[:-1]:
        outer.divided = True
    if around[-1].divided:
        return (*path, Division(None, 0))
    return tuple(path)


def _title(room: Segment, titles: dict[str, Span]) -> Span | None:
    if not room.stack or room.stack[-1].span.start != room.start:
        return None
    title = titles.get(room.stack[-1].id)
    return title if title and title.within(Span(room.start, room.end)) else None


def _blocks(
    source: SourceText, room: Span, path: tuple[Division, ...], title: Span | None, bodies: Bodies
) -> Iterator[Block]:
    text, start = source.text, room.start
    if title and not bodies.touches(title) and not text[start : title.start].strip():
        end = _after_white(text, title.end, room.end)
        if start < end and bodies.around(end) is None:
            yield Block(Span(start, end), "head", path)
            start = end
    for cut in [*paragraph_starts(source, Span(start, room.end)), room.end]:
        if start < cut and bodies.around(cut) is None:
            yield Block(Span(start, cut), "p", path)
            start = cut


def _after_white(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def paragraph_starts(source: SourceText, span: Span) -> Iterator[int]:
    """Where paragraphs begin inside a span, but for the one that begins with it."""
    blocks = source.blocks
    index = bisect_left(blocks, span.start, key=lambda block: block.start)
    while index < len(blocks) and blocks[index].start < span.end:
        start = blocks[index].start
        if source.text[span.start : start].strip():
            yield start
        index += 1
