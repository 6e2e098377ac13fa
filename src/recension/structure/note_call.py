"""Calls of notes: markers in the text, and how much each looks like one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from recension.vocabularies.note_markers import call_markers

_DIGITS = re.compile(r"\d{1,9}[a-z]?")
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_NUMBERED = re.compile(
    r"(?:\b(?:nos?|pp?|art|arts|article|articles|chap|vol|vols|col|fol|para|par|paragraph|section|sect|"
    r"document|doc|part|tab|annex|page|pages|item|items|point|note|notes|footnote|number|group|box|"
    r"class|category|phase|lot|job|ser|series|f|op|d|l|ll)\.?|[№$£#§])\s*$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s+(?:percent|per cent|million|billion|thousand|hundred|a\.?m|p\.?m|o’clock|o'clock|years?|"
    r"months?|weeks?|days?|hours?|minutes?|miles?|tons?|dollars?|men|divisions?|countries|[½¼¾])\b"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+$"
)
_LAST_NUMBER = re.compile(r"\d+$")
_STAR = re.compile(r"\*{1,5}|†{1,3}|‡{1,3}|§{1,3}")


@dataclass(frozen=True, slots=True, order=True)
class Call:
    """A place that may call a note: where it stands, and how much it looks like a call (0-1)."""

    start: int
    end: int
    likeness: float


class Calls:
    """All places of a source that may call a note, by style and label; found in one pass each.

    Args:
        text: the source's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, dict[str, list[Call]]] = {}

    def between(self, style: str, label: str, start: int, end: int) -> list[Call]:
        """The possible calls of one label in a stretch of the text, in order."""
        row = self._of(style).get(label, [])
        low = bisect_left(row, start, key=lambda c: c.start)
        high = bisect_left(row, end, key=lambda c: c.start)
        return row[low:high]

    def labels(self, style: str) -> dict[str, list[Call]]:
        """Every label that a style may call, with its places."""
        return self._of(style)

    def _of(self, style: str) -> dict[str, list[Call]]:
        if style not in self._found:
            gather = {"digits": self._digits, "symbol": self._symbols}.get(style)
            self._found[style] = gather() if gather else self._plain(style)
        return self._found[style]

    def _plain(self, style: str) -> dict[str, list[Call]]:
        found: dict[str, list[Call]] = {}
        for marker in call_markers(self._text, style, 0, len(self._text)):
            if not _opens_line(self._text, marker.start, marker.end):
                found.setdefault(marker.label, []).append(Call(marker.start, marker.end, 1.0))
        return found

    def _symbols(self) -> dict[str, list[Call]]:
        found: dict[str, list[Call]] = {}
        for match in _STAR.finditer(self._text):
            likeness = _star_likeness(self._text, match.start(), match.end())
            if likeness:
                call = Call(match.start(), match.end(), likeness)
                found.setdefault(match.group(), []).append(call)
        return found

    def _digits(self) -> dict[str, list[Call]]:
        found: dict[str, list[Call]] = {}
        for match in _DIGITS.finditer(self._text):
            number = match.group()
            digits = len(number.rstrip(_LETTERS))
            for length in range(1, min(3, digits) + 1):
                label = number[digits - length :]
                if label[0] == "0" and label != "0":
                    continue
                start = match.end() - len(label)
                likeness = _digit_likeness(self._text, match.start(), start, match.end())
                if likeness:
                    call = Call(start, match.end(), likeness)
                    found.setdefault(label, []).append(call)
        return found


def _opens_line(text: str, start: int, end: int) -> bool:
    """Whether a marker begins a line and words follow: then it is a body's, not a call."""
    alone = text[end : end + 1] in ("", "\n", "\r")
    return text[start - 1 : start] in ("", "\n", "\r") and not alone


def _star_likeness(text: str, start: int, end: int) -> float:
    before = text[max(0, start - 2) : start].rpartition("\n")[2]
    after = text[end : end + 2].partition("\n")[0].rstrip("\r")
    if "*" in before or "*" in after:
        return 0.0
    if not before:
        return 0.0 if after else 1.0
    stuck = not before[-1:].isspace()
    opens = after[:1].isalpha()
    return 0.9 if stuck and not opens else 0.3 if stuck else 0.2


def _digit_likeness(text: str, first: int, start: int, end: int) -> float:
    """How much a number's last digits look like a call stuck to what stands before them."""
    after = text[end : end + 1]
    if after and (after.isalpha() or after in "%°ºª"):
        return 0.0
    if after in "-–/:" and text[end + 1 : end + 2].isalnum():
        return 0.05
    if after in ",." and text[end + 1 : end + 2].isdigit():
        return 0.05
    return _stuck(text, first, start, end)


def _stuck(text: str, first: int, start: int, end: int) -> float:
    before = text[start - 1 : start]
    if first < start:
        return _behind_digits(text, first, start, end)
    if before == "" or before == "\n":
        return 0.8 if text[end : end + 2].strip(" \t")[:1] in ("\n", "\r") else 0.0
    if before.isspace():
        return _spaced(text, start, end)
    if before.isalpha() or before in ")%]”’\"'?!»…":
        return 1.0
    if before in ".,;:":
        decimal = before == "." and text[start - 2 : start - 1].isdigit()
        return _behind_number(text, start, end) if decimal else 0.95
    return 0.1


def _behind_digits(text: str, first: int, start: int, end: int) -> float:
    """The last digits of a longer number: a call after a year, or after the day of a month."""
    if _YEAR.fullmatch(text, first, start):
        return 0.8
    if _YEAR.fullmatch(text, first, end):
        return 0.03
    month = _MONTH.search(text, max(0, first - 14), first)
    day = int(text[first:start])
    if month and 1 <= day <= 31 and int(text[first:end].rstrip(_LETTERS)) > 31:
        return 0.8
    return 0.25


def _behind_number(text: str, start: int, end: int) -> float:
    """A number behind a number and a stop: a sentence's end if another begins, else a decimal."""
    number = _LAST_NUMBER.search(text, max(0, start - 9), start - 1)
    if number and text[number.start() - 1 : number.start()] in "$£€":
        return 0.05
    if not text[end : end + 2].strip()[:1].islower():
        return 1.0
    return 0.7 if number and len(number.group()) > 3 else 0.2


def _spaced(text: str, start: int, end: int) -> float:
    """A number apart from the word before it: rarely a call, but at a line's end often."""
    if _NUMBERED.search(text, max(0, start - 14), start) or _UNIT.match(text, end):
        return 0.05
    rest = text[end : end + 2].strip(" \t")
    return 0.7 if rest[:1] in ("", "\n", "\r") else 0.15
