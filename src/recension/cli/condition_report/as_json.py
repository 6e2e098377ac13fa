"""The condition report as one JSON object: the findings, then a summary of each source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from recension import __version__
from recension.cli.condition_report.as_text import chosen
from recension.cli.condition_report.condition import Condition, Place, Remark

SCHEMA = "recension.condition/1"
_LONGEST = 10_000
"""Characters up to which a finding's words are given; beyond, its offsets say where they are."""


def as_json(conditions: Iterable[Condition], most: int | None = None) -> Iterator[str]:
    """The report, in pieces; half surrogates are escaped, so that it is always UTF-8.

    Args:
        conditions: taken one at a time, and let go: the findings of a copy go out as it is read.
        most: how many findings of each copy to give: the gravest and surest. None for all.
    """
    generator = {"name": "recension", "version": __version__}
    yield f'{{\n"schema": {json.dumps(SCHEMA)},\n"generator": {json.dumps(generator)},\n'
    yield '"findings": ['
    first, summaries = True, []
    for condition in conditions:
        summaries.append(_summary(condition))
        shown = condition.remarks if most is None else chosen(list(condition.remarks), most)
        for remark in shown:
            yield f"{'' if first else ','}\n  {json.dumps(_finding(condition, remark))}"
            first = False
    yield f'\n],\n"summary": {json.dumps(summaries, indent=1)}\n}}\n'


def _summary(condition: Condition) -> dict[str, object]:
    baseline = condition.baseline
    return {
        "source": condition.path,
        "sha256": condition.source.sha256,
        "encoding": asdict(condition.source.encoding),
        "length": len(condition.source.text),
        "sound": condition.sound,
        "damaged": condition.damaged,
        **_sheets(condition),
        "damage": [
            {"kind": kind, "findings": count, "characters": size}
            for kind, count, size in condition.kinds
        ],
        "breaks": condition.breaks,
        "calls_without_note": condition.unanswered,
        "missing_notes": list(condition.missing_notes),
        "worst": [_place(place) for place in condition.worst],
        **(
            {}
            if baseline is None
            else {
                "baseline": {
                    "new": baseline.new,
                    "known": baseline.known,
                    "gone": [{"rule": row.rule, "words": row.quoted} for row in baseline.gone],
                }
            }
        ),
    }


def _sheets(condition: Condition) -> dict[str, object]:
    what = "pages" if any(sheet.label for sheet in condition.sheets) else "thousands"
    sound = sum(sheet.sound for sheet in condition.sheets)
    return {what: {"all": len(condition.sheets), "sound": sound}}


def _place(place: Place) -> dict[str, object]:
    return {
        "start": place.span.start,
        "end": place.span.end,
        "first_line": place.first_line,
        "last_line": place.last_line,
        "damaged": place.damaged,
        **({"page": place.page} if place.page else {}),
    }


def _finding(condition: Condition, remark: Remark) -> dict[str, object]:
    span = remark.finding.span
    page = condition.page_at(span.start)
    return {
        "source": condition.path,
        "start": span.start,
        "end": span.end,
        "line": remark.line,
        "column": remark.column,
        **({"page": page} if page else {}),
        "rule": remark.finding.code,
        "name": remark.rule.name,
        "level": remark.level,
        "message": remark.message,
        "confidence": remark.finding.confidence,
        "because": list(remark.finding.because),
        **({"words": span.of(condition.source.text)} if len(span) <= _LONGEST else {}),
        **({} if condition.baseline is None else {"new": remark.new}),
    }
