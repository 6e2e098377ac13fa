"""Headings: lines with which a document begins, weighed by many small clues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recension.model.finding import Findings
from recension.model.layout import is_prose
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import Damage, RunningHead
from recension.structure.dateline import dated_lines, dates_in
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
from recension.structure.heading_note import heading_notes, is_file_number, says_enclosed
from recension.structure.heading_shape import (
    LETTERED,
    STOP,
    TO,
    TO_OFFICE,
    WORD,
    is_signature,
    weigh_shape,
)
from recension.structure.journal_day import LEAST, is_journal_day
from recension.structure.title_lines import MARKER_ONLY, title_lines
from recension.vocabularies.document_kinds import (
    document_kind,
    document_label,
    is_byline,
    is_distribution,
    is_division_of_text,
    volume_part,
)
from recension.vocabularies.function_words import function_words
from recension.vocabularies.note_markers import body_marker_at

_CALL = re.compile(
    r"\s?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+[a-z]?|\[\d{1,3}[a-z]?\]|(?<=[^\W\d_])\d{1,3}[a-z]?|(?<=[)\].’”])\d{1,3}[a-z]?|(?<=1[4-9]\d\d)\d{1,2}|\s\d{1,2}|[*†‡]{1,3})\s*$"
)
_NUMBER = re.compile(
    r"\**(?:(?:No|Nr|N[°º]|№)\.?\s?(?P<counted>\d{1,4})\.?\s?[—–]+\s?"
    r"|(?P<number>\d{1,4})\.?\s+(?=[\[\"“‘]?[^\W\d_]))"
)
_SIGNED = re.compile(
    r"\W*(?:\(signed\)|/s/|\[(?:seal|l\. ?s\.?)\W*\]"
    r"|(?:[A-ZÀ-Ž][\w.’']*\s+){0,4}[A-ZÀ-Ž]{4,}(?=[.,]|\s*$))"
)
_NAME = re.compile(r"(?:[A-ZÀ-Ž](?:[^\W\d_]+|\.)[ ]?){1,4}")
_TO_SIGN = re.compile(r"(?:(?:\.[ \t]*){6,}|_{6,})[\W\d]*")
RULE = re.compile(r"[.·•\-–—_*=\s]{5,}")
_ENDED = re.compile(r"\]\s*$|[A-Z]{3,}\.?\s*$|source:", re.IGNORECASE)
SOURCE_LINE = re.compile(r"\[?[ \t]*(?:Source|Quelle|Источник|Izvor|Źródło)[ \t]*:", re.IGNORECASE)
_SIGNED_LINE = 90
"""Code points that a signature with the signer's office may have."""
_WIDE_GAP = 3
_OFTEN = 8
"""Documents that begin with the same words, from which that is the volume's way."""
_OLD_STYLE = -0.7
"""Weight of small letters where a volume's titles are sentences that name what they head."""
_PROSE_TITLE = 110
"""Code points beyond which words in lower case are a sentence, not a title of the old style."""
_PARAGRAPH = 160
"""Code points beyond which words in lower case behind a note's call are the text itself."""
_LONGEST_ADDRESSED = 260
"""Code points that a title may have that says who writes to whom."""
_WORTH = 1.0
"""Weight from which a line is a title that may take in the label above it."""
_LABEL = 40
"""Code points that a label's line may have; a byline twice as many."""
UNTITLED = "nothing but a note's call"
"""The clue of a document that has no heading but the call of its source note."""
_OUTSIDE = "outside the volume's numbering"
_FILED = "its note says where the original is filed"
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
        if _FILED in self.clues:
            return False
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
    running = {bare for span in heads if (bare := _without_number(span.of(source.text)))}
    flow = [
        block
        for block in source.blocks
        if block not in heads and not _is_head(source.text, block, running)
    ]
    gaps = [gap_before(source.text, flow, index) for index in range(len(flow))]
    found = [
        heading
        for index in range(len(flow))
        if (heading := _heading(source, flow, index, findings)) is not None
    ]
    found = _without_labels(found)
    _weigh_notes(source.text, found)
    _weigh_numbers(found)
    _weigh_days(source.text, found)
    _weigh_recurrence(source.text, found)
    _weigh_stops(source.text, found)
    _weigh_gaps(found, gaps)
    return found


def _without_labels(found: list[Heading]) -> list[Heading]:
    """Of headings with one beginning the last: the others are labels that it has taken in."""
    return list({heading.span.start: heading for heading in found}.values())


def _weigh_notes(text: str, found: list[Heading]) -> None:
    """Let the notes that are called at headings say whether the original is filed or enclosed."""
    notes = heading_notes(text)
    for heading in found:
        said = [notes[at] for at in range(heading.span.start, heading.title.start) if at in notes]
        if any(map(says_enclosed, said)):
            heading.is_enclosed = True
        elif any(map(is_file_number, said)):
            heading.clues[_FILED] = 2.5


