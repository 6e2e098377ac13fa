"""How near the wording of two passages is that do not contradict each other."""

from __future__ import annotations

from recension.collation.sides import Side
from recension.model.values import Relation

AGREES_SHARE = 0.4
AGREES_OVERLAP = 0.22
EXPANDS = 1.6
_CONTAINED, _FEWEST = 0.7, 8


def compare_wording(first: Side, second: Side) -> tuple[Relation, tuple[str, ...]]:
    """Whether two passages agree, one expands the other, or they paraphrase each other.

    Passages *agree* where the longer has nearly all words of the shorter, or is little longer and
    has two in five; else one *expands* the other that has 1.6 times its telling words.

    Args:
        first: what one record says.
        second: what the other does.

    Returns:
        the relation and the reasons in words.
    """
    both = first.stems & second.stems
    smaller, larger = sorted((first, second), key=lambda side: len(side.terms))
    share = len(both) / max(1, min(len(first.stems), len(second.stems)))
    overlap = len(both) / max(1, len(first.stems | second.stems))
    common = f"in common: {first.some(both)}" if both else "no telling word in common"
    contained = share >= _CONTAINED and len(smaller.terms) >= _FEWEST
    if len(larger.terms) >= EXPANDS * max(1, len(smaller.terms)) and not contained:
        more = larger.some(larger.stems - smaller.stems)
        return "expands", (f"{larger.name} says more: {more}", common)
    if contained or (share >= AGREES_SHARE and overlap >= AGREES_OVERLAP):
        return "agrees", (f"in the same words: {first.some(both)}",)
    return "paraphrases", (common,)
