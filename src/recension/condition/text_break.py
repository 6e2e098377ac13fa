"""Breaks: places where the text stops or starts inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from recension.condition.paragraph import Paragraph, paragraphs
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead, Value
from recension.vocabularies.function_words import function_words

_END = re.compile(
    r"(?:[.?!…:;—]|[.?!…]\W{0,4}|[\])}>”»\"’'*_|=]|[.?!…\])”\"]\s?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|\*+))$"
)
_SENTENCE_END = re.compile(r"[.?!:;…][\])”\"’']*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|\[\d+\])?\s")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LIST_ITEM = re.compile(r"[“\"]?[(\[]?(?:[a-zA-Zа-я]|[ivxlcIVX]{1,5}|\d{1,3})[.)\]]|[—–•-]\s?\w")
_JOINS_ITEMS = re.compile(r"[;,]\s*(?:and|or|und|oder|et|ou|e|y|и|или|i|lub|a|és|și)$")
_POSSESSIVE = re.compile(r"[^\W\d_]{2}[’']s$")
_SAID = 0.5
"""Confidence below which a break is not said at all."""
_SURE = 0.9
_WORSE = ("garble", "repetition", "mojibake")
_AFTER_GARBLE = 40
"""Code points behind garble in which a sentence without its end is the garble's doing."""
_SHORT = 100
"""Code points below which a line is as likely a heading or an entry as a sentence."""
_CALL = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\])$")


@dataclass(frozen=True, slots=True)
class _Cut:
    place: int
    confidence: float
    message: str
    because: str


class TextBreak:
    """A place where the text breaks off, or sets in, inside a sentence.

    ## What it finds
    Paragraphs of running prose whose last sentence has no end although the next paragraph does not
    go on with it, and paragraphs that begin inside a sentence although the one before is complete.
    A paragraph that a page turn cuts goes on behind the running head and the notes: no break.

    ## Why it matters
    A lost column or page leaves two halves that may even read on (`for this | country was`).
    Whoever quotes across the seam quotes a sentence that nobody wrote.

    ## When unsure
    Headings, lists, addresses, signatures and tables end without a full stop as well. A
    false break sends the editor to the original for nothing; a missed one lets a false sentence
    through. A sentence that stops at `the` or `of` is said with confidence, one that stops at
    a noun with less, and a short line that stops at a name is not said at all.

    ## Sources
    Lacuna in textual criticism; TEI P5 Guidelines, 12.3.1 (`gap`).
    """

    code: ClassVar[str] = "RC104"
    name: ClassVar[str] = "break"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "error"
    needs: ClassVar[tuple[type[Value], ...]] = (RunningHead, Damage)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Look at the end of each paragraph and at the beginning of the one that follows it."""
        flow = paragraphs(source, findings)
        for index in range(len(flow)):
            cut = self._cut(flow, index)
            near = Span(max(0, cut.place - _AFTER_GARBLE), cut.place + 1) if cut else Span(0, 0)
            if cut and not any(f.value.kind in _WORSE for f in findings.overlapping(Damage, near)):
                yield Finding(
                    self.code,
                    Span(cut.place, cut.place),
                    Damage("break", cut.message),
                    cut.confidence,
                    (cut.because,),
                )

    def _cut(self, flow: list[Paragraph], index: int) -> _Cut | None:
        return _ends_early(flow, index) or _starts_late(flow, index)


def _goes_on(flow: list[Paragraph], index: int) -> Iterator[Paragraph]:
    """Where the text of a paragraph would go on: behind the notes and the page's turn, if any."""
    for later in flow[index + 1 : index + 40]:
        if flow[index].is_note or not later.is_note:
            yield later


