"""Bodies of notes: lines with markers that follow each other, gathered into runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from recension.model.finding import Findings
from recension.model.layout import line_width
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, RunningHead
from recension.vocabularies.note_markers import Marker, body_markers, opens_note

LEAP = 6
"""How many numbers may be missing inside one run of notes."""
LONGEST = 9000
"""Code points that one note may have."""
_ROUND = 99
"""The number after which some volumes begin again at 1."""
_OUT_OF_ORDER = 20
"""How far a number may lie from its neighbours' in a solid block of notes."""
_CLOSE = 200
"""Code points within which a number may stand again: a note that is called twice."""
_LONGEST_BY_SYMBOL = 1500
"""The same of a note marked by an asterisk, which is a remark in passing."""
_FOOT = 3000
"""Code points between notes marked by asterisks alone and the end of what they belong to."""
_ROW = 3
"""Notes that a page has from which a lone number among its paragraphs is none."""
_SHORT = 400
"""Code points that a note has for which little else speaks."""
_REST = 3000
"""Code points that the last note of a run may have behind its first paragraph."""


@dataclass(frozen=True, slots=True)
class Body:
    """A note's body: its marker, and the whole of it from the marker to its end."""

    marker: Marker
    span: Span


@dataclass(slots=True)
class Run:
    """Bodies that stand together and whose labels follow each other.

    Attributes:
        zone: the stretch between page turns and document boundaries in which they stand.
        bodies: in order.
    """

    zone: Span
    bodies: list[Body] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first body begins."""
        return self.bodies[0].span.start

    @property
    def end(self) -> int:
        """Where its last body ends."""
        return self.bodies[-1].span.end


def zones(source: SourceText, findings: Findings) -> list[Span]:
    """The stretches between page turns and document boundaries: notes never run beyond them."""
    cuts = {0, len(source.text)}
    for document in findings.of(Document):
        cuts.update((document.span.start, document.span.end))
    for head in findings.of(RunningHead):
        cuts.update((head.span.start, head.span.end))
    places = sorted(cuts)
    return [Span(start, end) for start, end in pairwise(places)]


def runs(source: SourceText, findings: Findings) -> list[Run]:
    """Gather the source's note bodies into runs.

    Args:
        source: the text.
        findings: its running heads, documents and damage.

    Returns:
        the runs in order of place; a line that only looks like a body makes a run of its own, which
        the assignment of calls then refuses.
    """
    width = line_width(source)
    by_zone: dict[Span, list[Marker]] = {}
    doubtful: dict[Span, list[Marker]] = {}
    places = zones(source, findings)
    starts = [zone.start for zone in places]
    heads = {finding.span.start for finding in findings.of(RunningHead)}
    for marker in body_markers(source.text):
        if marker.start in heads:
            continue
        zone = places[bisect_right(starts, marker.start) - 1]
        begins = _begins(source.text, marker, width)
        (by_zone if begins else doubtful).setdefault(zone, []).append(marker)
    last = 0
    for zone in places if heads else ():
        if zone in doubtful:
            sure = by_zone.get(zone, [])
            by_zone[zone] = _with_doubtful(source, zone, sure, doubtful[zone], last)
        last = max((m.number or 0 for m in by_zone.get(zone, [])), default=last)
    gathered = [
        run
        for zone, found in by_zone.items()
        for run in _gathered(source, zone, found, paged=bool(heads))
    ]
    gathered.sort(key=lambda run: run.start)
    for run, following in pairwise(gathered):
        _clip(source.text, run, following.start)
    return [run for run in gathered if not _is_garbled(findings, run.bodies[0].span)]


def _with_doubtful(
    source: SourceText, zone: Span, sure: list[Marker], doubtful: list[Marker], last: int
) -> list[Marker]:
    """Add markers behind a full line: those before the next number, and a note at the page's foot.

    The last line above a page's notes may be as long as any, so that it does not tell whether the
    next one was begun on purpose.
    """
    added = list(sure)
    for marker in reversed(doubtful):
        end = source.blocks[_block_at(source, marker.start)].end
        following = next((m for m in added if m.start >= end), None)
        counts = following is not None and (following.number or 0) - (marker.number or 0) == 1
        near = following is not None and not source.text[end : following.start].strip()
        alone = not source.text[end : zone.end].strip() and end - marker.start < _SHORT
        says = opens_note(source.text, marker.end)
        if (counts and near and (says or end - marker.start < _SHORT)) or (
            alone and (says or marker.number == last + 1)
        ):
            added = sorted([*added, marker], key=lambda m: m.start)
    return added


def _clip(text: str, run: Run, start: int) -> None:
    """End a run's last note where the next run begins."""
    last = run.bodies[-1]
    if last.span.start < start < last.span.end:
        end = last.span.start + len(text[last.span.start : start].rstrip())
        run.bodies[-1] = Body(last.marker, Span(last.span.start, end))


def _is_garbled(findings: Findings, span: Span) -> bool:
    return is_garbled(findings, Span(span.start, min(span.end, span.start + 8)))


