"""How editions tell that two documents are records of one meeting, and how meetings are called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class EventWords:
    """The patterns of the languages together, each without regard to case.

    Attributes:
        another: *another record*, *other accounts*: a record beside the one that says so.
        of_the_same: *record of this conversation*, *minutes of the same meeting*.
        records: a word for a record.
        meetings: a word for a meeting.
        kept: what the title of a memorandum has that was made to keep what happened.
        none: a word by which a sentence tells of no such record.
        divided: a word for what is parted among several documents: *on two other topics*.
        numbered: a meeting with its number, ``546th`` or ``Third``, as the group ``number``.
        ordinals: for each language, the beginnings of its numbers in words.
        parts: patterns of a morning, an afternoon, an evening session.
    """

    another: re.Pattern[str]
    of_the_same: re.Pattern[str]
    records: re.Pattern[str]
    meetings: re.Pattern[str]
    kept: re.Pattern[str]
    none: re.Pattern[str]
    divided: re.Pattern[str]
    numbered: re.Pattern[str]
    ordinals: tuple[tuple[str, ...], ...]
    parts: tuple[re.Pattern[str], ...]

    def part_of_day(self, head: str) -> int | None:
        """Which session of a day the head of a record names: 0 the morning's, 2 the evening's."""
        found = [place for place, part in enumerate(self.parts) if part.search(head)]
        return found[0] if len(found) == 1 else None

    def number(self, title: str) -> int | None:
        """Which of a row of meetings a title names: 546 in *Notes of the 546th Meeting*."""
        found = self.numbered.search(title)
        if found is None:
            return None
        word = found["number"].casefold()
        digits = re.match(r"\d+", word)
        if digits:
            return int(digits[0])
        places = (
            place
            for words in self.ordinals
            for place, start in enumerate(words, 1)
            if word.startswith(start)
        )
        return next(places, None)


@cache
def event_words() -> EventWords:
    """The vocabulary, read once."""
    tables = _tables()
    records, meetings, another, same, none, kept, divided = (
        _any(word for table in tables for word in table[name])
        for name in ("records", "meetings", "another", "same", "none", "kept", "divided")
    )
    ordinals = tuple(tuple(table["ordinals"]) for table in tables)
    number = rf"(?P<number>\d+(?:st|nd|rd|th|e|\.)?|{_any(w for words in ordinals for w in words)})"
    few = r"(?:\s+[\w’'\-]+){0,%d}?\s+"
    return EventWords(
        another=_pattern(rf"\b{another}{few % 2}{records}\b"),
        of_the_same=_pattern(rf"\b{records}{few % 3}{same}{few % 3}{meetings}\b"),
        records=_pattern(rf"\b{records}\b"),
        meetings=_pattern(rf"\b{meetings}\b"),
        kept=_pattern(rf"\b{kept}\b"),
        none=_pattern(rf"\b{none}\b"),
        divided=_pattern(rf"\b{divided}\b"),
        numbered=_pattern(rf"\b{number}(?:\s+[\w\-]+){{0,2}}?\s+{meetings}\b"),
        ordinals=tuple(tuple(w.rstrip("*") for w in words) for words in ordinals),
        parts=tuple(
            _pattern(rf"\b{part}\s+{meetings}\b|\b{meetings}\s+(?:[\w]+\s+)?{part}\b")
            for part in (_any(w for t in tables for w in t["parts_of_day"][n]) for n in range(3))
        ),
    )


def _any(words: Iterable[str]) -> str:
    """Any of the words; blanks stand for any white space, a star for any ending."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    blank, ending = r"\s+", r"[\w\-]*"
    found = (
        blank.join(map(re.escape, w.rstrip("*").split())) + (ending if w.endswith("*") else "")
        for w in ordered
    )
    return f"(?:{'|'.join(found)})"


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _tables() -> list[dict[str, Any]]:
    paths = sorted(files(__name__).iterdir(), key=lambda path: path.name)
    return [tomllib.loads(p.read_text("utf-8")) for p in paths if p.name.endswith(".toml")]
