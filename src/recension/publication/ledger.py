"""Draws the ledger of an event from an edition: by matter, who took which stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import cast

from recension.model.edition import Edition, Entry
from recension.model.errors import ArgumentError
from recension.model.ledger import Ledger, Matter, Stand, StandKind
from recension.model.span import Span
from recension.model.values import Document, Group, Utterance
from recension.publication.ledger_labels import label_of
from recension.publication.ledger_matters import Spoken, matters_in, terms_of
from recension.vocabularies.speech import stances

_HEAD = 160
_ALIGNED = 0.35
_UNSURE = 0.7
_MOSTLY = 0.3
_OMITTED = re.compile(
    r"\[[^\[\]]*\b(?:declassified|illegible|omitted|follows|garbled|sic|crossed out)\b[^\[\]]*\]"
)
"""What an editor says of words that he leaves out: it tells nothing of the matter."""
_DISPUTES = {
    "attribution-differs": "gives it to another",
    "contradicts": "says the contrary",
    "omits": "omits it",
    "adds": "adds to it",
    "words-differ": "has it in other words",
}
Row = Entry[Utterance]


def ledger_of(edition: Edition, about: str) -> Ledger:
    """The ledger of an event or, where a record stands alone, of a document.

    Matters follow the synopsis where records are set side by side, else the words; within a matter
    each row is one utterance, and says what its place there and its speaker hang on.

    Args:
        edition: with its utterances.
        about: id of an event or of a document.

    Raises:
        ArgumentError: the edition has no such event or document.
    """
    event = next((e for e in edition.events if e.id == about), None)
    if event:
        witnesses = [(w.siglum, w.document) for w in event.value.witnesses if w.document]
        return _Book(edition, witnesses).ledger(about, event.value.label)
    document = next((d for d in edition.documents if d.id == about), None)
    if document is None:
        raise ArgumentError(about, "there is no such event or document", "Give an id like e1 or d2")
    title = " ".join((document.value.title or about).split())
    return _Book(edition, [("A", about)]).ledger(about, title)


def ledgers_of(edition: Edition) -> Iterator[Ledger]:
    """The ledgers of all events, then of the records outside of them in which two or more speak.

    One of the two may be nobody known, as the ``I`` of a record whose writer is not told.
    A text that is mostly not speech, as an essay or a letter, has none.
    """
    told = {w.document for event in edition.events for w in event.value.witnesses}
    speakers: defaultdict[str, set[str | None]] = defaultdict(set)
    spoken: Counter[str] = Counter()
    for row in edition.utterances:
        if row.value.document and row.value.mode != "report":
            speakers[row.value.document].add(row.value.speaker)
            spoken[row.value.document] += len(row.span or ())
    yield from (ledger_of(edition, event.id) for event in edition.events)
    for document in edition.documents:
        mostly = spoken[document.id] > _MOSTLY * len(document.span or ())
        if mostly and document.id not in told and len(speakers[document.id]) > 1:
            yield ledger_of(edition, document.id)


def stand_of(words: str, act: str | None) -> StandKind:
    """The stand that words take: by a phrase in their head, else by the act.

    When unsure, none: *tells* takes no side.
    """
    head = " ".join(words[:_HEAD].casefold().split())
    if (
        act == "agree"
        and " but " in head
        and any(p in head for p in stances().phrases["conceding"])
    ):
        return "tells"
    if act not in ("ask", "propose"):
        for kind in ("against", "for", "proposes"):
            if any(phrase in head for phrase in stances().phrases[kind]):
                return kind
    return cast(StandKind, stances().acts.get(act or "", "tells"))


class _Book:
    """An edition opened at the records of one event."""

    def __init__(self, edition: Edition, witnesses: list[tuple[str, str]]) -> None:
        self.edition = edition
        self.documents = {d.id: d for d in edition.documents}
        self.witnesses = [(s, name) for s, name in witnesses if name in self.documents]
        self.names = {person.id: person.value for person in edition.persons}
        self.rows = [self._rows(self.documents[name]) for _, name in self.witnesses]
        self.groups = [
            group
            for alignment in edition.alignments
            if {name for _, name in self.witnesses} & set(alignment.value.witnesses)
            for group in alignment.value.groups
        ]

    def ledger(self, about: str, label: str) -> Ledger:
        spoken = self._spoken()
        said = Counter(term for record in spoken for each in record for term in each.terms)
        matters = tuple(
            Matter(
                number,
                label_of([spoken[r][p] for r, p, _ in members], said),
                tuple(self._stand(r, self.rows[r][p], why) for r, p, why in members),
            )
            for number, members in enumerate(matters_in(spoken), 1)
        )
        named = tuple((s, self._title(name)) for s, name in self.witnesses)
        return Ledger(about, label, named, matters)

    def _title(self, name: str) -> str:
        return " ".join((self.documents[name].value.title or name).split())

    def _rows(self, document: Entry[Document]) -> list[Row]:
        """The utterances of a record and of its parts, not those of its notes."""
        notes = [n.value.body for n in self.edition.notes if n.source == document.source]
        bodies = sorted(body for body in notes if body)
        return [
            row
            for row in self.edition.utterances
            if row.source == document.source
            and row.span
            and document.span
            and row.span.within(document.span)
            and not _in_one(bodies, row.span.start)
        ]

    def _spoken(self) -> list[list[Spoken]]:
        speakers = frozenset(
            part.casefold()
            for record in self.rows
            for row in record
            if row.value.speaker
            for part in self.names[row.value.speaker].name.split()
        )
        every = [(r, row) for r, record in enumerate(self.rows) for row in record]
        spoken: list[list[Spoken]] = [[] for _ in self.rows]
        for record, row in every:
            words = _OMITTED.sub(" ", self.edition.words(row))
            beside = tuple(i for i, (r, o) in enumerate(every) if r < record and self._met(row, o))
            spoken[record].append(Spoken(words, row.value.act, terms_of(words, speakers), beside))
        return spoken

    def _met(self, row: Row, other: Row) -> bool:
        """Whether the synopsis sets two utterances side by side."""
        return any(
            group.confidence >= _ALIGNED and _touches(group, row) and _touches(group, other)
            for group in self.groups
        )

    def _stand(self, record: int, row: Row, why: str) -> Stand:
        siglum, name = self.witnesses[record]
        assert row.source is not None
        assert row.span is not None
        value, words = row.value, self.edition.words(row)
        person = self.names.get(value.speaker or "")
        unsure = row.because if row.confidence < _UNSURE else ()
        return Stand(
            row.id,
            value.speaker,
            person.name if person else None,
            stand_of(words, value.act),
            value.act,
            value.mode,
            siglum,
            name,
            row.source,
            row.span.start,
            row.span.end,
            self._page(row.source, row.span.start),
            words,
            tuple(self._disputed(siglum, row)),
            row.confidence,
            (*unsure, why),
        )

    def _page(self, source: str, at: int) -> str | None:
        pages = self.edition.source_by_id[source].pages
        index = bisect_right(pages, at, key=lambda page: page.start) - 1
        return pages[index].label if index >= 0 else None

    def _disputed(self, siglum: str, row: Row) -> Iterator[str]:
        """What another record, or a note, says of an utterance."""
        for group in self.groups:
            says = _DISPUTES.get(group.relation)
            if says and _touches(group, row):
                others = [s for s, n in self.witnesses if s != siglum and _has(group, n)]
                yield f"record {', '.join(others)} {says} ({group.id})"
        for testimonium in self.edition.testimonia:
            about, says = testimonium.value.about, _DISPUTES.get(testimonium.value.claim)
            here = testimonium.source == row.source and about and row.span
            if says and here and about and row.span and about.overlaps(row.span):
                yield f"{testimonium.value.witness} {says} ({testimonium.value.note or 'text'})"


def _in_one(bodies: list[Span], at: int) -> bool:
    index = bisect_right(bodies, at, key=lambda body: body.start) - 1
    return index >= 0 and at < bodies[index].end


def _has(group: Group, document: str) -> bool:
    return any(passage.document == document for passage in group.passages)


def _touches(group: Group, row: Row) -> bool:
    """Whether a passage of a group covers a good part of an utterance, or lies within it."""
    if row.span is None:
        return False
    for passage in group.passages:
        shared = min(passage.end, row.span.end) - max(passage.start, row.span.start)
        least = min(passage.end - passage.start, len(row.span)) / 2
        if passage.document == row.value.document and shared > least:
            return True
    return False
