"""The ledger of an event as a page: by matter, who took which stand, each word with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from recension.model.ledger import Ledger, Matter, Stand
from recension.model.span import Span
from recension.publication.ledger_tables import STANDS
from recension.publication.site.markup import inline
from recension.publication.site.volume import Volume, document_address, person_address
from recension.publication.wording import event_words

_UNSURE = 0.7


@dataclass(frozen=True, slots=True)
class Record:
    """A record with its siglum and its page."""

    siglum: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says, as one record has it."""

    kind: str
    stand: str
    html: Markup
    address: str
    page: str | None
    disputed: tuple[str, ...]
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker on one matter: a cell for each record."""

    name: str
    address: str | None
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class MatterTable:
    """One matter: how many stands of which kind, and who took them."""

    number: int
    label: str
    counts: tuple[str, ...]
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The page of one event, or of a record that stands alone."""

    about: str
    title: str
    records: tuple[Record, ...]
    matters: tuple[MatterTable, ...]

    @property
    def address(self) -> str:
        """Of the page, from the site's root."""
        return f"ledger/{self.about}.html"


def ledger_pages(volume: Volume) -> list[LedgerPage]:
    """The ledgers in which anybody says anything."""
    return [_page(volume, ledger) for ledger in volume.ledgers]


def _page(volume: Volume, ledger: Ledger) -> LedgerPage:
    records = tuple(
        Record(siglum, volume.titles.get(_document(ledger, siglum) or "", title),
               f"../{document_address(_document(ledger, siglum) or '')}")
        for siglum, title in ledger.witnesses
        if _document(ledger, siglum)
    )  # fmt: skip
    sigla = [record.siglum for record in records]
    matters = tuple(_matter(volume, matter, sigla) for matter in ledger.matters)
    return LedgerPage(ledger.about, event_words(ledger.label), records, matters)


def _document(ledger: Ledger, siglum: str) -> str | None:
    """The record of a siglum; None for one in which nobody speaks."""
    stands = (stand for matter in ledger.matters for stand in matter.stands)
    return next((stand.document for stand in stands if stand.witness == siglum), None)


def _matter(volume: Volume, matter: Matter, sigla: list[str]) -> MatterTable:
    counts: Counter[str] = Counter(stand.kind for stand in matter.stands)
    said = tuple(f"{counts[kind]} {words}" for kind, words in STANDS.items() if counts[kind])
    who = dict.fromkeys((stand.speaker, stand.name) for stand in matter.stands)
    speakers = tuple(
        Speaker(
            name or "Speaker not told",
            f"../{person_address(person)}" if person else None,
            tuple(
                tuple(
                    _said(volume, stand)
                    for stand in matter.stands
                    if (stand.speaker, stand.witness) == (person, siglum)
                )
                for siglum in sigla
            ),
        )
        for person, name in who
    )
    return MatterTable(matter.number, matter.label, said, speakers)


def _said(volume: Volume, stand: Stand) -> Said:
    span = Span(stand.start, stand.end)
    marks = [m for m in volume.marks[stand.source].near(span) if not m.identity]
    html = inline(volume.texts[stand.source].text, span, marks)
    return Said(
        stand.kind,
        STANDS[stand.kind],
        html,
        f"../{volume.anchors.at(stand.source, stand.start)}",
        stand.page,
        tuple(_plain(words) for words in stand.disputed),
        stand.because if stand.confidence < _UNSURE else (),
    )


def _plain(words: str) -> str:
    """A dispute without the row's id that ends it, which says nothing to a reader."""
    before, mark, name = words.rpartition(" (")
    return before if mark and " " not in name else words
