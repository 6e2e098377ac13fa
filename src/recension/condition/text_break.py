"""Breaks: places where the text stops or starts inside a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from recension.condition.paragraph import Paragraph, paragraphs
from recension.condition.seam import cannot_end, doubt, is_english
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead, Value
from recension.vocabularies.function_words import (
    clause_words,
    closing_formula,
    closing_verbs,
    function_words,
)
from recension.vocabularies.word_order import word_order

_END = re.compile(
    r"(?:[.?!…:;—]|[.?!…]\W{0,4}|[\])}>”»\"’'*_|=]|[.?!…\])”\"]\s?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+[a-z]?|\d{1,3}[a-z]?|\*+))$"
)
_TITLES = (
    "Mr", "Mrs", "Messrs", "Dr", "Gen", "Col", "Lt", "Capt", "Maj", "Adm", "Prof", "Sen", "Amb",
    "Herr", "Mme",
)  # fmt: skip
"""Short forms whose dot ends no sentence."""
_SENTENCE_END = re.compile(
    "".join(rf"(?<!\b{title})" for title in (*_TITLES, "[A-Z]"))
    + r"[.?!:;…][\])”\"’']*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}|\[\d+\])?\s"
)
_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|[^\W\d_]+(?:[’'][^\W\d_]+)*")
_HYPHENED = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe¬]\n\s*(?=[^\W\d_])")
_LIST_ITEM = re.compile(
    r"[“\"]?[(\[]?(?:[a-zA-Zа-я]|[ivxlcIVX]{1,5}|\d{1,3})[.)\]](?!\w)|[—–•-]\s?\w"
)
_JOINS_ITEMS = re.compile(r"[;,.?]\s*(?:and|or|und|oder|et|ou|e|y|и|или|i|lub|a|és|și)$")
_CONJUNCTION = re.compile(r"\s(?:and|or|und|oder|et|ou|e|y|и|или|i|lub|a|és|și)$")
_POSSESSIVE = re.compile(r"[^\W\d_]{2}[’']s$")
_SAID = 0.55
"""Confidence below which a break is not said at all."""
_SURE = 0.9
_SHORT = 100
"""Code points below which a line is as likely a heading or an entry as a sentence."""
_CLAUSE = 4
"""The same where one of the words is such as a clause has."""
_WORDS = 7
"""Words from which on a line without a stop is rather a sentence than an entry."""
_HEADING_LINES = 3
_NOTES = 40
_TAIL = 80
"""Code points at the end of a paragraph in which its last sign is looked for."""
_LAST = 400
"""Code points at the end of a paragraph that mostly hold the beginning of its last sentence."""
_BEFORE = 4
_UNLIKELY_END = 0.78
_DOUBTFUL_END = 0.6
"""How sure it must be that no sentence ends at a word, and how sure where the rest is one."""
_FIRST_ITEM = re.compile(r"[“\"]?[(\[]?(?:[aA1а]|[iI])[.)\]]|[—–•-]\s?\w")
_CUT_WORD = re.compile(r"[^\W\d_]{2}[-\u00ad\ufffe¬]$")
_WANTING = re.compile(r"(?:\b(?:op|pp|p|vol|f|d|l|ll|fol|folder|Bd)\.|\d[-–,])$")
_TITLE = re.compile(rf"\b(?:{'|'.join((*_TITLES, 'Nos?'))})\.$")
_HEADED = re.compile(r"\d{1,4}\.\s+[A-ZÀ-ÞА-Я]|[A-ZÀ-ÞА-Я]{4}")
"""How the heading of a document, or a part in capitals, begins."""
_CALL = re.compile(r"(?:(?<=[^\W\d_])\d{1,3}[a-z]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+[a-z]?|\[\d{1,3}\])$")


@dataclass(frozen=True, slots=True)
class _Cut:
    place: int
    confidence: float
    message: str
    because: tuple[str, ...]


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
        heads = findings.of(RunningHead)
        for index in range(len(flow)):
            if cut := _ends_early(flow, index) or _starts_late(flow, index):
                place = Span(cut.place, cut.place)
                value = Damage("break", cut.message)
                because = (*cut.because, *_pages_passed_over(heads, cut.place))
                yield Finding(self.code, place, value, cut.confidence, because)


def _pages_passed_over(heads: list[Finding[RunningHead]], place: int) -> Iterator[str]:
    """What the page numbers around a break say of pages that are missing."""
    at = bisect_left(heads, place, key=lambda head: head.span.start)
    beside = [head.value.page or "" for head in heads[max(0, at - 1) : at + 1]]
    if len(beside) == 2 and all(page.isdecimal() for page in beside):
        first, last = int(beside[0]) + 1, int(beside[1]) - 1
        if first <= last < first + _NOTES:
            which = f"page {first}" if first == last else f"pages {first}-{last}"
            yield f"{which} may be missing: no head near carries such a number"


def _goes_on(flow: list[Paragraph], index: int) -> Iterator[Paragraph]:
    """Where the text of a paragraph would go on: behind the notes and the page's turn, if any."""
    for later in flow[index + 1 : index + _NOTES]:
        if flow[index].is_note or not later.is_note:
            yield later


