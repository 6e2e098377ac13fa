"""Finds which words of a text are surnames though they are words of another kind too.

``Mr. Holland``, ``President Trujillo``, ``Colonel King``: where a text calls somebody so again and
again, the same word by itself is he, unless a preposition or an article makes a place or a thing
of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from recension.vocabularies.names import titles

if TYPE_CHECKING:
    from recension.readings.capitals import Word

_KINDS = frozenset({"place", "common", "office"})
_ENOUGH = 2
_PLACED = re.compile(
    r"(?:\b(?:in|into|within|throughout|across|outside|visit|leave|left|the|a|an|this|that|each|every"
    r"|of)|\d|[/:(§])[ \n]?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|an?)[ \n]$", re.IGNORECASE)  # the General Receiver
_FROM = re.compile(r"\b(?:to|from|at|for|near|between|toward|towards)[ \n]$", re.IGNORECASE)
_COUNTED = re.compile(r"[ \n.]{1,2}(?:[\dIVX]|No\b)|['’]?s?[ ](?:of|in)\b")


def borne_surnames(text: str, runs: Iterable[Sequence[Word]]) -> frozenset[str]:
    """The words of other kinds that a text uses as surnames oftener than otherwise.

    Args:
        text: the text.
        runs: its capitalised words, those together that stand together.
    """
    borne: Counter[str] = Counter()
    otherwise: Counter[str] = Counter()
    for run in runs:
        for index, word in enumerate(run):
            if word.kind not in _KINDS or len(word.text) < 3:
                continue
            if word.kind == "office" and word.text not in titles().also_surnames:
                continue  # Mr. Minister
            if index and word is run[-1] and calls_somebody(run[index - 1], word, text):
                borne[word.text] += 1
            elif index + 1 < len(run) or index or is_otherwise(text, word):
                otherwise[word.text] += index + 1 == len(run) or word.kind == "place"
            elif _FROM.search(text, max(0, word.start - 9), word.start):
                otherwise[word.text] += word.kind == "place"
    return frozenset(w for w, n in borne.items() if n >= _ENOUGH and n >= 2 * otherwise[w])


def calls_somebody(before: Word, word: Word, text: str) -> bool:
    """Whether what stands right before a word makes a surname of it."""
    if word.gap != " ":
        return False
    if before.kind == "address":
        return before.text not in ("M.", "com.")
    if before.text not in titles().ranks | titles().heads:
        return False
    return not _ARTICLE.search(text, max(0, before.start - 5), before.start)


def is_otherwise(text: str, word: Word) -> bool:
    """Whether the words around make a place, a thing or a number of a word that stands alone."""
    if _COUNTED.match(text, word.end):
        return True
    if text[word.start - 1 : word.start] == "(" and text[word.end : word.end + 1] == ")":
        return False
    return bool(_PLACED.search(text, max(0, word.start - 12), word.start))
