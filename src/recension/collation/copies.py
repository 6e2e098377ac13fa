"""Collates copies of one text: every place where they differ, and the best text made from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from recension.collation.best_reading import Judge
from recension.collation.tokens import Token, matches, tokens_of
from recension.model.apparatus import Apparatus, Attested, Reading, VariantKind, Variation
from recension.model.errors import ArgumentError
from recension.model.span import Span
from recension.model.synopsis import Witnessed

_BLOCK = 12
_MARK = re.compile(r"\[\^\w+\]|\[p\.\s*\w+\]|[²³¹⁰-⁹]+")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the text.

    Attributes:
        name: what the apparatus calls it.
        text: its decoded text.
        damage: where it cannot be trusted.
    """

    name: str
    text: str
    damage: tuple[Span, ...] = ()


def collate(copies: Sequence[Copy]) -> Apparatus:
    """Find every difference between copies of one text, and the better reading of each.

    Copies are compared token by token (runs without white space) with the fullest of them, so that
    the order in which they are given changes nothing.

    Args:
        copies: at least two, each with a name of its own.

    Returns:
        the differing places, the agreeing stretches, and the best text, which is made of stretches
        of the copies and of nothing else.

    Raises:
        ArgumentError: fewer than two copies, or two of one name.
    """
    _check(copies)
    rows = [tokens_of(copy.text) for copy in copies]
    base = max(range(len(copies)), key=lambda i: (len(rows[i]), copies[i].text, copies[i].name))
    columns = _columns(rows, base)
    judge = Judge([copy.text for copy in copies])
    places, agreement, drafts = [], [], []
    for stretch in (part for column in columns for part in _split(rows, column)):
        spans = [_attested(copy, rows[i], stretch[i]) for i, copy in enumerate(copies)]
        variation = _variation(copies, spans, judge)
        if variation is None:
            agreement.append(tuple(spans))
        else:
            places.append(variation)
        drafts.append((stretch, variation))
    best = _best_text(copies, rows, base, drafts, judge)
    witnessed = tuple(Witnessed(c.name, c.name, c.text) for c in copies)
    return Apparatus(witnessed, tuple(places), tuple(best), tuple(agreement))


def _check(copies: Sequence[Copy]) -> None:
    if len(copies) < 2:
        raise ArgumentError("COPY", "one copy alone differs from nothing", "Name at least two")
    if len({c.name for c in copies}) < len(copies):
        raise ArgumentError("COPY", "two copies have one name", "Give each file another name")


Stretch = tuple[tuple[int, int], ...]


def _columns(rows: Sequence[Sequence[Token]], base: int) -> list[Stretch]:
    """Cut all rows of tokens at the tokens that every copy has in common.

    Returns:
        stretches in order, each with a half-open range of tokens for every copy: by turns tokens
        common to all, and what lies between them.
    """
    words = [[token.words for token in row] for row in rows]
    partners = [dict(matches(words[base], side)) for side in words]
    partners[base] = {i: i for i in range(len(words[base]))}
    stretches: list[Stretch] = []
    at = [0] * len(rows)
    run = 0
    for index in range(len(words[base]) + 1):
        here = (
            [p.get(index) for p in partners]
            if index < len(words[base])
            else [len(w) for w in words]
        )
        if None in here:
            run = 0
            continue
        now = [place for place in here if place is not None]
        if now != at:
            stretches.append(tuple(zip(at, now, strict=True)))
            run = 0
        if index < len(words[base]):
            ends = tuple((place - run, place + 1) for place in now)
            if run:
                stretches.pop()
            stretches.append(ends)
            at, run = [place + 1 for place in now], run + 1
    return stretches


def _split(rows: Sequence[Sequence[Token]], stretch: Stretch) -> list[Stretch]:
    """Cut a stretch word by word where every copy has as many and each differs by its letters.

    Two misread words in a row, each right in another copy, can so be chosen one by one.
    """
    lengths = {after - first for first, after in stretch}
    if len(lengths) > 1 or lengths == {1} or lengths == {0}:
        return [stretch]
    steps = [
        tuple((first + step, first + step + 1) for first, _ in stretch)
        for step in range(lengths.pop())
    ]
    return steps if all(_misread(rows, step) for step in steps) else [stretch]


