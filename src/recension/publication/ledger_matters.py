"""Sorts what is said by matter: where talk turns to something else, and where it comes back.

A matter parted in two is better than two run together: the reader joins rows more easily than he
finds a row that is not his.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log

from recension.vocabularies.function_words import function_words
from recension.vocabularies.speech import speech, stances
from recension.vocabularies.words import word_bands

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]|['’-](?=[^\W\d_])){2,}")
_STEM = 6
"""Letters by which a country, its people and its adjective are one (Albania, Albanians)."""
_STAYS, _ASKED, _RETURNS, _SHARED, _TELLING = 0.12, 0.3, 0.34, 2, 3
_HEAD = 60
_DEPENDENT = frozenset(("answer", "agree", "object"))
_NUMBERED = re.compile(r"\W{0,4}\d{1,2}[.)]\s")
_RECENT, _AHEAD = 4, 3
_COMMON = 11
"""The band of words of which there is one in three thousand or more (``word_bands``)."""
_BACK = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose|[Ii]t|such|so|that)(?=[.,;!?]|\s(?:is|was|were|are|would|should|had|has"
    r"|will|could|can|may|might|matter|question|point|proposal|view|issue|demand|request)\b|\sis)"
)
_NEW = "its words are new"


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance as the sorting sees it.

    Attributes:
        words: what stands there.
        act: what is done with it.
        terms: stems of the words that tell what it is about.
        beside: places in the other records that the synopsis sets beside it, as indices.
    """

    words: str
    act: str | None
    terms: frozenset[str]
    beside: tuple[int, ...] = ()


@dataclass(slots=True)
class Heap:
    """What is said on one matter so far.

    Attributes:
        members: indices of the utterances.
        terms: how often each stem was said.
        recent: the stems of the last few utterances.
    """

    members: list[int] = field(default_factory=list)
    terms: Counter[str] = field(default_factory=Counter)
    recent: list[frozenset[str]] = field(default_factory=list)

    def take(self, index: int, terms: frozenset[str]) -> None:
        """Add an utterance."""
        self.members.append(index)
        self.terms.update(terms)
        self.recent = [*self.recent[1 - _RECENT :], terms]

    def share(self, terms: frozenset[str], weights: Mapping[str, float]) -> float:
        """How much of an utterance's weight the matter has; words said long ago count half."""
        lately = frozenset().union(*self.recent)
        known = sum(weights[t] * (1 if t in lately else 0.5) for t in terms if t in self.terms)
        return known / (sum(weights[t] for t in terms) or 1.0)


def terms_of(words: str, speakers: frozenset[str]) -> frozenset[str]:
    """The stems of the telling words, without those who speak and the verbs of saying."""
    found = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(words))
    empty = _saying_little()
    return frozenset(
        word[:_STEM]
        for word in found
        if len(word) > 3 and word not in empty and word not in speakers
    )


@cache
def _saying_little() -> frozenset[str]:
    """Function words, verbs of saying, and whatever is among the commonest words of a language."""
    common = (w for bands in word_bands().values() for w, band in bands.items() if band >= _COMMON)
    return function_words() | frozenset(speech().acts) | frozenset(common)


def matters_in(records: Sequence[Sequence[Spoken]]) -> list[list[tuple[int, int, str]]]:
    """Sort the utterances of an event's records by matter.

    Args:
        records: what is said in each record, in order; ``beside`` counts through all of them.

    Returns:
        for each matter its members as record, place in the record, and why it is there.
    """
    flat = [spoken for record in records for spoken in record]
    heaps: list[Heap] = []
    heap_of: dict[int, Heap] = {}
    why: dict[int, str] = {}
    weights = _weights(flat)
    index = 0
    for record in records:
        current: Heap | None = None
        for place, spoken in enumerate(record):
            ahead = frozenset().union(*(s.terms for s in record[place : place + _AHEAD]))
            current, why[index] = _heap_for(spoken, ahead, current, heaps, heap_of, weights)
            current.take(index, spoken.terms)
            heap_of[index] = current
            index += 1
    places = [(r, p) for r, record in enumerate(records) for p in range(len(record))]
    return [[(*places[i], why[i]) for i in members] for members in _no_strays(heaps, places, why)]


def _no_strays(
    heaps: list[Heap], places: Sequence[tuple[int, int]], why: dict[int, str]
) -> list[list[int]]:
    """The matters' members; one alone that nothing turns to goes with what stands before it."""
    kept: dict[int, list[int]] = {}
    matter_of: dict[int, int] = {}
    for number, heap in enumerate(heaps):
        index = heap.members[0]
        before = matter_of.get(index - 1) if places[index][1] else None
        if len(heap.members) == 1 and why[index] == _NEW and before is not None:
            why[index] = "it stands there; its words are new"
            number = before
        kept.setdefault(number, []).extend(heap.members)
        matter_of.update(dict.fromkeys(heap.members, number))
    return [sorted(members) for members in kept.values()]


def _weights(spoken: Sequence[Spoken]) -> dict[str, float]:
    known = Counter(term for each in spoken for term in each.terms)
    return {term: log(1 + len(spoken) / count) for term, count in known.items()}


def _heap_for(
    spoken: Spoken,
    ahead: frozenset[str],
    current: Heap | None,
    heaps: list[Heap],
    heap_of: Mapping[int, Heap],
    weights: Mapping[str, float],
) -> tuple[Heap, str]:
    for other in spoken.beside:
        if other in heap_of:
            return heap_of[other], "the synopsis sets it beside another record's"
    turns = turns_away(spoken.words)
    if current and not turns:
        if spoken.act in _DEPENDENT or len(spoken.terms) < _TELLING:
            return current, "it answers what stands before it"
        if _points_back(spoken.words):
            return current, "it points to what stands before it"
        needed = _ASKED if spoken.act == "ask" and _then().match(spoken.words) else _STAYS
        if max(current.share(terms, weights) for terms in (spoken.terms, ahead)) >= needed:
            return current, "it goes on with the same words"
    back = max(heaps, key=lambda heap: heap.share(spoken.terms, weights), default=None)
    if back and _comes_back(back, spoken, weights):
        return back, "it comes back to the same words"
    if current and len(spoken.terms) < _SHARED:
        return current, "it stands there"
    heaps.append(Heap())
    return heaps[-1], "the talk turns to it" if turns else _NEW


@cache
def _then() -> re.Pattern[str]:
    """``President X then asked``: what is asked next is more often something else."""
    weak = "|".join(map(re.escape, stances().weak))
    return re.compile(rf"(?:[^\W\d]+\.?\s){{0,4}}(?:{weak})\s", re.IGNORECASE)


def _points_back(words: str) -> bool:
    """Whether the first sentence points to what was said before: ``need not fear this``."""
    return _BACK.search(" ".join(words[: 2 * _HEAD].split())[: _HEAD + _HEAD // 2]) is not None


def _comes_back(heap: Heap, spoken: Spoken, weights: Mapping[str, float]) -> bool:
    shared = sum(term in heap.terms for term in spoken.terms)
    return shared >= _SHARED and heap.share(spoken.terms, weights) >= _RETURNS


def turns_away(words: str) -> bool:
    """Whether words turn to another matter: ``Regarding …``, ``raised the issue of …``, ``2)``."""
    head = " ".join(words[: 2 * _HEAD].casefold().split())[:_HEAD]
    if _NUMBERED.match(words):
        return True
    known = stances()
    cue = next((cue for cue in known.cues if re.match(rf"\W*{re.escape(cue)}\b", head)), None)
    if cue and cue not in known.weak:
        return True
    return any(f" {verb} " in f" {head} " for verb in known.raising)
