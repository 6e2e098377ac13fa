"""Containers: the paragraphs, headings and note bodies of a source, each with what lies in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from recension.model.span import Span
from recension.publication.tei.nesting import Clipped, Mark, Segment, segments
from recension.publication.tei.note_places import PlacedNote


@dataclass(frozen=True, slots=True)
class Point:
    """Something that stands between two characters.

    Attributes:
        at: offset in the text.
        order: which of several points at one offset comes first.
        xml: an empty element, written out; ignored where ``note`` is given.
        note: a note that is written here, behind its call.
    """

    at: int
    order: int
    xml: str = ""
    note: PlacedNote | None = None


@dataclass(slots=True)
class Container:
    """A stretch of text inside one element.

    Attributes:
        span: where.
        marks: what stands around stretches of it.
        points: what stands between its characters.
        holes: notes whose bodies lie in it: their text is written elsewhere or by themselves.
    """

    span: Span
    marks: list[Clipped] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    holes: list[PlacedNote] = field(default_factory=list)

    def segments(self) -> Iterator[Segment]:
        """The container's text, cut wherever anything begins, ends or stands."""
        holes = [at for note in self.holes for at in (note.body.start, note.body.end)]
        return segments(self.span, self.marks, [*holes, *(point.at for point in self.points)])


class Holes:
    """The bodies of notes, which are elements of their own within the text around them."""

    def __init__(self, notes: Iterable[PlacedNote]) -> None:
        self.notes = sorted(notes, key=lambda note: note.body)
        self._starts = [note.body.start for note in self.notes]

    def at(self, offset: int) -> Span | None:
        """The body that the character at an offset belongs to."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.notes[index].body.end:
            return self.notes[index].body
        return None

    def outside(self, span: Span) -> Span | None:
        """A span without those ends of it that lie in a body; bodies it holds whole stay in it."""
        first, last = self.at(span.start), self.at(span.end - 1)
        start, end = span.start, span.end
        if first and not _holds(span, first):
            start = first.end
        if last and not _holds(span, last):
            end = last.start
        return Span(start, end) if start < end else None

    def inside(self, span: Span) -> Iterator[Span]:
        """The parts of a span that lie in bodies which it does not hold whole."""
        for body in dict.fromkeys((self.at(span.start), self.at(span.end - 1))):
            if body and not _holds(span, body):
                yield Span(max(span.start, body.start), min(span.end, body.end))


def _holds(span: Span, body: Span) -> bool:
    return body.within(span) and body != span


class Row:
    """Containers in order of place, not overlapping; takes in marks and points."""

    def __init__(self, containers: Sequence[Container]) -> None:
        self.containers = containers
        self._starts = [container.span.start for container in containers]

    def take_hole(self, note: PlacedNote) -> None:
        """Give a note to the container that its body lies in."""
        self.containers[bisect_right(self._starts, note.body.start) - 1].holes.append(note)

    def take_mark(self, mark: Mark, span: Span) -> None:
        """Give a mark to all containers that share a character with a span of it."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        for container in self.containers[first:last]:
            start = max(span.start, container.span.start)
            end = min(span.end, container.span.end)
            if start < end:
                container.marks.append(Clipped(mark, start, end))

    def take_point(self, point: Point) -> None:
        """Give a point to the container that it lies in; between two: notes to the earlier one."""
        find = bisect_left if point.order == 0 else bisect_right
        self.containers[max(0, find(self._starts, point.at) - 1)].points.append(point)
