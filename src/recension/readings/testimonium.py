"""RR601: what notes and essays say of records that are not printed with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Claim, Damage, Document, Note, Testimonium, Value
from recension.readings.cited_record import (
    CitedRecord,
    chief_of,
    cited_records,
    persons_cited,
    record_nouns,
)
from recension.readings.sentences import sentences_of
from recension.vocabularies.roles import alternatives
from recension.vocabularies.testimonia import testimony_words

_EDITORIAL = frozenset(("essay", "editorial-note", "fragment", "heading-matter", "notes"))
_QUOTED = re.compile(r"[“\"„«].+?[”\"»](?!\w)", re.DOTALL)
_GOES_ON = re.compile(
    r"(?:And further|Further|Later|Then|After (?:this|that|the)|Before (?:this|the))\b"
)
_CLAUSE = re.compile(r"[();—]|--|, (?:while|whereas|but|although|though|and (?=(?:the|an?) ))\b")
_SAME = re.compile(r"\bthe same\b")


_LONGEST = 4000
"""Characters that a sentence with its quotations has at most: a quotation may lack its end."""
_CLAIMS: tuple[Claim, ...] = ("omits", "attribution-differs", "corroborates", "words-differ")


class TestimoniumReader:
    """What a note or an essay says that another record of the event has.

    ## What it finds
    A statement that names a record by its holder (*the Bulgarian records*, *King's notes*, *a
    memorandum of conversation by Ambassador Peurifoy*), or begins with one (*according to a
    transcript of their talk*), and says what it does: who speaks there, what it leaves out, what it
    adds, that it has the same, or other words for it. The words that it quotes belong to the
    statement. Each record is a testimonium of its own; *the Bulgarian
    records, particularly Kolarov's account* are one record under two names. `about` is the sentence
    before the note's call.

    ## Why it matters
    Editors print one record and say in their notes what those that they do not print have. That
    is a witness to the event as well, in fragments, and the only one that most readers will see.

    ## When unsure
    A statement taken for a testimony puts words into a record that it may not have, so a record
    that is only said to lie in an archive or to be printed, one that was not found, a source named
    in brackets, diplomatic notes, and what a note-taker wrote in letters say nothing here. Which
    claim it is, where several could be, is the less sure part.

    ## Sources
    On testimonia as witnesses: M. L. West, *Textual Criticism and Editorial Technique*, Stuttgart
    1973, part I, 2; TEI P5, 13.1 (witness).
    """

    __test__ = False  # pytest takes the name for a test's
    code: ClassVar[str] = "RR601"
    name: ClassVar[str] = "testimonium"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Damage, Document, Note)
    gives: ClassVar[tuple[type[Value], ...]] = (Testimonium,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Gather the testimonia."""
        text = source.text
        hosts: dict[str, list[_Place]] = {}
        for place in _places(findings):
            hosts.setdefault(place.host, []).append(place)
        for places in hosts.values():
            known = _record_keepers(text, places)
            for place in places:
                for statement in _statements(text, place, known):
                    if not _is_damaged(findings, statement.lead):
                        yield _testimonium(text, statement, known)


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch in which editors speak.

    Attributes:
        span: where it stands.
        note: the note that it is, if it is one.
        host: the document that it speaks of or is: who kept a record there is known in it all.
    """

    span: Span
    note: Finding[Note] | None
    host: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is said of one record: the sentence (``lead``) and the quoting after it."""

    span: Span
    lead: Span
    record: CitedRecord
    claim: Claim
    sure: float
    place: _Place


def _is_damaged(findings: Findings, lead: Span) -> bool:
    harmless = ("missing-notes", "split-word", "break")
    return any(
        len(damage.span) and damage.value.kind not in harmless
        for damage in findings.overlapping(Damage, lead)
    )


def _places(findings: Findings) -> Iterator[_Place]:
    for note in findings.of(Note):
        if note.value.body is not None:
            yield _Place(note.value.body, note, note.value.document or "")
    for document in findings.of(Document):
        if _is_editorial(document.value):
            for span in _between_notes(document.span, findings):
                yield _Place(span, None, document.key or key_of(document.value, document.span))


def _is_editorial(document: Document) -> bool:
    """Whether editors speak in a document; one of no kind and no day is rather theirs."""
    undated = document.kind == "document" and document.date is None
    return document.kind in _EDITORIAL or undated


def _between_notes(span: Span, findings: Findings) -> Iterator[Span]:
    """A document's own text: what lies between the bodies of its notes."""
    at = span.start
    for note in findings.overlapping(Note, span):
        body = note.value.body
        if body is not None and body.start >= at:
            yield Span(at, body.start)
            at = max(at, min(body.end, span.end))
    yield Span(at, max(at, span.end))


