"""Countries, capitals, regions and demonyms of 1850-1990."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The words of ``countries.toml``.

    Attributes:
        names: spelling of a place → its usual name (``Roumania`` → ``Romania``).
        adjectives: demonyms and adjectives: not places themselves, and never persons.
        words: every single word of names and adjectives.
        capitals: names of capitals, past ones too.
        country_of: demonym or adjective → country (``Yugoslav`` → ``Yugoslavia``).
    """

    names: Mapping[str, str]
    adjectives: frozenset[str]
    words: frozenset[str]
    country_of: Mapping[str, str]
    capitals: frozenset[str]


@cache
def gazetteer() -> Gazetteer:
    """The places, read once."""
    data = tomllib.loads(files(__name__).joinpath("countries.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {name: name for name in data["regions"]["names"]}
    adjectives = set(data["regions"]["adjectives"])
    country_of: dict[str, str] = {}
    towns: set[str] = set()
    for country, (others, capitals, demonyms, parts) in data["countries"].items():
        names |= dict.fromkeys((country, *others), country) | {
            name: name for name in (*capitals, *parts)
        }
        adjectives.update(demonyms)
        towns.update(capitals)
        country_of |= dict.fromkeys(demonyms, country)
    words = {word for phrase in (*names, *adjectives) for word in phrase.split()} - {"Minh"}
    return Gazetteer(names, frozenset(adjectives), frozenset(words), country_of, frozenset(towns))
