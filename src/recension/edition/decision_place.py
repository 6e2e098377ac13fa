"""Where the words lie now on which a decision was taken.

A place is named as the W3C's Web Annotation Data Model names one (2017, 4.2.4 "Text Quote
Selector", 4.2.5 "Text Position Selector"): by the words that stand there, the words around them,
and where they stood. In the very same source the position decides. In any other, a corrected copy
for example, the words do: first letter by letter, whatever the white space and the hyphens at line
ends; then a long quotation also with some letters mended.

When unsure nothing is found: a decision that is told as not fitting is looked at, one that is
carried out on other words is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from recension.model.edition import Decision, Edition, QuotedPlace
from recension.model.span import Span

Place = tuple[str, Span]
_QUOTED = 240  # code points up to which a passage is quoted whole
_PART = 120  # code points of either end of one that is longer
_AROUND = 32
_LOOSE = re.compile(r"[\s\-\u00ad\u2010\u2011\ufffe]+")
_MENDED = 85.0  # of 100: likeness from which a long quotation is taken for the same, mended
_SAME_AROUND = 0.4  # of 1: how much of the words around must be the same then
_LONG = 30  # letters from which it may be
_SEEDS, _MOST = 6, 200


def place_of(decision: Decision | QuotedPlace, edition: Edition) -> Place | None:
    """Find a decision's words again.

    Args:
        decision: with a quotation; without one only the same, unchanged source will do. One that
            quotes no more than the beginning of a longer span and not its end keeps its length.
        edition: built anew.

    Returns:
        a source's id and the span there; ``None`` where the words stand nowhere.
    """
    same = [s for s in edition.sources if s.text.sha256 == decision.source_sha256]
    start, quotation = decision.start, decision.quotation
    if same and start is not None and decision.end is not None and start <= decision.end:
        span = Span(start, decision.end)
        if quotation is None or span.of(same[0].text.text).startswith(quotation):
            return same[0].id, span
    if not (quotation or decision.before or decision.after):
        return None
    found = [
        (-likeness, number, source.id, span)
        for number, source in enumerate(same or edition.sources)
        if (best := _in_text(source.text.text, decision)) is not None
        for likeness, span in [best]
    ]
    return min(found)[2:] if found else None


def quoted(edition: Edition, place: Place) -> QuotedPlace:
    """What to write into a decision so that a place is found again: its words, and where."""
    source, span = place
    text = edition.source_by_id[source]
    words = span.of(text.text)
    whole = len(words) <= _QUOTED
    return QuotedPlace(
        words if whole else words[:_PART],
        text.sha256,
        span.start,
        span.end,
        None if whole else words[-_PART:],
        text.text[max(0, span.start - _AROUND) : span.start] or None,
        text.text[span.end : span.end + _AROUND] or None,
    )


@dataclass(frozen=True, slots=True)
class _Loose:
    """A text without white space and hyphens, and where each of its letters stands in it."""

    letters: str
    here: tuple[int, ...]
    there: tuple[int, ...]

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the letters stands in the text; ``end`` lies after ``start``."""
        return Span(self._at(start), self._at(end - 1) + 1)

    def _at(self, letter: int) -> int:
        piece = bisect_right(self.here, letter) - 1
        return self.there[piece] + letter - self.here[piece]

    def letter_at(self, place: int) -> int:
        """How many letters stand before a place of the text."""
        piece = max(0, bisect_right(self.there, place) - 1)
        return min(self.here[piece] + max(0, place - self.there[piece]), len(self.letters))


@lru_cache(maxsize=8)
def _loose(text: str) -> _Loose:
    pieces, here, there, done, letters = [], [0], [0], 0, 0
    for gap in _LOOSE.finditer(text):
        piece = text[done : gap.start()]
        pieces.append(piece)
        letters, done = letters + len(piece), gap.end()
        here.append(letters)
        there.append(done)
    pieces.append(text[done:])
    return _Loose("".join(pieces), tuple(here), tuple(there))


