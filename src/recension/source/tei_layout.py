"""How the text of a TEI file is laid out: as a plain copy, the place of each element remembered.

The decoded text of a TEI source *is* what :func:`lay_out` builds (``docs/tei-in.md`` says how): the
words of ``text`` with white space as XML means it, blocks parted by blank lines, notes behind
their document under a raised number. A file whose ``text`` says ``xml:space="preserve"``, as those
that Recension writes do, is taken character for character (:mod:`recension.source.tei_verbatim`).
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from lxml import etree

from recension.model.source_text import Page
from recension.model.span import Span

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_WHITE = re.compile(r"[ \t\r\n]+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Elements that stand apart by a blank line, and those that begin a line of their own.
_BLOCKS = frozenset([
    "front", "body", "back", "div", "p", "head", "ab", "lg", "sp", "argument", "epigraph", "table",
    "list", "figure", "quote", "cit", "titlePage", "docTitle", "titlePart", "docImprint",
    "docAuthor", "docEdition", "byline", "attachment", "opener", "closer", "postscript", "trailer",
])  # fmt: skip
_LINES = frozenset([
    "item", "label", "row", "l", "dateline", "signed", "salute", "publisher", "pubPlace",
    "docDate", "lb",
])  # fmt: skip
# Inside these a block is no more than a line, inside a cell not even that.
_TIGHT = frozenset(["item", "note", "quote", "closer", "opener"])
_UNSAID = frozenset(["figDesc", "corr", "expan", "reg", "teiHeader", "fw"])
_AT_PLACE = frozenset(["inline", "margin", "left", "right"])


@dataclass(slots=True)
class Laid:
    """A text laid out.

    Attributes:
        text: the characters.
        spans: where each element stands that has any words; a note stands where its body does.
        calls: for each note the places that call it.
        pages: from one ``pb`` to the next.
    """

    text: str
    spans: dict[etree._Element, Span] = field(default_factory=dict)
    calls: dict[etree._Element, list[Span]] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def pages_of(breaks: list[tuple[str, int]], end: int) -> tuple[Page, ...]:
    """The pages between page breaks: label and offset of each; one without a label is counted."""
    ends = [*(at for _, at in breaks[1:]), end]
    bounds = zip(breaks, ends, strict=False)
    return tuple(Page(label or str(n), at, to) for n, ((label, at), to) in enumerate(bounds, 1))


class PlainLayout:
    """Writes elements as a plain copy would have them.

    Args:
        text: the ``text`` element.
    """

    def __init__(self, text: etree._Element) -> None:
        self._root = text
        self._parts: list[str] = []
        self._length = 0
        self._break, self._tabs, self._space = 0, 0, False
        self._unstarted: list[etree._Element] = []
        self._gaps: list[etree._Element] = []
        self._starts: dict[etree._Element, int] = {}
        self._laid = Laid("")
        self._new_pages: list[str] = []
        self._pages: list[tuple[str, int]] = []
        self._notes: deque[etree._Element] = deque()
        self._in_note = False
        self._documents = 0
        self._ids = {n.get(f"{XML}id"): n for n in text.iter(f"{TEI}note") if n.get(f"{XML}id")}

    def lay_out(self) -> Laid:
        """Lay the whole text out."""
        self._walk(self._root)
        self._flush()
        self._pages += [(label, self._length) for label in self._new_pages]
        self._laid.text = "".join(self._parts) + "\n" * bool(self._parts)
        self._laid.pages = pages_of(self._pages, len(self._laid.text))
        return self._laid

    def _walk(self, root: etree._Element) -> None:
        """Go through an element, by events and not by recursion: depth is the file's to choose."""
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: etree._Element | None = None
        for event, element in walker:
            if event == "start":
                if self._begin(element, element is root):
                    self._add(element.text)
                else:
                    skipped = element
                    walker.skip_subtree()
                continue
            if event == "end" and element is not skipped:
                self._end(element)
            if element is not root:
                self._add(element.tail)

    def _begin(self, element: etree._Element, is_root: bool) -> bool:
        """Begin an element; says whether its content is to be laid out here."""
        name = local(element)
        if name in _UNSAID:
            return False
        if name == "pb":
            self._new_pages += [] if self._in_note else [element.get("n") or ""]
            return False
        if name == "gap":
            self._gaps.append(element)
        if name == "note" and not is_root and not stays(element):
            self._call(element)
            return False
        if name == "div" and not self._documents:
            self._flush()
        self._documents += is_document(element)
        if not is_root:
            self._part(element, name)
        self._unstarted.append(element)
        return True

    def _end(self, element: etree._Element) -> None:
        if is_document(element):
            self._documents -= 1
            if not self._documents:
                self._flush()
        start = self._starts.pop(element, None)
        if start is not None:
            self._laid.spans[element] = Span(start, self._length)
        elif element in self._unstarted[-1:]:
            self._unstarted.pop()
        if element.tag == f"{TEI}label":
            self._space = True
        else:
            self._break = max(self._break, self._gap(element, local(element)))

    def _part(self, element: etree._Element, name: str) -> None:
        """Part an element from what stands before it: by a blank line, a line end or a tab."""
        parent = element.getparent()
        if name == "cell" and parent is not None and parent.index(element):
            self._tabs += 1
        before = element.getprevious()
        if name == "item" and before is not None and before.tag == f"{TEI}label":
            self._space = True
        else:
            self._break = max(self._break, self._gap(element, name))

    def _gap(self, element: etree._Element, name: str) -> int:
        """How many line ends stand around an element."""
        parent = element.getparent()
        around = local(parent) if parent is not None else ""
        if around == "cell":
            self._space = True
            return 0
        if name == "note":
            return 2
        if name == "quote" and not any(local(c) in _BLOCKS for c in element.iterchildren("*")):
            return 0
        if name in _LINES or (name in _BLOCKS and (around in _TIGHT or around == "list")):
            return 1
        return 2 if name in _BLOCKS else 0

    def _call(self, note: etree._Element) -> None:
        """Write a note's call, and keep the note for the end of its document."""
        label = label_of(note)
        is_apart, self._space = self._space, False
        start = self._raw(marker(label))
        self._space = is_apart
        called = self._ids.get((note.get("target") or note.get("sameAs") or "").lstrip("#"), note)
        if len(note) or (note.text or "").strip():
            called = note
            self._notes.append(note)
        self._laid.calls.setdefault(called, []).append(Span(start, self._length))
        # A page that ends inside a note ends, in the text that runs on, about at its call.
        self._new_pages += [pb.get("n") or "" for pb in note.iter(f"{TEI}pb")]

    def _flush(self) -> None:
        """Write the notes that were called since the last document."""
        if self._in_note:
            return
        self._in_note = True
        # A page break right before this place opens the page of what comes after the notes.
        opening, self._new_pages = self._new_pages, []
        while self._notes:
            note = self._notes.popleft()
            self._break = 2
            start = self._raw(marker(label_of(note)))
            self._space = True
            self._walk(note)
            self._laid.spans[note] = Span(start, self._length)
        self._in_note, self._new_pages = False, opening

    def _add(self, words: str | None) -> None:
        """Write words, each stretch of white space as one blank, none at a line's ends."""
        if not words:
            return
        words = _WHITE.sub(" ", words)
        bare = words.strip(" ")
        if words[0] == " ":
            self._space = True
        if bare:
            self._raw(bare)
            self._space = words[-1] == " "

    def _raw(self, words: str) -> int:
        """Write words after what parts them from those before; gives where they begin."""
        if self._length:
            if self._break:
                between = "\n" * self._break + "\t" * self._tabs
            else:
                between = "\t" * self._tabs or " " * self._space
            self._parts.append(between)
            self._length += len(between)
        self._break, self._tabs, self._space = 0, 0, False
        start = self._length
        for element in self._unstarted:
            self._starts[element] = start
        self._unstarted.clear()
        for gap in self._gaps:
            self._laid.spans[gap] = Span(start, start)
        self._gaps.clear()
        self._pages += [(label, start) for label in self._new_pages]
        self._new_pages.clear()
        self._parts.append(words)
        self._length += len(words)
        return start


def is_document(element: etree._Element) -> bool:
    """Whether an element is a document, or a division that holds no other and lies in none."""
    if element.tag != f"{TEI}div":
        return False
    if element.get("type") == "document":
        return True
    within = any(a.get("type") == "document" for a in element.iterancestors(f"{TEI}div"))
    return not within and next(element.iterdescendants(f"{TEI}div"), None) is None


def stays(note: etree._Element) -> bool:
    """Whether a note stands where it is written, without a call: a source line, a gloss."""
    if note.get("rend") == "inline" or note.get("place") in _AT_PLACE:
        return True
    parent = note.getparent()
    return note.get("n") is None and parent is not None and local(parent) in ("div", "attachment")


def label_of(note: etree._Element) -> str:
    """The sign that calls a note: as the markup has it, else an asterisk."""
    return " ".join((note.get("n") or "").split()) or "*"


def marker(label: str) -> str:
    """A label as a plain copy prints it: figures raised, signs as they are, letters in brackets."""
    if label.isascii() and label.isdigit():
        return label.translate(_SUPERSCRIPT)
    return f"[{label}]" if any(map(str.isalnum, label)) else label
