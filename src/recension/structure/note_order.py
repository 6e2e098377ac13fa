"""Note order: notes of one document whose numbers do not rise with their calls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import Document, Note, Value


class NoteOrder:
    """A note whose number is one that its document had before.

    ## What it finds
    Of the notes of one document, in order of their calls, those whose number does not rise: it
    stands a second time with another body, or comes behind a greater one.

    ## Why it matters
    A note under a wrong number carries its reference to a wrong sentence, and *see note 5* leads to
    the wrong one of two.

    ## When unsure
    A numbering that begins anew at 1 (by page or by section), a note that is printed a second time
    in the same words, and letters behind a number (`8a`) are in order. Notes without a call are
    left to [RS201](RS201-note.md), numbers passed over to [RS202](RS202-missing-notes.md).

    ## Sources
    The rules of *Foreign Relations of the United States*, "Footnote ID Checks"
    (HistoryAtState/frus, schema/frus.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RS604"
    name: ClassVar[str] = "note order"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Note, Document)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Walk through each document's notes."""
        of: dict[str | None, list[Finding[Note]]] = {}
        for finding in findings.of(Note):
            if finding.value.anchors and finding.value.body and _number(finding.value):
                of.setdefault(finding.value.document, []).append(finding)
        for document, notes in of.items():
            if document is not None:
                in_order = sorted(notes, key=lambda f: f.value.anchors[0])
                yield from self._walk(source.text, in_order)

    def _walk(self, text: str, notes: list[Finding[Note]]) -> Iterable[Finding[Value]]:
        greatest, last, said = 0, "", set[str]()
        for finding in notes:
            number, label = _number(finding.value), finding.value.label or ""
            words = finding.value.body.of(text) if finding.value.body else ""
            if words in said:
                continue
            said.add(words)
            if number != 1 and (number < greatest or (number == greatest and label <= last)):
                again = "once more" if number == greatest else f"behind {greatest}"
                value = Irregularity("note", f"note {label} is called {again}")
                because = ("the numbers of a document's notes rise",)
                yield Finding(self.code, finding.value.anchors[0], value, 0.8, because)
                continue
            greatest, last = number, label


def _number(note: Note) -> int:
    """The label's number; 0 where it has none."""
    digits = (note.label or "").rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
