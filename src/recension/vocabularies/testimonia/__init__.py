"""How notes and essays speak of records that are not printed with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TestimonyWords:
    """The words of ``testimonia.toml``.

    Attributes:
        records: what a record is called, singular and plural.
        of_meetings: what is such a record where it is *of the meeting*.
        meetings: what records are of.
        nobody: capitalised words before such a noun that name no holder of it.
        chief: what singles out one record among several.
        according: what leads in a statement.
        keeps: what somebody who kept a record is said to do in it.
        says: what a record is said to do.
        kinds: what kind of record it is, between holder and noun.
        not_found: by which a sentence says that there is no record.
        kept_at: behind a form of *to be*: where a record lies or is printed.
        media: what else somebody who kept a record wrote.
        claims: claim → phrases that show it, in the order in which claims are asked.
    """

    __test__ = False  # pytest takes the name for a test's

    records: tuple[str, ...]
    of_meetings: tuple[str, ...]
    meetings: tuple[str, ...]
    nobody: frozenset[str]
    chief: tuple[str, ...]
    according: tuple[str, ...]
    keeps: tuple[str, ...]
    says: tuple[str, ...]
    kinds: tuple[str, ...]
    not_found: tuple[str, ...]
    kept_at: tuple[str, ...]
    media: tuple[str, ...]
    claims: Mapping[str, tuple[str, ...]]


@cache
def testimony_words() -> TestimonyWords:
    """The vocabulary, read once."""
    data = tomllib.loads(files(__name__).joinpath("testimonia.toml").read_text(encoding="utf-8"))
    return TestimonyWords(
        records=tuple(data["records"]),
        of_meetings=tuple(data["of_meetings"]),
        meetings=tuple(data["meetings"]),
        nobody=frozenset(data["nobody"]),
        chief=tuple(data["chief"]),
        according=tuple(data["according"]),
        keeps=tuple(data["keeps"]),
        says=tuple(data["says"]),
        kinds=tuple(data["kinds"]),
        not_found=tuple(data["not_found"]),
        kept_at=tuple(data["kept_at"]),
        media=tuple(data["media"]),
        claims={claim: tuple(phrases) for claim, phrases in data["claims"].items()},
    )
