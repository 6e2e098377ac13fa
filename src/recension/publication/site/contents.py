"""The table of contents: every document, nested under the one it belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from recension.model.division import Division
from recension.model.edition import Entry
from recension.model.span import Span, joined
from recension.model.values import Document
from recension.publication.site.paged import Part
from recension.publication.site.volume import Volume, document_address
from recension.publication.wording import DOCUMENT_KINDS, date_words, shortened


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contents.

    Attributes:
        id, address, title, kind, date, place, number: of the document, in words.
        depth: how deep it is nested, from 0.
        notes: how many notes it calls.
        damaged: thousandths of its characters that are damaged; None where nothing is.
        lost: what is missing of it, in words.
        headings: the compilations and chapters that begin with it, the widest first.
    """

    id: str
    address: str
    title: str
    kind: str
    date: str | None
    place: str | None
    number: str | None
    source: str
    depth: int
    notes: int
    damaged: int | None
    lost: str | None
    headings: tuple[str, ...] = ()


_MOST = 300
_LOST = {
    "beginning": "The beginning is missing",
    "end": "The end is missing",
    "both": "Beginning and end are missing",
}


def rows(volume: Volume) -> list[Row]:
    """The contents in the order of the copies, children after their parents."""
    children: defaultdict[str | None, list[Entry[Document]]] = defaultdict(list)
    for entry in volume.documents.values():
        children[_parent(volume, entry)].append(entry)
    notes: Counter[str] = Counter()
    for address, listed in volume.notes_of.items():
        notes[address] = len(listed)
    headings = _headings(volume, children[None])
    return [
        _row(volume, entry, depth, notes, headings.get(entry.id, ()))
        for entry, depth in _walked(children)
    ]


def pages(rows: Sequence[Row], names: Mapping[str, str]) -> list[Part[Row]]:
    """The contents in pages: small copies together, a large one in parts of its own.

    Args:
        rows: of the whole edition, in order.
        names: of the copies, by id.
    """
    boxes: list[list[Row]] = [[]]
    for _, own in groupby(rows, lambda row: row.source):
        copy = list(own)
        if boxes[-1] and len(boxes[-1]) + len(copy) > _MOST:
            boxes.append([])
        while len(boxes[-1]) + len(copy) > _MOST:
            boxes[-1] += copy[:_MOST]
            del copy[:_MOST]
            boxes.append([])
        boxes[-1] += copy
    full = [box for box in boxes if box] or [[]]
    return [
        Part(f"contents/part-{n + 1}.html" if n else "index.html", _label(box, rows, names),
             tuple(box))
        for n, box in enumerate(full)
    ]  # fmt: skip


def _label(box: Sequence[Row], rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """The copies of a page or, where a copy has several, its first and last document."""
    if not box:
        return ""
    first, last = box[0], box[-1]
    if first.source != last.source:
        return f"{shortened(names[first.source], 30)} – {shortened(names[last.source], 30)}"
    name = shortened(names[first.source], 30)
    if len(box) == sum(row.source == first.source for row in rows):
        return name
    return f"{name}: {_called(first)} – {_called(last)}"


def _called(row: Row) -> str:
    """What tells a row from others in the list of pages: number and date, else its title."""
    number = f"No. {row.number}" if row.number else None
    return ", ".join(filter(None, (number, row.date))) or shortened(row.title, 30)


def _headings(volume: Volume, tops: Sequence[Entry[Document]]) -> dict[str, tuple[str, ...]]:
    """The titles of the divisions that begin before each document and after the one before it."""
    divisions = [d for d in volume.edition.divisions if d.source and d.span and d.value.title]
    divisions.sort(key=lambda d: (d.source or "", d.span or Span(0, 0)), reverse=True)
    found = {}
    for entry in sorted(tops, key=lambda e: (e.source or "", e.span or Span(0, 0))):
        here = []
        while divisions and _not_after(divisions[-1], entry):
            here.append(" ".join((divisions.pop().value.title or "").split()))
        found[entry.id] = tuple(here)
    return found


def _not_after(division: Entry[Division], document: Entry[Document]) -> bool:
    ends = [(row.source or "", row.span.start if row.span else 0) for row in (division, document)]
    return ends[0] <= ends[1]


def _parent(volume: Volume, entry: Entry[Document]) -> str | None:
    """The document's parent, unless following parents leads back to it."""
    seen, parent = {entry.id}, entry.value.parent
    while parent in volume.documents and parent is not None:
        if parent in seen:
            return None
        seen.add(parent)
        parent = volume.documents[parent].value.parent
    return entry.value.parent if entry.value.parent in volume.documents else None


def _walked(
    children: dict[str | None, list[Entry[Document]]],
) -> Iterator[tuple[Entry[Document], int]]:
    waiting = [(entry, 0) for entry in reversed(children.get(None, []))]
    while waiting:
        entry, depth = waiting.pop()
        yield entry, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(entry.id, []))]


def _row(
    volume: Volume,
    entry: Entry[Document],
    depth: int,
    notes: Counter[str],
    headings: tuple[str, ...],
) -> Row:
    value, address = entry.value, document_address(entry.id)
    return Row(
        entry.id, address, volume.titles[entry.id], DOCUMENT_KINDS.get(value.kind, value.kind),
        date_words(value.date), value.place, value.number, entry.source or "", depth,
        notes[address], damaged_share(volume, entry), _LOST.get(value.lost or ""),
        headings,
    )  # fmt: skip


def damaged_share(volume: Volume, entry: Entry[Document]) -> int | None:
    """Thousandths of a document's characters that are damaged, at least 1; None where none is."""
    if entry.source is None or entry.span is None:
        return None
    found = volume.damage[entry.source].near(entry.span)
    spans = [d.span for d in found if d.span]
    if not spans:
        return None
    size = sum(
        len(_within(span, entry.span)) for span in joined(spans) if span.overlaps(entry.span)
    )
    return max(1, round(1000 * size / max(1, len(entry.span))))


def _within(span: Span, outer: Span) -> Span:
    return Span(max(span.start, outer.start), min(span.end, outer.end))
