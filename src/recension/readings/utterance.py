"""RR401: who says what to whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Mode, Person, Utterance, Value
from recension.readings.census import touches
from recension.readings.person import garbled
from recension.readings.reports import Report, reports_in
from recension.readings.sentences import sentences_of

_QUOTED_SOON = re.compile(r"[\s:,\[…]*(?:that\s+)?[\"“«„]|[^.]{0,40}:\s*[\"“«„]")
_QUESTION = re.compile(r"\?[\"”»]?\s*$")
_CLAUSE = re.compile(
    r"(?:(?:,|;)?\s(?:and|but|while|although|though|whereupon)(?:\s(?:then|that))?|[;,])\s"
    r"(?P<title>(?:[Tt]he\s|[a-z]{2,4}\.\s|[A-Z][a-z]+\.?\s){0,3})$"
)
_WRITTEN_KINDS = frozenset({"essay", "editorial-note", "notes", "letter", "contents", "persons"})
_DENSE = 450
_CONJUNCTION = 12


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
        mentions = findings.of(Mention)
        reports = reports_in(source.text, mentions)
        stage = _Stage(source, findings, mentions)
        damaged = garbled(findings)
        for block, inside in _by_block(source.blocks, reports):
            for turn in _turns(source.text, block, inside, stage):
                if not touches(turn.span.start, turn.span.end, damaged):
                    yield stage.finding(turn, block)


@dataclass(frozen=True, slots=True)
class _Turn:
    report: Report
    span: Span
    continued: bool = False


def _by_block(
    blocks: Sequence[Span], reports: Sequence[Report]
) -> Iterator[tuple[Span, list[Report]]]:
    at = 0
    for block in blocks:
        inside = []
        while at < len(reports) and reports[at].start < block.end:
            if reports[at].start >= block.start:
                inside.append(reports[at])
            at += 1
        if inside:
            yield block, inside


def _turns(text: str, block: Span, reports: list[Report], stage: _Stage) -> Iterator[_Turn]:
    """The turns of one paragraph: labels first, then the sentences between them."""
    if any(r.said_of == "label" for r in reports):
        yield from _script(text, block, reports)
        return
    dense = len(block) <= _DENSE * len(reports) and stage.is_spoken(block)
    sentences = list(sentences_of(text, block))
    starts = [s.start for s in sentences]
    turns: list[_Turn] = []
    for report in reports:
        sentence = sentences[max(0, bisect_right(starts, report.start) - 1)]
        start = sentence.start
        if turns and turns[-1].span.end > start:
            cut = _CLAUSE.search(text, max(turns[-1].report.end, report.start - 40), report.start)
            if not cut:
                continue
            turns[-1] = _Turn(turns[-1].report, Span(turns[-1].span.start, cut.start()))
            start = cut.start("title")
        turns.append(_Turn(report, Span(start, sentence.end)))
    first_speaks = bool(turns) and turns[0].span.start == block.start
    if dense or (first_speaks and stage.is_spoken(block)):
        turns = _continued(text, turns, block)
    yield from turns


def _continued(text: str, turns: list[_Turn], block: Span) -> list[_Turn]:
    """Let each turn run on to where the next begins."""
    ends = [turn.span.start for turn in turns[1:]] + [block.end]
    return [
        _Turn(turn.report, _trimmed(text, turn.span.start, end))
        if end - turn.span.end > _CONJUNCTION
        else turn
        for turn, end in zip(turns, ends, strict=True)
    ]


def _script(text: str, block: Span, reports: list[Report]) -> Iterator[_Turn]:
    labels = [r for r in reports if r.said_of == "label"]
    for report, after in zip(labels, [*labels[1:], None], strict=True):
        start = report.start
        while start > block.start and text[start - 1] in "[(*":
            start -= 1
        end = after.start if after else block.end
        yield _Turn(report, _trimmed(text, start, end))


_TAIL = re.compile(r"[\s\[(*]*(?:\d{1,2}[.)]\s*)?[\s\[(*]*$")


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without the white space and the opening signs of the next turn at its end."""
    tail = _TAIL.search(text, max(start, end - 12), end)
    while end > start and text[end - 1].isspace():
        end -= 1
    if tail and tail.start() > start:
        end = min(end, tail.start())
    return Span(start, end)


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
        self._last: tuple[str | None, str | None, int] = (None, None, 0)

    def document(self, at: int) -> Finding[Document] | None:
        """The document in which a place lies."""
        for index in range(bisect_right(self._starts, at) - 1, -1, -1):
            if self.documents[index].span.end > at:
                return self.documents[index]
            if bisect_right(self._starts, at) - index > 8:
                break
        return None

    def is_spoken(self, block: Span) -> bool:
        """Whether the document is of a kind that reports speech; unknown counts as yes."""
        document = self.document(block.start)
        return document is None or document.value.kind not in _WRITTEN_KINDS

    def finding(self, turn: _Turn, block: Span) -> Finding[Value]:
        """The finding for a turn; the speaker is remembered for the next pronoun."""
        report = turn.report
        document = self.document(turn.span.start)
        key = (document.key or key_of(document.value, document.span)) if document else None
        speaker, confidence, why = self._speaker(report, key)
        if speaker:
            self._last = (speaker, key, turn.span.end)
        addressee = self._addressee(report, turn.span, speaker)
        mode = self._mode(turn, block)
        act = report.act or _act_of_turn(turn.span.of(self.text))
        value = Utterance(key, speaker, mode, addressee, act)
        return Finding(
            UtteranceReader.code, turn.span, value, confidence, why, key_of(value, turn.span)
        )

    def _mode(self, turn: _Turn, block: Span) -> Mode:
        after = turn.span.of(self.text)[turn.report.end - turn.span.start :]
        if turn.report.said_of == "label":
            return "direct"
        if _QUOTED_SOON.match(after):
            return "direct"
        return "indirect" if self.is_spoken(block) else "report"

    def _speaker(
        self, report: Report, key: str | None
    ) -> tuple[str | None, float, tuple[str, ...]]:
        if report.speaker:
            return report.speaker, 0.9, (f"“{report.verb or report.word + ':'}” beside the name",)
        if report.said_of == "office":
            holder = self._offices.get((key, report.word)) or self._offices.get((None, report.word))
            if holder:
                return holder, 0.7, (f"holds the office “{report.word}” here",)
            return None, 0.5, (f"“{report.word}”: nobody here holds that office by name",)
        last, where, end = self._last
        near = where == key and report.start - end < 3000
        if report.word.lower() in ("he", "she") and last and near:
            return last, 0.65, (f"“{report.word}”: the last who spoke",)
        return None, 0.4, (f"“{report.word}”: nobody spoke shortly before",)

    def _addressee(self, report: Report, span: Span, speaker: str | None) -> str | None:
        low = bisect_right(self._mention_starts, report.end)
        for mention in self.mentions[low : low + 2]:
            gap = self.text[report.end : mention.span.start]
            if mention.span.end > span.end or len(gap) > 24 or mention.value.person == speaker:
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
