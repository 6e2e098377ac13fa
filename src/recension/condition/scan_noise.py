"""Noise of scanning: lines that a machine made of stamps, handwriting, lines and dirt."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import ClassVar

from recension.condition.word_evidence import WordEvidence
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span, joined
from recension.model.values import Damage, Sound, Value
from recension.vocabularies.words import language_words

_LINE = re.compile(r"[^\n\r\f]+")
_TOKEN = re.compile(r"\S+")
_LONGEST = 200
"""Code points of a line beyond which it is a paragraph, not what stands in a margin."""
_TRACE = re.compile(r"[^\w\s*=_–—-](?<!\S.)[^\w\s]{0,2}(?!\S)")
"""A sign that stands alone."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLAIN = re.compile(
    r"[\W_]*(?:\d[\d,.:/–-]*[a-z]{0,2}|[IVXLCivxlc]+|[A-ZА-Я]\.?|[ainfоиваякс]|[^\W\d_]\.|[A-Z]{2,}(?:-\d+)?"
    r"|[|.*_=£$€½¼¾-]+|—+)[\W_]*"
)
"""What may stand by itself in any text: numbers, initials, one-letter words, rows of asterisks."""
_SIGN = re.compile(r"[^\w\s.,;:!?'\"()\[\]/&$%“”‘’„«»§¶†‡#+=°…|£€½¼¾*_–—-]")
"""Signs that prose does not use."""
_SCRAP = 3
"""Code points up to which a piece that is no word is a scrap; longer ones may be names."""
_FEWEST, _PER_WORD = 2.0, 2.0
_MANY = 4.0
"""Scraps that are enough without any unusual sign."""
_ROW = re.compile(
    r"(?<!\S)([^\W\d_xX])(?:(?: (?:[^\w\s]|\d){1,3})* \1{1,3}(?!\S)){4,}"
    r"|^(?=[^\n\w]*[^\s\w.*_=–—-])[^\w\s](?:[^\w\n]*[^\w\s])?(?=\s*$)",
    re.MULTILINE,
)
"""One letter again and again with signs between, but no `x x x`; lines without letter or figure."""
_APART = 120
"""Code points between two pieces of noise whose lines belong to them if they have no word."""
_LEAST_LINES = 4
"""Pieces of noise that a source must have before rows of one sign count as noise too."""


