"""Headings: lines with which a document begins, weighed by many small clues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from recension.model.finding import Findings
from recension.model.layout import blank_lines_before, is_prose
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import Damage, RunningHead
from recension.structure.dateline import dates_in, is_dateline
from recension.vocabularies.document_kinds import (
    document_kind,
    document_label,
    is_byline,
    is_volume_part,
)
from recension.vocabularies.function_words import function_words
from recension.vocabularies.note_markers import body_marker_at

_MARKER_ONLY = re.compile(r"(?:\[?[*†‡§]{1,4}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\])")
_CALL = re.compile(
    r"\s?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+[a-z]?|\[\d{1,3}[a-z]?\]|(?<=[^\W\d_])\d{1,3}[a-z]?|(?<=[)\].’”])\d{1,3}[a-z]?|(?<=1[4-9]\d\d)\d{1,2}|\s\d{1,2}|[*†‡]{1,3})\s*$"
)
_NUMBER = re.compile(r"\**(?P<number>\d{1,4})\.?\s+(?=[\[\"“‘]?[^\W\d_])")
_LETTERED = re.compile(r"\**(?:[A-Z]|[IVXL]{1,5})\.\s+[^\W\d_]{2}")
_TO = re.compile(
    r"^(?:\[?\w+\]?\s)?(?:[A-ZÀ-Ž][\w.’']*|The|An?)\b.{1,160}?"
    r"\b(?:to|an|à|an den)\s(?:the\s)?[A-ZÀ-Ž]"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
RULE = re.compile(r"[.·•\-–—_*=\s]{5,}")
_ENDED = re.compile(r"\]\s*$|[A-Z]{3,}\.?\s*$|source:", re.IGNORECASE)
SOURCE_LINE = re.compile(r"\[?[ \t]*(?:Source|Quelle|Источник|Izvor|Źródło)[ \t]*:", re.IGNORECASE)
_SHORTENED = re.compile(r"(?<!\w)(?:[ap]\.\s?m|jr|sr|inc|co|ltd|esq|etc|[A-Z])\.$", re.IGNORECASE)
_SENTENCES = re.compile(r"[a-z]{3}[.?!] [A-Z]")
_NUMERAL = re.compile(r"\W*[IVXLC\d]*\W*")
_ENCLOSED = re.compile(r"^\[.{1,60}\]$")
_PROSE_TITLE = 110
"""Code points beyond which words in lower case are a sentence, not a title of the old style."""
_SHORT_TITLE = 45
"""Code points below which a title's line is a title by itself, not one that a width cuts."""
_LABEL = 40
"""Code points that a label's line may have; a byline twice as many."""
_WIDE = "a wide gap before it"
_GAP = "a gap before it"
_NO_GAP = "no wide gap, as this volume has before its documents"
_OUTSIDE = "outside the volume's numbering"
_NESTED = -2.5
"""Weight of what speaks against a document of the volume's own, yet not against one inside it."""
ENOUGH = 4.0
"""Weight (natural logarithm of odds) from which a block begins a document."""
LONGEST = 420
"""Code points that a heading may have."""


@dataclass(slots=True)
class Heading:
    """A block that may begin a document.

    Attributes:
        span: its first to its last character, markers before it included.
        title: where the title itself stands, without number and note call.
        number: the document's number, where the heading has one.
        subtitles: further lines of the heading that were weighed on their own.
        label: what a line above the title calls it (*DOCUMENT B*, *Annex 3*).
        kind: the kind of document that its words name, if any.
        clues: what speaks for and against it, in words, with weights (natural logarithms of odds).
    """

    span: Span
    title: Span
    number: int | None = None
    label: str | None = None
    kind: str | None = None
    clues: dict[str, float] = field(default_factory=dict)
    subtitles: list[Span] = field(default_factory=list)

    @property
    def is_nested(self) -> bool:
        """Whether it opens a document inside another, as it breaks the volume's own convention."""
        return _NESTED in (self.clues.get(_NO_GAP), self.clues.get(_OUTSIDE))

    @property
    def weight(self) -> float:
        """The clues taken together."""
        return sum(self.clues.values())


