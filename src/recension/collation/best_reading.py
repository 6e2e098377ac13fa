"""Says which of several readings of one place is the better, and on what evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache
from math import exp

from recension.model.apparatus import Reading, Variation
from recension.vocabularies.words import language_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Signs that scanning leaves: rare signs, a capital inside a word, a digit among letters.
_STRANGE = re.compile(
    r"[^\w\s.,;:!?'\"“”‘’()\[\]–—/&%$§†*-]"
    r"|(?<=[a-z])[A-Z](?=[a-z]?\b)|\b[a-z](?=[A-Z]{2})"
    r"|(?<=[^\W\d_]{2})\d|\d(?=[^\W\d_]{3})"
)

# What each kind of evidence adds to the logarithm of the odds that a reading is the better one.
UNKNOWN_WORD = 1.6
SEEN_ELSEWHERE = 0.8
COMPANION = 1.0
DAMAGED = 2.0
STRANGE_SIGN = 0.7
SILENT = 0.5


class Judge:
    """Judges readings by words known to a language, words used elsewhere, numbers of copies.

    Args:
        texts: the copies' texts: what they use elsewhere speaks for a word.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._used: Counter[str] = Counter()
        for text in texts:
            self._used.update(word.casefold() for word in _WORD.findall(text))
        self._copies = len(texts)

    def best(
        self, readings: Sequence[Reading], damaged: Set[str]
    ) -> tuple[int, float, tuple[str, ...]]:
        """The better reading.

        Args:
            readings: two or more.
            damaged: names of the copies that are damaged at this place.

        Returns:
            its index, how sure (0.5: nothing tells), and the evidence in words.
        """
        scores = [self._score(reading, damaged) for reading in readings]
        best = max(range(len(readings)), key=lambda i: (scores[i], readings[i].words))
        rest = max(score for i, score in enumerate(scores) if i != best)
        sure = 1 / (1 + exp(rest - scores[best]))
        return best, round(sure, 2), self._because(readings, best, damaged)

    def ranking(self, places: Sequence[Variation], names: Sequence[str]) -> list[str]:
        """The copies, the one with most of the better readings first; ties by name."""
        won: Counter[str] = Counter()
        for place in places:
            won.update(a.copy for a in place.readings[place.best].attested)
        return sorted(names, key=lambda name: (-won[name], name))

    def _score(self, reading: Reading, damaged: Set[str]) -> float:
        unknown, rare = self._strangers(reading.words)
        score = COMPANION * len(reading.attested) - UNKNOWN_WORD * unknown - SEEN_ELSEWHERE * rare
        score -= STRANGE_SIGN * len(_STRANGE.findall(reading.words))
        if all(a.copy in damaged for a in reading.attested):
            score -= DAMAGED
        return score - (0 if reading.words else SILENT)

    def _strangers(self, words: str) -> tuple[int, int]:
        """How many words no list knows; how many of these the copies use nowhere else."""
        unknown = [w.casefold() for w in _WORD.findall(words) if not _known(w.casefold())]
        return len(unknown), sum(self._used[w] <= self._copies // 2 + 1 for w in unknown)

    def _because(
        self, readings: Sequence[Reading], best: int, damaged: Set[str]
    ) -> tuple[str, ...]:
        because = []
        granted = set(_WORD.findall(readings[best].words))
        for index, reading in enumerate(readings):
            words = [w for w in _WORD.findall(reading.words) if w not in granted]
            unknown = [w for w in words if not _known(w.casefold())]
            if unknown and index != best:
                because.append(f"in no word list: {', '.join(unknown[:4])}")
            if index != best and _STRANGE.search(reading.words):
                because.append(f"signs that scanning leaves in “{reading.words[:40]}”")
            if index != best and all(a.copy in damaged for a in reading.attested):
                because.append(f"damaged in {', '.join(a.copy for a in reading.attested)}")
        more = max(len(r.attested) for i, r in enumerate(readings) if i != best)
        if len(readings[best].attested) > more:
            because.append(f"{len(readings[best].attested)} of {self._copies} copies have it")
        return tuple(because) or ("nothing tells them apart but the copies' general standing",)


@cache
def _known(word: str) -> bool:
    plain = word.replace("’", "'").removesuffix("'s").replace("'", "")
    return any(plain in words for words in language_words().values())
