"""The synopsis of an event: an alignment of its records together with the texts it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recension.model.values import Alignment, Group, Only, Passage


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A record in a synopsis.

    Attributes:
        name: what passages call it.
        title: what the reader sees above its column.
        text: the decoded text that its passages point into.
    """

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a stretch of a record, in that record's words."""

    document: str
    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Synopsis:
    """Records side by side.

    Attributes:
        alignment: groups and what only one record has.
        records: the records in the order of the columns.
        label: what the event is called.
        speeches: who speaks where, as far as the records tell.
    """

    alignment: Alignment
    records: tuple[Witnessed, ...]
    label: str | None = None
    speeches: tuple[Speech, ...] = ()

    def speakers(self, row: Group | Only) -> tuple[str, ...]:
        """Who speaks in a row, each name once, in the order of the records."""
        passages: tuple[Passage | Only, ...] = row.passages if isinstance(row, Group) else (row,)
        heard = (
            speech.speaker
            for passage in passages
            for speech in self.speeches
            if speech.document == passage.document
            and speech.start < passage.end
            and passage.start < speech.end
        )
        return tuple(dict.fromkeys(heard))

    def words(self, passage: Passage | Only) -> str:
        """The words of a passage, as they stand in its source."""
        text = next(r.text for r in self.records if r.name == passage.document)
        return text[passage.start : passage.end]

    def column(self, row: Group | Only, name: str) -> tuple[Passage | Only, ...]:
        """What one record has in a row."""
        passages: tuple[Passage | Only, ...] = row.passages if isinstance(row, Group) else (row,)
        return tuple(p for p in passages if p.document == name)

    def rows(self) -> Iterator[Group | Only]:
        """Groups and lone passages in one reading order.

        The order is the first record's; what stands in another record only follows the row in which
        that record's text before it stands.
        """
        rows: list[Group | Only] = []
        for record in self.records:
            rows = self._with(rows, record.name)
        yield from rows

    def _with(self, rows: list[Group | Only], name: str) -> list[Group | Only]:
        every: list[Group | Only] = [*self.alignment.groups, *self.alignment.only]
        mine = [row for row in every if self.column(row, name)]
        placed = {id(row) for row in rows}
        rows = list(rows)
        after = -1
        for row in sorted(mine, key=lambda r: min(p.start for p in self.column(r, name))):
            if id(row) in placed:
                after = next(i for i, other in enumerate(rows) if other is row)
            else:
                after += 1
                rows.insert(after, row)
        return rows
