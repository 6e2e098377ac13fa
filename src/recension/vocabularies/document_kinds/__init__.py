"""What kinds of documents there are, as headings name them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files(__name__).joinpath("document_kinds.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return {name: table[name] for name in ("kinds", "classifications")}


@cache
def _kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all kinds' names, the longest first, and the kind of each name."""
    kind_of = {word.casefold(): kind for kind, words in _table()["kinds"].items() for word in words}
    names = "|".join(map(re.escape, sorted(kind_of, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE), kind_of


def document_kind(heading: str) -> tuple[str, int] | None:
    """The kind of document that a heading names first.

    Args:
        heading: the words of a heading, without its number.

    Returns:
        the kind, as in :data:`recension.model.values.DocumentKind`, and the code point of the
        heading at which its name begins; None where the heading names none. Of kinds named at one
        place the one with the longer name wins (*memorandum of conversation* is a record).
    """
    names, kind_of = _kinds()
    found = names.search(heading)
    if found is None:
        return None
    kind = kind_of.get(found.group().casefold())
    return (kind, found.start()) if kind else None


@cache
def _classifications() -> frozenset[str]:
    return frozenset(_table()["classifications"]["words"])


def classification(line: str) -> str | None:
    """The marking that a line is, as it stands there; None where it is not just a marking."""
    return line if line.casefold() in _classifications() else None
