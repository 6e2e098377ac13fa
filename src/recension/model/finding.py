"""A finding: any one thing that the program says of a span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

from recension.model.span import Span
from recension.model.values import Value

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Finding(Generic[V]):
    """Something said about a span, with who said it, how sure, and why.

    Attributes:
        code: the rule that says it (``RC101``).
        span: where.
        value: what, as a typed value.
        confidence: 0-1: of the findings said at 0.9, about nine in ten should be right.
        because: the evidence, each piece in words a historian understands.
        key: a name by which values of other findings of the same source point to this one;
            empty where nothing needs to.
    """

    code: str
    span: Span
    value: V
    confidence: float = 1.0
    because: tuple[str, ...] = ()
    key: str = ""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(
                f"{self.code}: a confidence lies between 0 and 1, not {self.confidence}"
            )


def key_of(value: Value, span: Span) -> str:
    """The key of a finding by what it is and where: ``Document:0-120``."""
    return f"{type(value).__name__}:{span.start}-{span.end}"


class Findings:
    """The findings on one source, asked by kind of value and by place.

    Stages speak to each other only through these. Findings are kept per type of value in order of
    their spans, so that a question about a place does not walk through all of them.
    """

    def __init__(self, findings: Iterable[Finding[Value]] = ()) -> None:
        self._by_type: dict[type[Value], list[Finding[Value]]] = {}
        self._longest: dict[type[Value], int] = {}
        self.add(findings)

    def add(self, findings: Iterable[Finding[Value]]) -> None:
        """Take in more findings."""
        touched = set()
        for finding in findings:
            kind = type(finding.value)
            self._by_type.setdefault(kind, []).append(finding)
            self._longest[kind] = max(self._longest.get(kind, 0), len(finding.span))
            touched.add(kind)
        for kind in touched:
            self._by_type[kind].sort(key=attrgetter("span", "code"))

    def of(self, kind: type[V]) -> list[Finding[V]]:
        """All findings whose value is of a kind, in order of place."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def overlapping(self, kind: type[V], span: Span) -> Iterator[Finding[V]]:
        """Those of a kind that share a character with ``span`` (points: that lie inside it)."""
        rows = self.of(kind)
        start = attrgetter("span.start")
        low = bisect_left(rows, span.start - self._longest.get(kind, 0), key=start)
        high = bisect_right(rows, span.end, key=start)
        for finding in rows[low:high]:
            inside = span.start <= finding.span.start < max(span.end, span.start + 1)
            if finding.span.overlaps(span) or (len(finding.span) == 0 and inside):
                yield finding

    def any_over(self, kind: type[V], span: Span) -> bool:
        """Whether one of a kind shares a character with ``span``."""
        return next(self.overlapping(kind, span), None) is not None

    def __iter__(self) -> Iterator[Finding[Value]]:
        every = [finding for rows in self._by_type.values() for finding in rows]
        return iter(sorted(every, key=lambda f: (f.span, f.code, type(f.value).__name__)))

    def __len__(self) -> int:
        return sum(map(len, self._by_type.values()))
