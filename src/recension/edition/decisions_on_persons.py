"""Joining and parting persons, as the editor decided.

==========  ==========  ==========================================================================
action      table       what is done
==========  ==========  ==========================================================================
``join``    persons     the person named at the place and the person ``named`` are one
``join``    mentions    this one mention is of the person ``named``
``part``    persons     every mention of that person in these very words is of another, ``named``
``part``    mentions    this one mention is of another person, ``named``; a new one if need be
``accept``  mentions    the mention is of whom the program takes it for
``accept``  persons     the person named at the place is rightly put together
``reject``  mentions    nobody is named here
``reject``  persons     the person named at the place is none; all mentions go
==========  ==========  ==========================================================================

What hangs on a mention goes with it: the roles in a record's head and the speech that it begins.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from recension.edition.decision_place import Place
from recension.edition.deed import CannotDo, union, why
from recension.model.edition import TABLES, Decision, Edition, Entry
from recension.model.span import Span
from recension.model.values import Mention, Person

V = TypeVar("V")
_LABEL = 80  # characters before speech within which the name stands that says whose it is


def join_persons(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Make one person of two."""
    gone = _person(edition, _mention(edition, place).value.person)
    kept = named_person(edition, decision)
    if kept is None:
        raise CannotDo(f"nobody is named “{decision.named}”")
    if kept.id == gone.id:
        return edition
    value = replace(
        kept.value,
        variants=union(kept.value.variants, (gone.value.name, *gone.value.variants)),
        birth=kept.value.birth or gone.value.birth,
        death=kept.value.death or gone.value.death,
        roles=union(kept.value.roles, gone.value.roles),
    )
    one = _decided(replace(kept, value=value, because=union(kept.because, gone.because)), decision)
    persons = tuple(one if p.id == kept.id else p for p in edition.persons if p.id != gone.id)
    return with_ids(replace(edition, persons=persons), gone.id, kept.id)


