"""Which two documents are records of one event, and why.

A note that says so decides, unless the two heads contradict it. Else the heads must agree about the
day, and about hour, place, people and the number of the meeting as far as both say them, the
records must not be of one hand, and their own words below the heads must report the same matters.
The sessions of a conference share people, place and matter: whatever their heads tell apart stays
apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from recension.collation.alignment import align
from recension.collation.meeting import Meeting, Meetings, may_report
from recension.collation.record import Record
from recension.collation.record_of_document import Records
from recension.collation.told_together import Pair, told_of
from recension.model.edition import Edition, Entry
from recension.model.values import Alignment, Document

_SURE = 0.5
_LEAST_BY_HEADS = 2
"""Sure passages that are enough where the heads or a note make one meeting likely."""
_LEAST_SURE, _LEAST_SHARE = 6, 0.3
"""Sure passages, and the share of either record, that are enough where only the day is known."""
_LEAST_LOOSE = 4
"""Sure passages of two loose files of one day, of which the shorter must mostly be in the other."""
_LEAST_IN_ONE = 10
"""The same of two records that one edition prints: its editor would have said so."""
_MOST_OF = 0.5
_SAME_DAY = "the records name the same day"
_SAME_MATTERS = "much of what one has stands in the other"
_MOST_A_DAY = 12
"""Records of one day that are compared: more of them are a chronicle, not one meeting's."""
_RUN, _COPY = 5, 0.5
"""Words in a run, and the share of shared runs from which two documents are copies of one text."""
_NO_RECORDS = frozenset(
    ("essay", "editorial-note", "heading-matter", "notes", "contents", "persons", "abbreviations",
     "index")
)  # fmt: skip

Row = Entry[Document]


