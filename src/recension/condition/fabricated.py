"""Suspected fabrication: fluent sentences that their page probably never had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.condition.fabrication_clue import (
    Clue,
    block_at,
    firm_clues,
    further_clues,
    sentences_of,
)
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value

_REACH = 600
"""Code points on each side of a firm clue in which others are looked for."""
_NEAR = 300
"""Code points between two clues of one passage."""
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
        done = 0
        for firm in sorted(firm_clues(source, findings), key=lambda clue: clue.place):
            if firm.place < done:
                continue
            around = Span(max(0, firm.place - _REACH), min(len(source.text), firm.place + _REACH))
            paragraph = block_at(source, firm.place)
            further = further_clues(source, findings, around)
            here = [c for c in further if paragraph.start <= c.place < paragraph.end]
            clues = _connected(firm, [firm, *here])
            # An unknown word supports a suspicion; with a stutter alone it is a slip beside a slip.
            if len({clue.kind for clue in clues} - {"word"}) > 1:
                ends = [clue.place for clue in clues]
                span = sentences_of(source.text, paragraph, ends[0], ends[-1])
                done = span.end
                yield self._finding(span, clues)

    def _finding(self, span: Span, clues: list[Clue]) -> Finding[Value]:
        kinds = {clue.kind: clue.because for clue in reversed(clues)}
        confidence = round(min(_MOST, _ONE + _MORE * (len(kinds) - 1)), 2)
        message = "perhaps not what the page said: compare the original before quoting"
        because = tuple(reversed(kinds.values()))
        return Finding(self.code, span, Damage("fabricated", message), confidence, because)


def _connected(firm: Clue, clues: Iterable[Clue]) -> list[Clue]:
    """The clues that follow each other closely enough around a firm one, in order of place."""
    rows: list[list[Clue]] = []
    for clue in sorted(clues, key=lambda clue: clue.place):
        if rows and clue.place - rows[-1][-1].place <= _NEAR:
            rows[-1].append(clue)
        else:
            rows.append([clue])
    return next(row for row in rows if firm in row)
