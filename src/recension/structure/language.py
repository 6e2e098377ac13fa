"""The language of a document, by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter

from recension.model.span import Span
from recension.vocabularies.words import language_words

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 200
_SAMPLE = 6000
"""Code points of a document that are looked at."""
_CLEAR = 0.6
"""Share of the words that must be the language's own …"""
_AHEAD = 0.15
"""… and by how much the share of the next language must be smaller."""


def language_of(text: str, span: Span) -> str | None:
    """The ISO 639 code of the language that a stretch is written in.

    Args:
        text: the source's.
        span: the stretch.

    Returns:
        the code; None where fewer than 200 letters stand there or two languages come close.
    """
    words = [
        word.lower()
        for word in _WORD.findall(text, span.start, min(span.end, span.start + _SAMPLE))
    ]
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    often = Counter(words)
    count = Counter(
        {
            code: sum(times for word, times in often.items() if word in listed)
            for code, listed in language_words().items()
        }
    )
    ranked = count.most_common(2)
    if ranked[0][1] < _CLEAR * len(words):
        return None
    ahead = ranked[0][1] - ranked[1][1]
    return ranked[0][0] if ahead >= _AHEAD * len(words) else None
