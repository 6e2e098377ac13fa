"""A decision made of what an editor says at a terminal or a form: an action and addresses.

The same word does what it says of whatever is named: documents are joined to an event, rows and
passages to a row, a person to a person, a call to its note.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from recension.edition.address import Addressed, addressed
from recension.edition.decision_place import Place, quoted
from recension.edition.decisions_on_fields import FIELDS
from recension.edition.deed import shortened
from recension.model.edition import Decision, Edition, Entry
from recension.model.errors import ArgumentError
from recension.model.values import Group

ACTIONS = ("join", "part", "move", "relabel", "reject", "accept", "correct")
_TARGET = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What an editor says beside the action and the addresses.

    Attributes:
        because: the reason.
        by: who.
        when: the day.
        relation: how passages relate.
        named: a label, or another person's name.
        reading: what is to be read.
        none: a field is corrected to nothing: there is no such thing.
    """

    because: str | None = None
    by: str | None = None
    when: str | None = None
    relation: str | None = None
    named: str | None = None
    reading: str | None = None
    none: bool = False


def decision_made(edition: Edition, action: str, addresses: Sequence[str], said: Said) -> Decision:
    """Make a decision; it has no id yet.

    Args:
        edition: as the editor sees it.
        action: of :data:`ACTIONS`.
        addresses: what it is about (:mod:`recension.edition.address`).
        said: the rest.

    Raises:
        ArgumentError: the addresses name nothing, or nothing that this can be done with.
    """
    if not addresses:
        raise ArgumentError(action, "it is not said what", f"For example: {action} g3")
    if action == "correct":
        return _correction(edition, addresses, said)
    named = [addressed(edition, address) for address in addresses]
    tables = {item.table for item in named}
    if len(tables) > 1 and tables != {"persons", "mentions"} and "cross_references" not in tables:
        problem = f"cannot be decided together ({', '.join(sorted(tables))})"
        mend = 'Name things of one kind; passages are g3, o4, d5:"words"'
        raise ArgumentError(shortened(" ".join(addresses)), problem, mend)
    make = _MAKERS.get(named[0].table, _finding)
    action, table, places, more = make(edition, action, named, said)
    if not places:
        raise ArgumentError(addresses[0], "stands nowhere in a source", "Name another")
    first, *rest = [quoted(edition, place) for place in dict.fromkeys(places)]
    decision = Decision(
        "-", action, f"{table} {shortened(first.quotation, _TARGET)}".strip(),
        first.source_sha256, first.start, first.end, first.quotation,
        said.because, said.by, said.named, said.relation, said.reading, tuple(rest),
        first.ending, first.before, first.after, said.when,
    )  # fmt: skip
    return replace(decision, **more)


_CORRECT = 'For example: correct d2 title "Telegram on the grain", correct d2 to "Orvell" "Marek"'


def _correction(edition: Edition, words: Sequence[str], said: Said) -> Decision:
    """Of a document or a person what a field is to be."""
    item, values = addressed(edition, words[0]), words[2:]
    field = words[1] if len(words) > 1 else None
    known = FIELDS.get(item.table)
    if known is None:
        problem = "only documents and persons have fields to correct"
        raise ArgumentError(item.address, problem, _CORRECT)
    if field not in known:
        problem = f"has no field “{shortened(field)}”" if field else "no field is named"
        raise ArgumentError(item.address, problem, f"These are corrected: {', '.join(known)}")
    if bool(values) == said.none:
        problem = "a value and --none" if values else f"what is {field} to be?"
        mend = f"Give the value, or --none if there is no {field}"
        raise ArgumentError(f"correct {item.address} {field}", problem, mend)
    if not item.places:
        raise ArgumentError(item.address, "stands nowhere in a source", "Name another")
    place = quoted(edition, item.places[0])
    about = shortened(place.quotation, _TARGET)
    return Decision(
        "-", "correct", f"{item.table} {about}".strip(),
        place.source_sha256, place.start, place.end, place.quotation, said.because, said.by,
        ending=place.ending, before=place.before, after=place.after, when=said.when,
        field=field, values=tuple(values),
    )  # fmt: skip


Made = tuple[str, str, list[Place], dict[str, Any]]


def _places(named: Sequence[Addressed]) -> list[Place]:
    return [place for item in named for place in item.places]


