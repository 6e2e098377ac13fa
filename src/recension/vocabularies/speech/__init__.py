"""Verbs of saying, by what is done with the words."""

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
