"""The condition report as one page: the text with its damage marked, the volume along the side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.cli.condition_report import as_text, passages
from recension.cli.condition_report.condition import Condition
from recension.cli.condition_report.family import FAMILIES, family_of
from recension.cli.condition_report.strip import cells
from recension.cli.condition_report.total import Total
from recension.cli.condition_report.visible import on_one_line
from recension.model.span import Span

if TYPE_CHECKING:
    from jinja2 import Environment

WHOLE = 250_000
"""Characters up to which the texts of a page are shown whole; beyond, only their bad places."""

MOST = 3_000
"""Remarks that a page shows; of each copy always some, the gravest and surest."""

_LEAST_OF_A_COPY = 20


@dataclass
class _Room:
    """How much more a page can hold and still open at once."""

    characters: int = WHOLE
    remarks: int = MOST

    def takes(self, condition: Condition) -> bool:
        """Whether a text can be shown whole; if so, it is."""
        fits = len(condition.source.text) <= self.characters
        fits = fits and len(condition.remarks) <= self.remarks
        if fits:
            self.characters -= len(condition.source.text)
            self.remarks -= len(condition.remarks)
        return fits

    def chosen(self, condition: Condition, limit: int | None) -> tuple[int, ...]:
        """Numbers of the remarks of a long text that are shown; the next copies get less."""
        most = max(_LEAST_OF_A_COPY, self.remarks * 2 // 3)
        most = most if limit is None else min(most, limit)
        number = {id(remark): index for index, remark in enumerate(condition.remarks)}
        first = as_text.chosen(list(condition.remarks), most)
        self.remarks -= min(self.remarks, len(first))
        return tuple(number[id(remark)] for remark in first)


@dataclass(frozen=True)
class Copy:
    """One copy on the page.

    Attributes:
        number: counted from 1; part of all ids.
        condition: what is shown of it.
        whole: whether all its text is shown.
        shown: numbers of the remarks that are shown.
        passages: the parts of its text that are shown.
        unseen: how many characters after the last of them are not.
    """

    number: int
    condition: Condition
    whole: bool
    shown: tuple[int, ...]
    passages: tuple[passages.Passage, ...] = field(repr=False)
    unseen: int = 0


def as_html(conditions: Iterable[Condition], most: int | None = None) -> Iterator[str]:
    """The page, in pieces: everything from the sources is escaped, and there is no script.

    Args:
        conditions: taken one at a time; what the page shows of each is kept, not its text.
        most: how many remarks of each copy to show: the gravest and surest.
    """
    templates = _templates()
    total, room = Total(), _Room()
    overview, sections = [], []
    for number, condition in enumerate(conditions, 1):
        total.add(condition)
        copy = _copy(number, condition, room, most)
        sections.append(
            templates.get_template("copy.html.j2").render(
                copy=copy, cells=tuple(cells(condition, frozenset(copy.shown)))
            )
        )
        overview.append(_row(number, condition))
    yield templates.get_template("head.html.j2").render(total=total, overview=overview)
    yield from sections
    yield "</main>\n</body>\n</html>\n"


def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("recension.cli.condition_report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        stretches=passages.stretches, title_of=passages.title_of, families=FAMILIES,
        family_of=family_of, line=on_one_line, amount=as_text.amount, extent=as_text.extent,
        percent=as_text.percent, sheets_said=as_text.sheets_said, lost_said=as_text.lost_said,
        place_said=as_text.place_said, nearest=_nearest,
    )  # fmt: skip
    return environment


def _copy(number: int, condition: Condition, room: _Room, most: int | None) -> Copy:
    if most is None and room.takes(condition):
        shown = tuple(range(len(condition.remarks)))
        whole = passages.Passage(Span(0, len(condition.source.text)), shown, 0)
        return Copy(number, condition, True, shown, (whole,))
    shown = room.chosen(condition, most)
    parts = tuple(passages.passages(condition, shown))
    unseen = len(condition.source.text) - (parts[-1].span.end if parts else 0)
    return Copy(number, condition, False, shown, parts, unseen)


def _row(number: int, condition: Condition) -> dict[str, object]:
    """A copy in the table of all copies."""
    size = max(1, len(condition.source.text))
    return {
        "number": number,
        "name": on_one_line(condition.path),
        "size": as_text.amount(len(condition.source.text)),
        "damaged": as_text.percent(condition.damaged / size),
        "share": round(100 * condition.damaged / size, 2),
        "breaks": condition.breaks,
        "notes": condition.unanswered,
        "findings": len(condition.remarks),
        "new": condition.baseline.new if condition.baseline else None,
    }


def _nearest(copy: Copy, offset: int) -> int | None:
    """The shown remark at or after an offset, which a link to a bad place leads to."""
    for number in copy.shown:
        if copy.condition.remarks[number].finding.span.end >= offset:
            return number
    return None
