"""Which page a stretch of a source is shown on: that of the innermost document around it.

Every character has exactly one share, so that the pages together show the whole copy once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recension.model.edition import Entry
from recension.model.span import Span
from recension.model.values import Document


@dataclass(frozen=True, slots=True)
class Share:
    """A stretch of a source and the document that shows it; none for what lies between them."""

    span: Span
    document: str | None


class Shares:
    """The shares of one source, in order, without gap or overlap.

    Args:
        length: of the source, in code points.
        documents: those of this source, in any order; they may nest and even cross.
    """

    def __init__(self, length: int, documents: Iterable[Entry[Document]]) -> None:
        self.rows = tuple(_swept(length, documents))
        self._starts = [share.span.start for share in self.rows]

    def at(self, offset: int) -> str | None:
        """The document that shows the character at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.rows[index].document if index >= 0 else None

    def rows_between(self, start: int, end: int) -> tuple[Share, ...]:
        """The shares that lie wholly between two offsets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.rows[low:high]


def _swept(length: int, documents: Iterable[Entry[Document]]) -> Iterator[Share]:
    waiting = sorted(
        ((d.span.start, -d.span.end, d.id) for d in documents if d.span and len(d.span)),
        reverse=True,
    )
    around: list[tuple[int, str]] = []
    at = 0
    while at < length:
        while waiting and waiting[-1][0] <= at:
            _, end, name = waiting.pop()
            around.append((-end, name))
        while around and around[-1][0] <= at:
            around.pop()
        stops = [length]
        stops += [waiting[-1][0]] if waiting else []
        stops += [around[-1][0]] if around else []
        until = min(stops)
        yield Share(Span(at, until), around[-1][1] if around else None)
        at = until
