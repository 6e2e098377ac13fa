"""RR303: the places that a text names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Place, Value
from recension.readings.capitals import UPPER, bare
from recension.readings.census import touches
from recension.readings.person import garbled
from recension.vocabularies.places import gazetteer

_NAME = rf"[{UPPER}][\w'’-]+(?: [{UPPER}][\w'’-]+){{0,2}}"
_BEGINS = r"(?<!\w)(?<!\w['’-])"
_GLOSSED = re.compile(rf"{_BEGINS}(?P<old>{_NAME}) \[(?P<new>{_NAME})(?:, (?P<country>{_NAME}))?\]")
_SHORTENED = re.compile(rf"(?<!\w)[{UPPER}]\w*(?:\[\w+\]\w*)+")


@cache
def _known() -> re.Pattern[str]:
    names = sorted(gazetteer().names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


class PlaceReader:
    """Places, each under all the names that the text gives it.

    ## What it finds
    One finding for each place, at the first word that names it: countries, capitals and regions of
    1850-1990 in their older spellings (`Roumania`, `Peiping`), a recorder's abbreviations
    (`B[el]g[ra]de`), and places whose later name the editor adds in brackets
    (`Memel [Klaipeda, Lithuania]`).

    ## Why it matters
    Borders and names moved; a reader who looks for Gdańsk should find Danzig.

    ## When unsure
    A missing place is better than a false one: a word that may be a surname (`Jordan`) is a place
    here only because the list of places has it, and nothing outside the list is taken without the
    editor's bracket. Adjectives (`Soviet`) are no places.

    ## Sources
    `vocabularies/places/countries.toml`.
    """

    code: ClassVar[str] = "RR303"
    name: ClassVar[str] = "place"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Place,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the places."""
        damaged = garbled(findings)
        first: dict[str, Span] = {}
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        why: dict[str, str] = {}
        for name, form, span, because in _places(source.text):
            if touches(span.start, span.end, damaged):
                continue
            if name not in first or span < first[name]:
                first[name] = span
            forms[name][form] += 1
            why.setdefault(name, because)
        marked = {name for f in findings.of(Place) for name in (f.value.name, *f.value.variants)}
        for name, span in sorted(first.items(), key=lambda item: item[1]):
            if name in marked:  # the source's own markup has it
                continue
            variants = tuple(form for form, _ in forms[name].most_common() if form != name)
            value = Place(name, variants)
            sure = 0.95 if why[name] == _LISTED else 0.85
            yield Finding(self.code, span, value, sure, (why[name],), key_of(value, span))


_LISTED = "the list of places has it"


def _places(text: str) -> Iterator[tuple[str, str, Span, str]]:
    glossed = list(_glossed(text))
    later = {form: name for name, form, _, _ in glossed}
    yield from glossed
    for match in _known().finditer(text):
        name = later.get(match[0]) or gazetteer().names[match[0]]
        yield name, match[0], Span(*match.span()), _LISTED
    for match in _SHORTENED.finditer(text):
        full = match[0].replace("[", "").replace("]", "")
        if full in gazetteer().names:
            span = Span(*match.span())
            yield gazetteer().names[full], match[0], span, "a recorder's abbreviation"


def _glossed(text: str) -> Iterator[tuple[str, str, Span, str]]:
    """``Memel [Klaipeda, Lithuania]``: both names are one place; the country makes it sure."""
    for match in _GLOSSED.finditer(text):
        old, new, country = match["old"], match["new"], match["country"]
        listed = gazetteer().names
        if country in listed or (old in listed and new in listed):
            why = "the editor adds another name in brackets"
            span = Span(match.start("old"), match.end("old"))
            yield old, bare(old), span, why
            yield old, new, Span(match.start("new"), match.end("new")), why
