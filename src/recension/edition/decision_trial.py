"""A decision tried on an edition as it is, before it is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recension.edition.decisions_applied import (
    decided_parties,
    table_of,
    with_decided_rows,
    with_decisions,
)
from recension.edition.synopsis_rows import Judge
from recension.model.edition import Decision, Edition
from recension.model.party import Party
from recension.model.values import Alignment


def tried(
    edition: Edition, decision: Decision, judge: Callable[[Edition, Alignment], Judge]
) -> tuple[Edition, Decision]:
    """Carry out one decision.

    Args:
        edition: as it was built, with the decisions before.
        decision: the new one.
        judge: looks again at passages that were put together or apart.

    Returns:
        the edition as decided (records that are joined are not set side by side yet), and the
        decision with what the program had, or with the problem.
    """
    alone = replace(edition, decisions=(decision,))
    if table_of(decision) == "events":
        rows = {row.id: row for row in edition.documents}
        parties = decided_parties(alone)
        parties(
            [
                Party(tuple(rows[w.document] for w in event.value.witnesses if w.document in rows))
                for event in edition.events
            ]
        )
        outcome = parties.told.get(decision.id)
        had, problem = (outcome.had, outcome.problem) if outcome else (None, None)
        return edition, replace(decision, proposal=had, problem=problem)
    alone, _ = with_decisions(alone)
    after = with_decided_rows(alone, judge)
    (told,) = after.decisions
    return replace(after, decisions=(*edition.decisions, told)), told
