"""The condition of a copy: remarks in order of place, and what they add up to."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from recension.cli.condition_report.baseline import Comparison, Known, compared
from recension.cli.condition_report.choice import EVERYTHING, Choice
from recension.cli.condition_report.sheets import Sheet, sheets
from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import LEVELS, Level, Reader
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import (
    CrossReference,
    CrossReferenceStatus,
    Damage,
    Note,
    NoteStatus,
    RunningHead,
    Value,
)
from recension.structure.missing_notes import MissingNotes, calls_told_of

_NOTES: Mapping[NoteStatus, tuple[Level, str]] = {
    "no-body": ("warning", "the call for note {label} has no note in this copy"),
    "no-call": ("note", "nothing in this copy calls note {label}"),
    "tail": ("warning", "the end of a note whose beginning this copy lacks"),
    "cut": ("warning", "note {label} breaks off"),
}
_POINTERS: Mapping[CrossReferenceStatus, str] = {
    "dangling": "a cross-reference that leads nowhere: {because}",
    "self": "a cross-reference to itself: {because}",
}
_NEAR = 400
"""Code points up to which two stretches of damage are one bad place."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the report says it.

    Attributes:
        finding: what was found.
        rule: who found it.
        level: how grave it is.
        message: what it is, in words for a historian.
        line, column: where it begins, counted from 1.
        new: whether the baseline lacks it; True where there is no baseline.
    """

    finding: Finding[Value]
    rule: Reader
    level: Level
    message: str
    line: int
    column: int
    new: bool = True


@dataclass(frozen=True)
class Place:
    """A stretch where much of the text is damaged.

    Attributes:
        span: where.
        first_line, last_line: its lines, counted from 1.
        damaged: how many of its characters are damaged.
        page: the page on which it begins, where pages are known.
    """

    span: Span
    first_line: int
    last_line: int
    damaged: int
    page: str | None = None


@dataclass(frozen=True)
class Condition:
    """What state one copy is in.

    Attributes:
        path: the file as the user named it.
        source: its text.
        remarks: what the report says of it, in order of place.
        damage: all damage found, also what the report was told to leave out.
        unanswered: how many calls have no note in this copy.
        sheets: its pages, or its thousands of characters where pages are unknown.
        baseline: what of it was known before; None where there is no baseline.
    """

    path: str
    source: SourceText = field(repr=False)
    remarks: tuple[Remark, ...]
    damage: tuple[Finding[Damage], ...] = field(repr=False)
    unanswered: int = 0
    sheets: tuple[Sheet, ...] = field(default=(), repr=False)
    baseline: Comparison | None = None

    @cached_property
    def damaged_spans(self) -> tuple[Span, ...]:
        """Where characters are not what the page said, in order, each once.

        A word split by the end of a line is no such place: print does that, and it can be read.
        """
        spans = (f.span for f in self.damage if f.value.kind != "split-word" and len(f.span))
        return tuple(joined(spans))

    @cached_property
    def damaged(self) -> int:
        """How many characters are damaged; those that several findings share count once."""
        return sum(map(len, self.damaged_spans))

    @property
    def sound(self) -> int:
        """How many characters are not."""
        return len(self.source.text) - self.damaged

    @property
    def breaks(self) -> int:
        """How many places there are where the text breaks off."""
        return sum(finding.value.kind == "break" for finding in self.damage)

    @cached_property
    def kinds(self) -> tuple[tuple[str, int, int], ...]:
        """For each kind of damage how many findings and how many characters there are."""
        count: Counter[str] = Counter(finding.value.kind for finding in self.damage)
        size: Counter[str] = Counter()
        for finding in self.damage:
            size[finding.value.kind] += len(finding.span)
        return tuple((kind, count[kind], size[kind]) for kind in sorted(count))

    @cached_property
    def missing_notes(self) -> tuple[str, ...]:
        """The runs of notes that the copy lacks, in the words of the rule that found them."""
        rows = (f.value for f in self.damage if f.value.kind == "missing-notes")
        return tuple(value.message for value in rows)

    @cached_property
    def worst(self) -> tuple[Place, ...]:
        """The three places with most damaged characters, the worst first."""
        spans, places, first = self.damaged_spans, [], 0
        for group in joined(spans, gap=_NEAR):
            last = first
            while last < len(spans) and spans[last].end <= group.end:
                last += 1
            places.append((sum(map(len, spans[first:last])), group))
            first = last
        places.sort(key=lambda place: (-place[0], place[1]))
        return tuple(self._place(group, damaged) for damaged, group in places[:3])

    def _place(self, span: Span, damaged: int) -> Place:
        first, last = (self.source.position(at)[0] for at in (span.start, span.end))
        return Place(span, first, last, damaged, self.page_at(span.start))

    def page_at(self, offset: int) -> str | None:
        """The label of the page at an offset, where pages are known."""
        if (page := self.source.page_at(offset)) is not None:
            return page.label
        index = bisect_right(self._sheet_starts, offset) - 1
        return self.sheets[index].label if index >= 0 else None

    @cached_property
    def _sheet_starts(self) -> list[int]:
        return [sheet.span.start for sheet in self.sheets]

    def gravest(self) -> Level:
        """The level of the gravest new remark; ``reading`` where there is none."""
        levels = (remark.level for remark in self.remarks if remark.new)
        return max(levels, key=LEVELS.index, default="reading")


def condition_of(
    path: str,
    source: SourceText,
    findings: Findings,
    readers: Iterable[Reader],
    choice: Choice = EVERYTHING,
    known: Sequence[Known] | None = None,
) -> Condition:
    """The condition of one copy.

    A lost note is said once: a run of missing notes speaks for the calls of them.

    Args:
        path: the file as the user named it.
        source: its text.
        findings: what was found in it.
        readers: those that read it.
        choice: what is to be reported.
        known: what the baseline has of this source; None where there is no baseline.
    """
    rules = {reader.code: reader for reader in readers}
    remarks = list(_remarks(source, findings, rules, choice))
    comparison = None
    if known is not None:
        comparison, new = compared(source.text, [remark.finding for remark in remarks], known)
        remarks = [replace(r, new=fresh) for r, fresh in zip(remarks, new, strict=True)]
    damage = tuple(findings.of(Damage))
    calls = sum(finding.value.body is None for finding in findings.of(Note))
    parts = tuple(sheets(source, findings))
    return Condition(path, source, tuple(remarks), damage, calls, parts, comparison)


def _remarks(
    source: SourceText, findings: Findings, rules: Mapping[str, Reader], choice: Choice
) -> Iterator[Remark]:
    by_run = not choice.select and not MissingNotes.code.startswith(choice.ignore)
    told = calls_told_of(findings) if by_run and MissingNotes.code in rules else frozenset()
    for finding in findings:
        rule = rules.get(finding.code)
        if rule is None or (isinstance(finding.value, Note) and _is_told(finding.value, told)):
            continue
        level = choice.level(finding.code, level_of(finding, rule))
        if choice.has(finding.code, level, finding.confidence):
            line, column = source.position(finding.span.start)
            yield Remark(finding, rule, level, describe(finding, rule), line, column)


def _is_told(note: Note, told: frozenset[Span]) -> bool:
    return note.body is None and bool(note.anchors) and told.issuperset(note.anchors)


def level_of(finding: Finding[Value], rule: Reader) -> Level:
    """How grave a finding is: as its rule says, but notes and pointers say for themselves."""
    if isinstance(finding.value, Note) and finding.value.status in _NOTES:
        return _NOTES[finding.value.status][0]
    if isinstance(finding.value, CrossReference) and finding.value.status in _POINTERS:
        return "note"
    return rule.level


def describe(finding: Finding[Value], rule: Reader) -> str:
    """What a finding says, in words for a historian."""
    value = finding.value
    if isinstance(value, (Damage, Irregularity)):
        return value.message
    if isinstance(value, Note) and value.status in _NOTES:
        return _NOTES[value.status][1].format(label=value.label or "without a number")
    if isinstance(value, CrossReference) and value.status in _POINTERS:
        return _POINTERS[value.status].format(because="; ".join(finding.because))
    if isinstance(value, RunningHead):
        page = f" of page {value.page}" if value.page else ""
        return f"the running head{page}, not part of the text around it"
    return rule.name
