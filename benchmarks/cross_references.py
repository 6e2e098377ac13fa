"""How many cross-references are found and lead to the right place, where real material is at hand.

    python -m benchmarks.cross_references [SHARED] [VOLUME...]

For each volume of TEI in SHARED/data/frus that marks its cross-references (``ref@target`` to a
document or a note): its documents are written out as a bulletin prints them (numbers, raised calls,
notes behind each document) and read. *Found*: something is found at the place of the ``ref``;
*right*: it is resolved to the very document or note. The last column counts what is resolved where
the volume has no ``ref``: editors leave some unmarked, so it is to be read, not to be feared.
Nothing is printed of the material itself.
"""

from __future__ import annotations

import gzip
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from recension import journey
from recension.condition import READERS as CONDITION
from recension.model.finding import Finding
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import CrossReference, Document, Note
from recension.structure import READERS

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TARGET = re.compile(r"#d(\d+)(?:fn(\d+))?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINES = {_TEI + name for name in ("head", "p", "dateline", "item", "opener", "closer", "row")}


@dataclass
class Print:
    """A volume's documents in print, with where its references lie and what they point to."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    references: list[tuple[Span, str]] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)

    def add(self, words: str | None) -> None:
        """Add words at the end, white space made one blank."""
        tidy = re.sub(r"\s+", " ", words or "")
        self.parts.append(tidy)
        self.length += len(tidy)

    def turn(self) -> None:
        """Begin a new paragraph."""
        self.parts.append("\n\n")
        self.length += 2

    def document(self, division: etree._Element) -> None:
        """Add a document and its notes."""
        self.inside(division)
        self.turn()
        notes, self.notes = self.notes, []
        for note in notes:
            self.add((note.get("n") or "*").translate(_RAISED) + " ")
            self.inside(note)
            self.turn()
        self.notes = []

    def inside(self, element: etree._Element) -> None:
        """Add what is in an element."""
        self.add(element.text)
        for child in element:
            self._child(child)
            self.add(child.tail)

    def _child(self, child: etree._Element) -> None:
        if not isinstance(child.tag, str):
            return
        if child.tag == _TEI + "note":
            self.add((child.get("n") or "*").translate(_RAISED))
            self.notes.append(child)
            return
        start = self.length
        self.inside(child)
        if child.tag in _LINES:
            self.turn()
        if child.tag == _TEI + "ref" and _TARGET.fullmatch(child.get("target") or ""):
            self.references.append((Span(start, self.length), child.get("target") or ""))


@dataclass(frozen=True)
class Result:
    """What one volume gave."""

    volume: str
    references: int
    found: int
    right: int
    wrong: int
    unmarked: int

    def __str__(self) -> str:
        return (
            f"{self.volume:18} {self.references:6} {self.found / self.references:8.3f} "
            f"{self.right / self.references:8.3f} {self.wrong:6} {self.unmarked:9}"
        )


def printed(path: Path) -> Print:
    """A volume's documents as they would be printed."""
    copy = Print()
    root = etree.fromstring(gzip.decompress(path.read_bytes()))
    for division in root.iter(_TEI + "div"):
        if division.get("type") == "document" and (division.get(_ID) or "").startswith("d"):
            copy.document(division)
    return copy


def measured(path: Path) -> Result | None:
    """Read one volume and compare with its markup; None where it marks no references."""
    copy = printed(path)
    if not copy.references:
        return None
    source = SourceText(path.name, "".join(copy.parts), "")
    findings = journey.read(source, (*CONDITION, *READERS))
    meant = {note.key: note for note in findings.of(Note)}
    documents = {document.key: document.value.number for document in findings.of(Document)}
    found = right = wrong = 0
    for span, target in copy.references:
        rows = list(findings.overlapping(CrossReference, span))
        led = {_place(row.value, documents, meant) for row in rows} - {None}
        found += bool(rows)
        right += target in led
        wrong += bool(led) and target not in led
    spans = [span for span, _ in copy.references]
    unmarked = sum(
        row.value.target is not None and not any(row.span.overlaps(span) for span in spans)
        for row in findings.of(CrossReference)
    )
    name = path.name.removesuffix(".xml.gz")
    return Result(name, len(spans), found, right, wrong, unmarked)


def _place(
    value: CrossReference,
    documents: dict[str, str | None],
    notes: dict[str, Finding[Note]],
) -> str | None:
    """What a cross-reference leads to, as the volumes write it: ``#d12fn3``."""
    if value.target is None:
        return None
    note = notes.get(value.target)
    if note is None:
        return f"#d{documents.get(value.target)}"
    return f"#d{documents.get(note.value.document or '')}fn{note.value.label}"


def main(arguments: list[str]) -> int:
    """Print the table; 0, or 2 where there is no material."""
    shared = Path(arguments[0]) if arguments else Path(__file__).parents[2] / "shared"
    volumes = sorted((shared / "data" / "frus").glob("*.xml.gz"))
    chosen = [v for v in volumes if not arguments[1:] or v.name.split(".")[0] in arguments[1:]]
    if not chosen:
        print(f"no volumes in {shared / 'data' / 'frus'}", file=sys.stderr)
        return 2
    print(f"{'volume':18} {'refs':>6} {'found':>8} {'right':>8} {'wrong':>6} {'unmarked':>9}")
    results = [result for volume in chosen if (result := _shown(volume)) is not None]
    if results:
        names = ("references", "found", "right", "wrong", "unmarked")
        print(Result("all", *(sum(getattr(r, n) for r in results) for n in names)))
    return 0


def _shown(volume: Path) -> Result | None:
    result = measured(volume)
    if result is not None:
        print(result, flush=True)
    return result


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