def part_persons(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Give all mentions of a person in certain words to another."""
    here = _mention(edition, place)
    words = _words(edition, here)
    same = [m for m in edition.mentions if m.value.person == here.value.person]
    return _moved(edition, decision, [m for m in same if _words(edition, m) == words])


def move_mention(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Give one mention to another person."""
    return _moved(edition, decision, [_mention(edition, place)])


def reject_mention(edition: Edition, _decision: Decision, place: Place) -> Edition:
    """Say that nobody is named here."""
    here = _mention(edition, place)
    return replace(edition, mentions=tuple(m for m in edition.mentions if m.id != here.id))


def reject_person(edition: Edition, _decision: Decision, place: Place) -> Edition:
    """Say that what is named here is no person."""
    gone = _mention(edition, place).value.person
    mentions = tuple(m for m in edition.mentions if m.value.person != gone)
    persons = tuple(p for p in edition.persons if p.id != gone)
    return with_ids(replace(edition, mentions=mentions, persons=persons), gone, None)


def accept_mention(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say that this mention is of the person whom the program takes it for."""
    here = _mention(edition, place)
    mentions = tuple(_decided(m, decision) if m.id == here.id else m for m in edition.mentions)
    return replace(edition, mentions=mentions)


def accept_person(edition: Edition, decision: Decision, place: Place) -> Edition:
    """Say that the person named here is one person, and is rightly put together."""
    here = _mention(edition, place).value.person
    persons = tuple(_decided(p, decision) if p.id == here else p for p in edition.persons)
    return replace(edition, persons=persons)


#: What this file carries out.
PERSONS: dict[tuple[str, str], Callable[[Edition, Decision, Place], Edition]] = {
    ("join", "persons"): join_persons,
    ("join", "mentions"): move_mention,
    ("part", "persons"): part_persons,
    ("part", "mentions"): move_mention,
    ("accept", "mentions"): accept_mention,
    ("accept", "persons"): accept_person,
    ("reject", "mentions"): reject_mention,
    ("reject", "persons"): reject_person,
}


def _mention(edition: Edition, place: Place) -> Entry[Mention]:
    source, span = place
    here = [
        m
        for m in edition.mentions
        if m.source == source and m.span and m.span.start < span.end and span.start < m.span.end
    ]
    if not here:
        raise CannotDo("nobody is found named there")
    return max(here, key=lambda m: _shared(m.span, span))


def _shared(one: Span | None, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start) if one else 0


def name_at(edition: Edition, place: Place) -> str:
    """Who is named at a place, as the program has it."""
    return person_at(edition, place).value.name


def person_at(edition: Edition, place: Place) -> Entry[Person]:
    """The person who is named at a place.

    Raises:
        CannotDo: nobody is.
    """
    return _person(edition, _mention(edition, place).value.person)


def _person(edition: Edition, row_id: str) -> Entry[Person]:
    return next(p for p in edition.persons if p.id == row_id)


def named_person(edition: Edition, decision: Decision) -> Entry[Person] | None:
    """The person whom a decision names; None where nobody has that name.

    Raises:
        CannotDo: it names nobody, or several have the name.
    """
    name = decision.named
    if not name:
        raise CannotDo("it does not say who the other person is (“named”)")
    for ask in (lambda p: p.value.name == name, lambda p: name in p.value.variants):
        found = [p for p in edition.persons if ask(p)]
        if len(found) > 1:
            raise CannotDo(f"{len(found)} persons are named “{name}”; give the fullest form")
        if found:
            return found[0]
    return None


def _moved(edition: Edition, decision: Decision, mentions: list[Entry[Mention]]) -> Edition:
    old = mentions[0].value.person
    words = tuple(dict.fromkeys(_words(edition, m) for m in mentions))
    if not decision.named:
        decision = replace(decision, named=words[0])
    other = None if decision.named == words[0] else named_person(edition, decision)
    if other is None:
        other = _new_person(edition, str(decision.named))
        edition = replace(edition, persons=(*edition.persons, other))
    more = tuple(w for w in words if w != other.value.name)
    value = replace(other.value, variants=union(other.value.variants, more))
    ids = {m.id for m in mentions}
    moved = tuple(
        _decided(replace(m, value=Mention(other.id)), decision) if m.id in ids else m
        for m in edition.mentions
    )
    edition = replace(
        edition,
        mentions=moved,
        persons=tuple(
            _decided(replace(p, value=value), decision) if p.id == other.id else p
            for p in edition.persons
        ),
    )
    return _with_what_hangs_on(_without_variants(edition, old, words), old, other.id, ids)


def _new_person(edition: Edition, name: str) -> Entry[Person]:
    number = max((int(p.id[1:]) for p in edition.persons), default=0) + 1
    return Entry(f"p{number}", Person(name))


def _without_variants(edition: Edition, person: str, words: Collection[str]) -> Edition:
    """Take forms away from a person who is no longer named by them anywhere."""
    left = {_words(edition, m) for m in edition.mentions if m.value.person == person}
    gone = {word for word in words if word not in left}

    def without(entry: Entry[Person]) -> Entry[Person]:
        if entry.id != person:
            return entry
        variants = tuple(v for v in entry.value.variants if v not in gone)
        return replace(entry, value=replace(entry.value, variants=variants))

    return replace(edition, persons=tuple(map(without, edition.persons)))


def _with_what_hangs_on(edition: Edition, old: str, new: str, mentions: Collection[str]) -> Edition:
    """Move roles and speech whose person a moved mention named, and the documents' people."""
    moved = {m.id: m for m in edition.mentions if m.id in mentions}
    roles = tuple(
        replace(r, value=replace(r.value, person=new))
        if r.value.person == old and any(_touch(r, m) for m in moved.values())
        else r
        for r in edition.roles
    )
    named = [m for m in edition.mentions if m.value.person == old or m.id in moved]
    utterances = tuple(
        replace(u, value=replace(u.value, speaker=new))
        if u.value.speaker == old and _speaker_named(u, named) in moved
        else u
        for u in edition.utterances
    )
    return _with_people_of_documents(replace(edition, roles=roles, utterances=utterances), old, new)


def _with_people_of_documents(edition: Edition, old: str, new: str) -> Edition:
    """Let documents name the new person where no role of theirs is the old one's any more."""
    having = {
        who: {r.value.document for r in edition.roles if r.value.person == who}
        for who in (old, new)
    }
    changed = having[new] - having[old]
    documents = tuple(
        replace(d, value=_renamed(d.value, old, new)) if d.id in changed else d
        for d in edition.documents
    )
    return replace(edition, documents=documents)


def _touch(one: Entry[Any], other: Entry[Any]) -> bool:
    a, b = one.span, other.span
    return bool(one.source == other.source and a and b and a.start < b.end and b.start < a.end)


def _speaker_named(speech: Entry[Any], mentions: Iterable[Entry[Mention]]) -> str | None:
    """The mention that says whose speech it is: the last before it, else the first within it."""
    if speech.span is None:
        return None
    first, last = speech.span.start - _LABEL, speech.span.end
    near = [
        m for m in mentions if m.source == speech.source and m.span and first <= m.span.start < last
    ]
    before = [m for m in near if m.span and m.span.start <= speech.span.start]
    if before:
        return max(before, key=lambda m: m.span.start if m.span else 0).id
    return min(near, key=lambda m: m.span.start if m.span else 0).id if near else None


def _words(edition: Edition, entry: Entry[Mention]) -> str:
    return " ".join(edition.words(entry).split())


def _decided(entry: Entry[V], decision: Decision) -> Entry[V]:  # type: ignore[type-var]
    return replace(entry, confidence=1.0, because=union((why(decision),), entry.because))


def with_ids(edition: Edition, old: str, new: str | None) -> Edition:
    """Let every row that names one id name another; ``None`` for nobody."""
    changes: dict[str, Any] = {}
    for table in TABLES:
        rows = getattr(edition, table.name)
        changes[table.name] = tuple(replace(r, value=_renamed(r.value, old, new)) for r in rows)
    return replace(edition, **changes)


def _renamed(value: V, old: str, new: str | None) -> V:
    changes: dict[str, Any] = {}
    refers = getattr(type(value), "REFERS", ())
    for field in fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        if field.name in refers and held == old:
            changes[field.name] = new
        elif field.name in refers and isinstance(held, tuple) and old in held:
            ids = (new if key == old else key for key in held)
            changes[field.name] = tuple(dict.fromkeys(key for key in ids if key))
        elif isinstance(held, tuple) and held and is_dataclass(held[0]):
            changes[field.name] = tuple(_renamed(member, old, new) for member in held)
    return replace(value, **changes) if changes else value  # type: ignore[type-var]
