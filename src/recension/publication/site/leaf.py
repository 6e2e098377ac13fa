"""One page's text as HTML: paragraphs, the notes it calls, the damage it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from recension.model.edition import Entry
from recension.model.source_text import blocks_of, lines_of
from recension.model.span import Span
from recension.model.values import Damage, Note
from recension.publication.site.markup import Mark, Sign, inline
from recension.publication.site.volume import LISTS, Leaf, Volume
from recension.publication.wording import DAMAGE_KINDS, NOTE_STATES

BlockKind = Literal["text", "title", "source-line", "lines", "page", "elsewhere", "many"]
_MOST_ELSEWHERE = 200
_LONG = 100_000


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the place of a document, or of many, that have their own pages."""

    kind: BlockKind
    anchor: str
    html: str = ""
    document: str | None = None
    last: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note at the foot of a page."""

    id: str
    label: str
    html: Markup | None
    state: str
    calls: tuple[str, ...]
    home: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class ShownDamage:
    """A damaged stretch of a page, with its reason."""

    id: str
    kind: str
    words: str
    message: str
    reading: str | None
    rule: str | None
    confidence: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A person named on a page, with what is known of them in a line or two."""

    id: str
    name: str
    life: str | None
    offices: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(slots=True)
class ShownText:
    """All that a template needs of a page's text."""

    title: Markup | None = None
    blocks: list[Block] = field(default_factory=list)
    notes: list[ShownNote] = field(default_factory=list)
    damage: list[ShownDamage] = field(default_factory=list)
    missing: list[ShownDamage] = field(default_factory=list)
    #: Words cut by a line's end: no harm to the reader, and joined when reading.
    split: list[ShownDamage] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    #: Where the title begins in the copy, if the copy has one.
    title_start: int | None = None
    #: Whether editors' marks stand in it, which a reader may want to still.
    marked: bool = False
    #: Whether it is so long that what is far from the screen should be laid out when it comes near.
    long: bool = False
    #: Anchors and where their words stand, for the search.
    passages: list[tuple[str, Span]] = field(default_factory=list)


def shown(volume: Volume, leaf: Leaf) -> ShownText:
    """Write the text of one page.

    Args:
        volume: the edition's look-ups.
        leaf: which page.
    """
    return _Writer(volume, leaf).write()


