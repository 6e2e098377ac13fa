"""CMIF: who wrote to whom, when and where, as correspondence indexes exchange it.

Correspondence Metadata Interchange Format of the TEI Correspondence SIG, version 1, with the
``key`` of 1.1; schema ``cmi-customization.rng``. Read on 23 November 2026 at
https://github.com/TEI-Correspondence-SIG/CMIF.

Who publishes the file, where and when, the program does not know: those three are to be filled in
before it is handed to an index (the day is filled in where ``SOURCE_DATE_EPOCH`` is set).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from recension.model.edition import Edition, Entry
from recension.model.values import Document, Letter, Person
from recension.publication.build_day import built_on
from recension.publication.person_addresses import authority_address
from recension.publication.tei.characters import attributes, plain
from recension.publication.tei.edtf_dates import dating

_DATING = ("when", "from", "to", "notBefore", "notAfter")
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Cmif:
    """Exports the letters as one CMIF file."""

    name: ClassVar[str] = "cmif"
    summary: ClassVar[str] = "CMIF 1.1: who wrote to whom, when and where (letters only)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the file; an edition without letters has a header and nothing else."""
        target.write_text("\n".join(_lines(edition)) + "\n", encoding="utf-8", newline="\n")


def _lines(edition: Edition) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    yield "<teiHeader>"
    yield from _file(edition)
    yield "<profileDesc>"
    letters = _Letters(edition)
    for letter in edition.letters:
        yield from letters.described(letter)
    yield "</profileDesc>"
    yield "</teiHeader>"
    yield "<text><body><p/></body></text>"
    yield "</TEI>"


def _file(edition: Edition) -> Iterator[str]:
    names = ", ".join(source.text.name for source in edition.sources) or "no copy"
    yield f"<fileDesc><titleStmt><title>Letters in {plain(names)}</title>"
    yield f"<editor>Made with Recension {plain(edition.generator_version)}</editor></titleStmt>"
    yield "<publicationStmt><publisher>Not yet published</publisher>"
    yield f'<idno type="url">urn:uuid:{_uuid(edition, "cmif")}</idno>'
    yield f"<date{attributes(('when', built_on()))}/>"
    yield f'<availability><licence target="{_LICENCE}">CC BY 4.0, which CMIF asks for: these '
    yield "data, not the letters</licence></availability></publicationStmt><sourceDesc>"
    for source in edition.sources:
        yield f'<bibl type="print" xml:id="{_bibl(edition, source.id)}">'
        yield f"{plain(source.text.name)}</bibl>"
    yield "</sourceDesc></fileDesc>"


def _uuid(edition: Edition, row: str) -> str:
    hashes = " ".join(repr(source.text.sha256) for source in edition.sources)
    return str(uuid5(NAMESPACE_URL, f"{hashes} {row}"))


def _bibl(edition: Edition, source: str) -> str:
    """A UUID as an XML name, which begins with a letter."""
    return f"b{_uuid(edition, source)}"


class _Letters:
    """Describes letters, with what the edition knows of their documents and persons."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.documents = {document.id: document for document in edition.documents}
        self.persons: dict[str, Person | None] = {}
        for person in edition.persons:
            for name in {person.value.name, *person.value.variants}:
                known = self.persons.setdefault(_flat(name), person.value)
                if known is not person.value:
                    self.persons[_flat(name)] = None  # two go by it: it says nothing

    def described(self, letter: Entry[Letter]) -> Iterator[str]:
        """A ``correspDesc``; CMIF asks for both ends, so an unknown one is said to be unknown."""
        document = self.documents.get(letter.value.document)
        if document is None or document.source is None:
            return
        given = (("key", letter.value.document), ("source", f"#{_bibl_of(self, document)}"))
        yield f"<correspDesc{attributes(*given)}>"
        place = document.value.place
        where = f"<placeName>{plain(_flat(place))}</placeName>" if place else ""
        who = self._person(letter.value.sender)
        yield f'<correspAction type="sent">{who}{where}{_date(letter, document)}</correspAction>'
        who = self._person(letter.value.receiver)
        yield f'<correspAction type="received">{who}</correspAction>'
        yield "</correspDesc>"

    def _person(self, name: str | None) -> str:
        if not name or not name.strip():
            return "<persName>Unknown</persName>"
        person = self.persons.get(_flat(name))
        found = map(authority_address, person.authorities) if person else ()
        address = next((a for a in found if a), None)
        return f"<persName{attributes(('ref', address))}>{plain(_flat(name))}</persName>"


def _bibl_of(letters: _Letters, document: Entry[Document]) -> str:
    return _bibl(letters.edition, document.source or "")


def _date(letter: Entry[Letter], document: Entry[Document]) -> str:
    given = dating(letter.value.date or document.value.date)
    kept = [(name, value and value[:10]) for name, value in given if name in _DATING]
    return f"<date{attributes(*kept)}/>" if kept else ""


def _flat(words: str) -> str:
    return " ".join(words.split())
