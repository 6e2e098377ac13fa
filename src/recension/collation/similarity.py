"""How much two units have in common, as several kinds of evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from recension.collation.associations import Floats, associations
from recension.collation.segmentation import Unit
from recension.collation.terms import stem, terms_of
from recension.collation.voices import voices

_SPEAKER_WEIGHT = 0.5
_NEIGHBOUR = 0.5
_KIN = 0.55
_KIN_WEIGHT = 0.8
_PREFIX = 5
_PREFIX_WEIGHT = 0.6
_TITLES = frozenset(("of", "the", "de", "von", "van", "and"))


@dataclass(frozen=True)
class Bag:
    """A unit's stems with their weight, and which of them are names."""

    weights: dict[str, float]
    names: frozenset[str]


@dataclass(frozen=True)
class Evidence:
    """Tables of the first record's units against the second's, each of one kind of evidence.

    Attributes:
        shared: how much of either unit the other covers (words alike or akin), geometric mean.
        cosine: cosine of the units' stems weighted by rarity.
        mass: how much the two share in all, not in proportion.
        row_lead: how far ``shared`` is ahead of the best other unit of the second record.
        column_lead: the same the other way round.
        around: cosine of the units together with their neighbours in the paragraph.
        company: nearness of the words' general associations.
        voice: how telling it is that the same person speaks: more where that is seldom.
        other_voice: 1 where different persons speak who both speak in both records.
        heads: 1 where both units are the heads of their records, or their lists of those present.
        head_and_body: 1 where a head meets a body.
        remark: 1 where either is an editor's remark or a signature, which has no counterpart.
        meaning: how much nearer than usual they are in what they mean; absent where no sentence
            vectors are given (:mod:`recension.collation.meaning`).
    """

    shared: Floats
    cosine: Floats
    mass: Floats
    row_lead: Floats
    column_lead: Floats
    around: Floats
    company: Floats
    voice: Floats
    other_voice: Floats
    heads: Floats
    head_and_body: Floats
    remark: Floats
    meaning: Floats | None = None

    def weighed(self, measures: Mapping[str, float]) -> Floats:
        """The sum of all tables, each times its weight."""
        total = np.zeros_like(self.shared)
        for name, weight in measures.items():
            total += np.float32(weight) * getattr(self, name)
        return total


def bag_of(text: str, unit: Unit) -> Bag:
    """The stems of a unit; a speaker's tag above it counts for half a word."""
    counts: Counter[str] = Counter()
    names = set()
    for term in terms_of(text, unit.start, unit.end):
        counts[term.stem] += 1
        if term.name:
            names.add(term.stem)
    weights = {word: 1 + log(count) for word, count in counts.items()}
    for word in (unit.speaker or "").split():
        said = stem(word.strip(".[]()"))
        if said and said not in _TITLES:
            weights.setdefault(said, _SPEAKER_WEIGHT)
    return Bag(weights, frozenset(names))


