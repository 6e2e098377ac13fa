"""Confidence that means something: what rules say of themselves, set right by what was measured.

A rule's own confidence is its author's estimate: it puts findings in an order. How often findings
said so were right is measured on copies whose damage is known (``make calibrate``), and that is
what leaves the program. Readers hear each other's own confidences; whoever reads a report, an
edition or a page hears the measured ones. What was not measured keeps its author's estimate;
docs/confidence.md says which that is.
"""

from __future__ import annotations

from dataclasses import replace

from recension.model.finding import Finding, Findings
from recension.model.values import Damage, Note, Value
from recension.vocabularies.confidence import reliability


def case_of(value: Value) -> str:
    """The case under which a rule's findings are measured: the kind of damage, a note's status."""
    if isinstance(value, Damage):
        return value.kind
    return value.status if isinstance(value, Note) else ""


def measured(findings: Findings) -> Findings:
    """The same findings with measured confidences; what was not measured stays as it is."""
    return Findings(map(_measured, findings))


def _measured(finding: Finding[Value]) -> Finding[Value]:
    curve = reliability().get((finding.code, case_of(finding.value)))
    if curve is None:
        return finding
    return replace(finding, confidence=curve.at(finding.confidence))
