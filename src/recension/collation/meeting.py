"""What the head and the opening of a document say of the meeting that it reports.

Minutes are dated with the day of their meeting; a report or a telegram with the day on which it was
written, and says in its first lines which meeting it tells of. What is not said stays unknown: an
unknown day, hour or list of those present speaks for nothing and against nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recension.collation.placed_rows import PlacedRows
from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Date, Document, Mention, Role
from recension.vocabularies.events import event_words
from recension.vocabularies.names.name_key import name_key
from recension.vocabularies.places import gazetteer

_HELD = frozenset(("record", "minutes"))
_LOOSE = frozenset(("fragment", "document"))
_FILLS = 0.7
"""The share of a source that the one record in it takes at least."""
_HEAD, _OPENING = 320, 900
"""Characters behind a title in which the day stands, and in which a report says what it reports."""
_DAY = len("1946-05-27")
_APART = 20
"""Minutes by which two recorders differ about the beginning of one meeting, at most."""
_LIST = 3
"""Names that make those present a list of them."""
_MOST_OF = 0.5
_ADDRESSED = re.compile(r"\b(?:from|to)\b .", re.IGNORECASE)


@dataclass(frozen=True)
class Meeting:
    """A document as the record of a meeting.

    Attributes:
        row: the document.
        alone: whether it fills its source: a loose file that holds one record.
        held: whether its date is the day of the meeting; else it was written at that date.
        days: on which the meeting was, as far as the document says, with ``X`` for lost digits.
        written: the day on which it was written, of one that was not held but written.
        minute: of the day at which the meeting began.
        number: of the meeting in its row, from the title.
        body: the words by which the title names who met (*National Security Council*).
        part: of the day, where the head has a morning or an evening session.
        sides: whose record the title says it is (*Soviet*).
        place: where.
        present: surnames of those present, as far as listed, in the key of all their spellings:
            two editions romanise one name differently.
        named: the same of everybody whom the document names.
        hands: the same of who recorded or drafted it.
    """

    row: Entry[Document]
    alone: bool
    held: bool
    days: frozenset[str]
    written: str | None
    minute: int | None
    number: int | None
    body: frozenset[str]
    part: int | None
    sides: frozenset[str]
    place: str | None
    present: frozenset[str]
    named: frozenset[str]
    hands: frozenset[str]

    def same_day(self, other: Meeting) -> bool:
        """Whether both name a common day."""
        return any(_one_day(a, b) for a in self.days for b in other.days)

    def contradicts(self, other: Meeting) -> bool:
        """Whether the two documents say things that cannot both be of one meeting."""
        return (
            (self.held and other.held and self._other_day(other))
            or _written_before(self, other)
            or _written_before(other, self)
            or (None not in (self.number, other.number) and self.number != other.number)
            or (None not in (self.part, other.part) and self.part != other.part)
            or _hours_apart(self.minute, other.minute)
            or (bool(self.body and other.body) and self.body.isdisjoint(other.body))
        )

    def _other_day(self, other: Meeting) -> bool:
        return bool(self.days and other.days) and not self.same_day(other)

    def strangers(self, other: Meeting) -> bool:
        """Whether other people sat there, or in another place."""
        if None not in (self.place, other.place) and self.place != other.place:
            return True
        listed = len(self.present) >= _LIST and len(other.present) >= _LIST
        return listed and self.together(other) < _MOST_OF

    def same_hour(self, other: Meeting) -> bool:
        """Whether both say when the meeting began, and nearly the same."""
        known = self.minute is not None and other.minute is not None
        return known and not _hours_apart(self.minute, other.minute)

    def same_list(self, other: Meeting) -> bool:
        """Whether both list those present, and most of either list stand in the other."""
        every, common = self.present | other.present, self.present & other.present
        listed = len(self.present) >= _LIST and len(other.present) >= _LIST
        return listed and len(common) >= _MOST_OF * len(every)

    def together(self, other: Meeting) -> float:
        """The share of the shorter list of those present, or named, that the other has too."""
        ours, theirs = self.present, other.present
        if len(ours) < _LIST or len(theirs) < _LIST:
            ours, theirs = (
                m.present if len(m.present) >= _LIST else m.named for m in (self, other)
            )
        return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


class Meetings:
    """Reads documents as records of meetings."""

    def __init__(self, edition: Edition) -> None:
        """Index what heads and openings are read from."""
        self._edition = edition
        self._dates: PlacedRows[Date] = PlacedRows(edition.dates)
        self._mentions: PlacedRows[Mention] = PlacedRows(edition.mentions)
        self._surname = {row.id: name_key(row.value.name)[0] for row in edition.persons}
        self._roles: dict[str, list[Role]] = {}
        for role in edition.roles:
            self._roles.setdefault(role.value.document, []).append(role.value)

    def of(self, row: Entry[Document]) -> Meeting:
        """What a document says of its meeting."""
        value, title = row.value, row.value.title or ""
        alone = self.is_alone(row)
        held = value.kind in _HELD or keeps_a_meeting(row) or (alone and value.kind in _LOOSE)
        own = _days(value.date)
        days = (own or self._days_near(row, _HEAD)) if held else self._told_days(row, own)
        if alone:
            days |= own
        roles = self._roles.get(row.id, [])
        return Meeting(
            row,
            alone,
            held,
            days,
            None if held or not own else min(own),
            _minute(value.date) if held else None,
            event_words().number(title),
            _body(title),
            event_words().part_of_day(self._head(row)),
            frozenset(title.split()) & gazetteer().adjectives,
            value.place.casefold() if value.place and held else None,
            self._surnames(value.participants),
            self._surnames(m.value.person for m in self._mentions.within(row.source, row.span)),
            self._hands(value, roles),
        )

    def is_alone(self, row: Entry[Document]) -> bool:
        """Whether a document fills its source, but for a title or a line of rights."""
        text = self._edition.source_by_id.get(row.source or "")
        filled = len(row.span) if row.span else 0
        return text is not None and filled >= _FILLS * len(text.text)

    def _surnames(self, persons: Iterable[str]) -> frozenset[str]:
        return frozenset(self._surname[p] for p in persons if self._surname.get(p))

    def _hands(self, value: Document, roles: Sequence[Role]) -> frozenset[str]:
        kept = [role for role in roles if role.kind in ("recorder", "drafter")]
        persons = {role.person or "" for role in kept} | {value.recorder or ""}
        names = {name_key(role.name)[0] for role in kept if role.person is None}
        return self._surnames(persons) | (names - {""})

    def _head(self, row: Entry[Document]) -> str:
        """The title and the first lines below it."""
        assert row.span is not None
        return self._edition.words(row)[:_HEAD]

    def _days_near(self, row: Entry[Document], length: int) -> frozenset[str]:
        """The days that stand in the first lines below a title."""
        assert row.span is not None
        start = row.value.title_span.end if row.value.title_span else row.span.start
        span = Span(min(start, row.span.end), min(start + length, row.span.end))
        near = self._dates.within(row.source, span)
        return frozenset(day for date in near for day in _days(date.value.edtf))

    def _told_days(self, row: Entry[Document], own: frozenset[str]) -> frozenset[str]:
        """The days that the opening of what was written later tells of."""
        told = self._days_near(row, _OPENING) - own
        last = max(own, default="9999-12-31")
        return frozenset(day for day in told if _not_after(day, last))


def keeps_a_meeting(row: Entry[Document]) -> bool:
    """Whether a memorandum was made to keep what was said: of conversation, for the record."""
    title = row.value.title or ""
    if row.value.kind != "memorandum":
        return False
    kept = event_words().kept.search(title) is not None
    of_meeting = event_words().meetings.search(title) is not None
    return kept or (of_meeting and not _ADDRESSED.search(title))


def may_report(row: Entry[Document]) -> bool:
    """Whether a document may be a record of a meeting without a note that says so."""
    return row.value.kind in _HELD or row.value.kind == "report" or keeps_a_meeting(row)


def _days(edtf: str | None) -> frozenset[str]:
    """The days that a date names; none where it is no more than a month or a year."""
    ends = [end.split("T")[0] for end in (edtf or "").split("/")]
    return frozenset(end for end in ends if len(end) == _DAY and not end.endswith("X"))


def _one_day(one: str, other: str) -> bool:
    return all(a in (b, "X") or b == "X" for a, b in zip(one, other, strict=True))


def _not_after(day: str, last: str) -> bool:
    return "X" in day or day <= last


def _minute(edtf: str | None) -> int | None:
    hour = re.search(r"T(\d\d):(\d\d)", edtf or "")
    return int(hour[1]) * 60 + int(hour[2]) if hour else None


def _hours_apart(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) > _APART


def _written_before(one: Meeting, other: Meeting) -> bool:
    """Whether one was written before the day of the meeting that the other reports."""
    days = [day for day in other.days if "X" not in day]
    return one.written is not None and bool(days) and one.written < min(days)


def _body(title: str) -> frozenset[str]:
    """The capitalised words behind *Meeting(s) of*: who met, where the title says it."""
    found = re.search(
        rf"{event_words().meetings.pattern}\s+of\s+(?P<body>[^,;:]*)", title, re.IGNORECASE
    )
    words = re.findall(r"\b[A-ZÀ-Þ]\w{3,}", found["body"]) if found else ()
    return frozenset(word.casefold().rstrip("s") for word in words)
