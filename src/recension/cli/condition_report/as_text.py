"""The condition report as a linter prints it: what it adds up to, then what is wrong, by lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from recension.cli.condition_report.condition import Condition, Place, Remark
from recension.cli.condition_report.neighbours import Neighbours, neighbours
from recension.cli.condition_report.total import Total
from recension.cli.condition_report.visible import on_one_line
from recension.model.reader import LEVELS

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "reading": "blue"}
_MOST_ROWS = 8


def as_text(
    conditions: Iterable[Condition], most: int | None = None, each: bool = False
) -> Iterator[str]:
    """The report's lines, each with its line end, copy by copy; styled for a terminal.

    Args:
        conditions: taken one at a time, and let go.
        most: how many lines to list of each copy: the gravest and surest. None for all.
        each: a line for each remark; else neighbours that say the same have one together.
    """
    total = Total()
    for condition in conditions:
        total.add(condition)
        for line in _summary(condition):
            yield f"{line}\n"
        yield from (f"{line}\n" for line in _list(condition, most, each))
    if total.copies > 1:
        yield from (f"{line}\n" for line in _in_all(total))


def _list(condition: Condition, most: int | None, each: bool) -> Iterator[str]:
    new = [remark for remark in condition.remarks if remark.new]
    rows = [Neighbours((remark,)) for remark in new] if each else neighbours(new)
    shown = rows if most is None else _gravest(rows, most)
    path = on_one_line(condition.path)
    for row in shown:
        yield _line(path, row, condition)
    listed = sum(len(row.remarks) for row in shown)
    if shown and listed < len(new):
        yield f"  and {len(new) - listed:,} more"
    if listed > len(shown):
        yield f"  {listed:,} findings in {_counted(len(shown), 'line')}; --all has a line for each"


def _gravest(rows: list[Neighbours], most: int) -> list[Neighbours]:
    """Some of the rows, the gravest and surest, in order of place."""
    first = sorted(rows, key=lambda row: row.rank, reverse=True)[:most]
    return [row for row in rows if any(row is one for one in first)]


def chosen(remarks: list[Remark], most: int) -> list[Remark]:
    """The gravest and surest of some remarks, in order of place."""
    first = sorted(remarks, key=lambda r: (-LEVELS.index(r.level), -r.finding.confidence))[:most]
    return sorted(first, key=lambda remark: (remark.finding.span, remark.finding.code))


def _line(path: str, row: Neighbours, condition: Condition) -> str:
    first = row.first
    place = click.style(f"{path}:{first.line}:{first.column}", bold=True)
    code = click.style(first.finding.code, fg=_COLOURS[first.level])
    least, most = map(percent, row.sure)
    sure = most if least == most else f"{least} to {most}"
    message = f"{on_one_line(first.message)}{_further(row, condition)}"
    return f"{place} {code} {message} {click.style(f'({sure} sure)', dim=True)}"


def _further(row: Neighbours, condition: Condition) -> str:
    """How often it is so, and where; nothing where it is so once."""
    if len(row.remarks) == 1:
        return ""
    last = row.remarks[-1]
    pages = [condition.page_at(remark.finding.span.start) for remark in (row.first, last)]
    named = "-".join(on_one_line(page) for page in dict.fromkeys(pages) if page)
    sheets = f" (page{'s' if '-' in named else ''} {named})" if named else ""
    size = f", {amount(row.characters)} characters" if row.characters else ""
    lines = _lines(row.first.line, last.line)
    label = getattr(last.finding.value, "label", None)
    notes = f" up to note {on_one_line(label)}" if label else ""
    return f"; so {len(row.remarks):,} times{notes}, {lines}{sheets}{size}"


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _summary(condition: Condition) -> Iterator[str]:
    total = len(condition.source.text)
    damaged = ""
    if condition.damaged:
        share = percent(condition.damaged / total)
        damaged = f", {amount(condition.damaged)} damaged ({share})"
    sizes = f"{extent(total)}: {amount(condition.sound)} sound{damaged}"
    yield click.style(f"{on_one_line(condition.path)}: {sizes}", bold=True)
    yield f"  {sheets_said(condition)}"
    if lost := ", ".join(lost_said(condition)):
        yield f"  missing: {lost}"
    yield from (f"    {on_one_line(row)}" for row in _first(condition.missing_notes))
    kinds = (f"{kind} {count:,}" for kind, count, _ in condition.kinds)
    if damage := ", ".join(kinds):
        yield f"  found: {damage}"
    yield from (f"  worst: {place_said(place)}" for place in condition.worst)
    yield from _compared(condition)


def _compared(condition: Condition) -> Iterator[str]:
    baseline = condition.baseline
    if baseline is None:
        return
    new = click.style(f"{baseline.new:,} new", fg="red" if baseline.new else "green")
    yield f"  beside the baseline: {new}, {baseline.known:,} known, {len(baseline.gone):,} gone"
    rows = tuple(f"gone: {row.rule} “{row.quoted}”" for row in baseline.gone)
    yield from (f"    {on_one_line(row)}" for row in _first(rows))


def _first(rows: tuple[str, ...]) -> Iterator[str]:
    yield from rows[:_MOST_ROWS]
    if len(rows) > _MOST_ROWS:
        yield f"and {len(rows) - _MOST_ROWS:,} more"


def _in_all(total: Total) -> Iterator[str]:
    sizes = f"{extent(total.characters)}, {amount(total.damaged)} damaged"
    yield click.style(f"in all {total.copies:,} copies: {sizes}", bold=True)
    if total.unusable:
        yield click.style(f"  unusable: {total.unusable:,}", fg="red")
    if total.compared:
        yield f"  beside the baseline: {total.new:,} new, {total.gone:,} gone"
    for path, share in total.worst:
        yield f"  worst: {on_one_line(path)}, {percent(share)} damaged"


def sheets_said(condition: Condition) -> str:
    """How many pages, or thousands of characters, are sound."""
    sheets = condition.sheets
    what = "pages" if any(sheet.label for sheet in sheets) else "thousands of characters"
    sound = sum(sheet.sound for sheet in sheets)
    return f"{what}: {sound:,} of {len(sheets):,} sound"


def lost_said(condition: Condition) -> Iterator[str]:
    """What is missing, in words, each piece with its number."""
    if condition.breaks:
        yield f"text at {_counted(condition.breaks, 'place')}"
    if condition.missing_notes:
        yield _counted(len(condition.missing_notes), "run") + " of notes"
    if condition.unanswered:
        yield f"the notes to {_counted(condition.unanswered, 'call')}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def place_said(place: Place) -> str:
    """A bad place in words."""
    lines = _lines(place.first_line, place.last_line)
    page = f" (page {on_one_line(place.page)})" if place.page else ""
    return f"{lines}{page}, {place.damaged:,} of {len(place.span):,} characters damaged"


def extent(characters: int) -> str:
    """A number of characters in words."""
    return f"{amount(characters)} characters"


def amount(number: int) -> str:
    """A number in words: in thousands, with one decimal, from a thousand on."""
    return str(number) if number < 1000 else f"{number / 1000:,.1f} thousand"


def percent(share: float) -> str:
    """A share in per cent; neither none nor all is said of what is only nearly so."""
    hundredths = 100 * share
    if 0 < hundredths < 1 or 99 < hundredths < 100:
        return f"{max(0.1, min(99.9, hundredths)):.1f} %"
    return f"{hundredths:.0f} %"