def _following(flow: list[Paragraph], index: int) -> Paragraph | None:
    """The first paragraph that goes on; on the next page, where a note's later ones lie between."""
    later = list(_goes_on(flow, index))
    if not later or flow[index].is_note or not _is_before_notes(flow, index):
        return later[0] if later else None
    if _takes_up(flow, index, later[0]) or _HEADED.match(later[0].words):
        return later[0]
    turned = next((p for p in later[:_BEFORE] if p.after_turn or _HEADED.match(p.words)), later[0])
    return turned if turned.after_turn and turned.words[0].islower() else later[0]


def _is_before_notes(flow: list[Paragraph], index: int) -> bool:
    return index + 1 < len(flow) and flow[index + 1].is_note


def _ends_early(flow: list[Paragraph], index: int) -> _Cut | None:
    here, following = flow[index], _following(flow, index)
    words = _without_call(here.words)
    if not words or here.garbled_end or _is_complete(words, here.is_note):
        return None
    tokens = _tokens(words[_last_sentence(words) :])
    if following is None or not _takes_up(flow, index, following):
        return _stopped(flow, index, following, tokens)
    if not (here.is_prose or here.is_note) or len(words) < _SHORT / 2:
        return None
    if not following.words[0].islower() and _is_titled(tokens):
        return None
    turn = here.page_turns or following.after_turn
    doubted = doubt(_text_before(flow, index), _text_after(flow, following), at_turn=turn)
    return _cut(here, following, doubted.confidence, doubted.because) if doubted else None


def _tokens(sentence: str) -> list[str]:
    """The words of a sentence: those that a line's end parts made whole, ordinals as one."""
    return _WORD.findall(_HYPHENED.sub("", sentence))


def _is_complete(words: str, is_note: bool) -> bool:
    if _at_end(_TITLE, words) or (is_note and _at_end(_WANTING, words)):
        return False
    return _at_end(_END, words) or _at_end(_JOINS_ITEMS, words)


def _at_end(shape: re.Pattern[str], words: str) -> bool:
    """Whether a shape that ends where the words end is there; it is looked for near the end."""
    return shape.search(words, max(0, len(words) - _TAIL)) is not None


def _without_call(words: str) -> str:
    """Words without the call of a note at their end."""
    words = words.rstrip()
    call = _CALL.search(words, max(0, len(words) - _TAIL))
    return words[: call.start()] if call else words


def _last_sentence(words: str) -> int:
    """Where the last sentence begins; looked for from behind, in ever longer pieces."""
    reach = _LAST
    while True:
        start = max(0, len(words) - reach)
        ends = [end.end() for end in _SENTENCE_END.finditer(words, start)]
        if ends or not start:
            return max(ends, default=0)
        reach *= 4


def _text_before(flow: list[Paragraph], index: int) -> str:
    """A paragraph's words behind those of the paragraphs before it, for the calls in them."""
    if flow[index].is_note:
        return flow[index].words
    before = [p.words for p in flow[max(0, index - _BEFORE) : index + 1] if not p.is_note]
    return "\n".join(before)


def _text_after(flow: list[Paragraph], following: Paragraph) -> str:
    """The words that follow, and those of the next paragraph where nothing is spoilt between."""
    at = bisect_left(flow, following.span.start, key=lambda p: p.span.start)
    later = next((p for p in flow[at + 1 : at + _BEFORE] if not p.is_note), None)
    if following.is_note or following.garbled_end or later is None or later.garbled_start:
        return following.sound_words
    return f"{following.sound_words}\n{later.words}"


