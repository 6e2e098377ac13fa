"""How others find the site: sitemap, feed, and the description of its search.

All three need the address under which the site lies, which the program cannot know: it is taken
from ``RECENSION_ADDRESS`` (``https://example.org/bulletin/``), and without it nothing is written.
Sitemaps 0.9 (https://www.sitemaps.org/protocol.html), Atom (RFC 4287) and OpenSearch 1.1 draft 6
(https://github.com/dewitt/opensearch), read on 23 November 2026.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from recension.model.edition import Edition
from recension.model.errors import ArgumentError
from recension.publication.build_day import built_at
from recension.publication.site.press import edition_title
from recension.publication.site.volume import Volume, person_address
from recension.publication.tei.characters import attributes, plain
from recension.publication.wording import DOCUMENT_KINDS, date_words

VARIABLE = "RECENSION_ADDRESS"
_MOST = 50_000  # addresses that a sitemap may hold
_UNTOLD = "1970-01-01T00:00:00Z"


def site_address() -> str:
    """The address of the site, with a slash at its end.

    Raises:
        ArgumentError: the variable is not set, or is no address.
    """
    said = os.environ.get(VARIABLE, "").strip()
    parts = urlsplit(said) if said.isascii() and " " not in said else urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        mend = f"Set it to where the site will lie: {VARIABLE}=https://example.org/bulletin/"
        raise ArgumentError(VARIABLE, "does not say under which address the site lies", mend)
    return said.rstrip("/") + "/"


class Sitemap:
    """Exports ``sitemap.xml``."""

    name: ClassVar[str] = "sitemap"
    summary: ClassVar[str] = f"sitemap.xml for search engines; needs {VARIABLE}"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the pages' addresses; a sitemap ends at 50,000 of them."""
        base, moment = site_address(), built_at()
        day = f"<lastmod>{moment.date().isoformat()}</lastmod>" if moment else ""
        with target.open("w", encoding="utf-8", newline="\n") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            out.write('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n')
            for number, address in enumerate(_addresses(edition)):
                if number < _MOST:
                    out.write(f"<url><loc>{plain(base + address)}</loc>{day}</url>\n")
            out.write("</urlset>\n")


def _addresses(edition: Edition) -> Iterator[str]:
    yield from ("index.html", "condition/index.html")
    for table, address in (
        (edition.alignments, "synopsis/index.html"),
        (edition.persons, "people/index.html"),
        (edition.places, "places/index.html"),
        (edition.references, "archives/index.html"),
    ):
        if table:
            yield address
    yield from (leaf.address for leaf in Volume(edition).leaves)
    yield from (f"synopsis/{alignment.id}.html" for alignment in edition.alignments)
    yield from (person_address(person.id) for person in edition.persons)


class Atom:
    """Exports ``feed.xml``."""

    name: ClassVar[str] = "atom"
    summary: ClassVar[str] = f"an Atom feed of the documents; needs {VARIABLE}"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write an entry for each document; ``SOURCE_DATE_EPOCH`` says when it was published."""
        target.write_text("\n".join(_feed(edition)) + "\n", encoding="utf-8", newline="\n")


def _feed(edition: Edition) -> Iterator[str]:
    base, moment = site_address(), built_at()
    when = moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else _UNTOLD
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"<id>{plain(base)}</id><title>{plain(edition_title(edition))}</title>"
    yield f"<updated>{when}</updated><author><name>Recension</name></author>"
    yield f"<link{attributes(('rel', 'alternate'), ('href', base))}/>"
    volume = Volume(edition)
    for leaf in volume.leaves:
        if leaf.entry:
            value, address = leaf.entry.value, base + leaf.address
            kind = DOCUMENT_KINDS.get(value.kind, value.kind)
            said = ", ".join(filter(None, (kind, date_words(value.date), value.place)))
            yield f"<entry><id>urn:uuid:{uuid5(NAMESPACE_URL, address)}</id>"
            yield f"<title>{plain(volume.titles[leaf.entry.id])}</title><updated>{when}</updated>"
            yield f"<link{attributes(('rel', 'alternate'), ('href', address))}/>"
            yield f"<summary>{plain(said)}</summary></entry>"
    yield "</feed>"


class OpenSearch:
    """Exports ``opensearch.xml``."""

    name: ClassVar[str] = "opensearch"
    summary: ClassVar[str] = f"the description of the site's search for browsers; needs {VARIABLE}"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the description."""
        template = f"{site_address()}search/index.html?q={{searchTerms}}"
        title = edition_title(edition)
        lines = (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{plain(title[:16])}</ShortName>",
            f"<Description>{plain(f'Search {title}'[:1024])}</Description>",
            f"<Url{attributes(('type', 'text/html'), ('template', template))}/>",
            "<InputEncoding>UTF-8</InputEncoding>",
            "</OpenSearchDescription>",
        )
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
