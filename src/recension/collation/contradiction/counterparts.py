"""Which sentences of two passages answer each other, and where they part in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recension.collation.associations import associations
from recension.collation.contradiction.sentence import Sentence, Word
from recension.collation.tokens import matches

_LEAST_SHARE, _LEAST_COMMON, _SURE = 0.25, 2, 0.75
_SAME_WORDS, _FEWEST_SAME = 0.5, 3
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Change:
    """Where two sentences that go on in the same words part.

    Attributes:
        here: from which word to before which of the first sentence.
        there: the same of the second.
    """

    here: tuple[int, int]
    there: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Two sentences, one of each record, that report the same thing.

    Attributes:
        first: of the first record.
        second: of the second.
        common: keys of the telling words that both have.
        share: how much of what the poorer one tells is common, by the words' rarity, 0-1.
        same: pairs of words that are equal and in order.
    """

    first: Sentence
    second: Sentence
    common: frozenset[str]
    share: float
    same: tuple[tuple[int, int], ...]

    @property
    def in_the_same_words(self) -> bool:
        """Whether one is worded after the other, so that each change of a word counts."""
        kept = sum(self.first.words[i].telling for i, _ in self.same)
        fewest = min(sum(word.telling for word in side.words) for side in (self.first, self.second))
        return kept >= min(_FEWEST_SAME, fewest - 1) and kept >= _SAME_WORDS * fewest

    def changes(self) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...], Change]]:
        """Where they part, each held by a telling word that both have close by."""
        ends = (len(self.first.words), len(self.second.words))
        at = (-1, -1)
        for place in (*self.same, ends):
            here, there = (at[0] + 1, place[0]), (at[1] + 1, place[1])
            if (here[0] < here[1] or there[0] < there[1]) and self._is_held(here):
                change = Change(here, there)
                yield self.first.words[slice(*here)], self.second.words[slice(*there)], change
            at = place

    def _is_held(self, here: tuple[int, int]) -> bool:
        words = self.first.words
        kept = {i for i, _ in self.same if words[i].telling}
        before, after = range(here[0] - _NEAR, here[0]), range(here[1], here[1] + _NEAR)
        return any(i in kept for i in (*before, *after))


def counterparts(first: Sequence[Sentence], second: Sequence[Sentence]) -> list[Counterparts]:
    """The pairs of sentences of two passages that answer each other.

    A pair is formed where each is the other's nearest by the rarity of the words in common, and
    where a sentence has most of what it tells in common with another.

    Args:
        first: of the one record.
        second: of the other.

    Returns:
        the nearest pairs first.
    """
    shares = {(i, j): _share(a, b) for i, a in enumerate(first) for j, b in enumerate(second)}
    found = [_pair(first[i], second[j], shares[i, j]) for i, j in sorted(_nearest(shares))]
    return sorted(found, key=lambda pair: -pair.share)


def _nearest(shares: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    rows: dict[int, tuple[int, int]] = {}
    columns: dict[int, tuple[int, int]] = {}
    for place, share in shares.items():
        for best, at in ((rows, place[0]), (columns, place[1])):
            if at not in best or share > shares[best[at]]:
                best[at] = place
    mutual = set(rows.values()) & set(columns.values())
    sure = {place for place, share in shares.items() if share >= _SURE}
    return {
        place
        for place in mutual | (sure & (set(rows.values()) | set(columns.values())))
        if shares[place] >= _LEAST_SHARE
    }


def _share(first: Sentence, second: Sentence) -> float:
    one, other = first.telling, second.telling
    common = one & other
    if len(common) < min(_LEAST_COMMON, len(one), len(other)):
        return 0.0
    return _mass(common) / max(0.1, min(_mass(one), _mass(other)))


def _mass(keys: Iterable[str]) -> float:
    rarity = associations().rarity
    return sum(rarity(key) for key in keys)


def _pair(first: Sentence, second: Sentence, share: float) -> Counterparts:
    keys = [[word.key for word in side.words] for side in (first, second)]
    common = first.telling & second.telling
    return Counterparts(first, second, common, share, tuple(_same(keys[0], keys[1])))


def _same(first: list[str], second: list[str]) -> list[tuple[int, int]]:
    """Equal words in order; where several alignments are as good, the same one from either side."""
    if first > second:
        return [(a, b) for b, a in matches(second, first)]
    return matches(first, second)
