"""The edition as the pages ask it: what lies on which page, and what is said of a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from recension.model.edition import Edition, Entry
from recension.model.ledger import Ledger
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import CrossReference, Damage, Document, Note, Person, RunningHead
from recension.publication.ledger import ledgers_of
from recension.publication.site.cited import Branch, branches, cited_pages
from recension.publication.site.markup import Mark
from recension.publication.site.paged import Part
from recension.publication.site.shares import Shares
from recension.publication.site.shelf import Shelf
from recension.publication.site.years import YearOfMoments, year_addresses, years
from recension.publication.wording import (
    date_words,
    document_title,
    mark_words,
    reference_words,
)

#: Kinds of documents that are lists: their lines mean something, and nobody speaks in them.
LISTS = frozenset({"contents", "persons", "abbreviations", "index"})
#: What stands between the beginning of a line and a note's words: its number and signs.
_LABEL = re.compile(r"[ \t]*(?:\[?\(?[\w*†‡§¶#⁰¹²³⁴-⁹]{1,5}\)?\]?[.):]?)?[ \t]*")
#: A hyphen, or what a PDF leaves for one, and the line's end behind it.
_CUT = re.compile(r"[-\u00ad\u2010\ufffe¬](?:\r\n?|\n)?[ \t]*")


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one page of the site shows of one source: a document, or what lies between documents.

    Attributes:
        address: of the page, from the site's root.
        source: id of the source.
        spans: the stretches that it shows, in order.
        entry: the document; absent for the page of a source.
    """

    address: str
    source: str
    spans: tuple[Span, ...]
    entry: Entry[Document] | None = None


