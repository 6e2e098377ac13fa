"""Things with a span, found by place in a time that does not grow with their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from recension.model.span import Span

T = TypeVar("T")
_WIDTH = 4096


class Shelf(Generic[T]):
    """Things sorted into boxes of 4096 code points; one that is long lies in several boxes."""

    def __init__(self, things: Iterable[T], place: Callable[[T], Span]) -> None:
        self._place = place
        self._boxes: defaultdict[int, list[tuple[int, T]]] = defaultdict(list)
        for number, thing in enumerate(things):
            span = place(thing)
            for box in range(span.start // _WIDTH, max(span.start, span.end - 1) // _WIDTH + 1):
                self._boxes[box].append((number, thing))

    def near(self, span: Span) -> list[T]:
        """Those that share a character with ``span`` or lie, as points, within or at its ends."""
        found: dict[int, T] = {}
        for box in range(span.start // _WIDTH, span.end // _WIDTH + 1):
            found.update(self._boxes.get(box, ()))
        return [found[number] for number in sorted(found) if self._meets(found[number], span)]

    def _meets(self, thing: T, span: Span) -> bool:
        own = self._place(thing)
        if len(own) == 0:
            return span.start <= own.start <= span.end
        return own.overlaps(span)
