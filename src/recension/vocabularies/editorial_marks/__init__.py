"""Words by which editors say, in brackets, what they did to a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

#: Which kind wins where the words of two fit: the one that says more about the text comes first.
KINDS = (
    "classified", "illegible", "sic", "deleted", "moved", "inserted", "underlined", "handwritten",
    "omission", "page", "translator", "identification", "heading", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of mark is worded, in all languages together.

    Attributes:
        kind: what the mark is.
        whole: words that are all there is between the brackets, without stops.
        part: matches words at the beginning, at the end or within.
    """

    kind: str
    whole: frozenset[str]
    part: re.Pattern[str]


@cache
def wordings() -> tuple[Wording, ...]:
    """All kinds that words can tell, in the order in which they are tried."""
    return tuple(_wording(kind) for kind in KINDS)


def _wording(kind: str) -> Wording:
    rows = [table["kinds"].get(kind, {}) for table in _tables().values()]
    opens, ends, holds = (_phrases(rows, how) for how in ("opens", "ends", "holds"))
    patterns = [
        rf"\A(?:{_either(opens)})(?!\w)" if opens else "",
        rf"(?<!\w)(?:{_either(ends)})\Z" if ends else "",
        rf"(?<!\w)(?:{_either(holds)})(?!\w)" if holds else "",
    ]
    part = "|".join(filter(None, patterns)) or r"(?!)"
    return Wording(kind, frozenset(_phrases(rows, "is")), re.compile(part))


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str | None:
    """The kind of mark that words say they are, or None.

    Args:
        words: what stands between the brackets, in one line.
    """
    folded = words.casefold().strip(" *_")
    bare = folded.strip(" .,:;*_—–-") or folded
    for wording in wordings():
        if bare in wording.whole or folded in wording.whole or wording.part.search(bare):
            return wording.kind
    return None


@cache
def signatures() -> Mapping[str, re.Pattern[str]]:
    """For each owner a pattern of the signature that ends a bracket of theirs."""
    tables = _tables().values()
    return {
        owner: re.compile(
            rf"(?:\A|[—–\-,.:;!?]\s*)(?:{_either(_phrases([t['owners'] for t in tables], owner))})"
            r"\.?\s*\Z"
        )
        for owner in ("translator", "editor")
    }


@cache
def pronouns() -> frozenset[str]:
    """Words after which a name in brackets says who is meant, casefolded."""
    return frozenset(word for table in _tables().values() for word in table["pronouns"])


@cache
def signals() -> tuple[str, ...]:
    """What a document says where its brackets are not all of one hand, casefolded."""
    return tuple(word for table in _tables().values() for word in table.get("signals", ()))


@cache
def _tables() -> Mapping[str, dict[str, Any]]:
    found = sorted(files(__name__).iterdir(), key=lambda path: path.name)
    tables = (tomllib.loads(p.read_text("utf-8")) for p in found if p.name.endswith(".toml"))
    return {table["language"]: table for table in tables}


def _phrases(rows: Iterable[Mapping[str, list[str]]], how: str) -> list[str]:
    return sorted({phrase.casefold() for row in rows for phrase in row.get(how, ())}, key=_longest)


def _longest(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase


def _either(phrases: Iterable[str]) -> str:
    return "|".join(_written(phrases))


def _written(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        stem = re.escape(phrase.rstrip(".-")).replace(r"\ ", r"[\s*]+")
        yield stem + (r"\w*" if phrase.endswith("-") else "")  # a hyphen: any ending
