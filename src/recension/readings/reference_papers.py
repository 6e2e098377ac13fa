"""Somebody's papers named as a source on a line of their own, without an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recension.readings.reference_units import Unit
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references import traditions


def read_named_papers(text: str) -> Iterator[Unit]:
    """Lines that are nothing but the name of a collection, like ``John Q. Miller Papers``.

    Older editions print such a line above a document. A line of running text or a heading with an
    article says nothing.

    Args:
        text: any text.

    Yields:
        units with a series, in order of place.
    """
    for name, line in _lines():
        for match in line.finditer(text):
            told = ("a line of its own names nothing but somebody's papers",)
            levels = {"series": " ".join(match["series"].split())}
            start, end = match.span("series")
            yield Unit(start, end, name, levels, because=told, confidence=0.6)


@cache
def _lines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            tradition.name,
            re.compile(
                rf"(?:\n[^\S\n]{{0,40}}\n|\A)[^\S\n]{{0,40}}[\[(*]?(?P<series>(?!{any_of(tradition.no_papers)}\s)"
                rf"(?:[A-Z][\w.’'-]{{0,20}} ){{1,4}}{any_of(tradition.papers)})"
                r"[*\])]?(?::[^\S\n]?[A-Z]\w{2,12})?[^\S\n]{0,9}(?=\n\s*\n|\s*\Z)"
            ),
        )
        for tradition in traditions().values()
        if tradition.papers
    )
