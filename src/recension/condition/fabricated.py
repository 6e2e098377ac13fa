"""Suspected fabrication: fluent sentences that their page probably never had."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import ClassVar

from recension.condition.fabrication_clue import (
    FIRM,
    Clue,
    block_at,
    firm_clues,
    further_clues,
    sentences_of,
)
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import Damage, Value

_REACH = 600
"""Code points on each side of a firm clue in which others are looked for."""
_NEAR = 300
"""Code points between two clues of one passage."""
_PLACE = attrgetter("place")
_ONE, _MORE, _MOST = 0.3, 0.1, 0.6


class Fabricated:
    """Sentences that read on and were perhaps never written.

    ## What it finds
    Passages in which at least two independent clues meet: words doubled by the copying, a sentence
    that begins anew behind a comma, a sentence that ends where none can, calls of notes out of
    their order, quotation marks that do not match or change their style. One of the first two must
    be among them. Words that neither the languages nor the source know are said as well.

    ## Why it matters
    A machine that cannot read a place may fill it with what sounds like the rest. Nothing looks
    damaged, and whoever quotes it quotes nobody.

    ## When unsure
    It keeps silent, and what it says is a suspicion with its reasons, never a verdict: to damn a
    true sentence is the worse error. An author may repeat himself, a printer may err, and one clue
    alone is always more likely that. Only the original can tell.

    ## Sources
    Text that a recognition by language model invents where the image gives none; the clues are
    those by which interpolations are known: M. L. West, Textual Criticism and Editorial Technique
    (1973).
    """

    code: ClassVar[str] = "RC108"
    name: ClassVar[str] = "suspected fabrication"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "note"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage,)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Gather the clues around each firm one, and say where two kinds of them meet."""
        firm = sorted(firm_clues(source, findings), key=_PLACE)
        size = len(source.text)
        windows = [Span(max(0, c.place - _REACH), min(size, c.place + _REACH)) for c in firm]
        for window in joined(windows):
            low, high = (bisect_left(firm, at, key=_PLACE) for at in (window.start, window.end))
            there = firm[low:high]
            for clues in _rows(source, [*there, *further_clues(source, findings, window)]):
                # An unknown word supports a suspicion; beside a stutter it is a slip beside a slip.
                kinds = {clue.kind for clue in clues} - {"word"}
                # So does an odd end: a copyist's stutter that is told already damns no sentence.
                if len(kinds) > 1 and not kinds.isdisjoint(FIRM) and kinds != {"doubled", "end"}:
                    yield self._finding(source, clues)

    def _finding(self, source: SourceText, clues: list[Clue]) -> Finding[Value]:
        first, last = clues[0].place, clues[-1].place
        span = sentences_of(source.text, block_at(source, first), first, last)
        kinds = {clue.kind: clue.because for clue in reversed(clues)}
        confidence = round(min(_MOST, _ONE + _MORE * (len(kinds) - 1)), 2)
        message = "perhaps not what the page said: compare the original before quoting"
        because = tuple(reversed(kinds.values()))
        return Finding(self.code, span, Damage("fabricated", message), confidence, because)


def _rows(source: SourceText, clues: Iterable[Clue]) -> Iterator[list[Clue]]:
    """Clues of one paragraph that follow each other closely enough, in order of place."""
    row: list[Clue] = []
    paragraph = Span(0, 0)
    for clue in sorted(clues, key=_PLACE):
        if row and (clue.place - row[-1].place > _NEAR or clue.place >= paragraph.end):
            yield row
            row = []
        if not row:
            paragraph = block_at(source, clue.place)
        row.append(clue)
    if row:
        yield row