class _Writer:
    """Writes one page; knows which ids it has given already."""

    def __init__(self, volume: Volume, leaf: Leaf) -> None:
        self.volume, self.leaf = volume, leaf
        self.source = volume.texts[leaf.source]
        self.text = self.source.text
        self.notes = volume.notes_of.get(leaf.address, [])
        self.listed = {note.id for note in self.notes}
        self.calls: dict[str, list[str]] = {note.id: [] for note in self.notes}
        self.damage: dict[str, Entry[Damage]] = {}
        self.result = ShownText()
        self.broken_pages: set[int] = set()
        self.persons: dict[str, None] = {}

    def write(self) -> ShownText:
        for position, span in enumerate(self.leaf.spans):
            self._elsewhere(self.leaf.spans[position - 1].end if position else None, span.start)
            self._stretch(span)
        if self.leaf.entry is None:
            after = self.leaf.spans[-1].end if self.leaf.spans else None
            self._elsewhere(after, len(self.text))
        self.result.long = sum(map(len, self.leaf.spans)) > _LONG
        self.result.notes = [self._note(note) for note in self.notes]
        for entry in self.damage.values():
            listed = self.result.split if entry.value.kind == "split-word" else self.result.damage
            listed.append(self._reason(entry))
        self.result.named = [self._named(person) for person in self.persons]
        gone = self.volume.missing_notes.get(self.leaf.address, [])
        self.result.missing = [self._reason(d) for d in gone]
        return self.result

    def _elsewhere(self, before: int | None, start: int) -> None:
        """Documents with pages of their own that stand between two stretches of this one."""
        if before is None:
            before = 0 if self.leaf.entry is None else start
        rows = self.volume.shares[self.leaf.source].rows_between(before, start)
        names = list(dict.fromkeys(row.document for row in rows if row.document))
        if len(names) > _MOST_ELSEWHERE:
            many = Block("many", f"at-{names[0]}", "", names[0], names[-1], len(names))
            self.result.blocks.append(many)
            return
        self.result.blocks += [Block("elsewhere", f"at-{n}", document=n) for n in names]

    def _stretch(self, span: Span) -> None:
        at, done = span.start, span.start
        for hole, is_title in self._holes(span):
            done = self._flow(Span(at, hole.start), done) if at < hole.start else done
            if is_title:
                self.result.title = self._inline(hole, done)
                self.result.title_start = hole.start
                self.result.passages.append(("main", hole))
            at = done = hole.end
        self._flow(Span(at, span.end), done)

    def _holes(self, span: Span) -> list[tuple[Span, bool]]:
        """What does not stand in the flow: the title above it, and notes listed at the foot."""
        holes = []
        if title := self._title(span):
            holes.append((title, True))
        bodies = self.volume.note_bodies[self.leaf.source].near(span)
        for whole in sorted(filter(None, map(self.volume.whole_note, self._mine(bodies)))):
            if whole.within(span) and (not holes or whole.start >= holes[-1][0].end):
                holes.append((whole, False))
        return holes

    def _mine(self, notes: Iterable[Entry[Note]]) -> Iterator[Entry[Note]]:
        """Notes to be taken out of the flow: called from here, or with no other place."""
        for note in notes:
            if note.id in self.listed and note.value.status != "tail":
                yield note

    def _title(self, span: Span) -> Span | None:
        entry = self.leaf.entry
        title = entry.value.title_span if entry else None
        if title is None or self.result.blocks or not title.within(span) or not len(title):
            return None
        before = self.text[span.start : title.start]
        return Span(span.start, title.end) if len(before.strip()) <= 8 else None

    def _flow(self, span: Span, done: int) -> int:
        """Paragraphs of a stretch; ``done`` is where what was last written ended."""
        for block in blocks_of(self.text, span):
            html = self._inline(block, done)
            anchor = f"p{block.start}"
            kind = self._kind(block)
            self.result.blocks.append(Block(kind, anchor, html))
            if kind != "page":
                self.result.passages.append((anchor, block))
            done = block.end
        return done

    def _kind(self, block: Span) -> BlockKind:
        entry = self.leaf.entry
        heads = self.volume.heads[self.leaf.source].near(block)
        if heads and all(_blank_without(self.text, block, [h.span for h in heads if h.span])):
            return "page"
        if entry and entry.value.source_line and entry.value.source_line.overlaps(block):
            return "source-line"
        if entry and entry.value.title_span and block.within(entry.value.title_span):
            return "title"
        listed = entry is not None and entry.value.kind in LISTS
        return "lines" if listed or _is_set_in_lines(self.text, block) else "text"

    def _inline(self, span: Span, done: int) -> Markup:
        """A stretch with all that is said of it; points since ``done`` are shown here too."""
        wide = Span(min(done, span.start), span.end)
        damage = self.volume.damage[self.leaf.source].near(wide)
        marks = list(self.volume.marks[self.leaf.source].near(span))
        self.result.marked |= any(_is_editors(mark) for mark in marks)
        self.persons.update((p, None) for p in map(_person_of, marks) if p)
        marks += [self._damaged(d) for d in damage if d.span and d.span.overlaps(span)]
        marks += self._called(span)
        signs = [*self._pages(wide, span), *self._whys(damage, wide, span), *self._bodies(span)]
        html = inline(self.text, span, marks, signs)
        self._forget_hidden_calls(marks, html)
        return html

    def _forget_hidden_calls(self, marks: Iterable[Mark], html: Markup) -> None:
        """A call among the words of a running head is not on the page: nothing may lead to it."""
        for mark in marks:
            if mark.identity and f'id="{mark.identity}"' not in html:
                names = self.calls[mark.identity.removeprefix("call-").rpartition("-")[0]]
                names.remove(mark.identity)

    def _damaged(self, entry: Entry[Damage]) -> Mark:
        kind = entry.value.kind
        title = f"{DAMAGE_KINDS[kind][0]}: {entry.value.message}"
        place = entry.span or Span(0, 0)
        return Mark(place, (("class", f"damage {kind}"), ("title", title)), None, 0)

    def _whys(self, damage: Sequence[Entry[Damage]], wide: Span, span: Span) -> Iterator[Sign]:
        """The sign at the end of each damaged stretch that leads to its reason."""
        for entry in damage:
            place = entry.span or Span(0, 0)
            if len(place) == 0 and place.start <= wide.start < span.start:
                continue
            if len(place) and not place.overlaps(span):
                continue
            kind, first = entry.value.kind, entry.id not in self.damage
            self.damage.setdefault(entry.id, entry)
            at = max(span.start, min(place.end, span.end))
            attributes = [("class", f"why {kind}"), ("href", f"#{entry.id}")]
            attributes += [("id", f"at-{entry.id}")] if first else []
            attributes += [("aria-label", f"{DAMAGE_KINDS[kind][0]}. Why?")]
            yield Sign(Span(at, at), tuple(attributes), "a")

    def _pages(self, wide: Span, span: Span) -> Iterator[Sign]:
        for page in self.volume.pages_between(self.leaf.source, wide):
            if page.start not in self.broken_pages:
                self.broken_pages.add(page.start)
                at = max(page.start, span.start)
                printed = self.volume.printed_page(self.leaf.source, page)
                yield _page_sign(Span(at, at), printed or page.label, f"page-{page.start}")
        for head in self.volume.heads[self.leaf.source].near(span):
            if head.span and len(head.span):
                # In a paged copy the break itself says the number: the head is its echo.
                yield _page_sign(head.span, head.value.page, None, echo=bool(self.source.pages))

    def _called(self, span: Span) -> Iterator[Mark]:
        """Calls as links to the notes at the foot."""
        for note, number, anchor in self.volume.calls[self.leaf.source].near(span):
            if note.id in self.listed and len(anchor):
                # A call that a paragraph's border cuts is drawn twice; its address is the first.
                name = f"call-{note.id}-{number}"
                drawn = name in self.calls[note.id]
                if not drawn:
                    self.calls[note.id].append(name)
                attributes = [("class", f"call {note.value.status}"), ("role", "doc-noteref")]
                attributes += (
                    [("aria-label", f"Note {note.value.label}")] if note.value.label else []
                )
                identity = None if drawn else name
                yield Mark(anchor, tuple(attributes), f"#{note.id}", 9, identity)

    def _bodies(self, span: Span) -> Iterator[Sign]:
        """Where a note's words stand in the flow: a way back to the page that calls it."""
        for note in self.volume.note_bodies[self.leaf.source].near(span):
            whole = self.volume.whole_note(note)
            home = self.volume.note_home.get(note.id)
            if not whole or note.id in self.listed or not home or whole.start < span.start:
                continue
            said = f"Note {note.value.label or ''}: where it is called"
            attributes = (("class", "back"), ("href", f"../{home}#{note.id}"), ("aria-label", said))
            yield Sign(Span(whole.start, whole.start), attributes, "a", before=True)

    def _note(self, note: Entry[Note]) -> ShownNote:
        whole = self.volume.whole_note(note)
        html = self._inline(whole, whole.start) if whole else None
        if whole:
            self.result.passages.append((note.id, whole))
        calls = tuple(self.calls[note.id])
        home = None
        if whole and note.source:
            place = self.volume.leaf_at(note.source, whole.start)
            home = place if place != self.leaf.address else None
        label = note.value.label or ""
        return ShownNote(note.id, label, html, NOTE_STATES[note.value.status], calls, home,
                         whole.start if whole else None)  # fmt: skip

    def _named(self, person: str) -> Named:
        value = self.volume.persons[person]
        life = f"{value.birth or '?'}–{value.death or ''}" if value.birth or value.death else None
        return Named(person, value.name, life, value.roles, value.variants)

    def _reason(self, entry: Entry[Damage]) -> ShownDamage:
        words = entry.span.of(self.text) if entry.span else ""
        value = entry.value
        name = DAMAGE_KINDS[value.kind][0]
        return ShownDamage(
            entry.id, name, words, value.message, value.reading, entry.rule,
            entry.confidence, entry.because,
        )  # fmt: skip


