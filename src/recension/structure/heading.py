"""Headings: lines with which a document begins, weighed by many small clues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recension.model.finding import Findings
from recension.model.layout import is_prose
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import Damage, RunningHead
from recension.structure.dateline import dates_in, is_dateline
from recension.structure.heading_gap import (
    AGAINST,
    CONVENTIONS,
    NO_GAP,
    SOME,
    WIDE,
    Gap,
    gap_before,
    meanings,
)
from recension.vocabularies.document_kinds import (
    document_kind,
    document_label,
    is_byline,
    volume_part,
)
from recension.vocabularies.function_words import function_words
from recension.vocabularies.note_markers import body_marker_at

_MARKER_ONLY = re.compile(r"(?:\[?[*†‡§]{1,4}\]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\])")
_CALL = re.compile(
    r"\s?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+[a-z]?|\[\d{1,3}[a-z]?\]|(?<=[^\W\d_])\d{1,3}[a-z]?|(?<=[)\].’”])\d{1,3}[a-z]?|(?<=1[4-9]\d\d)\d{1,2}|\s\d{1,2}|[*†‡]{1,3})\s*$"
)
_NUMBER = re.compile(r"\**(?P<number>\d{1,4})\.?\s+(?=[\[\"“‘]?[^\W\d_])")
_LETTERED = re.compile(r"\**(?P<letter>[A-Z]|[IVXL]{1,5})\.\s+[^\W\d_]{2}")
_TO = re.compile(
    r"^(?:\[?\w+\]?\s)?(?:[A-ZÀ-Ž][\w.’']*|The|An?)\b.{1,160}?"
    r"\b(?:to|an|à|an den)\s(?:the\s)?[A-ZÀ-Ž]"
)
_TO_OFFICE = re.compile(
    r"^(?:[A-ZÀ-Ž][\w.’']*|\([^)]{2,40}\))(?:\s(?:[A-ZÀ-Ž][\w.’']*|of|the|and|\([^)]{2,40}\))){0,8}"
    r"\sto\s[a-z][^.;:]{3,80}\.?$"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SIGNED = re.compile(
    r"\W*(?:\(signed\)|/s/|\[(?:seal|l\. ?s\.?)\W*\]"
    r"|(?:[A-ZÀ-Ž][\w.’']*\s+){0,4}[A-ZÀ-Ž]{4,}(?=[.,]|\s*$))"
)
_NAME = re.compile(r"(?:[A-ZÀ-Ž](?:[^\W\d_]+|\.)[ ]?){1,4}")
_LETTER = re.compile(r"\[?[A-ZА-Я](?:\.|\]|\.\])?")
_ENCLOSURE = re.compile(r"(?i)\[?(?P<name>[^\W\d_][\w-]+)(?:\s(?:no\.\s?)?\w{1,3})?\W{0,3}")
RULE = re.compile(r"[.·•\-–—_*=\s]{5,}")
_ENDED = re.compile(r"\]\s*$|[A-Z]{3,}\.?\s*$|source:", re.IGNORECASE)
SOURCE_LINE = re.compile(r"\[?[ \t]*(?:Source|Quelle|Источник|Izvor|Źródło)[ \t]*:", re.IGNORECASE)
_SHORTENED = re.compile(r"(?<!\w)(?:[ap]\.\s?m|jr|sr|inc|co|ltd|esq|etc|[A-Z])\.$", re.IGNORECASE)
_SENTENCES = re.compile(r"[a-z]{3}[.?!] [A-Z]")
_NUMERAL = re.compile(r"\W*[IVXLC\d]*\W*")
_ENCLOSED = re.compile(r"^\[.{1,60}\]$")
_SIGNED_LINE = 90
"""Code points that a signature with the signer's office may have."""
_WIDE_GAP = 3
_OFTEN = 8
"""Documents that begin with the same words, from which that is the volume's way."""
_PROSE_TITLE = 110
"""Code points beyond which words in lower case are a sentence, not a title of the old style."""
_SHORT_TITLE = 45
"""Code points below which a title's line is a title by itself, not one that a width cuts."""
_LABEL = 40
"""Code points that a label's line may have; a byline twice as many."""
UNTITLED = "nothing but a note's call"
"""The clue of a document that has no heading but the call of its source note."""
_STOP = "ends with a full stop"
_OUTSIDE = "outside the volume's numbering"
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
        gap: the blank lines before it, and whether a running head stands between them.
        is_enclosed: whether the line above it says that something enclosed follows.
        clues: what speaks for and against it, in words, with weights (natural logarithms of odds).
    """

    span: Span
    title: Span
    number: int | None = None
    label: str | None = None
    kind: str | None = None
    gap: Gap = field(default_factory=Gap)
    is_enclosed: bool = False
    clues: dict[str, float] = field(default_factory=dict)
    subtitles: list[Span] = field(default_factory=list)

    @property
    def is_nested(self) -> bool:
        """Whether it opens a document inside another, as it breaks the volume's own convention."""
        against = AGAINST in (self.clues.get(NO_GAP), self.clues.get(_OUTSIDE))
        return against or (self.gap.lines < _WIDE_GAP and (self.is_enclosed or self._is_attached))

    @property
    def _is_attached(self) -> bool:
        return self.kind == "attachment"

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
    gaps = [gap_before(source.text, flow, index) for index in range(len(flow))]
    found = [
        heading
        for index in range(len(flow))
        if (heading := _heading(source, flow, index, findings)) is not None
    ]
    _weigh_numbers(found)
    _weigh_recurrence(source.text, found)
    _weigh_stops(source.text, found)
    _weigh_gaps(found, gaps)
    return found


