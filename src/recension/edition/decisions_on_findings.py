"""What the editor says of single findings: rejected, accepted, or to be read otherwise.

===========  ================  ================================================================
action       table             what is done
===========  ================  ================================================================
``reject``   any of FINDINGS   it is not so: the row goes
``accept``   any of FINDINGS   it is so: the row is certain; damage gets its ``reading``
``relabel``  damage            what stands there is to be read as ``reading``
``relabel``  dates             the date is ``reading`` (EDTF)
``relabel``  testimonia        what the note claims is ``relation``
``relabel``  utterances        the speaker is the person ``named``
``relabel``  cross_references  it leads to the note or document where the passage stands
``reject``   notes             the call at the place does not call this note
``accept``   notes             it does
``join``     notes             the call at the place calls the note whose words the passage has
===========  ================  ================================================================

A row that is gone is not forgotten: the decision says what the program had. A call that calls no
note any more stays a call, of a note that is not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, get_args

from recension.edition.decision_place import Place, place_of
from recension.edition.decisions_on_events import document_at
from recension.edition.decisions_on_persons import named_person, with_ids
from recension.edition.deed import CannotDo, nowhere, union, why
from recension.model.edition import Decision, Edition, Entry
from recension.model.span import Span
from recension.model.values import Claim, CrossReference, Damage, Note

Deed = Callable[[Edition, Decision, Place], Edition]
FINDINGS = (
    "damage", "dates", "references", "places", "cross_references", "editorial_marks", "testimonia",
    "utterances", "organization_mentions",
)  # fmt: skip
_EDTF = re.compile(r"(?=.*\d{2})[-\dXYES.?~%/T:+Z\[\]{},]+")


def finding_at(edition: Edition, table: str, place: Place) -> Entry[Any]:
    """The row of a table that stands at a place: that which shares most and leaves least over.

    Raises:
        CannotDo: there is none.
    """
    source, span = place
    here: list[tuple[tuple[float, int], int, Entry[Any]]] = [
        (_likeness(row.span, span), -number, row)
        for number, row in enumerate(getattr(edition, table))
        if row.source == source and row.span and _meet(row.span, span)
    ]
    if not here:
        raise CannotDo("nothing is found there any more")
    return max(here)[2]


def said_at(edition: Edition, table: str, place: Place) -> str:
    """What the program says at a place, in a few words.

    Raises:
        CannotDo: nothing.
    """
    row = note_at(edition, place) if table == "notes" else finding_at(edition, table, place)
    return said_of(edition, table, row)


def said_of(edition: Edition, table: str, row: Entry[Any]) -> str:
    """What the program says in a row, in a few words."""
    value = row.value
    said = {
        "damage": lambda: f"{value.kind}: {value.message}",
        "dates": lambda: str(value.edtf),
        "cross_references": lambda: " ".join(filter(None, (value.words, value.status))),
        "notes": lambda: f"note {value.label or ''}, {value.status}",
        "testimonia": lambda: f"{value.witness} {value.claim}",
        "utterances": lambda: f"speaker {_name(edition, value.speaker)}",
    }
    words = said[table]() if table in said else " ".join(edition.words(row).split())[:80]
    return f"{words} ({row.confidence:.2f})"


def reject(table: str, edition: Edition, _: Decision, place: Place) -> Edition:
    """Take a row out; what named it names nothing."""
    gone = finding_at(edition, table, place)
    rows = tuple(row for row in getattr(edition, table) if row is not gone)
    return with_ids(_with(edition, table, rows), gone.id, None)


def accept(table: str, edition: Edition, decision: Decision, place: Place) -> Edition:
    """Make a row certain."""
    row = finding_at(edition, table, place)
    return _changed(edition, table, row, _read(row.value, decision), decision)


def _read(value: Any, decision: Decision) -> Any:  # noqa: ANN401 - a value of any table
    if not isinstance(value, Damage) or not (decision.reading or value.reading):
        return value
    reader = decision.by or "the editor"
    return replace(value, reading=decision.reading or value.reading, read_by=reader)


def relabel_damage(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say what is to be read in a damaged place."""
    if not decision.reading:
        raise CannotDo("it gives no reading (“reading”)")
    return accept("damage", edition, decision, place)


