"""RR401: who says what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Mention, Person, Role, RunningHead, Utterance, Value
from recension.readings.debates import with_speeches
from recension.readings.initials import with_initials
from recension.readings.manner import manner_of
from recension.readings.paragraphs import (
    after_lists,
    apart_from,
    blanked,
    paragraphs_of,
    without_heads,
)
from recension.readings.person import garbled
from recension.readings.reports import Report, reports_in
from recension.readings.scripts import whole_turns, with_answers, with_labels
from recension.readings.stage import Stage
from recension.readings.turns import (
    Stop,
    Turn,
    by_paragraph,
    outside,
    stops_in,
    turns_of,
    without_damage,
)
from recension.vocabularies.speech import speech


class UtteranceReader:
    """What somebody is reported to have said: by whom, to whom, and what is done with the words.

    ## What it finds
    The span is the whole of a speech act as the record gives it: of a script, the turn with its
    label (`Stalin: "…"`); of prose, the sentence that reports (`Tito replied that …`) and those
    after it that go on, without a new verb of saying or with one that does nothing new and is
    carried by a pronoun (`He said …`, `He added …`). A new act (`He proposed …`) is an utterance
    of its own; a sentence in which two speak is parted at the second. *Mode* is `direct` (quoted
    words, a script's turn), `indirect` (reported in a record), or `report` (mentioned in an essay,
    a note, a letter). `He said` is given to the last speaker, an office (`the Secretary said`) to
    the person of that office in the document, `I said` to the one who wrote it. Who is told or
    asked beside the verb is the addressee; how it was said (`laughing`) is kept apart. What
    somebody *did not* say is no utterance; who *did not agree* objects.

    ## Why it matters
    What records of one meeting disagree about is who said what; this is what is compared.

    ## When unsure
    A speaker left open is better than a wrong one: a pronoun with two men in reach, or an office
    that nobody in the text holds, gives no speaker and a lower confidence. A turn ends where a
    garbled span begins or something is missing; nobody begins to speak in doubled or suspected
    words. Quotations without a speaker are given in turn to the two who spoke before, and say so.

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
        stage = Stage(source, findings)
        cuts = [d.span.start for d in findings.of(Damage) if d.value.kind == "break"]
        unsound = [d.span for d in findings.of(Damage) if d.value.kind in _UNSOUND]
        heads = [head.span for head in findings.of(RunningHead)]
        lists = [role.span for role in findings.of(Role) if role.value.kind == "present"]
        blocks = after_lists(text, without_heads(text, source.blocks, heads), lists)
        own, noted = apart_from(text, blocks, stage.notes)
        plain = blanked(text, [*stage.notes, *heads])
        paragraphs = list(paragraphs_of(plain, own, cuts))
        reports = reports_in(text, mentions)
        reports = with_initials(text, reports, mentions, stage.document_key)
        reports = with_labels(text, reports, mentions, stage.document_key)
        paragraphs = whole_turns(plain, paragraphs, reports, stage.document_key)
        reports = with_speeches(text, paragraphs, reports, mentions, stage.document_key)
        reports = with_answers(text, paragraphs, outside(reports, unsound))
        stage.learn(reports)
        reports = _told_by_others(stage, paragraphs, reports)
        stops = outside(stops_in(text, mentions, reports, cuts), stage.notes)
        damaged = garbled(findings)
        said = [
            *_said(stage, plain, paragraphs, outside(reports, stage.notes), stops, damaged),
            *_said(stage, text, noted, reports, (), damaged),
        ]
        yield from sorted(map(_finding, said), key=lambda found: found.span)


def _said(
    stage: Stage,
    text: str,
    paragraphs: Sequence[Span],
    reports: Sequence[Report],
    stops: Sequence[Stop],
    damaged: tuple[Span, ...],
) -> Iterator[_Spoken]:
    """What is said in some paragraphs."""
    for block, inside in by_paragraph(paragraphs, reports):
        turns = turns_of(text, block, inside, stage.is_record(block), stops)
        sound = (without_damage(text, turn, damaged) for turn in turns)
        yield from _gone_on(text, [_spoken(stage, turn, block) for turn in sound if turn])


