"""Contradiction by polarity: one says it, the other denies it or says the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recension.collation.contradiction.counterparts import Change, Counterparts
from recension.collation.contradiction.sentence import Sentence, Word
from recension.collation.voices import voice_of
from recension.vocabularies.contradiction import contradiction_words

_SHARE, _COMMON = 0.4, 3
_SCOPE = 4
_NEAR, _NEXT = 4, 2


def polarity_differs(pair: Counterparts) -> tuple[str, str] | None:
    """The words in which one sentence denies what the other says.

    In sentences of the same wording a negation put in or left out, or a word exchanged for its
    opposite, is enough. In other words the same word must be denied by one and not by the other,
    or its opposite stand in the other, among several words that both have; neither may ask or
    suppose, and the rest of the sentence may not turn the sense round again.

    Args:
        pair: sentences that answer each other.

    Returns:
        the words of both; nothing where they do not deny each other.
    """
    if pair.first.mood != pair.second.mood:
        return None
    literal = _changed(pair)
    if literal is not None or any(pair.first.mood):
        return literal
    if pair.share < _SHARE or len(pair.common) < _COMMON:
        return None
    return _denied(pair) or _opposed(pair)


def _changed(pair: Counterparts) -> tuple[str, str] | None:
    if not pair.in_the_same_words:
        return None
    for here, there, change in pair.changes():
        if _turns_round(here, there) and _denies_a_verb(pair, change):
            return (
                _shown(pair.first, change.here),
                _shown(pair.second, change.there),
            )
    return None


def _denies_a_verb(pair: Counterparts, change: Change) -> bool:
    """Whether the sentences deny unequally, and not in an elliptic clause (*but not with God*)."""
    places = ((pair.first, change.here), (pair.second, change.there))
    if not any(word.denies for side, place in places for word in side.words[slice(*place)]):
        return True
    if pair.first.denials % 2 == pair.second.denials % 2:
        return False
    words, (start, end) = pair.first.words, change.here
    before, after = words[max(0, start - 1) : start], words[end : end + 1]
    auxiliary = any(_hands_on(word) for word in before)
    return auxiliary or any(word.telling or _hands_on(word) for word in after)


def _shown(side: Sentence, place: tuple[int, int]) -> str:
    """What stands in a place with the words around it."""
    return side.between(max(0, place[0] - 1), place[1] + 2)


def _turns_round(here: Sequence[Word], there: Sequence[Word]) -> bool:
    opposites = contradiction_words().opposites
    if len(here) == len(there) == 1 and there[0].low in opposites.get(here[0].low, ()):
        return True
    denied = [sum(word.denies for word in side) for side in (here, there)]
    rest = [[w for w in side if not w.denies and not _hands_on(w)] for side in (here, there)]
    if denied[0] % 2 != denied[1] % 2:
        return {w.key for w in rest[0]} == {w.key for w in rest[1]}
    if len(rest[0]) != 1 or len(rest[1]) != 1:
        return False
    return rest[1][0].low in opposites.get(rest[0][0].low, ())


def _hands_on(word: Word) -> bool:
    return word.low in contradiction_words().hands_on


def _denied(pair: Counterparts) -> tuple[str, str] | None:
    """One word denied by one sentence and said plainly by the other, which denies nothing."""
    for one, other, swapped in ((pair.first, pair.second, False), (pair.second, pair.first, True)):
        if one.denials != 1 or other.denials or _has_opposite(one, other):
            continue
        for at, word in _after_denials(one):
            said = next((w for w in other.words if w.telling and w.key == word.key), None)
            affirmed = sum(w.key == word.key for w in one.words) > 1
            if said is None or affirmed or not _held(one, word, other, said):
                continue
            shown = (one.between(at, one.words.index(word) + 1), said.words)
            return shown[::-1] if swapped else shown
    return None


def _after_denials(side: Sentence) -> Iterator[tuple[int, Word]]:
    """The first telling word after each denial, with the place of the denial."""
    for at, word in enumerate(side.words):
        if word.denies:
            for following in side.words[at + 1 : at + 1 + _SCOPE]:
                if _parted(side, word, following):
                    break
                if following.telling and not _hands_on(following):
                    yield at, following
                    break


def _parted(side: Sentence, one: Word, other: Word) -> bool:
    """Whether a sentence or clause ends between two words."""
    between = side.text[one.end - side.start : other.start - side.start]
    return any(mark in between for mark in ".;:!?")


def _held(one: Sentence, word: Word, other: Sentence, said: Word) -> bool:
    """Whether the word stands among words that both sentences have."""
    near, next_to = (
        _around(one, word, reach) & _around(other, said, reach) for reach in (_NEAR, _NEXT)
    )
    return len(near) >= 2 and bool(next_to)


def _around(side: Sentence, middle: Word, reach: int) -> frozenset[str]:
    telling = [w for w in side.words if w.telling]
    at = telling.index(middle)
    return frozenset(w.key for w in telling[max(0, at - reach) : at + reach + 1] if w != middle)


def _has_opposite(one: Sentence, other: Sentence) -> bool:
    opposites = contradiction_words().opposites
    lows = {word.low for word in other.words}
    return any(lows & opposites.get(word.low, frozenset()) for word in one.words)


def _opposed(pair: Counterparts) -> tuple[str, str] | None:
    """A word here and its opposite there, each absent from the other, both plainly said."""
    words = contradiction_words()
    if pair.first.denials % 2 != pair.second.denials % 2:
        return None
    lows = [{w.low for w in side.words} for side in (pair.first, pair.second)]
    for word in pair.first.words:
        if word.low in words.only_literal or word.low in lows[1] or not word.telling:
            continue
        for low in words.opposites.get(word.low, frozenset()) & lows[1]:
            said = next(w for w in pair.second.words if w.low == low)
            if low in lows[0] or low in words.only_literal or not said.telling:
                continue
            if _held(pair.first, word, pair.second, said):
                return word.words, said.words
    return None


def stands_differ(pair: Counterparts) -> tuple[str, str] | None:
    """The words by which one sentence is for something that the other is against.

    Args:
        pair: sentences that answer each other.

    Returns:
        the words of both; nothing where either takes no stand, or two.
    """
    if any((*pair.first.mood, *pair.second.mood)):
        return None
    one, other = (_stand(side) for side in (pair.first, pair.second))
    if one is None or other is None or one.side == other.side or _strangers(pair):
        return None
    unequal = pair.first.denials % 2 != pair.second.denials % 2
    if unequal != (one.turned != other.turned):
        return None
    return (
        (one.words, other.words) if pair.share >= _SHARE and len(pair.common) >= _COMMON else None
    )


def _strangers(pair: Counterparts) -> bool:
    """Whether different persons are told to take the stands."""
    one, other = (voice_of(side.speaker) for side in (pair.first, pair.second))
    return one is not None and other is not None and one != other


@dataclass(frozen=True, slots=True)
class Stand:
    """A stand on a matter.

    Attributes:
        side: ``for`` or ``against``.
        words: that take it, with the negation that turns it round.
        turned: whether a negation does.
    """

    side: str
    words: str
    turned: bool


def _stand(side: Sentence) -> Stand | None:
    """The only stand that a sentence takes."""
    found: dict[str, Stand] = {}
    for stand, phrases in contradiction_words().stands.items():
        for match in re.finditer(rf"\b(?:{'|'.join(phrases)})\b", side.text, re.IGNORECASE):
            taken = _turned(side, stand, match)
            found.setdefault(taken.side, taken)
    return next(iter(found.values())) if len(found) == 1 else None


def _turned(side: Sentence, stand: str, match: re.Match[str]) -> Stand:
    """The stand as a negation just before it leaves it."""
    place = side.start + match.start()
    before = [w for w in side.words if w.start < place]
    while before and _hands_on(before[-1]) and not before[-1].denies:
        before.pop()
    if not before or not before[-1].denies or _parted(side, before[-1], _at(side, place)):
        return Stand(stand, match.group(), turned=False)
    first = before[-1].start - side.start
    other = "against" if stand == "for" else "for"
    return Stand(other, " ".join(side.text[first : match.end()].split()), turned=True)


def _at(side: Sentence, place: int) -> Word:
    return next(word for word in side.words if word.end > place)
