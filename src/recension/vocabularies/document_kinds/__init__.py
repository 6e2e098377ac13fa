"""What kinds of documents there are, as headings name them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files(__name__).joinpath("document_kinds.toml").read_text("utf-8"))
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE))
        for kind, words in table["kinds"].items()
    )


def document_kind(heading: str) -> tuple[str, int] | None:
    """The kind of document that a heading names first.

    Args:
        heading: the words of a heading, without its number.

    Returns:
        the kind, as in :data:`recension.model.values.DocumentKind`, and the code point of the heading
        at which its name begins; None where the heading names none. Of kinds named at one place the
        one with the longer name wins (*memorandum of conversation* is a record).
    """
    best: tuple[int, int, str] | None = None
    for kind, words in _kinds():
        found = words.search(heading)
        if found:
            rank = (found.start(), -len(found.group()), kind)
            best = rank if best is None or rank < best else best
    return (best[2], best[0]) if best else None


@cache
def _classifications() -> frozenset[str]:
    table = tomllib.loads(files(__name__).joinpath("document_kinds.toml").read_text("utf-8"))
    return frozenset(table["classifications"]["words"])


def classification(line: str) -> str | None:
    """The marking that a line is, as it stands there; None where it is not just a marking."""
    return line if line.casefold() in _classifications() else None
