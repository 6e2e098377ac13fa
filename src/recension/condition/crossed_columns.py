"""Columns read across: the lines of two columns in turn, as if they were one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from recension.condition.seam import is_english
from recension.model.finding import Finding, Findings
from recension.model.layout import is_prose
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value
from recension.vocabularies.word_order import SCALE, first_tokens, last_tokens, word_order

_LINE = re.compile(r"[^\n\r\f]+")
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
"""White space inside a line that parts two columns."""
_SHORTEST, _LONGEST = 12, 120
"""Code points of a line that may belong to a column."""
_FEWEST = 8
"""Lines that make a stretch: fewer fit each other by chance."""
_MOST = 3.0
"""Log odds that a single seam may bring in, for or against."""
_BIAS = 0.4
_ENTER = 9.0
"""Log odds that a stretch must gather."""
_DROP = 6.0
"""How far they may fall below their peak before the stretch is over."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Pieces of lines that stand below or beside each other without a gap."""

    spans: list[Span]
    words: list[str]


class CrossedColumns:
    """Two columns that were read across.

    ## What it finds
    Stretches of eight lines and more in which each line goes on not with the next but with the one
    after it: the words at their ends follow each other in English only if every second line is left
    out. Lines with a wide gap are taken for two.

    ## Why it matters
    Every word is sound, and no sentence is. A search finds the words; whoever quotes the line puts
    two columns into one mouth.

    ## When unsure
    It keeps silent. Tables, lists and verse do not run on from line to line either, neither to the
    next nor to the one after it; to call them damaged is the worse error.

    ## Sources
    Reading order of columns in layout analysis: Breuel, "High Performance Document Layout Analysis"
    (2003). The order of words: `vocabularies/word_order`.
    """

    code: ClassVar[str] = "RC113"
    name: ClassVar[str] = "columns read across"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "error"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage,)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Compare the seams to the next line with those to the line after it."""
        for row in _rows(source):
            next_one, after_it = _seams(row)
            for first, last, odds in _stretches(after_it - next_one[: len(after_it)]):
                span = Span(row.spans[first].start, row.spans[last].end)
                if not _is_language(row.words[first : last + 1]):
                    continue
                if findings.any_over(Damage, span) and _is_spoilt(findings, span):
                    continue
                confidence = round(min(0.95, 0.5 + 0.02 * odds), 2)
                lines = f"{last - first + 1} lines go on with the line after the next"
                message = "two columns read across: every second line belongs together"
                yield Finding(self.code, span, Damage("garble", message), confidence, (lines,))


def _rows(source: SourceText) -> Iterator[_Row]:
    """The blocks of short lines, each line cut at its gap."""
    text = source.text
    for block in source.blocks:
        if text.count("\n", block.start, block.end) + 1 < _FEWEST / 2:
            continue
        spans: list[Span] = []
        for line in _LINE.finditer(text, block.start, block.end):
            pieces = list(_pieces(text, *line.span()))
            if all(_SHORTEST <= len(piece) <= _LONGEST for piece in pieces):
                spans += pieces
            else:
                yield from _enough(text, spans)
                spans = []
        yield from _enough(text, spans)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A line, cut at its gaps."""
    if end - start <= 2 * _LONGEST and text.find("   ", start, end) >= 0:
        for gap in _GUTTER.finditer(text, start, end):
            yield Span(start, gap.start())
            start = gap.end()
    yield Span(start, end)


def _enough(text: str, spans: list[Span]) -> Iterator[_Row]:
    if len(spans) >= _FEWEST:
        yield _Row(spans, [span.of(text) for span in spans])


def _seams(row: _Row) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log odds that each line goes on with the next one, and with the one after it."""
    order = word_order()
    ends = [[0, 0, *order.numbers(last_tokens(words))][-2:] for words in row.words]
    begins = [[*order.numbers(first_tokens(words)), 0, 0][:2] for words in row.words]
    left, right = np.array(ends), np.array(begins)
    return _odds(left[:-1], right[1:]), _odds(left[:-2], right[2:])


def _odds(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """The seams of many ends and beginnings at once; see ``WordOrder.seam``."""
    order = word_order()
    first, second, third, constant = order.join
    beside = order.pairs[0, left[:, 1], right[:, 0]] * (first / SCALE)
    before = order.pairs[1, left[:, 0], right[:, 0]] * (second / SCALE)
    behind = order.pairs[1, left[:, 1], right[:, 1]] * (third / SCALE)
    return np.asarray(beside + before + behind + constant, np.float64)


def _stretches(gain: NDArray[np.float64]) -> Iterator[tuple[int, int, float]]:
    """Runs of lines whose gain adds up: first line, last line, odds."""
    first, last, total, peak = -1, -1, 0.0, 0.0
    for at, odds in enumerate(np.clip(gain, -_MOST, _MOST) - _BIAS):
        if first < 0:
            first, total, peak = at, 0.0, 0.0
        total += odds
        if total > peak:
            peak, last = total, at + 2
        if total <= 0 or total < peak - _DROP:
            if peak >= _ENTER and last - first + 1 >= _FEWEST:
                yield first, last, peak
            first = -1
    if first >= 0 and peak >= _ENTER and last - first + 1 >= _FEWEST:
        yield first, last, peak


def _is_language(words: list[str]) -> bool:
    """Whether both columns run on in English sentences, as no table and no list does."""
    columns = [" ".join(words[::2]), " ".join(words[1::2])]
    return all(is_prose(column) and is_english(column) for column in columns)


def _is_spoilt(findings: Findings, span: Span) -> bool:
    return any(f.value.kind == "garble" for f in findings.overlapping(Damage, span))
