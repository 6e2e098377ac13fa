"""Of what words names of organisations are made, and those that texts do not introduce."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Organizations:
    """The words of ``organizations.toml``.

    Attributes:
        heads: words of which, with another beside them, a body's name is made (``Ministry``).
        weak: those of them that need more than a country (``Mission``).
        alone: bodies by themselves (``Politburo``).
        empty: words before a head that do not say which body it is.
        fields: what a ministry is for (``Affairs``).
        members: who sits in it, after *of* (``Ministers``).
        publications: what makes a publication of the name before it (``Bulletin``).
        joints: words between a head and what it is for.
        states: what looks like a body and is a state.
        ambiguous: forms of known bodies that are words too, and count only where the text explains.
        known: bodies that texts do not introduce: the usual name, then its other forms.
    """

    heads: frozenset[str]
    weak: frozenset[str]
    alone: frozenset[str]
    empty: frozenset[str]
    fields: frozenset[str]
    members: frozenset[str]
    publications: frozenset[str]
    joints: frozenset[str]
    states: frozenset[str]
    ambiguous: frozenset[str]
    known: tuple[tuple[str, ...], ...]


@cache
def organizations() -> Organizations:
    """The vocabulary, read once."""
    data = tomllib.loads(files(__name__).joinpath("organizations.toml").read_text("utf-8"))
    words = {name: frozenset(data[name]) for name in Organizations.__slots__ if name != "known"}
    return Organizations(**words, known=tuple(tuple(group) for group in data["known"]))
