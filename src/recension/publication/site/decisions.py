"""The ledger of decisions: what the editor decided, why, and what the program had in its place."""

from __future__ import annotations

from dataclasses import dataclass

from recension.model.edition import Decision, QuotedPlace
from recension.publication.site.volume import Volume
from recension.publication.wording import shortened

_SHOWN = 160
_WORDS = {
    ("join", "events"): "Records of one event",
    ("part", "events"): "Not records of one event",
    ("reject", "events"): "Of no event with another record",
    ("relabel", "events"): "Name of an event",
    ("accept", "events"): "Records of one event, confirmed",
    ("join", "alignments"): "One row",
    ("part", "alignments"): "Apart from their row",
    ("reject", "alignments"): "Not of one matter",
    ("move", "alignments"): "Moved to another row",
    ("relabel", "alignments"): "How a row's passages relate",
    ("accept", "alignments"): "A row, confirmed",
    ("join", "persons"): "One person",
    ("part", "persons"): "Another person",
    ("join", "mentions"): "Who is named",
    ("part", "mentions"): "Who is named",
    ("reject", "persons"): "No person",
    ("reject", "mentions"): "Nobody is named",
    ("join", "notes"): "A call and its note",
    ("reject", "notes"): "Not the note that is called",
}
_CORRECTED = {"documents": "A document", "persons": "A person"}
_ACTIONS = {"reject": "Rejected", "accept": "Confirmed", "relabel": "To be read otherwise"}
_TABLES = {
    "damage": "damage", "dates": "a date", "cross_references": "a cross-reference",
    "references": "a reference", "testimonia": "what a note says of another record",
    "utterances": "who speaks", "persons": "a person", "mentions": "a name", "notes": "a note",
    "places": "a place", "editorial_marks": "an editor's mark",
    "organization_mentions": "a body's name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a decision is about, with a link where they stand as they did."""

    words: str
    address: str | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision, as the ledger tells it."""

    id: str
    what: str
    about: tuple[Words, ...]
    given: str
    reason: str | None
    who: str
    proposal: str | None
    problem: str | None


def decision_rows(volume: Volume) -> list[DecisionRow]:
    """All decisions, those that do not fit first."""
    rows = [_row(volume, decision) for decision in volume.edition.decisions]
    return sorted(rows, key=lambda row: row.problem is None)


def _row(volume: Volume, decision: Decision) -> DecisionRow:
    places: tuple[Decision | QuotedPlace, ...] = (decision, *decision.passages)
    given = [*filter(None, (decision.relation, decision.named, decision.reading))]
    given += ["; ".join(decision.values) or "none"] if decision.field else []
    who = filter(None, (decision.by, decision.when))
    return DecisionRow(
        decision.id,
        deed_words(decision),
        tuple(_words(volume, place) for place in places if place.quotation),
        ", ".join(given),
        decision.reason,
        ", ".join(who),
        decision.proposal,
        decision.problem,
    )


def deed_words(decision: Decision) -> str:
    """What a decision does, in an editor's words: *One row*, not *join alignments*."""
    table = next(iter(decision.target.split()), "")
    if decision.action == "correct":
        return f"{_CORRECTED.get(table, table)}, “{decision.field or '?'}” corrected"
    known = _WORDS.get((decision.action, table))
    about = _TABLES.get(table, table)
    return known or f"{_ACTIONS.get(decision.action, decision.action)}: {about}"


def _words(volume: Volume, place: Decision | QuotedPlace) -> Words:
    words = shortened(place.quotation or "", _SHOWN)
    for source in volume.edition.sources:
        text, start = source.text.text, place.start
        there = start is not None and text.startswith(place.quotation or "\0", start)
        if start is not None and there and source.text.sha256 == place.source_sha256:
            return Words(words, f"../{volume.anchors.at(source.id, start)}")
    return Words(words, None)
