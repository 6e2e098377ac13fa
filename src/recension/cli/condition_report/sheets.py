"""The sheets of a copy: its pages, or its thousands of characters where pages are unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead

_THOUSAND = 1000
_FEWEST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, or a thousand characters.

    Attributes:
        span: where it lies.
        label: the page's number; None for a thousand characters.
        sound: whether no damage lies in it; words split at line ends are none.
    """

    span: Span
    label: str | None
    sound: bool


def sheets(source: SourceText, findings: Findings) -> Iterator[Sheet]:
    """Cut a source into its sheets; together they are the text.

    Pages are the source's own or, where it has none, what lies between running heads with a number.
    """
    damage = [f.span for f in findings.of(Damage) if f.value.kind != "split-word"]
    at, longest = 0, -1
    for label, span in _cut(source, findings):
        # All damage that begins before this sheet's end; the longest reach of what began earlier.
        sound = longest <= span.start
        while at < len(damage) and damage[at].start < span.end:
            longest = max(longest, damage[at].end)
            sound = False
            at += 1
        yield Sheet(span, label, sound)


def _cut(source: SourceText, findings: Findings) -> Iterator[tuple[str | None, Span]]:
    if source.pages:
        for page in source.pages:
            yield page.label, Span(page.start, page.end)
        return
    heads = [f for f in findings.of(RunningHead) if f.value.page]
    if len(heads) >= _FEWEST_HEADS:
        # The page before the first head has no number that we know.
        if heads[0].span.start:
            yield None, Span(0, heads[0].span.start)
        starts = [*(head.span.start for head in heads), len(source.text)]
        for head, (start, end) in zip(heads, pairwise(starts), strict=True):
            yield head.value.page, Span(start, end)
        return
    for start in range(0, len(source.text), _THOUSAND):
        yield None, Span(start, min(start + _THOUSAND, len(source.text)))
