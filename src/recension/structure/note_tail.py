"""Tails of notes: the end of a note whose beginning a copy lacks, behind the note before it."""

from __future__ import annotations

import re

from recension.model.source_text import blocks_of
from recension.model.span import Span
from recension.structure.note_body import Body
from recension.vocabularies.note_markers import opens_note

_ENDS = re.compile(r"[.!?…][\"'”’»)\]*⁰¹²³⁴-⁹]*\Z")


def tail_in(text: str, body: Body, following: Body | None) -> Span | None:
    """The paragraphs of a body that are the end of another note.

    They begin in the middle of a sentence, where nothing leads up to it: behind a marker that
    stands alone, or behind a sentence that is over. And numbers are missing before the next note,
    so that there is a note whose end they may be. Where one of the three is not so, they stay the
    body's: a note that loses its second paragraph is worse than a tail that hides in a note.

    Args:
        text: the source's.
        body: the note's.
        following: the next body in the source; None where there is none.
    """
    number, later = body.marker.number, following.marker.number if following else None
    if number is None or later is None or later - number < 2:
        return None
    before = body.marker.end
    for block in blocks_of(text, Span(body.marker.end, body.span.end)):
        is_over = before == body.marker.end or _ENDS.search(text, body.marker.end, before)
        apart = "\n" in text[before : block.start]
        if apart and is_over and _is_amid(text, block.start) and not opens_note(text, block.start):
            return Span(block.start, body.span.end)
        before = block.end
    return None


def _is_amid(text: str, offset: int) -> bool:
    """Whether the words at an offset begin in the middle of a sentence."""
    return text[offset : offset + 1].islower()
