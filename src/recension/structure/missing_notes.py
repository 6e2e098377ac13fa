"""Missing notes: numbers that a sequence of notes passes over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Note, Value

_MOST = 300
"""A sequence that would lack more notes than this is no sequence."""


@dataclass(slots=True)
class _Sequence:
    """What one numbering shows: which numbers have a body, which are called, and where."""

    bodies: dict[int, int] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)
    places: dict[int, list[Span]] = field(default_factory=dict)

    def missing(self) -> list[int]:
        seen = {*self.bodies, *self.calls}
        if not self.bodies or len(seen) < 2 or max(seen) - min(seen) > _MOST + len(seen):
            return sorted(number for number in self.calls if number not in self.bodies)
        return [number for number in range(min(seen), max(seen) + 1) if number not in self.bodies]

    def place(self, number: int) -> int:
        """Where a missing note would stand: before the next body, else at its call."""
        later = [at for n, at in self.bodies.items() if n > number]
        earlier = [at for n, at in self.bodies.items() if n < number]
        return min(later) if later else self.calls.get(number, max(earlier, default=0))


class MissingNotes:
    """Note numbers that nothing in this copy carries.

    ## What it finds
    In each document's sequence of notes, the numbers between the first and the last one seen whose
    note is not there, whether its call survives or not.

    ## Why it matters
    A missing note is a missing reference, a missing biography or a missing contradiction. An editor
    must know which notes to fetch from the original; a reader must know that there was one.

    ## When unsure
    Numbers before the first and after the last one seen are not claimed: a fragment may begin at
    any number. A number that is claimed missing and was never printed sends the editor to the
    original in vain, which is the lesser error.

    ## Sources
    FRUS Schematron rules on consecutive note numbers (HistoryAtState, frus.sch).
    """

    code: ClassVar[str] = "RS202"
    name: ClassVar[str] = "missing notes"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Note, Document)
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Walk through each document's numbers."""
        for sequence in _sequences(findings):
            for first, last in _ranges(sequence.missing()):
                yield self._finding(sequence, first, last)

    def _finding(self, sequence: _Sequence, first: int, last: int) -> Finding[Value]:
        place = sequence.place(first)
        called = [n for n in range(first, last + 1) if n in sequence.calls]
        numbers = f"note {first}" if first == last else f"notes {first}-{last}"
        verb = "is" if first == last else "are"
        because = (
            f"called in the text: {', '.join(map(str, called))}"
            if called
            else "the numbers before and behind are there"
        )
        damage = Damage("missing-notes", f"{numbers} {verb} missing in this copy")
        return Finding(self.code, Span(place, place), damage, 0.9 if called else 0.8, (because,))


def calls_told_of(findings: Findings) -> frozenset[Span]:
    """The calls of notes that a run of missing notes tells of, so that a report says it once."""
    return frozenset(
        place
        for sequence in _sequences(findings)
        for number in sequence.missing()
        for place in sequence.places.get(number, ())
    )


def _sequences(findings: Findings) -> list[_Sequence]:
    """The numberings of a source, each with what it shows."""
    numbering = _numberings(findings)
    sequences: dict[str, _Sequence] = {}
    for finding in findings.of(Note):
        of = numbering.get(finding.value.document or "", "")
        _enter(sequences.setdefault(of, _Sequence()), finding)
    return list(sequences.values())


def _numberings(findings: Findings) -> dict[str, str]:
    """The numbering to which each document's notes belong: documents that share one are joined.

    They share one where a note that one of them calls stands among the notes behind another.
    """
    documents = findings.of(Document)
    joined = {finding.key: finding.key for finding in documents} | {"": ""}
    for finding in findings.of(Note):
        calling, body = finding.value.document or "", finding.value.body
        at = bisect_right(documents, body.start, key=lambda d: d.span.start) - 1 if body else -1
        if at >= 0 and documents[at].key != calling:
            old, new = joined[calling], joined[documents[at].key]
            joined = (
                joined
                if old == new
                else {key: new if of == old else of for key, of in joined.items()}
            )
    return joined


def _enter(sequence: _Sequence, finding: Finding[Note]) -> None:
    note = finding.value
    digits = (note.label or "").rstrip("abcdefghijklmnopqrstuvwxyz")
    if not digits.isdigit():
        return
    number = int(digits)
    if note.body is not None:
        sequence.bodies.setdefault(number, note.body.start)
    for anchor in note.anchors:
        sequence.calls.setdefault(number, anchor.start)
        sequence.places.setdefault(number, []).append(anchor)


def _ranges(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of numbers that follow each other, as first and last."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]
