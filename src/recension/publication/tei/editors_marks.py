"""Editors' marks as TEI: what each kind is called there, with its words kept where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from recension.model.edition import Edition, Entry
from recension.model.span import Span, joined
from recension.model.values import EditorialMark
from recension.publication.tei.characters import attributes, token
from recension.publication.tei.containers import Point
from recension.publication.tei.nesting import Attributes, Mark

_PHRASE, _INNERMOST = 3, 9
_PUT_IN = re.compile(r"\[[^\[\]]{1,200}\]")

# The element around a mark's own words; what is not here is a note.
_OWN = {
    "supplied": "supplied",
    "identification": "supplied",
    "heading": "supplied",
    "abbreviation": "expan",
    "omission": "seg",
    "classified": "seg",
    "illegible": "seg",
    "page": "fw",
    "emphasis": "hi",
}
# The element around the words that a mark speaks of.
_SPOKEN_OF = {
    "sic": "sic",
    "illegible": "unclear",
    "deleted": "del",
    "inserted": "add",
    "handwritten": "hi",
    "underlined": "hi",
}
# Marks that stand for something that is not there: a gap is written before their words.
_GAPS = ("omission", "classified", "illegible")

#: Those whose marks a text may hold, with what the header says of each.
OWNERS = {
    "editor": "supplied, left out or remarked by the editor",
    "translator": "supplied or remarked by the translator",
    "recorder": "abbreviated by the recorder",
    "reviewer": "withheld by a reviewer of the declassification",
}


def marks_of(entries: Sequence[Entry[EditorialMark]], text: str) -> Iterator[Mark]:
    """The elements around editors' marks and around the words that they speak of.

    Args:
        entries: of one source.
        text: the source's.
    """
    put_in: list[Span] = []
    for entry in entries:
        if entry.span is None:
            continue
        value = entry.value
        yield _own(entry, entry.span, text)
        if value.about is not None and len(value.about) and value.kind in _SPOKEN_OF:
            said = _spoken_of_attributes(value)
            element = _SPOKEN_OF[value.kind]
            yield Mark(value.about, element, f"{entry.id}.about", said, _PHRASE, named=False)
        if value.kind == "abbreviation":
            found = _PUT_IN.finditer(text, entry.span.start, entry.span.end)
            put_in += [Span(*match.span()) for match in found]
    for number, span in enumerate(joined(put_in), 1):
        yield Mark(span, "ex", f"ex{number}", (), _INNERMOST, named=False, plain=True)


def _own(entry: Entry[EditorialMark], span: Span, text: str) -> Mark:
    value = entry.value
    by = (("resp", responsible(value)), ("cert", _cert(entry)))
    if value.kind == "moved" and text[span.start : span.start + 1] != "[":
        return Mark(span, "seg", entry.id, (("type", "transposition"), *by), _PHRASE)
    element = _OWN.get(value.kind, "note")
    if element == "note" or (value.kind == "illegible" and value.about):
        return Mark(span, "note", entry.id, (("type", token(value.kind)), *by), _PHRASE)
    return Mark(span, element, entry.id, (*_kind(value, element), *by), _PHRASE)


def _kind(value: EditorialMark, element: str) -> Attributes:
    if element == "supplied":
        return () if value.kind == "supplied" else (("reason", token(value.kind)),)
    if element == "hi":
        return (("rend", "italic"),)
    if element == "expan":
        return (("n", value.reading),)
    return (("type", "pageNum" if element == "fw" else token(value.kind)),)


def _spoken_of_attributes(value: EditorialMark) -> Attributes:
    if value.kind in ("handwritten", "underlined"):
        return (("rend", value.kind),)
    return (("reason", "doubtful"),) if value.kind == "illegible" else ()


def gaps_of(entries: Iterable[Entry[EditorialMark]], order: int) -> Iterator[Point]:
    """A gap before each mark that stands for something left out, withheld or illegible.

    Args:
        entries: of one source.
        order: where gaps come among the points at one offset.
    """
    for entry in entries:
        value = entry.value
        if entry.span is not None and value.kind in _GAPS and value.about is None:
            said = (
                ("reason", token(value.kind)),
                ("extent", value.reading),
                ("resp", responsible(value)),
            )
            yield Point(entry.span.start, order, f"<gap{attributes(*said)}/>")


def responsible(value: EditorialMark) -> str | None:
    """The pointer to whose mark it is, declared in the header."""
    return f"#by-{value.owner}" if value.owner in OWNERS else None


def owners_in(edition: Edition, source: str) -> Iterator[tuple[str, str]]:
    """Whose marks a source holds, each with what the header says of them."""
    owners = {e.value.owner for e in edition.editorial_marks if e.source == source}
    for owner, said in OWNERS.items():
        if owner in owners:
            yield owner, said


def _cert(entry: Entry[EditorialMark]) -> str | None:
    return None if entry.confidence == 1.0 else f"{entry.confidence:g}"
