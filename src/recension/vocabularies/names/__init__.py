"""Words about personal names: titles, given names, capitalised words that are none, aliases."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands before, within and after a name.

    Attributes:
        address: after which nothing but a name can stand (``Mr.``, ``com.``).
        woman: those of them that tell a wife from her husband.
        offices: ranks and offices, capitalised (``General``, ``Ambassador``).
        ranks: the ranks among them.
        heads: offices of heads of state, which nobody leaves for an embassy.
        lower: offices in lower case after which a name may follow (``leader``).
        departments: last words of long offices (``Secretary of State``).
        also_surnames: offices that are surnames too (``King``).
        suffixes: after the name (``Jr.``).
        particles: small words within it (``von``).
    """

    address: frozenset[str]
    woman: frozenset[str]
    offices: frozenset[str]
    ranks: frozenset[str]
    heads: frozenset[str]
    lower: frozenset[str]
    departments: frozenset[str]
    also_surnames: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Capitalised words that are not names.

    Attributes:
        calendar: months and days.
        openers: words that open a sentence.
        institutions: words of institutions, headings and references.
        things: what makes a thing of the name before it (``Plan``).
        before_places: what makes a place of the name after it (``Lake``).
    """

    calendar: frozenset[str]
    openers: frozenset[str]
    institutions: frozenset[str]
    things: frozenset[str]
    before_places: frozenset[str]


def read_table(name: str) -> dict[str, Any]:
    """One of the data files of this folder."""
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


@cache
def titles() -> Titles:
    """The words of ``titles.toml``."""
    data = read_table("titles.toml")
    return Titles(
        address=frozenset(data["address"]),
        woman=frozenset(data["woman"]),
        offices=frozenset(data["rank"]) | frozenset(data["office"]),
        ranks=frozenset(data["rank"]),
        heads=frozenset(data["heads"]),
        lower=frozenset(data["lower"]),
        departments=frozenset(data["departments"]),
        also_surnames=frozenset(data["also_surnames"]),
        suffixes=frozenset(data["suffixes"]),
        particles=frozenset(data["particles"]),
    )


@cache
def common_words() -> CommonWords:
    """The words of ``common.toml``."""
    data = read_table("common.toml")
    return CommonWords(**{name: frozenset(data[name]) for name in CommonWords.__slots__})


@dataclass(frozen=True, slots=True)
class Surnames:
    """What tells a surname by itself: its ending, or that everybody knows the person."""

    endings: tuple[str, ...]
    not_surnames: frozenset[str]
    known: frozenset[str]

    def sounds_like_one(self, word: str) -> bool:
        """Whether a capitalised word ends as surnames do."""
        return len(word) > 4 and word.endswith(self.endings) and word not in self.not_surnames


@cache
def surnames() -> Surnames:
    """The words of ``surnames.toml``."""
    data = read_table("surnames.toml")
    return Surnames(
        tuple(data["endings"]), frozenset(data["not_surnames"]), frozenset(data["known"])
    )


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Words by which a text says that somebody goes under another name."""

    kinds: tuple[str, ...]
    links: tuple[str, ...]


@cache
def pseudonyms() -> Pseudonyms:
    """The words of ``pseudonyms.toml``."""
    data = read_table("pseudonyms.toml")
    return Pseudonyms(tuple(data["kinds"]), tuple(data["links"]))


@dataclass(frozen=True, slots=True)
class Deeds:
    """What only persons do, what is done to persons, and how telegrams address them."""

    verbs: tuple[str, ...]
    done_to: tuple[str, ...]
    addressed: tuple[str, ...]


@cache
def deeds() -> Deeds:
    """The words of ``deeds.toml``."""
    data = read_table("deeds.toml")
    return Deeds(*(tuple(data[name]) for name in Deeds.__slots__))


@cache
def given_names() -> frozenset[str]:
    """The given names of ``given.toml`` and ``aliases.toml``, with their diacritics and without."""
    listed = read_table("given.toml")
    every = {name for names in listed.values() if isinstance(names, list) for name in names}
    every.update(name for group in read_table("aliases.toml")["given"] for name in group)
    return frozenset(every | {_without_marks(name) for name in every})


@cache
def iberian_names() -> frozenset[str]:
    """Given names of Spanish and Portuguese that English has not, lower case without marks."""
    listed = read_table("given.toml")
    english = {name.casefold() for name in listed.get("english", ())}
    endings = ("o", "a", "os", "es", "el", "ón", "án", "ín", "és", "ás", "ge", "an")
    romance = (name for name in listed.get("romance", ()) if name.endswith(endings))
    return frozenset(_without_marks(name).casefold() for name in romance) - english


def _without_marks(name: str) -> str:
    apart = unicodedata.normalize("NFD", name)
    return "".join(c for c in apart if not unicodedata.combining(c))


@cache
def alias_groups(kind: str) -> tuple[tuple[str, ...], ...]:
    """Groups of names that are one: ``surnames`` or ``given``."""
    return tuple(tuple(group) for group in read_table("aliases.toml")[kind])


@cache
def letters(kind: str) -> Mapping[str, str]:
    """A table of letters from ``fold.toml``: ``letters`` or ``cyrillic``."""
    return MappingProxyType(dict(read_table("fold.toml")[kind]))