def _weigh_stops(text: str, found: list[Heading]) -> None:
    """Where the volume's headings end with a full stop, it speaks against none of them."""
    sure = [h for h in found if h.weight >= ENOUGH and h.title]
    if len(sure) < _OFTEN or sum(h.title.of(text).endswith(".") for h in sure) < 0.5 * len(sure):
        return
    for heading in found:
        if "runs on like prose" not in heading.clues:
            heading.clues.pop(_STOP, None)


def _weigh_gaps(found: list[Heading], gaps: Sequence[Gap]) -> None:
    """Let the volume say what its gaps mean, first by its sure headings, then by all it found."""
    for _ in range(2):
        sure = [heading.gap for heading in found if heading.weight >= ENOUGH]
        learnt = meanings(gaps, sure)
        for heading in found:
            if not learnt:
                continue
            heading.clues.pop(WIDE, None)
            heading.clues.pop(SOME, None)
            clue, weight = learnt[heading.gap]
            heading.clues = {k: v for k, v in heading.clues.items() if k not in CONVENTIONS}
            heading.clues[clue] = weight


def _heading(
    source: SourceText, flow: list[Span], index: int, findings: Findings
) -> Heading | None:
    block, text = flow[index], source.text
    lines = list(lines_of(text, block))
    while lines and _MARKER_ONLY.fullmatch(lines[0].of(text).strip()):
        lines.pop(0)
    if not lines:
        return _untitled(source, flow, index)
    if _is_garbled(findings, lines[0]):
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
    called = None if words.startswith("**") and words.endswith("**") else _CALL.search(words)
    bare = words[: called.start()] if called else words
    number = _NUMBER.match(bare)
    start = title.start + (number.end() if number else 0)
    lettered = _LETTERED.match(bare)
    heading = Heading(
        block,
        Span(start, max(start, title.end - (len(words) - len(bare)))),
        int(number["number"]) if number else None,
    )
    bare = bare[number.end() :] if number else bare
    _weigh_words(heading, bare)
    if lettered and "a letter before it" in heading.clues and _is_a_parts(heading, bare):
        heading.label = lettered["letter"]
    if label:
        heading.label = label
        heading.clues["a document's label above it"] = 2.5
    if called or marked:
        heading.clues["a note is called at the heading"] = 1.3
    _weigh_place(heading, source, flow, index, lines[-1].end)
    return heading


def _is_a_parts(heading: Heading, words: str) -> bool:
    """Whether the letter counts the parts of a whole, and is no initial of a name."""
    second = words.split(maxsplit=2)[1].casefold()
    named = heading.kind is not None or second in function_words()
    return named and "from one to another" not in heading.clues


def _untitled(source: SourceText, flow: list[Span], index: int) -> Heading:
    """A note's call on a line of its own: a document that has no heading but its source note."""
    block = flow[index]
    heading = Heading(block, Span(block.start, block.start))
    heading.clues[UNTITLED] = 0.0
    heading.gap = gap_before(source.text, flow, index)
    return heading


def _is_garbled(findings: Findings, line: Span) -> bool:
    beginning = Span(line.start, line.start + 1)
    return any(f.value.kind == "garble" for f in findings.overlapping(Damage, beginning))


def _title_lines(text: str, lines: list[Span]) -> Span:
    """The lines of a block up to its dateline or its first line of another kind."""
    end = lines[0].end
    for line in lines[1:4]:
        words = line.of(text).strip()
        goes_on = _goes_on(text[lines[0].start : end], words)
        if _MARKER_ONLY.fullmatch(words) or words.isupper():
            break
        dated = is_dateline(text, line)
        if not goes_on and (dated or end - lines[0].start < _SHORT_TITLE):
            break
        end = line.end
        if dated:
            break
    return Span(lines[0].start, end)


def _goes_on(title: str, line: str) -> bool:
    """Whether a title's line is not its last: a comma, a small word, bold type left open."""
    last = title.rsplit(maxsplit=1)[-1] if title.strip() else ""
    joins = last.islower() and last in function_words()
    opened = title.startswith("**") and title.count("**") == 1 and line.rstrip().endswith("**")
    return title[-1:] in ",-–" or joins or line[:1].islower() or opened


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
    stops = words.endswith(".") and not _SHORTENED.search(words)
    addressed = _TO.match(words) and "runs on like prose" not in clues
    if stops and not addressed and not _TO_OFFICE.match(words):
        clues[_STOP] = -1.5
    if _SENTENCES.search(words):
        clues["has several sentences"] = -2.0
    if _LETTERED.match(words) and len(tokens) > 2:
        clues["a letter before it"] = 1.0
    if len(words) > 8 and words.startswith("**") and words.endswith("**"):
        clues["set in bold type"] = 1.5
    if _ENCLOSED.match(words):
        clues["a heading in brackets"] = 0.5
    if _LETTER.fullmatch(words):
        clues["a single letter"] = -1.5
    elif len(tokens) < 2:
        clues["a single word"] = -3.0 if _NUMERAL.fullmatch(words) else -2.0


