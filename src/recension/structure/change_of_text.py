"""Changes of text: one stops in mid-sentence and another goes on, without any heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from recension.model.finding import Findings
from recension.model.layout import is_prose
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead
from recension.structure.heading_gap import gap_before
from recension.vocabularies.function_words import function_words
from recension.vocabularies.note_markers import body_marker_at, call_markers
from recension.vocabularies.roles import role_words

_WINDOW = 1500
"""Code points on either side that are compared."""
_FEWEST = 80
"""Words on either side from which the comparison means something."""
_WIDE = 2
_PARAGRAPH = 150
_SAMPLE = 400
"""Paragraphs of the source by which rare words are told from frequent ones."""
_PERSON, _CALLS, _SUBJECT, _STYLE = 1.2, 1.1, 0.06, 0.7
"""Distances (square roots of rates), and likenesses (cosines), from which a clue has its vote."""
_OTHER_SUBJECT, _OTHER_STYLE = "another subject", "another style"
_SUPPORTING = frozenset({_OTHER_SUBJECT, _OTHER_STYLE})
_STEM = 6
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_QUOTED = re.compile(r"“[^”]{1,600}”|\"[^\"\n]{1,600}\"")
_STRAIGHT, _CURLY = re.compile(r"[\"']"), re.compile(r"[“”’‘]")

Changes = dict[str, float]
"""What changes at a cut, in words, and how much."""


@dataclass(frozen=True, slots=True)
class ChangeOfText:
    """A place where another text begins.

    Attributes:
        block: the first block of the other text.
        clues: what changes there, in words.
    """

    block: Span
    clues: tuple[str, ...]


def changes_of_text(
    source: SourceText, findings: Findings, starts: Sequence[int], votes: int
) -> Iterator[ChangeOfText]:
    """The places at which a text that breaks off is followed by another one.

    Each cut in mid-sentence between two paragraphs is asked whether the text is another behind it:
    by the person that speaks, the notes that are called, the kind of quotation marks, the subject
    and the small words. Several must say so, as a text also jumps where only a column of it is
    lost.

    Args:
        source: the text.
        findings: its running heads and damage.
        starts: where documents are known to begin, in order.
        votes: how many clues must agree.
    """
    known = list(starts)
    cuts = [cut for cut in _cuts(source, findings) if not _is_known(known, cut)]
    compare = _Comparison(source)
    while cuts:
        asked = [(compare.at(cut, known), cut) for cut in cuts]
        strongest, cut = max(asked, key=lambda one: (_votes(one[0]), sum(one[0].values())))
        if _votes(strongest) < votes:
            return
        yield ChangeOfText(cut.after, tuple(strongest))
        insort(known, cut.after.start)
        cuts = [other for other in cuts if other is not cut]


def _votes(changes: Changes) -> int:
    """How many clues there are; those that hang together with others count only beside one."""
    alone = any(clue not in _SUPPORTING for clue in changes)
    return len(changes) if alone else 0


@dataclass(frozen=True, slots=True)
class _Cut:
    """Two paragraphs of which the first is not finished."""

    before: Span
    after: Span
    blank_lines: int


def _cuts(source: SourceText, findings: Findings) -> Iterator[_Cut]:
    heads = {finding.span for finding in findings.of(RunningHead)}
    flow = [block for block in source.blocks if block not in heads]
    for index in range(1, len(flow)):
        before, after = flow[index - 1], flow[index]
        gap = gap_before(source.text, flow, index)
        if gap.crosses or not _breaks_off(source.text, before):
            continue
        wide = gap.lines > _WIDE
        if (wide or _is_paragraph(source.text, after)) and not _is_garbled(findings, before, after):
            yield _Cut(before, after, gap.lines)


def _breaks_off(text: str, block: Span) -> bool:
    last = text[block.end - 1]
    unfinished = (last.isalpha() and last.islower()) or last == ","
    return (
        unfinished
        and len(block) > _PARAGRAPH
        and is_prose(block.of(text)[-300:])
        and body_marker_at(text, block.start) is None
    )


def _is_paragraph(text: str, block: Span) -> bool:
    return (
        len(block) > _PARAGRAPH
        and is_prose(block.of(text)[:300])
        and not (text[block.start] in "([" or text[block.start].isdigit())
        and body_marker_at(text, block.start) is None
    )


def _is_garbled(findings: Findings, before: Span, after: Span) -> bool:
    near = Span(max(before.start, before.end - 100), min(after.end, after.start + 100))
    return any(f.value.kind in ("garble", "mojibake") for f in findings.overlapping(Damage, near))


def _is_known(starts: Sequence[int], cut: _Cut) -> bool:
    return bisect_left(starts, cut.before.end) < bisect_right(starts, cut.after.start)


class _Comparison:
    """What is another behind a cut; each pair of windows is compared once."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._rarity = _Rarity(source)
        self._known: dict[tuple[int, int, int], Changes] = {}

    def at(self, cut: _Cut, starts: Sequence[int]) -> Changes:
        """The changes at a cut, from the document's beginning before it to the next one's."""
        at = bisect_right(starts, cut.before.end)
        start = max(starts[at - 1] if at else 0, cut.before.end - _WINDOW)
        end = min([*starts[at : at + 1], cut.after.start + _WINDOW, len(self._source.text)])
        key = (start, cut.after.start, end)
        if key not in self._known:
            left, right = (
                self._side(Span(start, cut.before.end)),
                self._side(Span(cut.after.start, end)),
            )
            self._known[key] = dict(_changes(cut, left, right, self._rarity))
        return self._known[key]

    def _side(self, window: Span) -> _Side:
        """The running text of a window, without headings, lists and notes."""
        text, blocks = self._source.text, self._source.blocks
        low = bisect_right(blocks, window.start, key=lambda block: block.end)
        high = bisect_left(blocks, window.end, key=lambda block: block.start)
        parts = [
            text[max(window.start, block.start) : min(window.end, block.end)]
            for block in blocks[low:high]
            if body_marker_at(text, block.start) is None
        ]
        return _Side("\n".join(part for part in parts if is_prose(part)))


