"""Who is on the stage: the documents, who holds which office, who writes, who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from recension.model.finding import Finding, Findings, key_of
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Note, Person, Role
from recension.readings.offices import Offices
from recension.readings.reports import Report
from recension.readings.turns import Turn, beginning_of
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.speech import speech

_WRITTEN_KINDS = frozenset({"essay", "editorial-note", "notes", "letter", "contents", "persons"})
_UNKNOWN_KINDS = frozenset({"document", "fragment"})
_WRITERS = ("recorder", "sender", "signatory", "drafter")
_BEFORE_NAME = re.compile(r"\s(?:to\s|with\s)?(?:(?:com|Mr|Mrs)\.\s|[A-Z][a-z]+\s)?")
_INITIALS = re.compile(r"\s(?:to |with )?([A-Z]{1,3})(?=[\s,.])")
_DOUBTFUL = 0.7
_REACH, _NEAR = 3000, 600
_FROM = re.compile(r"\b(?:From|by)\s.{3,200}?(?=\s[Tt]o\s|$)", re.DOTALL)
_SIGNED = frozenset({"telegram", "letter", "memorandum", "report", "record", "minutes"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks to whom.

    Attributes:
        person: key of the speaker; None where it is not told.
        addressee: key of the one spoken to.
        confidence: 0-1.
        because: the evidence.
    """

    person: str | None
    addressee: str | None
    confidence: float
    because: tuple[str, ...]


