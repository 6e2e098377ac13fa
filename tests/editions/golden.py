"""The golden edition of the specimen: what the program makes of it, kept to be compared.

``make accept`` writes it anew; look at the difference before you commit it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

import recension
from recension import journey, plugins, specimen
from recension.cli.condition_report import condition_of
from recension.cli.condition_report.as_text import as_text
from recension.source import read_sources

GOLDEN = Path(__file__).parent / "specimen" / "golden"


def made() -> dict[str, str]:
    """The files of the golden edition by their path, as this program makes them."""
    edition = recension.build(specimen.files())
    exporters = plugins.exporters(outside=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exporters["json"].write(edition, folder / "edition.json")
        exporters["tei"].write(edition, folder / "tei")
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8") for path in paths
        }
    return files | {"condition.txt": _condition()}


def _condition() -> str:
    readers = plugins.readers(outside=False)
    sources = read_sources(specimen.files())
    conditions = (
        condition_of(source.name, source, journey.read(source, readers), readers)
        for source in sources
    )
    return click.unstyle("".join(as_text(conditions, each=True)))


def accepted() -> dict[str, str]:
    """The files as they were last accepted."""
    return {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(GOLDEN.rglob("*"))
        if path.is_file()
    }


def accept() -> None:
    """Make what the program says today the golden edition."""
    files = made()
    for gone in accepted().keys() - files.keys():
        (GOLDEN / gone).unlink()
    for name, words in files.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(words.encode("utf-8"))


if __name__ == "__main__":
    accept()
