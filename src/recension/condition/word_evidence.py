"""What a single word says about whether it stands in language or in garble."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from recension.vocabularies.function_words import function_words
from recension.vocabularies.letters import language_trigrams, oddity
from recension.vocabularies.words import language_words, rare_words, word_bands

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_PARTS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OPERATOR = re.compile(
    r"\)\s*T[Jj]|T\*|\)TJ|TJ$|^T[Djdm]$|^Tj|\(t\w+\(|/F\d|^Tc\b|\)-?\d+\(|[a-z\])]T[JDj]\b|^[BE]T$"
)
"""Operators of page descriptions as they look when they leak into a text (ISO 32000-1, Annex A)."""
_OPENING = re.compile(r"\[\(")
_MIXED = re.compile(
    r"[^\W\d_]\d+[^\W\d_]|[a-z]{2}[A-Z][a-z]|[^\W\d_][\[\](){}*+=<>\\|^~][^\W\d_]|"
    r"[.,;:]\)[^\W\d_]|[a-z][.,;:!?][a-z]|[a-z]\d$|^\d[a-z]{3}"
)
_AROUND = '.,;:()[]?!"“”'
"""Signs without which most tokens are words."""
_RUN_ON = re.compile(r"[a-z]{2}[.,;:!?][A-Z][a-z]")
"""A sentence that begins without a space: loose setting, or the copying ran two lines together."""
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""Calls of notes, which Unicode counts among the letters of a word."""
_NUMBER_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|gov|edu|htm)", re.IGNORECASE)
_SCALE = 0.33
"""Evidence for each bit by which a word's letters are odder than a word's letters are."""
_OWN = 3
"""How often a source must use a short word for it to be one of its own."""
_WORD_LENGTH = 8
"""Code points beyond which a word without sense is the stranger the longer it is."""
_SOUND_ODDITY = 13.0
"""Mean bits of rarity up to which letters pass for a word; scrambled words lie above."""
_FOREIGN_ODDITY = 11.8
_PLAIN = {False: _SOUND_ODDITY - 0.6 / _SCALE, True: _SOUND_ODDITY}
"""Oddity up to which a word, and a word with a capital, has the least evidence there is."""
_COMMON = 10
"""Band of the words with which any sentence may begin: one in ten thousand and more."""
_SHORT = 4
"""Letters up to which the rarer words of a list come about by chance."""


