"""Letters that are taken for one another: what may have been printed where a copy has these."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_ACCENTED = "áàâäãåāăąéèêëēěęíìîïīóòôöõøőúùûüůűýÿçćčĉďđğñńňřśšşșťţțźžżłľĺœæ"
_UNACCENTED = {"ø": "o", "đ": "d", "ł": "l", "œ": "oe", "æ": "ae"}


@cache
def printed_for() -> Mapping[str, tuple[str, ...]]:
    """What may have been printed where one, two or three characters are read.

    Returns:
        what stands in the copy → what it may have been, all in lower case.
    """
    table = tomllib.loads(files(__name__).joinpath("misreadings.toml").read_text("utf-8"))
    found: dict[str, dict[str, None]] = {}
    groups = ("roman", "long_s", "capitals", "digits", "signs", "cyrillic", "scripts")
    for group in groups:
        for entry in table[group].replace("\n", ",").split(","):
            printed, _, read = entry.strip().partition(" ")
            if printed and read and printed.lower() != read.lower():
                found.setdefault(read.lower(), {})[printed.lower()] = None
    for letter in _ACCENTED:
        plain = _UNACCENTED.get(letter) or unicodedata.normalize("NFD", letter)[0]
        found.setdefault(plain, {})[letter] = None
        found.setdefault(letter, {})[plain] = None
    return MappingProxyType({read: tuple(printed) for read, printed in found.items()})
