"""Stand-off: what is said beside the text: persons, places, documents, reasons, synopses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from recension.model.edition import Edition, Entry
from recension.model.values import Alignment, Document, Event, Person, Reference, Role
from recension.publication.tei import marks
from recension.publication.tei.characters import attributes, plain, token
from recension.publication.tei.edtf_dates import dating
from recension.publication.tei.identifiers import in_its_file
from recension.publication.tei.marks import cert, passage_id

_PARTS = (
    "repository", "fond", "opis", "papka", "delo", "listy", "edinitsa", "series", "box", "folder",
    "file",
)  # fmt: skip


def stand_off(edition: Edition, source: str, files: Mapping[str, str]) -> Iterator[str]:
    """The ``standOff`` of a source's file, line by line; nothing where there is nothing to say.

    Args:
        edition: what is said.
        source: id of the source.
        files: for each source's id the name of its TEI file, for what points from one to another.
    """
    lines = [
        *_list("listPerson", (_person(entry) for entry in _persons(edition, source))),
        *_list("listPlace", _places(edition, source)),
        *_list("listOrg", _organizations(edition, source)),
        *_list("listEvent", _events(edition, source)),
        *_witness_lists(edition, source, files),
        *_list("listBibl", _documents(edition, source), ("type", "documents")),
        *_list("listBibl", _references(edition, source, files), ("type", "references")),
        *_list("listAnnotation", _annotations(edition, source)),
        *_synopses(edition, source, files),
    ]
    if lines:
        yield "<standOff>"
        yield from lines
        yield "</standOff>"


def _list(name: str, rows: Iterator[str], *said: tuple[str, str | None]) -> Iterator[str]:
    lines = list(rows)
    if lines:
        yield f"<{name}{attributes(*said)}>"
        yield from lines
        yield f"</{name}>"


def _text(element: str, words: str | None, *said: tuple[str, str | None]) -> str:
    return "" if words is None else f"<{element}{attributes(*said)}>{plain(words)}</{element}>"


def _persons(edition: Edition, source: str) -> list[Entry[Person]]:
    """The persons that anything in the source's file points to."""
    named = {entry.value.person for entry in marks.at_source(edition.mentions, source)}
    for said in marks.at_source(edition.utterances, source):
        named |= {said.value.speaker or "", said.value.addressee or ""}
    for document in marks.at_source(edition.documents, source):
        named |= {*document.value.participants, document.value.recorder or ""}
    named |= {role.value.person or "" for role in marks.at_source(edition.roles, source)}
    return [entry for entry in edition.persons if entry.id in named]


def _person(entry: Entry[Person]) -> str:
    person = entry.value
    names = _text("persName", person.name, ("type", "main"))
    names += "".join(_text("persName", v, ("type", "variant")) for v in person.variants)
    life = "".join(
        f"<{element}{attributes(*dating(when))}/>"
        for element, when in (("birth", person.birth), ("death", person.death))
        if when
    )
    roles = "".join(_text("occupation", role) for role in person.roles)
    links = "".join(_text("idno", one.id, ("type", one.scheme)) for one in person.authorities)
    return f"<person{attributes(('xml:id', entry.id))}>{names}{life}{roles}{links}</person>"


def _places(edition: Edition, source: str) -> Iterator[str]:
    for entry in marks.at_source(edition.places, source):
        names = [entry.value.name, *entry.value.variants]
        inner = "".join(_text("placeName", name) for name in names)
        if entry.value.latitude is not None and entry.value.longitude is not None:
            degrees = f"{entry.value.latitude} {entry.value.longitude}"
            inner += f"<location><geo>{degrees}</geo></location>"
        inner += _text("idno", entry.value.gazetteer_id, ("type", "gazetteer"))
        yield f"<place{attributes(('xml:id', entry.id))}>{inner}</place>"


