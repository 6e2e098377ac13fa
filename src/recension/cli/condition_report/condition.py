"""The condition of a copy: remarks in order of place, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from recension.model.finding import Finding, Findings
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
    """

    finding: Finding[Value]
    rule: Reader
    level: Level
    message: str
    line: int
    column: int


@dataclass(frozen=True)
class Place:
    """A stretch where much of the text is damaged: its lines, and how many characters."""

    span: Span
    first_line: int
    last_line: int
    damaged: int


@dataclass(frozen=True)
class Condition:
    """What state one copy is in.

    Attributes:
        path: the file as the user named it.
        source: its text.
        remarks: what the report says of it, in order of place.
        damage: all damage found, also what the report was told to leave out.
        unanswered: how many calls have no note in this copy.
    """

    path: str
    source: SourceText = field(repr=False)
    remarks: tuple[Remark, ...]
    damage: tuple[Finding[Damage], ...] = field(repr=False)
    unanswered: int = 0

    @cached_property
    def damaged(self) -> int:
        """How many characters are damaged; those that several findings share count once."""
        return sum(map(len, joined(finding.span for finding in self.damage)))

    @property
    def sound(self) -> int:
        """How many characters are not."""
        return len(self.source.text) - self.damaged

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
        spans = joined(finding.span for finding in self.damage)
        places = [self._place(group, spans) for group in joined(spans, gap=_NEAR)]
        damaged = [place for place in places if place.damaged]
        return tuple(sorted(damaged, key=lambda place: (-place.damaged, place.span))[:3])

    def _place(self, span: Span, spans: Sequence[Span]) -> Place:
        damaged = sum(len(inner) for inner in spans if inner.within(span))
        first, last = (self.source.position(at)[0] for at in (span.start, span.end))
        return Place(span, first, last, damaged)

    def gravest(self) -> Level:
        """The level of the gravest remark; ``reading`` where there is none."""
        return max((remark.level for remark in self.remarks), key=LEVELS.index, default="reading")


def conditions(
    readings: Iterable[tuple[str, SourceText, Findings]],
    readers: Iterable[Reader],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Condition]:
    """The condition of each copy.

    A lost note is said once: a run of missing notes speaks for the calls of them.

    Args:
        readings: for each source its path, text and findings.
        readers: those that read it.
        select: beginnings of codes; only these rules are reported, also those that report no
            defects. Without it all are whose findings are at least notes.
        ignore: beginnings of codes that are not reported.
    """
    rules = {reader.code: reader for reader in readers}
    return [
        Condition(
            path,
            source,
            tuple(_remarks(source, findings, rules, tuple(select), tuple(ignore))),
            tuple(findings.of(Damage)),
            sum(finding.value.body is None for finding in findings.of(Note)),
        )
        for path, source, findings in readings
    ]


def _remarks(
    source: SourceText,
    findings: Findings,
    rules: Mapping[str, Reader],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> Iterable[Remark]:
    by_run = not select and not (ignore and MissingNotes.code.startswith(ignore))
    told = calls_told_of(findings) if by_run and MissingNotes.code in rules else frozenset()
    for finding in findings:
        rule = rules.get(finding.code)
        if rule is None or (ignore and finding.code.startswith(ignore)):
            continue
        if isinstance(finding.value, Note) and _is_told(finding.value, told):
            continue
        level = level_of(finding, rule)
        if finding.code.startswith(select) if select else level != "reading":
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
    if isinstance(value, Damage):
        return value.message
    if isinstance(value, Note) and value.status in _NOTES:
        return _NOTES[value.status][1].format(label=value.label or "without a number")
    if isinstance(value, CrossReference) and value.status in _POINTERS:
        return _POINTERS[value.status].format(because="; ".join(finding.because))
    if isinstance(value, RunningHead):
        page = f" of page {value.page}" if value.page else ""
        return f"the running head{page}, not part of the text around it"
    return rule.name