def headings(source: SourceText, findings: Findings) -> list[Heading]:
    """The blocks that may begin a document, each with its clues.

    Clues of a single block are weighed first, then what only the whole volume shows: numbers that
    go on, words that recur, the gap that parts its documents.
    """
    heads = {finding.span for finding in findings.of(RunningHead)}
    flow = [block for block in source.blocks if block not in heads]
    found = [
        heading
        for index in range(len(flow))
        if (heading := _heading(source, flow, index, findings)) is not None
    ]
    _weigh_numbers(found)
    _weigh_recurrence(source.text, found)
    _weigh_convention(found)
    return found


def _heading(
    source: SourceText, flow: list[Span], index: int, findings: Findings
) -> Heading | None:
    block, text = flow[index], source.text
    lines = list(lines_of(text, block))
    while lines and _MARKER_ONLY.fullmatch(lines[0].of(text).strip()):
        lines.pop(0)
    if not lines or _is_garbled(findings, lines[0]):
        return None
    marked = lines[0].start > block.start
    label = document_label(lines[0].of(text).strip()) if len(lines[0]) < _LABEL else None
    if label and len(lines) > 1:
        lines.pop(0)
    title = _title_lines(text, lines)
    words = " ".join(title.of(text).split())
    if not marked and (not _could_begin(words) or body_marker_at(text, block.start)):
        return None
    if not words or len(words) > LONGEST or SOURCE_LINE.match(words):
        return None
    called = _CALL.search(words)
    bare = words[: called.start()] if called else words
    number = _NUMBER.match(bare)
    start = title.start + (number.end() if number else 0)
    heading = Heading(
        block,
        Span(start, max(start, title.end - (len(words) - len(bare)))),
        int(number["number"]) if number else None,
    )
    bare = bare[number.end() :] if number else bare
    _weigh_words(heading, bare)
    if label:
        heading.label = label
        heading.clues["a document's label above it"] = 2.5
    if called or marked:
        heading.clues["a note is called at the heading"] = 1.3
    _weigh_place(heading, source, flow, index, lines[-1].end)
    return heading


def _is_garbled(findings: Findings, line: Span) -> bool:
    beginning = Span(line.start, line.start + 1)
    return any(f.value.kind == "garble" for f in findings.overlapping(Damage, beginning))


def _title_lines(text: str, lines: list[Span]) -> Span:
    """The lines of a block up to its dateline or its first line of another kind."""
    end = lines[0].end
    for line in lines[1:4]:
        words = line.of(text).strip()
        goes_on = text[end - 1] in ",-–"
        if _MARKER_ONLY.fullmatch(words) or words.isupper():
            break
        if not goes_on and (is_dateline(text, line) or end - lines[0].start < _SHORT_TITLE):
            break
        end = line.end
    return Span(lines[0].start, end)


def _could_begin(words: str) -> bool:
    first = next((c for c in words if c.isalnum() or c in '[“"*'), "")
    return bool(first) and not first.islower() and words[-1] not in ",;"


def _weigh_words(heading: Heading, words: str) -> None:
    _weigh_shape(heading.clues, words)
    _weigh_meaning(heading, words)


def _weigh_shape(clues: dict[str, float], words: str) -> None:
    """Capitals, stops, brackets: what a heading looks like whatever it says."""
    tokens = _WORD.findall(words)
    content = [t for t in tokens if t.casefold() not in function_words() and len(t) > 1]
    big = sum(t[0].isupper() for t in content)
    if content and big >= 0.75 * len(content):
        clues["title capitals"] = 1.2
    elif is_prose(words):
        clues["runs on like prose"] = -1.5
    if words.endswith(".") and not _TO.match(words) and not _SHORTENED.search(words):
        clues["ends with a full stop"] = -1.5
    if _SENTENCES.search(words):
        clues["has several sentences"] = -2.0
    if _LETTERED.match(words) and len(tokens) > 2:
        clues["a letter before it"] = 1.0
    if _ENCLOSED.match(words):
        clues["a heading in brackets"] = 0.5
    if len(tokens) < 2:
        clues["a single word"] = -3.0 if _NUMERAL.fullmatch(words) else -1.0


