"""RIS: what EndNote, Mendeley and library catalogues read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from recension.model.edition import Edition
from recension.publication.citation.citable import Citable, citable, date_parts


class Ris:
    """Exports the documents as RIS records, each a chapter of its source."""

    name: ClassVar[str] = "ris"
    summary: ClassVar[str] = "the documents for EndNote, Mendeley and catalogues (RIS)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition's documents to ``target``."""
        text = "\r\n".join(ris_record(item) for item in citable(edition))
        with target.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)


def ris_record(item: Citable) -> str:
    """One document as a record, one field a line.

    RIS has no tags for recipients and for dates that are no day: both stand in notes (``N1``).
    Source: Research Information Systems, *RIS Format Specifications*, 2011.
    """
    lines = [f"{tag}  - {_flat(value)}" for tag, value in _fields(item) if value]
    return "\r\n".join(["TY  - CHAP", *lines, "ER  - ", ""])


def _fields(item: Citable) -> Iterator[tuple[str, str | None]]:
    yield "ID", item.key
    yield "TI", item.title
    for name in item.authors:
        yield "AU", name
    yield "A4", item.translator
    yield "T2", item.container
    yield "M3", item.kind
    yield "SE", item.number
    yield from _dates(item.date)
    yield "PP", item.place
    first, _, last = (item.pages or "").partition("–")
    yield "SP", first
    yield "EP", last
    yield "LA", item.language
    yield "DB", item.repository
    yield "CN", item.shelfmark
    for name in item.recipients:
        yield "N1", f"To: {name}"
    if item.date:
        yield "N1", f"Date: {item.date}"


def _dates(edtf: str | None) -> Iterator[tuple[str, str]]:
    start = next(date_parts(edtf), ())
    if start:
        yield "PY", f"{start[0]:04}"
        month, day = (*(f"{part:02}" for part in start[1:]), "", "")[:2]
        yield "DA", f"{start[0]:04}/{month}/{day}/"


def _flat(value: str) -> str:
    """A value on one line, control characters left out."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())