_UNSOUND = frozenset({"repetition", "fabricated"})
"""Damage in which nobody begins to speak: what stands there is a double, or nobody's."""
_NEW_IN_SPEECH = frozenset({"propose", "ask", "agree", "object", "promise", "threaten"})
"""What a member does anew within his speech; that he admits or informs is part of it."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    turn: Turn
    span: Span
    value: Utterance
    confidence: float
    because: tuple[str, ...]


def _told_by_others(
    stage: Stage, paragraphs: Sequence[Span], reports: Sequence[Report]
) -> list[Report]:
    """Reports, those marked as said before whose speaker was not there and opens no paragraph.

    What he said is told by somebody who was.

    Args:
        stage: knows who was present.
        paragraphs: in order.
        reports: the words that say who speaks, in order.
    """
    opens = {
        (stage.document_key(inside[0].start), inside[0].speaker)
        for block, inside in by_paragraph(paragraphs, reports)
        if inside[0].start - block.start < _OPENS
    }
    return [
        replace(report, before=True)
        if report.said_of == "name"
        and (stage.document_key(report.start), report.speaker) not in opens
        and stage.is_absent(report)
        else report
        for report in reports
    ]


_OPENS = 60
"""How far from its beginning, in characters, a paragraph names the one whose words it gives."""


def _spoken(stage: Stage, turn: Turn, block: Span) -> _Spoken:
    """Who speaks a turn and how; the stage remembers its speaker for the next pronoun."""
    document = stage.document_key(turn.span.start)
    speaker = stage.speaker(turn, block)
    manner = manner_of(stage.text, turn, stage.is_record(block), stage.last_act)
    asker = stage.asker if manner.act == "answer" else None
    to = speaker.addressee or (asker if asker != speaker.person else None)
    stage.remember(manner.act, speaker.person)
    value = Utterance(
        document, speaker.person, manner.mode, to, manner.act, turn.report.verb, manner.aside
    )
    return _Spoken(turn, turn.span, value, speaker.confidence, speaker.because)


def _finding(spoken: _Spoken) -> Finding[Value]:
    value, span = spoken.value, spoken.span
    key = key_of(value, span)
    return Finding(UtteranceReader.code, span, value, spoken.confidence, spoken.because, key)


def _gone_on(text: str, spoken: Sequence[_Spoken]) -> list[_Spoken]:
    """Let a turn go on over ``He said …`` and ``He added …`` where they do nothing new."""
    held: list[_Spoken] = []
    for each in spoken:
        if held and _goes_on(text, held[-1], each):
            held[-1] = replace(held[-1], span=Span(held[-1].span.start, each.span.end))
        else:
            held.append(each)
    return held


def _goes_on(text: str, before: _Spoken, each: _Spoken) -> bool:
    report, value = each.turn.report, each.value
    named = report.said_of in ("name", "office", "stranger")
    carried = report.said_of in ("pronoun", "inverted") or _is_parenthetical(text, report)
    carried = carried or (report.verb in speech().goes_on and not named)
    same = value.speaker == before.value.speaker and value.mode == before.value.mode
    apart = text[before.span.end : each.span.start]
    within = value.act not in _NEW_IN_SPEECH or report.verb in speech().concedes
    part_of_it = before.turn.report.opens and within
    nothing_new = value.act in ("state", before.value.act) or part_of_it
    return carried and same and nothing_new and not apart.strip()


def _is_parenthetical(text: str, report: Report) -> bool:
    """Whether ``I said`` stands between commas within what is said."""
    before, after = text[max(0, report.start - 2) : report.start], text[report.end : report.end + 1]
    return report.said_of == "author" and before[:1] == "," and after == ","
