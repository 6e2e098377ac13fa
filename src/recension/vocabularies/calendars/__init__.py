"""Names of the months of calendars other than the Gregorian and the Julian one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

CALENDARS = ("republican", "hebrew", "hijri")


@cache
def calendar_months() -> Mapping[str, tuple[str, int]]:
    """Each spelling of a month, casefolded → its calendar and its number in it."""
    folder = files(__package__ or "recension.vocabularies.calendars")
    raw = tomllib.loads((folder / "calendars.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            spelling.casefold(): (calendar, int(number))
            for calendar in CALENDARS
            for number, spellings in raw[calendar].items()
            for spelling in spellings
        }
    )
