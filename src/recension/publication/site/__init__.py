"""The static site: pages that open from disk and from any host, and ask nobody else for anything.

The templates' folders mirror the site's addresses. Pages are written one after the other, so that
no more than one of them is in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from recension.model.edition import Edition, Entry, Source
from recension.model.values import Document
from recension.publication.citation.citable import citable
from recension.publication.site import contents, registers, state, synopsis
from recension.publication.site.citing import citing
from recension.publication.site.leaf import ShownText, shown
from recension.publication.site.markup import UNSHOWN
from recension.publication.site.search_index import SearchIndex
from recension.publication.site.timeline import HIGH, WIDE, timeline
from recension.publication.site.volume import Leaf, Volume, document_address
from recension.publication.wording import DAMAGE_KINDS

__all__ = ["Site", "write_site"]

Progress = Callable[[str, int, int], None]


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


@dataclass(frozen=True, slots=True)
class _DataFile:
    address: str
    name: str
    what: str


class _Writer:
    """Writes the pages of one site."""

    def __init__(self, edition: Edition, target: Path, progress: Progress) -> None:
        self.edition, self.target, self.progress = edition, target, progress
        self.volume = Volume(edition)
        self.rows = contents.rows(self.volume)
        self.citable = {item.document: item for item in citable(edition)}
        self.timeline = timeline(self.volume)
        self.data = _data_files(target)
        self.environment = _environment()
        self.environment.globals.update(
            edition_title=_title(edition),
            version=edition.generator_version,
            copy_count=len(edition.sources),
            damage_count=len(edition.damage),
            menu=self._menu(),
        )

    def write(self) -> None:
        """Write everything."""
        self.target.mkdir(parents=True, exist_ok=True)
        _copy_assets(self.target / "assets")
        self._contents()
        self._texts()
        self._moved()
        self._condition()
        self._synopses()
        self._registers()
        if self.data:
            self._page("data/index.html", "Data", files=self.data)

    def _menu(self) -> list[_MenuItem]:
        edition = self.edition
        items = [
            ("index.html", "Contents", True),
            ("condition/index.html", "Condition", True),
            ("synopsis/index.html", "Synopsis", bool(edition.alignments)),
            ("people/index.html", "People", bool(edition.persons)),
            ("places/index.html", "Places", bool(edition.places)),
            ("archives/index.html", "Archives", bool(edition.references)),
            ("chronology/index.html", "Chronology", self.timeline is not None),
            ("search/index.html", "Search", True),
            ("data/index.html", "Data", bool(self.data)),
        ]
        return [_MenuItem(address, name) for address, name, there in items if there]

    def _page(
        self, address: str, page_title: str, template: str | None = None, **values: object
    ) -> None:
        """Write one page; its template lies at the same address unless told otherwise."""
        path = self.target / address
        path.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * address.count("/")
        values |= {"address": address, "root": root, "page_title": page_title}
        html = self.environment.get_template(template or address).render(values)
        path.write_text(html, encoding="utf-8", newline="")

    def _contents(self) -> None:
        self._page(
            "index.html", _title(self.edition), rows=self.rows, sources=self.edition.sources,
            note_count=len(self.edition.notes),
        )  # fmt: skip

    def _texts(self) -> None:
        """The pages that show text; the index of the search is made along."""
        (self.target / "search").mkdir(parents=True, exist_ok=True)
        index = SearchIndex(self.target / "search")
        leaves = self.volume.leaves
        sources = {source.id: source for source in self.edition.sources}
        places = {row.id: number for number, row in enumerate(self.rows)}
        for done, leaf in enumerate(leaves):
            self.progress(f"site: {leaf.address}", done, len(leaves))
            text = shown(self.volume, leaf)
            if leaf.entry is None:
                title, about = self._source(leaf, sources[leaf.source], text), "between documents"
            else:
                title, about = self._document(leaf, leaf.entry, text, places[leaf.entry.id])
            words = self.volume.texts[leaf.source].text
            index.add(leaf.address, title, about, words, text.passages)
            self.volume.anchors.add(leaf, text.passages, [item.id for item in text.damage])
        index.close()
        self._page("search/index.html", "Search")

    def _source(self, leaf: Leaf, source: Source, text: ShownText) -> str:
        title = source.text.name
        self._page(
            leaf.address, title, "sources/source.html",
            source=source, text=text, titles=self.volume.titles,
        )  # fmt: skip
        return title

    def _document(
        self, leaf: Leaf, entry: Entry[Document], text: ShownText, place: int
    ) -> tuple[str, str]:
        row, rows = self.rows[place], self.rows
        value = entry.value
        names = {person.id: person.value.name for person in self.edition.persons}
        cited = self.citable.get(entry.id)
        parent = next((r for r in rows if r.id == value.parent), None) if value.parent else None
        self._page(
            leaf.address, row.title, "documents/document.html",
            document=entry, row=row, text=text, titles=self.volume.titles, parent=parent,
            participants=[names.get(p, p) for p in value.participants],
            recorder=names.get(value.recorder or "", value.recorder),
            citing=citing(cited) if cited else None,
            copy_name=self.volume.texts[leaf.source].name,
            before=rows[place - 1] if place else None,
            after=rows[place + 1] if place + 1 < len(rows) else None,
        )  # fmt: skip
        return row.title, ", ".join(filter(None, (row.kind, row.date)))

    def _moved(self) -> None:
        """At the address of each document that is no more, where its words stand now."""
        titles = {row.id: row.title for row in self.rows}
        for former in self.edition.former_addresses:
            now = former.now if former.now in titles else None
            self._page(
                document_address(former.former), "Moved", "documents/moved.html",
                former=former.former, now=now, title=titles.get(now or ""),
            )  # fmt: skip

    def _condition(self) -> None:
        self._page(
            "condition/index.html", "Condition",
            copies=state.copies(self.volume), places=state.worst(self.volume),
            missing=state.missing(self.volume), kinds=DAMAGE_KINDS,
        )  # fmt: skip

    def _synopses(self) -> None:
        tables = [synopsis.table(self.volume, entry) for entry in self.edition.alignments]
        for table in tables:
            address = f"synopsis/{table.id}.html"
            self._page(address, table.title, "synopsis/synopsis.html", table=table)
        if tables:
            self._page("synopsis/index.html", "Synopsis", tables=tables)

    def _registers(self) -> None:
        if self.edition.persons:
            people = registers.people(self.volume)
            self._page("people/index.html", "People", people=people)
        if self.edition.places:
            self._page("places/index.html", "Places", places=registers.places(self.volume))
        if self.edition.references:
            groups = registers.archives(self.volume)
            self._page("archives/index.html", "Archives", groups=groups)
        if self.timeline:
            self._page("chronology/index.html", "Chronology", timeline=self.timeline, wide=WIDE,
                       high=HIGH)  # fmt: skip


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("recension.publication.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["counted"] = _counted
    return environment


def _showable(value: object) -> object:
    """What a template prints: words of the source without what a page cannot hold."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return UNSHOWN.sub("\ufffd", value)
    return value


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _title(edition: Edition) -> str:
    names = [Path(source.text.name).stem or source.text.name for source in edition.sources]
    if not names:
        return "An edition without copies"
    more = len(names) - 1
    return (
        names[0] if not more else f"{names[0]} and {_counted(more, 'other copy', 'other copies')}"
    )


def _copy_assets(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with as_file(files("recension.publication.site") / "assets") as folder:
        for path in sorted(folder.iterdir()):
            shutil.copyfile(path, target / path.name)


def _data_files(target: Path) -> list[_DataFile]:
    """What lies beside the site in its edition folder when the site is written."""
    found = []
    if (target.parent / "edition.json").is_file():
        what = "all tables of the edition: documents, notes, damage, with offsets into the copies"
        found.append(_DataFile("../../edition.json", "edition.json", what))
    tei = target.parent / "tei"
    if tei.is_dir():
        for path in sorted(tei.glob("*.xml")):
            what = "the copy in TEI P5"
            found.append(_DataFile(f"../../tei/{path.name}", path.name, what))
    text = target.parent / "text"
    if text.is_dir():
        for path in sorted(text.glob("*.txt")):
            what = "the decoded text, to which all offsets point"
            found.append(_DataFile(f"../../text/{path.name}", path.name, what))
    return found