def _ends_early(flow: list[Paragraph], index: int) -> _Cut | None:
    here, following = flow[index], next(_goes_on(flow, index), None)
    words = _CALL.sub("", here.words)
    if not words or _END.search(words) or _JOINS_ITEMS.search(words):
        return None
    tail = words[max((m.end() for m in _SENTENCE_END.finditer(words)), default=0) :]
    tokens = _WORD.findall(tail)
    if not tokens or _is_titled(tokens):
        return None
    company = [p.words for p in flow[max(0, index - 1) : index + 2] if p is not here]
    confidence = _confidence(words, tokens, here)
    if confidence < _SURE and any(_is_open(beside) for beside in company):
        confidence *= 0.5
    if confidence < _SAID or (following and _takes_up(here, following)):
        return None
    message = f"the text breaks off after “{' '.join(words.split()[-4:])}”"
    because = "the sentence has no end, and nothing goes on with it"
    return _Cut(here.span.end, confidence, message, because)


def _confidence(words: str, tokens: list[str], here: Paragraph) -> float:
    """How sure it is that a sentence cannot end here, by its last word and by what it stands in."""
    last = tokens[-1] if words[-1].isalpha() else words[-1]
    lower = sum(token[0].islower() for token in tokens)
    if last.casefold() in function_words() or _POSSESSIVE.search(words):
        return 0.95 if len(tokens) > 2 and lower > 1 else 0.3
    if not here.is_prose or _is_item(words) or (here.in_block and len(words) < _SHORT):
        return 0.0
    if words[-1].isdigit():
        return 0.6 if lower > 5 and len(words) > _SHORT else 0.3
    if words[-1] in ",-–":
        return 0.8 if len(words) > 150 and lower > 3 else 0.3
    if len(words) < _SHORT:
        return 0.6 if lower >= 5 and last[0].islower() and len(words) > 60 else 0.3
    return 0.85 if last[0].islower() else 0.7 if lower >= 4 else 0.4


def _is_item(words: str) -> bool:
    """Whether a short paragraph is an item of a list that has no stop anywhere."""
    items = [_LIST_ITEM.match(line) for line in words.splitlines()]
    ends = (words[m.end() :] for m in items[:1] if m)
    return all(items) and (
        len(items) > 1 or (len(words) < _SHORT and _SENTENCE_END.search(next(ends)) is None)
    )


def _is_open(words: str) -> bool:
    """Whether a paragraph has no end either, as in a list, a table or an address."""
    return len(words) < 250 and _END.search(words) is None and words[-1] != ","


def _is_titled(tokens: list[str]) -> bool:
    """Whether the words after the last full stop are a title, as marginal headings are."""
    content = [token for token in tokens if token.casefold() not in function_words()]
    big = sum(token[0].isupper() for token in content)
    return len(tokens) > 1 and big >= 0.8 * len(content) and tokens[-1][0].isupper()


def _takes_up(here: Paragraph, following: Paragraph) -> bool:
    """Whether what follows can be the rest of the sentence."""
    item = _LIST_ITEM.match(following.words)
    if here.page_turns or following.after_turn:
        return item is None
    start = following.words.lstrip("“\"‘'([")
    if start[:1].islower() and not item:
        return True
    # A sentence may introduce what is printed apart from it: a list, verse, a quotation.
    if item:
        return _LIST_ITEM.match(here.words) is None
    last = _WORD.findall(here.words)[-1].casefold()
    return following.words[0] in '“"‘*•—–-' and last not in function_words()


def _starts_late(flow: list[Paragraph], index: int) -> _Cut | None:
    here = flow[index]
    words = here.words
    if not here.is_prose or len(words) < 80 or not words[0].islower():
        return None
    before = flow[index - 1] if index else None
    if _LIST_ITEM.match(words) or here.after_turn or here.is_note:
        return None
    if before and not _END.search(before.words):
        return None
    if before and (before.words[-1] in ":;,—" or _LIST_ITEM.fullmatch(before.words)):
        return None
    message = f"the text sets in inside a sentence at “{' '.join(words.split()[:4])}”"
    return _Cut(
        here.span.start, 0.8, message, "what stands before it is complete and cannot begin it"
    )
