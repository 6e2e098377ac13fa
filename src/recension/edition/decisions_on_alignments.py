"""The rows of a synopsis, as the editor decided: join, part, move, relabel, accept, reject.

===========  =====================================================================================
action       what is done with the passages named
===========  =====================================================================================
``join``     the rows that have them are one row; of what stands alone only the words named join
``part``     they leave their row, together, and are a row of their own
``reject``   no two of them report the same: each of them that shares a row leaves it
``move``     the passage at the place goes to the row of the further passage
``relabel``  their row has this ``relation`` (or silence), and the label ``named``
``accept``   these, and no others, are one row, with this ``relation``
===========  =====================================================================================

Passages are found by their words, never by the program's numbers, which another program counts
otherwise. A decision names the passage at its place and the further ``passages``. A row changed by
the editor says so, and what the program had.

When unsure nothing is done: where one of several passages is not found the decision is told, and
the program's rows stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import get_args

from recension.edition.decision_place import Place, place_of
from recension.edition.deed import OVERRULED, CannotDo, Outcome, nowhere, shortened, why
from recension.edition.synopsis_rows import Judge, Row, Rows
from recension.model.edition import Decision, Edition, Entry, QuotedPlace
from recension.model.span import Span
from recension.model.values import Alignment, Passage, Relation, Silence

Spots = Sequence[Passage]
Deed = Callable[[Rows, Decision, Spots], None]
RELATIONS, SILENCES = get_args(Relation), get_args(Silence)
_MAKE_GROUPS = ("join", "move", "accept")
_SLACK = 2  # code points by which two passages may differ and be the same: a full stop, a bracket


def join(rows: Rows, decision: Decision, spots: Spots) -> None:
    """Make one row of those that have the passages."""
    held = [rows.holding(spot) for spot in spots]
    groups = [row for row in held if row is not None and len(row.documents) > 1]
    if not groups and len({spot.document for spot in spots}) < 2:
        raise CannotDo("all its passages are of one record")
    for spot, row in zip(spots, held, strict=True):
        if row not in groups:
            rows.take(spot, why(decision))
    _say(rows.unite(_holding_any(rows, spots)), decision)


def part(rows: Rows, decision: Decision, spots: Spots) -> None:
    """Let the passages leave their row, together."""
    together: dict[Row, list[Passage]] = {}
    for spot in spots:
        row = rows.holding(spot)
        if row is None:
            raise CannotDo("its words are in no row")
        together.setdefault(row, []).append(spot)
    for row, leaving in together.items():
        if len(row.documents) < 2 or _covered(row.passages, leaving):
            continue
        taken = [rows.take(spot, why(decision)) for spot in leaving]
        apart = [rows.unite(taken)] if len({spot.document for spot in leaving}) > 1 else taken
        for one in apart:
            one.relate(decision.relation or "")
            one.mark(why(decision))


def reject(rows: Rows, decision: Decision, spots: Spots) -> None:
    """Say that no two of the passages report the same; of one, that nothing reports the same."""
    held = [rows.holding(spot) for spot in spots]
    for spot, row in zip(spots, held, strict=True):
        shares = len(spots) == 1 or held.count(row) > 1
        if shares and row is not None and len(row.documents) > 1:
            rows.take(spot, why(decision)).mark(why(decision))


def move(rows: Rows, decision: Decision, spots: Spots) -> None:
    """Let a passage go to the row of another."""
    if len(spots) < 2:
        raise CannotDo("it does not say to which passage's row (“passages”)")
    row, target = rows.holding(spots[0]), rows.holding(spots[1])
    if target is None or len(target.documents) < 2:
        if spots[0].document == spots[1].document:
            raise CannotDo("both passages are of one record, and the other stands alone")
        target = rows.take(spots[1], why(decision))
    if row is not target:
        taken = rows.take(spots[0], why(decision))
        _say(rows.unite([*_holding_any(rows, spots[1:2]), taken]), decision)


def relabel(rows: Rows, decision: Decision, spots: Spots) -> None:
    """Say how the passages of a row relate, and what their matter is."""
    if not decision.relation and not decision.named:
        raise CannotDo("it gives neither a relation nor a label (“named”)")
    held = [rows.holding(spot) for spot in spots]
    if held[0] is None or any(row is not held[0] for row in held):
        raise CannotDo("its passages do not stand in one row")
    _say(held[0], decision)


def accept(rows: Rows, decision: Decision, spots: Spots) -> None:
    """Confirm a row: these passages, and this relation."""
    row = rows.holding(spots[0])
    if row is None or not (_covered(row.passages, spots) and _covered(spots, row.passages)):
        if len({spot.document for spot in spots}) < 2:
            raise CannotDo("all its passages are of one record")
        for spot in spots:
            rows.take(spot, why(decision))
        row = rows.unite(_holding_any(rows, spots))
    _say(row, decision)


def _holding_any(rows: Rows, spots: Spots) -> list[Row]:
    """The rows that have the passages, each once."""
    held = (rows.holding(spot) for spot in spots)
    return list(dict.fromkeys(row for row in held if row is not None))


def _covered(passages: Sequence[Passage], spots: Spots) -> bool:
    """Whether the spots have every letter of the passages, as far as a reader sees."""
    return all(
        any(
            s.document == p.document and s.start <= p.start + _SLACK and p.end <= s.end + _SLACK
            for s in spots
        )
        for p in passages
    )


def _say(row: Row, decision: Decision) -> None:
    """Let a row say what the editor says of it."""
    known = RELATIONS if len(row.documents) > 1 else SILENCES
    if decision.relation is not None:
        if decision.relation not in known:
            raise CannotDo(f"“{decision.relation}” is none of {', '.join(known)}")
        row.relate(decision.relation)
    if decision.named:
        row.label = row.named = decision.named
    row.mark(why(decision))


#: What this file carries out.
ALIGNMENTS: Mapping[str, Deed] = {
    "join": join, "part": part, "reject": reject, "move": move, "relabel": relabel,
    "accept": accept,
}  # fmt: skip


def on_alignments(
    edition: Edition, decisions: Sequence[Decision], judge: Callable[[Edition, Alignment], Judge]
) -> tuple[Edition, dict[str, Outcome]]:
    """Carry decisions on rows out, in their order.

    Args:
        edition: with its alignments.
        decisions: those on alignments.
        judge: what looks again at passages that were put together or apart.

    Returns:
        the edition as decided, and for each decision's id what became of it.
    """
    told: dict[str, Outcome] = {}
    tables: dict[str, Rows] = {}
    done: list[tuple[Decision, str, list[Passage]]] = []
    for decision in decisions:
        try:
            entry, spots = _found(edition, decision)
            rows = tables.get(entry.id) or Rows(entry.value, _texts(edition, entry.value))
            had = "; ".join(dict.fromkeys(h for row in _holding_any(rows, spots) for h in row.had))
            _check_relation(decision)
            tables[entry.id] = rows
            ALIGNMENTS[decision.action](rows, decision, spots)
            told[decision.id] = Outcome(had or None)
            done.append((decision, entry.id, spots))
        except CannotDo as error:
            told[decision.id] = Outcome(None, str(error))
    for decision in _overruled(tables, done):
        told[decision.id] = replace(told[decision.id], problem=OVERRULED)
    alignments = tuple(
        replace(row, value=tables[row.id].settled(judge(edition, row.value)))
        if row.id in tables
        else row
        for row in edition.alignments
    )
    return replace(edition, alignments=alignments) if tables else edition, told


def _check_relation(decision: Decision) -> None:
    """Refuse a word that says no relation before any row is changed."""
    said, makes_group = decision.relation, decision.action in _MAKE_GROUPS
    if said is not None and said not in (RELATIONS if makes_group else (*RELATIONS, *SILENCES)):
        raise CannotDo(f"“{shortened(said)}” is none of {', '.join(RELATIONS)}")


def _overruled(
    tables: Mapping[str, Rows], done: Sequence[tuple[Decision, str, list[Passage]]]
) -> Iterator[Decision]:
    """The decisions that do not hold in the end: done again, they would change something."""
    copies: dict[str, Rows] = {}
    for decision, name, spots in done:
        rows = copies.get(name) or tables[name].copied()
        copies[name] = rows
        before = rows.shape(spots)
        try:
            ALIGNMENTS[decision.action](rows, decision, spots)
            holds = rows.shape(spots) == before
        except CannotDo:
            holds = False
        if not holds:
            del copies[name]
            yield decision


def _found(edition: Edition, decision: Decision) -> tuple[Entry[Alignment], list[Passage]]:
    """The alignment and the passages that a decision is about."""
    places: list[Place] = []
    named: list[Decision | QuotedPlace] = [decision, *decision.passages]
    for words, place in zip(named, map(partial(place_of, edition=edition), named), strict=True):
        if place is None:
            raise CannotDo(nowhere(words.quotation))
        places.append(place)
    for entry in edition.alignments:
        spots = [_spot(edition, entry.value, place) for place in places]
        found = [spot for spot in spots if spot is not None]
        if len(found) == len(places):
            return entry, _apart(found)
    raise CannotDo("its words are not in records that are set side by side")


def _spot(edition: Edition, alignment: Alignment, place: Place) -> Passage | None:
    """The passage of a record that stands at a place; of records within records the innermost."""
    source, span = place
    held = [
        (-len(both), len(row.span), row.id, both)
        for row in edition.documents
        if row.id in alignment.witnesses and row.source == source and row.span
        for both in [_both(row.span, span)]
        if both is not None
    ]
    if not held:
        return None
    _, _, document, both = min(held)
    return Passage(document, both.start, both.end)


def _both(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def _apart(spots: list[Passage]) -> list[Passage]:
    """The passages, which must not overlap; one that is named twice is one."""
    spots = list(dict.fromkeys(spots))
    for one, other in combinations(spots, 2):
        if one.document == other.document and one.start < other.end and other.start < one.end:
            raise CannotDo("two of its passages overlap")
    return spots


def _texts(edition: Edition, alignment: Alignment) -> dict[str, str]:
    return {
        row.id: edition.source_by_id[row.source].text
        for row in edition.documents
        if row.id in alignment.witnesses and row.source
    }