def _rows(_: Edition, action: str, named: list[Addressed], said: Said) -> Made:
    """Rows and passages of a synopsis."""
    line = named[0].line
    if action == "move":
        if len(named) != 2 or len(named[0].places) != 1:
            mend = "move g5/3 g4 takes the third passage of g5 to g4"
            raise ArgumentError(named[0].address, "is not one passage and a row to go to", mend)
        return action, "alignments", [named[0].places[0], named[1].places[0]], {}
    if action == "part" and len(named) == 1 and isinstance(line, Group):
        return "reject", "alignments", _places(named), {}
    if action == "accept" and said.relation is None and isinstance(line, Group):
        return action, "alignments", _places(named), {"relation": line.relation}
    if action == "join" and len(named) < 2:
        raise ArgumentError(named[0].address, "is joined with nothing", "Name at least two")
    return action, "alignments", _places(named), {}


def _documents(_: Edition, action: str, named: list[Addressed], __: Said) -> Made:
    """Documents: which of them report one event."""
    heads = [item.places[0] for item in named if item.places]
    if action == "part" and len(named) == 1:
        return "reject", "events", heads, {}
    if action not in ("join", "part") or len(named) < 2:
        mend = 'join d4 d5, part d4 d5; of passages: g3, o4, d5:"words"'
        raise ArgumentError(named[0].address, f"{action} is not decided of a document", mend)
    return action, "events", heads, {}


def _events(_: Edition, action: str, named: list[Addressed], said: Said) -> Made:
    """An event: it is one, or what it is called."""
    if action not in ("accept", "relabel") or len(named) > 1:
        mend = "join and part name the documents: part d4 d5"
        raise ArgumentError(named[0].address, f"{action} is not decided of an event", mend)
    if action == "relabel" and not said.named:
        raise ArgumentError(named[0].address, "has no new name", "Give one with --label")
    return action, "events", _places(named), {}


def _persons(edition: Edition, action: str, named: list[Addressed], said: Said) -> Made:
    """Persons and mentions."""
    first = named[0]
    more: dict[str, Any] = {}
    if action == "join":
        other = named[1].row if len(named) == 2 else None
        name = said.named or (_name(edition, other) if other is not None else None)
        if name is None:
            mend = "join p3 p7 makes one person of p3 and p7, under the name of p7"
            raise ArgumentError(first.address, "is joined with nobody", mend)
        more = {"named": name}
    elif len(named) > 1 or action in ("move", "relabel"):
        mend = "join p3 p7; part m12 --named NAME; reject m12; accept p3"
        raise ArgumentError(first.address, f"{action} is not decided of persons so", mend)
    return action, first.table, list(first.places[:1]), more


def _name(edition: Edition, row: Entry[Any]) -> str | None:
    person = getattr(row.value, "person", row.id)
    return next((p.value.name for p in edition.persons if p.id == person), None)


def _notes(_: Edition, action: str, named: list[Addressed], __: Said) -> Made:
    """A call and the note that it calls."""
    if action == "join":
        calls = [item for item in named if item.row is not None and item.row.value.anchors]
        bodies = [item for item in named if item.row is not None and item.row.value.body]
        if len(named) != 2 or not calls or not bodies:
            mend = "join n5 n9, of which one has a call and the other a note's words"
            raise ArgumentError(named[0].address, "no call and no note to be joined", mend)
        call = next((c for c in calls if c.row is not bodies[-1].row), calls[0])
        body = next((b for b in bodies if b.row is not call.row), bodies[0])
        return action, "notes", [call.places[0], body.places[-1]], {}
    return action, "notes", list(named[0].places[:1]), {}


def _finding(_: Edition, action: str, named: list[Addressed], __: Said) -> Made:
    """Any other row."""
    first, rest = named[0], named[1:]
    if action == "move" and first.table == "cross_references" and len(rest) == 1:
        return "relabel", first.table, [first.places[0], rest[0].places[-1]], {}
    if rest:
        raise ArgumentError(first.address, f"{action} is decided of one at a time", "Name it alone")
    return action, first.table, list(first.places[:1]), {}


_MAKERS: Mapping[str, Callable[[Edition, str, list[Addressed], Said], Made]] = {
    "alignments": _rows, "documents": _documents, "events": _events, "persons": _persons,
    "mentions": _persons, "notes": _notes,
}  # fmt: skip