def is_garbled(findings: Findings, span: Span) -> bool:
    """Whether a span shares a character with garble, of which nothing may be read."""
    return any(f.value.kind == "garble" for f in findings.overlapping(Damage, span))


def _begins(text: str, marker: Marker, width: int | None) -> bool:
    """Whether the marker's line was begun on purpose, not by a set line's end."""
    if marker.style != "digits":
        return True
    line = text.rfind("\n", 0, marker.start) + 1
    before = text.rfind("\n", 0, max(0, line - 1)) + 1
    previous = text[before : max(0, line - 1)]
    if not previous.strip() or width is None:
        return True
    first = marker.end - marker.start
    return len(previous) + 1 + first < width - 2 and not previous.endswith("-")


def _gathered(source: SourceText, zone: Span, found: list[Marker], *, paged: bool) -> Iterator[Run]:
    """Cut a zone's markers into rows whose labels follow each other, and rows into bodies."""
    rows: list[list[Marker]] = []
    for marker in found:
        row = next((r for r in reversed(rows) if _follows(source.text, r, marker)), None)
        if row is not None:
            row.append(marker)
        elif not marker.bare:
            rows.append([*_symbols_before(rows, marker), marker])
    rows = _without_strays(rows) if paged else rows
    for row in _untangled(rows):
        if any(marker.number is not None for marker in row) or _is_at_foot(source, zone, row[-1]):
            yield _run(source, zone, row)


def _symbols_before(rows: list[list[Marker]], marker: Marker) -> list[Marker]:
    """Take the symbols off the last row that stand at a foot with a number which is not of it."""
    taken: list[Marker] = []
    if not rows or marker.number is None or all(m.number is None for m in rows[-1]):
        return taken
    while rows[-1][-1].number is None and marker.start - rows[-1][-1].end < _CLOSE * (
        1 + len(taken)
    ):
        taken.insert(0, rows[-1].pop())
    return taken


def _is_at_foot(source: SourceText, zone: Span, marker: Marker) -> bool:
    """Whether the last of some asterisks stands where notes do: near its zone's end.

    Asterisks inside a text mark transposed or doubtful passages as often as notes.
    """
    block = source.blocks[_block_at(source, marker.start)]
    return zone.end - block.end <= _FOOT


def _follows(text: str, row: list[Marker], marker: Marker) -> bool:
    """Whether a marker goes on with a row: by its number, or as the next of a solid block."""
    by_symbol = marker.number is None or row[-1].number is None
    longest = _LONGEST_BY_SYMBOL if by_symbol else LONGEST
    if marker.start - row[-1].end > longest:
        return False
    if marker.number is None:
        return True
    last = next((m for m in reversed(row) if m.number is not None), None)
    if last is None:
        return True
    step = (marker.number or 0) - (last.number or 0)
    if marker.style != last.style and step != 1:
        return False
    again = step == 0 and marker.start - last.end < _CLOSE
    around = last.number == _ROUND and marker.number == 1
    # A note that is called twice may stand a second time, out of order, among its neighbours.
    solid = marker.style == row[-1].style and _is_next(text, row[-1], marker)
    return 0 < step <= LEAP or again or around or (solid and abs(step) <= _OUT_OF_ORDER)


def _is_next(text: str, before: Marker, marker: Marker) -> bool:
    """Whether no paragraph stands between two notes."""
    return "\n\n" not in text[before.end : marker.start].rstrip()


def _without_strays(rows: list[list[Marker]]) -> list[list[Marker]]:
    """Of the rows on one page those that are no lone number which a longer row has as well."""
    return [
        row
        for row in rows
        if len(row) > 1
        or row[0].style != "digits"
        or not any(len(o) >= _ROW and any(m.label == row[0].label for m in o) for o in rows)
    ]


def _untangled(rows: list[list[Marker]]) -> list[list[Marker]]:
    """Of rows that lie across each other the longer one."""
    kept: list[list[Marker]] = []
    for row in sorted(rows, key=lambda r: (-len(r), r[0].start)):
        if all(row[-1].end <= k[0].start or row[0].start >= k[-1].end for k in kept):
            kept.append(row)
    return sorted(kept, key=lambda r: r[0].start)


def _run(source: SourceText, zone: Span, row: list[Marker]) -> Run:
    run = Run(zone)
    for index, marker in enumerate(row):
        stop = row[index + 1].start if index + 1 < len(row) else _last_end(source, zone, marker)
        end = len(source.text[marker.start : stop].rstrip()) + marker.start
        run.bodies.append(Body(marker, Span(marker.start, end)))
    return run


def _last_end(source: SourceText, zone: Span, marker: Marker) -> int:
    """Where a run's last note ends: at the zone's end if that is near, else its paragraph's."""
    block = next(
        b for b in source.blocks[_block_at(source, marker.start) :] if b.end > marker.start
    )
    return zone.end if zone.end - block.end <= _REST else min(block.end, zone.end)


def _block_at(source: SourceText, offset: int) -> int:
    return max(0, bisect_right(source.blocks, offset, key=lambda b: b.start) - 1)