def _weigh_meaning(heading: Heading, words: str) -> None:
    """What a heading says: a kind of document, a part of a volume, who writes to whom."""
    clues = heading.clues
    if is_volume_part(words):
        clues["the name of a part of a volume"] = 2.5
    kind = document_kind(words)
    if kind:
        heading.kind = kind[0]
        clues[f"names a {kind[0]}"] = 1.8 if kind[1] < 3 else 0.8
    if _TO.match(words) and len(words) < 260:
        prose = "runs on like prose" in clues and len(words) > _PROSE_TITLE
        clues["from one to another"] = 0.3 if prose else 1.8


def _weigh_place(
    heading: Heading, source: SourceText, flow: list[Span], index: int, after: int
) -> None:
    text, clues = source.text, heading.clues
    gap = _gap(source, flow, index)
    if gap >= 3:
        clues[_WIDE] = 1.8
    elif gap == 2:
        clues[_GAP] = 0.5
    if index:
        before = flow[index - 1]
        last = text[max(before.start, before.end - 200) : before.end]
        if RULE.fullmatch(before.of(text).strip()):
            clues["a rule before it"] = 1.0
        elif body_marker_at(text, before.start):
            clues["notes before it"] = 1.0
        elif SOURCE_LINE.match(text, before.start):
            clues["a source line before it"] = 1.2
        elif _ENDED.search(last) and len(last) < 190:
            clues["an ending before it"] = 0.6
    _weigh_author(heading, flow[index + 1].of(text) if index + 1 < len(flow) else "")
    if any(is_dateline(text, line) for line in _lines_after(source, flow, index, after)):
        clues["a dateline after it"] = 1.8
    elif next(dates_in(text, heading.title), None):
        clues["a date in it"] = 0.8


def _weigh_author(heading: Heading, below: str) -> None:
    if len(below) < _LABEL * 2 and is_byline(below):
        heading.kind = heading.kind or "essay"
        heading.clues["an author's name below it"] = 3.0


def _gap(source: SourceText, flow: list[Span], index: int) -> int:
    """Blank lines before a block; a running head between counts with the gap on either side."""
    start = flow[index].start
    gap = blank_lines_before(source.text, start)
    before = flow[index - 1].end if index else 0
    between = source.text[before:start]
    if index and between.strip():
        return max(gap, between[: len(between) - len(between.lstrip())].count("\n") - 1)
    return gap


def _lines_after(source: SourceText, flow: list[Span], index: int, after: int) -> Iterator[Span]:
    yield from (line for line in lines_of(source.text, flow[index]) if line.start > after)
    for block in flow[index + 1 : index + 3]:
        if len(block) < 300:
            yield from list(lines_of(source.text, block))[:5]


def _weigh_numbers(found: list[Heading]) -> None:
    """Numbers that go on through the volume speak for their headings, others against."""
    rows: dict[int, list[Heading]] = {}
    chains: list[list[Heading]] = []
    for heading in found:
        if heading.number is None or heading.weight < 1.0:
            continue
        row = next(
            (rows.pop(heading.number - s) for s in range(1, 5) if heading.number - s in rows), None
        )
        if row is None:
            row = []
            chains.append(row)
        row.append(heading)
        rows[heading.number] = row
    longest = max(chains, key=len, default=[])
    if len(longest) < 3:
        return
    for heading in found:
        if any(heading is member for member in longest):
            continue
        heading.clues[_OUTSIDE] = _NESTED if heading.number is None else -4.0
    for heading in longest:
        heading.clues[f"one of {len(longest)} numbers that follow each other"] = 4.0


def _weigh_recurrence(text: str, found: list[Heading]) -> None:
    """A short line that stands again and again before wide gaps is the volume's own heading."""
    wide = [h for h in found if _WIDE in h.clues]
    again = Counter(h.title.of(text) for h in wide)
    for heading in wide:
        if again[heading.title.of(text)] > 2:
            heading.clues["the volume begins documents with these words"] = 1.5


def _weigh_convention(found: list[Heading]) -> None:
    """Where the sure headings all stand after a wide gap, the gap is how this volume parts."""
    sure = [h for h in found if h.weight >= ENOUGH]
    if len(sure) < 5 or sum(_WIDE in h.clues for h in sure) < 0.7 * len(sure):
        return
    for heading in found:
        if _WIDE in heading.clues:
            heading.clues["this volume parts its documents by wide gaps"] = 1.5
        else:
            heading.clues[_NO_GAP] = -0.4 if _GAP in heading.clues else _NESTED
