"""Clues to fabrication: what in a fluent sentence shows that no author and no printer made it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from recension.condition.seam import is_english
from recension.model.finding import Findings
from recension.model.source_text import SourceText, blocks_of
from recension.model.span import Span
from recension.model.values import Damage
from recension.vocabularies.word_order import word_order
from recension.vocabularies.words import rare_words, word_bands

_ANEW = re.compile(r"(?<=[a-z]{2}),\s(?P<word>[A-Z][a-z]{2,})(?=\s[a-z]+\s[a-z]+)")
_COMMON = 9
"""Band of the words that need no capital inside a sentence: about one in thirty thousand."""
_STOP = re.compile(r"(?<=[a-z]{3})[.?](?=[”\"]?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\])?(?:\s+[A-Z“\"]|\s*$))")
_NO_END = -2.6
"""Log odds that a sentence ends at a word below which hardly one in a thousand does."""
_WORD = re.compile(r"(?<![\w’'-])[a-z]{6,}(?![\w’'-])")
_CALL = re.compile(
    r"(?<=[\w.,;:?!\"”’)\]])(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(\d{1,3})\])(?!\w)"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CALLS = 3_000
"""Code points on each side in which the calls of notes are compared."""
_SOON = 4
_BEGINNINGS = re.compile(
    r"(?:non|un|re|over|under|inter|anti|super|counter|pre|post|semi|sub|mis|dis|pro|de|co|in)(?=.{4})"
)
"""With these a word is made whenever it is wanted."""
_SENTENCE = re.compile(
    r"(?:[a-z\d]{2}|[”\"’)\]⁰¹²³⁴⁵⁶⁷⁸⁹])[.?!…][\])”\"’'»]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\])?"
    r"(?=\s+[^\sa-zа-я]|\s*$)"
)
_LONGEST = 1_200

ClueKind = Literal["doubled", "anew", "end", "calls", "quotation", "word"]
FIRM: frozenset[ClueKind] = frozenset({"doubled", "anew"})
"""Kinds of clues that sound texts hardly know."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason to suspect a sentence.

    Attributes:
        kind: what sort; two of one sort count as one reason.
        place: where it shows.
        because: the reason, in words.
    """

    kind: ClueKind
    place: int
    because: str


def firm_clues(source: SourceText, findings: Findings) -> Iterator[Clue]:
    """Clues that are rare in sound texts: words doubled, a sentence begun anew behind a comma."""
    for finding in findings.of(Damage):
        if finding.value.kind == "repetition":
            words = " ".join(finding.span.of(source.text).split())[:60]
            yield Clue("doubled", finding.span.start, f"“{words}” stands twice")
    bands, uses = word_bands()["en"], source.tokens
    for comma in _ANEW.finditer(source.text):
        word = comma["word"]
        small = word.lower()
        if bands.get(small, 0) < _COMMON or uses[small] < uses[word]:
            continue
        if not findings.any_over(Damage, Span(*comma.span())):
            yield Clue("anew", comma.start(), f"a sentence begins at “{word}”, behind a comma")


def further_clues(source: SourceText, findings: Findings, around: Span) -> list[Clue]:
    """Clues of every other kind in a stretch, those inside damage left out.

    Args:
        source: the text.
        findings: what is known of it.
        around: the stretch.
    """
    clues = [
        *_false_ends(source.text, around),
        *_calls_astray(source.text, around),
        *_quotations_astray(source.text, around),
        *_strange_words(source, around),
    ]
    return [c for c in clues if not findings.any_over(Damage, Span(c.place, c.place + 1))]


def _false_ends(text: str, around: Span) -> Iterator[Clue]:
    """Sentences that have their stop where no sentence ends."""
    for stop in _STOP.finditer(text, around.start, around.end):
        before = text[max(0, stop.start() - 160) : stop.start()]
        if is_english(before) and word_order().end(before) < _NO_END:
            words = " ".join(before.split()[-3:])
            yield Clue("end", stop.start(), f"no sentence ends with “{words}”")


def _calls_astray(text: str, around: Span) -> Iterator[Clue]:
    """Calls of notes before which stand higher ones, or behind which stands their first."""
    low, high = max(0, around.start - _CALLS), around.end + _CALLS
    found = [(m.start(), m[1] or m[2]) for m in _CALL.finditer(text, low, high)]
    calls = [(place, int(digits.translate(_DIGITS))) for place, digits in found]
    numbers = [number for _, number in calls]
    for at, (place, number) in enumerate(calls):
        if not around.start <= place < around.end:
            continue
        later = numbers[at + 1 : at + 1 + _SOON]
        before = numbers[at - 1] if at else 0
        inserted = 2 < number < before and bool(later) and later[0] > before
        if inserted or _is_begun_late(numbers, at):
            yield Clue("calls", place, f"note {number} is called out of its order")


def _is_begun_late(numbers: list[int], at: int) -> bool:
    """Whether a call belongs to a row that does not begin with 1, and 1 stands alone behind it."""
    first = at
    while first and numbers[first] == numbers[first - 1] + 1:
        first -= 1
    last = at
    while last + 1 < len(numbers) and numbers[last + 1] == numbers[last] + 1:
        last += 1
    alone = numbers[last + 1 : last + 3]
    return numbers[first] == 2 and alone[:1] == [1] and alone[1:] != [2]


def _quotations_astray(text: str, around: Span) -> Iterator[Clue]:
    """Paragraphs whose quotation marks do not match, or are other ones than before and behind."""
    blocks = list(blocks_of(text, around))
    styles = [_style(block.of(text)) for block in blocks]
    for number, (block, style) in enumerate(zip(blocks, styles, strict=True)):
        place = block.start + max(0, *map(block.of(text).find, '"”'))
        if style == "mixed":
            yield Clue("quotation", place, "quotation marks that do not match")
        beside = [*styles[max(0, number - 1) : number], *styles[number + 1 : number + 2]]
        others = {"curly": "straight", "straight": "curly"}.get(style)
        if len(beside) == 2 and others and set(beside) == {others}:
            yield Clue("quotation", place, "quotation marks of another style than around it")


def _style(words: str) -> str:
    opened, closed, straight = words.count("“"), words.count("”"), words.count('"')
    if opened and straight and opened != closed:
        return "mixed"
    return "curly" if opened or closed else "straight" if straight else ""


def _strange_words(source: SourceText, around: Span) -> Iterator[Clue]:
    """Words in small letters that no list has and that the source has this once."""
    known = [*word_bands().values(), rare_words("en")]
    for match in _WORD.finditer(source.text, around.start, around.end):
        word = match[0]
        forms = (word, _BEGINNINGS.sub("", word, count=1))
        if source.tokens[word] == 1 and not any(f in words for words in known for f in forms):
            yield Clue("word", match.start(), f"“{word}” stands nowhere else")


def block_at(source: SourceText, place: int) -> Span:
    """The stretch between blank lines in which a place lies."""
    at = bisect_right(source.blocks, place, key=attrgetter("start")) - 1
    return source.blocks[max(0, at)]


def sentences_of(text: str, paragraph: Span, first: int, last: int) -> Span:
    """From the beginning of the sentence of one place to the end of that of another.

    Args:
        text: the text.
        paragraph: the stretch in which both places lie.
        first, last: the places; what is farther from them than a long sentence is left out.
    """
    start, end = max(paragraph.start, first - _LONGEST), min(paragraph.end, last + _LONGEST)
    stops = [stop.end() for stop in _SENTENCE.finditer(text, start, end)]
    begun = max([at for at in stops if at <= first], default=start)
    over = min([at for at in stops if at > last], default=end)
    begun += over - begun - len(text[begun:over].lstrip())
    return Span(begun, over)
