"""Documents whose heading is lost: the seams that other clues show."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from recension.model.finding import Findings
from recension.model.layout import blank_lines_before, is_prose
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, RunningHead
from recension.structure.change_of_text import changes_of_text
from recension.structure.heading import ENOUGH, Heading
from recension.structure.note_body import LEAP, LONGEST
from recension.vocabularies.note_markers import Marker, body_marker_at, call_markers

_NEXT = 3000
"""Code points within which a note's number may leap far: the copy lost what stood between."""
_LONG_LEAP = 60
_NEAR = 3
"""How many paragraphs a run's last note may have before a gap that ends it."""
_FEW = 5
_VOTES, _VOTES_AMONG_HEADINGS = 2, 4
"""Clues that must agree that a text changes; more where a source has headings and loses few."""
_SEAM = 1.5
"""Weight that a seam needs where the numbers of the notes begin again."""


def lost_headings(
    source: SourceText, findings: Findings, opening: list[Heading], weak: list[Heading]
) -> list[Heading]:
    """Places where a document begins without its heading, or with one that is not sure.

    Three things make one: text that goes on after notes which stand at a document's end, note
    numbers that begin again although no heading stands between, and a cut in mid-sentence behind
    which another text goes on. Of the notes paged sources say nothing, as there they stand at the
    foot of each page and numbers may begin again with each.

    Args:
        source: the text.
        findings: its running heads and damage.
        opening: the headings that are found.
        weak: blocks that look like a heading, yet not enough.
    """
    starts = sorted(heading.span.start for heading in opening)
    found = []
    if not findings.of(RunningHead):
        found += _after_notes(source, starts)
        known = sorted([*starts, *(heading.span.start for heading in found)])
        found += _numbers_begin_again(source, findings, known, weak)
    known = sorted([*starts, *(heading.span.start for heading in found)])
    votes = _VOTES_AMONG_HEADINGS if len(opening) > _FEW else _VOTES
    for change in changes_of_text(source, findings, known, votes):
        clues = dict.fromkeys(change.clues, ENOUGH / votes)
        at = change.block.start
        found.append(Heading(change.block, Span(at, at), clues=clues))
    return found


def _after_notes(source: SourceText, starts: list[int]) -> list[Heading]:
    markers = [_marker(source, block) for block in source.blocks]
    found = []
    for index, marker in enumerate(markers):
        if marker is None or _goes_on(source, markers, index):
            continue
        block = _first_after(source, markers, index)
        if block is None or _begins_already(source, starts, source.blocks[index], block):
            continue
        found.append(_seam(block, "the notes before it are at their end"))
    return found


def _marker(source: SourceText, block: Span) -> Marker | None:
    marker = body_marker_at(source.text, block.start)
    return marker if marker and marker.style in ("superscript", "bracket", "digits") else None


def _goes_on(source: SourceText, markers: list[Marker | None], index: int) -> bool:
    """Whether a note's number is followed by the next one's, near enough to be of one run."""
    here = markers[index]
    assert here is not None
    for later in markers[index + 1 : index + 30]:
        if later is None:
            continue
        step, distance = (later.number or 0) - (here.number or 0), later.start - here.start
        if distance > LONGEST:
            return False
        if 0 < step <= (LEAP if distance > _NEXT else _LONG_LEAP):
            return True
    return False


def _first_after(source: SourceText, markers: list[Marker | None], index: int) -> Span | None:
    """The first block behind a run: behind a gap, if one is near, else behind the last note."""
    behind = source.blocks[index + 1 : index + 1 + _NEAR]
    if not behind or not _is_run(markers, index):
        return None
    wide = next((b for b in behind if blank_lines_before(source.text, b.start) > 1), None)
    if wide is None and _is_quoted(source.text, source.blocks[index].end, behind[0]):
        return None
    return wide or behind[0]


def _is_quoted(text: str, end: int, block: Span) -> bool:
    """Whether a block goes on with a quotation that the note before it announces."""
    return text[end - 1] in ":—" or block.of(text)[:1] in '“„«"‘'


def _is_run(markers: list[Marker | None], index: int) -> bool:
    """Whether a note is one of several, so that its number is not a list's or a stray one."""
    here = markers[index]
    if here is None or here.number is None:
        return False
    before = [m for m in markers[max(0, index - 12) : index] if m and m.style == here.style]
    if here.style != "digits":
        return bool(before) or here.number > 1
    return len([m for m in before if m.number and 0 < here.number - m.number <= LEAP]) > 1


def _begins_already(source: SourceText, starts: list[int], last: Span, block: Span) -> bool:
    return bisect_right(starts, block.start) > bisect_left(starts, last.start)


def _numbers_begin_again(
    source: SourceText, findings: Findings, starts: list[int], weak: list[Heading]
) -> list[Heading]:
    likely = {heading.span.start: heading for heading in weak if heading.weight >= _SEAM}
    calls = [
        marker
        for marker in call_markers(source.text, "superscript", 0, len(source.text))
        if source.text[marker.start - 1 : marker.start] not in ("", "\n") and marker.number
    ]
    found = []
    for before, again in pairwise(calls):
        between = bisect_right(starts, again.start) - bisect_right(starts, before.start)
        if again.number != 1 or between:
            continue
        because = "the numbers of the notes begin again behind it"
        rows = [h for at, h in likely.items() if before.end <= at < again.start]
        heading = max(rows, key=lambda heading: heading.weight, default=None)
        if heading is not None:
            heading.clues[because] = ENOUGH - _SEAM
            found.append(heading)
            continue
        seam = _likeliest_seam(source, findings, before.end, again.start)
        if seam is not None:
            found.append(_seam(seam, because))
    return found


def _likeliest_seam(source: SourceText, findings: Findings, start: int, end: int) -> Span | None:
    """The block between two calls that looks most like the beginning of something else."""
    blocks = source.blocks
    low = bisect_right(blocks, start, key=lambda b: b.start)
    high = bisect_right(blocks, end, key=lambda b: b.start)
    best = max(
        blocks[low:high],
        key=lambda b: (_seam_weight(source, findings, b), b.start),
        default=None,
    )
    if best is None or _seam_weight(source, findings, best) < _SEAM:
        return None
    return best


def _seam_weight(source: SourceText, findings: Findings, block: Span) -> float:
    end = _end_before(source.text, block.start)
    weight = 0.8 * min(3, blank_lines_before(source.text, block.start) - 1)
    cut = findings.overlapping(Damage, Span(max(0, end - 2), end + 1))
    if any(finding.value.kind == "break" for finding in cut):
        weight += 2.0
    words = block.of(source.text)
    return weight + (0.2 if words[0].isupper() and is_prose(words[:400]) else 0.0)


def _end_before(text: str, offset: int) -> int:
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return offset


def _seam(block: Span, because: str) -> Heading:
    return Heading(block, Span(block.start, block.start), clues={because: ENOUGH})
