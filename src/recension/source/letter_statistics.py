"""How likely a word with letters beyond ASCII is in some language, from the shipped word lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from math import log
from string import ascii_lowercase

from recension.vocabularies.words import language_words

_FLOOR = -9.0
# Languages without a word list: a letter of theirs beyond ASCII is likelier than one of nobody's,
# and less likely than what a list attests. Icelandic is left out: in Windows-1252 the Turkish
# letters of Windows-1254 look like it, and a wrong answer is worse than none.
_LETTERS_ALONE = {
    "da": "æøåé",
    "sv": "åäöé",
    "pt": "ãõçáéíóúâêôà",
    "uk": "ґєії",
}
_ALONE = -4.9
_CYRILLIC = "".join(map(chr, range(ord("а"), ord("я") + 1))) + "ґєії"
_DIGRAPHS = (("dž", "џ"), ("lj", "љ"), ("nj", "њ"))
_SERBIAN = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")


@dataclass(frozen=True)
class LetterStatistics:
    """What the words of one language are made of.

    Attributes:
        language: its ISO 639 code.
        words: the known ones, lower case.
        pairs: log-probability of a letter after another, only for pairs with a letter beyond
            ASCII; ``^`` and ``$`` are the word's edges.
    """

    language: str
    words: Set[str]
    pairs: dict[str, float]

    def score(self, word: str) -> float:
        """Log-probability of the letters of a lower-case word that are beyond ASCII."""
        framed = f"^{word}$"
        total = known_bonus(word) if word in self.words else 0.0
        for first, second in pairwise(framed):
            if first > "\x7f" or second > "\x7f":
                total += self.pairs.get(first + second, _FLOOR)
        return total


def known_bonus(word: str) -> float:
    """What it adds to a word's log-probability that a list has it: little if it is short."""
    return (0.0, 2.0, 3.5, 5.0)[min(3, len(word))]


@cache
def all_statistics() -> tuple[LetterStatistics, ...]:
    """The statistics of each language with a word list, and of Serbian in Cyrillic letters."""
    lists = dict(language_words())
    lists["sr"] = frozenset(map(_in_cyrillic, lists["sh"]))
    listed = [_statistics(language, words) for language, words in lists.items()]
    alone = [_letters_alone(language, letters) for language, letters in _LETTERS_ALONE.items()]
    return (*listed, *alone)


def _letters_alone(language: str, letters: str) -> LetterStatistics:
    neighbours = _CYRILLIC if letters[0] > "\u0400" else letters + ascii_lowercase
    pairs = {}
    for letter, other in product(letters, neighbours + "^$"):
        pairs[letter + other] = pairs[other + letter] = _ALONE
    return LetterStatistics(language, frozenset(), pairs)


def _statistics(language: str, words: Set[str]) -> LetterStatistics:
    pairs = _pair_counts(word for word in words if not word.isascii())
    firsts = Counter(_framed(words))
    scores = {
        first + second: log(count / firsts[first])
        for (first, second), count in pairs.items()
        if not (first + second).isascii()
    }
    return LetterStatistics(language, words, scores)


def _pair_counts(words: Iterable[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(_framed(words)))


def _framed(words: Iterable[str]) -> str:
    return "".join(f"^{word}$" for word in words)


def _in_cyrillic(word: str) -> str:
    for latin, cyrillic in _DIGRAPHS:
        word = word.replace(latin, cyrillic)
    return word.translate(_SERBIAN)
