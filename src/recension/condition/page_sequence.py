"""Page sequence: pages that stand in the wrong place, by their printed numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead, Value

_MOST = 30
"""Pages by which one may be out of place; a greater leap is another numbering."""
_FEWEST = 4
"""Running heads of one title that make a sequence."""


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    span: Span


class PageSequence:
    """A page that stands among others to which it does not belong.

    ## What it finds
    In the running heads of a copy, a page whose number goes back, or leaps ahead while the next
    one goes on with those before it. Numbers that are passed over are said with the break that the
    missing page leaves in a sentence (RC104).

    ## Why it matters
    A page in the wrong place puts an answer before its question. The printed number is the one
    witness that it leaves.

    ## When unsure
    Only heads that share their title with three others are compared, and a number that stands twice
    is left alone: numbers of lists and notes look like bare page numbers. To overlook a page is the
    lesser error: its sentences break off at both ends, which is said anyhow.

    ## Sources
    Collation of leaves in descriptive bibliography: P. Gaskell, A New Introduction to Bibliography
    (1972), pp. 321-335.
    """

    code: ClassVar[str] = "RC112"
    name: ClassVar[str] = "page sequence"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "error"
    needs: ClassVar[tuple[type[Value], ...]] = (RunningHead,)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Walk from head to head and compare their numbers."""
        pages = _pages(source, findings)
        times = Counter(page.number for page in pages)
        for before, page, after in _neighbours(pages):
            low, high = min(before.number, after.number), max(before.number, after.number)
            out = not low <= page.number <= high and high - low <= _MOST
            near = min(abs(page.number - low), abs(page.number - high)) <= _MOST
            if out and near and times[page.number] == 1 and before.number < after.number:
                yield self._finding(source, before, page, after)

    def _finding(
        self, source: SourceText, before: _Page, page: _Page, after: _Page
    ) -> Finding[Value]:
        words = source.text[page.span.start : after.span.start].rstrip()
        span = Span(page.span.start, page.span.start + len(words))
        message = f"page {page.number} stands between page {before.number} and page {after.number}"
        because = "the numbers before and behind it go on without it"
        return Finding(self.code, span, Damage("displaced", message), 0.8, (because,))


def _pages(source: SourceText, findings: Findings) -> list[_Page]:
    """The pages whose heads share their title with others, in order of place."""
    heads = [(f.span, f.value.page or "") for f in findings.of(RunningHead)]
    titles = [re.sub(r"\d", "", span.of(source.text)).strip().casefold() for span, _ in heads]
    often = Counter(titles)
    return [
        _Page(int(number), span)
        for (span, number), title in zip(heads, titles, strict=True)
        if title and often[title] >= _FEWEST and number.isdecimal()
    ]


def _neighbours(pages: list[_Page]) -> Iterator[tuple[_Page, _Page, _Page]]:
    """Each page with the one before it that is in order, and the one after it."""
    if len(pages) < _FEWEST:
        return
    before = pages[0]
    for page, after in pairwise(pages[1:]):
        yield before, page, after
        ahead = before.number < after.number < page.number
        if (page.number > before.number and not ahead) or before.number - page.number > _MOST:
            before = page
