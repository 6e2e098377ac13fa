"""Finds what to call a matter: a noun phrase of the record that tells it from the other matters.

Phrases are found without a grammar: content words after an article or a preposition, with one more
such run after *of*, *between* and the like. When unsure, the words that tell the matter from the
others stand side by side: a label that says little is better than one that says something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from recension.vocabularies.function_words import function_words
from recension.vocabularies.names import titles
from recension.vocabularies.speech import speech, stances

_TOKEN = re.compile(
    r"[^\W\d_](?:[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]|[’'-](?=[^\W\d_])|(?<=\b[A-Z])\.(?=[A-Z]\b))*|\S"
)
_STEM = 6
_LONGEST, _LONG = 8, 4
_LINKS = 3
_MANY = 6
"""From how many utterances on a matter is named by two phrases."""
_READ = 12
"""How many of what is said on a matter are read for its name."""
_CUED, _FIRST, _CAPITAL, _LENGTHY, _ALONE = 2.5, 1.3, 1.6, 0.15, 0.8
_FAR = 60
"""Words after the beginning at which a phrase weighs half."""


class Said(Protocol):
    """What somebody says: its words and the stems of those that tell what it is about."""

    @property
    def words(self) -> str:
        """What stands there."""
        ...

    @property
    def terms(self) -> frozenset[str]:
        """The stems of the telling words."""
        ...


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    member: int
    at: int
    cued: bool


def label_of(members: Sequence[Said], others: Mapping[str, int]) -> str:
    """What a matter is called: the phrase with most of its telling words, and a name.

    Args:
        members: what is said on it.
        others: how often each stem is said in the whole event.
    """
    said = Counter(term for each in members for term in each.terms)
    written = _as_written(members, said)
    weights = {
        term: said[term] ** 2 / max(1, others.get(term, 1))
        * (_CAPITAL if written[term][:1].isupper() else 1)
        for term in said
    }  # fmt: skip
    phrases = [p for n, each in enumerate(members[:_READ]) for p in _phrases(each, n)]
    best = max(phrases, key=lambda phrase: _worth(phrase, weights), default=None)
    if best is None or not _worth(best, weights):
        telling = sorted(said, key=lambda term: (-weights[term], term))
        return ", ".join(written[term] for term in telling[:3]) or "(no words of its own)"
    label = " ".join(best.words)
    second = _second(best, phrases, weights) if len(members) >= _MANY else None
    if second:
        return f"{label}; {second}"
    name = _name(members, label, weights)
    return f"{name}: {label}" if name else label


def _second(best: _Phrase, phrases: Sequence[_Phrase], weights: Mapping[str, float]) -> str | None:
    """Another phrase, of other words, for a matter of which much is said."""
    taken = {word.casefold()[:_STEM] for word in best.words}
    left = [p for p in phrases if not taken & {word.casefold()[:_STEM] for word in p.words}]
    other = max(left, key=lambda phrase: _worth(phrase, weights), default=None)
    if other is None or not _worth(other, weights):
        return None
    return " ".join(other.words)


def _name(members: Sequence[Said], label: str, weights: Mapping[str, float]) -> str | None:
    """The name said most, by half of the members at least, for a label that has none."""
    if any(word[:1].isupper() for word in label.split()):
        return None
    names = Counter(name for each in members for name in set(_names(each.words)))
    worth = {
        name: count * _weight(name, weights)
        for name, count in names.items()
        if 2 * count >= len(members)
    }
    best = max(worth, key=lambda name: (worth[name], name), default=None)
    return best if best and worth[best] else None


def _weight(name: str, weights: Mapping[str, float]) -> float:
    return max(weights.get(word.casefold()[:_STEM], 0.0) for word in name.split())


_NAME = re.compile(r"(?<=[a-z,;\])] )[A-ZÀ-ÞА-Я][\w-]{2,}(?: [A-ZÀ-ÞА-Я][\w-]{2,})?")


def _names(words: str) -> Iterator[str]:
    """Capitalised words that no sentence begins with, without offices."""
    for match in _NAME.finditer(" ".join(words.split())):
        if not set(match[0].split()) & (titles().offices | titles().address):
            yield match[0]


def _worth(phrase: _Phrase, weights: Mapping[str, float]) -> float:
    stems = {w.casefold()[:_STEM] for w in phrase.words if not _is_office(w)}
    worth = sum(weights.get(stem, 0.0) for stem in stems)
    worth /= 1 + _LENGTHY * max(0, len(phrase.words) - _LONG) + min(1.0, phrase.at / _FAR)
    if len(phrase.words) == 1:
        worth *= _ALONE
    return worth * (_CUED if phrase.cued else 1) * (_FIRST if phrase.member == 0 else 1)


def _phrases(each: Said, member: int) -> Iterator[_Phrase]:
    """The noun phrases of what somebody says."""
    tokens = _tokens(each.words)
    openers, nouns = stances().openers, stances().nouns
    for index, token in enumerate(tokens):
        start = index + 1
        if token.casefold() not in openers or start == len(tokens):
            continue
        if token.casefold() == "to" and not tokens[start][0].isupper():
            continue
        words = _run(tokens, start, each.terms)
        if words:
            before = [word.casefold() for word in tokens[max(0, start - 4) : start]]
            cued = any(noun.casefold() in before for noun in nouns) or _is_cue(before)
            yield _Phrase(words, member, start, cued)


def _is_office(word: str) -> bool:
    """Whether a word names an office: of what is said, it tells nothing."""
    return re.sub(r"['’]s?$", "", word) in titles().offices


def _is_cue(before: Sequence[str]) -> bool:
    """Whether words turn to what follows: ``regarding the …``, ``as to …``."""
    said = " ".join(before)
    return any(re.search(rf"(?:^|\s){re.escape(cue)}(?: the| a)?$", said) for cue in stances().cues)


def _run(tokens: Sequence[str], start: int, terms: frozenset[str]) -> tuple[str, ...] | None:
    """Content words, and those after one link or two, up to the last that tells something."""
    words: list[str] = []
    at = links = 0
    for index in range(start, min(start + _LONGEST, len(tokens))):
        token = tokens[index]
        after = tokens[index + 1] if index + 1 < len(tokens) else "."
        if _is_content(token) and not (words and _is_past(token)):
            words.append(token)
            at = len(words) if _ends(token, after, terms) else at
        elif words and links < _LINKS and _joins(words[-1], token, after):
            words.append(token)
            links += token.casefold() not in ("the", "a", "an")
        else:
            if words and token.casefold() in stances().nouns:
                return (*words, token)
            break
    return tuple(words[:at]) or None


def _joins(before: str, token: str, after: str) -> bool:
    """Whether a word joins two parts of a name; *to* does where a name follows."""
    folded = token.casefold()
    if folded in ("the", "a", "an"):
        return before in stances().links
    if folded in ("to", "and"):
        return after[0].isupper()
    return folded in stances().links


def _is_past(token: str) -> bool:
    return token.islower() and token.endswith("ed")


def _ends(token: str, after: str, terms: frozenset[str]) -> bool:
    """Whether a phrase may end with a word: a name, or a word that is hardly a verb.

    What tells nothing is a noun where a mark or a link follows it, not an object.
    """
    if token[0].isupper():
        return True
    if token.endswith("ed"):
        return False
    tells = token.casefold()[:_STEM] in terms
    closed = not after[0].isalnum() or after.casefold() in stances().closers
    return closed or (tells and not token.endswith("ing"))


def _is_content(token: str) -> bool:
    if not (token[0].isalpha() and (len(token) > 1 or token[0].isupper())):
        return False
    folded = token.casefold()
    if token.removesuffix(".") + "." in titles().address:
        return True
    said = (folded in speech().acts and not folded.endswith("s")) or folded.endswith("ly")
    return not (said or folded in function_words() or folded in _little())


@cache
def _little() -> frozenset[str]:
    """Words at which a name ends, and those that only point."""
    return frozenset(word.casefold() for word in stances().ends) | stances().pointing


def _tokens(words: str) -> list[str]:
    """Words and marks; the full stop of an abbreviated title belongs to it."""
    tokens: list[str] = []
    for token in _TOKEN.findall(words):
        if token == "." and tokens and f"{tokens[-1]}." in titles().address:
            tokens[-1] += "."
        else:
            tokens.append(token)
    return tokens


def _as_written(members: Iterable[Said], terms: Collection[str]) -> dict[str, str]:
    """The form of each stem that is written most, a capital first only where it always has one."""
    forms: dict[str, Counter[str]] = {term: Counter() for term in terms}
    lengths = {len(term) for term in terms}
    tokens = Counter(token for each in members for token in _TOKEN.findall(each.words))
    for token, times in tokens.items():
        word = re.sub(r"['’]s$", "", token)
        low = word.casefold()
        for term in {low[:length] for length in lengths} & forms.keys():
            forms[term][word] += times
    return {term: _most_written(found, term) for term, found in forms.items()}


def _most_written(forms: Counter[str], term: str) -> str:
    if any(form[0].islower() for form in forms):
        forms = Counter(form.lower() for form in forms.elements())
    return max(forms, key=lambda form: (forms[form], form), default=term)
