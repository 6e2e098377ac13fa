"""Makes ``trigrams.txt.xz`` out of the word lists; run as a module, it writes the file."""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable
from math import log2
from pathlib import Path

from anyascii import anyascii

from recension.vocabularies.words import language_words

FEWEST = 3
"""Trigrams rarer than this in a list are typing errors and foreign words."""


def weights(words: Iterable[str]) -> dict[str, int]:
    """How common each letter trigram is, as whole bits of rarity (1 most common, 26 rarest).

    Args:
        words: the words of a language; ``^`` and ``$`` stand for their edges.
    """
    counts: Counter[str] = Counter()
    for word in words:
        edged = f"^{word.replace('’', chr(39))}$"
        counts.update(edged[i : i + 3] for i in range(len(edged) - 2))
    total = counts.total()
    return {
        trigram: max(1, min(26, round(log2(total / count))))
        for trigram, count in counts.items()
        if count >= FEWEST
    }


def romanised(words: Iterable[str]) -> Iterable[str]:
    """Cyrillic words in the two romanisations that editions use most: ``ya, yu`` and ``ia, iu``."""
    for word in words:
        latin = anyascii(word).lower()
        yield latin
        yield latin.replace("ya", "ia").replace("yu", "iu")


def derived() -> str:
    """The whole content of the data file."""
    languages = dict(language_words())
    for code in ("ru", "bg"):
        languages[f"{code}-Latn"] = frozenset(romanised(languages[code]))
    lines = []
    for code in sorted(languages):
        lines.append(f"@{code}")
        for trigram, bits in sorted(weights(languages[code]).items()):
            lines.append(f"{trigram}{chr(96 + bits)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    packed = lzma.compress(derived().encode(), preset=9 | lzma.PRESET_EXTREME)
    (Path(__file__).parent / "trigrams.txt.xz").write_bytes(packed)
