"""*Cite this*: a document's citations in words and files, and what a page tells other programs.

Zotero's connector reads the ``citation_*`` tags (those of Highwire Press), search engines the
JSON-LD in the terms of schema.org. A page does not know under which address it will be published,
so none is given: the reader's program knows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from recension.publication.citation.bibtex import bibtex_entry
from recension.publication.citation.citable import Citable, date_parts
from recension.publication.citation.csl_json import csl_item
from recension.publication.citation.ris import ris_record
from recension.publication.citation.style import STYLES


@dataclass(frozen=True, slots=True)
class Download:
    """A small file that a link carries in itself, so that it works from disk too."""

    name: str
    file: str
    address: str


@dataclass(frozen=True, slots=True)
class Citing:
    """What the page of a document says of how to cite it.

    Attributes:
        styles: name of a style → the citation in words.
        downloads: files for reference managers.
        tags: names and contents of ``meta`` elements.
        linked_data: JSON-LD, safe inside a ``script`` element.
    """

    styles: dict[str, str]
    downloads: tuple[Download, ...]
    tags: tuple[tuple[str, str], ...]
    linked_data: Markup


def citing(item: Citable) -> Citing:
    """All that a page says of how to cite its document."""
    return Citing(
        styles={name: style(item, None) for name, style in STYLES.items()},
        downloads=(
            _download(item, "BibTeX", "bib", "text/x-bibtex", bibtex_entry(item)),
            _download(item, "RIS", "ris", "application/x-research-info-systems", ris_record(item)),
            _download(item, "CSL-JSON", "json", "application/vnd.citationstyles.csl+json",
                      json.dumps([csl_item(item)], ensure_ascii=False)),
        ),
        tags=tuple(_tags(item)),
        linked_data=_linked_data(item),
    )  # fmt: skip


def _download(item: Citable, name: str, ending: str, media_type: str, content: str) -> Download:
    data = quote(content.encode("utf-8", "backslashreplace"), safe="")
    return Download(name, f"{item.key}.{ending}", f"data:{media_type};charset=utf-8,{data}")


def _tags(item: Citable) -> Iterator[tuple[str, str]]:
    """The tags that Google Scholar and Zotero's connector know."""
    yield "citation_title", item.title
    yield "citation_inbook_title", item.container
    for name in item.authors:
        yield "citation_author", name
    start = next(date_parts(item.date), ())
    if start:
        yield "citation_publication_date", "/".join(f"{part:02}" for part in start)
    first, _, last = (item.pages or "").partition("–")
    if first:
        yield "citation_firstpage", first
        yield "citation_lastpage", last or first
    if item.language:
        yield "citation_language", item.language


def _linked_data(item: Citable) -> Markup:
    said = json.dumps(_thing(item), ensure_ascii=True, sort_keys=True)
    # The text of a script element ends at "</script": no "<" may stand in it.
    return Markup(said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _thing(item: Citable) -> dict[str, object]:
    """The document as schema.org's ArchiveComponent."""
    holder = {"@type": "ArchiveOrganization", "name": item.repository}
    found: dict[str, object | None] = {
        "@context": "https://schema.org",
        "@type": ["ArchiveComponent", "CreativeWork"],
        "name": item.title,
        "identifier": item.key,
        "genre": item.kind,
        "position": item.number,
        "dateCreated": item.date,
        "inLanguage": item.language,
        "pagination": item.pages,
        "author": [{"@type": "Person", "name": name} for name in item.authors],
        "translator": {"@type": "Person", "name": item.translator} if item.translator else None,
        "locationCreated": {"@type": "Place", "name": item.place} if item.place else None,
        "holdingArchive": holder if item.repository else None,
        "itemLocation": item.shelfmark,
        "isPartOf": {"@type": "Collection", "name": item.container},
    }
    return {name: value for name, value in found.items() if value}
