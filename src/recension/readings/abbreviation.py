"""Finds where a text says what an abbreviation stands for.

``Communist Party of Yugoslavia (CPY)``, ``CPY (Communist Party of Yugoslavia)``, and the lines of a
volume's list of abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recension.model.span import Span
from recension.readings.capitals import UPPER

SHORT = (
    rf"[{UPPER}](?:[{UPPER}&/-]|\.(?=[{UPPER}(])|[a-zčšžć](?=[{UPPER}])){{1,9}}\.?(?:\([a-zбк]\))?"
)
_IN_BRACKETS = re.compile(
    r"[ \n]?[(\[](?:[Hh]ereafter |[Hh]ereinafter |henceforth |or |the |called )?"
    rf"[\"“]?(?P<short>{SHORT})[\"”]?[)\]]"
)
_LINE = re.compile(
    rf"(?m)^[ \t*_]*(?P<short>{SHORT})[*_]*[ \t]?(?:,|[-–—:=]|\t|\.{{2,}})[ \t*_]*"
    rf"(?P<long>(?:the )?[{UPPER}][^\n;,(\[.]{{5,100}})"
)
_WORDS = re.compile(r"[^\W\d_]+")
_LEFT_OUT = frozenset({"of", "the", "for", "and", "on", "in", "to"})


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What a text says an abbreviation stands for.

    Attributes:
        short: the abbreviation, as it stands.
        long: what it stands for, in one line.
        span: where the text says it.
        listed: whether a list of abbreviations says it.
    """

    short: str
    long: str
    span: Span
    listed: bool = False


def abbreviations_in(
    text: str, names: Iterable[Span], lists: Iterable[Span] = ()
) -> Iterator[Abbreviation]:
    """All abbreviations of names that a text explains.

    Args:
        text: the text.
        names: where the names stand that may have one.
        lists: where lists of abbreviations stand.
    """
    for name in names:
        long = " ".join(name.of(text).split())
        behind = _IN_BRACKETS.match(text, name.end)
        if behind and _stands_for(behind["short"], long):
            yield Abbreviation(behind["short"], long, Span(*behind.span("short")))
        before = re.compile(rf"(?P<short>{SHORT})[ \n]\((?:the )?$").search(
            text, max(0, name.start - 20), name.start
        )
        if before and text[name.end : name.end + 1] == ")" and _stands_for(before["short"], long):
            yield Abbreviation(before["short"], long, Span(*before.span("short")))
    for listed in lists:
        for line in _LINE.finditer(text, listed.start, listed.end):
            long = " ".join(line["long"].removeprefix("the ").split())
            yield Abbreviation(line["short"], long, Span(*line.span("long")), listed=True)


def _stands_for(short: str, long: str) -> bool:
    """Whether an abbreviation can be that of a name: by its initials, or nearly, in translation."""
    letters = [c for c in short if c.isupper()]
    initials = [w[0].upper() for w in _WORDS.findall(long) if w.lower() not in _LEFT_OUT]
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        at += 1
    if at <= len(initials) and len(letters) > 1:
        return True
    shared = set(letters) & set(initials)
    return len(letters) > 2 and len(shared) > 0 and abs(len(letters) - len(initials)) <= 1
