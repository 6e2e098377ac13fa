"""References by way of another note: "same source as note 12" is the unit that stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from recension.model.finding import Findings
from recension.model.values import Note
from recension.readings.reference_units import Unit, levels_of
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references import tokens, traditions

_ADDED = re.compile(r",?\s{1,3}(?=\w)")


def by_note(text: str, units: Sequence[Unit], findings: Findings) -> Iterator[Unit]:
    """The units that a text cites by the number of the note that names them.

    Meant is the last note of that number before the words, or else the next one; in it the first
    archival unit. Where the note or its unit is lost, nothing is said. Leaves that follow
    (``same as note 12, l. 5``) take the place of the note's own.

    Args:
        text: the whole text.
        units: what the text cites in full, in order.
        findings: with the notes.
    """
    notes = [f.value for f in findings.of(Note) if f.value.body is not None]
    starts = [unit.start for unit in units]
    for match in _pattern().finditer(text) if notes else ():
        bodies = [n.body for n in notes if n.label == match["label"] and n.body is not None]
        before = [body for body in bodies if body.end <= match.start()]
        body = before[-1] if before else next(iter(bodies), None)
        if body is None or body.start <= match.start() < body.end:
            continue
        at = bisect_left(starts, body.start)
        named = [u for u in units[at : at + 8] if u.start < body.end and not u.publication]
        if named:
            yield _again(text, match, named[0])


def _again(text: str, match: re.Match[str], named: Unit) -> Unit:
    levels, end = dict(named.levels), match.end()
    gap = _ADDED.match(text, end)
    label = next(tokens(text, gap.end(), min(len(text), gap.end() + 40)), None) if gap else None
    if gap and label and label.kind == "label" and label.start == gap.end():
        own = levels_of(((label.name, label.value),), traditions()[named.tradition])
        if set(own) == {"listy"}:
            levels, end = {**levels, **own}, label.end
    words = " ".join(text[named.start : named.end].split())
    told = f"note {match['label']} names “{words[:80]}”"
    return replace(
        named, start=match.start(), end=end, levels=levels, labels=(), ibid=False, cut="",
        because=(told,), confidence=min(0.85, named.confidence),
    )  # fmt: skip


def with_notes(units: Iterable[Unit], again: Iterable[Unit]) -> list[Unit]:
    """Both in order, without what overlaps a unit named in full."""
    rows: list[Unit] = []
    for unit in sorted([*units, *again], key=lambda u: (u.start, u.ibid)):
        if not rows or unit.start >= rows[-1].end:
            rows.append(unit)
    return rows


@cache
def _pattern() -> re.Pattern[str]:
    same = {form for t in traditions().values() for form in t.same_as}
    words = any_of(form for t in traditions().values() for form in t.note_words)
    forms = same | {form[:1].upper() + form[1:] for form in same}
    return re.compile(rf"(?<!\w){any_of(forms)}\s{{1,3}}{words}\s{{0,3}}(?P<label>\d{{1,4}})(?!\w)")
