"""How passages that stand side by side relate, with the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recension.collation.terms import terms_of
from recension.model.values import Passage, Relation


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation and the evidence for it."""

    relation: Relation
    because: tuple[str, ...]


def relate(passages: Sequence[Passage], texts: Mapping[str, str]) -> Judgement:
    """Say how the passages of a group relate.

    Args:
        passages: those of one group, of two or more records.
        texts: the text that each record's passages point into.
    """
    words: dict[str, set[str]] = {}
    length: dict[str, int] = {}
    for p in passages:
        words.setdefault(p.document, set()).update(
            t.stem for t in terms_of(texts[p.document], p.start, p.end)
        )
        length[p.document] = length.get(p.document, 0) + p.end - p.start
    sides = list(words.values())
    shared = len(set.intersection(*sides)) / max(1, min(map(len, sides)))
    if max(length.values()) > 1.6 * min(length.values()):
        longer = max(length, key=lambda name: length[name])
        return Judgement("expands", (f"{longer} says more",))
    if shared > 0.6:
        return Judgement("agrees", ("most of the telling words are the same",))
    return Judgement("paraphrases", ("other words for the same matter",))
