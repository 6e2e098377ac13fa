"""The lines of a title: where a heading that runs over several lines ends."""

from __future__ import annotations

import re

from recension.model.span import Span
from recension.structure.dateline import is_dateline
from recension.vocabularies.function_words import function_words

MARKER_ONLY = re.compile(r"(?:\[?[*†‡§]{1,4}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\])")
_SHORT_TITLE = 45
"""Code points below which a title's line is a title by itself, not one that a width cuts."""


def title_lines(text: str, lines: list[Span]) -> Span:
    """The lines of a block up to its dateline or its first line of another kind.

    Args:
        text: the source's.
        lines: the block's, without markers and labels above the title.
    """
    end = lines[0].end
    for line in lines[1:4]:
        words = line.of(text).strip()
        goes_on = _goes_on(text[lines[0].start : end], words)
        if MARKER_ONLY.fullmatch(words) or words.isupper():
            break
        dated = is_dateline(text, line)
        if not goes_on and (dated or end - lines[0].start < _SHORT_TITLE):
            break
        end = line.end
        if dated:
            break
    return Span(lines[0].start, end)


def _goes_on(title: str, line: str) -> bool:
    """Whether a title's line is not its last: a comma, a small word, bold type left open."""
    last = title.rsplit(maxsplit=1)[-1] if title.strip() else ""
    joins = last.islower() and last in function_words()
    opened = title.startswith("**") and title.count("**") == 1 and line.rstrip().endswith("**")
    return title[-1:] in ",-–" or joins or line[:1].islower() or opened
