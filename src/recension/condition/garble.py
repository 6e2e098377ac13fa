"""Garble: stretches that are no language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp
from typing import ClassVar

from recension.condition.word_evidence import WordEvidence
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import Damage, Sound, Value

_LONGEST = 400
_TOKEN = re.compile(rf"\S{{1,{_LONGEST}}}")
_PIECE = re.compile(r"[^\n]{1,200}(?!\S)|[^\n]+")
"""A line, or so much of it that it does not cut a word."""

ENTER = 4.0
"""Evidence (natural logarithm of odds) that a stretch must gather before it is called garble."""
DROP = 6.0
"""How far the evidence may fall below its peak before the stretch is over."""
_SOUND_EDGE = -1.6
"""Evidence below which what stands before or behind the garble in its block is plain language."""
_ODD_WORD, _LEAST_MEAN = 1.4, -0.25
"""What a block right beside garble must have: one odd word, and few that are plain language."""
_LEAD = 24
"""Code points between the end of a sentence and garble that may belong to it."""
_SENTENCE_END = re.compile(r"[a-z\d)][.!?][\"”’)]{0,2}[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s(?P<lead>[^.!?:;]*)$")
REST = 80
"""Code points that a block may have beside its garble and still be garble as a whole."""
SOUND = -2.5
"""Evidence of a token inside what is known to be sound."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of tokens whose evidence adds up."""

    span: Span
    evidence: float