def _organizations(edition: Edition, source: str) -> Iterator[str]:
    """The organisations that the source's file points to."""
    mentions = marks.at_source(edition.organization_mentions, source)
    here = {entry.value.organization for entry in mentions}
    for entry in edition.organizations:
        if entry.id in here:
            names = _text("orgName", entry.value.name, ("type", "main"))
            for variant in entry.value.variants:
                kind = "abbreviation" if variant == entry.value.abbreviation else "variant"
                names += _text("orgName", variant, ("type", kind))
            yield f"<org{attributes(('xml:id', entry.id))}>{names}</org>"


def _events(edition: Edition, source: str) -> Iterator[str]:
    for entry in _events_of(edition, source):
        when = dating(entry.value.date)
        label = _text("label", entry.value.label)
        yield f"<event{attributes(('xml:id', entry.id), *when)}>{label}</event>"


def _events_of(edition: Edition, source: str) -> list[Entry[Event]]:
    here = {entry.id for entry in marks.at_source(edition.documents, source)}
    named = {entry.value.event for entry in marks.at_source(edition.documents, source)}
    return [
        entry
        for entry in edition.events
        if entry.id in named or any(w.document in here for w in entry.value.witnesses)
    ]


def _witness_lists(edition: Edition, source: str, files: Mapping[str, str]) -> Iterator[str]:
    for entry in _events_of(edition, source):
        if not entry.value.witnesses:
            continue
        yield f"<listWit{attributes(('corresp', f'#{entry.id}'))}>"
        for number, witness in enumerate(entry.value.witnesses, 1):
            said = (
                ("xml:id", f"{entry.id}.w{number}"),
                ("n", witness.siglum),
                ("corresp", _document_at(edition, source, files, witness.document)),
            )
            yield f"<witness{attributes(*said)}>{plain(witness.name or witness.siglum)}</witness>"
        yield "</listWit>"


def _document_at(
    edition: Edition, source: str, files: Mapping[str, str], document: str | None
) -> str | None:
    places = {entry.id: entry.source for entry in edition.documents}
    where = places.get(document or "")
    return None if where is None else _pointer(source, where, document or "", files)


def _pointer(source: str, where: str, identifier: str, files: Mapping[str, str]) -> str:
    if where == source:
        return f"#{identifier}"
    return f"{files[where]}#{in_its_file(identifier)}"


def _documents(edition: Edition, source: str) -> Iterator[str]:
    here: dict[str, list[Entry[Role]]] = {}
    for role in marks.at_source(edition.roles, source):
        here.setdefault(role.value.document, []).append(role)
    for entry in marks.at_source(edition.documents, source):
        said = (("type", token(entry.value.kind)), ("corresp", f"#{entry.id}"))
        roles = "".join(_role(role) for role in here.get(entry.id, ()))
        about = f"{_about(entry.value)}{roles}"
        yield f"<bibl{attributes(*said, ('cert', cert(entry)))}>{about}</bibl>"


def _role(entry: Entry[Role]) -> str:
    role = entry.value
    person = f"#{role.person}" if role.person else None
    place = f"#{entry.id}" if entry.span and len(entry.span) else None
    said = (("role", role.kind), ("n", role.side), ("ref", person), ("corresp", place))
    return _text("persName", role.name, *said, ("cert", cert(entry)))


def _about(document: Document) -> str:
    date = dating(document.date)
    people = [("participant", person) for person in document.participants]
    if document.recorder:
        people.append(("recorder", document.recorder))
    parts = [
        _text("title", document.title),
        f"<date{attributes(*date)}/>" if date else "",
        _text("placeName", document.place),
        _text("editor", document.translator, ("role", "translator")),
        *(
            f"<persName{attributes(('role', role), ('ref', f'#{person}'))}/>"
            for role, person in people
        ),
        _text("note", document.classification, ("type", "classification")),
        _text("note", document.lost, ("type", "lost")),
        "" if document.complete or document.lost else '<note type="incomplete"/>',
        _text("note", " ".join(document.translated_from) or None, ("type", "translated-from")),
        f'<ref type="reference" target="#{document.reference}"/>' if document.reference else "",
    ]
    return "".join(parts)


