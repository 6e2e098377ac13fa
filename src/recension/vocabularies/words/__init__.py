"""The most frequent words of twelve languages: what a word of plain language looks like."""

from __future__ import annotations

import lzma
from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def word_bands() -> Mapping[str, Mapping[str, int]]:
    """The words of each language with how common each is, read once and kept.

    Returns:
        ISO 639 code of the language (``sh``: Serbian, Croatian, Bosnian in Latin letters) → word,
        lower case → band: half steps of the Zipf scale (12: a word in a thousand, 6: one in a
        million).
    """
    packed = files(__name__).joinpath("words.txt.xz").read_bytes()
    languages: dict[str, Mapping[str, int]] = {}
    for part in lzma.decompress(packed).decode("utf-8").split("@")[1:]:
        code, _, listed = part.partition("\n")
        languages[code] = _banded(listed)
    return MappingProxyType(languages)


@cache
def rare_words(language: str) -> Mapping[str, int]:
    """The next 50,000 words of a language, which only its own texts are asked about.

    Args:
        language: a key of :func:`word_bands`.

    Returns:
        word → band, as there.
    """
    packed = files(__name__).joinpath("rare", f"{language}.txt.xz").read_bytes()
    return _banded(lzma.decompress(packed).decode("utf-8"))


def _banded(listed: str) -> Mapping[str, int]:
    words: dict[str, int] = {}
    for section in listed.split("#")[1:]:
        band, *found = section.split("\n")
        words.update(dict.fromkeys(found[:-1], int(band)))
    return MappingProxyType(words)


@cache
def language_words() -> Mapping[str, Set[str]]:
    """The words of each language, lower case, read once and kept."""
    return MappingProxyType({code: words.keys() for code, words in word_bands().items()})
