"""Distributed Text Services as files: entry, collections, navigation and documents.

DTS 1.0 (https://dtsapi.org/versions/v1.0/, CC-BY 4.0, read on 23 November 2026) lets a server of
level 0 be a folder of files, named as URI templates (RFC 6570) expand. Any host will do: it is
entered at ``entry.json``, and addresses are relative to the file that gives them. Each copy is a
collection, each document in it a resource, each paragraph of a document a citable unit under the
name that it has on the site (``p819``: the offset of its first character in the copy). The depth
``down`` is offered as 1 and -1, and as 0 for documents of at most 200 paragraphs; ranges
(``start``, ``end``) are left to servers of level 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import blocks_of
from recension.model.span import Span
from recension.model.values import Document
from recension.publication.tei import NAMESPACE
from recension.publication.tei.characters import declared, glyph_id, plain, text
from recension.publication.wording import document_title

_CONTEXT = "https://dtsapi.org/context/v1.0.json"
_COLLECTION = "collection{/id}{;nav}.json"
_NAVIGATION = "navigation/{resource}{;down}{/ref}.json"
_DOCUMENT = "document/{resource}{/ref}.xml"
_MOST_SIBLINGS = 200
_ADDRESSES = ("collection", "navigation", "document")
_ROOT = "edition"
Json = dict[str, Any]


class Dts:
    """Exports a folder that serves the edition as DTS 1.0, level 0."""

    name: ClassVar[str] = "dts"
    summary: ClassVar[str] = "Distributed Text Services 1.0 as static files (level 0)"
    needs_folder: ClassVar[bool] = True

    def write(self, edition: Edition, target: Path) -> None:
        """Write the entry, collections, navigation and documents."""
        target.mkdir()
        _Service(edition, target).write()


@dataclass(frozen=True, slots=True)
class _Resource:
    """A document as DTS sees it."""

    id: str
    title: str
    source: Source
    value: Document
    paragraphs: tuple[Span, ...]

    def words(self, span: Span) -> str:
        return span.of(self.source.text.text)


class _Service:
    def __init__(self, edition: Edition, target: Path) -> None:
        self.edition, self.target = edition, target
        sources = {source.id: source for source in edition.sources}
        self.resources = {
            source.id: [_resource(row, source) for row in edition.documents
                        if row.source == source.id and row.span]
            for source in sources.values()
        }  # fmt: skip

    def write(self) -> None:
        entry = {
            "@id": "entry.json", "@type": "EntryPoint", "collection": _COLLECTION,
            "navigation": _NAVIGATION, "document": _DOCUMENT,
        }  # fmt: skip
        self._json("entry.json", entry)
        self._collections()
        for rows in self.resources.values():
            for resource in rows:
                self._navigation(resource)
                self._documents(resource)

    def _collections(self) -> None:
        sources = [self._source(source) for source in self.edition.sources]
        root = _collection(_ROOT, "The edition", 0, len(sources), _titled(self.edition))
        self._json("collection.json", root | {"member": sources})
        self._json(f"collection/{_ROOT}.json", root | {"member": sources})
        self._json(f"collection/{_ROOT};nav=parents.json", root | {"member": []})
        for source, row in zip(self.edition.sources, sources, strict=True):
            members = [_described(r, whole=False) for r in self.resources[source.id]]
            self._json(f"collection/{source.id}.json", row | {"member": members})
            self._json(f"collection/{source.id};nav=parents.json", row | {"member": [root]})
            for resource in self.resources[source.id]:
                whole = _described(resource, whole=True)
                self._json(f"collection/{resource.id}.json", whole | {"member": []})
                parents = whole | {"member": [row]}
                self._json(f"collection/{resource.id};nav=parents.json", parents)

    def _source(self, source: Source) -> Json:
        rows = len(self.resources[source.id])
        return _collection(source.id, source.text.name, 1, rows, source.text.name)

    def _navigation(self, resource: _Resource) -> None:
        units = [_unit(span) for span in resource.paragraphs]
        about = {"resource": _described(resource, whole=True)}
        for down in ("1", "-1"):
            self._asked(resource.id, f";down={down}", "", about | {"member": units})
        for unit in units:
            one = about | {"ref": unit}
            self._asked(resource.id, "", unit["identifier"], one)
            for down in ("1", "-1"):
                self._asked(resource.id, f";down={down}", unit["identifier"],
                            one | {"member": [unit]})  # fmt: skip
            if len(units) <= _MOST_SIBLINGS:
                self._asked(resource.id, ";down=0", unit["identifier"], one | {"member": units})

    def _asked(self, resource: str, down: str, ref: str, answer: Json) -> None:
        address = f"navigation/{resource}{down}{'/' if ref else ''}{ref}.json"
        self._json(address, {"@id": address, "@type": "Navigation"} | answer)

    def _documents(self, resource: _Resource) -> None:
        spans = resource.paragraphs
        self._text(f"document/{resource.id}.xml", _tei(resource, spans, whole=True))
        for span in spans:
            fragment = _tei(resource, (span,), whole=False)
            self._text(f"document/{resource.id}/p{span.start}.xml", fragment)

    def _json(self, address: str, answer: Json) -> None:
        said = _from(address, {"@context": _CONTEXT, "dtsVersion": "1.0"} | answer)
        self._text(address, json.dumps(said, ensure_ascii=True, indent=1) + "\n")

    def _text(self, address: str, content: str) -> None:
        path = self.target / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")


def _from(address: str, answer: object) -> object:
    """An answer whose addresses, counted from the entry, are counted from its own file."""
    if isinstance(answer, list):
        return [_from(address, one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    up = "../" * address.count("/")
    page = answer.get("@type") in ("EntryPoint", "Navigation")
    return {
        key: f"{up}{value}"
        if isinstance(value, str) and (key in _ADDRESSES or (key == "@id" and page))
        else _from(address, value)
        for key, value in answer.items()
    }


def _resource(row: Entry[Document], source: Source) -> _Resource:
    span = row.span or Span(0, 0)
    opening = span.of(source.text.text)[:200]
    paragraphs = tuple(blocks_of(source.text.text, span))
    return _Resource(row.id, document_title(row.value, opening), source, row.value, paragraphs)


def _titled(edition: Edition) -> str:
    return ", ".join(source.text.name for source in edition.sources) or "No copy"


def _collection(name: str, title: str, parents: int, children: int, described: str) -> Json:
    return {
        "@id": name, "@type": "Collection", "title": title, "description": described,
        "totalParents": parents, "totalChildren": children,
        "collection": f"collection/{name}{{;nav}}.json",
    }  # fmt: skip


def _described(resource: _Resource, *, whole: bool) -> Json:
    """A resource: in a list its name and addresses, by itself its metadata and tree too."""
    row: Json = {
        "@id": resource.id, "@type": "Resource", "title": resource.title,
        "totalParents": 1, "totalChildren": 0,
        "collection": f"collection/{resource.id}{{;nav}}.json",
        "navigation": f"navigation/{resource.id}{{;down}}{{/ref}}.json",
        "document": f"document/{resource.id}{{/ref}}.xml",
        "citationTrees": [_tree()] if resource.paragraphs else [],
        "mediaTypes": ["application/tei+xml"],
    }  # fmt: skip
    return row | {"dublinCore": _dublin_core(resource)} if whole else row


def _tree() -> Json:
    return {
        "@type": "CitationTree",
        "description": "Paragraphs, named by the offset of their first character in the copy",
        "citeStructure": [{"@type": "CiteStructure", "citeType": "paragraph"}],
    }


def _dublin_core(resource: _Resource) -> Json:
    language = resource.value.language or "und"
    found: Json = {"title": [{"lang": language, "value": resource.title}]}
    if resource.value.date:
        found["date"] = [{"lang": "zxx", "value": resource.value.date}]
    if resource.value.language:
        found["language"] = [{"lang": "zxx", "value": resource.value.language}]
    found["source"] = [{"lang": "und", "value": resource.source.text.name}]
    return found


def _unit(span: Span) -> Json:
    return {
        "identifier": f"p{span.start}", "@type": "CitableUnit", "level": 1, "parent": None,
        "citeType": "paragraph",
    }  # fmt: skip


def _tei(resource: _Resource, spans: Sequence[Span], *, whole: bool) -> str:
    return "".join(_tei_pieces(resource, spans, whole))


def _tei_pieces(resource: _Resource, spans: Sequence[Span], whole: bool) -> Iterator[str]:
    """The words of paragraphs, every character of them; the full TEI is another export's."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}"'
    yield ">" if whole else ' xmlns:dts="https://w3id.org/api/dts#">'
    yield f"<teiHeader><fileDesc><titleStmt><title>{plain(resource.title)}</title></titleStmt>"
    yield "<publicationStmt><p>Made from a copy; see sourceDesc.</p></publicationStmt>"
    yield f"<sourceDesc><p>{plain(resource.source.text.name)}</p></sourceDesc></fileDesc>"
    said = "".join(resource.words(span) for span in spans)
    if characters := declared(said):
        chars = "".join(f'<char xml:id="{glyph_id(c)}"><mapping>U+{ord(c):04X}</mapping></char>'
                        for c in characters)  # fmt: skip
        yield f"<encodingDesc><charDecl>{chars}</charDecl></encodingDesc>"
    yield "</teiHeader>"
    paragraphs = "".join(
        f'<p xml:id="p{span.start}" xml:space="preserve">{text(resource.words(span))}</p>\n'
        for span in spans
    )
    wrapped = f"<div>\n{paragraphs or '<p/>'}</div>"
    yield "<text><body>"
    yield wrapped if whole else f"<dts:wrapper>{wrapped}</dts:wrapper>"
    yield "</body></text>"
    yield "</TEI>\n"
