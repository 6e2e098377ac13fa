"""What is known of each person: who it is, where present, speaking, named, and with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from recension.model.edition import Entry
from recension.model.values import Person
from recension.publication.person_addresses import authority_address
from recension.publication.site.volume import Volume, document_address, person_address
from recension.publication.wording import ROLES

_MOST_TALKED_TO = 40


@dataclass(frozen=True, slots=True)
class Where:
    """A link to a page or a place on it, and how often it is meant.

    Attributes:
        address: where it leads.
        title: of the page.
        times: how often.
        how: what somebody did there.
        when: the page's date in words: many documents of a volume bear one title.
    """

    address: str
    title: str
    times: int
    how: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """A person's record in an authority file; with an address where the file's is known."""

    scheme: str
    id: str
    address: str | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the edition knows of a person.

    Attributes:
        id: of the person.
        name: the fullest that the text gives.
        life: years, as far as they are known.
        variants: other forms of the name.
        offices: as the text gives them.
        authorities: records in authority files.
        told: the place where the text says most about them.
        roles: documents with what the person did there (present, recorded, sent …).
        speaks: documents in which they speak, with the number of utterances.
        named: pages that name them, with a link to the first place.
        talks: persons to whom they speak or who speak to them.
    """

    id: str
    name: str
    life: str | None
    variants: tuple[str, ...]
    offices: tuple[str, ...]
    authorities: tuple[Identified, ...]
    told: str | None
    roles: tuple[Where, ...]
    speaks: tuple[Where, ...]
    named: tuple[Where, ...]
    talks: tuple[Where, ...]

    @property
    def address(self) -> str:
        """Of the page, from the site's root."""
        return person_address(self.id)

    @property
    def times(self) -> int:
        """How often they are named."""
        return sum(where.times for where in self.named)


def person_pages(volume: Volume) -> list[PersonPage]:
    """A page for each person, in the order of the alphabet."""
    register = _Register(volume)
    return sorted(
        (register.page(person) for person in volume.edition.persons),
        key=lambda page: (page.name.casefold().split()[-1:], page.name, page.id),
    )


class _Register:
    """What the tables say of persons, gathered by person."""

    def __init__(self, volume: Volume) -> None:
        self.volume, self.edition = volume, volume.edition
        self.names = {person.id: person.value.name for person in volume.edition.persons}
        self.titles, self.dates = volume.page_titles, volume.page_dates

    def page(self, person: Entry[Person]) -> PersonPage:
        value = person.value
        life = f"{value.birth or '?'}–{value.death or ''}" if value.birth or value.death else None
        told = None
        if person.source and person.span:
            told = f"../{self.volume.anchors.at(person.source, person.span.start)}"
        records = tuple(Identified(a.scheme, a.id, authority_address(a)) for a in value.authorities)
        return PersonPage(
            person.id, value.name, life, value.variants, value.roles, records, told,
            self._roles(person.id), self._speaks(person.id), self._named(person.id),
            self._talks(person.id),
        )  # fmt: skip

    @cached_property
    def mentions(self) -> Mapping[str, dict[str, tuple[str, int]]]:
        """Person → page → the address of the first place there, and how often."""
        found: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        for mention in self.edition.mentions:
            if mention.source and mention.span:
                at = mention.span.start
                page = self.volume.leaf_at(mention.source, at)
                own = found[mention.value.person]
                place, times = own.get(page) or (self.volume.anchors.at(mention.source, at), 0)
                own[page] = (place, times + 1)
        return found

    def _named(self, person: str) -> tuple[Where, ...]:
        rows = self.mentions.get(person, {})
        return tuple(Where(f"../{place}", self.titles[page], times, when=self.dates.get(page))
                     for page, (place, times) in rows.items())  # fmt: skip

    @cached_property
    def roles(self) -> Mapping[str, dict[str, list[str]]]:
        """Person → document → what he or she did there."""
        found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for row in self.edition.roles:
            if row.value.person:
                done = found[row.value.person].setdefault(row.value.document, [])
                side = f" for {' '.join(row.value.side.split())}" if row.value.side else ""
                done.append(ROLES[row.value.kind] + side)
        for document in self.edition.documents:
            for person in document.value.participants:
                found[person].setdefault(document.id, []).append(ROLES["present"])
            if document.value.recorder:
                told = found[document.value.recorder]
                told.setdefault(document.id, []).append(ROLES["recorder"])
        return found

    def _roles(self, person: str) -> tuple[Where, ...]:
        return tuple(
            self._document(name, 1, _told(done))
            for name, done in self.roles.get(person, {}).items()
            if name in self.volume.titles
        )

    def _document(self, name: str, times: int, how: str | None = None) -> Where:
        page = document_address(name)
        return Where(f"../{page}", self.titles[page], times, how, self.dates.get(page))

    @cached_property
    def spoken(self) -> Mapping[str, Counter[str]]:
        """Person → document → how often he or she speaks in it."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self.edition.utterances:
            if row.value.speaker and row.value.document:
                found[row.value.speaker][row.value.document] += 1
        return found

    def _speaks(self, person: str) -> tuple[Where, ...]:
        return tuple(
            self._document(name, times)
            for name, times in self.spoken.get(person, Counter()).items()
            if name in self.volume.titles
        )

    @cached_property
    def talked(self) -> Mapping[str, Counter[str]]:
        """Person → person → how often the one speaks to the other, in either direction."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self.edition.utterances:
            one, other = row.value.speaker, row.value.addressee
            if one in self.names and other in self.names and one and other and one != other:
                found[one][other] += 1
                found[other][one] += 1
        return found

    def _talks(self, person: str) -> tuple[Where, ...]:
        rows = self.talked.get(person, Counter()).most_common(_MOST_TALKED_TO)
        return tuple(Where(f"../{person_address(name)}", self.names[name], times)
                     for name, times in rows)  # fmt: skip


def _told(done: Iterable[str]) -> str:
    """*present for France* says more than *present*: what another word contains is left out."""
    said = list(dict.fromkeys(done))
    return ", ".join(w for w in said if not any(w != o and o.startswith(w) for o in said))
