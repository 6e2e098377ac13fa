"""Cuts a record into turns: where what one person says begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Mention
from recension.readings.reports import Report, is_second_hand
from recension.readings.sentences import is_abbreviation, sentences_of
from recension.vocabularies.speech import speech

_CLAUSE = re.compile(
    r"(?:[,;]?[\"”’]?[⁰¹²³⁴⁵⁶⁷⁸⁹]*\s(?:and|but|while|although|though|whereupon"
    r"|(?:to|at|upon) which)(?:\s(?:then|that))?"
    r"|[;,][\"”’]?[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s"
    r"(?P<title>(?:[Tt]he\s|(?:com|tov)\.\s|[A-Z][a-z]+\.?\s){0,3}\[?)$"
)
_THAT = re.compile(
    r"\b(?:that|which|whom|what) (?:[Tt]he\s|(?:com|tov)\.\s|[A-Z][\w^]*\.?\s){0,3}\[?$"
)
_TAIL = re.compile(r"[\s\[(*]*(?:\d{1,2}[.)]\s*)?[\s\[(*]*$")
_NUMBER = re.compile(r"(?:\.\.\.)?\(?\d{1,2}[.)]\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s+|[-—–•]\s*")
_TITLES = re.compile(r"(?:(?:[A-Z][\w^{}-]*|com|of)\.?[ ]){1,5}$")
_SENTENCE = re.compile(
    r"(?:\A\s*|\n\s*|[.!?][\"”’)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*\s)"
    r"(?P<title>\[?(?:(?:[A-Z][\w^-]*|com|tov)\.?[ ]){0,3}\[?)$"
)
_DENSE = 450
_FAR = 300
_HEADING, _SHORTER = 70, 0.6
_CONJUNCTION = 12
_CONJOINED = re.compile(r"[,;]?[\"”’]?\s(?:and|but|while|whereupon)\s(?:then\s)?$")
_LEAD = 25
_NAMED = frozenset({"name", "office", "stranger"})
_OWN = _NAMED | {"author"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in one go.

    Attributes:
        report: the words that say who speaks.
        span: from the words that introduce it to the end of what is said.
    """

    report: Report
    span: Span


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a sentence begins that is not what the last speaker says.

    Attributes:
        start: where.
        person: whom it begins with; nobody for words of narration.
    """

    start: int
    person: str | None


_Placed = TypeVar("_Placed", Report, Stop)


def without_damage(text: str, turn: Turn, damaged: tuple[Span, ...]) -> Turn | None:
    """A turn up to where a garbled span begins; None where nothing sound of it is left."""
    index = max(0, bisect_right(damaged, turn.span.start, key=lambda span: span.end) - 1)
    for bad in damaged[index:]:
        if bad.start >= turn.span.end:
            break
        if bad.end <= turn.span.start:
            continue
        if bad.start <= turn.report.end:
            return None
        return Turn(turn.report, _trimmed(text, turn.span.start, bad.start))
    return turn


def outside(placed: Iterable[_Placed], spans: Sequence[Span]) -> list[_Placed]:
    """Reports or stops that do not begin in any of some spans.

    Args:
        placed: in any order.
        spans: in order.
    """
    starts = [span.start for span in spans]

    def is_in(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < spans[index].end

    return [each for each in placed if not is_in(each.start)]


def by_paragraph(
    paragraphs: Iterable[Span], reports: Sequence[Report]
) -> Iterator[tuple[Span, list[Report]]]:
    """Each paragraph in which somebody speaks, with the words that say so."""
    at = 0
    for block in paragraphs:
        inside = []
        while at < len(reports) and reports[at].start < block.end:
            if reports[at].start >= block.start:
                inside.append(reports[at])
            at += 1
        if inside:
            yield block, inside


def turns_of(
    text: str, block: Span, reports: list[Report], spoken: bool | None, stops: Sequence[Stop] = ()
) -> list[Turn]:
    """The turns of one paragraph.

    Args:
        text: the whole text.
        block: the paragraph.
        reports: the words in it that say who speaks, in order.
        spoken: whether the document is a record of speech, so that sentences without a verb of
            saying go on with what was said; None where that is not known.
        stops: where the recorder goes on in his own voice.
    """
    if any(report.said_of.endswith("label") for report in reports):
        return list(_script(text, block, reports))
    turns = _prose(text, block, _not_nested(text, block, reports))
    if not turns:
        return []
    dense = len(block) <= _DENSE * len(turns)
    if spoken or (spoken is None and (dense or turns[0].span.start == block.start)):
        turns = _continued(text, turns, block, stops)
    return [_quoted_to_its_end(text, turn, block) for turn in _merged(turns)]


def _not_nested(text: str, block: Span, reports: list[Report]) -> Iterator[Report]:
    """Leave out who speaks within words that are themselves quoted, or in brackets."""
    straight = text.count('"', block.start, block.end) % 2 == 0
    for report in reports:
        start = report.start
        opened = text.count("“", block.start, start) - text.count("”", block.start, start)
        odd = straight and text.count('"', block.start, start) % 2 == 1
        bracket = text.rfind("(", max(block.start, start - 40), start)
        aside = bracket >= 0 and text.find(")", bracket, start) < 0
        if report.said_of == "inverted" or not (opened > 0 or odd or aside):
            yield report


def _prose(text: str, block: Span, reports: Iterable[Report]) -> list[Turn]:
    sentences = list(sentences_of(text, block))
    starts = [sentence.start for sentence in sentences]
    turns: list[Turn] = []
    for report in reports:
        sentence = sentences[max(0, bisect_right(starts, report.start) - 1)]
        start = _without_number(text, sentence)
        if not turns or turns[-1].span.end <= sentence.start:
            if turns and (_is_told_again(text, start, report) or _is_past(text, turns[-1], report)):
                continue
            if not _is_within_clause(text, start, report):
                turns.append(Turn(report, Span(_own_clause(text, start, report), sentence.end)))
            continue
        cut = _CLAUSE.search(text, max(turns[-1].report.end, report.start - 40), report.start)
        if not cut or report.said_of not in _OWN or _is_past(text, turns[-1], report):
            continue
        if report.said_of == "author" and not _answers(text, turns[-1], cut):
            continue
        if turns[-1].report.said_of == "pronoun" and _is_subordinate(text, turns[-1]):
            turns[-1] = Turn(report, turns[-1].span)
            continue
        turns[-1] = Turn(turns[-1].report, Span(turns[-1].span.start, cut.start()))
        turns.append(Turn(report, Span(cut.start("title"), sentence.end)))
    return turns


def _answers(text: str, last: Turn, cut: re.Match[str]) -> bool:
    """Whether ``I said`` is a report of its own: ``…, and I said``, ``Since he …, I asked``."""
    if last.report.said_of == "author":
        return False
    return _is_subordinate(text, last) or cut[0].strip(" ,;\n").startswith(("and", "but", "where"))


def _is_told_again(text: str, start: int, report: Report) -> bool:
    """Whether the one who speaks tells what somebody else said: ``it says that Tito said …``."""
    if report.said_of not in _NAMED:
        return False
    if is_second_hand(text, report.start + len(report.word)):
        return True
    return _THAT.search(text, max(start, report.start - 40), report.start) is not None


def _is_past(text: str, last: Turn, report: Report) -> bool:
    """Whether the one who speaks tells what was said before: ``… . X had said that …``."""
    told = report.before and not last.report.before and len(report.word) > 1
    return told and not _to_me().match(text, report.end)


@cache
def _to_me() -> re.Pattern[str]:
    return re.compile(r"\s(?:to\s|of\s)?(?:me|us)\b")


def _own_clause(text: str, start: int, report: Report) -> int:
    """Where a report begins: after ``…, and`` where its sentence tells something else before.

    What runs on for hundreds of characters before it is no sentence, but a table or a broken scan.
    """
    if report.start - start > _FAR:
        return max(start, text.rfind("\n", start, report.start) + 1)
    start = _after_headings(text, start, report.start)
    if report.said_of in _NAMED:
        title = _TITLES.search(text, max(start, report.start - 40), report.start)
        begin = title.start() if title else report.start
        before = _CONJOINED.search(text, max(start, begin - 20), begin)
        if before and before.start() - start > _LEAD:
            return begin
    return start


def _after_headings(text: str, start: int, end: int) -> int:
    """Leave out lines before that are much shorter than the one after them: headings and lists."""
    while text[start - 1 : start] in ("", "\n") and (stop := text.find("\n", start, end)) >= 0:
        after = text.find("\n", stop + 1)
        long = (len(text) if after < 0 else after) - stop
        if stop - start >= min(_HEADING, _SHORTER * long):
            break
        start = stop + 1
    return start


def _is_within_clause(text: str, start: int, report: Report) -> bool:
    """Whether a report is told within what is said: ``… that he said``, ``… when X said``."""
    before = text[start : report.start]
    if report.said_of == "pronoun" and " that " in before:
        return True
    return _afterwards().search(before) is not None


@cache
def _afterwards() -> re.Pattern[str]:
    words = "|".join(map(re.escape, speech().afterwards))
    return re.compile(rf"[^\s,;:—]\s(?:{words})\s(?:[Tt]he\s|\w+\.\s)?$")


def _is_subordinate(text: str, turn: Turn) -> bool:
    """Whether a turn is no more than ``When he said this`` before what is said."""
    first = turn.span.of(text).split(maxsplit=1)
    return bool(first) and first[0].casefold() in speech().subordinate


def _without_number(text: str, sentence: Span) -> int:
    match = _NUMBER.match(text, sentence.start, sentence.end)
    return match.end() if match and match.end() < sentence.end else sentence.start


def _continued(text: str, turns: list[Turn], block: Span, stops: Sequence[Stop]) -> list[Turn]:
    """Let each turn run on to where the next begins, or the recorder goes on himself."""
    ends = [turn.span.start for turn in turns[1:]] + [block.end]
    continued = []
    for turn, end in zip(turns, ends, strict=True):
        stop = _first_stop(turn, end, stops)
        far = stop is not None or end - turn.span.end > _CONJUNCTION
        to = end if stop is None else stop
        continued.append(Turn(turn.report, _trimmed(text, turn.span.start, to)) if far else turn)
    return continued


def _first_stop(turn: Turn, end: int, stops: Sequence[Stop]) -> int | None:
    low = bisect_left(stops, turn.span.end, key=lambda stop: stop.start)
    for stop in stops[low:]:
        if stop.start >= end:
            break
        if stop.person is None or stop.person != turn.report.speaker:
            return stop.start
    return None


def stops_in(
    text: str,
    mentions: Sequence[Finding[Mention]],
    reports: Sequence[Report],
    cuts: Sequence[int] = (),
) -> list[Stop]:
    """Where a sentence begins that the recorder says in his own voice.

    It begins with words of narration, or with the name of one who speaks elsewhere in the text and
    is here told to do something else. Where something is missing, nobody's words go on.
    """
    speakers = {
        report.speaker
        for report in reports
        if report.said_of.endswith("label") or beginning_of(text, report.start)
    }
    told_before = {report.start for report in reports if report.before}
    stops = [Stop(match.start(), None) for match in _narration().finditer(text)]
    stops += [Stop(cut, None) for cut in cuts]
    for mention in mentions:
        person, at = mention.value.person, mention.span.start
        if at in told_before:
            continue
        if person in speakers and not is_second_hand(text, mention.span.end):
            before = beginning_of(text, at)
            if before:
                stops.append(Stop(before.start("title"), person))
    return sorted(stops, key=lambda stop: stop.start)


def beginning_of(text: str, at: int) -> re.Match[str] | None:
    """A sentence's beginning right before a name, its title (group ``title``) in between.

    Args:
        text: the whole text.
        at: where the name begins.
    """
    low = max(0, at - 60)
    before = _SENTENCE.search(text, low, at)
    if before and text[before.start()] == "." and is_abbreviation(text, low, before.start()):
        return None
    return before


@cache
def _narration() -> re.Pattern[str]:
    words = "|".join(map(re.escape, speech().narration))
    then = "|".join(re.escape(w[0].lower() + w[1:]) for w in speech().narration)
    later = "Then|Thereupon|After this|After that"
    return re.compile(rf"(?<=[.!?”\"\])⁰¹²³⁴⁵⁶⁷⁸⁹]\s)(?:{words}|(?:{later}),? (?:{then}))\b")


def _merged(turns: list[Turn]) -> list[Turn]:
    """``Kolarov began to speak. He said …`` is one turn; so is ``…, in the words of Stalin, …``."""
    merged: list[Turn] = []
    for turn in turns:
        last = merged[-1] if merged else None
        if last and _begins_only(last) and turn.report.said_of == "pronoun":
            report = last.report
            merged[-1] = Turn(report, Span(last.span.start, turn.span.end))
        elif last and turn.report.said_of == "inverted" and turn.report.speaker == _speaker(last):
            merged[-1] = Turn(last.report, Span(last.span.start, turn.span.end))
        else:
            merged.append(turn)
    return merged


def _speaker(turn: Turn) -> str | None:
    return turn.report.speaker


def _begins_only(turn: Turn) -> bool:
    return turn.report.verb in speech().opens and len(turn.span) < 70


def _quoted_to_its_end(text: str, turn: Turn, block: Span) -> Turn:
    """Let a quotation that the sentence opens run to its closing mark."""
    words = turn.span.of(text)
    if words.count("“") > words.count("”"):
        close = text.find("”", turn.span.end, block.end)
    elif words.count('"') % 2:
        close = text.find('"', turn.span.end, block.end)
    else:
        return turn
    return turn if close < 0 else Turn(turn.report, Span(turn.span.start, close + 1))


def _script(text: str, block: Span, reports: list[Report]) -> Iterator[Turn]:
    heads: list[Report] = []
    for report in reports:
        if report.said_of.endswith("label") or (heads and _speaks_between(text, heads[-1], report)):
            heads.append(report)
    starts = [_label_start(text, head.start, block.start) for head in heads]
    for head, start, end in zip(heads, starts, [*starts[1:], block.end], strict=True):
        yield Turn(head, _trimmed(text, start, end))


def _label_start(text: str, start: int, first: int) -> int:
    """Where a label begins: with the title before the name (``Senator Mansfield:``)."""
    line = max(first, text.rfind("\n", 0, start) + 1)
    title = _TITLES.search(text, line, start)
    start = title.start() if title else start
    while start > first and text[start - 1] in "[(*":
        start -= 1
    return start


def _speaks_between(text: str, head: Report, report: Report) -> bool:
    """Whether somebody else speaks after a script's quotation has been closed."""
    before = text[max(0, report.start - 3) : report.start].rstrip()
    return report.speaker not in (None, head.speaker) and before[-1:] in '"”)*'


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without the white space and the opening signs of the next turn at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    tail = _TAIL.search(text, max(start, end - 12), end)
    if tail and start < tail.start():
        end = tail.start()
    return Span(start, end)