def _without_number(words: str) -> str:
    """A running head without its page number and what a reader of print made of it."""
    return " ".join(WORD.findall(words)).casefold()


def _is_head(text: str, block: Span, running: set[str]) -> bool:
    """Whether a block is a running head whose page number is missing or misread."""
    return len(block) < _SIGNED_LINE and _without_number(block.of(text)) in running


def _weigh_stops(text: str, found: list[Heading]) -> None:
    """Where the volume's headings end with a full stop, it speaks against none of them."""
    sure = [h for h in found if h.weight >= ENOUGH and h.title]
    if len(sure) < _OFTEN or sum(h.title.of(text).endswith(".") for h in sure) < 0.5 * len(sure):
        return
    for heading in found:
        if "runs on like prose" not in heading.clues or len(heading.title) < _PROSE_TITLE:
            heading.clues.pop(STOP, None)
            if heading.kind and "runs on like prose" in heading.clues:
                heading.clues["runs on like prose"] = _OLD_STYLE


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
    while lines and MARKER_ONLY.fullmatch(lines[0].of(text).strip()):
        lines.pop(0)
    if not lines:
        return _untitled(source, flow, index)
    if _is_garbled(findings, lines[0]):
        return None
    marked = lines[0].start > block.start
    above = lines.pop(0).of(text).strip() if len(lines) > 1 and _is_above(text, lines[0]) else ""
    title = title_lines(text, lines)
    words = " ".join(title.of(text).split())
    if marked and _runs_on(words):
        return _untitled(source, flow, index)
    if not marked and (not _could_begin(words) or body_marker_at(text, block.start)):
        return None
    if not words or len(words) > LONGEST or SOURCE_LINE.match(words):
        return None
    heading, called = _titled(block, title, words)
    _weigh_above(heading, above, words)
    if called or marked:
        heading.clues["a note is called at the heading"] = 1.3
    _weigh_place(heading, source, flow, index, lines[-1].end)
    return heading


def _titled(block: Span, title: Span, words: str) -> tuple[Heading, bool]:
    """The heading that a title makes, weighed by its words; and whether a note is called at it."""
    called = None if words.startswith("**") and words.endswith("**") else _CALL.search(words)
    bare = words[: called.start()] if called else words
    number = _NUMBER.match(bare)
    start = title.start + (number.end() if number else 0)
    lettered = LETTERED.match(bare)
    heading = Heading(
        block,
        Span(start, max(start, title.end - (len(words) - len(bare)))),
        int(number["number"] or number["counted"]) if number else None,
    )
    bare = bare[number.end() :] if number else bare
    _weigh_words(heading, bare)
    if lettered and "a letter before it" in heading.clues and _is_a_parts(heading, bare):
        heading.label = lettered["letter"]
    return heading, called is not None


def _is_above(text: str, line: Span) -> bool:
    """Whether a line is one of those that stand above a title: a label, a file's number."""
    words = line.of(text).strip()
    return any(said(words) for said in (_label, is_file_number, says_enclosed))


def _label(words: str) -> str | None:
    return document_label(words) if len(words) < _LABEL else None


def _weigh_above(heading: Heading, above: str, words: str) -> None:
    """What a line above a title says of it: its number, or where the original is kept."""
    heading.label = _label(above or words) or heading.label
    if _label(above or words):
        heading.clues["a document's label above it"] = 2.5
    elif is_file_number(above):
        heading.clues[_FILED] = 2.5
    else:
        heading.is_enclosed = says_enclosed(above or words[: max(0, words.find("—"))])


def _runs_on(words: str) -> bool:
    """Whether words are a paragraph of the text itself, and no title."""
    addressed = len(words) < _LONGEST_ADDRESSED and TO.match(words)
    return len(words) > _PARAGRAPH and is_prose(words) and not addressed


def _is_a_parts(heading: Heading, words: str) -> bool:
    """Whether the letter counts the parts of a whole, and is no initial of a name."""
    second = words.split(maxsplit=2)[1].casefold()
    named = heading.kind is not None or second in function_words()
    return named and "from one to another" not in heading.clues


def _untitled(source: SourceText, flow: list[Span], index: int) -> Heading:
    """A note's call on a line of its own: a document that has no heading but its source note."""
    block = flow[index]
    heading = Heading(block, Span(block.start, block.start))
    heading.clues[UNTITLED] = 1.0
    heading.gap = gap_before(source.text, flow, index)
    return heading


def _is_garbled(findings: Findings, line: Span) -> bool:
    beginning = Span(line.start, line.start + 1)
    return any(f.value.kind == "garble" for f in findings.overlapping(Damage, beginning))


def _could_begin(words: str) -> bool:
    first = next((c for c in words if c.isalnum() or c in '[“"*'), "")
    return bool(first) and not first.islower() and words[-1] not in ",;"