def _weigh_meaning(heading: Heading, words: str) -> None:
    """What a heading says: a kind of document, a part of a volume, who writes to whom."""
    clues = heading.clues
    if volume_part(words):
        clues["the name of a part of a volume"] = 2.5
        clues.pop("a single word", None)
    kind = document_kind(words)
    if kind:
        heading.kind = kind[0]
        clues[f"names a {kind[0]}"] = 1.8 if kind[1] < 3 else 0.8
    if _TO_OFFICE.match(words):
        clues["from one to another"] = 2.5
    elif _TO.match(words) and len(words) < 260:
        prose = "runs on like prose" in clues and len(words) > _PROSE_TITLE
        clues["from one to another"] = 0.3 if prose else 1.8


def _weigh_place(
    heading: Heading, source: SourceText, flow: list[Span], index: int, after: int
) -> None:
    text, clues = source.text, heading.clues
    heading.gap = gap_before(text, flow, index)
    if heading.gap.lines >= _WIDE_GAP:
        clues[WIDE] = 1.8
    elif heading.gap.lines == _WIDE_GAP - 1:
        clues[SOME] = 0.5
    if index:
        _weigh_before(heading, text, flow[index - 1])
    _weigh_author(heading, flow[index + 1].of(text) if index + 1 < len(flow) else "")
    if any(is_dateline(text, line) for line in _lines_after(source, flow, index, after)):
        clues["a dateline after it"] = 1.8 + 2.5 * ("a single letter" in clues)
    elif next(dates_in(text, heading.title), None):
        clues["a date in it"] = 0.8


def _weigh_before(heading: Heading, text: str, before: Span) -> None:
    """What the block above ends: notes, a source line, a letter with its signature."""
    clues = heading.clues
    heading.is_enclosed = _announces_enclosure(text, before)
    last = text[max(before.start, before.end - 200) : before.end]
    if RULE.fullmatch(before.of(text).strip()):
        clues["a rule before it"] = 1.0
    elif body_marker_at(text, before.start):
        clues["notes before it"] = 1.0
    elif SOURCE_LINE.match(text, before.start):
        clues["a source line before it"] = 1.2
    elif heading.gap.lines > 1 and (signed := _signature(before.of(text))):
        clues["a signature above it"] = signed
    elif _ENDED.search(last) and len(last) < 190:
        clues["an ending before it"] = 0.6


def _announces_enclosure(text: str, before: Span) -> bool:
    """Whether the last line of the block before is such as *[Enclosure]* or *Tab A*."""
    last = text[max(before.start, text.rfind("\n", before.start, before.end) + 1) : before.end]
    found = _ENCLOSURE.fullmatch(last.strip()) if len(last) < _LABEL else None
    kind = document_kind(found["name"]) if found else None
    return kind is not None and kind[0] == "attachment"


def _signature(words: str) -> float:
    """How much a block looks like a signature: a name in capitals, or just a name."""
    if len(words) > _SIGNED_LINE or words[-1] in ",:;":
        return 0.0
    if _SIGNED.match(words):
        return 2.2
    return 1.2 if _NAME.fullmatch(words) and not document_kind(words) else 0.0


def _weigh_author(heading: Heading, below: str) -> None:
    if len(below) < _LABEL * 2 and is_byline(below):
        heading.kind = heading.kind or "essay"
        heading.clues["an author's name below it"] = 3.0


def _lines_after(source: SourceText, flow: list[Span], index: int, after: int) -> Iterator[Span]:
    yield from (line for line in lines_of(source.text, flow[index]) if line.start > after)
    for block in flow[index + 1 : index + 3]:
        yield from list(lines_of(source.text, block))[: 5 if len(block) < 300 else 2]


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
        heading.clues[_OUTSIDE] = AGAINST if heading.number is None else -4.0
    for heading in longest:
        heading.clues[f"one of {len(longest)} numbers that follow each other"] = 4.0


def _weigh_recurrence(text: str, found: list[Heading]) -> None:
    """A short line that stands again and again before wide gaps is the volume's own heading."""
    again = Counter(h.title.of(text) for h in found if WIDE in h.clues)
    total = Counter(h.title.of(text) for h in found)
    for heading in found:
        times = again[heading.title.of(text)]
        if times > 2 and (WIDE in heading.clues or 2 * times > total[heading.title.of(text)]):
            clue = "the volume begins documents with these words"
            heading.clues[clue] = 1.5 if times < _OFTEN else 2.5
