"""Paragraphs as the eye sees them: blocks and lines, with what stands between them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from recension.model.finding import Findings
from recension.model.layout import is_prose, line_width, meant_lines
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import Damage, RunningHead
from recension.vocabularies.note_markers import body_marker_at

_NOTES_ON_A_PAGE = 40
_EDGE = 40
"""Code points at a paragraph's ends in which garble takes its sentence away."""
_WORSE = ("garble", "repetition", "mojibake")


@dataclass(frozen=True)
class Paragraph:
    """A stretch of text that the eye takes as one.

    Attributes:
        span: where.
        words: the text there, without blanks at its end.
        is_note: whether a note's marker stands at its beginning.
        spoilt: the garble and its like in the whole source, in order, none overlapping.
        page_turns: whether a page ends right after it.
        after_turn: whether a page begins right before it.
        in_block: whether the next one follows without a blank line.
    """

    span: Span
    words: str
    is_note: bool
    spoilt: list[Span] = field(repr=False, compare=False)
    page_turns: bool = False
    after_turn: bool = False
    in_block: bool = False

    @cached_property
    def is_prose(self) -> bool:
        """Whether it runs on in sentences, as no heading, list or address does."""
        return is_prose(self.words)

    @property
    def garbled_start(self) -> bool:
        """Whether its first words are garble."""
        start = self.span.start
        return self._is_spoilt(start, min(self.span.end, start + _EDGE))

    @property
    def garbled_end(self) -> bool:
        """Whether its last words are garble."""
        end = self.span.end
        return self._is_spoilt(max(self.span.start, end - _EDGE), end + 1)

    @property
    def sound_words(self) -> str:
        """The words up to the first garble."""
        start, end = self.span.start, self.span.end
        at = bisect_left(self.spoilt, start, key=attrgetter("start"))
        first = self.spoilt[at].start if at < len(self.spoilt) else end
        return self.words[: max(0, min(first, end) - start)] or self.words

    def _is_spoilt(self, start: int, end: int) -> bool:
        """Whether garble has a character between two offsets, or is a point there."""
        last = bisect_left(self.spoilt, end, key=attrgetter("start")) - 1
        return last >= 0 and max(self.spoilt[last].end, self.spoilt[last].start + 1) > start


def paragraphs(source: SourceText, findings: Findings) -> list[Paragraph]:
    """The paragraphs of a source in order, running heads left out."""
    width = line_width(source)
    heads = {finding.span for finding in findings.of(RunningHead)}
    spoilt = joined(f.span for f in findings.of(Damage) if f.value.kind in _WORSE)
    flow: list[Paragraph] = []
    turned = False
    for block in source.blocks:
        if block in heads:
            _mark_turn(flow)
            turned = True
            continue
        for span in meant_lines(source, block, width):
            is_note = body_marker_at(source.text, span.start) is not None
            after, in_block = turned and not is_note, span.end < block.end
            words = span.of(source.text).rstrip()
            flow.append(Paragraph(span, words, is_note, spoilt, False, after, in_block))
            turned = turned and is_note
    return flow


def _mark_turn(flow: list[Paragraph]) -> None:
    """Say of the last paragraph, and of the last one before the notes, that a page ends there."""
    for back in range(len(flow) - 1, max(-1, len(flow) - _NOTES_ON_A_PAGE), -1):
        if back == len(flow) - 1 or not flow[back].is_note:
            flow[back] = replace(flow[back], page_turns=True)
        if not flow[back].is_note:
            return
