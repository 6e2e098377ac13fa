"""Paragraphs as the eye sees them: blocks and lines, with what stands between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recension.model.finding import Findings
from recension.model.layout import is_prose, line_width, meant_lines
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead
from recension.vocabularies.note_markers import body_marker_at


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that the eye takes as one.

    Attributes:
        span: where.
        words: the text there.
        is_note: whether a note's marker stands at its beginning.
        is_prose: whether it runs on in sentences, as no heading, list or address does.
        page_turns: whether a page ends right after it.
        after_turn: whether a page begins right before it.
        in_block: whether the next one follows without a blank line.
        garbled_start: whether its first words are garble.
        garbled_end: whether its last words are garble.
    """

    span: Span
    words: str
    is_note: bool
    is_prose: bool
    page_turns: bool = False
    after_turn: bool = False
    in_block: bool = False
    garbled_start: bool = False
    garbled_end: bool = False


_NOTES_ON_A_PAGE = 40
_EDGE = 40
"""Code points at a paragraph's ends in which garble takes its sentence away."""
_WORSE = ("garble", "repetition", "mojibake")


def paragraphs(source: SourceText, findings: Findings) -> list[Paragraph]:
    """The paragraphs of a source in order, running heads left out."""
    width = line_width(source)
    heads = {finding.span for finding in findings.of(RunningHead)}
    flow: list[Paragraph] = []
    turned = False
    for block in source.blocks:
        if block in heads:
            _mark_turn(flow)
            turned = True
            continue
        for span in meant_lines(source, block, width):
            is_note = body_marker_at(source.text, span.start) is not None
            words = span.of(source.text)
            after = turned and not is_note
            start = _is_garbled(findings, Span(span.start, min(span.end, span.start + _EDGE)))
            end = _is_garbled(findings, Span(max(span.start, span.end - _EDGE), span.end + 1))
            cut = span.end < block.end
            flow.append(
                Paragraph(span, words, is_note, is_prose(words), False, after, cut, start, end)
            )
            turned = turned and is_note
    return flow


def _is_garbled(findings: Findings, edge: Span) -> bool:
    return any(f.value.kind in _WORSE for f in findings.overlapping(Damage, edge))


def _mark_turn(flow: list[Paragraph]) -> None:
    """Say of the last paragraph, and of the last one before the notes, that a page ends there."""
    for back in range(len(flow) - 1, max(-1, len(flow) - _NOTES_ON_A_PAGE), -1):
        if back == len(flow) - 1 or not flow[back].is_note:
            flow[back] = replace(flow[back], page_turns=True)
        if not flow[back].is_note:
            return