def _in_text(text: str, decision: Decision | QuotedPlace) -> tuple[float, Span] | None:
    """The likeliest place in one text, and how much is like it there, of 2."""
    loose = _loose(text)
    words = _LOOSE.sub("", decision.quotation or "")
    if not words:
        return _point(loose, decision)
    starts = list(_exactly(loose.letters, words))
    found = [(1.0, start, start + len(words)) for start in starts]
    if not found and len(words) >= _LONG:
        found = list(_mended(loose.letters, words))
    old = loose.letter_at(decision.start or 0)
    ranked = [
        (round(like + around, 1), -abs(a - old), a, b)
        for like, a, b in found
        for around in [_context(loose.letters, a, b, decision)]
        if like == 1.0 or around >= _SAME_AROUND or not (decision.before or decision.after)
    ]
    if not ranked:
        return None
    like, _, start, end = max(ranked)
    whole = _whole(text, loose, start, end, decision)
    return None if whole is None else (like, whole)


def _point(loose: _Loose, decision: Decision | QuotedPlace) -> tuple[float, Span] | None:
    """A point between two characters, which only the words around it tell."""
    before, after = (_LOOSE.sub("", words or "") for words in (decision.before, decision.after))
    if len(before) + len(after) < _AROUND // 2:
        return None
    old = loose.letter_at(decision.start or 0)
    starts = list(_exactly(loose.letters, before + after))
    if not starts:
        return None
    at = min(starts, key=lambda start: abs(start - old)) + len(before)
    place = loose.place(at - 1, at).end if before else loose.place(at, at + 1).start
    return 1.0, Span(place, place)


def _exactly(letters: str, words: str) -> Iterator[int]:
    at, count = letters.find(words), 0
    while at >= 0 and count < 50 * _MOST:
        yield at
        at, count = letters.find(words, at + 1), count + 1


def _mended(letters: str, words: str) -> Iterator[tuple[float, int, int]]:
    """Places that are nearly these words: sought from pieces of them that are still the same."""
    step = max(6, len(words) // _SEEDS)
    seen: set[int] = set()
    for offset in range(0, len(words) - 5, step):
        seed = words[offset : offset + 8]
        for count, at in enumerate(_exactly(letters, seed)):
            start = max(0, at - offset)
            if count >= _MOST or any(abs(start - other) < step for other in seen):
                continue
            seen.add(start)
            room = len(words) // 8 + 4
            low = max(0, start - room)
            near = letters[low : start + len(words) + room]
            best = fuzz.partial_ratio_alignment(words, near, score_cutoff=_MENDED)
            if best is not None and best.dest_end > best.dest_start:
                yield best.score / 100, low + best.dest_start, low + best.dest_end


def _context(letters: str, start: int, end: int, decision: Decision | QuotedPlace) -> float:
    """How much of the words around is the same, 0-1; 0 where none were noted."""
    before = _LOOSE.sub("", decision.before or "")
    after = _LOOSE.sub("", (decision.after or "") if decision.ending is None else "")
    there = (letters[max(0, start - len(before)) : start], letters[end : end + len(after)])
    if not before and not after:
        return 0.0
    return fuzz.ratio(before + "\n" + after, "\n".join(there)) / 100


def _whole(
    text: str, loose: _Loose, start: int, end: int, decision: Decision | QuotedPlace
) -> Span | None:
    """The whole passage of which the beginning was found; ``None`` where its end is not near."""
    span = loose.place(start, end)
    length = (decision.end or 0) - (decision.start or 0)
    ending = _LOOSE.sub("", decision.ending or "")
    if ending:
        room = loose.letters[start : start + 2 * length + len(ending)]
        last = room.find(ending)
        stop = last + len(ending)
        if last < 0:
            _, _, stop = max(_mended(room, ending), default=(0.0, 0, 0))
        return Span(span.start, loose.place(start, start + stop).end) if stop else None
    more = max(0, length - len(decision.quotation or ""))
    return Span(span.start, min(span.end + more, len(text)))
