"""Rows of an edition's table by the place where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from recension.model.edition import Entry
from recension.model.span import Span
from recension.model.values import Value

V = TypeVar("V", bound=Value)


class PlacedRows(Generic[V]):
    """A table's rows that have a place, found by it without a look at the others."""

    def __init__(self, rows: Iterable[Entry[V]]) -> None:
        """Order the rows by source and place."""
        found: dict[str, list[tuple[Span, int, Entry[V]]]] = {}
        for number, row in enumerate(rows):
            if row.source is not None and row.span is not None:
                found.setdefault(row.source, []).append((row.span, number, row))
        self._rows = {source: sorted(placed)[:] for source, placed in found.items()}

    def within(self, source: str | None, span: Span | None) -> Iterator[Entry[V]]:
        """The rows that stand wholly inside a stretch, in their order."""
        placed = self._rows.get(source or "", [])
        if span is None:
            return
        for at in range(bisect_left(placed, (Span(span.start, span.start),)), len(placed)):
            there, _, row = placed[at]
            if there.start > span.end:
                return
            if there.end <= span.end:
                yield row
