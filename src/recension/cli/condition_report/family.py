"""Families of findings: what kind of trouble a place has, as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recension.cli.condition_report.condition import Remark
from recension.model.values import Damage, DamageKind, Note


@dataclass(frozen=True, slots=True)
class Family:
    """A family of findings.

    Attributes:
        name: a word for class names and ids.
        title: what a historian calls it.
    """

    name: str
    title: str


FAMILIES: tuple[Family, ...] = (
    Family("unreadable", "not language"),
    Family("lost", "something is missing"),
    Family("doubtful", "doubled, displaced, doubtful"),
    Family("other", "other remarks"),
)
"""The worst first; the strip has a lane for each."""

_OF_KIND: Mapping[DamageKind, str] = {
    "garble": "unreadable",
    "mojibake": "unreadable",
    "break": "lost",
    "missing-notes": "lost",
    "repetition": "doubtful",
    "displaced": "doubtful",
    "misread": "doubtful",
    "fabricated": "doubtful",
}


def family_of(remark: Remark) -> str:
    """The name of a remark's family."""
    value = remark.finding.value
    if isinstance(value, Damage):
        return _OF_KIND.get(value.kind, "other")
    return "lost" if isinstance(value, Note) and value.body is None else "other"
