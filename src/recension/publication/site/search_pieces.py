"""How the search's index is written: words in their order, and growing numbers, in few letters.

A row is a word and where it stands. Of the word only what differs from the row before is written,
in small Latin letters and digits; then a sign for the number of letters that are the same; then
the numbers, in signs. So a row ends where the next one's letters begin. ``assets/search.js`` reads
what is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_PRINTABLE = map(chr, range(33, 127))
SIGNS = "".join(c for c in _PRINTABLE if not (c.isdigit() or c.islower() or c in '"*<\\'))
"""More than a word has letters, so that one sign says how many are the same."""

LAST = 44
"""Of the signs, those that end a number; the others go on."""

DENSE = "*"
"""Before a map of all units instead of numbers: five units to a sign."""


def places(numbers: Sequence[int]) -> str:
    """Growing numbers from 0 as steps or as a map, whichever is shorter.

    When unsure nothing is left out: a word that stands nearly everywhere is in the index too.
    """
    as_steps = steps(numbers)
    if len(as_steps) <= numbers[-1] // 5 + 2:
        return as_steps
    groups = [0] * (numbers[-1] // 5 + 1)
    for number in numbers:
        groups[number // 5] |= 1 << number % 5
    return DENSE + "".join(SIGNS[group] for group in groups)


def steps(numbers: Sequence[int]) -> str:
    """Growing numbers from 0, each written as the step from the one before."""
    return plain(n - last for last, n in zip([-1, *numbers], numbers, strict=False))


def plain(numbers: Iterable[int]) -> str:
    """Numbers from 0, small ones in one sign."""
    return "".join(map(_written, numbers))


def _written(number: int) -> str:
    goes_on = len(SIGNS) - LAST
    signs = []
    while number >= LAST:
        number, sign = divmod(number - LAST, goes_on)
        signs.append(SIGNS[LAST + sign])
    return "".join(signs) + SIGNS[number]


def shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same


def pieces(rows: Iterable[tuple[str, str]], size: int) -> Iterator[tuple[str, str]]:
    """Cut rows into pieces of about one size.

    Args:
        rows: words that grow, and what each leads to; where that has small letters or digits, it
            ends with a space.
        size: characters of a piece.

    Yields:
        the first word of a piece, and the piece.
    """
    first, before, full = "", "", 0
    parts: list[str] = []
    for word, leads_to in rows:
        if full >= size:
            yield first, "".join(parts)
            before, parts, full = "", [], 0
        if not parts:
            first = word
        same = shared(before, word)
        parts.append(f"{word[same:]}{SIGNS[same]}{leads_to}")
        full += len(parts[-1])
        before = word
    if parts:
        yield first, "".join(parts)