def relabel_date(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say which date it is."""
    if not decision.reading or not _EDTF.fullmatch(decision.reading):
        raise CannotDo("it gives no date as EDTF, such as 1946-05-27 (“reading”)")
    row = finding_at(edition, "dates", place)
    return _changed(edition, "dates", row, replace(row.value, edtf=decision.reading), decision)


def relabel_testimonium(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say what a note claims of another record."""
    if decision.relation not in get_args(Claim):
        raise CannotDo(f"“{decision.relation}” is none of {', '.join(get_args(Claim))}")
    row = finding_at(edition, "testimonia", place)
    value = replace(row.value, claim=decision.relation)
    return _changed(edition, "testimonia", row, value, decision)


def relabel_utterance(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say who speaks."""
    row, speaker = finding_at(edition, "utterances", place), named_person(edition, decision)
    if speaker is None:
        raise CannotDo(f"nobody is named “{decision.named}”")
    return _changed(edition, "utterances", row, replace(row.value, speaker=speaker.id), decision)


def relabel_cross_reference(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say where a cross-reference leads."""
    row, target = finding_at(edition, "cross_references", place), _passage(edition, decision)
    if row.value.kind == "note":
        leads = _note_with_body(edition, target).id
    else:
        document = document_at(edition, target)
        if document is None:
            raise CannotDo("no document has the words of its passage")
        leads = document.id
    value: CrossReference = replace(row.value, target=leads, status="resolved")
    return _changed(edition, "cross_references", row, value, decision)


def accept_note(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say that a call and a note belong together."""
    note = note_at(edition, place)
    return _changed(edition, "notes", note, note.value, decision)


def reject_note(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say that a note is not called there; of a note's own words, that nothing calls it."""
    note = note_at(edition, place)
    if note.value.body is None or not note.value.anchors:
        raise CannotDo("no call and note are linked there")
    wrong = [a for a in note.value.anchors if _meet(a, place[1])] or list(note.value.anchors)
    return _unlinked(edition, decision, note, wrong)


def join_note(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Link a call with the note that it calls."""
    caller = note_at(edition, place)
    calls = [a for a in caller.value.anchors if _meet(a, place[1])]
    note = _note_with_body(edition, _passage(edition, decision))
    if not calls:
        raise CannotDo("no call is found there")
    if note.id == caller.id:
        return _changed(edition, "notes", note, note.value, decision)
    if caller.value.body is not None:
        left = tuple(a for a in caller.value.anchors if a not in calls)
        status = caller.value.status if left else "no-call"
        value = replace(caller.value, anchors=left, status=status)
        edition = _changed(edition, "notes", caller, value, decision)
    else:
        rows = tuple(row for row in edition.notes if row is not caller)
        edition = with_ids(replace(edition, notes=rows), caller.id, note.id)
    note = next(row for row in edition.notes if row.id == note.id)
    anchors = tuple(sorted({*note.value.anchors, *calls}))
    linked: Note = replace(
        note.value,
        anchors=anchors,
        status="linked",
        label=note.value.label or caller.value.label,
        document=note.value.document or caller.value.document,
    )
    return _changed(edition, "notes", note, linked, decision)


#: What this file carries out.
FINDING_DEEDS: dict[tuple[str, str], Deed] = {
    **{("reject", table): partial(reject, table) for table in FINDINGS},
    **{("accept", table): partial(accept, table) for table in FINDINGS},
    ("relabel", "damage"): relabel_damage,
    ("relabel", "dates"): relabel_date,
    ("relabel", "testimonia"): relabel_testimonium,
    ("relabel", "utterances"): relabel_utterance,
    ("relabel", "cross_references"): relabel_cross_reference,
    ("accept", "notes"): accept_note,
    ("reject", "notes"): reject_note,
    ("join", "notes"): join_note,
}


def _changed(
    edition: Edition,
    table: str,
    row: Entry[Any],
    value: Any,  # noqa: ANN401 - a value of the table
    decision: Decision,
) -> Edition:
    """The edition with another value in a row, which says who decided it and what it was."""
    because = union((why(decision),), row.because)
    if value != row.value:
        had = f"the program had: {said_of(edition, table, row)}"
        because = union(because[:1], (had, *because[1:]))
    new = replace(row, value=value, confidence=1.0, because=because)
    rows = tuple(new if other is row else other for other in getattr(edition, table))
    return _with(edition, table, rows)


def _with(edition: Edition, table: str, rows: tuple[Any, ...]) -> Edition:
    changes: dict[str, Any] = {table: rows}
    return replace(edition, **changes)


def _unlinked(
    edition: Edition, decision: Decision, note: Entry[Note], wrong: list[Span]
) -> Edition:
    left = tuple(a for a in note.value.anchors if a not in wrong)
    value: Note = replace(note.value, anchors=left, status="linked" if left else "no-call")
    number = max(int(row.id[1:]) for row in edition.notes)
    loose = tuple(
        Entry(
            f"n{number + n}",
            Note(note.value.label, None, (call,), "no-body", note.value.document),
            note.source, call, note.rule, 1.0, (why(decision),),
        )
        for n, call in enumerate(wrong, 1)
    )  # fmt: skip
    edition = _changed(edition, "notes", note, value, decision)
    return replace(edition, notes=(*edition.notes, *loose))


def note_at(edition: Edition, place: Place) -> Entry[Note]:
    """The note that is called at a place, else that whose words stand there."""
    source, span = place
    here = [note for note in edition.notes if note.source == source]
    called = [n for n in here if any(_meet(a, span) for a in n.value.anchors)]
    if called:
        return min(called, key=lambda n: min(len(a) for a in n.value.anchors if _meet(a, span)))
    return _note_with_body(edition, place)


def _note_with_body(edition: Edition, place: Place) -> Entry[Note]:
    source, span = place
    bodies = [
        note
        for note in edition.notes
        if note.source == source and note.value.body and _meet(note.value.body, span)
    ]
    if not bodies:
        raise CannotDo("no note is found there")
    return max(bodies, key=lambda note: _likeness(note.value.body or span, span))


def _passage(edition: Edition, decision: Decision) -> Place:
    if not decision.passages:
        raise CannotDo("it does not say where to (“passages”)")
    place = place_of(decision.passages[0], edition)
    if place is None:
        raise CannotDo(nowhere(decision.passages[0].quotation))
    return place


def _name(edition: Edition, person: str | None) -> str:
    named = next((p.value.name for p in edition.persons if p.id == person), None)
    return named or "unknown"


def _meet(one: Span, other: Span) -> bool:
    """Whether two places share a character; a point meets what it touches."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.overlaps(other)


def _likeness(one: Span, other: Span) -> tuple[float, int]:
    both = max(0, min(one.end, other.end) - max(one.start, other.start))
    either = max(one.end, other.end) - min(one.start, other.start)
    return (both / either if either else 1.0), -abs(one.start - other.start)
