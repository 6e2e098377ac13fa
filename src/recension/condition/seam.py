"""Seams: whether what stands after a cut can be the rest of what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recension.vocabularies.function_words import function_words
from recension.vocabularies.speech import speech
from recension.vocabularies.word_order import SCALE, word_order
from recension.vocabularies.words import language_words

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_CALL = re.compile(r"(?<=\S)(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])(?!\w)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HYPHEN = re.compile(r"(?P<letters>[^\W\d_]+)[-\u00ad\ufffe¬]$")
_BRACKET = re.compile(r"[()\[\]]")
_FAR = 400
"""Code points on each side of a seam that are asked for brackets and language."""
_CALLS_APART = 60
_SMALL = 3
"""Letters of the shortest small word; shorter ones are as often the rest of a word."""
_UNLIKELY = -1.8
"""Log odds of a seam below which about one in fifty lies that is none."""
_UNLIKELY_AT_TURN = -2.3
"""Most pages end inside a sentence, so that chance has many more places there."""
_BEGINS = 2.5
"""How a word must like the place behind a stop to be no rest of a sentence."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Evidence that two ends of text are not one sentence: how sure, and why."""

    confidence: float
    because: str


def doubt(before: str, after: str, *, at_turn: bool) -> Doubt | None:
    """The strongest evidence that ``after`` does not go on where ``before`` stops, if any.

    Args:
        before: the text up to the cut; it has no end of a sentence.
        after: the text that would go on with it.
        at_turn: whether a page ends between them, as pages do inside sentences.
    """
    found = [
        _word_cut(before, after),
        _calls_leap(before, after),
        _bracket_unmatched(before, after),
        _quotation_unasked(before, after),
        _order_unlikely(before, after, _UNLIKELY_AT_TURN if at_turn else _UNLIKELY),
    ]
    return max(filter(None, found), key=lambda one: one.confidence, default=None)


def _word_cut(before: str, after: str) -> Doubt | None:
    """A hyphen cuts a word, and what follows is no rest of it."""
    head, tail = _HYPHEN.search(before[-60:]), _WORD.match(after)
    if head is None:
        return None
    if not after[:1].islower():
        return Doubt(0.9, "the word is cut, and its rest does not follow")
    # The hyphen may be the word's own (`trade-mark`); behind it a small word never stands.
    if tail is None or len(tail[0]) < _SMALL or word_order().ends.get(tail[0], 0) > -SCALE:
        return None
    whole = (head["letters"] + tail[0]).casefold()
    if any(whole in words for words in language_words().values()):
        return None
    return Doubt(0.8, f"“{head['letters']}-” and “{tail[0]}” are no word")


def _calls_leap(before: str, after: str) -> Doubt | None:
    """The numbers of the notes called before and after leave some out, or begin again."""
    left, right = calls_in(before[-6 * _FAR :]), calls_in(after[: 6 * _FAR])
    if not left or not right:
        return None
    last, first = max(left), right[0]
    if last + 1 < first < last + _CALLS_APART:
        return Doubt(0.8, f"note {last} is called before it and note {first} after it")
    if first < left[-1] - 1 and first < min(left[-2:]):
        return Doubt(0.7, f"note {left[-1]} is called before it and note {first} after it")
    return None


def calls_in(text: str) -> list[int]:
    """The numbers of the notes that a text calls with raised or bracketed figures, in order."""
    found = (mark[1] or mark[2] for mark in _CALL.finditer(text))
    return [int(digits.translate(_DIGITS)) for digits in found]


def _bracket_unmatched(before: str, after: str) -> Doubt | None:
    """A bracket closes behind the seam that was never opened."""
    depth = 0
    for sign in _BRACKET.finditer(before[-3 * _FAR :]):
        depth = depth + 1 if sign[0] in "([" else max(0, depth - 1)
    for sign in _BRACKET.finditer(after[: 2 * _FAR]):
        depth += 1 if sign[0] in "([" else -1
        if depth < 0:
            label = _is_label(after, sign.start())
            return None if label else Doubt(0.75, "a bracket closes behind it that never opened")
    return None


def _is_label(text: str, at: int) -> bool:
    """Whether a bracket closes the label of an item: ``a)``, ``2)``."""
    word = re.search(r"\S*$", text[:at])
    return word is not None and len(word[0]) < 4


def _quotation_unasked(before: str, after: str) -> Doubt | None:
    """A comma, and then a quotation that no verb of saying introduces."""
    if before[-1:] != "," or after[:1] not in '“„«"':
        return None
    said = speech()
    words = {word.casefold() for word in _WORD.findall(before[-60:])}
    if words & said.acts.keys() or words & said.clause:
        return None
    return Doubt(0.7, "a quotation follows that nothing introduces")


def _order_unlikely(before: str, after: str, limit: float) -> Doubt | None:
    """The words beside the seam do not follow each other in English."""
    after = after.lstrip("“‘«„\"'")
    first = _WORD.match(after)
    if first is None or not before[-1].isalpha():
        return None
    if not is_english(before[-_FAR:]) or not is_english(after[:_FAR]):
        return None
    odds = word_order().seam(before, after)
    if after[0].isupper():
        odds = min(odds, limit) if word_order().begins(first[0]) > _BEGINS else odds + 1.0
    if odds > limit:
        return None
    words = f"{before.split()[-1]} … {first[0]}"
    return Doubt(min(0.9, 0.65 + 0.1 * (limit - odds)), f"“{words}”: such words do not follow")


def is_english(text: str) -> bool:
    """Whether a stretch is English enough for the order of its words to be judged."""
    words = [word for word in _WORD.findall(text) if word[0].islower()]
    known = word_order().classes
    return len(words) > 2 and sum(word in known for word in words) > 0.6 * len(words)


def cannot_end(before: str) -> float | None:
    """How sure it is that no sentence ends at a text's last words; None where nobody knows."""
    words = _WORD.findall(before[-80:])
    if not words:
        return None
    if not is_english(before[-_FAR:]):
        return 0.95 if words[-1].casefold() in function_words() else None
    odds = word_order().end(before)
    return min(0.95, max(0.0, 0.5 - 0.35 * odds))