def _changes(cut: _Cut, left: _Side, right: _Side, rarity: _Rarity) -> Iterator[tuple[str, float]]:
    """What is another behind a cut, each with how much (1 is just enough)."""
    if cut.blank_lines > _WIDE:
        yield "the text breaks off before a wide gap", 1.0
        yield "what follows the gap does not go on with it", 1.0
    if _flips(left, right):
        yield "other quotation marks", 1.0
    if min(len(left.words), len(right.words)) < _FEWEST:
        return
    person = abs(sqrt(left.person) - sqrt(right.person))
    if person >= _PERSON:
        yield "another person speaks", person / _PERSON
    calls = abs(sqrt(left.calls) - sqrt(right.calls))
    if calls >= _CALLS:
        yield "notes are called on one side only", calls / _CALLS
    if rarity.likeness(left, right) <= _SUBJECT:
        yield _OTHER_SUBJECT, 1.0
    if _cosine(left.small, right.small) <= _STYLE:
        yield _OTHER_STYLE, 1.0


def _flips(left: _Side, right: _Side) -> bool:
    one = left.straight > 1 and not left.curly and right.curly > 1 and not right.straight
    other = left.curly > 1 and not left.straight and right.straight > 1 and not right.curly
    return one or other


class _Side:
    """One side of a cut, counted."""

    def __init__(self, text: str) -> None:
        self.words = _WORD.findall(text)
        self.straight = len(_STRAIGHT.findall(text))
        self.curly = len(_CURLY.findall(text))
        said = _WORD.findall(_QUOTED.sub(" ", text))
        self.person = (
            100 * sum(w.casefold() in role_words("first_person") for w in said) / max(1, len(said))
        )
        calls = sum(1 for _ in call_markers(text, "superscript", 0, len(text)))
        self.calls = 1000 * calls / max(1, len(text))

    @cached_property
    def small(self) -> Counter[str]:
        """The function words: the style, whatever is spoken of."""
        return Counter(w.casefold() for w in self.words if w.casefold() in function_words())

    @cached_property
    def content(self) -> Counter[str]:
        """The other words, by their beginnings: the subject."""
        return Counter(_stem(w) for w in self.words if _is_content(w))


def _is_content(word: str) -> bool:
    return len(word) > 3 and word.casefold() not in function_words()


def _stem(word: str) -> str:
    return re.split("['’]", word.casefold())[0][:_STEM]


class _Rarity:
    """How rare the source's words are, counted when first asked."""

    def __init__(self, source: SourceText) -> None:
        self._source = source

    @cached_property
    def _weights(self) -> dict[str, float]:
        blocks = self._source.blocks
        sample = blocks[:: max(1, len(blocks) // _SAMPLE)]
        often = Counter(
            stem
            for block in sample
            for stem in {_stem(w) for w in _WORD.findall(block.of(self._source.text))}
        )
        return {stem: log((len(sample) + 1) / (times + 0.5)) for stem, times in often.items()}

    def likeness(self, left: _Side, right: _Side) -> float:
        """How far two sides speak of the same: the cosine of their rare words."""
        return _cosine(self._weighed(left.content), self._weighed(right.content))

    def _weighed(self, words: Counter[str]) -> dict[str, float]:
        unknown = max(self._weights.values(), default=1.0)
        return {w: (1 + log(n)) * self._weights.get(w, unknown) for w, n in words.items()}


def _cosine(one: dict[str, float] | Counter[str], other: dict[str, float] | Counter[str]) -> float:
    both = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = sum(w * w for w in one.values()) * sum(w * w for w in other.values())
    return both / sqrt(lengths) if lengths else 0.0
