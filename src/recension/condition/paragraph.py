"""Paragraphs as the eye sees them: blocks and lines, with what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles

from recension.model.finding import Findings
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import RunningHead
from recension.vocabularies.note_markers import body_marker_at

_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG_LINE = 150
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that the eye takes as one.

    Attributes:
        span: where.
        words: the text there.
        is_note: whether a note's marker stands at its beginning.
        is_prose: whether it runs on in sentences, as no heading, list or address does.
        page_turns: whether a page ends right after it.
        after_turn: whether a page begins right before it.
    """

    span: Span
    words: str
    is_note: bool
    is_prose: bool
    page_turns: bool = False
    after_turn: bool = False


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
    tenths = quantiles(lengths, n=20)
    width = round(tenths[17])
    return width if tenths[18] < _LONG_LINE and tenths[8] > 0.8 * width else None


def paragraphs(source: SourceText, findings: Findings) -> Iterator[Paragraph]:
    """The paragraphs of a source in order, running heads left out."""
    width = line_width(source)
    heads = {finding.span for finding in findings.of(RunningHead)}
    blocks = source.blocks
    turned = False
    for index, block in enumerate(blocks):
        if block in heads:
            turned = True
            continue
        turns = index + 1 < len(blocks) and blocks[index + 1] in heads
        parts = list(_parts(source, block, width))
        for at, span in enumerate(parts):
            words = span.of(source.text)
            yield Paragraph(
                span,
                words,
                body_marker_at(source.text, span.start) is not None,
                is_prose(words),
                turns and at == len(parts) - 1,
                turned and at == 0,
            )
        turned = turned and all(body_marker_at(source.text, span.start) for span in parts)


def _parts(source: SourceText, block: Span, width: int | None) -> Iterator[Span]:
    """Cut a block at those of its line ends that are meant: each one, unless lines are set."""
    start = end = block.start
    for line in lines_of(source.text, block):
        if line.start > start and _is_meant(source.text, end, line, width):
            yield Span(start, end)
            start = line.start
        end = line.end
    if start < end:
        yield Span(start, end)


def _is_meant(text: str, end: int, line: Span, width: int | None) -> bool:
    """Whether the line end at ``end`` was meant: the next word would have fitted before it."""
    if width is None:
        begin = text.rfind("\n", 0, end) + 1
        return end - begin >= _LONG_LINE or len(line) >= _LONG_LINE
    begin = text.rfind("\n", 0, end) + 1
    first = line.of(text).split(" ", 1)[0]
    cut: bool = text[end - 1 : end] in ("-", "\u00ad", "\ufffe")
    return not cut and end - begin + 1 + len(first) < width - 2


def is_prose(words: str) -> bool:
    """Whether words run on in sentences: several of them, most in lower case."""
    tokens = _WORD.findall(words)
    if len(tokens) < _FEWEST_WORDS:
        return False
    return sum(token[0].islower() for token in tokens) >= 0.5 * len(tokens)
