"""Cuts a record into the units of alignment: sentences, their longer clauses, head lines.

Own work, as every sentence splitter tried breaks at ``f. 0144, op. 30`` and at ``Gen. Marshall``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recension.collation.terms import ABBREVIATIONS, ABBREVIATIONS_THAT_END, PRONOUNS
from recension.model.source_text import blocks_of
from recension.model.span import Span

_END = re.compile(r"""[.!?…]+(?:\[\^\w+\]|[²³¹⁰-⁹]+|["'”’»)\]])*(?=\s)""")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_CLAUSE = re.compile(r"[;:](?:[\"'”’»)])*(?=\s)|\s[—–](?=\s)|—(?=[a-z])")
_OPENS = re.compile(r"""[\s"'“”‘’«„(\[¿¡—–-]*([^\s"'“”‘’«„(\[¿¡—–-])""")
_TAG = re.compile(
    r"[\s\"“]*(?:[A-Z][\w.’'\-\[\]^{}]*|of|the)"
    r"(?:\s+(?:[A-Z][\w.’'\-\[\]^{}]*|of|the|de|von|van|and)){0,5}(?=(?:\s*\([^)]{1,40}\))?\s*:\s)"
)
LONG_CLAUSE = 60
SHORTEST = 12
_HEAD_LINE, _DATE_LINE = 110, 40
_DAY_OR_HOUR = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b.*\bhours?(?![a-z])|\b\d{1,2}\.\s?[IVX]+\.\s?\d{2,4}\b"
)
_WORD = re.compile(r"[^\W\d_]{2}|\d")
_PAGE_MARK = re.compile(r"\[?(?:p(?:age)?\.?\s*)?\d{1,4}\]?", re.I)


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest stretch that is set beside another.

    Attributes:
        start: first code point.
        end: the code point after its last; white space at either end is left out.
        block: index of the paragraph it stands in.
        speaker: who speaks, in the record's words: a tag (``Senator Mansfield:``) or the subject of
            reported speech; what follows without one goes on in the same voice.
        tagged: whether a tag rather than reported speech says so.
        editorial: whether it is an editor's remark on what is left out, or a signature.
        head: whether it belongs to the head of the record (title, place, date, those present).
        attendance: whether it is a list of those present.
    """

    start: int
    end: int
    block: int
    speaker: str | None = None
    tagged: bool = False
    editorial: bool = False
    head: bool = False
    attendance: bool = False


def units_of(text: str, span: Span | None = None) -> list[Unit]:
    """Cut a record into units.

    Args:
        text: the decoded text of its source.
        span: where the record stands in it; the whole text where not given.

    Returns:
        the units in order; none overlap, and outside them only white space and page marks that
        stand alone are left.
    """
    blocks = [b for b in blocks_of(text, span) if not _PAGE_MARK.fullmatch(b.of(text))]
    first = _first_of_body(text, blocks)
    units = list(_head_units(text, blocks[:first]))
    units.extend(_body_units(text, blocks, first))
    return units


def _body_units(text: str, blocks: list[Span], first: int) -> Iterator[Unit]:
    """The units below the head, each with the voice that is speaking."""
    voice, tagged = None, False
    for index, block in enumerate(blocks[first:], first):
        if _is_editorial(block.of(text), last=index >= len(blocks) - 2):
            yield Unit(block.start, block.end, index, editorial=True)
            continue
        tag = _TAG.match(text, block.start, block.end)
        if tag and _is_name(tag.group()):
            voice, tagged = tag.group().strip(), True
        elif not tagged:
            voice = None
        for piece in _pieces(text, block):
            voice = voice if tag else _subject(text, piece) or voice
            yield Unit(piece.start, piece.end, index, voice, bool(tag))


_EDITORIAL = re.compile(
    r"here follow|omitted|omission|declassified|not printed|illegible|not found|unrelated", re.I
)
_SIGNATURE = re.compile(r"(?:\W*[A-Z][\w.’'\-]*){1,4}\W*(?:\[\^\d+\])?\W*")


def _is_editorial(words: str, last: bool) -> bool:
    """Whether a block stands between brackets and speaks of the text, or signs it."""
    if words.startswith("[") and words.rstrip(".").endswith("]") and _EDITORIAL.search(words):
        return True
    return (
        last
        and len(words.split()) <= 4
        and bool(_SIGNATURE.fullmatch(words))
        and words[-1] not in ".?!"
    )


_NAME = (
    r"(?:(?:The|the)\s+)?[A-Z][\w.’'^{}\-]*(?:\[[\w.]+\])?"
    r"(?:\s+(?:of|de|von|van|for|the|[A-Z][\w.’'^{}\-]*))*(?:\[\^?\d+\])?"
)
_SUBJECT = re.compile(
    r"""[\s"“(\[]*(?:\d{1,2}[.)]\s+)?(?:(?:However|Then|Finally|Thereupon"""
    r"""|In (?:reply|answer|response)(?: to [^,]{1,60})?),\s+)?"""
    r"""(NAME)(?:,[^,]{1,60},)?\s+(?:then|also|again|further|however)?\s*"""
    r"""(?!(?:and|his|its|this|these|those|her|their|our|that|not|as|us|thus|but|about|against"""
    r"""|without|an|has|is)\b)"""
    r"""([a-z]+(?:ed|s|d|id|ok|an|ose|nt|ew|ht))\b""".replace("NAME", _NAME)
)


