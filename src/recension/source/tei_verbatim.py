"""The text of a TEI file that keeps white space: character for character, notes put back.

Such are the files that Recension writes. A note that names its place with ``@corresp`` is read
where the ``anchor`` of type ``noteBody`` stands, and a ``g`` is the character that its ``@ref``
names; what comes out is the very text of the source that the file was written from.
"""

from __future__ import annotations

import re

from lxml import etree

from recension.model.span import Span
from recension.source.tei_layout import TEI, XML, Laid, local, pages_of

_GLYPH = re.compile(r"#u-([0-9A-F]{4,6})")


def keeps_white_space(text: etree._Element) -> bool:
    """Whether a ``text`` element says that its white space is part of it."""
    return text.get(f"{XML}space") == "preserve"


class VerbatimLayout:
    """Writes elements character for character.

    Args:
        text: the ``text`` element.
    """

    def __init__(self, text: etree._Element) -> None:
        self._root = text
        self._parts: list[str] = []
        self._length = 0
        self._starts: dict[etree._Element, int] = {}
        self._laid = Laid("")
        self._pages: list[tuple[str, int]] = []
        places = {f"#{a.get(f'{XML}id')}" for a in text.iter(f"{TEI}anchor") if _is_place(a)}
        notes = ((n.get("corresp"), n) for n in text.iter(f"{TEI}note"))
        self._moved = {place: note for place, note in notes if place and place in places}
        self._elsewhere = set(self._moved.values())

    def lay_out(self) -> Laid:
        """Lay the whole text out."""
        self._walk(self._root)
        self._laid.text = "".join(self._parts)
        self._laid.pages = pages_of(self._pages, self._length)
        return self._laid

    def _walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                if element is root or element not in self._elsewhere:
                    self._begin(element)
                else:
                    walker.skip_subtree()
                continue
            if event == "end" and element in self._starts:
                self._laid.spans[element] = Span(self._starts.pop(element), self._length)
            if element is not root:
                self._add(element.tail)

    def _begin(self, element: etree._Element) -> None:
        self._starts[element] = self._length
        name = local(element)
        if name == "pb":
            self._pages.append((element.get("n") or "", self._length))
        elif name == "g":
            glyph = _GLYPH.fullmatch(element.get("ref") or "")
            self._add(chr(int(glyph[1], 16)) if glyph else element.text)
        elif name == "anchor" and _is_place(element):
            note = self._moved.pop(f"#{element.get(f'{XML}id')}", None)
            if note is not None:
                self._walk(note)
        else:
            self._add(element.text)

    def _add(self, words: str | None) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)


def _is_place(anchor: etree._Element) -> bool:
    return anchor.get("type") == "noteBody" and anchor.get(f"{XML}id") is not None
