"""The condition report as SARIF 2.1.0, which editors and forges show beside the text.

Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0" (2020).
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from recension import __version__
from recension.cli.condition_report.condition import Condition, Remark
from recension.model.reader import Level, Reader

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: dict[Level, str] = {
    "error": "error",
    "warning": "warning",
    "note": "note",
    "reading": "none",
}


def as_sarif(conditions: Sequence[Condition]) -> Iterator[str]:
    """The report, in pieces."""
    rules = {r.finding.code: r.rule for c in conditions for r in c.remarks}
    codes = {code: index for index, code in enumerate(sorted(rules))}
    driver = {
        "name": "recension",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rules[code]) for code in codes],
    }
    yield f'{{\n"$schema": {json.dumps(_SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    yield f'"tool": {json.dumps({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n'
    yield f'"artifacts": {json.dumps([_artifact(c) for c in conditions])},\n"results": ['
    first = True
    for index, condition in enumerate(conditions):
        for remark in condition.remarks:
            result = _result(condition, index, remark, codes[remark.finding.code])
            yield f"{'' if first else ','}\n  {json.dumps(result)}"
            first = False
    yield "\n]\n}]\n}\n"


def _rule(rule: Reader) -> dict[str, object]:
    page = inspect.getdoc(type(rule)) or rule.name
    name = "".join(word.capitalize() for word in rule.name.split())
    return {
        "id": rule.code,
        "name": name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": page.split("\n\n")[0]},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _artifact(condition: Condition) -> dict[str, object]:
    return {
        "location": {"uri": _uri(condition)},
        "hashes": {"sha-256": condition.source.sha256},
        "mimeType": condition.source.media_type,
    }


def _uri(condition: Condition) -> str:
    return quote(condition.path.replace("\\", "/").encode("utf-8", "surrogateescape"))


def _result(condition: Condition, artifact: int, remark: Remark, rule: int) -> dict[str, object]:
    span = remark.finding.span
    end_line, end_column = condition.source.position(span.end)
    region = {
        "startLine": remark.line,
        "startColumn": remark.column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": len(span),
    }
    location = {"uri": _uri(condition), "index": artifact}
    evidence = list(remark.finding.because)
    return {
        "ruleId": remark.finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[remark.level],
        "message": {"text": remark.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "properties": {"confidence": remark.finding.confidence, "because": evidence},
    }