def _cut(here: Paragraph, following: Paragraph | None, confidence: float, why: str) -> _Cut | None:
    if confidence < _SAID:
        return None
    message = f"the text breaks off after “{' '.join(here.words.split()[-4:])}”"
    if following:
        message += f"; what follows begins “{' '.join(following.words.split()[:4])}”"
    return _Cut(here.span.end, confidence, message, (why,))


def _stopped(
    flow: list[Paragraph], index: int, following: Paragraph | None, tokens: list[str]
) -> _Cut | None:
    """A sentence without an end, before something that cannot be its rest."""
    here = flow[index]
    words = _without_call(here.words)
    if _at_end(_CUT_WORD, words) and here.is_prose:
        return _cut(here, following, 0.9, "the word is cut, and its rest does not follow")
    if here.is_note and _at_end(_WANTING, words):
        return _cut(here, following, 0.9, "a reference breaks off, and nothing goes on with it")
    if _at_end(_TITLE, words) and here.is_prose:
        return _cut(here, following, 0.85, "a title stands without its name")
    if not tokens or _is_titled(tokens) or _closes_letter(words, tokens, following):
        return None
    if _is_small_heading(flow, index) or (following and _joins_item(words, following)):
        return None
    confidence = _confidence(words, tokens, here)
    if following and _LIST_ITEM.match(following.words) and not _is_sentence(tokens):
        confidence = 0.9 if _is_cut_short(words) else 0.0
    if confidence < _SURE and _is_among_open(flow, index):
        confidence *= 0.5
    if words != here.words or (following and words[-1] == "," and not following.is_prose):
        confidence *= 0.6
    return _cut(here, following, confidence, "the sentence has no end, and nothing goes on with it")


def _is_small_heading(flow: list[Paragraph], index: int) -> bool:
    """Whether a short line in small letters stands between a heading and text (`Article 9`)."""
    words, before = flow[index].words, flow[index - 1 : index]
    return (
        len(words) < 2 * _SHORT
        and words[0].islower()
        and len(words.splitlines()) <= _HEADING_LINES
        and any(len(p.words) < _SHORT / 2 and p.words[0].isupper() for p in before)
        and not _is_cut_short(words)
    )


def _joins_item(words: str, following: Paragraph) -> bool:
    """Whether an item of a list goes over into the next one with `or`."""
    items = _LIST_ITEM.match(words) and _LIST_ITEM.match(following.words)
    return bool(items) and len(words) < 2 * _SHORT and _at_end(_CONJUNCTION, words)


def _confidence(words: str, tokens: list[str], here: Paragraph) -> float:
    """How sure it is that a sentence cannot end here, by its last word and by what it stands in."""
    last = tokens[-1] if words[-1].isalpha() else words[-1]
    lower = sum(token[0].islower() for token in tokens)
    if not is_english(words) and last.casefold() in function_words() and not last.isupper():
        return 0.95 if (len(tokens) > 2 and lower > 1) or len(words) > _SHORT else 0.3
    if _is_cut_short(words):
        enough = lower > (2 if here.is_prose else 3) and len(words) > _SHORT / 5
        return 0.9 if enough or _last_sentence(words) > _SHORT / 4 else 0.3
    if not here.is_prose:
        return 0.0
    if _is_sentence(tokens) and (cannot_end(words) or 0.0) > _DOUBTFUL_END:
        return 0.7
    if not _is_sentence(tokens) and (_is_item(words) or (here.in_block and len(words) < _SHORT)):
        return 0.0
    if words[-1].isdigit():
        return 0.6 if lower > 5 and len(words) > _SHORT else 0.3
    if words[-1] in ",-–":
        return 0.8 if len(words) > 150 and lower > 3 else 0.3
    if len(words) < _SHORT and not _is_sentence(tokens):
        return 0.6 if lower >= 5 and last[0].islower() and len(words) > 60 else 0.3
    return 0.85 if last[0].islower() else 0.7 if lower >= 4 else 0.4


def _is_cut_short(words: str) -> bool:
    if _at_end(_POSSESSIVE, words):
        return True
    last = words.split()[-1]
    opens = last.islower() or word_order().begins(last) > 2.0
    return last.isalpha() and opens and (cannot_end(words) or 0.0) > _UNLIKELY_END


