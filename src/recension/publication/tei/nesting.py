"""Nesting: spans that overlap freely, turned into elements that nest.

The text is cut wherever a mark begins or ends. Between two cuts the marks that lie there form a
stack; where a mark must close before another that it holds is over, that other one is closed first
and opened again: it has become two *pieces*, which point to each other by ``@next`` and ``@prev``.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from recension.model.span import Span

Attributes = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that is to stand around a span.

    Attributes:
        span: where; not empty.
        element: its name in TEI.
        id: unique in the file.
        attributes: those beside ``xml:id``, ``next`` and ``prev``.
        rank: marks of a lower rank stand outside those of a higher one, whatever their spans, since
            TEI does not let every element hold every other.
        named: whether its id is written even if it is in one piece, as others point to it.
        plain: whether the element holds nothing but characters; it is closed before anything else
            stands, and its pieces do not name each other.
    """

    span: Span
    element: str
    id: str
    attributes: Attributes = ()
    rank: int = 2
    named: bool = True
    plain: bool = False

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Which of two marks stands outside: rank, then the earlier, the longer."""
        return self.rank, self.span.start, -self.span.end, self.id


@dataclass(frozen=True, slots=True)
class Clipped:
    """The part of a mark that lies in one container (paragraph, heading, note)."""

    mark: Mark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch over which the same marks lie, outermost first."""

    start: int
    end: int
    stack: tuple[Mark, ...]


def segments(span: Span, marks: Iterable[Clipped], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """Cut a span wherever a mark begins or ends, and at the further ``cuts``.

    Args:
        span: the container.
        marks: not empty, within the container.
        cuts: offsets within it at which something else stands.

    Yields:
        the segments in order; together they are the span.
    """
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for clipped in marks:
        begins.setdefault(clipped.start, []).append(clipped.mark)
        ends.setdefault(clipped.end, []).append(clipped.mark)
    active: list[tuple[tuple[int, int, int, str], Mark]] = []
    bounds = sorted({span.start, span.end, *begins, *ends, *cuts})
    for start, end in pairwise(bounds):
        if start in ends:
            over = {mark.id for mark in ends[start]}
            active = [pair for pair in active if pair[1].id not in over]
        for mark in begins.get(start, ()):
            insort(active, (mark.order, mark))
        yield Segment(start, end, tuple(mark for _, mark in active))


def shared(old: tuple[Mark, ...], new: tuple[Mark, ...]) -> int:
    """How many of the outermost marks two stacks have in common: those stay open between them."""
    depth = 0
    for before, after in zip(old, new, strict=False):
        if before is not after:
            break
        depth += 1
    return depth


class Pieces:
    """Counts the pieces of every mark, so that each can name its neighbours."""

    def __init__(self) -> None:
        self._starts: dict[str, list[int]] = {}

    def count(self, container: Iterable[Segment]) -> None:
        """Take note of where pieces begin in a container; containers in order of their text."""
        stack: tuple[Mark, ...] = ()
        for segment in container:
            for mark in segment.stack[shared(stack, segment.stack) :]:
                self.add(mark, segment.start)
            stack = segment.stack

    def add(self, mark: Mark, start: int) -> None:
        """Take note of one piece."""
        self._starts.setdefault(mark.id, []).append(start)

    def attributes(self, mark: Mark, start: int) -> Attributes:
        """The attributes of the piece that begins at an offset: its id, its neighbours, its own."""
        starts = self._starts.get(mark.id, [start])
        if mark.plain:
            return mark.attributes
        if len(starts) == 1:
            return (("xml:id", mark.id if mark.named else None), *mark.attributes)
        number = starts.index(start)
        names = [mark.id, *(f"{mark.id}.{n}" for n in range(2, len(starts) + 1))]
        before = f"#{names[number - 1]}" if number else None
        after = f"#{names[number + 1]}" if number + 1 < len(names) else None
        return ("xml:id", names[number]), ("prev", before), ("next", after), *mark.attributes