def _is_editors(mark: Mark) -> bool:
    return dict(mark.attributes)["class"].startswith("mark ")


def _person_of(mark: Mark) -> str | None:
    """The person whose name a mark goes around."""
    named = mark.link and dict(mark.attributes).get("class") == "person"
    return (
        mark.link.removeprefix("../people/").removesuffix(".html") if named and mark.link else None
    )


def _page_sign(span: Span, label: str | None, name: str | None, *, echo: bool = False) -> Sign:
    said = f"page {label}" if label else "page break"
    kind = "page echo" if echo else "page"
    attributes = [("class", kind), ("role", "separator"), ("aria-label", said)]
    attributes += [("id", name)] if name else []
    return Sign(span, (*attributes, ("data-label", label or "")), "span")


def _blank_without(text: str, block: Span, heads: Sequence[Span]) -> Iterator[bool]:
    """Whether each stretch of a block that no running head covers is blank."""
    at = block.start
    for head in sorted(heads):
        yield not text[at : max(at, head.start)].strip()
        at = max(at, head.end)
    yield not text[at : block.end].strip()


def _is_set_in_lines(text: str, block: Span) -> bool:
    """Whether line ends mean something here: an address, a list, a signature."""
    lines = list(lines_of(text, block))
    if not 2 <= len(lines) <= 40:
        return False
    longest = max(len(line) for line in lines[:-1])
    return longest < 52
