"""One key for all spellings of a name: what Ranković, Rankovich and Ранкович have in common.

The key is coarse on purpose: it forgets all that romanisations disagree about. Two names with one
key *may* be one; given names and initials decide (:func:`compatible`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from recension.vocabularies.names import alias_groups, letters, read_table, titles

_APART = re.compile(r"[\s.·]+")
_NO_LETTER = re.compile(r"[^\w\s-]|_|\d|[ʰ-ʿˈ-ˏ]")
# Only Bulgarian has ъ before a consonant: there it is a vowel.
_BULGARIAN = re.compile("ъ(?=[бвгджзклмнпрстфхцчшщ])")
_BRACKETS = re.compile(r"[\[\]]")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(r["find"]), r["make"]) for r in read_table("fold.toml")["rule"])


@cache
def _table() -> dict[int, str]:
    return str.maketrans({**letters("letters"), **letters("cyrillic")})


def unmarked(word: str) -> str:
    """A word in lower-case Latin letters without any mark: ``Đilas`` → ``dilas``."""
    low = _BULGARIAN.sub("а", word.casefold())
    if not low.isascii():
        low = unicodedata.normalize("NFKD", low.translate(_table()))
        low = "".join(c for c in low if not unicodedata.combining(c)).translate(_table())
    return _NO_LETTER.sub("", low)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of one word of a name: all its romanisations fold to the same letters.

    Args:
        word: one word; a recorder's brackets (``S[talin]``) are taken away.

    Returns:
        lower-case letters; empty where the word has none.
    """
    plain = unmarked(_BRACKETS.sub("", word)).replace("-", "")
    for pattern, made in _rules():
        plain = pattern.sub(made, plain)
    return plain


@cache
def _surname_aliases() -> dict[str, str]:
    groups = alias_groups("surnames")
    return {_joined(name): _joined(group[0]) for group in groups for name in group}


@cache
def _given_groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, names in enumerate(alias_groups("given")):
        for name in names:
            groups.setdefault(fold(name), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in groups.items()}


@cache
def _group_initials() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(unmarked(n)[0] for n in names) for names in alias_groups("given"))


def _joined(words: str) -> str:
    return " ".join(filter(None, map(fold, words.split())))


@lru_cache(maxsize=65536)
def surname_key(surname: str) -> str:
    """The key of a surname, aliases resolved: ``Xoxe`` and ``Dzodzej`` meet."""
    key = _joined(surname)
    return _surname_aliases().get(key, key)


def name_key(name: str) -> tuple[str, tuple[str, ...]]:
    """The key of a whole name.

    Args:
        name: as it stands in a text: ``V.M. Molotov``, ``Molotov, Viacheslav``, ``Молотов``.

    Returns:
        the surname's key, and the keys of the given names in order (an initial is one letter).
    """
    if "," in name:
        last, _, first = name.partition(",")
        return surname_key(last), given_keys(first)
    words = [w for w in _APART.split(name.strip()) if w and w not in titles().suffixes]
    if not words:
        return "", ()
    if len(words) == 2 and "-" in words[1] and words[1].rpartition("-")[2][:1].islower():
        return surname_key(words[0]), given_keys(words[1])  # Chou En-lai: the surname stands first
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in titles().particles:
        cut -= 1
    return surname_key(" ".join(words[cut:])), given_keys(" ".join(words[:cut]))


def given_keys(given: str) -> tuple[str, ...]:
    """Given names and initials without marks and stops: ``V. M.`` → ``("v", "m")``."""
    return tuple(filter(None, (unmarked(_BRACKETS.sub("", w)) for w in _APART.split(given))))


_SAME_LETTER = (
    {"i", "j", "y"},
    {"v", "w"},
    {"h", "g", "k"},
    {"c", "t", "k"},
    {"s", "c"},
    {"e", "y"},
)


def _initial_of(initial: str, name: str) -> bool:
    """Whether an initial can stand for a given name, in whatever language it was written."""
    if initial == name[0] or any({initial, name[0]} <= same for same in _SAME_LETTER):
        return True
    groups = _given_groups().get(fold(name), frozenset())
    return len(name) > 1 and any(initial in _group_initials()[n] for n in groups)


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) <= 2 or len(other) <= 2:
        short, long = sorted((one, other), key=len)
        return _initial_of(short[0], long)
    one, other = fold(one), fold(other)
    groups = _given_groups()
    if one == other or groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return True  # Doug, Ray, Alex
    return len(short) >= 5 and DamerauLevenshtein.distance(one, other) <= 1


@lru_cache(maxsize=65536)
def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of given names can belong to one person.

    ``V. M.`` goes with ``Viacheslav``, ``Andrei`` not with ``Anatolii``; none goes with all.
    A middle name used alone (``U. Alexis Johnson``, ``Alexis Johnson``) is no contradiction.
    """
    if not one or not other:
        return True
    if all(_same_given(a, b) for a, b in zip(one, other, strict=False)):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) != 1 or len(short[0]) < 2:
        return False
    alone = short[0]
    return any(_same_given(alone, g) if len(g) > 2 else alone[0] == g[0] for g in long[1:])