class WordEvidence:
    """Scores words against the languages of one source, with a memory of words seen.

    Args:
        counts: how often each token stands in the source; a word that the source uses again and
            again is its own vocabulary, whatever the lists say.
    """

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = _bare_counts(counts)
        self._languages = languages_of(self._counts)
        lists = language_words()
        self._known = [lists[code] for code in self._languages]
        self._first = self._known[0]
        self._rare = [rare_words(code) for code in self._languages]
        self._others = [words for code, words in lists.items() if code not in self._languages]
        self._memory: dict[str, float] = {}
        for token in counts:
            self._memory[token] = self._weigh(token)
        self._odd = frozenset(token for token, score in self._memory.items() if score > 0)

    def of(self, token: str) -> float:
        """Evidence for garble, in natural logarithms of odds; below 0 for language."""
        score = self._memory.get(token)
        if score is None:
            score = self._memory[token] = self._weigh(token)
        return score

    def of_language(self, tokens: Sequence[str]) -> float | None:
        """The evidence of tokens together if none of them speaks for garble; else None."""
        if not self._odd.isdisjoint(tokens):
            return None
        try:
            return sum(map(self._memory.__getitem__, tokens))
        except KeyError:
            return None

    def is_word(self, word: str) -> bool:
        """Whether a word speaks for language."""
        return self.of(word) < 0

    def is_common(self, token: str) -> bool:
        """Whether a token is one of the few hundred commonest words of the source's languages."""
        word = _EDGES.sub("", token).lower()
        return any(word_bands()[code].get(word, 0) >= _COMMON for code in self._languages)

    def has_operator(self, token: str) -> bool:
        """Whether a page-description operator shows in a token."""
        return _OPERATOR.search(token) is not None

    def _weigh(self, token: str) -> float:
        if token.isalpha() and "T" not in token and (token.islower() or token[1:].islower()):
            return min(2.5, self._letters(token))
        if self.has_operator(token):
            return 4.0
        if _OPENING.search(token):
            return 1.5
        bare = _EDGES.sub("", _RAISED.sub("", token))
        if not bare:
            return 0.6 if len(token) > 3 and len(set(token)) > 2 else 0.0
        if _ADDRESS.search(token):
            return -1.0
        parts = _PARTS.findall(bare)
        if not parts:
            return 0.0
        mixtures = len(_MIXED.findall(bare))
        odd = sum(max(0.0, self._letters(part)) for part in parts)
        if mixtures and (_NUMBER_INSIDE.search(bare) or not all(map(self._is_listed, parts))):
            return min(4.0, 0.3 + 0.8 * mixtures + odd)
        weight: float = sum(map(self._letters, parts)) / len(parts) ** 0.5
        return min(2.5, weight if not _RUN_ON.search(bare) else max(weight, -0.5))

    def _letters(self, part: str) -> float:
        """Evidence of one run of letters."""
        word = part.lower().replace("’", "'")
        if self._is_listed(word):
            return self._listed(word)
        often = self._counts[word]
        if often > 2:
            return -1.0
        capital = part[0].isupper()
        if part.isupper() or len(word) < 3:
            return 0.0 if capital else 0.3
        if len(word) > _SHORT and any(word in words for words in self._rare):
            return -1.0
        foreign = any(word in words for words in self._others) and len(word) > 3
        if foreign:
            return -0.3
        score: float = (self._oddity(word, _PLAIN[capital]) - _SOUND_ODDITY) * _SCALE
        if score > 0:
            score *= max(1.0, len(word) / _WORD_LENGTH)
        if capital:
            score = min(0.8, score - 0.6)
        return max(-0.6, min(2.5, score)) - (0.5 if often == 2 else 0.0)

    def _listed(self, word: str) -> float:
        """Evidence of a word that a list has; short ones that are not common come by chance."""
        if len(word) > 3:
            return -1.5
        return -0.6 if word in function_words() or self._counts[word] > _OWN else -0.2

    def _is_listed(self, word: str) -> bool:
        word = word.lower().removesuffix("'s")
        if word in self._first:
            return True
        return any(word in words for words in self._known[1:])

    def _oddity(self, word: str, plain: float) -> float:
        """Oddity for the source's languages, softened where another has such words.

        Where the source's languages alone give less than ``plain``, no other need be asked.
        """
        own: float = min(oddity(word, code) for code in self._languages)
        if own <= plain:
            return own
        any_language = min(oddity(word, code) for code in language_trigrams())
        return 0.6 * own + 0.4 * any_language

    def is_foreign(self, tokens: Iterable[str]) -> bool:
        """Whether a run of words reads as one other language, which is no damage.

        Letters in the order of a single language, word after word, do not come about by chance.
        """
        words = [w.lower() for token in tokens for w in _PARTS.findall(token) if len(w) > 2]
        if len(words) < 2 or any(map(self.has_operator, words)):
            return False
        best = min(
            sum(oddity(word, code) for word in words) / len(words) for code in language_trigrams()
        )
        return best < _FOREIGN_ODDITY


def _bare_counts(counts: Counter[str]) -> Counter[str]:
    bare: Counter[str] = Counter()
    for token, count in counts.items():
        plain = token.strip(_AROUND)
        for part in (plain,) if plain.isalpha() else _PARTS.findall(token):
            bare[part.lower().replace("’", "'")] += count
    return bare


def languages_of(counts: Counter[str]) -> tuple[str, ...]:
    """The languages in which the source is written: the best, and others with a fair share.

    A language's share is counted over words that only it has, as short words stand in many lists.
    """
    lists = language_words()
    common = [(word, count) for word, count in counts.most_common(4000) if len(word) > 1]
    hits = {code: sum(n for word, n in common if word in words) for code, words in lists.items()}
    best = max(hits, key=lambda code: hits[code])
    chosen = [best]
    left = [(word, n) for word, n in common if word not in lists[best] and len(word) > 3]
    total = sum(n for _, n in common) or 1
    for code, words in lists.items():
        if code != best and sum(n for word, n in left if word in words) > 0.08 * total:
            chosen.append(code)
    return tuple(chosen)
