"""The most frequent words of twelve languages: what a word of plain language looks like."""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def language_words() -> Mapping[str, frozenset[str]]:
    """The words of each language, lower case, read once and kept.

    Returns:
        ISO 639 code of the language (``sh``: Serbian, Croatian, Bosnian in Latin letters) → words.
    """
    packed = files(__name__).joinpath("words.txt.xz").read_bytes()
    listed = lzma.decompress(packed).decode("utf-8")
    languages: dict[str, frozenset[str]] = {}
    for part in listed.split("@")[1:]:
        code, *words = part.split("\n")
        languages[code] = frozenset(filter(None, words))
    return MappingProxyType(languages)