class Rarity:
    """How much a shared stem tells: rare in these records and rare in general."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        self._found: Counter[str] = Counter()
        for bag in bags:
            self._found.update(bag.weights.keys())
        self._all = len(bags) + 1
        self._known = associations()
        self._memory: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        if word not in self._memory:
            here = log(self._all / (self._found[word] + 0.5)) / log(self._all)
            self._memory[word] = max(0.02, 0.6 * here + 0.4 * self._known.rarity(word))
        return self._memory[word]


def evidence(
    first: Sequence[Bag],
    second: Sequence[Bag],
    units: tuple[Sequence[Unit], Sequence[Unit]],
    rarity: Rarity | None = None,
) -> Evidence:
    """All kinds of evidence for two records cut into units.

    Args:
        first: the stems of the first record's units.
        second: the stems of the second record's units.
        units: the units themselves.
        rarity: how much a stem tells, where the units are only a part of their records.
    """
    rarity = rarity or Rarity([*first, *second])
    shared, mass = _shared(first, second, rarity)
    tables = _stem_tables(first, second, rarity)
    around = [_normed(_with_neighbours(t, u)) for t, u in zip(tables, units, strict=True)]
    voice, other_voice = voices(units[0], units[1])
    heads, head_and_body, remark = _parts(units[0], units[1])
    return Evidence(
        shared=shared,
        cosine=tables[0] @ tables[1].T,
        mass=mass,
        row_lead=np.maximum(shared - _best_other(shared), -0.3),
        column_lead=np.maximum(shared - _best_other(shared.T).T, -0.3),
        around=around[0] @ around[1].T,
        company=_company([*first, *second], len(first), rarity),
        voice=voice,
        other_voice=other_voice,
        heads=heads,
        head_and_body=head_and_body,
        remark=remark,
    )


def _parts(first: Sequence[Unit], second: Sequence[Unit]) -> tuple[Floats, Floats, Floats]:
    """Where titles meet titles, where heads meet bodies, where either is a remark."""
    both = (first, second)
    title = [np.array([u.head and not u.attendance for u in side]) for side in both]
    present = [np.array([u.attendance for u in side]) for side in both]
    head = [np.array([u.head for u in side]) for side in both]
    remark = [np.array([u.editorial for u in side]) for side in both]
    same = np.logical_and.outer(*title) | np.logical_and.outer(*present)
    return (
        same.astype(np.float32),
        np.logical_xor.outer(*head).astype(np.float32),
        np.logical_or.outer(*remark).astype(np.float32),
    )


def _shared(first: Sequence[Bag], second: Sequence[Bag], rarity: Rarity) -> tuple[Floats, Floats]:
    """How much the units cover of each other: in proportion, and in all."""
    words = [sorted({word for bag in side for word in bag.weights}) for side in (first, second)]
    names = frozenset().union(*(bag.names for bag in (*first, *second)))
    kin = _kinship(words[0], words[1], names)
    covered, weight = _coverage(first, second, words[0], words[1], kin, rarity)
    covering, other_weight = _coverage(second, first, words[1], words[0], kin.T, rarity)
    share = covered / (weight[:, None] + 0.6)
    other_share = covering.T / (other_weight[None, :] + 0.6)
    mass = np.sqrt(np.minimum(covered, 8) * np.minimum(covering.T, 8))
    return np.sqrt(share * other_share), np.sqrt(mass)


def _best_other(table: Floats) -> Floats:
    """For each cell the best of its row without it."""
    if table.shape[1] < 2:
        return np.zeros_like(table)
    top = np.partition(table, -2, axis=1)[:, -2:]
    return np.where(table >= top[:, 1:], top[:, :1], top[:, 1:])


def _kinship(first: list[str], second: list[str], names: frozenset[str]) -> Floats:
    """How near each word of one record is to each of the other: 1 the same, 0 nothing known."""
    known = associations()
    tables = [
        known.company([w if w not in names and not w[:1].isdigit() else "" for w in side])
        for side in (first, second)
    ]
    near: Floats = tables[0] @ tables[1].T
    near = np.where(near > _KIN, (near - _KIN) / (1 - _KIN) * _KIN_WEIGHT, 0).astype(np.float32)
    _same_beginnings(near, first, second)
    return near


def _same_beginnings(near: Floats, first: list[str], second: list[str]) -> None:
    place = {word: column for column, word in enumerate(second)}
    begins: dict[str, list[int]] = {}
    for word, column in place.items():
        if len(word) >= _PREFIX:
            begins.setdefault(word[:_PREFIX], []).append(column)
    for row, word in enumerate(first):
        columns = begins.get(word[:_PREFIX], [])
        near[row, columns] = np.maximum(near[row, columns], _PREFIX_WEIGHT)
        if word in place:
            near[row, place[word]] = 1


def _coverage(
    side: Sequence[Bag], other: Sequence[Bag], words: list[str], others: list[str],
    kin: Floats, rarity: Rarity,
) -> tuple[Floats, Floats]:  # fmt: skip
    """How much of each unit's weight finds a like word in each unit of the other record."""
    best = _best_in_unit(other, others, kin)
    place = {word: row for row, word in enumerate(words)}
    covered = np.zeros((len(side), len(other)), np.float32)
    weight = np.zeros(len(side), np.float32)
    for row, bag in enumerate(side):
        if bag.weights:
            telling = np.array(
                [rarity[w] * min(1.0, k) for w, k in bag.weights.items()], np.float32
            )
            covered[row] = telling @ best[[place[w] for w in bag.weights]]
            weight[row] = telling.sum()
    return covered, weight


def _best_in_unit(units: Sequence[Bag], words: list[str], kin: Floats) -> Floats:
    """For each word of the one record and each unit of the other, the nearest word in that unit."""
    place = {word: column for column, word in enumerate(words)}
    best = np.zeros((kin.shape[0], len(units)), np.float32)
    for column, bag in enumerate(units):
        if bag.weights:
            best[:, column] = kin[:, [place[w] for w in bag.weights]].max(axis=1)
    return best


def _stem_tables(
    first: Sequence[Bag], second: Sequence[Bag], rarity: Rarity
) -> tuple[Floats, Floats]:
    """Units by stems, each stem weighted by its rarity, each row of length 1."""
    place: dict[str, int] = {}
    for bag in (*first, *second):
        for word in bag.weights:
            place.setdefault(word, len(place))
    return _stem_table(first, place, rarity), _stem_table(second, place, rarity)


def _stem_table(side: Sequence[Bag], place: dict[str, int], rarity: Rarity) -> Floats:
    table = np.zeros((len(side), max(1, len(place))), np.float32)
    for row, bag in enumerate(side):
        for word, weight in bag.weights.items():
            table[row, place[word]] = rarity[word] * weight
    return _normed(table)


def _normed(table: Floats) -> Floats:
    normed: Floats = table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-6)
    return normed


def _with_neighbours(table: Floats, units: Sequence[Unit]) -> Floats:
    """Each unit's row and half of those of the units beside it in the same paragraph."""
    pooled = table.copy()
    for row in range(1, len(units)):
        if units[row].block == units[row - 1].block:
            pooled[row] += _NEIGHBOUR * table[row - 1]
            pooled[row - 1] += _NEIGHBOUR * table[row]
    return pooled


def _company(bags: Sequence[Bag], split: int, rarity: Rarity) -> Floats:
    """Cosine of the units' mean associations, what is common to all of them taken off."""
    known = associations()
    means = np.zeros((len(bags), known.vectors.shape[1]), np.float32)
    for row, bag in enumerate(bags):
        words = [w for w in bag.weights if w in known.place]
        if words:
            telling = np.array([rarity[w] for w in words], np.float32)
            means[row] = telling @ known.company(words)
    means = _normed(means)
    means = _normed(means - means.mean(axis=0))
    nearness: Floats = means[:split] @ means[split:].T
    return nearness
