"""The condition report as one page: the text with its damage marked, the volume along the side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recension.cli.condition_report.as_text import amount, extent
from recension.cli.condition_report.condition import Condition, Remark
from recension.cli.condition_report.visible import on_a_page, on_one_line
from recension.model.reader import LEVELS


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words over which the same remarks lie.

    Attributes:
        words: the text.
        remarks: their numbers, those that begin here first.
        begins: numbers of the remarks that begin here, which the links of the page lead to.
        level: of the gravest of them.
        title: what they say.
    """

    words: str
    remarks: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    level: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A remark on the strip beside the text: where and how high, in per cent of the volume."""

    number: int
    top: float
    height: float
    level: str
    title: str


def as_html(conditions: Sequence[Condition]) -> Iterator[str]:
    """The page, in pieces: everything from the sources is escaped, and there is no script."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("recension.cli.condition_report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        stretches=stretches, bars=bars, amount=amount, extent=extent, line=on_one_line
    )
    return environment.get_template("page.html.j2").generate(conditions=conditions)


def stretches(condition: Condition) -> Iterator[Stretch]:
    """The text of a source cut wherever a remark begins or ends; together they are the text.

    A remark on a point between two characters has a stretch without words.
    """
    text, remarks = condition.source.text, condition.remarks
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, remark in enumerate(remarks):
        begins.setdefault(remark.finding.span.start, []).append(number)
        ends.setdefault(remark.finding.span.end, []).append(number)
    active: list[int] = []
    for start, end in pairwise([*sorted({0, *begins, *ends, len(text)}), len(text)]):
        active = [number for number in active if number not in ends.get(start, ())]
        here = begins.get(start, [])
        points = [number for number in here if not len(remarks[number].finding.span)]
        if points:
            yield _stretch("", points, points, remarks)
        fresh = [number for number in here if number not in points]
        active += fresh
        if start < end:
            yield _stretch(text[start:end], active, fresh, remarks)


def _stretch(
    words: str, active: Sequence[int], begins: Sequence[int], remarks: Sequence[Remark]
) -> Stretch:
    if not active:
        return Stretch(on_a_page(words))
    level = max((remarks[number].level for number in active), key=LEVELS.index)
    title = "; ".join(on_one_line(remarks[number].message) for number in active)
    return Stretch(on_a_page(words), tuple(active), tuple(begins), level, title)


def bars(condition: Condition) -> Iterator[Bar]:
    """The remarks as bars on the strip of the whole volume."""
    total = max(1, len(condition.source.text))
    for number, remark in enumerate(condition.remarks):
        span = remark.finding.span
        top, height = 100 * span.start / total, 100 * len(span) / total
        title = f"line {remark.line}: {on_one_line(remark.message)}"
        yield Bar(number, round(top, 3), round(height, 3), remark.level, title)
