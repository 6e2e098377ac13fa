"""What findings say: one small typed value for each noun of the contract.

A field that names another finding (``document``, ``person`` …) holds that finding's *key* while
readers work on one source, and the *id* (``d2``, ``p1``) once the edition is put together; such
fields are listed in ``REFERS``. ``None`` means unknown; there are no empty strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from recension.model.span import Span


@dataclass(frozen=True, slots=True)
class Value:
    """Base of all values."""

    REFERS: ClassVar[tuple[str, ...]] = ()


DamageKind = Literal[
    "garble", "mojibake", "repetition", "break", "displaced", "split-word", "missing-notes",
    "fabricated", "misread",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damage(Value):
    """A span that is not what the page said, or a point where something of it is missing.

    ``reading`` is what should stand there where the damage itself shows it (a split word joined,
    mojibake undone, the word that misread letters come from): a suggestion, never a repair.
    ``read_by`` is the editor who took it for right; None while nobody has.
    """

    kind: DamageKind
    message: str
    reading: str | None = None
    read_by: str | None = None


@dataclass(frozen=True, slots=True)
class Sound(Value):
    """A span that an ignorant score would call damaged and that is not: a reference, a table …"""

    kind: str


@dataclass(frozen=True, slots=True)
class CapitalText(Value):
    """A stretch in which all is in capitals, so that a capital tells nothing from anything."""


@dataclass(frozen=True, slots=True)
class TelegramHeading(Value):
    """The heading of a telegram by the rules of the wire; places of names, as printed.

    ``distribution`` are the offices that the sending or receiving ministry gave it to, ``informed``
    the addressees for information; ``date`` is the day of its date-time group, EDTF.
    """

    number: str | None
    date: str | None
    sender: Span | None
    receivers: tuple[Span, ...] = ()
    informed: tuple[Span, ...] = ()
    distribution: tuple[Span, ...] = ()
    subject: Span | None = None


@dataclass(frozen=True, slots=True)
class RunningHead(Value):
    """A page's head or foot line: not part of the text that runs on around it."""

    page: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor set right in a row: a title, a date, a name, to whom a letter went.

    Attributes:
        field: as an editor names it: ``title``, ``from``, ``name``.
        read: what the program had read, none where it had read nothing.
        decision: id of the decision that says why.
        by: who.
    """

    field: str
    read: tuple[str, ...] = ()
    decision: str | None = None
    by: str | None = None


DocumentKind = Literal[
    "record", "minutes", "memorandum", "telegram", "letter", "report", "note", "speech", "essay",
    "editorial-note", "estimate", "paper", "directive", "agreement", "statement", "notes",
    "contents", "persons", "abbreviations", "index", "attachment", "heading-matter", "fragment",
    "document",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document(Value):
    """One archival item or one piece of editorial matter.

    ``date`` is EDTF (a day, or day and hour as ``1946-05-27T23:00``); ``lost`` says which end of a
    fragment is missing; ``parent`` and ``event`` are references. A document with a ``title_span``
    and no ``title`` has a heading that this copy does not let one read.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("parent", "event", "reference", "participants", "recorder")

    kind: DocumentKind
    title: str | None = None
    title_span: Span | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    classification: str | None = None
    participants: tuple[str, ...] = ()
    recorder: str | None = None
    translator: str | None = None
    language: str | None = None
    translated_from: tuple[str, ...] = ()
    parent: str | None = None
    event: str | None = None
    reference: str | None = None
    source_line: Span | None = None
    complete: bool = True
    lost: Literal["beginning", "end", "both"] | None = None
    corrections: tuple[Correction, ...] = ()


MarkKind = Literal[
    "supplied", "sic", "translator", "translation", "abbreviation", "omission", "classified",
    "identification", "heading", "note", "illegible", "handwritten", "underlined", "deleted",
    "inserted", "moved", "page", "emphasis",
]  # fmt: skip
MarkOwner = Literal["editor", "translator", "recorder", "reviewer"]


