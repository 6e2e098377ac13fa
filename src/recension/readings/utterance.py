"""RR401: who says what to whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Mention, Mode, Note, Person, Utterance, Value
from recension.readings.person import garbled
from recension.readings.reports import Report, reports_in
from recension.readings.turns import Turn, by_paragraph, paragraphs_of, turns_of, without_damage

_QUOTED_SOON = re.compile(r"[\s:,\[…]*(?:that\s+)?[\"“«„]|[^.]{0,40}:\s*[\"“«„]")
_QUESTION = re.compile(r"\?[\"”»]?\s*$")
_WRITTEN_KINDS = frozenset({"essay", "editorial-note", "notes", "letter", "contents", "persons"})
_UNKNOWN_KINDS = frozenset({"document", "fragment"})
_REACH = 3000
_Why = tuple[str, ...]


class UtteranceReader:
    """What somebody is reported to have said: by whom, to whom, and what is done with the words.

    ## What it finds
    The span is the whole of a speech act as the record gives it: of a script, the turn with its
    label (`Stalin: "…"`); of prose, the sentence that reports (`Tito replied that …`) and those
    after it that go on reporting without a new verb of saying. A sentence in which two speak is
    parted at the second. *Mode* is `direct` (quoted words, a script's turn), `indirect` (reported
    in a record), or `report` (mentioned in an essay, a note, a letter). `He said` is given to the
    last speaker, an office (`the Secretary said`) to the person of that office.

    ## Why it matters
    What records of one meeting disagree about is who said what; this is what is compared.

    ## When unsure
    A speaker left open is better than a wrong one: a pronoun with two men in reach, or an office
    that nobody in the text holds, gives no speaker and a lower confidence. Nothing is read from
    garbled spans.

    ## Sources
    `vocabularies/speech/verbs.toml`. G. Leech, M. Short, *Style in Fiction* (1981), ch. 10, for
    direct speech, indirect speech and the narrative report of speech acts.
    """

    code: ClassVar[str] = "RR401"
    name: ClassVar[str] = "utterance"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Person, Mention)
    gives: ClassVar[tuple[type[Value], ...]] = (Utterance,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the utterances."""
        text, mentions = source.text, findings.of(Mention)
        stage = _Stage(source, findings, mentions)
        damaged = garbled(findings)
        cuts = [d.span.start for d in findings.of(Damage) if d.value.kind == "break"]
        paragraphs = paragraphs_of(text, source.blocks, cuts)
        for block, inside in by_paragraph(paragraphs, reports_in(text, mentions)):
            for turn in turns_of(text, block, inside, stage.is_record(block)):
                sound = without_damage(text, turn, damaged)
                if sound:
                    yield stage.finding(sound, block)


