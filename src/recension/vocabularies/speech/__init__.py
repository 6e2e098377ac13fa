"""Verbs of saying, by what is done with the words, and the stands that are taken with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of ``verbs.toml``.

    Attributes:
        acts: form of a verb → act (``propose``, ``ask`` …).
        clause: forms that count only before a clause, a quotation or a person.
        between: words that may stand between speaker and verb.
        roles: offices that speak without a name (``the Secretary``).
        pronouns: ``he``, ``she`` …
        stage: how the words were said (``laughing``).
    """

    acts: Mapping[str, str]
    clause: frozenset[str]
    between: tuple[str, ...]
    roles: tuple[str, ...]
    pronouns: tuple[str, ...]
    stage: frozenset[str]


@cache
def speech() -> Speech:
    """The vocabulary, read once."""
    data = tomllib.loads(files(__name__).joinpath("verbs.toml").read_text(encoding="utf-8"))
    return Speech(
        acts={form: act for act, forms in data["acts"].items() for form in forms},
        clause=frozenset(data["clause"]),
        between=tuple(data["between"]),
        roles=tuple(data["roles"]),
        pronouns=tuple(data["pronouns"]),
        stage=frozenset(data["stage"]),
    )


@dataclass(frozen=True, slots=True)
class Stances:
    """The words of ``stances.toml``.

    Attributes:
        acts: act → stand (``for``, ``against``, ``proposes``, ``asks``); others take none.
        phrases: stand → phrases that tell it, casefolded.
        cues: words at the head of a sentence that turn to another matter, casefolded.
        weak: those of them that do so only together with a verb of raising.
        raising: such verbs, casefolded.
        nouns: nouns that name a matter (``question of``).
        ends: words at which the name of a matter ends.
    """

    acts: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    cues: tuple[str, ...]
    weak: frozenset[str]
    raising: tuple[str, ...]
    nouns: tuple[str, ...]
    ends: frozenset[str]


@cache
def stances() -> Stances:
    """The stands, read once."""
    data = tomllib.loads(files(__name__).joinpath("stances.toml").read_text(encoding="utf-8"))
    turns = data["turns"]
    return Stances(
        acts=data["acts"],
        phrases={k: tuple(map(str.casefold, words)) for k, words in data["phrases"].items()},
        cues=tuple(map(str.casefold, turns["cues"])),
        weak=frozenset(map(str.casefold, turns["weak"])),
        raising=tuple(map(str.casefold, turns["raising"])),
        nouns=tuple(turns["nouns"]),
        ends=frozenset(turns["ends"]),
    )
