"""The synopsis of an event: an alignment of its records together with the texts it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recension.model.span import Span
from recension.model.values import Alignment, Claim, Group, Only, Passage


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A record in a synopsis.

    Attributes:
        name: what passages call it.
        title: what the reader sees above its column.
        text: the decoded text that its passages point into.
        siglum: the letter for it in its event.
        span: where the record stands in that text; absent where it is all of it.
    """

    name: str
    title: str
    text: str
    siglum: str | None = None
    span: Span | None = None

    @property
    def stretch(self) -> Span:
        """Where the record stands in its text."""
        return self.span or Span(0, len(self.text))

    @property
    def called(self) -> str:
        """What a line calls it: its siglum, else its name."""
        return self.siglum or self.name


@dataclass(frozen=True, slots=True)
class AbsentWitness:
    """A record of the event that is not printed: known by what notes say of it."""

    siglum: str
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a note says of one witness.

    Attributes:
        witness: its siglum; that of a printed record too, of which a note to another speaks.
        claim: what the witness does: omits, adds …
        words: the statement as it stands.
        start, end: where it stands in its source.
    """

    witness: str
    claim: Claim
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Testimony:
    """One note, or one sentence of an essay, and what it says of witnesses.

    Attributes:
        label: the note's number; absent for an essay.
        about: the passage of a printed record that is meant, as far as it is known.
        statements: one for each witness.
    """

    __test__ = False  # pytest takes the name for a test's

    label: str | None
    about: Passage | None
    statements: tuple[Statement, ...]


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
        absent: the witnesses that are not printed.
        testimonies: what notes say of witnesses.
    """

    alignment: Alignment
    records: tuple[Witnessed, ...]
    label: str | None = None
    speeches: tuple[Speech, ...] = ()
    absent: tuple[AbsentWitness, ...] = ()
    testimonies: tuple[Testimony, ...] = ()

    def said(self, reason: str) -> str:
        """A reason with the records' sigla instead of their ids."""
        for record in self.records:
            if record.siglum:
                reason = re.sub(rf"\b{re.escape(record.name)}\b", record.siglum, reason)
        return reason

    def testimonies_by_row(self) -> Mapping[int | None, tuple[Testimony, ...]]:
        """The testimonies at the row of the passage that they are about.

        Returns:
            by the row's identity; under ``None`` those about no passage of these records.
        """
        rows = list(self.rows())
        found: dict[int | None, tuple[Testimony, ...]] = {}
        for testimony in self.testimonies:
            row = self._row_of(testimony.about, rows)
            key = None if row is None else id(row)
            found[key] = (*found.get(key, ()), testimony)
        return found

    def _row_of(self, about: Passage | None, rows: list[Group | Only]) -> Group | Only | None:
        """The row that has most of a passage; else the last that begins before it."""
        best: tuple[int, int, Group | Only] | None = None
        for row in rows if about else ():
            for p in self.column(row, about.document if about else ""):
                shared = min(p.end, about.end) - max(p.start, about.start) if about else 0
                before = p.start if about and p.start <= about.start else -1
                if (shared > 0 or before >= 0) and (best is None or (shared, before) > best[:2]):
                    best = (max(shared, 0), before, row)
        return best[2] if best else None

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
