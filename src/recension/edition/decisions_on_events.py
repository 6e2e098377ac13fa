"""Which records report one event, as the editor decided: join, part, reject, relabel, accept.

===========  =====================================================================================
action       what is done with the records named
===========  =====================================================================================
``join``     they, and what was joined with them before, are records of one event
``part``     the record at the place is of no event with any of the further ones
``reject``   the record at the place is of no event with any other
``relabel``  the event of the record at the place is called ``named``
``accept``   as ``join``: said of what the program joined already, it keeps it joined
===========  =====================================================================================

A record is named by its first words; the further ones are the decision's ``passages``. Decisions
are carried out before records are set side by side, so that what was joined by hand is aligned as
any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recension.edition.decision_place import Place, place_of
from recension.edition.deed import OVERRULED, CannotDo, Outcome, nowhere, union, why
from recension.model.edition import Decision, Edition, Entry, QuotedPlace
from recension.model.party import Party
from recension.model.values import Document


class DecidedParties:
    """Carries decisions on events out on the parties that the program found.

    Args:
        edition: with its documents.
        decisions: those on events, in their order.

    Attributes:
        told: after a call, for each decision's id what became of it.
    """

    def __init__(self, edition: Edition, decisions: Sequence[Decision]) -> None:
        self._edition, self._decisions = edition, decisions
        self.told: dict[str, Outcome] = {}

    def __call__(self, found: Sequence[Party]) -> list[Party]:
        """The parties as decided; those that no decision touches as they were found."""
        if not self._decisions:
            return list(found)
        parties = _Parties(self._edition, found)
        done: list[tuple[Decision, list[str]]] = []
        for decision in self._decisions:
            try:
                records = [_record(self._edition, place) for place in _named(decision)]
                had = parties.had(records)
                DEEDS[decision.action](parties, decision, records)
                self.told[decision.id] = Outcome(had)
                done.append((decision, records))
            except CannotDo as error:
                self.told[decision.id] = Outcome(None, str(error))
        for decision, records in done:
            if not parties.holds(decision, records):
                self.told[decision.id] = replace(self.told[decision.id], problem=OVERRULED)
        return parties.settled()


@dataclass
class _Parties:
    """Who is with whom, while decisions change it; records are named by their ids."""

    edition: Edition
    found: Sequence[Party]
    parties: list[set[str]] = field(default_factory=list)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parties = [{row.id for row in party.records} for party in self.found]

    def of(self, record: str) -> set[str]:
        """The party of a record; a new one where it has none."""
        for party in self.parties:
            if record in party:
                return party
        self.parties.append({record})
        return self.parties[-1]

    def had(self, records: Iterable[str]) -> str:
        """What the program had joined of these records."""
        titles = {row.id: _title(row) for row in self.edition.documents}
        there = [
            " + ".join(titles[row.id] for row in party.records)
            for party in self.found
            if len(party.records) > 1 and not {r.id for r in party.records}.isdisjoint(records)
        ]
        return "; ".join(there) or "nothing joined"

    def because(self, decision: Decision, records: Iterable[str]) -> None:
        """Note the editor's reason for what is with whom."""
        for record in records:
            self.reasons[record] = union(self.reasons.get(record, ()), (why(decision),))

    def holds(self, decision: Decision, records: Sequence[str]) -> bool:
        """Whether a decision's word is true in the end."""
        party = self.of(records[0])
        if decision.action in ("join", "accept"):
            return party.issuperset(records)
        if decision.action == "part":
            return party.isdisjoint(records[1:])
        if decision.action == "reject":
            return party == {records[0]}
        return self.label(party) == decision.named

    def label(self, party: Iterable[str]) -> str | None:
        """What the editor called the event of these records."""
        return next((self.labels[r] for r in sorted(party) if r in self.labels), None)

    def settled(self) -> list[Party]:
        """The parties in the order of the edition."""
        place = {row.id: number for number, row in enumerate(self.edition.documents)}
        rows = {row.id: row for row in self.edition.documents}
        as_found = {frozenset(r.id for r in party.records): party for party in self.found}
        settled = []
        for members in sorted(self.parties, key=lambda party: min(place[r] for r in party)):
            ordered = sorted(members, key=place.__getitem__)
            said = tuple(dict.fromkeys(w for r in ordered for w in self.reasons.get(r, ())))
            party = as_found.get(frozenset(members)) or Party(tuple(rows[r] for r in ordered))
            changed = frozenset(members) not in as_found
            settled.append(
                replace(
                    party,
                    because=said,
                    label=self.label(members),
                    proposal=self.had(ordered) if changed or said else None,
                )
            )
        return settled


def join(parties: _Parties, decision: Decision, records: Sequence[str]) -> None:
    """Let records report one event."""
    if len(set(records)) < 2:
        raise CannotDo("it names one record only; the others belong into “passages”")
    first = parties.of(records[0])
    for record in records[1:]:
        other = parties.of(record)
        if other is not first:
            first |= other
            parties.parties = [party for party in parties.parties if party is not other]
    parties.because(decision, records)


def part(parties: _Parties, decision: Decision, records: Sequence[str]) -> None:
    """Let one record be of no event with the others named."""
    if len(set(records)) < 2:
        raise CannotDo("it does not say from which record (“passages”)")
    party = parties.of(records[0])
    if not party.isdisjoint(records[1:]):
        _leave(parties, decision, records[0])


def reject(parties: _Parties, decision: Decision, records: Sequence[str]) -> None:
    """Let one record be of no event with any other."""
    if len(parties.of(records[0])) > 1:
        _leave(parties, decision, records[0])


def _leave(parties: _Parties, decision: Decision, record: str) -> None:
    party = parties.of(record)
    party.discard(record)
    parties.parties.append({record})
    parties.because(decision, party)


def relabel(parties: _Parties, decision: Decision, records: Sequence[str]) -> None:
    """Name an event."""
    if not decision.named:
        raise CannotDo("it gives no name (“named”)")
    party = parties.of(records[0])
    if len(party) < 2:
        raise CannotDo("the record is set beside no other")
    parties.labels.update(dict.fromkeys(party, decision.named))
    parties.because(decision, party)


#: What this file carries out.
DEEDS: Mapping[str, Callable[[_Parties, Decision, Sequence[str]], None]] = {
    "join": join, "part": part, "reject": reject, "relabel": relabel, "accept": join,
}  # fmt: skip


def _named(decision: Decision) -> list[Decision | QuotedPlace]:
    return [decision, *decision.passages]


def _record(edition: Edition, named: Decision | QuotedPlace) -> str:
    """The document that begins nearest to where the words stand, of those that have them."""
    place = place_of(named, edition)
    if place is None:
        raise CannotDo(nowhere(named.quotation))
    found = document_at(edition, place)
    if found is None:
        raise CannotDo("no document has its words")
    return found.id


def document_at(edition: Edition, place: Place) -> Entry[Document] | None:
    """The document that begins nearest before a place and has it."""
    source, span = place
    held = [
        row
        for row in edition.documents
        if row.source == source
        and row.span
        and row.span.start < max(span.end, span.start + 1)
        and span.start < row.span.end
    ]
    return min(held, key=lambda row: _distance(row, span.start), default=None)


def _distance(row: Entry[Document], start: int) -> tuple[int, int]:
    assert row.span is not None
    return abs(row.span.start - start), len(row.span)


def _title(row: Entry[Document]) -> str:
    return f"“{' '.join((row.value.title or row.id).split())}”"
