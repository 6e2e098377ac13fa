"""Cross-references: places that send the reader to another note, document or page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import CrossReference, Damage, Document, Note, RunningHead, Value
from recension.structure.destination import Destination, Destinations
from recension.structure.pointer import Pointer, pointers
from recension.vocabularies.cross_references import pointing
from recension.vocabularies.note_markers import body_marker_at

_SURE = {"resolved": 0.93, "outside": 0.9, "self": 0.9, "dangling": 0.8, "open": 0.8}
_BRIEF = 24
"""Code points up to which a note can be one word that points (*Supra.*)."""


class CrossReferenceReader:
    """A place that sends the reader elsewhere.

    ## What it finds
    `see note 19`, `footnote 2, Document 45`, `Documents 12 and 13`, `above, p. 12`, `Supra.` alone
    in a note, `the previous document`, `op. cit.`, in twelve languages. A note's number is looked
    for in the numbering to which the place itself belongs, or in that of the document it names.
    Where nothing answers it says whether the number is missing in this copy or never was in this
    source; a note that points to itself is marked, as is what lies in another volume.

    ## Why it matters
    A cross-reference is how an editor says that two passages belong together. Those that lead
    nowhere show what a copy has lost, and slips that every reprint has carried on.

    ## When unsure
    A link to a wrong place is worse than none: `note 19` in the middle of a sentence may be a
    diplomatic note, `p. 12` a page of any book, so they count only with words that say more. A
    letter that was spoken of is linked only where a single one can be meant.

    ## Sources
    The Chicago Manual of Style, 18th ed., 13.37-13.39; the house style of Foreign Relations of the
    United States, in which *supra* alone is the document before and *infra* the one behind.
    """

    code: ClassVar[str] = "RS401"
    name: ClassVar[str] = "cross-reference"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (RunningHead, Damage, Document, Note)
    gives: ClassVar[tuple[type[Value], ...]] = (CrossReference,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the pointers and where each leads."""
        places = Destinations(source, findings)
        for pointer in (*pointers(source.text), *_alone(source.text, findings)):
            if _is_heading(source.text, pointer, places) or _is_damaged(findings, pointer.span):
                continue
            destination = places.of(pointer)
            if destination is not None:
                yield self._finding(pointer, destination)

    def _finding(self, pointer: Pointer, to: Destination) -> Finding[Value]:
        value = CrossReference(to.kind, to.target, to.status, to.words, to.leads_to)
        return Finding(
            self.code,
            pointer.span,
            value,
            _SURE[to.status],
            (to.because,),
            key_of(value, pointer.span),
        )


def _alone(text: str, findings: Findings) -> Iterator[Pointer]:
    """Notes that say nothing but *Supra.* or *Infra.*"""
    for note in findings.of(Note):
        body = note.value.body
        if body is None or len(body) > _BRIEF:
            continue
        marker = body_marker_at(text, body.start)
        start = marker.end if marker else body.start
        words = Span(start, body.end).of(text).strip(" \t\r\n*_.()[]")
        role = pointing().phrases.get(words.casefold())
        if role in ("alone_previous", "alone_next"):
            at = text.index(words, start)
            span = Span(at, at + len(words))
            yield Pointer(span, "previous" if role == "alone_previous" else "next")


def _is_heading(text: str, pointer: Pointer, places: Destinations) -> bool:
    """Whether the words are the label or title of a document and no pointer to it."""
    if pointer.kind != "document":
        return False
    here, span = places.document_at(pointer.span.start), pointer.span
    title = here.value.title_span if here else None
    if (title and title.overlaps(span)) or (here and here.span.start == span.start):
        return True
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : len(text) if end < 0 else end].strip(" \t\r[]()*_.:")
    return line == span.of(text) and places.note_around(span.start) is None


def _is_damaged(findings: Findings, span: Span) -> bool:
    rows = findings.overlapping(Damage, span)
    return any(row.value.kind in ("garble", "mojibake") for row in rows)
