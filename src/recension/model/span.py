"""A span: where something stands in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a source's decoded text.

    Attributes:
        start: first code point of the stretch.
        end: code point after its last; equal to ``start`` for a point between two characters.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Even an empty span is a place, so every span is true."""
        return True

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether this one lies wholly inside ``other`` (or is it)."""
        return other.start <= self.start and self.end <= other.end

    def of(self, text: str) -> str:
        """The words that stand here."""
        return text[self.start : self.end]


def joined(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Merge spans that overlap or lie at most ``gap`` code points apart; the result is in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
