"""Reads the unlabelled parts of a reference: names of series, files and folders between commas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references import Token, Tradition, normal, traditions

_FAR = 260
_STOP = re.compile(
    r"\.(?=[\s\"”’)\]*]|[¹²³⁰⁴-⁹]|$)|[;)\]]|\n[^\S\n]*\n|:\s*(?:Telegram|Airgram)"
    r"|(?:,\sand|\sand(?=\s(?!the\s)[a-z])|\s(?:see|See|is|are|was|were|that|which|printed|had|has))\s"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Vol|Vols|No|Nos|Conf|Dept|Gen|Amb|Jr|Sr|Dr|Mr|U\.S|U\.N|St|Pt|ser|Ser|p|pp|Lt|Col)"
    r"|(?<!ol\. )\b[A-Z])$"
)
_YEARS = re.compile(r"(?:19|18)\d\d(?:\s?[–-]\s?(?:\d{4}|\d\d))?")
_BROKEN_WORD = re.compile(r"(?:(?<=[a-z])[-\u00ad]|\ufffe)[^\S\n]*\n\s*(?=[a-z])")
_EDGE = " \t\r\n,:*()[]"
_NAME = re.compile(r"[A-Z“\"'‘ÁÉČŠŽŁ\d][^\n]*(?:\n[^\n]+)*", re.DOTALL)


def clause_end(text: str, start: int) -> int:
    """Where the clause ends in which a reference stands: at its full stop, bracket or semicolon."""
    limit = min(len(text), start + _FAR)
    at = start
    while match := _STOP.search(text, at, limit):
        if match[0] == "." and _abbreviates(text, start, match):
            at = match.end()
            continue
        if match[0] == ")" and "(" in text[start : match.start()]:
            at = match.end()
            continue
        return match.start()
    return limit if limit == len(text) else start


def _abbreviates(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a stop belongs to the word before it: not where the next sentence's words follow."""
    if _next_sentence().match(text, stop.end()):
        return False
    return _ABBREVIATED.search(text, max(start, stop.start() - 6), stop.start()) is not None


@cache
def _next_sentence() -> re.Pattern[str]:
    closers = any_of(words for t in traditions().values() for words in t.closers)
    return re.compile(rf"\s{{1,3}}{closers}(?!\w)")


def read_segments(
    text: str, levels: dict[str, str], row: list[Token], tradition: Tradition, limit: int
) -> int:
    """Add the unlabelled parts to a unit's levels.

    The first part that names records is the series; further ones are the file's name until a file,
    a lot or a box is given, and the folder's name after it. Years join the series before them.

    Args:
        text: the whole text.
        levels: what is known of the unit; added to.
        row: the unit's pieces.
        tradition: whose convention it follows.
        limit: where the next reference begins.

    Returns:
        where the unit ends.
    """
    opening = [t for t in row if t.kind in ("repository", "ibid")][-1]
    last = row[-1].end
    stop = min(limit, clause_end(text, last)) if tradition.series_words else last
    if tradition.series_words and not _names_records(
        text[opening.end : stop], text, row, tradition
    ):
        return last
    widest = {normal(form) for form, label in tradition.labels.items() if label.field == "fond"}
    parts = _Parts(levels, tradition)
    at = opening.end
    for piece in [t for t in row if t.start >= at]:
        last = max(last, parts.read(text, at, piece.start))
        parts.narrow = parts.narrow or piece.name not in widest
        at = piece.end
    return max(last, parts.read(text, at, stop))


@dataclass
class _Parts:
    """Puts one part after the other where it belongs."""

    levels: dict[str, str]
    tradition: Tradition
    narrow: bool = False
    named: bool = False

    def read(self, text: str, start: int, end: int) -> int:
        """Read the parts of a stretch; returns where the last one ends, or 0."""
        last, at = 0, start
        for match in re.finditer(r"[,:]\s|$", text[start:end]):
            until = start + match.start()
            part = self._unmarked(text[at:until].strip(_EDGE))
            if part and _NAME.fullmatch(part) and len(part) <= 90:
                self._place(" ".join(_BROKEN_WORD.sub("", part).split()))
                last = at + len(text[at:until].rstrip(_EDGE))
            at = start + match.end()
        return last

    def _unmarked(self, part: str) -> str:
        first, _, rest = part.partition(" ")
        return rest if first.casefold() in self.tradition.series_marks else part

    def _place(self, name: str) -> None:
        levels = self.levels
        first, _, rest = name.partition(" ")
        label = self.tradition.labels.get(first.casefold())
        if rest and label and label.field == "folder" and "folder" not in levels:
            name = rest  # a folder's mark that is no number
        if name.endswith(self.tradition.housed or (" ",)) and self._names_the_archive():
            levels["repository"] += f", {name}"
            return
        years = _YEARS.fullmatch(name) is not None or not self.tradition.series_words
        if years and "series" in levels and not self.narrow:
            levels["series"] += f", {name}"
        elif "series" not in levels:
            levels["series"] = name
        elif self.narrow or ("file" in levels and not self.named):
            levels["folder"] = f"{levels['folder']}, {name}" if "folder" in levels else name
        else:
            levels["file"] = f"{levels['file']}, {name}" if self.named else name
            self.named = True

    def _names_the_archive(self) -> bool:
        return "repository" in self.levels and "series" not in self.levels and not self.narrow


def _names_records(whole: str, text: str, row: list[Token], tradition: Tradition) -> bool:
    if any(t.kind in ("label", "code") for t in row):
        return True
    before = text[max(0, row[0].start - 12) : row[0].start].rstrip(' \t\n*“"')
    announced = any(before.endswith(opener) for opener in tradition.openers)
    follows = re.match(r"[,:]?\s", whole) is not None and whole[:1] in ",:"
    words = any(re.search(rf"\b{word}\b", whole) for word in tradition.series_words)
    return follows and (words or announced)
