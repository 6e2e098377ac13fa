"""The edition as typed objects: every table of the contract, put together from findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from recension.model.division import Division
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import (
    Alignment,
    CrossReference,
    Damage,
    Date,
    Document,
    EditorialMark,
    Event,
    Letter,
    Mention,
    Note,
    Organization,
    OrganizationMention,
    Person,
    Place,
    Reference,
    Role,
    RunningHead,
    Testimonium,
    Utterance,
    Value,
)

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Entry(Generic[V]):
    """One row of a table of the edition.

    Attributes:
        id: stable across rebuilds of the same input (``d2``, ``n1`` …).
        value: what is said; its references to other rows are ids.
        source: id of the source it stands in; absent for what is said of no single place.
        span: where it stands there.
        rule: code of the rule that says it.
        confidence: 0-1.
        because: the evidence, in words.
    """

    id: str
    value: V
    source: str | None = None
    span: Span | None = None
    rule: str | None = None
    confidence: float = 1.0
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source in the edition: an id and its text."""

    id: str
    text: SourceText


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A passage that a decision names, found again by its words and by where they stood.

    Attributes:
        quotation: the words that stood there, or the first of them.
        source_sha256: hash of the source that they were quoted from.
        start, end: code points at that time.
        ending: the last words of a passage that is too long to be quoted whole.
        before, after: the words around it, by which it is told from the same words elsewhere.
    """

    quotation: str
    source_sha256: str | None = None
    start: int | None = None
    end: int | None = None
    ending: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor says of a finding or a span, anchored by quotation and position.

    Attributes:
        id: given when the decision is taken, never used again.
        action: ``reject``, ``accept``, ``join``, ``part``, ``relabel`` …
        target: what it is about: a table's name and the words quoted.
        source_sha256: hash of the source that it was taken on.
        start, end: code points at that time; the quotation decides where they have moved.
        quotation: the words that stood there.
        reason: why, in the editor's words.
        by: who.
        named: the name of the row that it is about, where the action needs a second one: whom a
            person is joined with, or to whom a mention goes; the new name where one is given.
        relation: how a group's passages relate, where the editor says it.
        reading: what the editor reads in a damaged place.
        passages: the further passages or records that it is about.
        ending: the last words of a passage that is too long to be quoted whole.
        before, after: the words around it, by which it is told from the same words elsewhere.
        when: the day on which it was taken.
        field: what of a row is corrected: ``title``, ``date``, ``from``, ``name`` …
        values: what it is to be; none where the editor says that there is none.
        proposal: what the program had there; the build says it, never the editor's file.
        problem: why it could not be carried out; the build says it too.
    """

    id: str
    action: str
    target: str
    source_sha256: str | None = None
    start: int | None = None
    end: int | None = None
    quotation: str | None = None
    reason: str | None = None
    by: str | None = None
    named: str | None = None
    relation: str | None = None
    reading: str | None = None
    passages: tuple[QuotedPlace, ...] = ()
    ending: str | None = None
    before: str | None = None
    after: str | None = None
    when: str | None = None
    field: str | None = None
    values: tuple[str, ...] = ()
    proposal: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """The id of a document that a former build had and this one has not.

    Attributes:
        former: its id then; never given to another document.
        now: the document in which its first words now stand; ``None`` where there is none.
    """

    former: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class KnownId:
    """The id of a row that an editor's decision took away; it is the row's again if it comes back.

    Attributes:
        id: what it was; never given to another row.
        sign: by what the row is known again: its place, its name.
    """

    id: str
    sign: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the edition.

    Attributes:
        name: the attribute of :class:`Edition` that holds it.
        kind: what its rows say.
        prefix: what its ids begin with: a letter, then a number counted from 1.
    """

    name: str
    kind: type[Value]
    prefix: str


#: The tables whose rows come from findings, in the order in which they are published.
TABLES: tuple[Table, ...] = (
    Table("damage", Damage, "x"),
    Table("documents", Document, "d"),
    Table("notes", Note, "n"),
    Table("references", Reference, "r"),
    Table("persons", Person, "p"),
    Table("mentions", Mention, "m"),
    Table("places", Place, "l"),
    Table("dates", Date, "t"),
    Table("utterances", Utterance, "u"),
    Table("events", Event, "e"),
    Table("alignments", Alignment, "a"),
    Table("testimonia", Testimonium, "w"),
    Table("letters", Letter, "c"),
    Table("running_heads", RunningHead, "h"),
    Table("editorial_marks", EditorialMark, "b"),
    Table("cross_references", CrossReference, "k"),
    Table("roles", Role, "o"),
    Table("divisions", Division, "v"),
    Table("organizations", Organization, "i"),
    Table("organization_mentions", OrganizationMention, "j"),
)


@dataclass(frozen=True)
class Edition:
    """An edition: sources, and tables of what is said about them, each in a fixed order."""

    sources: tuple[Source, ...] = ()
    damage: tuple[Entry[Damage], ...] = ()
    documents: tuple[Entry[Document], ...] = ()
    notes: tuple[Entry[Note], ...] = ()
    references: tuple[Entry[Reference], ...] = ()
    persons: tuple[Entry[Person], ...] = ()
    mentions: tuple[Entry[Mention], ...] = ()
    places: tuple[Entry[Place], ...] = ()
    dates: tuple[Entry[Date], ...] = ()
    utterances: tuple[Entry[Utterance], ...] = ()
    events: tuple[Entry[Event], ...] = ()
    alignments: tuple[Entry[Alignment], ...] = ()
    testimonia: tuple[Entry[Testimonium], ...] = ()
    letters: tuple[Entry[Letter], ...] = ()
    #: Heads and feet of pages: the site shows them as page breaks, not as text.
    running_heads: tuple[Entry[RunningHead], ...] = ()
    cross_references: tuple[Entry[CrossReference], ...] = ()
    #: Who was present, recorded, translated, as heads and feet of documents say.
    roles: tuple[Entry[Role], ...] = ()
    #: The compilations and chapters under which documents stand.
    divisions: tuple[Entry[Division], ...] = ()
    #: Ministries, parties, armies, agencies, and where they are named.
    organizations: tuple[Entry[Organization], ...] = ()
    organization_mentions: tuple[Entry[OrganizationMention], ...] = ()
    #: What editors, translators and recorders put into the text: brackets, stars, omissions.
    editorial_marks: tuple[Entry[EditorialMark], ...] = ()
    decisions: tuple[Decision, ...] = ()
    #: Documents that were cited and are no more, and where their words stand now.
    former_addresses: tuple[FormerAddress, ...] = ()
    #: Rows that decisions took away: kept in the edition file alone.
    known_ids: tuple[KnownId, ...] = ()
    generator_version: str = field(default="")

    @cached_property
    def source_by_id(self) -> dict[str, SourceText]:
        """The sources' texts by id."""
        return {source.id: source.text for source in self.sources}

    def words(self, entry: Entry[V]) -> str:
        """The words that stand at an entry's span; empty for one without a place."""
        if entry.source is None or entry.span is None:
            return ""
        return entry.span.of(self.source_by_id[entry.source].text)
