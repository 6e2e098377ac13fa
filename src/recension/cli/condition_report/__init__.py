"""The condition report: what of a copy cannot be trusted, said in four formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from recension.cli.condition_report.as_html import as_html
from recension.cli.condition_report.as_json import as_json
from recension.cli.condition_report.as_sarif import as_sarif
from recension.cli.condition_report.as_text import as_text
from recension.cli.condition_report.choice import Choice
from recension.cli.condition_report.condition import Condition, condition_of
from recension.cli.condition_report.run import Run

__all__ = ["FORMATS", "Choice", "Condition", "Run", "condition_of"]

#: For each format what turns conditions into the pieces of its output; the number is how many
#: remarks of each copy to give, None for all.
FORMATS: dict[str, Callable[[Iterable[Condition], int | None], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "html": as_html,
}
