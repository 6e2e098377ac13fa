"""Letter trigrams of the languages: whether an unknown word could be a word at all."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

UNSEEN = 30
"""Bits of rarity given to a trigram that a language does not have."""


@cache
def language_trigrams() -> Mapping[str, Mapping[str, int]]:
    """The letter trigrams of each language with their rarity in bits, read once and kept.

    Returns:
        ISO 639 code (``ru-Latn``: Russian in Latin letters) → trigram → bits; ``^`` and ``$`` are
        the edges of a word.
    """
    packed = files(__name__).joinpath("trigrams.txt.xz").read_bytes()
    languages: dict[str, Mapping[str, int]] = {}
    for part in lzma.decompress(packed).decode("utf-8").split("@")[1:]:
        code, *rows = part.split("\n")
        languages[code] = {row[:-1]: ord(row[-1]) - 96 for row in rows if row}
    return MappingProxyType(languages)


def oddity(word: str, language: str) -> float:
    """How unlike the words of a language a word's letters are.

    Args:
        word: lower case, letters only.
        language: a key of :func:`language_trigrams`.

    Returns:
        mean bits of rarity over the word's trigrams: about 9 for a real word of the language,
        15 and more for scrambled letters.
    """
    bits = language_trigrams()[language]
    edged = f"^{word}$"
    rarities = [bits.get(edged[i : i + 3], UNSEEN) for i in range(len(edged) - 2)]
    return sum(rarities) / len(rarities) if rarities else 0.0
