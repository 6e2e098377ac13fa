"""TEI P5: one file a source, whose text, notes put back at their places, is the source's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from recension.model.edition import Edition, Source
from recension.publication.tei.body import Body
from recension.publication.tei.header import header
from recension.publication.tei.identifiers import renamed
from recension.publication.tei.rebuilt import text_of
from recension.publication.tei.stand_off import stand_off

__all__ = ["Tei", "file_names", "text_of", "write_tei"]

NAMESPACE = "http://www.tei-c.org/ns/1.0"


class Tei:
    """Exports TEI P5, one file a source."""

    name: ClassVar[str] = "tei"
    summary: ClassVar[str] = "TEI P5, one file a source, valid against tei_all"
    needs_folder: ClassVar[bool] = True

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition to ``target``, a folder that does not exist yet."""
        write_tei(edition, target)


def write_tei(edition: Edition, folder: Path) -> None:
    """Write one TEI file for each source of an edition.

    Args:
        edition: what to write.
        folder: where to; made if it does not exist.

    Raises:
        OSError: the disk's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = file_names(edition)
    for source in edition.sources:
        named = renamed(edition, source.id)
        body = Body(named, source.id)
        with (folder / files[source.id]).open("w", encoding="utf-8", newline="") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            out.write(f'<TEI xmlns="{NAMESPACE}">\n')
            out.writelines(f"{line}\n" for line in header(named, source))
            out.write('<text xml:space="preserve">')
            body.write(out)
            out.write("</text>\n")
            out.writelines(f"{line}\n" for line in stand_off(named, source.id, files))
            out.write("</TEI>\n")


def file_names(edition: Edition) -> dict[str, str]:
    """For each source's id the name of its file: the source's own with ``.xml``.

    Names that differ in nothing but upper and lower case get the source's id before them.
    """
    return dict(_named(edition.sources))


def _named(sources: tuple[Source, ...]) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for source in sources:
        stem = re.sub(r"[^\w.-]+", "_", Path(source.text.name).stem)[:60].strip("._") or source.id
        name = f"{stem}.xml"
        while name.casefold() in taken:
            name = f"{source.id}-{name}"
        taken.add(name.casefold())
        yield source.id, name
