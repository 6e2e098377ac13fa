"""Editorial marks: what somebody who is not the author put into the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, EditorialMark, MarkOwner, Note, Value
from recension.structure.bracket import Bracket, other_brackets, square_brackets
from recension.structure.bracket_meaning import Meaning, meaning, said_in_words
from recension.structure.note_body import is_garbled
from recension.structure.star_mark import emphasis, moved, rows
from recension.vocabularies.editorial_marks import signals

_RECORDS = ("record", "minutes")
_EDITORS = ("sic", "omission", "illegible", "heading", "identification", "deleted", "moved",
            "inserted", "handwritten", "underlined")  # fmt: skip
_INITIAL_BEFORE = re.compile(r"(?:\b[^\W\d_]\.|\])\s*$")
_INITIAL_AFTER = re.compile(r"[ \t]+[^\W\d_][.\[]")


class EditorialMarkReader:
    """A mark by which an editor, a translator or a recorder speaks in the text.

    ## What it finds
    Square brackets, each with what it does: words supplied, *[sic]*, the original's words, a
    translator's remark, an abbreviation resolved (`S[talin]`), what is left out, withheld,
    illegible, struck out, inserted, handwritten or underlined, who is meant by a name, a heading, a
    note, a page's number. `(sic)` and the like in round brackets; dots and words in pointed ones;
    rows of stars or points; stars between which something was moved, where a bracket says so; stars
    around words that plain text sets for italics. And whose the mark is, where the text tells: by a
    signature (*—trans.*), by what is done, or because the document was never translated.

    ## Why it matters
    Words in brackets are nobody's words at the meeting. Who quotes *the [forces of] reaction*
    without them quotes an editor for a minister; who counts the words that two records share must
    leave them out; and what was withheld is not silence.

    ## When unsure
    A bracket whose words say nothing is called supplied, which warns a reader as it should. To give
    it to a wrong owner is worse than to give it to none: in a translation, and where the document
    says that its brackets are of two hands, the owner stays unknown unless the bracket is signed.
    Brackets with numbers only are calls of notes. A bracket that is never closed is a mark only
    where its first words say so. Three stars alone in a line may be an ornament and are nothing.

    ## Sources
    M.-J. Kline and S. Holbrook Perdue, A Guide to Documentary Editing (2008), ch. 5; The Chicago
    Manual of Style, 18th ed., 6.104-6.107 (brackets) and 12.59-12.73 (omissions, insertions);
    TEI P5 Guidelines, ch. 12 (Representation of Primary Sources).
    """

    code: ClassVar[str] = "RS301"
    name: ClassVar[str] = "editorial mark"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage, Document, Note)
    gives: ClassVar[tuple[type[Value], ...]] = (EditorialMark,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Read all brackets, then the stars and rows outside them."""
        owners = _Owners(source, findings)
        calls = {call for note in findings.of(Note) for call in note.value.anchors}
        brackets = list(square_brackets(source))
        for said in _said(source, brackets):
            if said.span not in calls and not is_garbled(findings, said.span):
                owner = said.owner or owners.of(said)
                value = EditorialMark(said.kind, owner, said.reading, said.about)
                yield self._finding(said.span, value, said.confidence, said.because)
        closed = [bracket.span for bracket in brackets if bracket.closed]
        rooms = [finding.span for finding in findings.of(Document)]
        starred = (rows(source.text), emphasis(source.text), moved(source.text, closed, rooms))
        for span, value, confidence, because in (row for found in starred for row in found):
            if not is_garbled(findings, span) and not _starts_at_call(span, calls):
                yield self._finding(span, value, confidence, because)

    def _finding(
        self, span: Span, value: EditorialMark, confidence: float, because: str
    ) -> Finding[Value]:
        return Finding(self.code, span, value, confidence, (because,), key_of(value, span))


def _said(source: SourceText, brackets: Iterable[Bracket]) -> Iterator[Meaning]:
    for bracket in brackets:
        if found := meaning(source.text, bracket):
            yield found
    for bracket in other_brackets(source.text):
        if found := said_in_words(source.text, bracket):
            yield found


def _starts_at_call(span: Span, calls: set[Span]) -> bool:
    """Whether the star that begins or ends a span calls a note."""
    ends = Span(span.start, span.start + 1), Span(span.end - 1, span.end)
    return any(end in calls for end in ends)


class _Owners:
    """Whose a mark is that does not say so itself: told by the document it stands in."""

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self._documents = findings.of(Document)
        self._text = source.text
        self._mixed = sorted(_places_of(source.text, signals()))

    def of(self, said: Meaning) -> MarkOwner | None:
        finding = self._at(said.span.start)
        document = finding.value if finding else None
        if said.kind == "abbreviation":
            recorded = document is not None and document.kind in _RECORDS
            return "recorder" if recorded and not self._is_in_name(said.span) else None
        translated = document and (document.translated_from or document.translator)
        if finding is None or translated or self._is_mixed(finding.span):
            return None
        return "editor" if said.kind in (*_EDITORS, "supplied") else None

    def _is_in_name(self, span: Span) -> bool:
        """Whether initials stand beside an abbreviation: then it may be a signature's."""
        before = self._text[max(0, span.start - 6) : span.start]
        after = self._text[span.end : span.end + 4]
        return bool(_INITIAL_BEFORE.search(before) or _INITIAL_AFTER.match(after))

    def _is_mixed(self, document: Span) -> bool:
        """Whether a document says that it is translated, or that its brackets are of two hands."""
        index = bisect_left(self._mixed, document.start)
        return index < len(self._mixed) and self._mixed[index] < document.end

    def _at(self, offset: int) -> Finding[Document] | None:
        index = bisect_right(self._documents, offset, key=lambda f: f.span.start) - 1
        while index >= 0 and self._documents[index].span.end <= offset:
            index -= 1
        return self._documents[index] if index >= 0 else None


def _places_of(text: str, phrases: Iterable[str]) -> Iterator[int]:
    folded = text.lower() if "[" in text else ""
    if len(folded) != len(text):  # a few capitals become two letters; then case must fit
        folded = text
    for phrase in phrases:
        at = folded.find(phrase)
        while at >= 0:
            yield at
            at = folded.find(phrase, at + 1)
