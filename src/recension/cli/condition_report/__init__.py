"""The condition report: what of a copy cannot be trusted, said in four formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from recension.cli.condition_report.as_html import as_html
from recension.cli.condition_report.as_json import as_json
from recension.cli.condition_report.as_sarif import as_sarif
from recension.cli.condition_report.as_text import as_text
from recension.cli.condition_report.condition import Condition, conditions

__all__ = ["FORMATS", "Condition", "conditions"]

#: For each format what turns conditions into the pieces of its output.
FORMATS: dict[str, Callable[[Sequence[Condition]], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "html": as_html,
}
