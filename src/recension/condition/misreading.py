"""What a word was before its letters were misread: how likely that is, and which word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log2

from recension.vocabularies.letters import language_trigrams, oddity
from recension.vocabularies.misreadings import printed_for
from recension.vocabularies.words import rare_words, word_bands

_UNSEEN = 15.0
"""Bits by which a letter surprises behind two others after which no word has it."""
_OWN = 4
"""How often a source must use a word that no list has for others to be taken for misread it."""
_LEAST_LENGTH = 100_000
"""Words that a text is taken to have at least: a short one does not show what it would use."""
_NOUNS_IN_CAPITALS = frozenset({"de"})
"""Languages in which a capital letter does not speak for a name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been printed.

    Attributes:
        word: in lower case.
        uses: how often a text of this length would have it.
    """

    word: str
    uses: float


# Fitted by logistic regression on four volumes of diplomatic records in English and on news in
# German, French and Russian, with 1, 5 and 15 % of their letters misread; natural logarithms.
_CONSTANT = -2.59
_KNOWN = {
    "rarity": 0.92,
    "likelier": 0.88,
    "two letters": 3.36,
    "three letters": 2.26,
    "capital": -2.1,
}
_UNKNOWN = {
    "unknown": 8.85,
    "printed": -0.05,
    "likelier": 1.71,
    "again": -1.76,
    "twice": -1.36,
    "name": -1.04,
    "name printed": -0.35,
    "name odd": -0.08,
    "capitals": -3.83,
    "capitals printed": -0.54,
    "mixed": -0.57,
    "foreign": -1.89,
    "odd": 0.06,
    "odd anywhere": 0.06,
    "odd spot": 0.33,
    "very odd spot": -0.7,
    "short": -0.68,
    "long": -0.8,
}


class Misreadings:
    """Weighs the words of one source against the words that they may have been.

    The weight is a sum of what speaks for and against (logistic regression). The noisy-channel view
    (Kernighan, Church and Gale, 1990) is in it: how often the source would have the words that may
    have been printed, against how often it has this one.

    Args:
        counts: how often each word stands in the source, lower case, edges stripped.
        languages: those of the source, as :func:`word_bands` names them.
    """

    def __init__(self, counts: Counter[str], languages: Sequence[str]) -> None:
        self._counts = counts
        self._languages = languages
        self._length = max(_LEAST_LENGTH, counts.total())
        self._bands = [word_bands()[code] for code in languages]
        self._bands += [rare_words(code) for code in languages]
        self._others = [words for code, words in word_bands().items() if code not in languages]
        self._surprises = [_surprises(code) for code in languages]
        self._names = not _NOUNS_IN_CAPITALS.intersection(languages)

    def weight(self, bare: str) -> float:
        """The logarithm of the odds that letters of a word are wrong, in a much damaged text.

        Args:
            bare: the word as it stands, edges stripped; it has a letter.
        """
        word = bare.lower().replace("’", "'")
        band = self.band(word)
        evidence = self._of_known(bare, word, band) if band else self._of_unknown(bare, word)
        weights = _KNOWN if band else _UNKNOWN
        return _CONSTANT + sum(weights[name] * value for name, value in evidence.items())

    def _of_known(self, bare: str, word: str, band: int) -> dict[str, float]:
        own = max(self._counts[word], self._expected(band))
        return {
            "rarity": 8.0 - band,
            "likelier": log((self._printed(word) + 0.1) / (own + 0.1)),
            "two letters": float(len(word) < 3),
            "three letters": float(len(word) == 3),
            "capital": float(bare[0].isupper() and self._names),
        }

    def _of_unknown(self, bare: str, word: str) -> dict[str, float]:
        times = max(1, self._counts[word])
        printed = log(self._printed(word) + 0.1)
        capitals = bare.isupper()
        name = float(bare[0].isupper() and self._names and not capitals)
        odd = min(oddity(word, code) for code in self._languages) - 11
        any_odd = min(oddity(word, code) for code in language_trigrams()) - 11
        worst = (self._worst(word) - 25) / 5
        return {
            "unknown": 1.0,
            "printed": printed,
            "likelier": printed - log(times),
            "again": log(times),
            "twice": float(times > 1),
            "name": name,
            "name printed": name * printed,
            "name odd": name * odd,
            "capitals": float(capitals),
            "capitals printed": capitals * printed,
            "mixed": float(not word.replace("'", "").isalpha()),
            "foreign": float(self.is_elsewhere(word)),
            "odd": odd * len(word) / 8,
            "odd anywhere": any_odd,
            "odd spot": worst,
            "very odd spot": max(0.0, worst - 2),
            "short": float(len(word) < 4),
            "long": float(len(word) > 10),
        }

    def candidates(self, word: str) -> list[Candidate]:
        """The known words that may have been printed where a word is read, likeliest first.

        Args:
            word: lower case, edges stripped.
        """
        found = {before: self._uses(before) for before in _before(word)}
        rows = [Candidate(before, uses) for before, uses in found.items() if uses > 0]
        return sorted(rows, key=lambda row: (-row.uses, row.word))

    def _printed(self, word: str) -> float:
        return sum(map(self._uses, set(_before(word))))

    def band(self, word: str) -> int:
        """How common a word is in the languages of the source; 0 if no list has it.

        A possessive is as common as its word, a compound as its rarest part.
        """
        found = max([bands.get(word, 0) for bands in self._bands])
        if found:
            return found
        if word.endswith("'s"):
            return self.band(word[:-2])
        first, hyphen, rest = word.partition("-")
        return min(self.band(first), self.band(rest)) if hyphen and first and rest else 0

    def _uses(self, word: str) -> float:
        """How often a text of this length and these languages would have a word; 0 if unknown."""
        band = max([bands.get(word, 0) for bands in self._bands])
        own = self._counts[word]
        if band:
            return 0.5 * (own + self._expected(band))
        return 0.5 * own if own > _OWN else 0.0

    def is_elsewhere(self, word: str) -> bool:
        """Whether a language has a word in which the source is not written."""
        return any(word in words for words in self._others)

    def _expected(self, band: int) -> float:
        return self._length * float(10 ** (band / 2 + 0.25 - 9))

    def _worst(self, word: str) -> float:
        """Bits by which the oddest three letters surprise: one wrong letter makes three odd."""
        framed = f"^{word}$"
        least = float("inf")
        for bits in self._surprises:
            row = [bits.get(framed[i : i + 3], _UNSEEN) for i in range(len(framed) - 2)]
            least = min(
                least, max(map(sum, zip(row, row[1:], row[2:], strict=False)), default=sum(row))
            )
        return least


def _before(word: str) -> Iterator[str]:
    """Each word that one misreading may have turned into this one."""
    table = printed_for()
    for start in range(len(word)):
        for end in (start + 1, start + 2):
            for printed in table.get(word[start:end], ()) if end <= len(word) else ():
                yield word[:start] + printed + word[end:]


@cache
def _surprises(language: str) -> Mapping[str, float]:
    """For each letter trigram of a language the bits by which its last letter surprises."""
    rarities = language_trigrams()[language]
    shares: dict[str, float] = {}
    for trigram, bits in rarities.items():
        shares[trigram[:2]] = shares.get(trigram[:2], 0.0) + 2.0**-bits
    return {trigram: bits + log2(shares[trigram[:2]]) for trigram, bits in rarities.items()}
