"""Differences between copies for the terminal: a line a reading, the better one marked."""

from __future__ import annotations

import textwrap
from collections import Counter

from recension.model.apparatus import Apparatus, Attested, Variation

_CONTEXT = 24
_LONGEST = 160


def apparatus_table(apparatus: Apparatus, width: int = 100) -> str:
    """Every differing place with its context, readings, copies and evidence.

    Args:
        apparatus: the collation.
        width: columns of the terminal.
    """
    if not apparatus.places:
        return f"{len(apparatus.copies)} copies, not one difference\n"
    lines: list[str] = []
    for number, place in enumerate(apparatus.places, 1):
        lines += [*_place(apparatus, number, place, width), ""]
    kinds = Counter(place.kind for place in apparatus.places)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    lines.append(f"{len(apparatus.places)} differences: {counts}")
    return "\n".join(lines) + "\n"


def _place(apparatus: Apparatus, number: int, place: Variation, width: int) -> list[str]:
    context = _context(apparatus, place.readings[0].attested[0])
    lines = [f"{number}. {place.kind}  {context}"[:width]]
    for index, reading in enumerate(place.readings):
        mark = "*" if index == place.best and place.confidence > 0.5 else " "
        copies = ", ".join(f"{a.copy}:{a.start}" for a in reading.attested)
        shown = " ".join(reading.words.split())
        if len(shown) > _LONGEST:
            shown = f"{shown[: _LONGEST // 2]} […] {shown[-_LONGEST // 2 :]}"
        lines += textwrap.wrap(
            f"{shown or '(nothing)'}  [{copies}]",
            width,
            initial_indent=f"   {mark} ",
            subsequent_indent="     ",
        )
    because = f"     {'; '.join(place.because)} ({place.confidence:.2f})"
    return [*lines, *textwrap.wrap(because, width, subsequent_indent="     ")]


def _context(apparatus: Apparatus, attested: Attested) -> str:
    text = next(c.text for c in apparatus.copies if c.name == attested.copy)
    before = " ".join(text[max(0, attested.start - _CONTEXT) : attested.start].split())
    after = " ".join(text[attested.end : attested.end + _CONTEXT].split())
    return f"… {before} ‸ {after} …"
