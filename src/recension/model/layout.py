"""How a text is laid out: lines that are set to a width, lines that are meant, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from statistics import quantiles

from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKER = re.compile(r"[\[(*†⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,3}$")
_RAGGED = 0.8
"""Share of the width below which a line was ended on purpose; lines set by hand are ragged."""
_LONG_LINE = 150
_FEWEST_WORDS = 4
_FIRST = itemgetter(0)


def line_width(source: SourceText) -> int | None:
    """The width to which a source's lines are set, in code points; None where they are not set.

    A text whose paragraphs are single lines has no width: its line ends are all meant.
    """
    lengths = [
        len(line)
        for block in source.blocks[:4000]
        for line in list(lines_of(source.text, block))[:-1]
        if len(line) > 30
    ]
    if len(lengths) < 20:
        return None
    twentieths = quantiles(lengths, n=20)
    width = round(twentieths[17])
    return width if twentieths[18] < _LONG_LINE and twentieths[8] > 0.8 * width else None


def meant_lines(source: SourceText, block: Span, width: int | None) -> Iterator[Span]:
    """Cut a block at those of its line ends that are meant: each one, unless lines are set.

    Args:
        source: the text.
        block: a stretch of it without blank lines.
        width: what :func:`line_width` says of the source.
    """
    text = source.text
    start = end = block.start
    before = None
    for line in lines_of(text, block):
        if before is not None:
            length = end - (before if before > block.start else _line_start(text, before))
            if _is_meant(text, end, length, line, width):
                yield Span(start, end)
                start = line.start
        before, end = line.start, line.end
    if start < end:
        yield Span(start, end)


def _line_start(text: str, at: int) -> int:
    """Where the line of an offset begins, its indent included."""
    feed = text.rfind("\n", 0, at) + 1
    return max(feed, text.rfind("\r", feed, at) + 1)


def _is_meant(text: str, end: int, length: int, line: Span, width: int | None) -> bool:
    """Whether the end of a line of some length was meant: the next word had fitted before it."""
    if width is None:
        return length >= _LONG_LINE or len(line) >= _LONG_LINE
    first = line.of(text).split(" ", 1)[0]
    cut: bool = text[end - 1 : end] in ("-", "\u00ad", "\ufffe")
    room = width - 2 if _MARKER.match(first) else _RAGGED * width
    return not cut and length + 1 + len(first) < room


def blank_lines_before(text: str, offset: int) -> int:
    """How many blank lines stand right before an offset; many (9) at the beginning of the text."""
    breaks, at = 0, offset
    while at > 0 and text[at - 1].isspace():
        at -= 1
        breaks += text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n")
    return 9 if at == 0 else max(0, breaks - 1)


def is_prose(words: str) -> bool:
    """Whether words run on in sentences: several of them, most in lower case."""
    tokens = _WORD.findall(words)
    if len(tokens) < _FEWEST_WORDS:
        return False
    lower = sum(map(str.islower, map(_FIRST, tokens)))
    return lower >= 0.5 * len(tokens)
