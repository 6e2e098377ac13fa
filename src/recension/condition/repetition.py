"""Repetition: words or lines that the copying doubled."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value

_TOKEN = re.compile(r"\S+?-\n\S+|\S+")
LONGEST = 60
"""How many words a doubled stretch may have."""
SHORTEST = 11
"""How many code points it must have: `again and again and again` is style, not damage."""
_EARLIER = 3
_HEADING_WORDS = 6
"""Fewer words than this on both sides of a blank line: a heading that the text takes up."""
_SAID_TWICE = 8
"""Words of a sentence that people repeat for emphasis: `That's right. That's right.`"""
_GAP = re.compile(r"\[[^\]]*\]")
"""What an editor left out, which may well stand twice in a row."""
_BLANK_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n")


class Repetition:
    """Words that stand twice in a row.

    ## What it finds
    A run of words that is followed at once by the very same run. The second one is marked.

    ## Why it matters
    Doubled clauses are the clearest trace of a copy that was pieced together by a machine; what
    stands around them deserves a second look too. Quoted as printed, they put words into a mouth.

    ## When unsure
    Short doublings are left alone, as languages double words on purpose (`again and again and
    again`, `had had`), and so are lines of a table that say the same. Overlooking a stutter does
    less harm than calling rhetoric damage.

    ## Sources
    Dittography in textual criticism: M. L. West, Textual Criticism and Editorial Technique (1973).
    """

    code: ClassVar[str] = "RC103"
    name: ClassVar[str] = "repetition"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage,)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Compare each run of words with the run before it."""
        for first, second in doubled(source.text):
            words = second.of(source.text).split()
            if findings.any_over(Damage, second) or _is_meant(source.text, first, second):
                continue
            yield Finding(
                self.code,
                second,
                Damage("repetition", "these words stand twice in a row"),
                min(0.99, 0.75 + 0.04 * len(words)),
                (f"{len(words)} words repeat the {len(words)} before them letter for letter",),
            )


def doubled(text: str) -> Iterator[tuple[Span, Span]]:
    """Pairs of equal neighbouring runs of words, the second with the white space before it.

    Cost grows with the length of the text times ``LONGEST`` at worst: a run is compared only with
    the nearest places where its first word stood before.
    """
    row = _Row(text)
    words, free = row.words, 0
    for at, before in _suspects(words):
        size = at - before
        if before < free or words[before:at] != words[at : at + size]:
            continue
        if _says_something(words[before:at]):
            start, end = row.place(before)[0], row.place(at - 1)[1]
            yield Span(start, end), Span(end, row.place(at + size - 1)[1])
            free = at + size


class _Row:
    """The words of a text in a row; where they stand is found only for those that are asked for.

    Attributes:
        words: those that a line's end cuts are joined.
    """

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self._text = text
        self._starts: list[tuple[int, int]] = []
        self._next = (0, _TOKEN.finditer(text))
        self._last = (-1, (0, 0))
        at, cut = 0, False
        for line in text.split("\n"):
            row = line.split()
            if row:
                joins = cut and not line[0].isspace()
                if joins:
                    self.words[-1] = self.words[-1][:-1] + row.pop(0)
                else:
                    self._starts.append((len(self.words), at))
                self.words += row
                cut = line[-1] == "-" and bool(row) and len(row[-1]) > 1
            else:
                cut = False
            at += len(line) + 1

    def place(self, number: int) -> tuple[int, int]:
        """Start and end of a word; numbers must be asked for in ascending order."""
        if number == self._last[0]:
            return self._last[1]
        count, start = self._starts[bisect_right(self._starts, (number, len(self._text))) - 1]
        before, tokens = self._next
        if count > before:
            before, tokens = count, _TOKEN.finditer(self._text, start)
        found = next(islice(tokens, number - before, None))
        self._next, self._last = (number + 1, tokens), (number, found.span())
        return found.span()


def _suspects(words: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places with one word, near each other, that may begin two equal runs.

    Compared are the first, the second and the last words of the two runs.
    """
    known: dict[str, int] = {}
    numbers = np.fromiter(map(known.setdefault, words, count()), np.int64, len(words))
    earlier = last = _last_place(numbers)
    pairs = []
    for _ in range(_EARLIER):
        at = np.nonzero(earlier >= 0)[0]
        before = earlier[at]
        size = at - before
        near = (size <= LONGEST) & (at + size <= len(words))
        at, before, size = at[near], before[near], size[near]
        same = numbers[at + size - 1] == numbers[at - 1]
        same &= (size == 1) | (numbers[before + 1] == numbers[np.minimum(at + 1, len(words) - 1)])
        pairs.append(np.stack([at[same], -before[same]], axis=1))
        earlier = np.where(earlier >= 0, last[earlier], -1)
    for at, before in sorted(map(tuple, np.concatenate(pairs).tolist())):
        yield at, -before


def _last_place(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each place the last one before it with the same number; -1 where there is none."""
    order = np.argsort(numbers, kind="stable")
    again = numbers[order[1:]] == numbers[order[:-1]]
    last = np.full(len(numbers), -1, np.int64)
    last[order[1:][again]] = order[:-1][again]
    return last


def _says_something(words: list[str]) -> bool:
    letters = sum(sum(map(str.isalpha, word)) for word in words)
    return (
        len(" ".join(words)) >= SHORTEST
        and letters >= 8
        and (len(words) == 1 or len(set(words)) > 1)
    )


def _is_meant(text: str, first: Span, second: Span) -> bool:
    """Whether the two are a heading and what it heads, equal entries of a list, or said twice."""
    words = second.of(text)
    if _is_said_twice(text, first, second) or _GAP.match(words.lstrip()):
        return True
    if _BLANK_LINE.search(words.lstrip()):
        return True
    if _BLANK_LINE.match(words) and len(words.split()) < _HEADING_WORDS:
        return True
    alone = (
        text[first.start - 1 : first.start] in ("", "\n")
        and "\n" in text[second.start : second.start + 2]
    )
    return alone and text[second.end : second.end + 1] in ("", "\n") and len(second) < 60


def _is_said_twice(text: str, first: Span, second: Span) -> bool:
    """Whether a whole short sentence stands twice, as in speech."""
    words = second.of(text)
    before = text[max(0, first.start - 3) : first.start].rstrip(" ")
    whole = not before or before[-1] in ".?!:;—–\n“\"‘'…"
    begins = text[first.start : first.start + 1].isupper()
    return whole and begins and words[-1] in ".?!…" and len(words.split()) <= _SAID_TWICE
