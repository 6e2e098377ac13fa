"""Irregularities: what contradicts itself in a numbering, in dates, in identifiers, in pointers.

They are for whoever makes the edition, and no part of it: they have no table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recension.model.values import Value

IrregularityKind = Literal["number", "date", "note", "identifier", "pointer"]


@dataclass(frozen=True, slots=True)
class Irregularity(Value):
    """Something that a publisher's house rules do not allow, or that an editor should look at."""

    kind: IrregularityKind
    message: str


@dataclass(frozen=True, slots=True)
class Identifier(Value):
    """An id that the source's own markup gives to the element at this place.

    ``element`` is the element's name, ``n`` its number as the markup has it, ``within`` the id of
    the innermost division around it.
    """

    name: str
    element: str
    n: str | None = None
    within: str | None = None
