"""The editor's decisions, carried out on an edition that was built anew.

A decision is an action on a table. Each kind has one function that carries it out, in one of three
places on the way: findings and persons first, then which records report one event (before they are
set side by side), then the rows of their synopses. Within a kind decisions are carried out in the
order in which they were taken, so that a later one may undo an earlier one. One that cannot be
carried out is kept and told, never dropped; each says what the program had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from recension.edition.decision_place import Place, place_of
from recension.edition.decisions_on_alignments import ALIGNMENTS, on_alignments
from recension.edition.decisions_on_events import DEEDS as EVENTS
from recension.edition.decisions_on_events import DecidedParties
from recension.edition.decisions_on_fields import FIELD_DEEDS, field_at
from recension.edition.decisions_on_findings import FINDING_DEEDS, FINDINGS, said_at
from recension.edition.decisions_on_persons import PERSONS, name_at
from recension.edition.deed import OVERRULED, CannotDo, Outcome, nowhere, shortened
from recension.edition.synopsis_rows import Judge
from recension.model.edition import Decision, Edition
from recension.model.values import Alignment

Deed = Callable[[Edition, Decision, Place], Edition]

#: Carried out before events are found: (action, table) → the function.
DEEDS: Mapping[tuple[str, str], Deed] = {**FINDING_DEEDS, **PERSONS, **FIELD_DEEDS}
#: Every action that a table knows.
KNOWN: frozenset[tuple[str, str]] = frozenset(
    (*DEEDS, *((action, "events") for action in EVENTS)),
) | frozenset((action, "alignments") for action in ALIGNMENTS)


class DecisionWarning(UserWarning):
    """A decision of the editor that could not be carried out on this build."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision that was not carried out, and why."""

    decision: Decision
    problem: str

    def __str__(self) -> str:
        problem = " ".join(self.problem.split())
        return f"decision {self.decision.id} is not carried out: {problem}"


def with_decisions(edition: Edition) -> tuple[Edition, tuple[Undone, ...]]:
    """Carry out the decisions on findings and persons that an edition holds.

    Args:
        edition: as its readers and their evidence made it, with the decisions.

    Returns:
        the edition as decided, and those of all its decisions that could not be carried out, those
        of a kind that nobody knows among them.
    """
    told: dict[str, Outcome] = {}
    last: dict[tuple[str, Place | None], Decision] = {}
    for decision, place in [(d, _place(edition, d)) for d in edition.decisions]:
        kind = (decision.action, table_of(decision))
        if kind not in KNOWN:
            action, table = map(shortened, kind)
            problem = f"“{action}” is nothing that is decided of {table or 'nothing'}"
            told[decision.id] = Outcome(None, problem)
        elif kind in DEEDS and place is None:
            told[decision.id] = Outcome(None, nowhere(decision.quotation))
        elif kind in DEEDS:
            last[_about(decision), place] = decision
    for (_, place), decision in last.items():
        edition, told[decision.id] = _carried_out(edition, decision, place)
    for decision in edition.decisions:
        if decision.id not in told and (decision.action, table_of(decision)) in DEEDS:
            final = last[_about(decision), _place(edition, decision)]
            told[decision.id] = _beside(decision, final, told[final.id])
    edition = with_outcomes(edition, told)
    return edition, tuple(undone(edition))


def _about(decision: Decision) -> str:
    """Of decisions with one of these at one place the last one holds."""
    table = table_of(decision)
    if decision.action == "correct":
        return f"{table} {decision.field}"
    return table if table in FINDINGS else decision.id


def _place(edition: Edition, decision: Decision) -> Place | None:
    """Where a decision on findings or persons is to be carried out."""
    kind = (decision.action, table_of(decision))
    return place_of(decision, edition) if kind in DEEDS else None


def _carried_out(
    edition: Edition, decision: Decision, place: Place | None
) -> tuple[Edition, Outcome]:
    assert place is not None
    kind = (decision.action, table_of(decision))
    try:
        had = _had(edition, decision, place)
        return DEEDS[kind](edition, decision, place), Outcome(had)
    except CannotDo as error:
        return edition, Outcome(None, str(error))


def _beside(decision: Decision, final: Decision, outcome: Outcome) -> Outcome:
    """What becomes of a decision on a finding of which a later one says the same, or other."""
    same = all(
        getattr(decision, name) == getattr(final, name)
        for name in ("action", "reading", "relation", "named", "passages", "values")
    )
    return outcome if same else replace(outcome, problem=OVERRULED)


def _had(edition: Edition, decision: Decision, place: Place) -> str:
    """What the program has at a place."""
    table = table_of(decision)
    if decision.action == "correct":
        return field_at(edition, table, place, decision.field)
    if table in ("persons", "mentions"):
        return name_at(edition, place)
    return said_at(edition, table, place)


def decided_parties(edition: Edition) -> DecidedParties:
    """What decides which records report one event; ask it afterwards what became of decisions."""
    return DecidedParties(edition, list(_of(edition, "events", EVENTS)))


def with_decided_rows(edition: Edition, judge: Callable[[Edition, Alignment], Judge]) -> Edition:
    """Carry out the decisions on the rows of synopses.

    Args:
        edition: with its alignments.
        judge: looks again at passages that were put together or apart.
    """
    decisions = list(_of(edition, "alignments", ALIGNMENTS))
    if not decisions:
        return edition
    edition, told = on_alignments(edition, decisions, judge)
    return with_outcomes(edition, told)


def with_outcomes(edition: Edition, told: Mapping[str, Outcome]) -> Edition:
    """Say of decisions what became of them."""
    if not told:
        return edition
    decisions = tuple(
        replace(d, proposal=told[d.id].had, problem=told[d.id].problem) if d.id in told else d
        for d in edition.decisions
    )
    return replace(edition, decisions=decisions)


def undone(edition: Edition) -> Iterator[Undone]:
    """The decisions that were not carried out."""
    for decision in edition.decisions:
        if decision.problem is not None:
            yield Undone(decision, decision.problem)


def table_of(decision: Decision) -> str:
    """The table that a decision is about."""
    return next(iter(decision.target.split()), "")


def _of(edition: Edition, table: str, actions: Mapping[str, object]) -> Iterator[Decision]:
    for decision in edition.decisions:
        if table_of(decision) == table and decision.action in actions:
            yield decision
