"""Long registers in parts, so that every page stays small: each part is a page with its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a register.

    Attributes:
        address: from the site's root; that of the first part is the register's own.
        label: what it holds, from its first to its last row.
        rows: in order.
    """

    address: str
    label: str
    rows: tuple[T, ...]


def parts(
    rows: Sequence[T],
    address: str,
    label: Callable[[T], str],
    most: int,
    weight: Callable[[T], int] = lambda _: 1,
) -> list[Part[T]]:
    """Share rows out over pages; at least one, which may be empty.

    Args:
        rows: of the whole register, in order.
        address: of its first page; the others lie beside it: ``people/part-2.html`` after
            ``people/index.html``, ``people/p4.part-2.html`` after ``people/p4.html``.
        label: what a row is called where the parts are listed.
        most: the weight that a page may carry; a row that weighs more has a page to itself.
        weight: of a row.
    """
    boxes: list[list[T]] = [[]]
    carried = 0
    for row in rows:
        if boxes[-1] and carried + weight(row) > most:
            boxes.append([])
            carried = 0
        boxes[-1].append(row)
        carried += weight(row)
    stem = address.removesuffix("index.html") or "contents/"
    stem = stem if stem.endswith("/") else f"{stem.removesuffix('html')}"
    return [
        Part(address if not n else f"{stem}part-{n + 1}.html", _ends(box, label), tuple(box))
        for n, box in enumerate(boxes)
    ]


def _ends(rows: Sequence[T], label: Callable[[T], str]) -> str:
    if not rows:
        return ""
    first, last = label(rows[0]), label(rows[-1])
    return first if first == last else f"{first} – {last}"