@dataclass(frozen=True, slots=True)
class EditorialMark(Value):
    """A mark by which somebody who is not the author speaks in the text, or shows how it looked.

    ``owner`` is whose doing it tells of: who put in the words, who abbreviated (the recorder), who
    withheld (the reviewer of a declassification); None where the text does not tell. ``reading`` is
    the resolved word of an abbreviation, the extent of what is withheld, and the words themselves
    of what is supplied. ``about`` are the words that the mark speaks of, if they are not its own.
    """

    kind: MarkKind
    owner: MarkOwner | None = None
    reading: str | None = None
    about: Span | None = None


NoteStatus = Literal["linked", "no-body", "no-call", "tail", "cut"]


@dataclass(frozen=True, slots=True)
class Note(Value):
    """A footnote or endnote: one body and the anchors that call it.

    ``body`` is absent where only the call survives; the finding's span is then the call's.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("document",)

    label: str | None
    body: Span | None
    anchors: tuple[Span, ...] = ()
    status: NoteStatus = "linked"
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Reference(Value):
    """A pointer to an archival unit or a publication, in the words of its own tradition."""

    REFERS: ClassVar[tuple[str, ...]] = ("same_as",)

    tradition: str
    repository: str | None = None
    fond: str | None = None
    opis: str | None = None
    papka: str | None = None
    delo: str | None = None
    listy: str | None = None
    edinitsa: str | None = None
    series: str | None = None
    box: str | None = None
    folder: str | None = None
    file: str | None = None
    title: str | None = None
    same_as: str | None = None
    cites: Literal["document", "publication"] = "document"


@dataclass(frozen=True, slots=True)
class Authority:
    """A person's record in an authority file: ``wikidata`` and ``Q855``."""

    scheme: str
    id: str


