"""The static site: pages that open from disk and from any host, and ask nobody else for anything.

The templates' folders mirror the site's addresses. Pages are written one after the other, so that
no more than one of them is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from recension.model.edition import Edition, Entry, Source
from recension.model.values import Document
from recension.publication.citation.citable import citable
from recension.publication.site import contents, state, synopsis
from recension.publication.site.cited import unit_rows
from recension.publication.site.citing import citing
from recension.publication.site.data import data_files
from recension.publication.site.decisions import decision_rows
from recension.publication.site.leaf import ShownText, shown
from recension.publication.site.ledger import ledger_pages
from recension.publication.site.organizations import OrganizationPage, organization_pages
from recension.publication.site.paged import parts
from recension.publication.site.parties import PartiesOfDocuments
from recension.publication.site.people import PersonPage, person_pages
from recension.publication.site.places import PlacePage, place_pages
from recension.publication.site.press import Press, edition_title
from recension.publication.site.search_index import Described, SearchIndex, write_letters
from recension.publication.site.timeline import HIGH, WIDE, timeline
from recension.publication.site.volume import Leaf, Volume, document_address
from recension.publication.wording import DAMAGE_KINDS, shortened

__all__ = ["Site", "write_site"]

Progress = Callable[[str, int, int], None]
_MOST_NAMES, _MOST_NAMINGS = 400, 500


def _silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


class Site:
    """The static site as an exporter."""

    name: ClassVar[str] = "site"
    summary: ClassVar[str] = "A static site that opens from disk and from any host."
    needs_folder: ClassVar[bool] = True

    def write(self, edition: Edition, target: Path) -> None:
        """Write the site into ``target``, which does not exist yet.

        Raises:
            OSError: the disk's.
        """
        write_site(edition, target)


def write_site(edition: Edition, target: Path, progress: Progress = _silent) -> None:
    """Write an edition as a static site.

    Args:
        edition: what to publish.
        target: a folder that does not exist yet, or is empty.
        progress: told of every page.

    Raises:
        OSError: the disk's; the caller turns it into one line.
    """
    _Writer(edition, target, progress).write()


@dataclass(frozen=True, slots=True)
class _MenuItem:
    address: str
    name: str


class _Writer:
    """Writes the pages of one site."""

    def __init__(self, edition: Edition, target: Path, progress: Progress) -> None:
        self.edition, self.target, self.progress = edition, target, progress
        self.volume = Volume(edition)
        self.rows = contents.rows(self.volume)
        self.citable = {item.document: item for item in citable(edition)}
        self.parties = PartiesOfDocuments(self.volume)
        untitled = (d.id for d in edition.documents if d.value.title is None)
        self.ends = {document: self.parties.ends(document) for document in untitled}
        self.timeline = timeline(self.volume)
        self.data = data_files(target)
        self.press = Press(
            target,
            edition_title=edition_title(edition),
            version=edition.generator_version,
            copy_count=len(edition.sources),
            damage_count=len(edition.damage),
            menu=self._menu(),
        )

    def write(self) -> None:
        """Write everything."""
        self.target.mkdir(parents=True, exist_ok=True)
        self.press.assets()
        self._contents()
        self._texts()
        self._moved()
        self._condition()
        self._decisions()
        self._events()
        self._people()
        self._places()
        self._registers()
        if self.data:
            self.press.page("data/index.html", "Data", files=self.data)

    def _menu(self) -> list[_MenuItem]:
        edition = self.edition
        items = [
            ("index.html", "Contents", True),
            ("condition/index.html", "Condition", True),
            ("synopsis/index.html", "Synopsis", bool(edition.alignments)),
            ("ledger/index.html", "Ledger", bool(self.volume.ledgers)),
            ("decisions/index.html", "Decisions", bool(edition.decisions)),
            ("people/index.html", "People", bool(edition.persons)),
            ("places/index.html", "Places", bool(edition.places)),
            ("organizations/index.html", "Organisations", bool(edition.organizations)),
            ("archives/index.html", "Archives", bool(edition.references)),
            ("chronology/index.html", "Chronology", self.timeline is not None),
            ("search/index.html", "Search", True),
            ("data/index.html", "Data", bool(self.data)),
        ]
        return [_MenuItem(address, name) for address, name, there in items if there]

    def _contents(self) -> None:
        names = {source.id: Path(source.text.name).stem for source in self.edition.sources}
        pages = contents.pages(self.rows, names)
        with_rows = {row.source for row in self.rows}
        for part in pages:
            here = {row.source for row in part.rows}
            first = part is pages[0]
            self.press.page(
                part.address, edition_title(self.edition), "index.html", parts=pages, part=part,
                sources=[s for s in self.edition.sources
                         if s.id in here or (first and s.id not in with_rows)],
                total=len(self.rows), note_count=len(self.edition.notes), ends=self.ends,
            )  # fmt: skip

    def _texts(self) -> None:
        """The pages that show text; the index of the search is made along."""
        (self.target / "search").mkdir(parents=True, exist_ok=True)
        index = SearchIndex(self.target / "search", self.edition)
        leaves = self.volume.leaves
        sources = {source.id: source for source in self.edition.sources}
        places = {row.id: number for number, row in enumerate(self.rows)}
        for done, leaf in enumerate(leaves):
            self.progress(f"site: {leaf.address}", done, len(leaves))
            text = shown(self.volume, leaf)
            if leaf.entry is None:
                page = self._source(leaf, sources[leaf.source], text)
            else:
                page = self._document(leaf, leaf.entry, text, places[leaf.entry.id])
            words = self.volume.texts[leaf.source].text
            index.add(page, leaf.source, words, text.passages)
            self.volume.anchors.add(
                leaf, text.passages, [item.id for item in (*text.damage, *text.split)]
            )
        index.close()
        write_letters(self.target / "assets" / "search-letters.js")
        self.press.page("search/index.html", "Search")

    def _source(self, leaf: Leaf, source: Source, text: ShownText) -> Described:
        title = source.text.name
        self.press.page(
            leaf.address, title, "sources/source.html",
            source=source, text=text, titles=self.volume.titles,
        )  # fmt: skip
        return Described(leaf.address, title, "Between documents")

    def _document(
        self, leaf: Leaf, entry: Entry[Document], text: ShownText, place: int
    ) -> Described:
        row, rows = self.rows[place], self.rows
        value = entry.value
        cited = self.citable.get(entry.id)
        parent = next((r for r in rows if r.id == value.parent), None) if value.parent else None
        self.press.page(
            leaf.address, row.title, "documents/document.html",
            document=entry, row=row, text=text, titles=self.volume.titles, parent=parent,
            parties=self.parties.of(entry, text),
            beside=self.volume.event_pages.get(entry.id, ()),
            citing=citing(cited) if cited else None,
            copy=self.volume.texts[leaf.source],
            before=rows[place - 1] if place else None,
            after=rows[place + 1] if place + 1 < len(rows) else None,
        )  # fmt: skip
        return Described(leaf.address, row.title, row.kind, row.date, row.number, value.date,
                         value.participants)  # fmt: skip

    def _moved(self) -> None:
        """At the address of each document that is no more, where its words stand now."""
        titles = {row.id: row.title for row in self.rows}
        for former in self.edition.former_addresses:
            now = former.now if former.now in titles else None
            self.press.page(
                document_address(former.former), "Moved", "documents/moved.html",
                former=former.former, now=now, title=titles.get(now or ""),
            )  # fmt: skip

    def _condition(self) -> None:
        self.press.page(
            "condition/index.html", "Condition",
            copies=state.copies(self.volume), places=state.worst(self.volume),
            missing=state.missing(self.volume), kinds=DAMAGE_KINDS,
            unfit=sum(decision.problem is not None for decision in self.edition.decisions),
        )  # fmt: skip

    def _decisions(self) -> None:
        """The ledger of what the editor decided."""
        rows = decision_rows(self.volume)
        if rows:
            unfit = sum(row.problem is not None for row in rows)
            self.press.page("decisions/index.html", "Decisions", rows=rows, unfit=unfit)

    def _events(self) -> None:
        """The synopses and ledgers; each leads to the other."""
        ledgers = ledger_pages(self.volume)
        with_ledger = {page.about: page.address for page in ledgers}
        tables = [synopsis.table(self.volume, entry) for entry in self.edition.alignments]
        synopses = {table.event: f"synopsis/{table.id}.html" for table in tables}
        for table in tables:
            address = f"synopsis/{table.id}.html"
            ledger = with_ledger.get(table.event or "")
            self.press.page(address, table.title, "synopsis/synopsis.html", table=table,
                            ledger=ledger)  # fmt: skip
        for page in ledgers:
            self.press.page(page.address, f"Ledger: {page.title}", "ledger/ledger.html", page=page,
                            synopsis=synopses.get(page.about))  # fmt: skip
        if tables:
            self.press.page("synopsis/index.html", "Synopsis", tables=tables)
        if ledgers:
            self.press.page("ledger/index.html", "Ledger", ledgers=ledgers)

    def _people(self) -> None:
        people = person_pages(self.volume)
        if not people:
            return
        pages = parts(people, "people/index.html", _surname, _MOST_NAMES)
        for part in pages:
            self.press.page(part.address, "People", "people/index.html", parts=pages, part=part,
                            total=len(people))  # fmt: skip
            for person in part.rows:
                self._named_in(person, "people/person.html", f"{part.address}#{person.id}")

    def _named_in(
        self, about: PersonPage | PlacePage | OrganizationPage, template: str, listed: str
    ) -> None:
        """The page of a person or a place, and further ones where very many documents name it."""
        pages = parts(about.named, about.address, lambda row: row.when or row.title, _MOST_NAMINGS)
        for part in pages:
            self.press.page(part.address, about.name, template, about=about, listed=listed,
                            parts=pages, part=part)  # fmt: skip

    def _places(self) -> None:
        self._register(place_pages(self.volume), "places", "Places", "places/place.html")
        bodies = organization_pages(self.volume)
        template = "organizations/organization.html"
        self._register(bodies, "organizations", "Organisations", template)

    def _register(
        self, rows: Sequence[PlacePage | OrganizationPage], folder: str, title: str, own: str
    ) -> None:
        """A register in parts, and the page of each that it lists."""
        address = f"{folder}/index.html"
        pages = parts(rows, address, lambda row: shortened(row.name, 30), _MOST_NAMES)
        for part in pages if rows else ():
            self.press.page(part.address, title, address, parts=pages, part=part,
                            total=len(rows))  # fmt: skip
            for row in part.rows:
                self._named_in(row, own, f"{part.address}#{row.id}")

    def _registers(self) -> None:
        for branches in self.volume.branches:
            groups = unit_rows(self.volume, branches.rows)
            self.press.page(branches.address, "Archives", "archives/index.html", groups=groups,
                            parts=self.volume.branches, part=branches)  # fmt: skip
        for years in self.timeline.parts if self.timeline else ():
            self.press.page(years.address, "Chronology", "chronology/index.html", wide=WIDE,
                            high=HIGH, timeline=self.timeline, part=years)  # fmt: skip


def _surname(person: PersonPage) -> str:
    return shortened(person.name.split()[-1], 24) if person.name.split() else "?"
