"""The editor's decisions, carried out on an edition that was built anew.

Each kind of decision (an action on a table) has one function that carries it out. Decisions are
carried out in the order in which they were taken, so that a later one may undo an earlier one. One
that cannot be carried out is kept and told, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recension.edition.decision_place import Place, place_of
from recension.edition.decisions_on_persons import PERSONS, CannotDo
from recension.model.edition import Decision, Edition

Deed = Callable[[Edition, Decision, Place], Edition]

#: What is carried out: (action, table) → the function. Other tables add their own here.
DEEDS: Mapping[tuple[str, str], Deed] = {**PERSONS}


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
    """Carry out the decisions that an edition holds.

    Args:
        edition: as its readers and their evidence made it, with the decisions.

    Returns:
        the edition as decided, and the decisions that could not be carried out. Decisions of
        kinds that nobody carries out yet are left alone and not told.
    """
    undone = []
    for decision in edition.decisions:
        table = decision.target.split()[0]
        deed = DEEDS.get((decision.action, table))
        if deed is None:
            continue
        place = place_of(decision, edition)
        if place is None:
            undone.append(Undone(decision, f"“{decision.quotation}” stands nowhere"))
            continue
        try:
            edition = deed(edition, decision, place)
        except CannotDo as error:
            undone.append(Undone(decision, str(error)))
    return edition, tuple(undone)
