"""The names of months in all languages of the date vocabularies."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def month_names() -> Mapping[str, int]:
    """Every name of a month, casefolded, with the month's number; names that differ are left out.

    A name that two languages give to different months (Czech and Croatian ``listopad``) says
    nothing without its language and is not in it.
    """
    names: dict[str, set[int]] = {}
    folder = files(__package__ or "recension.vocabularies.dates")
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            months = tomllib.loads(entry.read_text("utf-8")).get("months", {})
            for number, spellings in months.items():
                for spelling in spellings:
                    names.setdefault(spelling.casefold(), set()).add(int(number))
    return MappingProxyType({n: min(numbers) for n, numbers in names.items() if len(numbers) == 1})