class Volume:
    """Look-ups over an edition; each is made once.

    Args:
        edition: what is published.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.texts: dict[str, SourceText] = edition.source_by_id
        self.documents = {entry.id: entry for entry in edition.documents}
        self.anchors = Anchors(self)
        self._wholes: dict[str, Span | None] = {}
        by_source = _by_source(edition.documents)
        self.shares = {
            source.id: Shares(len(source.text.text), by_source[source.id])
            for source in edition.sources
        }

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All pages that show text, in the order of the copies: a source's own page first."""
        spans: defaultdict[tuple[str, str | None], list[Span]] = defaultdict(list)
        for source, shares in self.shares.items():
            for share in shares.rows:
                spans[source, share.document].append(share.span)
        leaves = []
        for source in self.texts:
            own = tuple(spans[source, None])
            leaves.append(Leaf(f"sources/{source}.html", source, own))
        for entry in self.edition.documents:
            if entry.source:
                own = tuple(spans[entry.source, entry.id])
                leaves.append(Leaf(document_address(entry.id), entry.source, own, entry))
        return tuple(leaves)

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each document is called, by id."""
        return {e.id: document_title(e.value, self._opening(e)) for e in self.edition.documents}

    @cached_property
    def page_titles(self) -> dict[str, str]:
        """What each page that shows text is called, by its address."""
        titles = {document_address(d): title for d, title in self.titles.items()}
        return titles | {f"sources/{s.id}.html": s.text.name for s in self.edition.sources}

    @cached_property
    def page_dates(self) -> dict[str, str]:
        """The date of each document's page in words, by its address; none where it is unknown."""
        dated = ((document_address(d.id), date_words(d.value.date)) for d in self.edition.documents)
        return {address: said for address, said in dated if said}

    def _opening(self, entry: Entry[Document]) -> str:
        if entry.source is None or entry.span is None:
            return ""
        return self.texts[entry.source].text[entry.span.start : entry.span.end][:200]

    def leaf_at(self, source: str, offset: int) -> str:
        """The address of the page that shows a character."""
        document = self.shares[source].at(min(offset, max(0, len(self.texts[source].text) - 1)))
        return document_address(document) if document else f"sources/{source}.html"

    @cached_property
    def notes_of(self) -> dict[str, list[Entry[Note]]]:
        """The notes listed at the foot of each page that shows text, by the page's address."""
        listed: defaultdict[str, list[Entry[Note]]] = defaultdict(list)
        for note in self.edition.notes:
            for address in sorted(self._pages_of(note)):
                listed[address].append(note)
        return listed

    def _pages_of(self, note: Entry[Note]) -> set[str]:
        if note.source is None:
            return set()
        pages = {self.leaf_at(note.source, anchor.start) for anchor in note.value.anchors}
        if not pages and note.value.document in self.documents:
            pages.add(document_address(note.value.document or ""))
        if not pages and note.span:
            pages.add(self.leaf_at(note.source, note.span.start))
        return pages

    @cached_property
    def note_home(self) -> dict[str, str]:
        """The address of the first page that lists each note, by the note's id."""
        home: dict[str, str] = {}
        for leaf in self.leaves:
            for note in self.notes_of.get(leaf.address, ()):
                home.setdefault(note.id, leaf.address)
        return home

    def whole_note(self, note: Entry[Note]) -> Span | None:
        """A note with its number, as the copy has it; none where the copy has no text for it."""
        if note.id not in self._wholes:
            self._wholes[note.id] = self._whole(note)
        return self._wholes[note.id]

    def _whole(self, note: Entry[Note]) -> Span | None:
        body, source = note.value.body, note.source
        if body is None or source is None:
            return None
        start, end = body.start, body.end
        if note.span and note.span.overlaps(body):
            start, end = min(start, note.span.start), max(end, note.span.end)
        text = self.texts[source].text
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        if start - line <= 8 and _LABEL.fullmatch(text, line, start):
            start = line
        return Span(start, end)

    @cached_property
    def damage(self) -> dict[str, Shelf[Entry[Damage]]]:
        """Damage by source, found by place; missing numbers are no place and left out."""
        return {
            source: Shelf([d for d in rows if d.value.kind != "missing-notes"], _place)
            for source, rows in self._per_source(self.edition.damage).items()
        }

    @cached_property
    def missing_notes(self) -> dict[str, list[Entry[Damage]]]:
        """What is said of missing notes, by the address of the page that shows the place."""
        found: defaultdict[str, list[Entry[Damage]]] = defaultdict(list)
        for entry in self.edition.damage:
            if entry.value.kind == "missing-notes" and entry.source and entry.span:
                found[self.leaf_at(entry.source, entry.span.start)].append(entry)
        return found

    @cached_property
    def heads(self) -> dict[str, Shelf[Entry[RunningHead]]]:
        """Running heads by source."""
        rows = self._per_source(self.edition.running_heads)
        return {source: Shelf(entries, _place) for source, entries in rows.items()}

    @cached_property
    def note_bodies(self) -> dict[str, Shelf[Entry[Note]]]:
        """Notes by source, found by where their words stand."""
        rows = self._per_source(self.edition.notes)
        return {
            source: Shelf(list(filter(self.whole_note, notes)), self._whole_place)
            for source, notes in rows.items()
        }

    def _whole_place(self, note: Entry[Note]) -> Span:
        return self.whole_note(note) or Span(0, 0)

    @cached_property
    def calls(self) -> dict[str, Shelf[tuple[Entry[Note], int, Span]]]:
        """Notes with the number and place of each of their calls, found by place."""
        return {source: Shelf(_calls(notes), lambda call: call[2])
                for source, notes in self._per_source(self.edition.notes).items()}  # fmt: skip

    def pages_between(self, source: str, span: Span) -> list[Page]:
        """The pages that begin within a stretch."""
        return [p for p in self._pages[source].near(span) if span.start <= p.start <= span.end]

    def printed_page(self, source: str, page: Page) -> str | None:
        """The number that stands in a page's head or foot, which may differ from the file's."""
        heads = self.heads[source].near(Span(page.start, page.end))
        return next((head.value.page for head in heads if head.value.page), None)

    @cached_property
    def _pages(self) -> dict[str, Shelf[Page]]:
        texts = self.texts.items()
        return {s: Shelf(t.pages, lambda page: Span(page.start, page.start)) for s, t in texts}

    @cached_property
    def marks(self) -> dict[str, Shelf[Mark]]:
        """Dates, references and persons by source, as tags; links lead from a folder's page."""
        rows: dict[str, list[Mark]] = {source.id: [] for source in self.edition.sources}
        for source, mark in self._readings():
            if source in rows and len(mark.span):
                rows[source].append(mark)
        return {source: Shelf(marks, lambda m: m.span) for source, marks in rows.items()}

    def _readings(self) -> Iterator[tuple[str | None, Mark]]:
        names = self.names
        for reference in self.edition.references:
            shown = (("class", "reference"), ("title", reference_words(reference.value)))
            page = self.cited_pages.get(reference.id)
            link = f"../{page}#{reference.id}" if page else None
            yield reference.source, Mark(_place(reference), shown, link, 1)
        for date in self.edition.dates:
            said = date_words(date.value.edtf) or date.value.edtf
            shown = (("class", "date"), ("title", said))
            yield date.source, Mark(_place(date), shown, self._year(date.value.edtf), 2)
        for mention in self.edition.mentions:
            person = mention.value.person
            shown = (("class", "person"), ("title", names.get(person, person)))
            place = f"../{person_address(person)}" if person in names else None
            yield mention.source, Mark(_place(mention), shown, place, 3)
        for entry in self.edition.editorial_marks:
            kind = f"mark mark-{entry.value.kind}"
            shown = (("class", kind), ("title", mark_words(entry.value)))
            yield entry.source, Mark(_place(entry), shown, None, 0)
        for damage in self.edition.damage:
            for joint in self._joints(damage):
                yield damage.source, Mark(joint, (("class", "joint"),), None, 5)
        yield from self._pointers()

    def _pointers(self) -> Iterator[tuple[str | None, Mark]]:
        """Cross-references; one that leads where it says needs no words, and one that leads
        nowhere, though nothing is wrong with it, no mark: an index has thousands.
        """
        for pointer in self.edition.cross_references:
            value, link = pointer.value, self._leads_to(pointer)
            if value.status == "resolved" and link is None:
                continue
            shown = [
                ("class", "pointer" if value.status == "resolved" else f"pointer {value.status}")
            ]
            if value.status != "resolved":
                said = value.words or value.kind
                shown.append(("title", ": ".join([said, *pointer.because])))
            yield pointer.source, Mark(_place(pointer), tuple(shown), link, 4)

    @cached_property
    def persons(self) -> dict[str, Person]:
        """The persons by id."""
        return {person.id: person.value for person in self.edition.persons}

    @cached_property
    def names(self) -> dict[str, str]:
        """What each person is called, by id."""
        return {person.id: person.value.name for person in self.edition.persons}

    @cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        """The ledgers in which anybody says anything."""
        found = (ledger for ledger in ledgers_of(self.edition) if ledger.matters)
        return tuple(ledger for ledger in found if not self._only_lists(ledger.about))

    def _only_lists(self, document: str) -> bool:
        """Whether a document is a list, in which nobody takes a stand."""
        entry = self.documents.get(document)
        return entry is not None and entry.value.kind in LISTS

    @cached_property
    def event_pages(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Document → the synopses and ledgers that it is in, as addresses from a folder's page."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for alignment in self.edition.alignments:
            for document in alignment.value.witnesses:
                found[document][f"../synopsis/{alignment.id}.html"] = "Beside the other records"
        for ledger in self.ledgers:
            for document in {s.document for matter in ledger.matters for s in matter.stands}:
                found[document][f"../ledger/{ledger.about}.html"] = "Who took which stand"
        return {document: tuple(pages.items()) for document, pages in found.items()}

    @cached_property
    def cited_pages(self) -> dict[str, str]:
        """On which page of the archives each reference is listed, by the reference's id."""
        return cited_pages(self.branches)

    @cached_property
    def branches(self) -> list[Part[Branch]]:
        """The archives in pages."""
        return branches(self.edition)

    @cached_property
    def years(self) -> list[Part[YearOfMoments]]:
        """The chronology in pages."""
        return years(self.edition)

    @cached_property
    def year_addresses(self) -> dict[int, str]:
        """Year → its place in the chronology, from the site's root."""
        return year_addresses(self.years)

    def _year(self, edtf: str) -> str | None:
        """The link of a date to its year in the chronology, from a folder's page."""
        place = self.year_addresses.get(int(edtf[:4])) if re.match(r"\d{4}(?!\w)", edtf) else None
        return f"../{place}" if place else None

    def _joints(self, entry: Entry[Damage]) -> Iterator[Span]:
        """What goes where a word cut by a line's end is read as one: the reading decides."""
        if entry.value.kind != "split-word" or entry.source is None or entry.span is None:
            return
        words = entry.span.of(self.texts[entry.source].text)
        for cut in _CUT.finditer(words):
            head, tail = words[: cut.start()], words[cut.end() :]
            for start in (cut.start(), cut.start() + 1):
                if f"{head}{words[cut.start() : start]}{tail}" == entry.value.reading:
                    yield Span(entry.span.start + start, entry.span.start + cut.end())
                    return

    def _leads_to(self, pointer: Entry[CrossReference]) -> str | None:
        """The link of a cross-reference, from a folder's page; none where it leads nowhere."""
        target, page = pointer.value.target or "", pointer.value.leads_to
        if target in self.note_home:
            return f"../{self.note_home[target]}#{target}"
        if document_address(target) in self._addresses:
            return f"../{document_address(target)}"
        if page is not None and pointer.source in self.texts:
            return f"../{self.leaf_at(pointer.source, page.start)}"
        if pointer.value.kind == "page" and pointer.value.status == "resolved":
            return self._page_said(pointer.source or "", pointer.value.words or "")
        return None

    def _page_said(self, source: str, words: str) -> str | None:
        """The link of *page 412* to where that page begins, if one of the copy is called so."""
        found = self._page_starts.get(source, {}).get(words.removeprefix("page ").strip())
        return f"../{self.leaf_at(source, found)}#page-{found}" if found is not None else None

    @cached_property
    def _page_starts(self) -> dict[str, dict[str, int]]:
        """Source → label of a page → where it begins; none where two pages bear the label."""
        found: dict[str, dict[str, int]] = {}
        for source, text in self.texts.items():
            labels = [page.label.strip("[] ") for page in text.pages]
            times = Counter(labels)
            rows = zip(labels, text.pages, strict=True)
            found[source] = {said: page.start for said, page in rows if said and times[said] == 1}
        return found

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset(leaf.address for leaf in self.leaves)

    def _per_source(self, entries: Iterable[Entry]) -> dict[str, list[Entry]]:  # type: ignore[type-arg]
        rows = _by_source(entries)
        return {source.id: rows[source.id] for source in self.edition.sources}


class Anchors:
    """Where a place of a copy is shown: filled while pages are written, asked afterwards."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._starts: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._damage: dict[str, str] = {}
        self._sorted = True

    def add(self, leaf: Leaf, passages: Iterable[tuple[str, Span]], damage: Iterable[str]) -> None:
        """Take in the anchors of one page and the damage that it shows."""
        rows = self._starts[leaf.source]
        rows += [(span.start, span.end, f"{leaf.address}#{name}") for name, span in passages]
        for name in damage:
            self._damage.setdefault(name, f"{leaf.address}#at-{name}")
        self._sorted = False

    def at(self, source: str, offset: int) -> str:
        """The address of the paragraph or note that shows a character, from the site's root."""
        if not self._sorted:
            for rows in self._starts.values():
                rows.sort()
            self._sorted = True
        rows = self._starts[source]
        index = bisect_right(rows, offset, key=lambda row: row[0]) - 1
        if index >= 0 and offset <= rows[index][1]:
            return rows[index][2]
        return self._volume.leaf_at(source, offset)

    def of_damage(self, entry: Entry[Damage]) -> str:
        """The address of the sign at a damaged place."""
        if entry.id in self._damage:
            return self._damage[entry.id]
        place = entry.span or Span(0, 0)
        return self.at(entry.source or "", max(place.start, place.end - 1))


def document_address(document: str) -> str:
    """The address of a document's page, from the site's root."""
    return f"documents/{document}.html"


def person_address(person: str) -> str:
    """The address of a person's page, from the site's root."""
    return f"people/{person}.html"


def _calls(notes: Iterable[Entry[Note]]) -> list[tuple[Entry[Note], int, Span]]:
    return [(n, number, span) for n in notes for number, span in enumerate(n.value.anchors, 1)]


def _place(entry: Entry) -> Span:  # type: ignore[type-arg]
    return entry.span or Span(0, 0)


def _by_source(entries: Iterable[Entry]) -> defaultdict[str, list[Entry]]:  # type: ignore[type-arg]
    rows: defaultdict[str, list[Entry]] = defaultdict(list)  # type: ignore[type-arg]
    for entry in entries:
        if entry.source is not None and entry.span is not None:
            rows[entry.source].append(entry)
    return rows
