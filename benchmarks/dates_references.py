"""How well dates and archival references are read, where real material is at hand.

    python -m benchmarks.dates_references [SHARED]

For each volume of TEI in SHARED/data/frus: the share of the markup's own ``date@when`` that is
found and equal, the share of source notes that name a unit and are parsed to a file, a series or a
box, and characters a second of processor time for both readers together. ``date@when`` with an
hour counts to the minute. Nothing is printed of the material itself.
"""

from __future__ import annotations

import gzip
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Date, Reference, Value
from recension.readings.date import DateReader
from recension.readings.reference import ReferenceReader

_TEI = "{http://www.tei-c.org/ns/1.0}"
_BLOCKS = {_TEI + name for name in ("p", "head", "dateline", "note", "opener", "closer", "item")}
_NAMES_A_UNIT = re.compile(r"\[?Source: |\d{3}[A-Za-z]?\.\d|Paris Peace Conf")


@dataclass
class Flat:
    """A TEI text as plain text, with where its dates and source notes lie."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    dates: list[tuple[Span, str]] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)

    def add(self, words: str | None) -> None:
        """Add words at the end."""
        self.parts.append(words or "")
        self.length += len(words or "")

    def walk(self, element: etree._Element) -> None:
        """Add an element with all that is in it."""
        start = self.length
        if isinstance(element.tag, str):
            self.add(element.text)
            for child in element:
                self.walk(child)
            self._mark(element, Span(start, self.length))
        self.add(element.tail)

    def _mark(self, element: etree._Element, span: Span) -> None:
        when = element.get("when")
        if element.tag == _TEI + "date" and when:
            self.dates.append((span, when))
        if element.tag == _TEI + "note" and element.get("type") == "source":
            self.notes.append(span)
        if element.tag in _BLOCKS:
            self.add("\n\n")

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(self.parts)


@dataclass(frozen=True)
class Result:
    """What one volume gave."""

    volume: str
    dates: int
    equal: int
    notes: int
    parsed: int
    speed: float

    def __str__(self) -> str:
        return (
            f"{self.volume:18} dates {_share(self.equal, self.dates)}  "
            f"source notes {_share(self.parsed, self.notes)}  {self.speed:12,.0f} characters/s"
        )


def _share(part: int, whole: int) -> str:
    return f"{part:5}/{whole:<5} {part / whole if whole else 1:.4f}"


def measured(path: Path) -> Result:
    """Read one volume and compare with its markup."""
    flat = Flat()
    body = etree.fromstring(gzip.decompress(path.read_bytes())).find(f".//{_TEI}text")
    assert body is not None
    flat.walk(body)
    source = SourceText(path.name, flat.text, "")
    started = time.process_time()
    found = Findings(list(_read(source)))
    speed = flat.length / (time.process_time() - started)
    named = [n for n in flat.notes if _NAMES_A_UNIT.match(" ".join(n.of(source.text).split()))]
    return Result(
        volume=path.name.removesuffix(".xml.gz"),
        dates=len(flat.dates),
        equal=sum(_equal(found, span, when) for span, when in flat.dates),
        notes=len(named),
        parsed=sum(_parsed(found, note) for note in named),
        speed=speed,
    )


def _read(source: SourceText) -> Iterator[Finding[Value]]:
    nothing = Findings()
    yield from ReferenceReader().read(source, nothing)
    yield from DateReader().read(source, nothing)


def _equal(found: Findings, span: Span, when: str) -> bool:
    day, _, hour = when.partition("T")
    zone = "Z" if hour.endswith("Z") else ""
    wanted = f"{day}T{hour[:5]}{zone}" if hour else day
    return any(f.value.edtf == wanted for f in found.overlapping(Date, span))


def _parsed(found: Findings, note: Span) -> bool:
    """Whether the unit at the note's beginning has a file, a series or a box."""
    head = Span(note.start, min(note.end, note.start + 60))
    references = found.overlapping(Reference, head)
    return any(f.value.file or f.value.series or f.value.box for f in references)


def main(arguments: Iterable[str]) -> int:
    """Print the table; 0, or 2 where there is no material."""
    default = Path(__file__).parents[2] / "shared"
    shared = Path(next(iter(arguments), default))
    volumes = sorted((shared / "data" / "frus").glob("*.xml.gz"))
    if not volumes:
        print(f"no volumes in {shared / 'data' / 'frus'}", file=sys.stderr)
        return 2
    results = []
    for path in volumes:
        results.append(measured(path))
        print(results[-1], flush=True)
    total = [sum(getattr(r, n) for r in results) for n in ("dates", "equal", "notes", "parsed")]
    slowest = min(result.speed for result in results)
    print(Result("all; slowest", total[0], total[1], total[2], total[3], slowest))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
