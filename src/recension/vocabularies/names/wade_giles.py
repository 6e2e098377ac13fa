"""Chinese names in pinyin as Wade-Giles would write them: Mao Zedong, Mao Tse-tung."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from recension.vocabularies.names import read_table

_FINAL = re.compile(
    r"(?:i?[aeou]ng|i?an|uang|iang|[aeiou]n|i?a[io]|uai|[aeou]i|ou|i[aeu]|u[aeo]|er|[aeiou])"
)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    data = read_table("wade_giles.toml")
    return data["initials"], data["finals"], data["syllables"]


@lru_cache(maxsize=4096)
def in_wade_giles(word: str) -> frozenset[str]:
    """All that a word in pinyin may be in Wade-Giles, without apostrophes and hyphens.

    Args:
        word: in lower-case letters without marks.

    Returns:
        its forms; none where the word is not made of Chinese syllables.
    """
    if not word.isalpha() or len(word) > 14:
        return frozenset()
    return frozenset("".join(parts) for parts in _syllables(word, 3))


def _syllables(word: str, most: int) -> Iterator[tuple[str, ...]]:
    if not word:
        yield ()
        return
    for length in range(1, min(6, len(word)) + 1) if most else ():
        written = _syllable(word[:length])
        if written:
            for rest in _syllables(word[length:], most - 1):
                yield (written, *rest)


@lru_cache(maxsize=4096)
def _syllable(syllable: str) -> str | None:
    initials, finals, whole = _tables()
    if syllable in whole:
        return whole[syllable]
    start = syllable[:2] if syllable[:2] in initials else syllable[:1]
    end = syllable[len(start) :]
    if start not in initials:
        return syllable if _FINAL.fullmatch(syllable) else None
    if not _FINAL.fullmatch(end):
        return None
    if end == "e" and start not in ("y", "w"):
        return initials[start] + "e"
    return initials[start] + finals.get(end, end)