class Garble:
    """Text that is not language: leaked page operators, scrambled letters, symbol runs.

    ## What it finds
    Stretches in which word after word is neither known to any of the languages of the source, nor
    used elsewhere in it, nor made of letters in an order that those languages use; and stretches
    with the operators of a page description (`TJ`, `T*`, `Tf` …) between the letters.

    ## Why it matters
    A copy that leaks its page operators mixes them with real words and even real note numbers. Any
    name, number or quotation taken from there is false, and reads as if it were true.

    ## When unsure
    It keeps silent. Calling a sound reference or a Slavic name garble would take it from the
    edition; one weak word too few at the edge of a stretch is the lesser error. A single odd
    word is therefore never garble by its letters alone.

    ## Sources
    Evidence is summed along the words and cut where it falls too far below its peak, as local
    alignment does it (Altschul et al., "Gapped BLAST and PSI-BLAST", 1997: X-drop). Page operators:
    ISO 32000-1:2008, Annex A. Word lists: wordfreq (Speer, 2022).
    """

    code: ClassVar[str] = "RC101"
    name: ClassVar[str] = "garble"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "error"
    needs: ClassVar[tuple[type[Value], ...]] = (Sound,)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Sum the evidence of the words and yield the stretches that have enough of it."""
        evidence = WordEvidence(_counted(source))
        sound = [finding.span for finding in findings.of(Sound)]
        found = [
            stretch
            for stretch in stretches(_scored(source.text, evidence, sound))
            if not evidence.is_foreign(_words(source.text, stretch.span))
        ]
        for part in _bridged(source.text, joined(_filled(source, found, evidence), gap=1)):
            span = _from_sentence(source.text, part, evidence)
            total = sum((s.evidence for s in found if s.span.within(span)), start=0.0)
            yield self._finding(source.text, span, total, evidence)

    def _finding(
        self, text: str, span: Span, total: float, evidence: WordEvidence
    ) -> Finding[Value]:
        words = _words(text, span)
        operators = [word for word in words if evidence.has_operator(word)]
        because = [f"{len(words)} words that no language of this source explains"]
        if operators:
            because.append(f"page operators between the letters: {' '.join(operators[:4])}")
        message = "not language: leaked or scrambled by the copying"
        confidence = round(min(0.99, 1 / (1 + exp(-0.45 * (max(total, ENTER) - ENTER) - 1.0))), 3)
        return Finding(self.code, span, Damage("garble", message), confidence, tuple(because))


def _words(text: str, span: Span) -> list[str]:
    return _TOKEN.findall(text, span.start, span.end)


def _counted(source: SourceText) -> Counter[str]:
    counts = source.tokens.copy()
    for long in [token for token in counts if len(token) > _LONGEST]:
        times = counts.pop(long)
        for piece in _TOKEN.findall(long):
            counts[piece] += times
    return counts


def _scored(
    text: str, evidence: WordEvidence, sound: list[Span]
) -> Iterator[tuple[float, tuple[int, int]]]:
    """The tokens with their evidence; those inside sound spans speak for soundness.

    A piece of which every word speaks for language is one token: nothing can begin in it.
    """
    calm = iter(sound)
    now = next(calm, None)
    for piece in _PIECE.finditer(text):
        while now and now.end <= piece.start():
            now = next(calm, None)
        if now is None or now.start >= piece.end():
            whole = evidence.of_language(piece.group().split())
            if whole is not None:
                yield whole, piece.span()
                continue
        for token in _TOKEN.finditer(text, *piece.span()):
            start, end = token.span()
            while now and now.end <= start:
                now = next(calm, None)
            score = SOUND if now and now.start < end else evidence.of(token.group())
            yield score, (start, end)


def stretches(scored: Iterable[tuple[float, tuple[int, int]]]) -> Iterator[Stretch]:
    """Cut a row of evidence into the stretches where it adds up.

    Args:
        scored: for each token its evidence for garble (below 0 speaks for language) and its place,
            start and end, in order.

    Yields:
        stretches whose evidence reaches ``ENTER``, each from its first to its best token.
    """
    first, end, total, peak = -1, 0, 0.0, 0.0
    for score, (start, stop) in scored:
        if first < 0:
            if score <= 0:
                continue
            first, total, peak = start, 0.0, 0.0
        total += score
        if total > peak:
            peak, end = total, stop
        if total <= 0 or total < peak - DROP:
            if peak >= ENTER:
                yield Stretch(Span(first, end), peak)
            first = -1
    if first >= 0 and peak >= ENTER:
        yield Stretch(Span(first, end), peak)


def _filled(source: SourceText, found: list[Stretch], evidence: WordEvidence) -> Iterator[Span]:
    """The stretches, and what of the blocks around them is garble as well.

    Real words that the copying threw in among garble belong to it: no reader may quote them.
    """
    blocks, text = source.blocks, source.text
    for stretch in found:
        span = stretch.span
        yield span
        first = max(0, bisect_right(blocks, span.start, key=lambda b: b.start) - 1)
        last = max(first, bisect_right(blocks, span.end - 1, key=lambda b: b.start) - 1)
        for index in range(max(0, first - 1), min(len(blocks), last + 2)):
            beside = not first <= index <= last
            if _is_all_garble(text, blocks[index], span, evidence, beside):
                yield blocks[index]


def _is_all_garble(
    text: str, block: Span, span: Span, evidence: WordEvidence, beside: bool
) -> bool:
    """Whether a short block that garble stands in, or right beside, is garble as a whole."""
    shared = 0 if beside else min(span.end, block.end) - max(span.start, block.start)
    if len(block) - shared > REST:
        return False
    scores = [evidence.of(word) for word in _words(text, block)]
    if not beside:
        edges = (
            (Span(block.start, max(block.start, span.start)), Span(span.end, block.end))
            if (span.within(block))
            else ()
        )
        sound = min((sum(map(evidence.of, _words(text, edge))) for edge in edges), default=0.0)
        return sum(scores) > 0 and sound > _SOUND_EDGE
    return max(scores) > _ODD_WORD and sum(scores) > _LEAST_MEAN * len(scores)


def _from_sentence(text: str, span: Span, evidence: WordEvidence) -> Span:
    """Garble with the word or two that part it from the end of a sentence: they begin nothing."""
    before = text[max(0, span.start - _LEAD) : span.start]
    ended = _SENTENCE_END.search(before)
    if not ended or "\n\n" in ended.group():
        return span
    lead = ended.group("lead")
    if (
        not lead
        or evidence.is_common(lead.split()[0])
        or sum(map(evidence.of, lead.split())) < _SOUND_EDGE
    ):
        return span
    return Span(span.start - len(lead), span.end)


def _bridged(text: str, spans: list[Span]) -> list[Span]:
    """Join garble that a few words of one line part: they are as little to be trusted."""
    bridged: list[Span] = []
    for span in spans:
        near = bridged and span.start - bridged[-1].end <= REST
        if near and "\n\n" not in text[bridged[-1].end : span.start]:
            bridged[-1] = Span(bridged[-1].start, span.end)
        else:
            bridged.append(span)
    return bridged