class _Stage:
    """Who is on it: the documents, the persons' offices, the last speaker."""

    def __init__(
        self, source: SourceText, findings: Findings, mentions: list[Finding[Mention]]
    ) -> None:
        self.text = source.text
        self.documents = findings.of(Document)
        self._starts = [d.span.start for d in self.documents]
        self.mentions = mentions
        self._mention_starts = [m.span.start for m in mentions]
        self._offices = _offices(source.text, mentions)
        self._notes = sorted(n.value.body for n in findings.of(Note) if n.value.body)
        self._last: list[str] = []
        self._where: tuple[str | None, int] = (None, 0)

    def document(self, at: int) -> Finding[Document] | None:
        """The document in which a place lies."""
        for index in range(bisect_right(self._starts, at) - 1, -1, -1):
            if self.documents[index].span.end > at:
                return self.documents[index]
            if bisect_right(self._starts, at) - index > 8:
                break
        return None

    def is_record(self, block: Span) -> bool | None:
        """Whether the document reports speech; None where its kind is not known."""
        if self._in_note(block.start):
            return False
        document = self.document(block.start)
        if document is None or document.value.kind in _UNKNOWN_KINDS:
            return None
        return document.value.kind not in _WRITTEN_KINDS

    def _in_note(self, at: int) -> bool:
        index = bisect_right(self._notes, at, key=lambda span: span.start) - 1
        return index >= 0 and at < self._notes[index].end

    def finding(self, turn: Turn, block: Span) -> Finding[Value]:
        """The finding for a turn; the speaker is remembered for the next pronoun."""
        report = turn.report
        document = self.document(turn.span.start)
        key = (document.key or key_of(document.value, document.span)) if document else None
        if self._where[0] != key or turn.span.start - self._where[1] > _REACH:
            self._last = []
        spoken_to = self._addressee(report, turn.span)
        speaker, confidence, why = self._speaker(report, key, spoken_to)
        if speaker:
            self._last = [*self._last[-1:], speaker]
            self._where = (key, turn.span.end)
        elif report.said_of != "pronoun":
            self._last = []  # somebody spoke whose name is not known: “he” is nobody known
        addressee = spoken_to if spoken_to != speaker else None
        mode = self._mode(turn, block)
        act = report.act or _act_of_turn(turn.span.of(self.text))
        value = Utterance(key, speaker, mode, addressee, act)
        return Finding(
            UtteranceReader.code, turn.span, value, confidence, why, key_of(value, turn.span)
        )

    def _mode(self, turn: Turn, block: Span) -> Mode:
        after = turn.span.of(self.text)[turn.report.end - turn.span.start :]
        if turn.report.said_of == "label":
            return "direct"
        if _QUOTED_SOON.match(after):
            return "direct"
        return "report" if self.is_record(block) is False else "indirect"

    def _speaker(
        self, report: Report, key: str | None, spoken_to: str | None
    ) -> tuple[str | None, float, _Why]:
        if report.speaker:
            return report.speaker, 0.9, (f"“{report.verb or report.word + ':'}” beside the name",)
        if report.said_of in ("office", "label"):
            holder = self._offices.get((key, report.word)) or self._offices.get((None, report.word))
            if holder:
                return holder, 0.7, (f"holds the office “{report.word}” here",)
            return None, 0.5, (f"“{report.word}”: nobody here holds that office by name",)
        return self._carried(report, spoken_to)

    def _carried(self, report: Report, spoken_to: str | None) -> tuple[str | None, float, _Why]:
        """``He`` is the last who spoke, unless he is spoken to: then the one before."""
        last = [person for person in reversed(self._last) if person != spoken_to]
        if last:
            return last[0], 0.65, (f"“{report.word}”: the last who spoke",)
        return None, 0.4, (f"“{report.word}”: nobody spoke shortly before",)

    def _addressee(self, report: Report, span: Span) -> str | None:
        low = bisect_right(self._mention_starts, report.end)
        for mention in self.mentions[low : low + 2]:
            gap = self.text[report.end : mention.span.start]
            if mention.span.end > span.end or len(gap) > 24:
                break
            if re.fullmatch(r"\s(?:to |with )?(?:(?:com|Mr|Mrs)\. |[A-Z][a-z]+ )?", gap):
                return mention.value.person
        return None


def _act_of_turn(words: str) -> str:
    return "ask" if _QUESTION.search(words) else "state"


_OFFICE_BEFORE = re.compile(
    r"((?:[A-Z][a-z]+ )?[A-Z][a-z]+(?: of State)?) (?:[A-Z]\. |[A-Z][a-z]+ )?$"
)


def _offices(text: str, mentions: Sequence[Finding[Mention]]) -> dict[tuple[str | None, str], str]:
    """Who holds an office in the text: the person before whose name it stands most."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        start = mention.span.start
        match = _OFFICE_BEFORE.search(text, max(0, start - 40), start)
        if match:
            office = match[1].removesuffix(" of State")
            votes[office][mention.value.person] += 1
            votes[office.split()[-1]][mention.value.person] += 1
    offices: dict[tuple[str | None, str], str] = {}
    for office, counter in votes.items():
        (best, count), *others = counter.most_common(2)
        if not others or count >= 2 * others[0][1]:
            offices[None, office] = best
    return offices
