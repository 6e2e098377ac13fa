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
from recension.edition.decisions_on_persons import PERSONS
from recension.edition.deed import CannotDo, Outcome
from recension.edition.synopsis_rows import Judge
from recension.model.edition import Decision, Edition
from recension.model.values import Alignment

Deed = Callable[[Edition, Decision, Place], Edition]

#: Carried out before events are found: (action, table) → the function.
DEEDS: Mapping[tuple[str, str], Deed] = {**PERSONS}
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
        return f"decision {self.decision.id} is not carried out: {self.problem}"


def with_decisions(edition: Edition) -> tuple[Edition, tuple[Undone, ...]]:
    """Carry out the decisions on findings and persons that an edition holds.

    Args:
        edition: as its readers and their evidence made it, with the decisions.

    Returns:
        the edition as decided, and those of all its decisions that could not be carried out, those
        of a kind that nobody knows among them.
    """
    told: dict[str, Outcome] = {}
    for decision in edition.decisions:
        kind = (decision.action, table_of(decision))
        if kind not in KNOWN:
            problem = f"“{decision.action}” is nothing that is decided of {kind[1] or 'nothing'}"
            told[decision.id] = Outcome(None, problem)
        if kind not in DEEDS:
            continue
        place = place_of(decision, edition)
        if place is None:
            told[decision.id] = Outcome(None, f"“{decision.quotation}” stands nowhere")
            continue
        try:
            edition = DEEDS[kind](edition, decision, place)
        except CannotDo as error:
            told[decision.id] = Outcome(None, str(error))
    edition = with_outcomes(edition, told)
    return edition, tuple(undone(edition))


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
