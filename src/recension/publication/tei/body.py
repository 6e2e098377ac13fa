"""The body: the text of a source with all that is said of it, written as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TextIO

from recension.model.edition import Edition
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.publication.tei import divisions, marks
from recension.publication.tei.characters import attributes, text
from recension.publication.tei.containers import Container, Holes, Point, Row
from recension.publication.tei.divisions import Block, Division
from recension.publication.tei.marks import note_type
from recension.publication.tei.nesting import Mark, Pieces, Segment, shared
from recension.publication.tei.note_places import Bodies, PlacedNote, placed


class Body:
    """One source's text, laid out and ready to be written.

    Args:
        edition: what is said.
        source: id of the source.
    """

    def __init__(self, edition: Edition, source: str) -> None:
        self._source: SourceText = edition.source_by_id[source]
        self._pieces = Pieces()
        notes = marks.at_source(edition.notes, source)
        documents = marks.at_source(edition.documents, source)
        parts = marks.at_source(edition.divisions, source)
        held = [*divisions.division_marks(parts), *divisions.document_marks(documents)]
        rooms = divisions.rooms_of(len(self._source.text), held) or [Segment(0, 0, ())]
        lines = {e.value.source_line for e in documents if e.value.source_line}
        whole, _ = placed(self._source.text, notes, [Span(r.start, r.end) for r in rooms])
        self._notes = [replace(note, is_source=note.body in lines) for note in whole]
        bodies = Bodies(note.body for note in self._notes)
        titles = {e.id: e.value.title_span for e in documents if e.value.title_span}
        titles |= {e.id: e.value.title_span for e in parts if e.value.title_span}
        self._blocks = divisions.blocks_in(self._source, rooms, titles, bodies)
        self._lay_out(edition, source)

    def _lay_out(self, edition: Edition, source: str) -> None:
        """Give every mark and point to the paragraph or note that it lies in."""
        notes = marks.at_source(edition.notes, source)
        self._outer = [Container(block.span) for block in self._blocks]
        self._inner = {note.id: self._inside(note.body) for note in self._notes}
        row, holes = Row(self._outer), Holes(self._notes)
        within = Row([c for note in self._notes for c in self._inner[note.id]])
        for note in holes.notes:
            row.take_hole(note)
            if note.at is not None:
                row.take_point(Point(note.at, marks.NOTE, note=note))
        heads = {block.span.start for block in self._blocks if block.element == "head"}
        every = [
            *marks.inline_marks(edition, source),
            *marks.inner_titles(edition, source, heads),
            *marks.note_marks(notes, (note.id for note in self._notes)),
        ]
        for mark in every:
            _give_mark(mark, row, within, holes)
        points = [*marks.points_of(edition, source), *marks.empty_marks(every)]
        for point in [*points, *marks.bodiless(notes)]:
            _give_point(point, row, within, holes)
        for container in sorted((*self._outer, *within.containers), key=lambda c: c.span):
            container.points.sort(key=lambda point: (point.at, point.order))
            self._pieces.count(container.segments())
        for mark, start in _division_pieces(self._blocks):
            self._pieces.add(mark, start)

    def _inside(self, body: Span) -> list[Container]:
        """The paragraphs of a note's body; one for the whole of it where it has no blank line."""
        starts = [body.start, *divisions.paragraph_starts(self._source, body), body.end]
        return [Container(Span(a, b)) for a, b in pairwise(starts)]

    def write(self, out: TextIO) -> None:
        """Write the ``body`` element."""
        out.write("<body>")
        path: tuple[Division, ...] = ()
        for block, container in zip(self._blocks, self._outer, strict=True):
            depth = _common(path, block.path)
            out.write("</div>" * (len(path) - depth))
            for division in block.path[depth:]:
                out.write(self._division(division))
            path = block.path
            out.write(f"<{block.element}>")
            self._write(container, out)
            out.write(f"</{block.element}>")
        out.write("</div>" * len(path) + "</body>")

    def _division(self, division: Division) -> str:
        if division.mark is None:
            return '<div type="between">'
        return f"<div{attributes(*self._pieces.attributes(division.mark, division.start))}>"

    def _write(self, container: Container, out: TextIO) -> None:
        """Write what is in a container: its text, marks, points and notes."""
        stack: tuple[Mark, ...] = ()
        points = iter([*container.points, None])
        point = next(points)
        holes = {note.body.start: note for note in container.holes}
        hidden = container.span.start
        segments = [*container.segments(), Segment(container.span.end, container.span.end, ())]
        for segment in segments:
            depth = shared(stack, segment.stack)
            while depth and point and point.at <= segment.start and stack[depth - 1].plain:
                depth -= 1
            out.write("".join(f"</{mark.element}>" for mark in reversed(stack[depth:])))
            while point and point.at <= segment.start:
                self._write_point(point, out)
                point = next(points)
            for mark in segment.stack[depth:]:
                opened = attributes(*self._pieces.attributes(mark, segment.start))
                out.write(f"<{mark.element}{opened}>")
            stack = segment.stack
            if note := holes.get(segment.start):
                self._write_hole(note, out)
                hidden = note.body.end
            if segment.start >= hidden:
                out.write(text(self._source.text[segment.start : segment.end]))

    def _write_point(self, point: Point, out: TextIO) -> None:
        if point.note is None:
            out.write(point.xml)
        else:
            self._write_note(point.note, out)

    def _write_hole(self, note: PlacedNote, out: TextIO) -> None:
        if note.at is None:
            self._write_note(note, out)
        else:
            # No pointer to the note: TEI Publisher takes an anchor with corresp for a note's call.
            place = (("xml:id", f"{note.id}.place"), ("type", "noteBody"))
            out.write(f"<anchor{attributes(*place)}/>")

    def _write_note(self, note: PlacedNote, out: TextIO) -> None:
        moved = note.at is not None
        said = (
            ("xml:id", note.id),
            ("n", note.note.label),
            *note_type(note.note, note.is_source),
            ("anchored", None if moved else "false"),
            ("corresp", f"#{note.id}.place" if moved else None),
        )
        out.write(f"<note{attributes(*said)}>")
        paragraphs = self._inner[note.id]
        for container in paragraphs:
            out.write("<p>" if len(paragraphs) > 1 else "")
            self._write(container, out)
            out.write("</p>" if len(paragraphs) > 1 else "")
        out.write("</note>")


def _give_mark(mark: Mark, row: Row, within: Row, holes: Holes) -> None:
    if not len(mark.span):
        return
    if outside := holes.outside(mark.span):
        row.take_mark(mark, outside)
    for inside in holes.inside(mark.span):
        within.take_mark(mark, inside)


def _give_point(point: Point, row: Row, within: Row, holes: Holes) -> None:
    body = holes.at(point.at)
    (within if body and body.start < point.at else row).take_point(point)


def _division_pieces(blocks: Sequence[Block]) -> Iterator[tuple[Mark, int]]:
    path: tuple[Division, ...] = ()
    for block in blocks:
        for division in block.path[_common(path, block.path) :]:
            if division.mark:
                yield division.mark, division.start
        path = block.path


def _common(old: Sequence[Division], new: Sequence[Division]) -> int:
    depth = 0
    for before, after in zip(old, new, strict=False):
        if before is not after:
            break
        depth += 1
    return depth
