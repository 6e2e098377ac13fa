"""Where sentences begin, in texts full of ``f. 0144, op. 30`` and ``Mr. Lay``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recension.model.span import Span
from recension.vocabularies.names import titles

_END = re.compile(
    r"[.!?…][\"”’'»)\]*]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\[\d+\])?\d{0,3}\*{0,3}\s+(?=[\"“‘«(\[*_]*[A-ZÀ-ÞА-Я0-9])"
)
_SHORT = frozenset(
    (
        *("f", "op", "p", "pp", "l", "ll", "d", "no", "nos", "vol", "vols", "ibid", "cf", "e.g"),
        *(
            "i.e",
            "ff",
            "ed",
            "eds",
            "cit",
            "fol",
            "ch",
            "art",
            "sec",
            "par",
            "a.e",
        ),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
    )
)
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'’]+$")


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """Cut a stretch of prose at the ends of its sentences.

    Args:
        text: the whole text.
        span: the stretch, usually a paragraph.

    Yields:
        the sentences in order, without the white space between them.
    """
    at = span.start
    for end in _END.finditer(text, span.start, span.end):
        if text[end.start()] == "." and is_abbreviation(text, at, end.start()):
            continue
        yield Span(at, at + len(text[at : end.end()].rstrip()))
        at = end.end()
    if at < span.end:
        yield Span(at, span.end)


def is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Whether the word before a full stop is one that is written with it.

    Args:
        text: the whole text.
        start: how far back the word may begin.
        stop: where the full stop stands.
    """
    match = _LAST_WORD.search(text, max(start, stop - 20), stop)
    if not match:
        return False
    word = match[0]
    if word.lower() in _SHORT or word + "." in titles().address | titles().offices:
        return True
    return len(word) == 1 and word.isupper() and word != "I"