def _record_keepers(text: str, places: Sequence[_Place]) -> dict[str, CitedRecord]:
    """For each holder, the record that is meant: a chief record stands for those it is one of."""
    known: dict[str, CitedRecord] = {}
    for place in places:
        cited = list(cited_records(text, place.span))
        for record in cited:
            known.setdefault(record.holder, record)
        for first, second in pairwise(cited):
            if first.holder != second.holder and chief_of(text, first, second):
                known[second.holder] = known[first.holder]
    return known


def _statements(text: str, place: _Place, known: Mapping[str, CitedRecord]) -> list[_Statement]:
    """The statements of a place; what only quotes for the one before belongs to it."""
    done: list[_Statement] = []
    last: list[_Statement] = []
    for span in _sentences(text, place.span):
        here = _in_sentence(text, span, place, known)
        if not here and last and _carries_on(text, last[0].span, span):
            last = [_longer(statement, span) for statement in last]
        elif here and last and _specifies(text, last, here, known):
            named = {_holder(statement, known) for statement in here}
            last = [_longer(s, span) if _holder(s, known) in named else s for s in last]
        else:
            done += last
            last = here
    return done + last


def _longer(statement: _Statement, span: Span) -> _Statement:
    return replace(statement, span=Span(statement.span.start, span.end))


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """Sentences, none of them ending inside a quotation."""
    start: int | None = None
    for sentence in sentences_of(text, span):
        start = sentence.start if start is None else start
        if not _is_open(text[start : sentence.end]) or sentence.end - start > _LONGEST:
            yield Span(start, sentence.end)
            start = None
    if start is not None:
        yield Span(start, span.end)


def _is_open(words: str) -> bool:
    """Whether a quotation that begins in these words does not end in them."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _in_sentence(
    text: str, span: Span, place: _Place, known: Mapping[str, CitedRecord]
) -> list[_Statement]:
    """A statement for each record that the sentence cites outside its quotations."""
    outside = _outside_quotes(text, span)
    whole = Span(0, len(outside))
    if _not_found().search(outside):
        return []
    cited = list(cited_records(outside, whole))
    if not _medium().search(outside):
        cited += [
            replace(person, noun=known[person.holder].noun)
            for person in persons_cited(outside, whole)
            if person.holder in known
        ]
    statements: dict[str, _Statement] = {}
    for record in cited:
        clause = _clause(outside, record, cited)
        if clause is not None:
            here = replace(record, span=Span(span.start + record.span.start,
                                             span.start + record.span.end))  # fmt: skip
            statement = _Statement(span, span, here, *_claim(clause), place)
            if _SAME.search(clause) and statements:
                # what it agrees with is the record named before it, not the one above the note
                statement = replace(statement, claim=next(reversed(statements.values())).claim)
            statements.setdefault(_holder(statement, known), statement)
    return list(statements.values())


def _outside_quotes(text: str, span: Span) -> str:
    """A sentence with the words in quotation marks blotted out, each letter by a dot."""
    return _QUOTED.sub(lambda quoted: "·" * len(quoted[0]), span.of(text))


def _clause(sentence: str, record: CitedRecord, cited: Sequence[CitedRecord]) -> str | None:
    """What is said of a record: its own clause if that says something, else the sentence.

    ``None`` where neither does. The names of the records are blotted out: *notes made by Tito* are
    not *made by* him in the sense that a claim has.
    """
    if not _is_said(sentence):
        return None
    blotted = sentence
    for other in cited:
        width = len(other.span)
        blotted = blotted[: other.span.start] + "·" * width + blotted[other.span.end :]
    ends = [match.span() for match in _CLAUSE.finditer(blotted)]
    start = max((end for _, end in ends if end <= record.span.start), default=0)
    stop = min((begin for begin, _ in ends if begin >= record.span.end), default=len(blotted))
    own = blotted[start:stop]
    if _kept_at().match(blotted, record.span.end, stop):
        return None
    if _is_in_brackets(blotted, start, stop) and not _is_said(sentence[start:stop]):
        return None
    speaks = _is_said(sentence[start:stop]) or any(_shows(claim).search(own) for claim in _CLAIMS)
    return own if speaks else blotted


def _is_said(clause: str) -> bool:
    return bool(_lead().search(clause) or _saying().search(clause))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(testimony_words().according)})\b", re.IGNORECASE)


def _is_in_brackets(sentence: str, start: int, stop: int) -> bool:
    """Whether a clause is a bracket of its own: a source that is named, *(Ibid., King’s diary)*."""
    return sentence[max(0, start - 1) : start] == "(" and sentence[stop : stop + 1] == ")"


@cache
def _not_found() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(testimony_words().not_found)})\b", re.IGNORECASE)


@cache
def _medium() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(testimony_words().media)})\b", re.IGNORECASE)


@cache
def _kept_at() -> re.Pattern[str]:
    """Behind a record's name: that it is printed, lies in an archive."""
    places = alternatives(testimony_words().kept_at)
    return re.compile(
        rf"[^.;:]{{0,90}}?\b(?:is|are|was|were) (?:also )?(?:{places})\b(?! agreement| accord)",
        re.IGNORECASE,
    )


