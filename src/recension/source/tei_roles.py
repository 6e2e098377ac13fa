"""Roles in a TEI file: who sent a document, to whom, who signed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast, get_args

from lxml import etree

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Document, Role, RoleKind, Value
from recension.source.tei_elements import all_words, pieces, said
from recension.source.tei_layout import TEI, XML, Laid, local
from recension.source.tei_names import Names

_BY_TYPE: dict[str, RoleKind] = {"from": "sender", "to": "receiver"}
_BECAUSE = "marked up in the TEI file"


class Roles:
    """Reads the roles of a file.

    Args:
        root: the ``TEI`` element.
        laid: its text, and where its elements stand.
        names: its persons.
        documents: its documents by id.
    """

    def __init__(
        self,
        root: etree._Element,
        laid: Laid,
        names: Names,
        documents: Mapping[str, Finding[Value]],
    ) -> None:
        self._laid, self._names = laid, names
        self._documents = documents
        self._at = {f.span: f for f in documents.values()}
        listed = root.iterfind(f"{TEI}standOff/{TEI}listBibl[@type='documents']/{TEI}bibl")
        self._listed = {
            (name.get("corresp") or "").lstrip("#"): name
            for bibl in listed
            for name in bibl.iterfind(f"{TEI}persName[@corresp]")
        }

    def findings(self) -> Iterator[Finding[Value]]:
        """All roles, in order of place."""
        if self._listed:
            yield from self._as_written()
            return
        for element, span in pieces(self._laid, ("persName", "gloss", "item", "signed")):
            kind = _kind(element)
            document = self._around(element) if kind else None
            if kind and document is not None and len(span):
                words = " ".join(span.of(self._laid.text).split()).strip(" ,;")
                person = self._names.key(element) if local(element) == "persName" else None
                if words:
                    value = Role(kind, document.key, words, person=person)
                    yield said(element, value, span, _BECAUSE)

    def _as_written(self) -> Iterator[Finding[Value]]:
        """Roles that Recension wrote: places in the text, and what they are beside it."""
        for element, span in pieces(self._laid, ("rs",)):
            own = element.get(f"{XML}id") or ""
            name = self._listed.get(own)
            name = name if name is not None else self._listed.get(own.rpartition(".")[0])
            document = self._document_of(name) if name is not None else None
            if name is None or document is None or name.get("role") not in get_args(RoleKind):
                continue
            kind = cast(RoleKind, name.get("role"))
            person = self._names.key(name)
            value = Role(kind, document.key, all_words(name), name.get("n"), person)
            yield said(name, value, span, _BECAUSE)

    def _document_of(self, name: etree._Element) -> Finding[Value] | None:
        bibl = name.getparent()
        own = (bibl.get("corresp") or "").lstrip("#") if bibl is not None else ""
        return self._documents.get(own)

    def _around(self, element: etree._Element) -> Finding[Document] | None:
        """The innermost document that an element stands in."""
        for around in element.iterancestors(f"{TEI}div", "{*}attachment"):
            own = around.get(f"{XML}id")
            found = self._documents.get(own or "") or self._at.get(self._span(around))
            if found is not None:
                return cast(Finding[Document], found)
        return None

    def _span(self, element: etree._Element) -> Span:
        span = self._laid.spans.get(element, Span(0, 0))
        return Span(span.start, span.start + len(span.of(self._laid.text).rstrip()))


def _kind(element: etree._Element) -> RoleKind | None:
    name = local(element)
    if name in ("persName", "gloss"):
        return _BY_TYPE.get(element.get("type") or "")
    if name == "signed":
        return "signatory"
    parent = element.getparent()
    return _BY_TYPE.get(parent.get("type") or "") if parent is not None else None
