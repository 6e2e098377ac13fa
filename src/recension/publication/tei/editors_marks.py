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
_IN_WORDS = frozenset({"supplied", "identification", "heading", "emphasis"})
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
        yield from _elements_of(entry, entry.span, text)
        if value.kind == "abbreviation":
            found = _PUT_IN.finditer(text, entry.span.start, entry.span.end)
            put_in += [Span(*match.span()) for match in found]
    for number, span in enumerate(joined(put_in), 1):
        yield Mark(span, "ex", f"ex{number}", (), _INNERMOST, named=False, plain=True)


def _elements_of(entry: Entry[EditorialMark], span: Span, text: str) -> Iterator[Mark]:
    """The element of a mark, and that of the words it speaks of; one where the two are one."""
    value = entry.value
    if not len(span) and value.kind in _GAPS:
        return
    spoken_of = (_SPOKEN_OF.get(value.kind, "seg"), _spoken_of_attributes(value))
    if value.about == span and value.kind in _SPOKEN_OF:
        by = (("n", value.reading), ("resp", responsible(value)), ("cert", _cert(entry)))
        yield Mark(span, spoken_of[0], entry.id, (*spoken_of[1], *by), _PHRASE)
        return
    yield _own(entry, span, text)
    if value.about is not None and len(value.about):
        said = (*spoken_of[1], ("corresp", f"#{entry.id}"))
        yield Mark(value.about, spoken_of[0], f"{entry.id}.about", said, _PHRASE, named=False)


def _own(entry: Entry[EditorialMark], span: Span, text: str) -> Mark:
    value = entry.value
    stated = ("n", _stated(value, span.of(text)))
    by = (stated, ("resp", responsible(value)), ("cert", _cert(entry)))
    if value.kind == "moved" and text[span.start : span.start + 1] != "[":
        return Mark(span, "seg", entry.id, (("type", "transposition"), *by), _PHRASE)
    element = _OWN.get(value.kind, "note")
    if element == "note" or (value.kind == "illegible" and value.about):
        return Mark(span, "note", entry.id, (("type", token(value.kind)), *by), _PHRASE)
    return Mark(span, element, entry.id, (*_kind(value, element), *by), _PHRASE)


def _stated(value: EditorialMark, words: str) -> str | None:
    """What a mark stands for, unless it is its own words; empty where it is not even they."""
    bare = " ".join(words.strip("[]<>()*").split()) if value.kind in _IN_WORDS else ""
    return None if (value.reading or "") == bare else value.reading or ""


def _kind(value: EditorialMark, element: str) -> Attributes:
    if element == "supplied":
        return () if value.kind == "supplied" else (("reason", token(value.kind)),)
    if element == "hi":
        return (("rend", "italic"),)
    if element == "expan":
        return ()
    return (("type", "pageNum" if element == "fw" else token(value.kind)),)


def _spoken_of_attributes(value: EditorialMark) -> Attributes:
    if value.kind in ("handwritten", "underlined"):
        return (("rend", value.kind),)
    if value.kind not in _SPOKEN_OF:
        return (("type", "about"),)
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
            alone = not len(entry.span)
            said = (
                ("xml:id", entry.id if alone else None),
                ("corresp", None if alone else f"#{entry.id}"),
                ("reason", token(value.kind)),
                ("extent", value.reading),
                ("resp", responsible(value)),
                ("cert", _cert(entry) if alone else None),
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
