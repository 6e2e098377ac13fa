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
    called = _called(volume, ledger.about)
    matters = tuple(_matter(volume, matter, sigla, called) for matter in ledger.matters)
    return LedgerPage(ledger.about, event_words(ledger.label), records, matters)


def _document(ledger: Ledger, siglum: str) -> str | None:
    """The record of a siglum; None for one in which nobody speaks."""
    stands = (stand for matter in ledger.matters for stand in matter.stands)
    return next((stand.document for stand in stands if stand.witness == siglum), None)


def _called(volume: Volume, about: str) -> dict[str, str]:
    """Siglum → what the notes call the record, of those records that are not printed."""
    event = next((e for e in volume.edition.events if e.id == about), None)
    return {w.siglum: w.name for w in (event.value.witnesses if event else ()) if w.name}


def _matter(
    volume: Volume, matter: Matter, sigla: list[str], called: dict[str, str]
) -> MatterTable:
    counts: Counter[str] = Counter(stand.kind for stand in matter.stands)
    said = tuple(_counted(counts[kind], kind) for kind in STANDS if counts[kind])
    who = dict.fromkeys((stand.speaker, stand.name) for stand in matter.stands)
    speakers = tuple(
        Speaker(
            name or "Speaker not told",
            f"../{person_address(person)}" if person else None,
            tuple(
                tuple(
                    _said(volume, stand, called)
                    for stand in matter.stands
                    if (stand.speaker, stand.witness) == (person, siglum)
                )
                for siglum in sigla
            ),
        )
        for person, name in who
    )
    return MatterTable(matter.number, matter.label, said, speakers)


_COUNTED = {"proposes": "proposal", "asks": "question", "tells": "statement"}


def _counted(number: int, kind: str) -> str:
    noun = _COUNTED.get(kind)
    return f"{number} {kind if noun is None else noun if number == 1 else f'{noun}s'}"


def _said(volume: Volume, stand: Stand, called: dict[str, str]) -> Said:
    span = Span(stand.start, stand.end)
    marks = [m for m in volume.marks[stand.source].near(span) if not m.identity]
    html = inline(volume.texts[stand.source].text, span, marks)
    return Said(
        stand.kind,
        STANDS[stand.kind],
        html,
        f"../{volume.anchors.at(stand.source, stand.start)}",
        stand.page,
        tuple(_plain(words, called) for words in stand.disputed),
        stand.because if stand.confidence < _UNSURE else (),
    )


def _plain(words: str, called: dict[str, str]) -> str:
    """A dispute as one says it: the record by its name, and without the id of the row."""
    before, mark, name = words.rpartition(" (")
    said = before if mark and " " not in name else words
    siglum, _, rest = said.partition(" ")
    return f"{called[siglum]} {rest}" if siglum in called else said
