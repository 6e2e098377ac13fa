"""Brackets: which opening one belongs to which closing one, over lines and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from recension.model.source_text import SourceText
from recension.model.span import Span

_SIGN = re.compile(r"[\[\]]|(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)|\f")
_ROUND = re.compile(r"\([^()\n]{1,40}\)|<[^<>\n]{1,60}>|⟨[^⟨⟩\n]{1,120}⟩")
_DEEPEST = 4
"""Brackets that stand deeper in each other than this are no editor's."""
_LONGEST = 6000
_MARKER = 9
"""How far from a paragraph's beginning a bracket may stand behind the marker of a note."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in brackets.

    Attributes:
        span: where, the brackets included; an unclosed one ends with its paragraph.
        closed: whether the closing bracket is there.
        depth: 0 for one that stands in no other.
        leads: whether it begins its paragraph.
    """

    span: Span
    closed: bool = True
    depth: int = 0
    leads: bool = False

    @property
    def inner(self) -> Span:
        """What stands between the brackets."""
        return Span(self.span.start + 1, self.span.end - self.closed)


def square_brackets(source: SourceText) -> Iterator[Bracket]:
    """The square brackets of a text, in the order in which they close; one pass.

    A bracket closes in its own paragraph. Only one that begins a paragraph may run on over the next
    ones, as editors' notes do; if it never closes, it ends with its first paragraph.
    """
    opened: list[int] = []
    for sign in _SIGN.finditer(source.text):
        if sign.group() == "[":
            opened.append(sign.start())
        elif sign.group() != "]":
            yield from _at_paragraph_end(source, opened, sign.start())
        elif opened:
            start, depth = opened.pop(), len(opened)
            if depth < _DEEPEST and sign.end() - start <= _LONGEST:
                yield Bracket(Span(start, sign.end()), True, depth, leads(source, start))
    yield from _at_paragraph_end(source, opened, len(source.text), last=True)


def _at_paragraph_end(
    source: SourceText, opened: list[int], end: int, last: bool = False
) -> Iterator[Bracket]:
    """Give up the brackets that cannot run on; what begins a paragraph may."""
    if not opened:
        return
    first = opened[0]
    runs_on = not last and end - first <= _LONGEST and leads(source, first)
    if not runs_on and len(opened) <= _DEEPEST:
        for start in opened:
            if leads(source, start):
                yield Bracket(Span(start, _paragraph_end(source, start)), False, 0, True)
    opened[:] = [first] if runs_on else []


def leads(source: SourceText, offset: int) -> bool:
    """Whether a paragraph begins at an offset, but for markers of notes before it."""
    block = _block(source, offset)
    if block is None or offset - block.start > _MARKER:
        return False
    return not any(c.isalpha() for c in source.text[block.start : offset])


def _paragraph_end(source: SourceText, offset: int) -> int:
    block = _block(source, offset)
    return block.end if block else offset + 1


def _block(source: SourceText, offset: int) -> Span | None:
    """The stretch between blank lines in which an offset lies."""
    index = bisect_right(source.blocks, offset, key=lambda b: b.start) - 1
    return source.blocks[index] if index >= 0 and offset < source.blocks[index].end else None


def other_brackets(text: str) -> Iterator[Bracket]:
    """Short words in round or pointed brackets, which are marks only if their words say so."""
    for match in _ROUND.finditer(text):
        yield Bracket(Span(match.start(), match.end()))
