"""How passages of one matter deny each other: negation, opposites, stands, votes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ContradictionWords:
    """The words of ``contradiction.toml``, folded.

    Attributes:
        negations: what denies the word that follows.
        denials: verbs and adjectives that do the same.
        hands_on: words between a negation and what it denies.
        supposes: what makes a sentence ask or suppose.
        opposites: word → the words that are its opposites.
        only_literal: of these the ones that deny each other only where all around is the same.
        stands: a stand, ``for`` or ``against`` → words and phrases that take it.
        verdicts: ``carried``, ``lost`` or ``postponed`` → phrases.
        votes: ``yes``, ``no``, ``voters``, ``signs`` → words.
        roughly: ``about``, ``above``, ``below`` → words before a number.
        money: a word or sign → the currency.
        silent: capitalised words that name nobody who could speak.
    """

    negations: frozenset[str]
    denials: frozenset[str]
    hands_on: frozenset[str]
    supposes: frozenset[str]
    opposites: Mapping[str, frozenset[str]]
    only_literal: frozenset[str]
    stands: Mapping[str, tuple[str, ...]]
    verdicts: Mapping[str, tuple[str, ...]]
    votes: Mapping[str, tuple[str, ...]]
    roughly: Mapping[str, tuple[str, ...]]
    money: Mapping[str, str]
    silent: frozenset[str]


@cache
def contradiction_words() -> ContradictionWords:
    """The vocabulary, read once."""
    data = tomllib.loads(files(__name__).joinpath("contradiction.toml").read_text(encoding="utf-8"))
    return ContradictionWords(
        negations=frozenset(data["negations"]),
        denials=frozenset(data["denials"]),
        hands_on=frozenset(data["hands_on"]),
        supposes=frozenset(data["supposes"]),
        opposites=_opposites(data["opposites"]),
        only_literal=frozenset(data["only_in_the_same_words"]),
        stands={side: tuple(data[side]) for side in ("for", "against")},
        verdicts={name: tuple(words) for name, words in data["verdicts"].items()},
        votes={name: tuple(words) for name, words in data["votes"].items()},
        roughly={name: tuple(words) for name, words in data["roughly"].items()},
        money={word: unit for unit, words in data["money"]["units"].items() for word in words},
        silent=frozenset(data["nobody"]["speaks"]),
    )


def _opposites(rows: list[list[list[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in rows:
        for word in one:
            found.setdefault(word, set()).update(other)
        for word in other:
            found.setdefault(word, set()).update(one)
    return {word: frozenset(words) for word, words in found.items()}