def _misread(rows: Sequence[Sequence[Token]], step: Stretch) -> bool:
    words = [_NO_LETTER.sub("", rows[i][at].words).casefold() for i, (at, _) in enumerate(step)]
    pairs = combinations(words, 2)
    return len(set(words)) > 1 and all(fuzz.ratio(one, other) >= 60 for one, other in pairs)


def _attested(copy: Copy, row: Sequence[Token], tokens: tuple[int, int]) -> Attested:
    first, after = tokens
    if first < after:
        return Attested(copy.name, row[first].start, row[after - 1].end)
    point = row[first].start if first < len(row) else len(copy.text)
    return Attested(copy.name, point, point)


def _variation(copies: Sequence[Copy], spans: Sequence[Attested], judge: Judge) -> Variation | None:
    """The place as a variation; nothing where all copies have the same tokens."""
    words = [copy.text[s.start : s.end] for copy, s in zip(copies, spans, strict=True)]
    plain = [" ".join(w.split()) for w in words]
    if len(set(plain)) == 1:
        return None
    readings = tuple(
        Reading(text, tuple(s for s, w in zip(spans, plain, strict=True) if w == text))
        for text in dict.fromkeys(plain)
    )
    damaged = {
        copy.name
        for copy, s in zip(copies, spans, strict=True)
        if any(d.overlaps(Span(s.start, max(s.end, s.start + 1))) for d in copy.damage)
    }
    best, confidence, because = judge.best(readings, damaged)
    return Variation(kind_of([r.words for r in readings]), readings, best, confidence, because)


def kind_of(readings: Sequence[str]) -> VariantKind:
    """What the difference between readings consists in: the slightest that explains all of it."""
    if len({_plain(words) for words in readings}) == 1:
        return "marks" if any(_MARK.search(words) for words in readings) else "spacing"
    if any(not words for words in readings):
        longest = max(len(words.split()) for words in readings)
        return "block" if longest >= _BLOCK else "omission"
    tests: tuple[tuple[VariantKind, set[str]], ...] = (
        ("capitals", {w.casefold() for w in readings}),
        ("punctuation", {_NO_LETTER.sub("", w) for w in readings}),
        ("capitals", {_NO_LETTER.sub("", w).casefold() for w in readings}),
        ("order", {" ".join(sorted(w.split())) for w in readings}),
    )
    for kind, forms in tests:
        if len(forms) == 1:
            return kind
    pairs = combinations([words.casefold() for words in readings], 2)
    near = all(fuzz.ratio(one, other) >= 60 for one, other in pairs)
    return "letters" if near else "words"


def _plain(words: str) -> str:
    """The words without calls of notes and marks of pages."""
    return "".join(_MARK.sub("", words).split())


def _best_text(
    copies: Sequence[Copy],
    rows: Sequence[Sequence[Token]],
    base: int,
    drafts: Sequence[tuple[Stretch, Variation | None]],
    judge: Judge,
) -> list[Attested]:
    """The best reading of each stretch, each with the white space that follows it in its copy."""
    names = [copy.name for copy in copies]
    trusted = judge.ranking([v for _, v in drafts if v is not None], names)
    best: list[Attested] = []
    glued = False  # whether the last stretch ends its copy, so that no white space follows it
    for stretch, variation in drafts:
        choice = trusted[0]
        if variation is not None:
            having = [a.copy for a in variation.readings[variation.best].attested]
            choice = next(name for name in trusted if name in having)
        index = names.index(choice)
        first, after = stretch[index]
        if first < after:
            row, text = rows[index], copies[index].text
            end = row[after].start if after < len(row) else len(text)
            start = row[first].start
            if glued and first > 0:
                start = row[first - 1].end
            best.append(Attested(choice, start, end))
            glued = end == row[after - 1].end
    return best