def _references(edition: Edition, source: str, files: Mapping[str, str]) -> Iterator[str]:
    places = {entry.id: entry.source for entry in edition.references}
    for entry in marks.at_source(edition.references, source):
        same = entry.value.same_as
        where = places.get(same or "")
        pointer = _pointer(source, where, same or "", files) if where else None
        said = (("type", token(entry.value.tradition)), ("corresp", f"#{entry.id}"))
        inner = _units(entry.value) + (
            f"<ref{attributes(('target', pointer))}/>" if pointer else ""
        )
        yield f"<bibl{attributes(*said, ('cert', cert(entry)))}>{inner}</bibl>"


def _units(reference: Reference) -> str:
    known = {f.name for f in fields(reference)}
    units = [
        _text("idno", getattr(reference, name), ("type", name)) for name in _PARTS if name in known
    ]
    return _text("title", reference.title) + "".join(units)


def _annotations(edition: Edition, source: str) -> Iterator[str]:
    """Why a stretch is marked as damaged, and what notes say of other witnesses."""
    for damage in marks.at_source(edition.damage, source):
        said = (
            ("type", "damage"),
            ("subtype", token(damage.value.kind)),
            ("target", f"#{damage.id}"),
        )
        words = ": ".join([damage.value.message, "; ".join(damage.because)]).removesuffix(": ")
        yield _text("note", words, *said, ("cert", cert(damage)))
        if damage.value.reading:
            target = ("target", f"#{damage.id}")
            yield _text("note", damage.value.reading, ("type", "reading"), target)
    for entry in marks.at_source(edition.testimonia, source):
        claim = ("subtype", token(entry.value.claim))
        said = (("type", "testimonium"), claim, ("target", f"#{entry.id}"))
        yield _text("note", entry.value.witness, *said, ("cert", cert(entry)))


def _synopses(edition: Edition, source: str, files: Mapping[str, str]) -> Iterator[str]:
    documents = {entry.id: entry.source for entry in edition.documents}
    for entry in edition.alignments:
        places = {documents.get(witness) for witness in entry.value.witnesses}
        if source in places:
            links = _links(entry, source, documents, files)
            yield from _list("linkGrp", links, ("xml:id", entry.id), ("type", "synopsis"))
            yield from _list("listAnnotation", _alone(entry, source, documents), ("type", "only"))
            if mark := entry.value.sentence_vectors:
                note = _text("note", mark, ("type", "sentence-vectors"), ("target", f"#{entry.id}"))
                yield from _list("listAnnotation", iter([note]), ("type", "sentence-vectors"))


def _links(
    entry: Entry[Alignment],
    source: str,
    documents: Mapping[str, str | None],
    files: Mapping[str, str],
) -> Iterator[str]:
    for number, group in enumerate(entry.value.groups, 1):
        targets = [
            _pointer(source, where, passage_id(entry.id, number, n), files)
            for n, passage in enumerate(group.passages, 1)
            if (where := documents.get(passage.document))
        ]
        if len(targets) > 1:
            said = (("xml:id", f"{entry.id}.g{number}"), ("type", token(group.relation)))
            sure = ("cert", f"{group.confidence:g}")
            yield f"<link{attributes(*said, sure, ('target', ' '.join(targets)))}/>"


def _alone(
    entry: Entry[Alignment], source: str, documents: Mapping[str, str | None]
) -> Iterator[str]:
    for number, only in enumerate(entry.value.only, 1):
        if documents.get(only.document) == source:
            said = (
                ("type", token(only.silence)),
                ("target", f"#{passage_id(entry.id, 0, number)}"),
            )
            yield f"<note{attributes(*said)}/>"
