"""Words as the site's search takes them: what a word is, and what its spellings have in common.

``assets/search.js`` says the same in the browser; what it cannot know (how a letter of another
script is written in Latin letters, the rules by which romanisations meet) is handed to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from recension.vocabularies import fold as search_fold
from recension.vocabularies.names import name_key, read_table

LONGEST = 40
"""So many letters of a word are kept."""

_RAISED = "⁰¹²³⁴-⁹₀-₉"  # a note's call is no part of the word
_HAN = "\u3040-\u30ff\u3400-\u9fff"  # written without spaces: each sign is a word
# Within a word: a hyphen at the end of a line, a soft hyphen, an editor's bracket.
_JOINT = r"(?:[-\u2010\u00ad\ufffe\ufffd][ \t]*(?:\r\n?|\n)[ \t]*|\u00ad|[\[\]])"


@cache
def _words() -> re.Pattern[str]:
    marks = "".join(_ranges(c for c in range(0x300, 0x10000) if _is_mark(chr(c))))
    run = rf"[^\W_{_RAISED}{_HAN}](?:[^\W_{_RAISED}{_HAN}]|[{marks}])*"
    return re.compile(rf"[{_HAN}]|{run}(?:{_JOINT}{run})*")


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _ranges(numbers: Iterator[int]) -> Iterator[str]:
    start = end = next(numbers)
    for number in numbers:
        if number > end + 1:
            yield f"\\u{start:04x}-\\u{end:04x}"
            start = number
        end = number
    yield f"\\u{start:04x}-\\u{end:04x}"


_PARTS = re.compile(_JOINT)


def words(text: str) -> set[str]:
    """The different words of a text; of one that is joined (``S[talin]``), its parts too."""
    found = set(_words().findall(text))
    joined = {word for word in found if not word.isalnum() and _PARTS.search(word)}
    for word in joined:
        parts = _PARTS.split(word)
        found |= {"".join(parts), *parts}
    return found - joined


def sequence(text: str) -> tuple[str, ...]:
    """The words of a name or title in their order, folded."""
    found = (_PARTS.sub("", word) for word in _words().findall(text))
    return tuple(filter(None, map(fold, found)))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word in lower-case Latin letters without marks.

    Args:
        word: one word, its joints taken out; what is beyond :data:`LONGEST` letters is left off.
    """
    word = word[:LONGEST]
    if not word.isascii():
        word = "".join(letter if letter.isascii() else latin(letter) for letter in word)
    return word.lower()


@cache
def latin(letter: str) -> str:
    """A letter in Latin letters, as the command line has it; nothing for a mark or a soft sign."""
    return re.sub(r"[^a-z0-9]", "", search_fold.fold(letter).lower())


def plainly(letter: str) -> str:
    """What a browser makes of a letter without a table: the letter without case and marks."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFD", letter.lower()))


def key(folded: str) -> str:
    """What the romanisations of a name have in common: ``rankovich`` and ``rankovic`` are one.

    Args:
        folded: as :func:`fold` gives it. Cyrillic letters are Latin there, so that the key may
            differ from that of :mod:`recension.vocabularies.names.name_key` for a few of them.
    """
    return name_key.fold(folded)


@cache
def alphabets() -> dict[str, str]:
    """The letters that somebody may type, whether the edition has them or not, in Latin letters.

    Small ones only, and none that loses nothing but its marks: those a browser folds by itself.
    """
    blocks = (range(0xC0, 0x180), range(0x370, 0x3D0), range(0x400, 0x460), range(0x48A, 0x500))
    letters = (chr(number) for block in blocks for number in block)
    return unlike_plain(letter for letter in letters if letter.isalpha())


def unlike_plain(letters: Iterable[str]) -> dict[str, str]:
    """Those of the letters that :func:`plainly` does not make what they are, in Latin letters."""
    small = dict.fromkeys(letter.lower() for letter in letters)
    return {letter: made for letter in small if (made := latin(letter)) != plainly(letter)}


@cache
def rules() -> tuple[tuple[str, str], ...]:
    r"""The rules of :func:`key`, as a browser's regular expressions (``$1`` for ``\1``)."""
    table = read_table("fold.toml")["rule"]
    return tuple((rule["find"], re.sub(r"\\(\d)", r"$\1", rule["make"])) for rule in table)
