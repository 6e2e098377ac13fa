"""TEI in: whether volumes come back out of their own TEI unchanged, and how long reading takes.

    python -m benchmarks.tei_in FOLDER               # all *.xml and *.xml.gz, markup alone
    python -m benchmarks.tei_in FOLDER --readers     # with all that the readers add
    python -m benchmarks.tei_in VOLUME.xml

Each volume is read, its edition written as TEI, and that read again. A figure behind a kind is the
number of its rows; a kind that differs after the second reading is named with what was lost and
gained, and the exit status is then 1.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from recension import journey, plugins
from recension.edition.assembly import assemble
from recension.model.edition import Edition, Entry
from recension.model.finding import Findings
from recension.model.values import Value
from recension.publication.tei import file_names, write_tei
from recension.source import read_source

TABLES = (
    "documents", "notes", "references", "persons", "mentions", "places", "dates",
    "cross_references", "roles", "editorial_marks", "divisions",
)  # fmt: skip
KINDS = ("text", "pages", *TABLES)
_PLACELESS = ("persons",)
_WIDTH = 10


def rows(edition: Edition) -> dict[str, Counter[str]]:
    """What is to come back, by kind: every field of every row, places instead of ids."""
    source = edition.sources[0].text
    named = {
        entry.id: getattr(entry.value, "name", None) or entry.span
        for table in TABLES
        for entry in getattr(edition, table)
    }
    found = {
        table: Counter(_row(table, entry, named) for entry in getattr(edition, table))
        for table in TABLES
    }
    return {"text": Counter([source.text]), "pages": Counter(map(repr, source.pages)), **found}


def _row(table: str, entry: Entry[Value], named: dict[str, object]) -> str:
    shown = [] if table in _PLACELESS else [repr(entry.span)]
    for field in fields(entry.value):
        value = getattr(entry.value, field.name)
        if field.name in entry.value.REFERS:
            ids = value if isinstance(value, tuple) else (value,)
            value = [named.get(identifier) for identifier in ids]
        shown.append(f"{field.name}={value!r}")
    return " ".join(shown)


def edition_of(path: Path, with_readers: bool) -> Edition:
    """The edition of one file."""
    source = read_source(path)
    if not with_readers:
        return assemble([(source, Findings(source.markup))])
    return assemble([(source, journey.read(source, plugins.readers(outside=False)))])


def unpacked(path: Path, folder: Path) -> Path:
    """A volume as plain XML."""
    if path.suffix != ".gz":
        return path
    plain = folder / path.stem
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    return plain


def measured(path: Path, folder: Path, with_readers: bool) -> Iterator[str]:
    """The row of one volume, and below it what differs."""
    begun = time.perf_counter()
    length = len(read_source(path).text)
    taken = time.perf_counter() - begun
    first = edition_of(path, with_readers)
    write_tei(first, folder / "tei")
    second = edition_of(folder / "tei" / file_names(first)["s1"], with_readers)
    before, after = rows(first), rows(second)
    counts = "".join(f"{before[kind].total():>{_WIDTH}}" for kind in KINDS[1:])
    whole = time.perf_counter() - begun
    yield f"{path.stem:<18}{length:>11,}{taken:>8.2f}{whole:>8.1f}{counts}"
    for kind in KINDS:
        lost, gained = before[kind] - after[kind], after[kind] - before[kind]
        if lost or gained:
            example = next(iter(lost or gained))[:400]
            yield f"    {kind} DIFFER: -{lost.total()} +{gained.total()}, as {example}"


def main() -> int:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("inputs", type=Path, nargs="+", help="TEI files, packed or not, or folders")
    parser.add_argument("--readers", action="store_true", help="with all that readers add")
    options = parser.parse_args()
    paths = [p for given in options.inputs for p in (sorted(given.glob("*.xml*")) or [given])]
    heads = "".join(f"{kind[: _WIDTH - 1]:>{_WIDTH}}" for kind in KINDS[1:])
    print(f"{'volume':<18}{'characters':>11}{'read, s':>8}{'all, s':>8}{heads}")
    different = False
    for path in paths:
        with tempfile.TemporaryDirectory() as place:
            lines = list(measured(unpacked(path, Path(place)), Path(place), options.readers))
        different = different or len(lines) > 1
        print("\n".join(lines), flush=True)
    return int(different)


if __name__ == "__main__":
    sys.exit(main())
