"""Names in a TEI file: persons and where they are named, places, dates, references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from lxml import etree

from recension.model.finding import Finding, key_of
from recension.model.span import Span
from recension.model.values import Date, Mention, Person, Place, Reference, Value
from recension.source.tei_elements import CODE, all_words, edtf_of, pieces, said, words_of
from recension.source.tei_layout import TEI, XML, Laid, local

_LONGEST_NAME = 100


@dataclass(slots=True)
class _Named:
    """A person that the file knows by an id: what is said of them, and where."""

    person: Person
    span: Span
    key: str = ""


class Names:
    """Reads persons, mentions, places, dates and references.

    Args:
        root: the ``TEI`` element.
        laid: its text, and where its elements stand.
    """

    def __init__(self, root: etree._Element, laid: Laid) -> None:
        self._root, self._laid = root, laid
        self._namings = list(pieces(laid, ("persName",)))
        self._people: dict[str, _Named] = {}
        self._known()
        for element, span in self._namings:
            if (target := _target(element)) and target not in self._people:
                self._people[target] = _Named(self._unlisted(target), span)
        self._cited = self._found_references()
        taken: set[str] = set()
        for target, named in self._people.items():
            key = key_of(named.person, named.span)
            named.key = f"{key}#{target}" if key in taken else key
            taken.add(key)

    def key(self, element: etree._Element) -> str | None:
        """The key of the person whom a ``persName`` points to."""
        named = self._people.get(_target(element) or "")
        return named.key if named else None

    def findings(self) -> Iterator[Finding[Value]]:
        """All findings on names, dates and references."""
        for named in self._people.values():
            because = ("the TEI file's own list or pointers",)
            yield Finding(CODE, named.span, named.person, 1.0, because, named.key)
        for element, span in self._namings:
            key = self.key(element)
            if key and len(span):
                yield said(element, Mention(key), span, "marked up as persName in the TEI file")
        for element, span in pieces(self._laid, ("date",)):
            if (edtf := edtf_of(element)) and len(span):
                yield said(element, Date(edtf), span, "marked up as date in the TEI file")
        yield from self._places()
        yield from self._references()

    def _known(self) -> None:
        """The persons whom the file lists: in its text, or beside it."""
        firsts: dict[str, Span] = {}
        for element, span in self._namings:
            firsts.setdefault(_target(element) or "", span)
            if (own := element.get(f"{XML}id")) and element.get("ref") is None:
                self._people[own] = self._listed(element, span)
        for entry in self._root.iter(f"{TEI}person"):
            own = entry.get(f"{XML}id") or ""
            if own in firsts:
                self._people[own] = _Named(_person(entry), firsts[own])

    def _listed(self, element: etree._Element, span: Span) -> _Named:
        """A person of a volume's list: the name, and what the rest of the entry says."""
        words = self._words(span).strip(" ,;")
        surname, comma, given = words.partition(", ")
        name = f"{given} {surname}" if comma and ", " not in given else words
        around = (a for a in element.iterancestors() if a in self._laid.spans)
        entry = next((a for a in around if local(a) in ("item", "p")), element)
        place = self._laid.spans[entry]
        role = self._words(Span(span.end, max(span.end, place.end))).strip(" ,;:")
        variants = (words,) if name != words else ()
        return _Named(Person(name, variants, roles=(role,) if role else ()), place)

    def _unlisted(self, target: str) -> Person:
        """A person whom the file only points to, under the longest of the names it gives."""
        words = (self._words(span) for e, span in self._namings if _target(e) == target)
        forms = sorted(set(words), key=lambda form: (-len(form), form))
        return Person(forms[0] if forms and forms[0] else target, tuple(forms[1:]))

    def _words(self, span: Span) -> str:
        return " ".join(span.of(self._laid.text).split())

    def _places(self) -> Iterator[Finding[Value]]:
        """Each place once, at the first words that name it."""
        listed = {p.get(f"{XML}id"): p for p in self._root.iterfind(f"{TEI}standOff//{TEI}place")}
        seen: set[str] = set()
        for element, span in pieces(self._laid, ("placeName",)):
            entry = listed.get((element.get("ref") or "").lstrip("#"))
            names = _names(entry, "placeName") if entry is not None else [self._words(span)]
            if names and 0 < len(names[0]) <= _LONGEST_NAME and names[0] not in seen:
                seen.add(names[0])
                value = Place(names[0], tuple(names[1:]))
                yield said(element, value, span, "marked up as placeName in the TEI file")

    def reference(self, identifier: str) -> str | None:
        """The key of the archival reference with an id."""
        found = self._cited.get(identifier)
        return key_of(found[1], found[2]) if found else None

    def _references(self) -> Iterator[Finding[Value]]:
        found = self._cited
        keys = {own: key_of(value, span) for own, (_, value, span) in found.items()}
        for bibl, value, span in found.values():
            same = keys.get(value.same_as or "")
            yield said(bibl, replace(value, same_as=same), span, "listed in the TEI file")

    def _found_references(self) -> dict[str, tuple[etree._Element, Reference, Span]]:
        path = f"{TEI}standOff/{TEI}listBibl[@type='references']/{TEI}bibl"
        about = {(b.get("corresp") or "").lstrip("#"): b for b in self._root.iterfind(path)}
        found: dict[str, tuple[etree._Element, Reference, Span]] = {}
        for element, span in pieces(self._laid, ("bibl",)):
            own = element.get(f"{XML}id") or ""
            own = own if own in about else own.rpartition(".")[0]
            if own in about and own not in found:
                found[own] = about[own], _reference(about[own], element), span
        return found


def _target(element: etree._Element) -> str | None:
    """The id that a name points to, in this file or in a list beside it."""
    pointer: str = element.get("corresp") or element.get("ref") or ""
    return pointer.rpartition("#")[2] or element.get(f"{XML}id")


def _names(entry: etree._Element, tag: str) -> list[str]:
    words = (all_words(name) for name in entry.iterfind(f"{TEI}{tag}"))
    return [name for name in words if name.strip()]


def _person(entry: etree._Element) -> Person:
    names = _names(entry, "persName") or [entry.get(f"{XML}id") or "?"]
    birth, death = (entry.find(f"{TEI}{name}") for name in ("birth", "death"))
    return Person(
        names[0],
        tuple(names[1:]),
        edtf_of(birth) if birth is not None else None,
        edtf_of(death) if death is not None else None,
        tuple(_names(entry, "occupation")),
    )


def _reference(bibl: etree._Element, inline: etree._Element) -> Reference:
    known = {f.name for f in fields(Reference)}
    units: dict[str, Any] = {
        str(unit.get("type")): all_words(unit)
        for unit in bibl.iterfind(f"{TEI}idno")
        if unit.get("type") in known
    }
    same = bibl.find(f"{TEI}ref")
    return Reference(
        tradition=bibl.get("type") or "other",
        title=words_of(bibl, "title"),
        same_as=(same.get("target") or "").lstrip("#") if same is not None else None,
        cites="publication" if inline.get("type") == "publication" else "document",
        **units,
    )
