"""Who had to do with a document: present, from, to, for information, distribution, in its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Document
from recension.publication.site.leaf import ShownText
from recension.publication.site.press import counted
from recension.publication.site.volume import Volume, person_address
from recension.publication.wording import shortened

#: role → what the head of a page calls those who had it, in the order in which it names them
PARTS = {
    "present": "Present", "interpreter": "Interpreter", "sender": "From", "receiver": "To",
    "informed": "For information", "distribution": "Distribution", "signatory": "Signed",
    "drafter": "Drafted by", "recorder": "Recorded by", "translator": "Translated by",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who had to do with a document.

    Attributes:
        name: as the document prints it; of a person, as the edition calls him or her.
        side: for whom, as printed.
        address: of the person's page; in want of one, of the place on this page that names them.
        person: whether the address is a person's.
    """

    name: str
    side: str | None = None
    address: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """All who had one part in a document."""

    label: str
    rows: tuple[Party, ...]

    @property
    def long(self) -> bool:
        """Whether the list would push the text off the screen, and so opens on demand."""
        return sum(len(row.name) + 2 for row in self.rows) > _MOST_IN_VIEW


_MOST_IN_VIEW = 600


class PartiesOfDocuments:
    """Who had to do with each document; asked once for every page.

    Args:
        volume: the edition's look-ups.
    """

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._rows: dict[str, list[tuple[str, str, str | None, Span | None]]] = {}
        for kind, document, name, side, span in _told(volume.edition):
            self._rows.setdefault(document, []).append((kind, name, side, span))

    def of(self, entry: Entry[Document], text: ShownText) -> list[Parties]:
        """Who had to do with a document, by what they did.

        Args:
            entry: the document.
            text: what its page shows, for the places that the names lead to.
        """
        found: dict[str, dict[str, Party]] = {kind: {} for kind in PARTS}
        told = self._rows.get(entry.id, [])
        named = {name for _, name, _, _ in told}
        stated = [row for row in _stated(entry.value) if row[1] not in named]
        for kind, name, side, span in [*told, *stated]:
            party = self._party(name, side, span, text)
            known = found[kind].get(party.name)
            if known is None or (party.side and not known.side):
                found[kind][party.name] = party
        return [Parties(PARTS[kind], tuple(rows.values())) for kind, rows in found.items() if rows]

    def ends(self, document: str) -> str:
        """From whom and to whom a document went, in a few words; empty where nothing tells it.

        Args:
            document: its id.
        """
        said = []
        for kind, word in (("sender", "from"), ("receiver", "to")):
            rows = [name for k, name, _, _ in self._rows.get(document, ()) if k == kind]
            named = list(
                dict.fromkeys(" ".join(self._volume.names.get(n, n).split()) for n in rows)
            )
            if named:
                more = f" and {counted(len(named) - 1, 'other')}" if len(named) > 1 else ""
                said.append(f"{word} {shortened(named[0], 40)}{more}")
        return " ".join(said)

    def _party(self, name: str, side: str | None, span: Span | None, text: ShownText) -> Party:
        side = " ".join(side.split()) if side else None
        if called := self._volume.names.get(name):
            return Party(called, side, f"../{person_address(name)}", person=True)
        place = next((a for a, shown in text.passages if span and span.within(shown)), None)
        return Party(" ".join(name.split()), side, f"#{place}" if place else None)


def _told(edition: Edition) -> Iterator[tuple[str, str, str, str | None, Span | None]]:
    """The roles, and of letters what no role says."""
    seen = set()
    for row in edition.roles:
        value = row.value
        seen.add((value.document, value.kind))
        yield value.kind, value.document, value.person or value.name, value.side, row.span
    for letter in edition.letters:
        ends = (("sender", letter.value.sender), ("receiver", letter.value.receiver))
        for kind, name in ends:
            if name and (letter.value.document, kind) not in seen:
                yield kind, letter.value.document, name, None, letter.span


def _stated(value: Document) -> Iterable[tuple[str, str, None, None]]:
    """What the document's own fields say of persons; most of it follows from the roles."""
    yield from (("present", person, None, None) for person in value.participants)
    if value.recorder:
        yield "recorder", value.recorder, None, None
    if value.translator:
        yield "translator", value.translator, None, None
