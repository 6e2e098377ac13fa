"""The language of a document, by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

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


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Each listed word with the languages that have it."""
    found: dict[str, list[str]] = {}
    for code, words in language_words().items():
        for word in words:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


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
    known = _languages_of()
    count: Counter[str] = Counter(code for word in words for code in known.get(word, ()))
    ranked = count.most_common(2)
    if not ranked or ranked[0][1] < _CLEAR * len(words):
        return None
    ahead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    return ranked[0][0] if ahead >= _AHEAD * len(words) else None
