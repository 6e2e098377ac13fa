"""Stars and rows of points: what is left out, moved or stressed, where no bracket says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from recension.model.span import Span
from recension.model.values import EditorialMark
from recension.vocabularies.editorial_marks import kind_of

_ROW = re.compile(
    r"(?m)^[ \t]*(?P<row>(?:\*[ \t]*){4,60}|(?:\.[ \t]+){4,60}\.?|(?:…[ \t]*){2,30})[ \t]*$"
)
_IN_LINE = re.compile(r"\*(?<=[^\s*][ \t]\*)(?:[ \t]\*){2,60}(?![\w*])")
_ITALIC = (
    re.compile(
        r"\*(?<![\w*/\\]\*)(?=[^\s*.,;:)\]])(?:[^*\r\n]|\r?\n(?!\s)){1,300}(?<=[^\s*(\[])\*(?![\w*])"
    ),
    re.compile(r"_(?<![\w/\\]_)(?=[^\W_])(?:[^_\r\n]|\r?\n(?!\s)){1,300}(?<=[^\s_])_(?![\w_])"),
)
_STARS = re.compile(r"\*{1,9}")
_WIDEST = 6000


def rows(text: str) -> Iterator[tuple[Span, EditorialMark, float, str]]:
    """Rows of stars or points on a line of their own, or of stars behind words: an omission."""
    for match in _ROW.finditer(text):
        span = Span(match.start("row"), match.start("row") + len(match["row"].rstrip()))
        yield span, EditorialMark("omission"), 0.85, "a row of stars or points"
    for match in _IN_LINE.finditer(text):
        yield Span(*match.span()), EditorialMark("omission"), 0.75, "a row of stars behind words"


def emphasis(text: str) -> Iterator[tuple[Span, EditorialMark, float, str]]:
    """Words between single stars or low lines, as plain texts write italics."""
    for match in chain(*(pattern.finditer(text) for pattern in _ITALIC)):
        if any(c.isalpha() for c in match.group()):
            span = Span(match.start(), match.end())
            words = " ".join(match.group()[1:-1].split())
            because = "plain text writes italics this way"
            yield span, EditorialMark("emphasis", None, words), 0.85, because


def moved(
    text: str, brackets: Iterable[Span], rooms: list[Span]
) -> Iterator[tuple[Span, EditorialMark, float, str]]:
    """Stretches between two runs of as many stars as a bracket nearby explains.

    Args:
        text: the source's.
        brackets: all square brackets of it.
        rooms: the documents; a pair never reaches over the border of one.
    """
    spans = sorted(brackets)
    explained = [(s, _explained(s.of(text)[1:-1])) for s in spans if "*" in s.of(text)[:400]]
    explained = [(span, stars) for span, stars in explained if stars]
    if not explained:
        return
    outside = _outside(text, spans)
    seen: set[Span] = set()
    for span, stars in explained:
        pair = _pair(text, span, stars or "", outside, _room(rooms, span, len(text)))
        if pair and pair not in seen:
            seen.add(pair)
            because = f"a bracket explains what {stars} stands for"
            yield pair, EditorialMark("moved", "editor"), 0.75, because


def _explained(words: str) -> str | None:
    """The run of stars that a bracket says something moved stands between."""
    if kind_of(words.strip("* ")) not in ("moved", "inserted"):
        return None
    runs = [match.group() for match in _STARS.finditer(words)]
    return runs[-1] if runs else None


def _outside(text: str, spans: list[Span]) -> list[Span]:
    starts = [span.start for span in spans]
    ends: list[int] = []
    for span in spans:
        ends.append(max(span.end, ends[-1] if ends else 0))
    found = []
    for match in _STARS.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or ends[index] <= match.start():
            found.append(Span(match.start(), match.end()))
    return found


def _pair(text: str, near: Span, stars: str, outside: list[Span], room: Span) -> Span | None:
    """The two runs nearest to a bracket that can open and close a stretch."""
    same = [s for s in outside if len(s) == len(stars) and s.within(room)
            and abs(s.start - near.start) < _WIDEST]  # fmt: skip
    if len(stars) > 1:
        return Span(same[0].start, same[1].end) if len(same) > 1 else None
    for one, other in pairwise(same):
        opens = not text[one.start - 1 : one.start].strip() and one.end < other.start
        closes = bool(text[other.start - 1 : other.start].strip())
        if opens and closes:
            return Span(one.start, other.end)
    return None


def _room(rooms: list[Span], span: Span, length: int) -> Span:
    index = bisect_right(rooms, span.start, key=lambda r: r.start) - 1
    if index >= 0 and span.start < rooms[index].end:
        return rooms[index]
    return Span(0, length)
