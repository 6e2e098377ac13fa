"""What a page shows of a text: all of a short one, of a long one its bad places with some context.

A page of a whole volume would be twenty megabytes and freeze; three thousand passages do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recension.cli.condition_report.condition import Condition, Remark
from recension.cli.condition_report.family import family_of
from recension.cli.condition_report.visible import on_a_page, on_one_line
from recension.model.reader import LEVELS
from recension.model.span import Span, joined

_CONTEXT, _WORD = 220, 40
_LONGEST, _HEAD, _TAIL = 3000, 1500, 500


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words over which the same remarks lie.

    Attributes:
        words: the text.
        remarks: numbers of those that lie over it, those that begin here last.
        begins: numbers of the remarks that begin here, which the links of the page lead to.
        family: of the gravest of them.
        left_out: how many characters of the text are not shown here, though they are damaged too.
    """

    words: str
    remarks: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    family: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that is shown.

    Attributes:
        span: where.
        numbers: of the remarks in it.
        skipped: how many characters before it are not shown.
    """

    span: Span
    numbers: tuple[int, ...]
    skipped: int


def passages(condition: Condition, shown: Sequence[int]) -> Iterator[Passage]:
    """The passages around some remarks, in order; those that meet are one.

    Args:
        condition: the copy's.
        shown: numbers of the remarks, in order of place.
    """
    text, at, end = condition.source.text, 0, 0
    around = [_around(text, condition.remarks[number].finding.span) for number in shown]
    for span in joined(around):
        first = at
        while at < len(shown) and around[at].within(span):
            at += 1
        yield Passage(span, tuple(shown[first:at]), span.start - end)
        end = span.end


def _around(text: str, span: Span) -> Span:
    """A span with its context, from the beginning of a word to the end of one."""
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    while 0 < start < span.start and span.start - start > _CONTEXT - _WORD:
        if text[start - 1].isspace():
            break
        start += 1
    while span.end < end < len(text) and end - span.end > _CONTEXT - _WORD:
        if text[end].isspace():
            break
        end -= 1
    return Span(start, end)


def stretches(condition: Condition, span: Span, numbers: Sequence[int]) -> Iterator[Stretch]:
    """A part of a text cut wherever a remark begins or ends; together they are that part.

    A remark on a point between two characters has a stretch without words.

    Args:
        condition: the copy's.
        span: the part.
        numbers: of the remarks in it.
    """
    text, remarks = condition.source.text, condition.remarks
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number in numbers:
        begins.setdefault(remarks[number].finding.span.start, []).append(number)
        ends.setdefault(remarks[number].finding.span.end, []).append(number)
    active: list[int] = []
    cuts = sorted({span.start, *begins, *ends, span.end})
    for start, end in pairwise([*cuts, cuts[-1]]):
        active = [number for number in active if number not in ends.get(start, ())]
        here = begins.get(start, [])
        points = [number for number in here if not len(remarks[number].finding.span)]
        if points:
            yield _stretch("", points, points, remarks)
        fresh = [number for number in here if number not in points]
        active += fresh
        if start < end:
            yield from _cut_short(text[start:end], active, fresh, remarks)


def _cut_short(
    words: str, active: Sequence[int], begins: Sequence[int], remarks: Sequence[Remark]
) -> Iterator[Stretch]:
    """Words as one stretch; of endless damage the beginning and the end."""
    if not active or len(words) <= _LONGEST:
        yield _stretch(words, active, begins, remarks)
        return
    yield _stretch(words[:_HEAD], active, begins, remarks)
    yield Stretch("", left_out=len(words) - _HEAD - _TAIL)
    yield _stretch(words[-_TAIL:], active, (), remarks)


def _stretch(
    words: str, active: Sequence[int], begins: Sequence[int], remarks: Sequence[Remark]
) -> Stretch:
    if not active:
        return Stretch(on_a_page(words))
    gravest = max(active, key=lambda number: LEVELS.index(remarks[number].level))
    family = family_of(remarks[gravest])
    return Stretch(on_a_page(words), tuple(active), tuple(begins), family)


def title_of(stretch: Stretch, condition: Condition) -> str:
    """What is wrong with a stretch, for those who point at it."""
    return "; ".join(on_one_line(condition.remarks[n].message) for n in stretch.remarks[:5])
