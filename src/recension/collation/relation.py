"""How passages that stand side by side relate, with the reason in words.

The measures (from which overlap on a passage *agrees*, from which proportion on it *expands*) were
read off four hand-made alignments; see benchmarks/alignment.py for what they reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from recension.collation.associations import associations
from recension.collation.quantities import Quantity, quantities_of
from recension.collation.segmentation import Unit
from recension.collation.terms import Term, terms_of
from recension.collation.voices import Voice, voice_in
from recension.model.values import Passage, Relation

AGREES_SHARE = 0.4
AGREES_OVERLAP = 0.22
EXPANDS = 1.6
_SHOWN = 4
_MATTER, _SHORT = 3, 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation and the evidence for it.

    Attributes:
        relation: the gravest that holds between two of the records.
        because: why, in words.
        matter: what the passages are about: the rarest words that the records share, names first.
    """

    relation: Relation
    because: tuple[str, ...]
    matter: str | None = None


@dataclass(frozen=True)
class Side:
    """What one record says in a group.

    Attributes:
        name: the record's name.
        terms: its words there, function words left out.
        voice: who says it, where the record tells.
        quantities: numbers with what they count.
        head: whether all of it belongs to the record's head.
    """

    name: str
    terms: tuple[Term, ...]
    voice: Voice | None
    quantities: tuple[Quantity, ...]
    head: bool

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(term.stem for term in self.terms)


def relate(
    passages: Sequence[Passage],
    texts: Mapping[str, str],
    units: Mapping[str, Sequence[Unit]],
    heard: frozenset[str],
) -> Judgement:
    """Say how the passages of a group relate.

    Args:
        passages: those of one group, of two or more records.
        texts: the text that each record's passages point into.
        units: each record's units in the group.
        heard: the speakers that every record knows.

    Returns:
        the gravest relation that holds between two of the records: *contradicts*, then
        *attribution-differs*, then *expands*, *paraphrases*, *agrees*.
    """
    names = dict.fromkeys(p.document for p in passages)
    sides = [_side(name, passages, texts[name], units[name]) for name in names]
    judged = [_pair(a, b, heard) for a, b in combinations(sides, 2)]
    gravest = max(judged, key=lambda judgement: _GRAVITY.index(judgement.relation))
    return replace(gravest, matter=_matter(sides))


def _matter(sides: Sequence[Side]) -> str | None:
    """The rarest words that all the records have there, names first, as the first has them."""
    if all(side.head for side in sides):
        return None
    shared = frozenset.intersection(*(side.stems for side in sides))
    rarity = associations().rarity
    words: dict[str, Term] = {}
    for term in sides[0].terms:
        if term.stem in shared and not term.number and len(term.word) > _SHORT:
            words.setdefault(term.stem, term)
    telling = sorted(words.values(), key=lambda term: (not term.name, -rarity(term.stem)))
    return ", ".join(term.word for term in telling[:_MATTER]) or None


_GRAVITY: tuple[Relation, ...] = (
    "agrees", "paraphrases", "expands", "attribution-differs", "contradicts",
)  # fmt: skip


def _side(name: str, passages: Sequence[Passage], text: str, units: Sequence[Unit]) -> Side:
    mine = [p for p in passages if p.document == name]
    return Side(
        name,
        tuple(term for p in mine for term in terms_of(text, p.start, p.end)),
        voice_in(text, units),
        tuple(q for p in mine for q in quantities_of(text, p.start, p.end)),
        all(unit.head for unit in units),
    )


def _pair(first: Side, second: Side, heard: frozenset[str]) -> Judgement:
    if first.head and second.head:
        return Judgement("agrees", ("both are the heads of their records",))
    for judge in (_contradiction, _attribution):
        judgement = judge(first, second, heard)
        if judgement is not None:
            return judgement
    return _wording(first, second)


def _wording(first: Side, second: Side) -> Judgement:
    both = first.stems & second.stems
    smaller, larger = sorted((first, second), key=lambda side: len(side.terms))
    share = len(both) / max(1, min(len(first.stems), len(second.stems)))
    overlap = len(both) / max(1, len(first.stems | second.stems))
    if share >= AGREES_SHARE and overlap >= AGREES_OVERLAP:
        return Judgement("agrees", (f"in the same words: {_some(first, both)}",))
    common = f"in common: {_some(first, both)}" if both else "no telling word in common"
    if len(larger.terms) >= EXPANDS * len(smaller.terms):
        more = _some(larger, larger.stems - smaller.stems)
        return Judgement("expands", (f"{larger.name} says more: {more}", common))
    return Judgement("paraphrases", (common,))


def _some(side: Side, stems: frozenset[str]) -> str:
    words: dict[str, str] = {}
    for term in side.terms:
        if term.stem in stems:
            words.setdefault(term.stem, term.word)
    shown = list(words.values())
    return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def _contradiction(first: Side, second: Side, _: frozenset[str]) -> Judgement | None:
    """The same thing counted or dated differently by both, with no value in common."""
    counted = [_by_noun(first), _by_noun(second)]
    for noun in sorted(set(counted[0]) & set(counted[1])):
        one, other = counted[0][noun], counted[1][noun]
        if not {q.value for q in one} & {q.value for q in other}:
            here, there = one[0].words, other[0].words
            return Judgement(
                "contradicts", (f"{first.name} has “{here}”, {second.name} “{there}”",)
            )
    return None


def _by_noun(side: Side) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for quantity in side.quantities:
        found.setdefault(quantity.noun, []).append(quantity)
    return found


def _attribution(first: Side, second: Side, heard: frozenset[str]) -> Judgement | None:
    """Both tell who says it, and it is not the same person (or a person here, several there)."""
    voices = (first.voice, second.voice)
    if voices[0] is None or voices[1] is None or voices[0].key == voices[1].key:
        return None
    if not all(v.certain or v.key in heard for v in voices if v is not None):
        return None
    if voices[0].key in second.stems or voices[1].key in first.stems:
        return None
    return Judgement(
        "attribution-differs",
        (f"{first.name} gives it to {voices[0].words}, {second.name} to {voices[1].words}",),
    )
