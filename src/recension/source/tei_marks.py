"""Editors' marks of a TEI file: what is supplied, doubtful, struck out, inserted, left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from lxml import etree

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import EditorialMark, MarkKind, MarkOwner, Value
from recension.source.tei_elements import all_words, pieces, said
from recension.source.tei_layout import TEI, XML, Laid, local

# Elements that stand around the words that a mark speaks of, or that are the mark.
_AROUND: dict[str, MarkKind] = {
    "sic": "sic",
    "del": "deleted",
    "add": "inserted",
    "unclear": "illegible",
    "supplied": "supplied",
    "expan": "abbreviation",
    "abbr": "abbreviation",
}
_BY_REASON: dict[str, MarkKind] = {
    "illegible": "illegible",
    "damage": "illegible",
    "classified": "classified",
    "withheld": "classified",
}
_NAMES = (*_AROUND, "hi", "seg", "fw", "note", "gap")
_ABOUT_ITSELF = frozenset({"sic", "deleted", "inserted", "handwritten", "underlined"})
_IN_WORDS = frozenset({"supplied", "identification", "heading", "emphasis"})
_KINDS = frozenset(get_args(MarkKind))
_OWNERS = frozenset(get_args(MarkOwner))


class EditorsMarks:
    """Reads the marks of a file.

    Args:
        root: the ``TEI`` element.
        laid: its text, and where its elements stand.
    """

    def __init__(self, root: etree._Element, laid: Laid) -> None:
        self._laid = laid
        damage = root.iterfind(f"{TEI}standOff//{TEI}note[@type='damage']")
        self._damaged = {(note.get("target") or "").lstrip("#") for note in damage}
        self._places = list(pieces(laid, _NAMES))
        self._about = {
            str(element.get("corresp")): span
            for element, span in self._places
            if element.get("corresp") and len(span) and local(element) != "note"
        }

    def findings(self) -> Iterator[Finding[Value]]:
        """All marks, in order of place."""
        for element, span in self._places:
            own = element.get(f"{XML}id") or ""
            if own.partition(".")[0] in self._damaged or element.get("corresp"):
                continue
            kind = self._kind(element)
            if kind is not None and (len(span) or local(element) == "gap"):
                reading = self._reading(kind, element, span)
                is_itself = kind in _ABOUT_ITSELF and local(element) != "note"
                about = self._about.get(f"#{own}") or (span if is_itself else None)
                value = EditorialMark(kind, _owner(element), reading, about)
                yield said(element, value, span, f"marked up as {local(element)} in the TEI file")

    def _kind(self, element: etree._Element) -> MarkKind | None:
        name, stated = local(element), element.get("type") or ""
        if name == "gap":
            is_lost = element.get("reason") == "lost"
            return None if is_lost else _BY_REASON.get(element.get("reason") or "", "omission")
        if name == "hi":
            rend = "emphasis" if element.get("rend") == "italic" else element.get("rend") or ""
            known = rend if element.get(f"{XML}id") or rend != "emphasis" else ""
            return cast(MarkKind, known) if known in _KINDS else None
        if name in ("seg", "note", "fw"):
            stated = {"transposition": "moved", "pageNum": "page"}.get(stated, stated)
            is_mark = stated in _KINDS and not (name == "note" and element.get("anchored"))
            is_mark = is_mark and element not in self._laid.calls
            return cast(MarkKind, stated) if is_mark else None
        reason = element.get("reason") or ""
        if name == "supplied" and reason in _KINDS:
            return cast(MarkKind, reason)
        return None if name == "abbr" and _expansion(element) is None else _AROUND[name]

    def _reading(self, kind: MarkKind, element: etree._Element, span: Span) -> str | None:
        """What the mark stands for: said in ``n``, else the words themselves where it adds some."""
        stated = element.get("n")
        if stated is not None:
            return stated or None
        if local(element) == "gap":
            size = " ".join(filter(None, (element.get("quantity"), element.get("unit"))))
            return element.get("extent") or size or None
        if local(element) == "abbr":
            return _expansion(element)
        bare = " ".join(span.of(self._laid.text).strip("[]<>()*").split())
        return bare or None if kind in _IN_WORDS else None


def _expansion(element: etree._Element) -> str | None:
    """The resolved form beside an abbreviation, in the same ``choice``."""
    choice = element.getparent()
    full = choice.find(f"{TEI}expan") if choice is not None and local(choice) == "choice" else None
    return " ".join(all_words(full).split()) if full is not None else None


def _owner(element: etree._Element) -> MarkOwner | None:
    owner = (element.get("resp") or "").removeprefix("#by-")
    return cast(MarkOwner, owner) if owner in _OWNERS else None
