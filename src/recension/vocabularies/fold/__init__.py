"""The search fold: what two spellings of one word have in common, so that either finds the other.

``fold`` forgets case, diacritics and script: Đilas, Ђилас and DILAS meet in ``dilas``. What
romanisations of *names* disagree about (Rankovich, Ranković) is the business of
:mod:`recension.vocabularies.names.name_key`; a search asks both.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

# Letters with their marks, or digits; a raised digit is a note's call and no part of the word. A
# word that a line end hyphenates is one word: pdfium gives U+FFFE for such a hyphen. So is one that
# an editor's bracket completes. Chinese and Japanese are written without spaces: a sign is a word.
_SIGN = r"\u3040-\u30ff\u3400-\u9fff"
_LETTER = rf"[^\W\d_²³¹⁰⁴⁵⁶⁷⁸⁹\u2080-\u2089{_SIGN}]"
_LETTERS = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*"
_JOINT = r"(?:[-\u00ad\u2010\ufffe][ \t]*(?:\r\n?|\n)[ \t]*|[\[\]])"
_WORD = re.compile(rf"[{_SIGN}]|{_LETTERS}(?:{_JOINT}{_LETTERS})*|\d+")
_BREAK = re.compile(r"[-\u00ad\u2010\ufffe]\s*|[\[\]]")


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, each with its place; digits are words of their own."""
    return _WORD.finditer(text)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, diacritics and script.

    Args:
        word: one word as :func:`words` finds it, joined over its line end or bracket if it has one.

    Returns:
        letters and digits without spaces; the word in lower case where no table knows its script.
    """
    joined = _BREAK.sub("", word).casefold()
    if joined.isascii():
        return joined
    plain = unicodedata.normalize("NFC", joined).translate(_letters())
    romanised = "".join(filter(str.isalnum, anyascii(unicodedata.normalize("NFKD", plain))))
    return romanised.casefold() or joined


@cache
def _letters() -> dict[int, str]:
    data = tomllib.loads(files(__name__).joinpath("fold.toml").read_text(encoding="utf-8"))
    return str.maketrans(data["letters"])