@dataclass(frozen=True, slots=True)
class Person(Value):
    """A person of the edition; the finding's span is where the text says most about them."""

    name: str
    variants: tuple[str, ...] = ()
    birth: str | None = None
    death: str | None = None
    roles: tuple[str, ...] = ()
    authorities: tuple[Authority, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention(Value):
    """A place where a person is named."""

    REFERS: ClassVar[tuple[str, ...]] = ("person",)

    person: str


@dataclass(frozen=True, slots=True)
class Place(Value):
    """A place that the edition names.

    ``latitude`` and ``longitude`` are degrees north and east, from the gazetteer that the editor
    gave; ``gazetteer_id`` is the place's own id there.
    """

    name: str
    variants: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Organization(Value):
    """A body that the edition names: a ministry, a party, a committee, an army, an agency.

    ``abbreviation`` is the short form that the text or its list of abbreviations gives it;
    ``variants`` are the other forms, abbreviations among them.
    """

    name: str
    variants: tuple[str, ...] = ()
    abbreviation: str | None = None


@dataclass(frozen=True, slots=True)
class OrganizationMention(Value):
    """A place where an organisation is named."""

    REFERS: ClassVar[tuple[str, ...]] = ("organization",)

    organization: str


@dataclass(frozen=True, slots=True)
class Date(Value):
    """A date in the text, as EDTF (ISO 8601-2)."""

    edtf: str


Mode = Literal["direct", "indirect", "report"]


@dataclass(frozen=True, slots=True)
class Utterance(Value):
    """Something that somebody is reported to have said.

    ``verb`` is the form that reports it (*replied*), ``aside`` how it was said, as it stands
    (*laughing*): no part of the words.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("document", "speaker", "addressee")

    document: str | None
    speaker: str | None
    mode: Mode
    addressee: str | None = None
    act: str | None = None
    verb: str | None = None
    aside: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """What attests an event: a record printed here, or one that is only cited.

    ``document`` is an id for a record that is extant here; ``name`` says what an absent one is.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("document",)

    siglum: str
    document: str | None = None
    name: str | None = None
    extant: bool = True


@dataclass(frozen=True, slots=True)
class Event(Value):
    """What records report: a meeting, a call, a visit.

    ``proposal`` is what the program had where an editor joined or parted the records.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("participants",)

    label: str
    date: str | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    proposal: str | None = None


Relation = Literal["agrees", "paraphrases", "expands", "attribution-differs", "contradicts"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document: an id of it (or a file's name) and offsets into its source."""

    REFERS: ClassVar[tuple[str, ...]] = ("document",)

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of two or more records that report the same thing, and how they relate.

    ``proposal`` is what the program had where an editor decided otherwise: ``g3 agrees 0.62``.
    """

    id: str
    relation: Relation
    confidence: float
    passages: tuple[Passage, ...]
    label: str | None = None
    because: tuple[str, ...] = ()
    proposal: str | None = None


Silence = Literal["omitted", "unsure", "gap", "out-of-scope"]


@dataclass(frozen=True, slots=True)
class Only:
    """A passage that only one record has; ``silence`` says what that means for the others.

    *Unsure* is what the others may have in other words: ``perhaps`` is where, ``because`` says so.
    ``confidence`` is how sure it is that they have it nowhere, where they are whole.
    Else ``because`` and ``proposal`` speak where an editor set it apart.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("document",)

    document: str
    start: int
    end: int
    silence: Silence = "omitted"
    because: tuple[str, ...] = ()
    proposal: str | None = None
    perhaps: tuple[Passage, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Alignment(Value):
    """The synopsis of an event: its records set side by side.

    ``sentence_vectors`` is the model that took part, as ``name@sha256:…`` of its network.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("event", "witnesses")

    event: str | None
    witnesses: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    only: tuple[Only, ...] = ()
    sentence_vectors: str | None = None


Claim = Literal["attribution-differs", "omits", "adds", "corroborates", "words-differ"]


@dataclass(frozen=True, slots=True)
class Testimonium(Value):
    """A statement in a note or essay about what another witness says.

    ``witness`` is the record's name until its event is known, then its siglum there; ``about`` is
    the passage meant, ``words`` what is quoted from the witness.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("note", "event")

    witness: str
    claim: Claim
    note: str | None = None
    event: str | None = None
    about: Span | None = None
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class Letter(Value):
    """Who wrote to whom, when, in answer to what."""

    REFERS: ClassVar[tuple[str, ...]] = ("document", "answers")

    document: str
    sender: str | None = None
    receiver: str | None = None
    date: str | None = None
    answers: str | None = None


CrossReferenceKind = Literal["note", "document", "page", "work", "place"]
CrossReferenceStatus = Literal["resolved", "dangling", "self", "outside", "open"]


@dataclass(frozen=True, slots=True)
class CrossReference(Value):
    """A place that sends the reader elsewhere: *see note 19*, *Document 75*, *above, p. 12*.

    ``target`` is the note or document that is meant, ``leads_to`` the running head of the page.
    ``status``: *dangling* leads to nothing in this source, *self* to where it stands, *outside* to
    another volume; *open* does not say where exactly (*see above*), or this copy does not show it.
    ``words`` is what is pointed to, as a label: ``note 2 of document 45``.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("target",)

    kind: CrossReferenceKind
    target: str | None
    status: CrossReferenceStatus
    words: str | None = None
    leads_to: Span | None = None


RoleKind = Literal[
    "present", "recorder", "drafter", "interpreter", "translator", "sender", "receiver",
    "signatory", "informed", "distribution",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role(Value):
    """What the head or foot of a document says somebody did there: was present, recorded it …

    ``name`` is as printed; ``side`` is the one for which somebody was present, as printed;
    ``person`` is who it is, known where the name is a mention of somebody.
    """

    REFERS: ClassVar[tuple[str, ...]] = ("document", "person")

    kind: RoleKind
    document: str
    name: str
    side: str | None = None
    person: str | None = None