def _weigh_words(heading: Heading, words: str) -> None:
    weigh_shape(heading.clues, words)
    _weigh_meaning(heading, words)


def _weigh_meaning(heading: Heading, words: str) -> None:
    """What a heading says: a kind of document, a part of a volume, who writes to whom."""
    clues = heading.clues
    if volume_part(words):
        clues["the name of a part of a volume"] = 2.5
        clues.pop("a single word", None)
    if is_division_of_text(words):
        clues["the number of an article"] = -4.0
    if is_signature(words):
        clues["a name and no more"] = -4.5
    kind = document_kind(words)
    if kind:
        heading.kind = kind[0]
        clues[f"names a {kind[0]}"] = 1.8 if kind[1] < 3 else 0.8
    if is_distribution(words):
        clues["says where a telegram went"] = -3.0
    elif TO_OFFICE.match(words):
        clues["from one to another"] = 2.5
    elif TO.match(words) and len(words) < _LONGEST_ADDRESSED:
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
    _take_in(heading, source, flow, index)
    _weigh_below(heading, flow[index + 1].of(text) if index + 1 < len(flow) else "")
    if any(True for _ in _datelines_after(source, flow, index, after)):
        clues["a dateline after it"] = 1.8 + 2.5 * ("a single letter" in clues)
    elif next(dates_in(text, heading.title), None):
        clues["a date in it"] = 0.8


def _take_in(heading: Heading, source: SourceText, flow: list[Span], index: int) -> None:
    """Let a heading begin at the label or file's number that stands as a block above it.

    A label that each page has (*No. 118*) may pass for a running head and not be in the flow.
    """
    at = bisect_left(source.blocks, flow[index].start, key=lambda block: block.start)
    above, text = source.blocks[max(0, at - 1)], source.text
    words = above.of(text).strip()
    if heading.weight < _WORTH or "\n" in words or body_marker_at(text, above.start):
        return
    if above.start < flow[index].start and (_label(words) or is_file_number(words)):
        _weigh_above(heading, words, "")
        heading.span = Span(above.start, heading.span.end)
        if index and above == flow[index - 1]:
            heading.gap = gap_before(text, flow, index - 1)


def _weigh_before(heading: Heading, text: str, before: Span) -> None:
    """What the block above ends: notes, a source line, a letter with its signature."""
    clues = heading.clues
    heading.is_enclosed = heading.is_enclosed or _announces_enclosure(text, before)
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
    return says_enclosed(_last_line(text, before))


def _last_line(text: str, block: Span) -> str:
    return text[max(block.start, text.rfind("\n", block.start, block.end) + 1) : block.end].strip()


def _signature(words: str) -> float:
    """How much a block looks like a signature: a name in capitals, or just a name."""
    if len(words) > _SIGNED_LINE or words[-1] in ",:;":
        return 0.0
    if _SIGNED.match(words):
        return 2.2
    return 1.2 if _NAME.fullmatch(words) and not document_kind(words) else 0.0


def _weigh_below(heading: Heading, below: str) -> None:
    """What stands below it: an author's name, a blank for a signature."""
    if _TO_SIGN.fullmatch(below.partition("\n")[0].strip()) and heading.kind is None:
        heading.clues["a blank to be signed below it"] = -6.0
    if len(below) < _LABEL * 2 and is_byline(below):
        heading.kind = heading.kind or "essay"
        heading.clues["an author's name below it"] = 3.0


def _datelines_after(
    source: SourceText, flow: list[Span], index: int, after: int
) -> Iterator[Span]:
    text = source.text
    yield from dated_lines(text, Span(min(after, flow[index].end), flow[index].end))
    for block in flow[index + 1 : index + 3]:
        lines = list(lines_of(text, block))[: 5 if len(block) < 300 else 2]
        yield from dated_lines(text, Span(block.start, lines[-1].end))


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


def _weigh_days(text: str, found: list[Heading]) -> None:
    """The days of a journal begin its entries, however they run on."""
    days = [heading for heading in found if is_journal_day(heading.title.of(text))]
    for heading in days if len(days) >= LEAST else ():
        heading.clues["a day, as a journal's entries have it"] = ENOUGH + 2.0


def _weigh_recurrence(text: str, found: list[Heading]) -> None:
    """A short line that stands again and again before wide gaps is the volume's own heading."""
    again = Counter(h.title.of(text) for h in found if WIDE in h.clues)
    total = Counter(h.title.of(text) for h in found)
    for heading in found:
        times = again[heading.title.of(text)]
        if times > 2 and (WIDE in heading.clues or 2 * times > total[heading.title.of(text)]):
            clue = "the volume begins documents with these words"
            heading.clues[clue] = 1.5 if times < _OFTEN else 2.5
