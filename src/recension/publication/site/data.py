"""What lies beside the site for other programs, as the page *Data* lists it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file beside the site."""

    address: str
    name: str
    what: str


def data_files(target: Path) -> list[DataFile]:
    """What lies beside the site in its edition folder when the site is written."""
    found = []
    if (target.parent / "edition.json").is_file():
        what = "all tables of the edition: documents, notes, damage, with offsets into the copies"
        found.append(DataFile("../../edition.json", "edition.json", what))
    tei = target.parent / "tei"
    if tei.is_dir():
        for path in sorted(tei.glob("*.xml")):
            what = "the copy in TEI P5"
            found.append(DataFile(f"../../tei/{path.name}", path.name, what))
    text = target.parent / "text"
    if text.is_dir():
        for path in sorted(text.glob("*.txt")):
            what = "the decoded text, to which all offsets point"
            found.append(DataFile(f"../../text/{path.name}", path.name, what))
    return found
