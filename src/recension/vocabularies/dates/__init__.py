"""Names of months and seasons and the words that stand by dates, one TOML file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from recension.model.errors import VocabularyError


@dataclass(frozen=True)
class DateWords:
    """One language's words for dates.

    Attributes:
        language: its code (``en``; ``sr`` serves Serbian, Croatian and Bosnian in both scripts).
        capital: whether its months are written with a capital.
        months: each form → 1 to 12.
        seasons: each form → EDTF season, 21 (spring) to 24 (winter).
        halves: words for the first and second half of a year → 1, 2.
        of: words between day, month and year.
        parts: words that make a date vague (*early*, *end of*).
        about: words that make it approximate (*circa*).
        year_after: words after which a bare number may be a year.
        year_words: words before which it may (*goda*).
        no_year_after, no_year_before: words beside which it is none.
        decades: what follows a decade's first year (*1940s*, *1940-e*).
        weekdays: each form → 1 (Monday) to 7.
        relative: words that point from the document's date or the day named before, by what they
            say (``this_month``, ``next_day`` …), and the names of days by their number.
        this_year, last_year: words that refer to the document's year and the one before.
        past: words behind a month that mean the latest one before the document (*May last*).
        cases, near_misses: the file's own proofs.
    """

    language: str
    capital: bool
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    halves: Mapping[str, int]
    of: tuple[str, ...]
    parts: tuple[str, ...]
    about: tuple[str, ...]
    year_after: tuple[str, ...]
    year_words: tuple[str, ...]
    no_year_after: tuple[str, ...]
    no_year_before: tuple[str, ...]
    decades: tuple[str, ...]
    this_year: tuple[str, ...]
    last_year: tuple[str, ...]
    past: tuple[str, ...]
    weekdays: Mapping[str, int] = field(default_factory=dict)
    relative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cases: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=(), repr=False)
    near_misses: tuple[str, ...] = field(default=(), repr=False)


@cache
def date_words() -> tuple[DateWords, ...]:
    """All languages' words for dates, in order of their files' names, read once.

    Raises:
        VocabularyError: a file is malformed.
    """
    return tuple(_read(file) for file in _vocabulary_files())


def _vocabulary_files() -> Iterator[Traversable]:
    folders = [files(__name__)]
    for point in sorted(entry_points(group="recension.vocabularies"), key=lambda p: p.value):
        if not point.value.startswith("recension."):
            folders.append(point.load() / "dates")
    for folder in folders:
        if folder.is_dir():
            yield from sorted(
                (f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name
            )


def _read(file: Traversable) -> DateWords:
    try:
        return _words(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(
            str(file), f"no words for dates ({error!r})", "Compare it with its neighbours"
        ) from error


def _words(raw: Mapping[str, Any]) -> DateWords:
    lists = (
        "of", "parts", "about", "year_after", "year_words", "no_year_after", "no_year_before",
        "decades", "this_year", "last_year", "past",
    )  # fmt: skip
    return DateWords(
        language=raw["language"],
        capital=raw["capital"],
        months=_numbered(raw["months"]),
        seasons=_numbered(raw["seasons"]),
        halves=dict(raw["halves"]),
        weekdays=_numbered(raw.get("weekdays", {})),
        relative={name: tuple(forms) for name, forms in raw.get("relative", {}).items()},
        **{name: tuple(raw.get(name, ()) if name == "past" else raw[name]) for name in lists},
        cases=tuple(
            (case["text"], tuple((words, edtf) for words, edtf in case["dates"]))
            for case in raw.get("cases", ())
        ),
        near_misses=tuple(case["text"] for case in raw.get("near_misses", ())),
    )


def _numbered(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {form: int(number) for number, forms in table.items() for form in forms}
