"""The condition report as a linter prints it: one line a remark, then what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from recension.cli.condition_report.condition import Condition, Remark
from recension.cli.condition_report.visible import on_one_line

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "reading": "blue"}
_MOST_MISSING = 8


def as_text(conditions: Sequence[Condition]) -> Iterator[str]:
    """The report's lines, each with its line end; colours are taken out by ``click.echo``."""
    for condition in conditions:
        path = on_one_line(condition.path)
        for remark in condition.remarks:
            yield f"{_line(path, remark)}\n"
    for condition in conditions:
        for line in _summary(condition):
            yield f"{line}\n"


def _line(path: str, remark: Remark) -> str:
    place = click.style(f"{path}:{remark.line}:{remark.column}", bold=True)
    code = click.style(remark.finding.code, fg=_COLOURS[remark.level])
    return f"{place} {code} {on_one_line(remark.message)}"


def _summary(condition: Condition) -> Iterator[str]:
    total = len(condition.source.text)
    share = f" ({100 * condition.sound // total} %)" if total else ""
    sizes = f"{extent(total)}, {amount(condition.sound)} of them sound{share}"
    yield click.style(f"{on_one_line(condition.path)}: {sizes}", bold=True)
    for kind, count, size in condition.kinds:
        yield f"  {kind}: {count:,}" + (f", {extent(size)}" if size else "")
    if condition.unanswered:
        yield f"  calls without a note in this copy: {condition.unanswered:,}"
    yield from (f"    {on_one_line(row)}" for row in condition.missing_notes[:_MOST_MISSING])
    if len(condition.missing_notes) > _MOST_MISSING:
        yield f"    and {len(condition.missing_notes) - _MOST_MISSING:,} more runs"
    for place in condition.worst:
        lines = f"lines {place.first_line}-{place.last_line}"
        if place.first_line == place.last_line:
            lines = f"line {place.first_line}"
        yield f"  worst: {lines}, {place.damaged:,} of {len(place.span):,} characters damaged"


def extent(characters: int) -> str:
    """A number of characters in words."""
    return f"{amount(characters)} characters"


def amount(number: int) -> str:
    """A number in words: in thousands, with one decimal, from a thousand on."""
    return str(number) if number < 1000 else f"{number / 1000:,.1f} thousand"