class Stage:
    """Finds out who is meant by a name, an office, a pronoun or ``I``, turn after turn."""

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self.text = source.text
        self.last_act: str | None = None
        self.asker: str | None = None
        self._initials: dict[tuple[int | None, str], str] = {}
        self._counterparts: dict[int | None, str] = {}
        self._documents = findings.of(Document)
        self._starts = [d.span.start for d in self._documents]
        self._mentions = findings.of(Mention)
        self._mention_starts = [m.span.start for m in self._mentions]
        surnames = {p.key: p.value.name.rpartition(" ")[2] for p in findings.of(Person) if p.key}
        self.offices = Offices(
            self.text, self._mentions, findings.of(Role), surnames, self._document
        )
        self.notes = sorted(n.value.body for n in findings.of(Note) if n.value.body)
        self._writers = self._by_document(findings.of(Role))
        self._last: list[str] = []
        self._pair: list[str | None] = []
        self._is_open = True
        self._where: tuple[int | None, int] = (None, 0)

    def remember(self, act: str, person: str | None) -> None:
        """What was done last, and by whom, where it was to ask."""
        self.last_act = act
        self.asker = person if act == "ask" else None

    def learn(self, reports: Sequence[Report]) -> None:
        """Who speaks by name, who holds no office to which he speaks, and whose initials speak.

        Args:
            reports: of the whole text.
        """
        self.offices.learn_speakers((r.start, r.speaker) for r in reports if r.speaker)
        for report in reports:
            if report.said_of == "office":
                self.offices.bar(
                    report.start, report.word, self._named_after(report, len(self.text))
                )
            told = _told().match(self.text, report.end) if report.speaker else None
            if told and told["role"]:
                self.offices.bar(report.start, told["role"], report.speaker)
        self._counterparts = self._others_at_the_head(reports)
        self._initials = {
            (self._document(report.start), report.word): report.speaker
            for report in reports
            if report.speaker and len(report.word) < 4 and report.word.isupper()
        }

    def _others_at_the_head(self, reports: Sequence[Report]) -> dict[int | None, str]:
        """Who writes ``I``, where two are named before the first words and one speaks by name."""
        first: dict[int | None, int] = {}
        for report in reports:
            first.setdefault(self._document(report.start), report.start)
        speaking = {(self._document(r.start), r.speaker) for r in reports if r.speaker}
        others: dict[int | None, str] = {}
        for document, at in first.items():
            if document is not None:
                start = self._documents[document].span.start
                named = {m.value.person for m in self._between(start, at)}
                silent = [p for p in named if (document, p) not in speaking]
                if len(named) == 2 and len(silent) == 1:
                    others[document] = silent[0]
        return others

    def _document(self, at: int) -> int | None:
        """The index of the innermost document in which a place lies."""
        last = bisect_right(self._starts, at) - 1
        for index in range(last, max(-1, last - 9), -1):
            if self._documents[index].span.end > at:
                return index
        return None

    def document_key(self, at: int) -> str | None:
        """The key of the document in which a place lies."""
        index = self._document(at)
        if index is None:
            return None
        document = self._documents[index]
        return document.key or key_of(document.value, document.span)

    def is_record(self, block: Span) -> bool | None:
        """Whether the document reports speech; None where its kind is not known."""
        if self.is_in_note(block.start):
            return False
        index = self._document(block.start)
        kind = self._documents[index].value.kind if index is not None else "document"
        return None if kind in _UNKNOWN_KINDS else kind not in _WRITTEN_KINDS

    def is_in_note(self, at: int) -> bool:
        """Whether a place lies in a note."""
        index = bisect_right(self.notes, at, key=lambda span: span.start) - 1
        return index >= 0 and at < self.notes[index].end

    def speaker(self, turn: Turn, block: Span) -> Speaker:
        """Who speaks a turn, and to whom; remembered for the next pronoun."""
        report, document = turn.report, self._document(turn.span.start)
        if self._where[0] != document or turn.span.start - self._where[1] > _REACH:
            self._last, self.last_act, self.asker, self._is_open = [], None, None, True
            self._pair = []
        spoken_to = self._addressee(report, turn.span, document)
        person, confidence, why = self._who(report, document, spoken_to, block)
        self._pair = [*self._pair[-1:], person]
        if report.said_of == "author":
            return Speaker(person, spoken_to if spoken_to != person else None, confidence, (why,))
        if person:
            self._last = [*self._last[-1:], person]
            self._where, self._is_open = (document, turn.span.end), True
        elif report.said_of != "pronoun":
            # Somebody spoke whose name is not known: “he” is nobody known.
            self._last, self._is_open = [], False
        return Speaker(person, spoken_to if spoken_to != person else None, confidence, (why,))

    def _who(
        self, report: Report, document: int | None, spoken_to: str | None, block: Span
    ) -> tuple[str | None, float, str]:
        if report.speaker:
            return report.speaker, *self._by_name(report)
        if report.said_of == "answer label":
            return self._answering()
        if report.said_of == "author":
            writer = self._writers.get(document)
            if writer:
                return writer, 0.7, f"“{report.word}”: the one who wrote it"
            other = self._counterparts.get(document)
            if other:
                return other, 0.55, f"“{report.word}”: the other of the two named at the head"
            return None, 0.4, f"“{report.word}”: the text does not say who wrote it"
        if report.said_of in ("office", "label"):
            holder = self.offices.holder(document, report.word)
            if holder:
                return holder, 0.7, f"holds the office “{report.word}” here"
            return None, 0.5, f"“{report.word}”: nobody here holds that office by name"
        if report.said_of.startswith("stranger"):
            return None, 0.5, f"“{report.word}”: nobody of that name in the index of persons"
        return self._carried(report, spoken_to, block)

    def _by_name(self, report: Report) -> tuple[float, str]:
        """How sure a speaker is who is named: no surer than who is meant by the name."""
        why = f"“{report.verb or report.word + ':'}” beside the name"
        low = bisect_left(self._mention_starts, report.start)
        named = [m for m in self._mentions[low : low + 2] if m.span.start < report.end]
        if named and named[0].confidence < _DOUBTFUL:
            doubt = "; ".join(named[0].because) or "who is meant by it is not sure"
            return min(0.9, named[0].confidence), f"{why}; {doubt}"
        return 0.9, why

    def _answering(self) -> tuple[str | None, float, str]:
        """Who speaks where a quotation stands alone: the two who spoke before, in turn."""
        if len(self._pair) == 2 and None not in self._pair and self._pair[0] != self._pair[1]:
            return self._pair[0], 0.5, "nobody is named: the two who spoke before, in turn"
        return None, 0.3, "nobody is named"

    def is_absent(self, report: Report) -> bool:
        """Whether a speaker who is named is not on the list of those present."""
        document, person = self._document(report.start), report.speaker
        if person is None or person == self._writers.get(document):
            return False
        return self.offices.is_absent(document, person)

    def _carried(
        self, report: Report, spoken_to: str | None, block: Span
    ) -> tuple[str | None, float, str]:
        """``He`` is the last who spoke, unless he is spoken to: then the one before.

        Somebody with whom a sentence in between begins comes first; the writer is never ``he``.
        """
        others = {spoken_to, self._writers.get(self._document(report.start))}
        since = max(block.start, self._where[1])
        for mention in reversed(self._between(since, report.start)):
            if mention.value.person not in others and self._is_subject(mention.span):
                return mention.value.person, 0.6, f"“{report.word}”: the sentence before is of him"
        last = [person for person in reversed(self._last) if person not in others]
        if last and report.start - self._where[1] < _NEAR:
            return last[0], 0.65, f"“{report.word}”: the last who spoke"
        if last:
            return last[0], 0.5, f"“{report.word}”: the last who spoke, some way before"
        named = {m.value.person for m in self._between(block.start, report.start)} - others
        if len(named) == 1 and self._is_open:
            return str(named.pop()), 0.5, f"“{report.word}”: the only one named before it here"
        return None, 0.4, f"“{report.word}”: nobody spoke shortly before"

    def _is_subject(self, span: Span) -> bool:
        """Whether a sentence begins with a name and tells what he does."""
        does = self.text[span.end : span.end + 2]
        return does[:1] == " " and does[1:].islower() and bool(beginning_of(self.text, span.start))

    def _between(self, start: int, end: int) -> Sequence[Finding[Mention]]:
        low = bisect_left(self._mention_starts, start)
        return self._mentions[low : bisect_left(self._mention_starts, end, low)]

    def _addressee(self, report: Report, span: Span, document: int | None) -> str | None:
        """Who stands right after the verb: ``told Mr. Hale``, ``asked the Secretary``, ``him``."""
        named = self._named_after(report, span.end)
        if named:
            return named
        initials = _INITIALS.match(self.text, report.end, span.end)
        if initials:
            return self._initials.get((document, initials[1]))
        told = _told().match(self.text, report.end, span.end)
        if told and told["me"]:
            return self._writers.get(document)
        if told and told["role"]:
            return self.offices.holder(document, told["role"])
        if told and report.said_of != "pronoun" and self._last:
            return next((p for p in reversed(self._last) if p != report.speaker), None)
        return None

    def _named_after(self, report: Report, end: int) -> str | None:
        """Who is named right after the verb."""
        low = bisect_right(self._mention_starts, report.end)
        for mention in self._mentions[low : low + 2]:
            gap = self.text[report.end : mention.span.start]
            if mention.span.end > end or len(gap) > 24:
                break
            if _BEFORE_NAME.fullmatch(gap):
                return mention.value.person
        return None

    def _by_document(self, roles: Sequence[Finding[Role]]) -> dict[int | None, str]:
        """Who wrote each document, where its head or foot says so with a name known here."""
        writers: dict[int | None, str] = {}
        for index, document in enumerate(self._documents):
            title = document.value.title_span
            sender = title and _FROM.search(self.text, title.start, title.end)
            named = self._between(sender.start(), sender.end()) if sender else ()
            if named:
                writers[index] = named[-1].value.person
        for mention in self._mentions:
            within = self._document(mention.span.start)
            if within is not None and self._signs(mention.span, within):
                writers[within] = mention.value.person
        for kind in reversed(_WRITERS):
            for role in roles:
                named = self._between(role.span.start, role.span.end)
                if role.value.kind == kind and named:
                    writers[self._document(role.span.start)] = named[0].value.person
        return writers

    def _signs(self, span: Span, document: int) -> bool:
        """Whether a name stands alone on one of the last lines before the notes."""
        found = self._documents[document]
        if found.value.kind not in _SIGNED or span.start - found.span.start < len(found.span) / 2:
            return False
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        line = self.text[start : end if end >= 0 else len(self.text)]
        return line.strip(" .\r") == span.of(self.text) and not self.is_in_note(span.start)


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"\s(?:to |with )?(?:the (?P<role>{any_of(speech().roles)})|him|her|(?P<me>me))\b"
    )
