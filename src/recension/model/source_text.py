"""The source: one input as it came, and its decoded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Value

_GAP = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*|\f\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source.

    Attributes:
        label: the page's number as printed or, where none is known, as counted from 1.
        start: its first code point in the decoded text.
        end: the code point after its last.
    """

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes became text.

    Attributes:
        codec: the name under which Python knows it (``utf-8``, ``cp1251`` …).
        confidence: 0-1; 1 where a byte-order mark or strict UTF-8 settles it.
        because: the evidence, in words.
        exact: whether encoding the text again gives the very bytes.
    """

    codec: str
    confidence: float
    because: str
    exact: bool = True


LineEnds = Literal["none", "lf", "crlf", "cr", "mixed"]


@dataclass(frozen=True)
class SourceText:
    """One input, decoded and never changed afterwards.

    Attributes:
        name: the file's name as the user gave it, without its folders.
        text: what ``bytes.decode`` gives (for a PDF: its text layer), not normalised in any way.
        sha256: hash of the input's bytes, in hexadecimal.
        media_type: the input's MIME type.
        encoding: how the bytes became text.
        original: the input's bytes.
        pages: for paged inputs, where each page lies; in order, not overlapping.
        line_ends: which line ends the text has.
        markup: what the input's own markup says of the text (``RF101``); none for plain text.
    """

    name: str
    text: str = field(repr=False)
    sha256: str
    media_type: str = "text/plain"
    encoding: Encoding = Encoding("utf-8", 1.0, "given")
    original: bytes = field(default=b"", repr=False)
    pages: tuple[Page, ...] = field(default=(), repr=False)
    line_ends: LineEnds = "lf"
    markup: tuple[Finding[Value], ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; ``\\r\\n``, ``\\n``, ``\\r`` and form feed end one."""
        return [0, *(m.end() for m in re.finditer(r"\r\n?|\n|\f", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1 as editors do."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def page_at(self, offset: int) -> Page | None:
        """The page on which an offset lies, where the source is paged."""
        index = bisect_right(self._page_starts, offset) - 1
        if index < 0:
            return None
        page = self.pages[index]
        return page if offset < page.end or offset == len(self.text) else None

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    @cached_property
    def tokens(self) -> Counter[str]:
        """How often each run of characters stands in the text that white space parts."""
        return Counter(self.text.split())

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The stretches between blank lines, without the white space around them, in order."""
        return tuple(blocks_of(self.text))


def blocks_of(text: str, span: Span | None = None) -> Iterator[Span]:
    """Cut a text, or a span of it, at its blank lines and form feeds.

    Yields:
        the blocks in order, trimmed of white space; none is empty.
    """
    start, stop = (0, len(text)) if span is None else (span.start, span.end)
    at = start
    for gap in _GAP.finditer(text, start, stop):
        yield from _trimmed(text, at, gap.start())
        at = gap.end()
    yield from _trimmed(text, at, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """The lines inside a span, without their line ends."""
    at = span.start
    for end in re.compile(r"\r\n?|\n|\f").finditer(text, span.start, span.end):
        yield Span(at, end.start())
        at = end.end()
    if at < span.end:
        yield Span(at, span.end)
