"""How passages that stand side by side relate, with the reason in words.

The measures (from which overlap on a passage *agrees*, from which proportion on it *expands*) were
read off four hand-made alignments; see benchmarks/relations.py for what they reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from recension.collation.associations import associations
from recension.collation.attribution import attributed_otherwise
from recension.collation.contradiction import contradiction
from recension.collation.segmentation import Unit
from recension.collation.sides import Side, side_of
from recension.collation.terms import Term
from recension.collation.wording import compare_wording
from recension.model.values import Passage, Relation

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
    sides = [side_of(name, passages, texts[name], units[name]) for name in names]
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


def _pair(first: Side, second: Side, heard: frozenset[str]) -> Judgement:
    if first.head and second.head:
        return Judgement("agrees", ("both are the heads of their records",))
    denied = contradiction(first.sentences, second.sentences, (first.quantities, second.quantities))
    if denied is not None:
        words = f"{first.name} has “{denied.first}”, {second.name} “{denied.second}”"
        return Judgement("contradicts", (words,))
    speakers = attributed_otherwise(first, second, heard)
    if speakers is not None:
        words = f"{first.name} gives it to {speakers[0]}, {second.name} to {speakers[1]}"
        return Judgement("attribution-differs", (words,))
    return Judgement(*compare_wording(first, second))
