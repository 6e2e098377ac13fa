"""A synopsis for the terminal: columns side by side, wrapped."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from recension.model.synopsis import Synopsis
from recension.model.values import Group, Only

_NARROWEST = 22
_SILENCE = {"omitted": "—", "gap": "[gap in the copy]", "out-of-scope": "[not recording]"}


def synopsis_table(synopsis: Synopsis, width: int = 100) -> str:
    """Rows of passages with a line above each that says how they relate.

    Args:
        synopsis: the records.
        width: columns of the terminal.
    """
    columns = len(synopsis.records)
    each = max(_NARROWEST, (width - 3 * (columns - 1)) // columns)
    lines = [*_side_by_side([r.title for r in synopsis.records], each), _rule(each, columns, "═")]
    for row in synopsis.rows():
        lines.append(_says(row))
        lines += _side_by_side([_cell(synopsis, row, r.name) for r in synopsis.records], each)
        lines.append(_rule(each, columns, "─"))
    lines.append(_count(synopsis))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _says(row: Group | Only) -> str:
    if isinstance(row, Only):
        return f"only in {row.document}{_reasons(row)}"
    return f"{row.id} {row.relation} ({row.confidence:.2f}){_reasons(row)}"


def _reasons(row: Group | Only) -> str:
    had = (f"the program had {row.proposal}",) if row.proposal else ()
    reasons = "; ".join((*row.because, *had))
    return f": {reasons}" if reasons else ""


def _cell(synopsis: Synopsis, row: Group | Only, name: str) -> str:
    here = synopsis.column(row, name)
    if not here:
        return _SILENCE[row.silence] if isinstance(row, Only) else "—"
    return " […] ".join(" ".join(synopsis.words(p).split()) for p in here)


def _side_by_side(cells: list[str], each: int) -> list[str]:
    wrapped = [textwrap.wrap(cell, each) for cell in cells]
    return [
        " │ ".join(f"{part:<{each}}" for part in parts)
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _rule(each: int, columns: int, line: str) -> str:
    return (line + ("╪" if line == "═" else "┼") + line).join([line * each] * columns)


def _count(synopsis: Synopsis) -> str:
    groups, only = synopsis.alignment.groups, synopsis.alignment.only
    return f"{len(groups)} passages side by side, {len(only)} in one record only"
