"""Paragraphs as the eye sees them: blocks and lines, with what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recension.model.finding import Findings
from recension.model.layout import is_prose, line_width, meant_lines
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import RunningHead
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
    """

    span: Span
    words: str
    is_note: bool
    is_prose: bool
    page_turns: bool = False
    after_turn: bool = False


def paragraphs(source: SourceText, findings: Findings) -> Iterator[Paragraph]:
    """The paragraphs of a source in order, running heads left out."""
    width = line_width(source)
    heads = {finding.span for finding in findings.of(RunningHead)}
    blocks = source.blocks
    turned = False
    for index, block in enumerate(blocks):
        if block in heads:
            turned = True
            continue
        turns = index + 1 < len(blocks) and blocks[index + 1] in heads
        parts = list(meant_lines(source, block, width))
        for at, span in enumerate(parts):
            words = span.of(source.text)
            yield Paragraph(
                span,
                words,
                body_marker_at(source.text, span.start) is not None,
                is_prose(words),
                turns and at == len(parts) - 1,
                turned and at == 0,
            )
        turned = turned and all(body_marker_at(source.text, span.start) for span in parts)