class ScanNoise:
    """A line that is not writing: what a machine read into stamps, handwriting and dirt.

    ## What it finds
    Short lines of scraps: single signs and letters, bits of words, signs that prose does not use
    (`• SO • • '.1`, `( r ( 1 Non-re:To 1pfo ,`). Where a source has several of them, rows of one
    such sign (`• • •`) as well.

    ## Why it matters
    A scanned record carries the stamps of those who filed, reviewed and declassified it. What a
    machine makes of them stands in the middle of sentences, and a search or a quotation takes it
    in.

    ## When unsure
    It keeps silent. Rows of asterisks or dots are how print says that something is left out, and
    a table's line is all scraps and numbers: calling those noise is the worse error.

    ## Sources
    Text layers of declassified telegrams; the measures follow Taghva et al., "Automatic removal of
    garbage strings in OCR text" (2001).
    """

    code: ClassVar[str] = "RC109"
    name: ClassVar[str] = "scan noise"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Sound, Damage)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Weigh the scraps of each short line against its words."""
        lines = [
            line
            for line in _suspects(source.text)
            if not findings.any_over(Sound, line) and not findings.any_over(Damage, line)
        ]
        if not any(_noise(source.text, line, _is_listed) for line in lines):
            return
        evidence = WordEvidence(source.tokens)
        noise = [found for line in lines if (found := _noise(source.text, line, evidence.is_word))]
        known = [f.span for f in findings.of(Damage) if f.value.kind == "garble"]
        if len(noise) > 1 and len(noise) + len(known) >= _LEAST_LINES:
            rows = [line for line in lines if _is_row(line.of(source.text))]
            taken = joined([*(line for line, _ in noise), *rows])
            rows += [row for row in _rows(source.text) if not _touches(taken, row)]
            noisy = joined([*taken, *rows, *known])
            rows += _between(source.text, noisy, evidence.is_word)
            noise += [(row, len(row)) for row in rows]
        for span, scraps in noise:
            because = (
                f"{scraps:g} {'scrap' if scraps == 1 else 'scraps'} and hardly a word in the line"
            )
            value = Damage("garble", "not writing: a stamp, handwriting or dirt read as letters")
            yield Finding(self.code, span, value, min(0.95, 0.7 + 0.04 * scraps), (because,))


def _suspects(text: str) -> Iterator[Span]:
    """Short lines with signs that stand alone, and enough scraps."""
    done = 0
    for trace in _TRACE.finditer(text):
        if trace.start() < done:
            continue
        start = text.rfind("\n", max(0, trace.start() - _LONGEST), trace.start()) + 1
        start = max(start, done)
        line = _LINE.match(text, start)
        done = line.end() if line else trace.end()
        if not line or len(line.group()) > _LONGEST or start < trace.start() - _LONGEST:
            continue
        words = line.group()
        scraps = sum(len(token) <= _SCRAP and not _is_plain(token) for token in words.split())
        if scraps >= (_FEWEST if _SIGN.search(words) else _MANY) / 2:
            start = line.start() + len(words) - len(words.lstrip())
            yield Span(start, line.start() + len(words.rstrip()))


@lru_cache(4096)
def _is_plain(token: str) -> bool:
    return (token.isalpha() and len(token) > 2) or _PLAIN.fullmatch(token) is not None


def _is_listed(word: str) -> bool:
    return any(word.lower() in words for words in language_words().values())


def _noise(text: str, line: Span, is_word: Callable[[str], bool]) -> tuple[Span, float] | None:
    """The noise of a line, from its first scrap to its last, and how many there are."""
    words = scraps = 0.0
    first = end = -1
    for token in _TOKEN.finditer(text, line.start, line.end):
        longest = max(_WORD.findall(token.group()), key=len, default="")
        if longest and is_word(longest):
            words += 1
        elif not _PLAIN.fullmatch(token.group()):
            scraps += 1 if len(token.group()) <= _SCRAP else 0.5
            first, end = (token.start() if first < 0 else first), token.end()
    signs = _SIGN.search(text, line.start, line.end)
    enough = scraps >= (_FEWEST if signs else _MANY)
    is_noise = enough and scraps > _PER_WORD * words and not _is_row(line.of(text))
    return (Span(first, end), scraps) if is_noise else None


def _is_row(words: str) -> bool:
    """Whether one unusual sign stands here, alone or again and again; it may be an ornament."""
    return len(set(words.split())) == 1 and _SIGN.match(words) is not None


def _between(text: str, noisy: list[Span], is_word: Callable[[str], bool]) -> Iterator[Span]:
    """Lines without a word between two pieces of noise that lie close together."""
    for one, other in pairwise(noisy):
        if other.start - one.end > _APART or text.count("\n", one.end, other.start) < 2:
            continue
        for line in lines_of(text, Span(text.index("\n", one.end) + 1, other.start)):
            words = line.of(text)
            if words.strip() and not any(map(is_word, _WORD.findall(words))):
                start = line.start + len(words) - len(words.lstrip())
                yield Span(start, line.start + len(words.rstrip()))


def _touches(spans: list[Span], row: Span) -> bool:
    """Whether one of some spans, in order, shares a character with a row."""
    before = bisect_left(spans, row.end, key=attrgetter("start")) - 1
    return before >= 0 and spans[before].end > row.start


def _rows(text: str) -> Iterator[Span]:
    """Rows of one letter, and lines of mere signs: of a noisy source, as print has them too."""
    for row in _ROW.finditer(text):
        yield Span(*row.span())
