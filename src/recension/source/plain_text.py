"""Plain text: decoded and nothing else; line ends and form feeds are recorded, not touched."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from pathlib import Path

from recension.model.errors import UnreadableSource
from recension.model.source_text import LineEnds, Page, SourceText
from recension.source.encoding import decode

LONGEST_LINE = 5_000_000
"""Characters: a line longer than a whole volume is no line, and would take readers hours."""

_BLANK = "\ufeff \t\r\n\v\f\x1a\0"


def read_plain_text(raw: bytes, path: Path, name: str, encoding: str | None = None) -> SourceText:
    """Decode a plain-text file.

    Args:
        raw: its bytes.
        path: where it is, for messages.
        name: what the source is to be called.
        encoding: given by the user; found where absent.

    Raises:
        UnreadableSource: it is blank, binary, or one endless line.
        UnknownEncoding: see :func:`recension.source.encoding.decode`.
    """
    text, how = decode(raw, path, encoding)
    if not text.strip(_BLANK) or text.isspace():
        problem = "holds nothing but white space"
        raise UnreadableSource(str(path), problem, "Check that it was copied whole")
    _refuse_endless_line(text, path)
    return SourceText(
        name=name,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        encoding=how,
        original=raw,
        pages=form_feed_pages(text),
        line_ends=line_ends_of(text),
    )


def line_ends_of(text: str) -> LineEnds:
    """Which of the three line ends a text has; ``mixed`` where more than one."""
    crlf = text.count("\r\n")
    kinds: list[LineEnds] = []
    if crlf:
        kinds.append("crlf")
    if text.count("\n") > crlf:
        kinds.append("lf")
    if text.count("\r") > crlf:
        kinds.append("cr")
    if not kinds:
        return "none"
    return kinds[0] if len(kinds) == 1 else "mixed"


def form_feed_pages(text: str) -> tuple[Page, ...]:
    """The pages of a text that has form feeds, labelled as counted from 1; none without them.

    The pages tile the text: a form feed belongs to the page that it ends. One at the very
    beginning or end of the text makes no page of nothing.
    """
    ends = [match.end() for match in re.finditer("\f", text)]
    if not ends:
        return ()
    if not text[: ends[0]].strip(_BLANK):
        ends.pop(0)
    if ends and not text[ends[-1] :].strip(_BLANK):
        ends.pop()
    bounds = [0, *ends, len(text)]
    spans = pairwise(bounds)
    return tuple(Page(str(n), start, end) for n, (start, end) in enumerate(spans, 1))


def _refuse_endless_line(text: str, path: Path) -> None:
    at = 0
    while len(text) - at > LONGEST_LINE:
        end = _last_line_end(text, at, at + LONGEST_LINE)
        if end < at:
            line = text.count("\n", 0, at) + 1
            problem = f"line {line} is longer than {LONGEST_LINE:,} characters"
            raise UnreadableSource(str(path), problem, "Break it into lines or paragraphs first")
        at = end + 1


def _last_line_end(text: str, start: int, end: int) -> int:
    return max(text.rfind(mark, start, end) for mark in "\n\r\f")
