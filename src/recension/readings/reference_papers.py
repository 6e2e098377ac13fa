"""Somebody's papers named as a source on a line of their own, without an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recension.readings.reference_segments import clause_end
from recension.readings.reference_units import Unit
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references import Tradition, traditions


def read_named_papers(text: str) -> Iterator[Unit]:
    """Names of collections that stand for a source without an archive.

    Older editions print such a name on a line of its own above a document (``John Q. Miller
    Papers``); others after the word that announces a source (``Source: USUN Files, Cables.``). A
    heading with an article and running text say nothing.

    Args:
        text: any text.

    Yields:
        units with a series, in order of place.
    """
    for name, line in _lines():
        for match in line.finditer(text):
            group = "line" if match["line"] else "source"
            levels = {"series": " ".join(match[group].split())}
            start, end = match.span(group)
            told = ("a line of its own names nothing but somebody's papers",)
            if group == "source":
                told = ("announced as the source, without an archive",)
                end = clause_end(text, end)
                if rest := " ".join(text[match.end(group) : end].strip(" ,:\n\t").split()):
                    levels["file"] = rest
            yield Unit(start, end, name, levels, because=told, confidence=0.6)


@cache
def _lines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (tradition.name, _pattern(tradition))
        for tradition in traditions().values()
        if tradition.papers
    )


def _pattern(tradition: Tradition) -> re.Pattern[str]:
    last = any_of(tradition.papers)
    return re.compile(
        rf"(?:\n[^\S\n]{{0,40}}\n|\A)[^\S\n]{{0,40}}[\[(*]?"
        rf"(?P<line>(?!{any_of(tradition.no_papers)}\s)(?:[A-Z][\w.’'-]{{0,20}} ){{1,4}}{last})"
        r"[*\])]?(?::[^\S\n]?[A-Z]\w{2,12})?[^\S\n]{0,9}(?=\n\s*\n|\s*\Z)"
        rf"|{any_of(opener for opener in tradition.openers if opener.endswith(':'))}\s{{1,3}}"
        rf"(?P<source>[A-Z][^,;.:\n]{{1,60}}?\s{last})(?=[,.:])"
    )
