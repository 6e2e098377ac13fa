"""RC002: text that is written in capitals throughout, as teleprinters wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import CapitalText, Value

_SMALL = re.compile(r"[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁŠŽČĆĐŁŚŻŹŐŰ]{4}")
"""Small letters in a row: prose has them in every line, a line of capitals only by misreading."""
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ]{3}")
_LEAST_LINES = 5
_LEAST_LETTERS = 150


class CapitalTextReader:
    """Text in capitals throughout.

    ## What it finds
    Stretches of five lines and more in which whatever has letters has capitals: telegrams as they
    left the teleprinter, old print in small capitals that a copy made large.

    ## Why it matters
    A capital tells a name or a heading from other words only where the others are small. Rules that
    go by capitals must know where that clue says nothing.

    ## When unsure
    It keeps silent: a heading of a few lines in capitals is what the clue is for, and prose taken
    for capitals would lose its names.

    ## Sources
    ACP 127 and the teletype codes before it had no small letters; so the cables of foreign
    ministries until the 1990s.
    """

    code: ClassVar[str] = "RC002"
    name: ClassVar[str] = "capital text"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (CapitalText,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Mark each stretch."""
        for span in _stretches(source.text):
            because = ("whatever has letters has capitals",)
            yield Finding(self.code, span, CapitalText(), 0.95, because)


def _stretches(text: str) -> Iterator[Span]:
    """Runs of lines without small letters that are long enough; lines of figures join them."""
    run: list[Span] = []
    for line in lines_of(text, Span(0, len(text))):
        if _SMALL.search(text, line.start, line.end) is None:
            run.append(line)
        elif run:
            yield from _long_enough(text, run)
            run = []
    yield from _long_enough(text, run)


def _long_enough(text: str, run: list[Span]) -> Iterator[Span]:
    capital = [line for line in run if _CAPITALS.search(text, line.start, line.end)]
    if len(capital) < _LEAST_LINES:
        return
    span = Span(capital[0].start, capital[-1].end)
    if sum(map(str.isupper, span.of(text))) >= _LEAST_LETTERS:
        yield span
