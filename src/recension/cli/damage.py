"""What the condition stage says of a loose file, for the commands that weigh damage."""

from __future__ import annotations

from recension import condition, journey
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage

_WEIGHS = frozenset(("garble", "repetition", "break", "displaced", "fabricated"))


def damage_of(source: SourceText) -> tuple[Span, ...]:
    """Where a source cannot be trusted: damaged spans, points where something is missing."""
    findings = journey.read(source, condition.READERS)
    return tuple(f.span for f in findings.of(Damage) if f.value.kind in _WEIGHS)
