"""What heads and feet of documents call those who were present, recorded, translated."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath("roles.toml").read_text("utf-8"))


def role_words(role: str) -> frozenset[str]:
    """The words of a list of the vocabulary (``honorifics``, ``others`` …), lower case."""
    return frozenset(_table()[role])


@cache
def role_phrase(*roles: str) -> re.Pattern[str]:
    """A pattern of the phrases of one or more lists, the longest first, in any case."""
    return re.compile(rf"(?:{alternatives(w for role in roles for w in _table()[role])})", re.I)


def alternatives(phrases: Iterable[str]) -> str:
    """Phrases as one alternation; their blanks stand for any white space."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


@cache
def language_code(name: str) -> str | None:
    """The ISO 639 code of a language as documents name it (*Serbo-Croatian*)."""
    known = {word: code for code, words in _table()["languages"].items() for word in words}
    return known.get(name.casefold())
