"""Names whose extent something else has settled: lists of persons, and heads and feet of records.

What the capital letters alone would read around such a name gives way to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from recension.model.span import Span
from recension.readings.biography import Biography
from recension.readings.capitals import Kind, Naming, name_at

_GIVEN: tuple[Kind, ...] = ("given",)
#: The title of a name that a head or foot of a record gives: an office that only names follow.
HEAD = "a head or foot of the record"


def from_biographies(biographies: Iterable[Biography]) -> Iterator[Naming]:
    """``Baranov, Leonid``: the names of a list whose surnames stand first."""
    for found in biographies:
        if found.inverted:
            yield Naming(
                found.name.start,
                found.name.end,
                found.given,
                found.surname,
                None,
                _GIVEN * len(found.given),
                (),
                "name",
                None,
            )


def from_heads(text: str, heads: Iterable[Span]) -> Iterator[Naming]:
    """The names that heads and feet of records give those present, drafters and recorders.

    Args:
        text: the text.
        heads: where the names stand, titles and offices not included.
    """
    for span in heads:
        naming = name_at(text, span, HEAD)
        if naming is not None:
            yield naming


def with_settled(namings: Iterable[Naming], settled: Iterable[Naming]) -> Iterator[Naming]:
    """Namings in order; those that touch a settled one give way to it.

    Args:
        namings: what the capital letters say, in order.
        settled: in any order; of two that begin at one place the first counts.
    """
    place = attrgetter("start")
    waiting = (next(same) for _, same in groupby(sorted(settled, key=place), place))
    head = next(waiting, None)
    end = -1
    for naming in namings:
        while head and naming.end > head.start:
            if head.start >= end:
                yield head
                end = head.end
            head = next(waiting, None)
        if naming.start >= end:
            yield naming
    if head and head.start >= end:
        yield head
        yield from waiting