@cache
def _saying() -> re.Pattern[str]:
    """A record that does something to words, or words that are in a record.

    Verbs that are nouns as well (*notes*, *records*, *reports*) must stand beside the record.
    """
    words = testimony_words()
    nouns = record_nouns()
    both = {verb for verb in words.says if verb in words.records or verb.startswith("report")}
    # that a talk *is recorded in a memorandum by King* says only that there is one
    both |= {"recorded"}
    verbs, either = alternatives(set(words.says) - both), alternatives(both)
    after = rf"\b(?:{nouns})\b(?:[^.;]{{0,60}}?)\s(?:{verbs})\b"
    beside = rf"\b(?:{nouns})\s+(?:also\s+)?(?:{either})\b"
    inside = rf"[^.;]{{0,60}}?\b(?:in|by|from)\b[^.;]{{0,40}}?\b(?:{nouns})\b"
    before = rf"\b(?:{verbs})\b{inside}"
    nobody = alternatives(words.nobody)
    person = rf"\b(?!(?:{nobody})\b)[A-ZÀ-Þ]\w+ (?:{alternatives(words.keeps)})\b"
    quoted = rf"·(?:--|—|\s\()[^.;]{{0,30}}\b(?:{nouns})\b"
    return re.compile(rf"(?i:{after}|{beside}|{before}|{quoted})|{person}")


def _claim(clause: str) -> tuple[Claim, float]:
    for claim in _CLAIMS:
        if _shows(claim).search(clause):
            return claim, 0.75
    return "adds", 0.6


@cache
def _shows(claim: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(testimony_words().claims[claim])})\b", re.IGNORECASE)


def _carries_on(text: str, last: Span, span: Span) -> bool:
    """Whether a sentence that cites nobody goes on quoting for the statement before it."""
    words = span.of(text)
    introduced = last.of(text).rstrip().endswith(":") or _GOES_ON.match(words) is not None
    return _QUOTED.search(words) is not None and (introduced or words[0] in '“"')


def _specifies(
    text: str,
    last: Sequence[_Statement],
    here: Sequence[_Statement],
    known: Mapping[str, CitedRecord],
) -> bool:
    """Whether a sentence only gives the words for the one before: *Kolarov's account has: …*."""
    theirs = {_holder(statement, known): statement.claim for statement in last}
    quotes = _QUOTED.search(here[0].span.of(text)) is not None
    return (
        quotes
        and _QUOTED.search(last[0].span.of(text)) is None
        and all(
            (claim := theirs.get(_holder(statement, known))) is not None
            and statement.claim in ("adds", "words-differ", claim)
            for statement in here
        )
    )


def _holder(statement: _Statement, known: Mapping[str, CitedRecord]) -> str:
    """Whose the record is in the end: that of Kolarov is the Bulgarian one."""
    holder = statement.record.holder
    return known[holder].holder if holder in known else holder


def _testimonium(
    text: str, statement: _Statement, known: Mapping[str, CitedRecord]
) -> Finding[Value]:
    note = statement.place.note
    witness = _witness(statement.record, known)
    value = Testimonium(
        witness,
        statement.claim,
        note=(note.key or key_of(note.value, note.span)) if note else None,
        about=_about(text, note) if note else None,
        words=_words(text, statement.span),
    )
    sure = statement.sure if note else round(statement.sure - 0.2, 2)
    because = (f"it cites “{statement.record.span.of(text)}”",)
    key = f"{key_of(value, statement.span)}:{witness}"
    return Finding(TestimoniumReader.code, statement.span, value, sure, because, key)


def _witness(record: CitedRecord, known: Mapping[str, CitedRecord]) -> str:
    """The name of a record, with the holders of its chiefs: ``Bulgarian record (Kolarov)``."""
    meant = known.get(record.holder, record)
    chiefs = sorted(h for h, r in known.items() if r.holder == meant.holder and h != meant.holder)
    return f"{meant.name} ({', '.join(chiefs)})" if chiefs else meant.name


def _words(text: str, span: Span) -> Span | None:
    """From the first to the last word that a statement quotes."""
    quoted = [match.span() for match in _QUOTED.finditer(text, span.start, span.end)]
    return Span(quoted[0][0], quoted[-1][1]) if quoted else None


def _about(text: str, note: Finding[Note]) -> Span | None:
    """The sentence at whose end, or in which, the note is called."""
    if not note.value.anchors:
        return None
    call = note.value.anchors[0]
    start = max(text.rfind("\n", 0, call.start) + 1, call.start - 2000)
    sentences = list(sentences_of(text, Span(start, call.end)))
    about = Span(sentences[-1].start, call.start) if sentences else None
    return about if about and len(about) else None
