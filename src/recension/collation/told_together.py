"""Which documents an edition's notes call records of one meeting.

*For another record of this meeting, see Document 12* speaks of the record above the note and of
Document 12; *for accounts of the conversation, see Documents 7 and 9* of the two that it names. A
record that notes call by its side (*the Soviet record has 4,200 tons*) is one whose title says so.
A sentence that says that there is no such record tells nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from recension.collation.witness_name import holders_of, words_of
from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Document
from recension.vocabularies.cross_references import pointing
from recension.vocabularies.events import event_words

Pair = tuple[str, str]
_BEFORE = re.compile(r"^(?:.*\)\s(?=[A-ZÀ-Þ])|[\[(]?\d+[\])]?\s+|[⁰¹²³⁴-⁹]+\s*)")
"""The number of a note, or the reference in brackets, before the clause that points."""
_LONGEST = 400
_NEAR = 40
"""Characters between a word for records and one for their meeting, at most."""
_DEPTH = 60
"""Documents that are looked through for the one around a place."""


@dataclass(frozen=True, slots=True)
class Told:
    """What notes say of pairs of documents.

    Attributes:
        together: pairs called records of one meeting, in the order of the edition, with the clauses
            that say so.
        sides: for a document the holders of records that its notes cite.
    """

    together: Mapping[Pair, tuple[str, ...]]
    sides: Mapping[str, frozenset[str]]

    def by_side(self, one: Entry[Document], other: Entry[Document]) -> bool:
        """Whether the notes of one of two documents name the other by its side."""
        return self._names(one, other) or self._names(other, one)

    def _names(self, host: Entry[Document], other: Entry[Document]) -> bool:
        cited = self.sides.get(host.id, frozenset())
        return not cited.isdisjoint(words_of(other.value.title or ""))


def told_of(edition: Edition) -> Told:
    """Read what the notes of an edition say of its documents."""
    place = {row.id: number for number, row in enumerate(edition.documents)}
    together: dict[Pair, tuple[str, ...]] = {}
    for pair, words in _said(edition):
        one, other = sorted(pair, key=place.__getitem__)
        if one != other and words not in together.get((one, other), ()):
            together[one, other] = (*together.get((one, other), ()), words)
    return Told(together, _sides(edition))


def _sides(edition: Edition) -> dict[str, frozenset[str]]:
    hosts = {note.id: note.value.document for note in edition.notes}
    sides: dict[str, frozenset[str]] = {}
    for told in edition.testimonia:
        host = hosts.get(told.value.note or "")
        if host is not None:
            sides[host] = sides.get(host, frozenset()) | set(holders_of(told.value.witness))
    return sides


def _said(edition: Edition) -> Iterator[tuple[Pair, str]]:
    """Pairs and the clause that joins them."""
    for words, host, targets in _clauses(edition):
        if event_words().none.search(words) or event_words().divided.search(words):
            continue
        another = event_words().another.search(words)
        if host is not None and (another or event_words().of_the_same.search(words)):
            yield from (((host, target), words) for target in targets)
        if another or _speaks_of_records(words):
            yield from ((pair, words) for pair in combinations(targets, 2))


def _speaks_of_records(words: str) -> bool:
    """Whether a clause has records of one meeting: *for records of the NSC meeting*."""
    for record in event_words().records.finditer(words):
        meeting = event_words().meetings.search(words, record.end())
        near = meeting is not None and meeting.start() - record.end() < _NEAR
        if near and meeting is not None and not meeting[0].endswith("s"):
            return True
    return False


def _clauses(edition: Edition) -> Iterator[tuple[str, str | None, list[str]]]:
    """Clauses that point to documents, the document whose note or text they are, the targets."""
    hosts = _Hosts(edition)
    known = {row.id for row in edition.documents}
    found: dict[tuple[str, Span], list[str]] = {}
    for row in edition.cross_references:
        target = row.value.target
        if row.value.kind == "document" and target in known and row.source and row.span:
            text = edition.source_by_id[row.source].text
            if _is_of_a_note(text, row.span):
                continue
            targets = found.setdefault((row.source, _clause(text, row.span)), [])
            if target is not None and target not in targets:
                targets.append(target)
    for (source, span), targets in found.items():
        words = " ".join(span.of(edition.source_by_id[source].text).split())
        yield _BEFORE.sub("", words), hosts.of(source, span), targets


def _is_of_a_note(text: str, span: Span) -> bool:
    """Whether a document is named only to say whose note is meant: *note 2, Document 7*."""
    words = re.findall(r"\w+", text[max(0, span.start - 40) : span.start])
    while words and pointing().may_be(words[-1], "of"):
        words.pop()
    return bool(words) and any(pointing().may_be(words[-1], role) for role in ("note", "sure_note"))


def _clause(text: str, span: Span) -> Span:
    """The clause around a pointer: its sentence, up to a semicolon or the bracket around it."""
    start = span.start
    depth = 0
    while start > max(0, span.start - _LONGEST):
        before = text[start - 1]
        depth += (before == ")") - (before == "(")
        if depth < 0 or before == ";" or (before == "." and _is_stop(text, start - 1)):
            break
        if text[max(0, start - 2) : start] == "\n\n":
            break
        start -= 1
    end = re.compile(r"[;()\n]|\.(?=\s|$)").search(text, span.end, span.end + _LONGEST)
    return Span(start, end.start() if end else min(len(text), span.end + _LONGEST))


def _is_stop(text: str, at: int) -> bool:
    """Whether a full stop ends a sentence: no *Mr.*, *pp.*, *vgl.* before, a blank after."""
    found = re.search(r"\w+$", text[max(0, at - 12) : at])
    word = found[0] if found else ""
    short = 0 < len(word) < 3 and not word.isdigit()
    points = any(pointing().may_be(word, role) for role in ("see", "note", "page", "document"))
    return text[at + 1 : at + 2].isspace() and not short and not points


class _Hosts:
    """Whose note or text a place is."""

    def __init__(self, edition: Edition) -> None:
        self._notes = _by_source(
            (note.source, note.value.body, note.value.document) for note in edition.notes
        )
        self._documents = _by_source((row.source, row.span, row.id) for row in edition.documents)

    def of(self, source: str, span: Span) -> str | None:
        """The document of the note around a place, or the innermost document around it."""
        for rows in (self._notes.get(source, []), self._documents.get(source, [])):
            at = bisect_right(rows, (span.start, len(rows), 0, ""))
            for start, _, end, host in reversed(rows[max(0, at - _DEPTH) : at]):
                if start <= span.start and span.end <= end:
                    return host
        return None


def _by_source(
    places: Iterable[tuple[str | None, Span | None, str | None]],
) -> dict[str, list[tuple[int, int, int, str]]]:
    """For each source, where stretches begin and end, the widest of one beginning first."""
    found: dict[str, list[tuple[int, int, int, str]]] = {}
    for number, (source, span, host) in enumerate(places):
        if source is not None and span is not None and host is not None:
            found.setdefault(source, []).append((span.start, number, span.end, host))
    return {source: sorted(rows) for source, rows in found.items()}
