"""The condition report as one JSON object: a summary of each source, then the findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from recension import __version__
from recension.cli.condition_report.condition import Condition, Remark

SCHEMA = "recension.condition/1"


def as_json(conditions: Sequence[Condition]) -> Iterator[str]:
    """The report, in pieces; half surrogates are escaped, so that it is always UTF-8."""
    generator = {"name": "recension", "version": __version__}
    yield f'{{\n"schema": {json.dumps(SCHEMA)},\n"generator": {json.dumps(generator)},\n'
    yield f'"summary": {json.dumps([_summary(c) for c in conditions], indent=1)},\n"findings": ['
    first = True
    for condition in conditions:
        for remark in condition.remarks:
            yield f"{'' if first else ','}\n  {json.dumps(_finding(condition, remark))}"
            first = False
    yield "\n]\n}\n"


def _summary(condition: Condition) -> dict[str, object]:
    return {
        "source": condition.path,
        "sha256": condition.source.sha256,
        "encoding": asdict(condition.source.encoding),
        "length": len(condition.source.text),
        "sound": condition.sound,
        "damaged": condition.damaged,
        "damage": [
            {"kind": kind, "findings": count, "characters": size}
            for kind, count, size in condition.kinds
        ],
        "calls_without_note": condition.unanswered,
        "missing_notes": list(condition.missing_notes),
        "worst": [
            {
                "start": place.span.start,
                "end": place.span.end,
                "first_line": place.first_line,
                "last_line": place.last_line,
                "damaged": place.damaged,
            }
            for place in condition.worst
        ],
    }


def _finding(condition: Condition, remark: Remark) -> dict[str, object]:
    span = remark.finding.span
    page = condition.source.page_at(span.start)
    return {
        "source": condition.path,
        "start": span.start,
        "end": span.end,
        "line": remark.line,
        "column": remark.column,
        **({"page": page.label} if page else {}),
        "rule": remark.finding.code,
        "name": remark.rule.name,
        "level": remark.level,
        "message": remark.message,
        "confidence": remark.finding.confidence,
        "because": list(remark.finding.because),
        "words": span.of(condition.source.text),
    }
