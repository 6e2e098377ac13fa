"""Archival references: parsed by their traditions, resolved, and set equal where they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from heapq import merge
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import Damage, Reference, Value
from recension.readings.printed_works import read_printed_works
from recension.readings.reference_chain import resolved
from recension.readings.reference_notes import by_note, with_notes
from recension.readings.reference_papers import read_named_papers
from recension.readings.reference_units import Unit, read_units

_LEVELS = (
    "repository", "fond", "opis", "papka", "delo", "listy", "edinitsa", "series", "box", "folder",
    "file", "title",
)  # fmt: skip
_NO_BREAK = re.compile(r"[^\n]")
_GRAVE = ("garble", "break", "displaced", "missing-notes")


class ReferenceReader:
    """Finds the archival units and printed works that a text cites, and reads them level by level.

    ## What it finds

    One finding for each cited unit: `AVPRF, f. 0512, op. 4, p. 77, d. 9, ll. 12-14`, `AJBT-KMJ,
    I-2/11`, `TsDA, f. 1, op. 5, a.e. 3`, `SAPMO-BArch, DY 30/3682, Bl. 12`, `Central Files,
    663.65/10-1056`, `RG 59, Box 12`, `FO 371/12345`, `CAB 128/5`; the traditions are data files.
    *Ibid.* takes over the levels above the widest one that it names itself, over the bounds of
    notes; *same source as note 12* is the unit that note names. An abbreviation that the text
    announces itself (*hereafter AXY*, a printed list) is an archive too. Units that are equal but
    for their leaves point to the first of them.

    ## Why it matters

    A historian goes from a sentence to the folder it came from, and asks where else it is cited.

    ## When unsure

    A number with a label alone is not taken for an archive's: without an archive's name, a fonds or
    a file mark nothing is said. What stands before a reference back, and is lost or cut off, is not
    guessed: the confidence falls and the evidence says so; garble inside leaves its level open.
    Words are kept as printed: f. 144 and f. 0144 are two fonds.

    ## Sources

    Each file of `vocabularies/references` names its own.
    """

    code: ClassVar[str] = "RR101"
    name: ClassVar[str] = "reference"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Reference,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the references of one source."""
        garbled = joined(f.span for f in findings.of(Damage) if f.value.kind == "garble")
        units = _doubted(_all_units(_blanked(source.text, garbled)), garbled)
        first: dict[tuple[tuple[str, str], ...], str] = {}
        whole = list(resolved(units, source.text, _damage_between(findings)))
        for unit in with_notes(whole, by_note(source.text, whole, findings)):
            span = Span(unit.start, unit.end)
            value = _value(unit)
            same = _sameness(unit)
            if same and first.setdefault(same, key_of(value, span)) != key_of(value, span):
                value = replace(value, same_as=first[same])
            key = key_of(value, span)
            yield Finding(self.code, span, value, unit.confidence, unit.because, key)


def _all_units(text: str) -> Iterator[Unit]:
    """Archival and printed works in order of place; where they overlap, the archive is meant."""
    archival = list(_with_papers(list(read_units(text)), read_named_papers(text)))
    printed = list(read_printed_works(text))
    at, end = 0, 0
    for unit in merge(archival, printed, key=lambda u: u.start):
        if unit.publication:
            while at < len(archival) and archival[at].end <= unit.start:
                at += 1
            if at < len(archival) and archival[at].start < unit.end:
                continue
        if unit.start >= end:
            yield unit
            end = unit.end


def _with_papers(units: list[Unit], papers: Iterable[Unit]) -> Iterator[Unit]:
    """The units, and between them the collections that none of them names."""
    at = 0
    for named in papers:
        while at < len(units) and units[at].end <= named.start:
            yield units[at]
            at += 1
        if at == len(units) or units[at].start >= named.end:
            yield named
    yield from units[at:]


def _blanked(text: str, garbled: Iterable[Span]) -> str:
    """The text with blanks for what is no language: what stands around it may be one unit."""
    parts, at = [], 0
    for span in garbled:
        parts += [text[at : span.start], _NO_BREAK.sub(" ", text[span.start : span.end])]
        at = span.end
    return "".join([*parts, text[at:]])


def _doubted(units: Iterable[Unit], garbled: list[Span]) -> Iterator[Unit]:
    """The units, less sure where garble stands inside."""
    ends = [span.end for span in garbled]
    for unit in units:
        at = bisect_right(ends, unit.start)
        if at < len(garbled) and garbled[at].start < unit.end:
            told = "part of it is garbled; only what can be read is given"
            unit = replace(unit, because=(*unit.because, told), confidence=0.5)
        yield unit


def _damage_between(findings: Findings) -> Callable[[int, int], str | None]:
    def between(start: int, end: int) -> str | None:
        for damage in findings.overlapping(Damage, Span(start, max(start, end))):
            if damage.value.kind in _GRAVE:
                return damage.value.message
        return None

    return between


def _value(unit: Unit) -> Reference:
    levels = {level: unit.levels.get(level) for level in _LEVELS}
    return Reference(
        tradition=unit.tradition,
        cites="publication" if unit.publication else "document",
        **levels,
    )


def _sameness(unit: Unit) -> tuple[tuple[str, str], ...]:
    """All levels but the leaves, the archive by its usual name: equal means one unit."""
    if unit.publication:
        return ()
    levels = {k: v.replace(" ", "") for k, v in unit.levels.items() if k != "listy"}
    if "repository" in levels and unit.archive:
        levels["repository"] = unit.archive
    return tuple(sorted(levels.items())) if len(levels) > 1 else ()
