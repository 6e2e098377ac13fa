"""Which kinds of words follow each other in English, and which end a sentence."""

from __future__ import annotations

import lzma
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_LETTERS = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*|\d[\d.,]*\b|[.?!:;,()—–]")
_SIGN = {"?": ".", "!": ".", ":": ";", "–": "—"}
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "al", "ic", "ive", "ment", "ity", "ent", "able", "er")
_NEAR = 160
"""Code points on each side of a seam in which its nearest words are looked for."""
_EDGE = 24
"""The same where the first or last two words are wanted of many lines."""
SCALE = 24.0
"""What a logarithm is multiplied with to be kept as a whole number between -127 and 127."""


def tokens_of(text: str) -> list[str]:
    """Words, numbers (``#``) and stops of a text, as the word order counts them.

    Capitals stay: ``The`` begins sentences and ``the`` does not. Marks of notes, quotation marks
    and editors' brackets are passed over.
    """
    return [_token(found) for found in _TOKEN.findall(text)]


def first_tokens(text: str, number: int = 2) -> list[str]:
    """The first tokens of a text, of which only the beginning is looked at."""
    return [_token(found) for found in _TOKEN.findall(text[:_EDGE])[:number]]


def last_tokens(text: str, number: int = 2) -> list[str]:
    """The last tokens of a text, of which only the end is looked at."""
    return [_token(found) for found in _TOKEN.findall(text[-_EDGE:])[-number:]]


def _token(found: str) -> str:
    if found[0].isdigit():
        return "#"
    return _SIGN.get(found, found) if len(found) == 1 else found.replace("’", "'")


def shape_of(token: str) -> str:
    """What stands for a word that is not in the list: its capitals or its ending."""
    if token[0].isupper():
        return "<AA>" if token.isupper() and len(token) > 1 else "<Aa>"
    ending = next((e for e in _ENDINGS if token.endswith(e) and len(token) > len(e) + 2), "")
    return f"<{ending}>"


@dataclass(frozen=True, slots=True)
class WordOrder:
    """A table of which classes of words follow each other.

    Attributes:
        classes: word, sign or shape → its class.
        pairs: for words side by side and for words with one between them: how much more often than
            by chance the two classes stand so, as a natural logarithm times :data:`SCALE`.
        join: weights by which a seam is judged: of its last and its first word, of the last but
            one and the first, of the last and the second, and a constant.
        stop: the same for the end of a sentence: of its last word's ``ends``, of the class of the
            last but one before a stop, and a constant.
        ends: how much more often than others a word or shape stands before a stop, as in ``pairs``.
    """

    classes: dict[str, int]
    ends: dict[str, int]
    pairs: NDArray[np.int8]
    join: tuple[float, ...]
    stop: tuple[float, ...]

    def numbers(self, tokens: Sequence[str]) -> list[int]:
        """The class of each token."""
        return [self.classes.get(self._listed(token), 0) for token in tokens]

    def _listed(self, token: str) -> str:
        return token if token in self.classes else shape_of(token)

    def seam(self, before: str, after: str) -> float:
        """Log odds that ``after`` goes on where ``before`` stops, against any two cut ends."""
        left = self.numbers(tokens_of(before[-_NEAR:])[-2:])
        right = self.numbers(tokens_of(after[:_NEAR])[:2])
        if len(left) < 2 or len(right) < 2:
            return 0.0
        places = ((0, left[1], right[0]), (1, left[0], right[0]), (1, left[1], right[1]))
        return _weighed(self.join, [int(self.pairs[place]) for place in places])

    def end(self, before: str) -> float:
        """Log odds that a sentence ends after ``before``, against its being cut there."""
        last = tokens_of(before[-_NEAR:])[-2:]
        if len(last) < 2:
            return 0.0
        apart = int(self.pairs[1, self.numbers(last)[0], self.classes["."]])
        return _weighed(self.stop, [self.ends.get(self._listed(last[1]), 0), apart])

    def begins(self, token: str) -> float:
        """How much more often than by chance a word stands right after a stop: a logarithm."""
        return int(self.pairs[0, self.classes["."], self.numbers([token])[0]]) / SCALE


def _weighed(by: tuple[float, ...], told: Sequence[int]) -> float:
    return by[-1] + sum(weight * tell / SCALE for weight, tell in zip(by[:-1], told, strict=True))


@cache
def word_order() -> WordOrder:
    """The word order that comes with the program (English), read once."""
    folder = files(__name__)
    listed = lzma.decompress(folder.joinpath("words.txt.xz").read_bytes()).decode("utf-8")
    rows = [row.split("\t") for row in listed.splitlines()]
    with folder.joinpath("pairs.npz").open("rb") as file, np.load(file) as table:
        return WordOrder(
            {word: int(number) for word, number, _ in rows},
            {word: int(end) for word, _, end in rows},
            np.asarray(table["pairs"], np.int8),
            tuple(map(float, table["join"])),
            tuple(map(float, table["stop"])),
        )