def _subject(text: str, piece: Span) -> str | None:
    """The name that opens a sentence and is followed by a verb: ``Mr. Dillon wondered …``."""
    match = _SUBJECT.match(text, piece.start, piece.end)
    return match.group(1) if match and _is_name(match.group(1)) else None


def _is_name(words: str) -> bool:
    first, *rest = words.casefold().split()
    return first not in PRONOUNS or (first == "the" and bool(rest))


def _first_of_body(text: str, blocks: list[Span]) -> int:
    """Index of the first block that is a sentence rather than a line of the record's head."""
    for index, block in enumerate(blocks):
        words = block.of(text)
        if not _is_head_line(words) and not (index and _is_bracketed(words)):
            return index
    return 0


def _is_bracketed(words: str) -> bool:
    """Whether a block is a remark between brackets, as editors put them among the head's lines."""
    return words.startswith("[") and words.endswith("]") and "]" not in words[1:-1]


def _is_head_line(words: str) -> bool:
    tokens: list[str] = re.findall(r"[^\W\d_]+", words)
    content: list[str] = [t for t in tokens if len(t) > 3]
    capitals = sum(t[0].isupper() for t in content)
    if len(words) <= _DATE_LINE and _DAY_OR_HOUR.search(words):
        return True
    if len(words) <= _HEAD_LINE and not re.search(r"[^\W\d_]{3,}[.!?]\W*$", words):
        return capitals * 2 >= len(content)
    dated = len(words) <= _HEAD_LINE and re.search(r"\d{4}", words) is not None
    return capitals * 10 >= len(content) * (5 if dated else 7)


def _head_units(text: str, blocks: list[Span]) -> Iterator[Unit]:
    """The head in at most two units: what and when, then who."""
    who = next((i for i, b in enumerate(blocks) if _opens_attendance(b.of(text))), len(blocks))
    for part, attendance in ((blocks[:who], False), (blocks[who:], True)):
        if part:
            index = who if attendance else 0
            yield Unit(part[0].start, part[-1].end, index, head=True, attendance=attendance)


_ATTENDANCE = re.compile(
    r"\W*(?:participants|attendance|attended|in attendance"
    r"|(?:others? |also |those )?(?:present|attending))\b",
    re.IGNORECASE,
)


def _opens_attendance(words: str) -> bool:
    return bool(_ATTENDANCE.match(words))


def _pieces(text: str, block: Span) -> Iterator[Span]:
    waiting: int | None = None
    for sentence in _worded(text, block):
        start = sentence.start if waiting is None else waiting
        if sentence.end - start < SHORTEST and sentence.end < block.end:
            waiting = start
            continue
        waiting = None
        yield from _clauses(text, Span(start, sentence.end))


def _worded(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a paragraph; what says nothing goes with the next, the last with the former.

    A speaker's tag and an ellipsis (*T[ito]: "...*) say nothing, nor do marks of transposition.
    """
    held: Span | None = None
    for sentence in sentences_of(text, block):
        if held is None:
            held = sentence
        elif _says_something(text, held) and _says_something(text, sentence):
            yield held
            held = sentence
        else:
            held = Span(held.start, sentence.end)
    if held is not None:
        yield held


def _says_something(text: str, sentence: Span) -> bool:
    tag = _TAG.match(text, sentence.start, sentence.end)
    return bool(_WORD.search(text, tag.end() if tag else sentence.start, sentence.end))


def sentences_of(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a stretch, in order, without the white space between them."""
    at = block.start
    for end in _END.finditer(text, block.start, block.end):
        if end.end() < block.end and _is_sentence_end(text, end, block):
            yield from _trim(text, at, end.end())
            at = end.end()
    yield from _trim(text, at, block.end)


def _is_sentence_end(text: str, end: re.Match[str], block: Span) -> bool:
    opens = _OPENS.match(text, end.end(), block.end)
    if opens is None or opens.group(1).islower():
        return False
    if end.group()[0] != ".":
        return True
    before = re.search(r"[\w.]+$", text[max(block.start, end.start() - 12) : end.start()])
    word = before.group() if before else ""
    if word.casefold() in ABBREVIATIONS:
        return word.casefold() in ABBREVIATIONS_THAT_END and bool(opens.group(1).isupper())
    if _INITIALS.fullmatch(word) and word != "I":
        return False
    return not _is_list_number(text, end, block, word)


def _is_list_number(text: str, end: re.Match[str], block: Span, word: str) -> bool:
    """``3. I opened the meeting``: the number belongs to what follows."""
    at = end.start() - len(word)
    return (
        word.isdigit() and len(word) <= 3 and not text[max(block.start, at - 2) : at].strip(" \n")
    )


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence at semicolons and colons where both sides are long enough to stand alone."""
    at = sentence.start
    for cut in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if cut.end() - at >= LONG_CLAUSE and sentence.end - cut.end() >= LONG_CLAUSE:
            yield from _trim(text, at, cut.end())
            at = cut.end()
    yield from _trim(text, at, sentence.end)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