def _closes_letter(words: str, tokens: list[str], following: Paragraph | None) -> bool:
    """Whether a sentence runs into the closing formula of a letter (`I am | Very truly yours,`).

    Old letters have but a comma before it, or nothing (`for our consideration, | I am, sir, …`).
    """
    if following is None:
        return False
    if closing_formula().match(following.words) and not _is_cut_short(words):
        return True
    if len(following.words) > _SHORT or following.words[-1] != ",":
        return False
    return tokens[-1].casefold() in closing_verbs()


def _is_item(words: str) -> bool:
    """Whether a short paragraph is an item of a list that has no stop anywhere."""
    items = [_LIST_ITEM.match(line) for line in words.splitlines()]
    ends = (words[m.end() :] for m in items[:1] if m)
    return all(items) and (
        len(items) > 1 or (len(words) < _SHORT and _SENTENCE_END.search(next(ends)) is None)
    )


def _is_sentence(tokens: list[str]) -> bool:
    """Whether words are too many and too small for a heading, or an entry of a list."""
    if len(tokens) >= _CLAUSE and any(t in clause_words() for t in (tokens[0].casefold(), *tokens)):
        return True
    return len(tokens) >= _WORDS and sum(t[0].islower() for t in tokens) >= 0.7 * len(tokens)


def _is_among_open(flow: list[Paragraph], index: int) -> bool:
    """Whether a paragraph stands among others without an end, as in a list or an address."""
    beside = flow[max(0, index - 1) : index]
    if len(flow[index].words) < 1.5 * _SHORT:
        beside += flow[index + 1 : index + 2]
    return any(p.is_prose and _is_open(p.words) for p in beside)


def _is_open(words: str) -> bool:
    return len(words) < 2.5 * _SHORT and not _at_end(_END, words) and words[-1] != ","


def _is_titled(tokens: list[str]) -> bool:
    """Whether the words after the last full stop are a title, as marginal headings are."""
    if not tokens:
        return False
    content = [token for token in tokens if token.casefold() not in function_words()]
    big = sum(token[0].isupper() for token in content)
    ends = tokens[-1][0].isupper() and tokens[-1].casefold() not in function_words()
    return len(tokens) > 1 and big >= 0.8 * len(content) and ends


def _takes_up(flow: list[Paragraph], index: int, following: Paragraph) -> bool:
    """Whether what follows can be the rest of the sentence by the way it begins."""
    here = flow[index]
    item = _LIST_ITEM.match(following.words)
    if following.garbled_start:
        return False
    if here.page_turns or following.after_turn:
        return item is None and following.words[0] != "*"
    start = following.words.lstrip("“\"‘'([")
    if start[:1].islower() and not item:
        return True
    # A sentence may introduce what is printed apart from it: a list, verse, a quotation.
    if item:
        return _FIRST_ITEM.match(following.words) is not None
    if here.is_note and not following.is_note and _is_among_notes(flow, index):
        return True
    if following.words[0] == "*":
        return not _is_cut_short(here.words.rstrip()) and any(map(str.isalpha, following.words))
    return following.words[0] in '“"‘•—–-'


def _is_among_notes(flow: list[Paragraph], index: int) -> bool:
    """Whether the paragraph after a note stands between it and the next note, as its rest does."""
    return index + 2 < len(flow) and flow[index + 2].is_note


def _starts_late(flow: list[Paragraph], index: int) -> _Cut | None:
    here = flow[index]
    words = here.words
    if len(words) < 80 or not words[0].islower() or here.after_turn or here.is_note:
        return None
    if _LIST_ITEM.match(words) or not here.is_prose or here.garbled_start:
        return None
    before = flow[index - 1] if index else None
    why = "what stands before it is complete and cannot begin it"
    if before and before.garbled_end:
        why = "what stands before it is no language"
    elif before and not _is_bare_note(before):
        if not _at_end(_END, before.words):
            return None
        if before.words[-1] in ":;,—" or _LIST_ITEM.fullmatch(
            before.words.splitlines()[-1].strip()
        ):
            return None
    message = f"the text sets in inside a sentence at “{' '.join(words.split()[:4])}”"
    return _Cut(here.span.start, 0.8, message, (why,))


def _is_bare_note(before: Paragraph) -> bool:
    """Whether a note has its number and no words: they are lost, and what follows is not they."""
    if _LIST_ITEM.match(before.words):
        return False
    return before.is_note and not before.is_prose and not any(map(str.isalpha, before.words))
