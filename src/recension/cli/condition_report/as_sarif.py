"""The condition report as SARIF 2.1.0, which editors and forges show beside the text.

Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0" (2020).
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from recension import __version__
from recension.cli.condition_report.as_text import chosen
from recension.cli.condition_report.baseline import Known, known
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


def as_sarif(conditions: Iterable[Condition], most: int | None = None) -> Iterator[str]:
    """The report, in pieces: the results of each copy as it is read, then the rules they name.

    Args:
        conditions: taken one at a time, and let go.
        most: how many results of each copy to give: the gravest and surest. None for all.
    """
    yield f'{{\n"$schema": {json.dumps(_SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    rules: dict[str, Reader] = {}
    artifacts: list[dict[str, object]] = []
    separator = ""
    for condition in conditions:
        artifacts.append(_artifact(condition))
        for result in _results(condition, len(artifacts) - 1, rules, most):
            yield f"{separator}\n  {json.dumps(result)}"
            separator = ","
    yield f'\n],\n"artifacts": {json.dumps(artifacts)},\n'
    driver = {
        "name": "recension",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    yield f'"tool": {json.dumps({"driver": driver})}\n}}]\n}}\n'


def _results(
    condition: Condition, artifact: int, rules: dict[str, Reader], most: int | None
) -> Iterator[dict[str, object]]:
    """The results of one copy; rules that are named for the first time are put into ``rules``."""
    shown = condition.remarks if most is None else chosen(list(condition.remarks), most)
    for remark in shown:
        rules.setdefault(remark.finding.code, remark.rule)
        index = list(rules).index(remark.finding.code)
        yield _result(condition, artifact, remark, index)
    if condition.baseline is not None:
        yield from (_absent(condition, artifact, row) for row in condition.baseline.gone)


def _absent(condition: Condition, artifact: int, row: Known) -> dict[str, object]:
    """What the baseline has and the copy has no more."""
    location = {"uri": _uri(condition), "index": artifact}
    return {
        "ruleId": row.rule,
        "level": "none",
        "baselineState": "absent",
        "message": {"text": f"no longer found: {row.quoted}"},
        "locations": [{"physicalLocation": {"artifactLocation": location}}],
        "partialFingerprints": _fingerprints(row),
    }


def _fingerprints(row: Known) -> dict[str, str]:
    return {"wordsAndContext/v1": f"{row.words}-{row.before}-{row.after}"}


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
    state = "new" if remark.new else "unchanged"
    return {
        "ruleId": remark.finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[remark.level],
        "message": {"text": remark.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "partialFingerprints": _fingerprints(known(condition.source.text, remark.finding)),
        **({} if condition.baseline is None else {"baselineState": state}),
        "rank": round(100 * remark.finding.confidence, 1),
        "properties": {"confidence": remark.finding.confidence, "because": evidence},
    }
