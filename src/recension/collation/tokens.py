"""Words with their offsets, and the opcodes between two rows of them, at any length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"\S+")
_SEED = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters without white space."""

    words: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """All tokens of a text; between them is white space only."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def matches(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices of equal tokens in an alignment with few differences.

    Runs of four tokens that either side has exactly once are seeds (the longest row of them
    that is in order in both: patience diff, B. Cohen); between seeds the tokens are aligned by
    Levenshtein's distance.
    """
    pairs: list[tuple[int, int]] = []
    at = (0, 0)
    for seed in [*_seeds(first, second), (len(first), len(second))]:
        pairs += _between(first, second, at, seed)
        at = seed
    return pairs


def _between(
    first: Sequence[str], second: Sequence[str], at: tuple[int, int], to: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    left, right = first[at[0] : to[0]], second[at[1] : to[1]]
    for code in Levenshtein.opcodes(left, right):
        if code.tag == "equal":
            for step in range(code.src_end - code.src_start):
                yield at[0] + code.src_start + step, at[1] + code.dest_start + step


def _seeds(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    places = [_once(side) for side in (first, second)]
    common = sorted((places[0][run], places[1][run]) for run in places[0].keys() & places[1].keys())
    return longest_rising(common)


def _once(side: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(side[i : i + _SEED]) for i in range(len(side) - _SEED + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second members rise (patience sorting).

    Args:
        pairs: in the order of their first members.
    """
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(second)
            ends.append(index)
        else:
            tops[pile], ends[pile] = second, index
    row: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]
