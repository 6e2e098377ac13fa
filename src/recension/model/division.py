"""Divisions: the compilations and chapters under which a volume's documents stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from recension.model.span import Span
from recension.model.values import Value

DivisionKind = Literal["part", "compilation", "chapter", "subchapter", "section"]


@dataclass(frozen=True, slots=True)
class Division(Value):
    """A part of a volume that holds documents; ``parent`` is the division around it."""

    REFERS: ClassVar[tuple[str, ...]] = ("parent",)

    kind: DivisionKind
    title: str | None = None
    title_span: Span | None = None
    number: str | None = None
    parent: str | None = None
