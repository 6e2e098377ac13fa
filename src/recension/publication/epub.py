"""EPUB 3: the edition as a book for reading devices, a chapter for each document.

EPUB 3.3, W3C Recommendation of 25 May 2023 (https://www.w3.org/TR/epub-33/, read on 23 November
2026). Running heads are page breaks, words cut by a line's end are joined where the rule's reading
joins them, notes stand after their document and pop up at their calls; damage keeps its sign and
its reason. The file is the same for the same edition, to the byte.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recension.model.edition import Edition, Entry
from recension.model.source_text import blocks_of
from recension.model.span import Span
from recension.model.values import Note
from recension.publication.build_day import built_at
from recension.publication.site.markup import UNSHOWN, Mark, Sign, inline
from recension.publication.site.press import edition_title
from recension.publication.site.volume import Leaf, Volume
from recension.publication.wording import DAMAGE_KINDS, DOCUMENT_KINDS, NOTE_STATES, date_words

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
_ALONE = ("\x0c", "\ufffd")


class Epub:
    """Exports one EPUB 3 file."""

    name: ClassVar[str] = "epub"
    summary: ClassVar[str] = "EPUB 3, a chapter for each document, for reading devices"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the book."""
        with zipfile.ZipFile(target, "w") as book:
            for name, content in _files(edition):
                packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                member = zipfile.ZipInfo(name, _BEGINNING)
                member.compress_type = packed
                member.external_attr = 0o644 << 16
                book.writestr(member, content.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    id: str
    html: Markup


@dataclass(frozen=True, slots=True)
class _BookNote:
    id: str
    label: str
    html: Markup | None
    state: str
    call: str | None


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A document, or what lies between the documents of a copy."""

    file: str
    title: str
    kind: str
    date: str | None
    place: str | None
    language: str | None
    paragraphs: tuple[_Paragraph, ...]
    notes: tuple[_BookNote, ...]


def _files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Name and content of each file of the book; ``mimetype`` has to be the first."""
    environment = Environment(
        loader=PackageLoader("recension.publication", "epub_templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER
    volume = Volume(edition)
    chapters = []
    for leaf in volume.leaves:
        chapter = _chapter(volume, leaf)
        if chapter.paragraphs or chapter.notes:
            chapters.append((chapter.file, chapter.title))
            page = environment.get_template("chapter.xhtml").render(chapter=chapter)
            yield f"EPUB/{chapter.file}", page
    hashes = " ".join(repr(source.text.sha256) for source in edition.sources)
    moment = built_at()
    values: dict[str, object] = {
        "title": edition_title(edition),
        "identifier": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{hashes} epub')}",
        "modified": moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else "1980-01-01T00:00:00Z",
        "chapters": chapters,
    }
    for name in ("nav.xhtml", "package.opf", "book.css"):
        yield f"EPUB/{name}", environment.get_template(name).render(values)


def _showable(value: object) -> object:
    """What a template prints: words of the source without what XML cannot hold."""
    if isinstance(value, Markup):
        return Markup(value.replace(*_ALONE))
    return UNSHOWN.sub("\ufffd", value).replace(*_ALONE) if isinstance(value, str) else value


def _chapter(volume: Volume, leaf: Leaf) -> _Chapter:
    writer = _Writer(volume, leaf)
    paragraphs = tuple(writer.paragraphs())
    notes = tuple(writer.note(note) for note in volume.notes_of.get(leaf.address, ()))
    file = leaf.address.replace("/", "-").replace(".html", ".xhtml")
    if leaf.entry is None:
        name = volume.texts[leaf.source].name
        return _Chapter(file, f"{name}: between the documents", "Copy", None, None, None,
                        paragraphs, notes)  # fmt: skip
    value = leaf.entry.value
    return _Chapter(
        file, volume.titles[leaf.entry.id], DOCUMENT_KINDS.get(value.kind, value.kind),
        date_words(value.date), value.place, _language(value.language), paragraphs, notes,
    )  # fmt: skip


def _language(code: str | None) -> str | None:
    return code if code and code.isascii() and code.replace("-", "").isalpha() else None


class _Writer:
    """Writes the text of a chapter, and remembers where its notes are called."""

    def __init__(self, volume: Volume, leaf: Leaf) -> None:
        self.volume, self.leaf = volume, leaf
        self.text = volume.texts[leaf.source].text
        self.listed = {note.id for note in volume.notes_of.get(leaf.address, ())}
        self.called: dict[str, str] = {}

    def paragraphs(self) -> Iterator[_Paragraph]:
        """The paragraphs, without the notes, which follow the chapter."""
        for span in self.leaf.spans:
            at = span.start
            for body in [*self._bodies(span), Span(span.end, span.end)]:
                if at < body.start:
                    yield from map(self._paragraph, blocks_of(self.text, Span(at, body.start)))
                at = max(at, body.end)

    def _bodies(self, span: Span) -> Sequence[Span]:
        near = self.volume.note_bodies[self.leaf.source].near(span)
        wholes = (self.volume.whole_note(n) for n in near
                  if n.id in self.listed and n.value.status != "tail")  # fmt: skip
        return sorted(whole for whole in wholes if whole and whole.within(span))

    def _paragraph(self, span: Span) -> _Paragraph:
        return _Paragraph(f"p{span.start}", self._inline(span))

    def _inline(self, span: Span) -> Markup:
        source = self.leaf.source
        joints = [m for m in self.volume.marks[source].near(span) if _is_joint(m)]
        marks = [*joints, *self._damage(span), *self._calls(span)]
        heads = [Sign(head.span, _break(head.value.page))
                 for head in self.volume.heads[source].near(span) if head.span]  # fmt: skip
        return inline(self.text, span, marks, heads)

    def _damage(self, span: Span) -> Iterator[Mark]:
        for entry in self.volume.damage[self.leaf.source].near(span):
            if entry.span and len(entry.span) and entry.value.kind != "split-word":
                said = f"{DAMAGE_KINDS[entry.value.kind][0]}: {entry.value.message}"
                yield Mark(entry.span, (("class", "damage"), ("title", said)))

    def _calls(self, span: Span) -> Iterator[Mark]:
        for note, number, anchor in self.volume.calls[self.leaf.source].near(span):
            if note.id in self.listed and len(anchor):
                name = f"call-{note.id}-{number}"
                first = note.id not in self.called and span.start <= anchor.start < span.end
                if first:
                    self.called[note.id] = name
                shown = (("class", "call"), ("epub:type", "noteref"), ("role", "doc-noteref"))
                yield Mark(anchor, shown, f"#{note.id}", 9, name if first else None)

    def note(self, note: Entry[Note]) -> _BookNote:
        """A note after its chapter."""
        whole = self.volume.whole_note(note)
        html = self._inline(whole) if whole else None
        return _BookNote(note.id, note.value.label or "", html, NOTE_STATES[note.value.status],
                         self.called.get(note.id))  # fmt: skip


def _is_joint(mark: Mark) -> bool:
    return dict(mark.attributes).get("class") == "joint"


def _break(page: str | None) -> tuple[tuple[str, str], ...]:
    said = f"page {page}" if page else "page break"
    return (("class", "page"), ("epub:type", "pagebreak"), ("role", "doc-pagebreak"),
            ("title", said))  # fmt: skip
