"""How likely two spellings are one person's name, by the spellings alone.

The names are compared as they stand, without titles; in the other order (``Kádár János``); as
Chinese names in the two romanisations; as Arabic names by their consonants; and word by word. The
best of the five counts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from recension.vocabularies.names import read_table, titles
from recension.vocabularies.names.name_key import compatible, fold, name_key, unmarked
from recension.vocabularies.names.wade_giles import in_wade_giles

_SWAPPED, _CHINESE, _ARABIC = 0.96, 0.97, 0.95
_SIBILANTS = 0.93
"""What surnames share that differ in sibilants only: ж is zh, ż, German sch; х is kh, h, ch."""
_JOINED, _WITHIN = 0.9, 0.8
"""What names share whose words are the same in another order, or all of one's in the other."""
_BETWEEN = re.compile(r"[\s,.·-]+")


def similarity(one: str, other: str) -> float:
    """How likely two whole names are one person's, 0 to 1, by spelling alone.

    Args:
        one: as it stands in a text.
        other: likewise.

    Returns:
        1 where the keys of the surnames are equal and given names agree; what the surnames share
        where they differ by a slip; little where given names contradict each other.
    """
    one, other = _untitled(one), _untitled(other)
    best = _by_keys(name_key(one), name_key(other))
    if best < _CHINESE and (_chinese(one, other) or _chinese(other, one)):
        best = _CHINESE
    if best < _SWAPPED and "," not in one + other:
        swapped = max(_by_keys(name_key(_turned(one)), name_key(other)),
                      _by_keys(name_key(one), name_key(_turned(other))))  # fmt: skip
        best = max(best, _SWAPPED if swapped == 1 else 0)
    if best < _ARABIC and (_is_arabic(one) or _is_arabic(other)):
        best = _ARABIC if _arabic(one) == _arabic(other) else best
    if best < _JOINED:
        best = max(best, _by_words(_folded(one), _folded(other)))
    return best


def _untitled(name: str) -> str:
    """A name without what stands before it: ``President Erdoğan``, ``Mr. Hale``."""
    words = name.split()
    before = titles().address | titles().offices
    while len(words) > 1 and words[0] in before:
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=65536)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(fold, _BETWEEN.split(name))))


def _by_words(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The same words in whatever order, parted or joined; or all of one's words in the other."""
    if not one or not other:
        return 0.0
    if "".join(one) == "".join(other) or sorted(one) == sorted(other):
        return _JOINED
    short, long = sorted((one, other), key=len)
    whole = [word for word in short if len(word) > 2]
    within = len(short) < len(long) and set(short) <= set(long)
    return _WITHIN if within and len(whole) > 1 else 0.0


Key = tuple[str, tuple[str, ...]]


def _by_keys(one: Key, other: Key) -> float:
    (last_a, first_a), (last_b, first_b) = one, other
    if not last_a or not last_b:
        return 0.0
    surname = DamerauLevenshtein.normalized_similarity(last_a, last_b)
    if surname < _SIBILANTS and _coarse(last_a) == _coarse(last_b):
        surname = _SIBILANTS
    if not first_a or not first_b:
        return 0.9 * surname
    return surname * (_agreement(first_a, first_b) if compatible(first_a, first_b) else 0.4)


@lru_cache(maxsize=65536)
def _coarse(key: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub("[szch]", "s", key)).removesuffix("i")


def _agreement(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Given names in full say more than initials."""
    full = all(len(a) > 1 and len(b) > 1 for a, b in zip(one, other, strict=False))
    return 1.0 if full else 0.97


def _turned(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return f"{rest} {first}" if rest else name


def _chinese(pinyin: str, other: str) -> bool:
    """Whether one name in pinyin is the other in Wade-Giles; the surname stands first in both."""
    words = [unmarked(word) for word in pinyin.split()]
    others = [unmarked(word).replace("-", "") for word in other.split()]
    if len(words) != 2 or len(others) != 2:
        return False
    return all(b in in_wade_giles(a) for a, b in zip(words, others, strict=True))


@cache
def _arabic_tables() -> tuple[
    frozenset[str], frozenset[str], tuple[tuple[re.Pattern[str], str], ...]
]:
    data = read_table("arabic.toml")
    rules = tuple((re.compile(rule["find"]), rule["make"]) for rule in data["rule"])
    return frozenset(data["signs"]), frozenset(data["articles"]), rules


@lru_cache(maxsize=4096)
def _arabic(name: str) -> tuple[str, ...]:
    """The consonants of an Arabic name, word by word."""
    _, articles, rules = _arabic_tables()
    words = _words(name)
    kept: list[str] = []
    for word in words:
        if word in articles or word in titles().suffixes:
            continue
        if kept and kept[-1] == "abd":
            kept[-1] = f"abd{word}"
        else:
            kept.append(re.sub("^abd[aeu]l", "abd", word))
    return tuple(_consonants("bin" if w in ("ibn", "ben") else w, rules) for w in kept)


def _words(name: str) -> list[str]:
    return [unmarked(part) for part in _BETWEEN.split(name) if part]


def _is_arabic(name: str) -> bool:
    return not _arabic_tables()[0].isdisjoint(_words(name))


def _consonants(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, made in rules:
        word = pattern.sub(made, word)
    return word