@dataclass(frozen=True, slots=True)
class Marriage:
    """Two records of one event.

    Attributes:
        pair: their ids, in the order of the edition.
        strength: the greater goes first where a record could go with several.
        sure: how sure it is, 0-1; set by judgement: a note's word, heads, matters alone.
        because: the evidence, in words.
    """

    pair: Pair
    strength: float
    sure: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of two records reports the same.

    Attributes:
        sure: passages below the heads that are sure to.
        shares: how much of either record stands beside something, the smaller share first.
    """

    sure: int
    shares: tuple[float, float]


class Marriages:
    """Finds the records of one event in an edition."""

    def __init__(self, edition: Edition) -> None:
        """Read what heads and notes say; no two texts are compared yet."""
        self._edition = edition
        self._told = told_of(edition)
        self._of_edition = Records(edition)
        self._records: dict[str, Record] = {}
        self._runs: dict[str, frozenset[tuple[str, ...]]] = {}
        told = {name for pair in self._told.together for name in pair}
        meetings = Meetings(edition)
        self.meetings: dict[str, Meeting] = {
            row.id: meetings.of(row)
            for row in edition.documents
            if _is_free(row) and (may_report(row) or row.id in told or meetings.is_alone(row))
        }

    def found(self) -> list[Marriage]:
        """Every marriage, each pair once."""
        told = [p for p in self._told.together if p[0] in self.meetings and p[1] in self.meetings]
        pairs = dict.fromkeys((*told, *self._of_one_day(), *self._loose()))
        return [m for pair in pairs if (m := self._marriage(pair)) is not None]

    def parted(self, one: str, other: str) -> bool:
        """Whether two documents can be no records of one event."""
        return self.meetings[one].contradicts(self.meetings[other])

    def record(self, row: Row) -> Record:
        """A document as alignment sees it."""
        if row.id not in self._records:
            self._records[row.id] = self._of_edition.of(row)
        return self._records[row.id]

    def _of_one_day(self) -> Iterator[Pair]:
        """Pairs that name a common day; a day with too many is no event's."""
        days: dict[str, list[str]] = {}
        for name, meeting in self.meetings.items():
            for day in meeting.days if may_report(meeting.row) or meeting.alone else ():
                days.setdefault(day[-6:], []).append(name)  # month and day: years lose digits
        for names in days.values():
            pairs = [(a, b) for a, b in combinations(names, 2) if self._same_day(a, b)]
            if len({name for pair in pairs for name in pair}) <= _MOST_A_DAY:
                yield from pairs

    def _same_day(self, a: str, b: str) -> bool:
        return self.meetings[a].same_day(self.meetings[b]) and self._may_marry(a, b)

    def _loose(self) -> Iterator[Pair]:
        """Pairs of loose files of which one does not name its day."""
        names = [name for name, meeting in self.meetings.items() if meeting.alone]
        for a, b in combinations(names, 2) if len(names) <= _MOST_A_DAY else ():
            days = (self.meetings[name].days for name in (a, b))
            if not all(days) and self._may_marry(a, b):
                yield a, b

    def _may_marry(self, a: str, b: str) -> bool:
        one, other = self.meetings[a], self.meetings[b]
        return (
            (one.held or other.held or (one.alone and other.alone))
            and not one.contradicts(other)
            and not one.strangers(other)
            and one.hands.isdisjoint(other.hands)
        )

    def _marriage(self, pair: Pair) -> Marriage | None:
        one, other = (self.meetings[name] for name in pair)
        words = self._told.together.get(pair, ())
        if one.contradicts(other) or self._are_copies(one.row, other.row):
            return None
        if words:
            return Marriage(pair, 1000 + len(words), 0.95, (f"a note says: “{words[0]}”",))
        return self._by_matters(pair, one, other)

    def _by_matters(self, pair: Pair, one: Meeting, other: Meeting) -> Marriage | None:
        """A marriage that the heads suggest and the records' own words bear out."""
        because = self._by_heads(one, other)
        free = not (one.held and other.held and one.row.source == other.row.source)
        if because is None and not free and one.together(other) < _MOST_OF:
            return None
        alike = self._likeness(one.row, other.row)
        if because is not None and alike.sure >= _LEAST_BY_HEADS:
            return Marriage(pair, alike.sure + alike.shares[1], 0.9, (_SAME_DAY, because))
        if self._is_enough(alike, one, other, free=free):
            day = (_SAME_DAY,) if one.same_day(other) else ()
            return Marriage(pair, alike.sure + alike.shares[1], 0.75, (*day, _SAME_MATTERS))
        return None

    def _is_enough(self, alike: Likeness, one: Meeting, other: Meeting, *, free: bool) -> bool:
        """Whether the records' words alone show one meeting, where the heads say only the day."""
        if one.alone and other.alone and one.same_day(other):
            return alike.sure >= _LEAST_LOOSE and alike.shares[1] >= _LEAST_SHARE
        return alike.sure >= (_LEAST_SURE if free else _LEAST_IN_ONE) and (
            alike.shares[0] >= _LEAST_SHARE
        )

    def _by_heads(self, one: Meeting, other: Meeting) -> str | None:
        """What makes one meeting likely beyond the day; ``None`` where nothing does."""
        if self._told.by_side(one.row, other.row):
            return "the notes of one name the other by its side"
        if one.sides and other.sides and one.sides.isdisjoint(other.sides):
            return "their titles give them to two sides"
        if one.number is not None and one.number == other.number:
            return "their titles have the same number"
        if one.same_hour(other) and one.together(other) >= _MOST_OF:
            return "their heads name the same hour and the same people"
        if one.same_list(other) and one.minute is None and other.minute is None:
            return "their heads list the same people"
        return None

    def _likeness(self, first: Row, second: Row) -> Likeness:
        records = [self.record(row) for row in (first, second)]
        aligned = align(records)
        sure = [g for g in aligned.groups if g.confidence >= _SURE and _is_body(g.because)]
        small, great = sorted(_share(aligned, record) for record in records)
        return Likeness(len(sure), (small, great))

    def _are_copies(self, first: Row, second: Row) -> bool:
        """Whether two documents are copies of one text: these are collated, not aligned."""
        one, other = self._runs_of(first), self._runs_of(second)
        return len(one & other) > _COPY * max(1, min(len(one), len(other)))

    def _runs_of(self, row: Row) -> frozenset[tuple[str, ...]]:
        if row.id not in self._runs:
            words = self._edition.words(row).casefold().split()
            self._runs[row.id] = frozenset(
                tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)
            )
        return self._runs[row.id]


def _is_free(row: Row) -> bool:
    placed = row.source is not None and row.span is not None
    return placed and row.value.kind not in _NO_RECORDS and row.value.event is None


def _is_body(because: Sequence[str]) -> bool:
    return not any("heads of their records" in reason for reason in because)


def _share(aligned: Alignment, record: Record) -> float:
    inside = (p for g in aligned.groups for p in g.passages if p.document == record.name)
    return sum(p.end - p.start for p in inside) / max(1, len(record.span))
