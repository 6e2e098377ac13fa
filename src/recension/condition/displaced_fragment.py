"""Displaced fragments: stretches that belong to another place of the same copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import ClassVar

from recension.condition.own_words import OwnWords
from recension.condition.seam import calls_in, doubt
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value
from recension.vocabularies.words import language_words

_AROUND = 1_500
"""Code points on each side of a break that are compared."""
_NEAR = 12
"""How many breaks away the other half may stand."""
_LONGEST = 20_000
_HEAD = re.compile(r"([^\W\d_]{2,})[-\u00ad\ufffe¬]$")
_TAIL = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class _Break:
    place: int
    before: str
    after: str
    called_before: list[int]
    called_after: list[int]


class DisplacedFragment:
    """A stretch between two breaks that belongs to another place.

    ## What it finds
    Two breaks that fit each other across: the text that stops at one goes on at the other. A word
    cut at the first has its rest at the second, or the notes called before the one go on behind the
    other while those called between belong elsewhere. What stands between them, or sets in at the
    second, is in the wrong place, and the message says where it belongs.

    ## Why it matters
    Columns that were read in the wrong order lose nothing and still make every sentence at their
    ends false. Whoever knows that the rest is there need not look for it in the original.

    ## When unsure
    Nothing is said unless the two ends are the only ones near that fit, and a word or a number
    shows it. A break that stays a break costs a visit to the original, a fragment sent to the wrong
    place would make a new text.

    ## Sources
    Transposition of leaves: M. L. West, Textual Criticism and Editorial Technique (1973).
    """

    code: ClassVar[str] = "RC107"
    name: ClassVar[str] = "displaced fragment"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "error"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage,)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Compare the end before each break with the beginnings behind the others."""
        breaks = list(_breaks(source, findings))
        if len(breaks) < 2:
            return
        used = OwnWords(source, _WORD)
        for at, one in enumerate(breaks):
            near = [n for n in range(max(0, at - _NEAR), at + _NEAR + 1) if n != at]
            there = [(n, breaks[n]) for n in near if n < len(breaks)]
            fits = [(n, why) for n, other in there if (why := _fit(source, one, other, used))]
            if len(fits) == 1:
                yield self._finding(source, breaks, at, *fits[0])

    def _finding(
        self, source: SourceText, breaks: list[_Break], at: int, to: int, why: str
    ) -> Finding[Value]:
        here, there = breaks[at], breaks[to]
        stops, goes_on = " ".join(here.before.split()[-4:]), " ".join(there.after.split()[:4])
        if to > at:
            span = Span(here.place, there.place)
            message = f"this stands between “{stops}” and its rest, “{goes_on}”"
        else:
            span = Span(there.place, breaks[to + 1].place)
            message = f"this belongs behind “{stops}” (character {here.place})"
        words = span.of(source.text)
        start = span.end - len(words.lstrip())
        span = Span(start, max(start, span.start + len(words.rstrip())))
        if len(span) > _LONGEST:
            span = Span(there.place, there.place)
        return Finding(self.code, span, Damage("displaced", message), 0.75, (why,))


def _breaks(source: SourceText, findings: Findings) -> Iterator[_Break]:
    for finding in findings.of(Damage):
        if finding.value.kind == "break" and len(finding.span) == 0:
            place, text = finding.span.start, source.text
            before = text[max(0, place - _AROUND) : place].rstrip()
            after = text[place : place + _AROUND].lstrip()
            yield _Break(place, before, after, calls_in(before), calls_in(after))


def _fit(source: SourceText, one: _Break, other: _Break, used: OwnWords) -> str | None:
    """Why the text goes on from before one break to behind another, if it does."""
    if why := _word_fits(one.before, other.after, used):
        return why
    left, right = one.called_before, other.called_after
    if not left or not right or right[0] != max(left) + 1:
        return None
    if not 0 < other.place - one.place < _LONGEST:
        return None
    return _calls_fit(one, calls_in(source.text[one.place : other.place]), other)


def _word_fits(before: str, after: str, used: OwnWords) -> str | None:
    head, tail = _HEAD.search(before[-60:]), _TAIL.match(after)
    if head is None or tail is None or not after[0].islower():
        return None
    rest, whole = tail[0].casefold(), (head[1] + tail[0]).casefold()
    known = used[whole] > 0 or any(whole in words for words in language_words().values())
    begun = head[1].casefold()
    alone = (used[rest] > 1 or rest in _english()) and begun in _english()
    return f"“{head[1]}-” and “{tail[0]}” are “{head[1]}{tail[0]}”" if known and not alone else None


def _english() -> Set[str]:
    return language_words()["en"]


def _calls_fit(one: _Break, own: list[int], other: _Break) -> str | None:
    """Calls that go on over a stretch whose own calls are of another place."""
    last, first = max(one.called_before), other.called_after[0]
    if not own or (min(own) <= first and max(own) >= last):
        return None
    if not other.after[0].islower() or one.before[-1] in ".?!":
        return None
    if doubt(one.before, other.after, at_turn=False):
        return None
    return f"notes {last} and {first} are called around it, and notes {own[0]}-{own[-1]} in it"
