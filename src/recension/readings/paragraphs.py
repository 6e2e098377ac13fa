"""Puts paragraphs together that a page parts, and keeps heads, lists and notes out of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from recension.model.span import Span

_ENDED = re.compile(r"[.!?…:;\"”»)\]*⁰¹²³⁴⁵⁶⁷⁸⁹]\s*$")
_LABELLED = re.compile(r"\W{0,4}(?:\d+\)\s*)?\w[^:\n]{0,40}:[\s\]]")


def paragraphs_of(text: str, blocks: Sequence[Span], cuts: Sequence[int]) -> Iterator[Span]:
    """Blocks, put together again where a page's or column's end parted a sentence.

    Args:
        text: the text.
        blocks: stretches between blank lines, in order.
        cuts: places where something is missing; nothing is joined across them.
    """
    current: Span | None = None
    for block in blocks:
        if current and _runs_on(text, current, block) and not _cut_between(current, block, cuts):
            current = Span(current.start, block.end)
            continue
        if current:
            yield current
        current = block
    if current:
        yield current


def without_heads(text: str, blocks: Iterable[Span], heads: Sequence[Span]) -> Iterator[Span]:
    """Blocks without the running heads that stand at their beginning or fill them.

    Args:
        text: the text.
        blocks: stretches between blank lines, in order.
        heads: heads and feet of pages, in order.
    """
    for block in blocks:
        index = bisect_right(heads, block.start, key=lambda head: head.end)
        start = block.start
        while index < len(heads) and heads[index].start <= start < heads[index].end:
            start = heads[index].end
            while start < block.end and text[start].isspace():
                start += 1
            index += 1
        if start < block.end:
            yield Span(start, block.end)


def after_lists(text: str, blocks: Iterable[Span], lists: Sequence[Span]) -> Iterator[Span]:
    """Blocks, those parted in which lines follow a list of those present.

    Args:
        text: the text.
        blocks: stretches between blank lines, in order.
        lists: the names on such lists, in order.
    """
    for block in blocks:
        last = bisect_right(lists, block.end, key=lambda name: name.end) - 1
        end = text.find("\n", lists[last].end, block.end) if last >= 0 else -1
        if end < 0 or lists[last].start < block.start:
            yield block
            continue
        yield Span(block.start, end)
        yield Span(end + 1, block.end)


def _runs_on(text: str, before: Span, after: Span) -> bool:
    if text[after.start].islower():
        return not _ENDED.search(text, max(before.start, before.end - 6), before.end)
    words = before.of(text)
    is_open = words.count('"') % 2 == 1 or words.count("“") > words.count("”")
    return (
        is_open
        and len(before) < 600
        and len(after) < 600
        and _LABELLED.match(text, before.start, before.end) is not None
        and not _LABELLED.match(text, after.start, after.end)
    )


def _cut_between(before: Span, after: Span, cuts: Sequence[int]) -> bool:
    index = bisect_right(cuts, after.start)
    return index > 0 and cuts[index - 1] >= before.end - 1


def apart_from(
    text: str, blocks: Iterable[Span], notes: Sequence[Span]
) -> tuple[list[Span], list[Span]]:
    """Blocks without the notes in them, and the notes, each without white space around.

    Args:
        text: the text.
        blocks: stretches between blank lines, in order.
        notes: in order; they do not overlap.
    """
    own: list[Span] = []
    noted: list[Span] = []
    for block in blocks:
        at = block.start
        index = bisect_right(notes, at, key=lambda note: note.end)
        while index < len(notes) and notes[index].start < block.end:
            note = notes[index]
            own += _trimmed(text, at, note.start)
            noted += _trimmed(text, max(at, note.start), min(note.end, block.end))
            at, index = max(at, note.end), index + 1
        own += _trimmed(text, at, block.end)
    return own, noted


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Span(start, end)] if start < end else []


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces in place of some spans, so that every other place stays where it is.

    Args:
        text: the text.
        spans: in any order.
    """
    parts: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.end > at:
            start = max(at, span.start)
            parts += [text[at:start], " " * (span.end - start)]
            at = span.end
    return "".join([*parts, text[at:]])
