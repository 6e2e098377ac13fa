"""Reads scripts: labels that no rule of names knows, and turns that go on over paragraphs.

In a text of which three paragraphs begin with a known speaker's label, ``Captain Hale:`` and
``MR. HALE:`` are labels too, and a paragraph without one goes on with what was said before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Mention
from recension.readings.reports import Report
from recension.vocabularies.names import titles
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.speech import speech

Document = Callable[[int], str | None]
"""The key of the document in which a place lies."""

_ENOUGH = 3
"""How many labels make a script of a document."""
_KNOWN = 2
"""How many labels with a stop alone must be of known men, so that all of that kind are labels."""
_UPPER = "A-ZÀ-ÞА-ЯЁŠČŽĆĐŁŚ"
_LABEL = re.compile(
    rf"(?m)^[ \t]*(?:\[[^\]\n]{{1,20}}\])?[*(\[“\"]{{0,2}}(?P<label>[{_UPPER}][\w^{{}}’'.-]*"
    rf"(?:[ ](?:[{_UPPER}][\w^{{}}’'-]*\.?|de|del|von|van|der|la|le|of|the)){{0,5}}?)"
    r"(?:[ ]?[(\[][^()\[\]]{1,90}[)\]])?\]?"
    rf"(?::(?=[\s“\"])|\.?[ ]?[—–](?=[“\"])|(?P<dash>\.?[ ][—–][ ])(?=[“\"«{_UPPER}]))"
)
_DOTTED = re.compile(
    rf"(?m)^[ \t]*(?P<label>[{_UPPER}]{{3,20}}(?:[ -][{_UPPER}]{{3,20}})?)\.[ ](?=[“\"{_UPPER}])"
)
"""A name in capitals and a full stop, as in transcripts of sessions."""
_ITEM = re.compile(r"\(?(?:\d|[a-z][.)]|[-—–•*])")
_SENTENCE = re.compile(r"[.!?…:;\"”»)\]*⁰¹²³⁴⁵⁶⁷⁸⁹]$")
_CLOSED = re.compile(r"[\"”»]\)?[.⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_BRACKETED = re.compile(r"[(\[*_].*[)\]*_]\.?$", re.DOTALL)
_BACK = 20_000
"""How far back, in characters, the list of those present may stand."""
_AFAR = 1500
"""How far apart, in characters, paragraphs of one turn may stand: a page's notes lie between."""


def with_labels(
    text: str,
    reports: Sequence[Report],
    mentions: Sequence[Finding[Mention]],
    document: Document,
) -> list[Report]:
    """Reports, and the labels of scripts that stand beside them.

    Args:
        text: the whole text.
        reports: the words that say who speaks, in order.
        mentions: where persons are named, in order.
        document: the key of the document in which a place lies.
    """
    taken = [Span(report.start, report.end) for report in reports if report.said_of == "label"]
    names = _surnames(text, mentions, document)
    heads = [match for match in _LABEL.finditer(text) if not _meets(taken, match)]
    known = Counter(document(label.start) for label in taken)
    dashed = [match for match in heads if match["dash"]]
    heads = [match for match in heads if not match["dash"]]
    dotted = list(_DOTTED.finditer(text))
    for match in [*dashed, *dotted]:
        if (None, match["label"].rpartition(" ")[2].strip(".").casefold()) in names:
            known[document(match.start())] += 1
    heads += [match for match in [*dashed, *dotted] if known[document(match.start())] >= _KNOWN]
    said = known + Counter(document(m.start()) for m in heads if _is_titled(m["label"]))
    scripts = {key for key in known if said[key] >= _ENOUGH}
    heads = [match for match in heads if document(match.start()) in scripts]
    often = Counter((document(match.start()), match["label"]) for match in heads)
    added = [
        _labelled(text, match, names, mentions, document)
        for match in heads
        if _is_titled(match["label"])
        or match.re is _DOTTED
        or match["dash"]
        or often[document(match.start()), match["label"]] > 1
        or _is_named_elsewhere(text, match)
    ]
    ends = {report.start: report.end for report in added}
    kept = [r for r in reports if not any(s <= r.start < e for s, e in _near(ends, r.start))]
    return sorted([*kept, *added], key=lambda report: report.start)


def _near(ends: dict[int, int], at: int) -> Iterator[tuple[int, int]]:
    for start in range(at - 60, at + 1):
        if start in ends:
            yield start, ends[start]


def _meets(taken: Sequence[Span], match: re.Match[str]) -> bool:
    """Whether a label is known already."""
    index = bisect_left(taken, match.start("label"), key=lambda span: span.start)
    return index < len(taken) and taken[index].start < match.end()


def _is_titled(label: str) -> bool:
    first = label.split(" ", 1)[0]
    return " " in label and first.capitalize() in titles().address | titles().offices


def _is_named_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether a name of two words stands before its label too, as on the list of those present."""
    label, start = match["label"], match.start("label")
    return " " in label and text.rfind(label, max(0, start - _BACK), start) >= 0


def _surnames(
    text: str, mentions: Iterable[Finding[Mention]], document: Document
) -> dict[tuple[str | None, str], str]:
    """Who is meant by a surname in a document, where one man only bears it there."""
    bearers: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for mention in mentions:
        last = mention.span.of(text).rpartition(" ")[2].casefold()
        bearers[document(mention.span.start), last].add(mention.value.person)
        bearers[None, last].add(mention.value.person)
    return {name: next(iter(who)) for name, who in bearers.items() if len(who) == 1}


def _labelled(
    text: str,
    match: re.Match[str],
    names: dict[tuple[str | None, str], str],
    mentions: Sequence[Finding[Mention]],
    document: Document,
) -> Report:
    """The report of a label: of who is named in it, or the one bearer of his surname, if any."""
    start, end = match.span("label")
    index = bisect_left(mentions, start, key=lambda mention: mention.span.start)
    inside = [m for m in mentions[index : index + 3] if m.span.end <= end]
    last = text[start:end].rpartition(" ")[2].casefold()
    key = names.get((document(start), last)) or names.get((None, last))
    if inside:
        key = inside[-1].value.person
    said_of = "label" if key else "stranger label"
    return Report(start, match.end(), key, said_of, match["label"], None, None)


def whole_turns(
    text: str,
    paragraphs: Sequence[Span],
    reports: Sequence[Report],
    document: Document,
) -> list[Span]:
    """Paragraphs, those of one script's turn put together.

    Args:
        text: the whole text.
        paragraphs: in order.
        reports: the words that say who speaks, in order.
        document: the key of the document in which a place lies.

    Returns:
        the paragraphs in order.
    """
    labels = [report.start for report in reports if report.said_of.endswith("label")]
    counts = Counter(document(at) for at in labels)
    scripts = {key for key, count in counts.items() if count >= _ENOUGH}
    if not scripts:
        return list(paragraphs)
    speakers = {(document(r.start), r.speaker) for r in reports if r.said_of == "label"}
    by_place = {r.start: r for r in reports if (document(r.start), r.speaker) in speakers}
    starts = sorted(by_place)

    def goes_on(paragraph: Span) -> bool:
        """Whether a paragraph without a label is no heading, narration or aside."""
        index = bisect_left(starts, paragraph.start)
        near = index < len(starts) and starts[index] < min(paragraph.end, paragraph.start + 25)
        words = paragraph.of(text)
        told = near and by_place[starts[index]].said_of == "name"
        whole = _SENTENCE.search(words) or _ITEM.match(words) or words[0].islower()
        return bool(whole) and not (told or _BRACKETED.match(words) or _narration().search(words))

    return _joined(text, paragraphs, labels, lambda at: document(at) in scripts, goes_on)


def _joined(
    text: str,
    paragraphs: Sequence[Span],
    labels: Sequence[int],
    in_script: Callable[[int], bool],
    goes_on: Callable[[Span], bool],
) -> list[Span]:
    joined: list[Span] = []
    head: int | None = None
    for paragraph in paragraphs:
        if not in_script(paragraph.start):
            head = None
        elif _label_in(labels, paragraph):
            head = None if _CLOSED.search(paragraph.of(text)) else len(joined)
        elif head is not None:
            near = paragraph.start - joined[head].end < _AFAR
            if near and goes_on(paragraph) and _comes(labels, paragraph.end, in_script):
                joined[head] = Span(joined[head].start, paragraph.end)
                continue
            head = None
        joined.append(paragraph)
    return joined


def _comes(labels: Sequence[int], at: int, in_script: Callable[[int], bool]) -> bool:
    """Whether another label follows: what comes after the last one may be no speech any more."""
    index = bisect_right(labels, at)
    return index < len(labels) and in_script(labels[index])


def _label_in(labels: Sequence[int], paragraph: Span) -> bool:
    index = bisect_left(labels, paragraph.start)
    return index < len(labels) and labels[index] < paragraph.end


@cache
def _narration() -> re.Pattern[str]:
    """Words of narration at the beginning of a sentence."""
    return re.compile(rf"(?:\A|[.!?:][”\"]?\s)(?:{any_of(speech().narration)})\b")


def with_answers(text: str, paragraphs: Sequence[Span], reports: Sequence[Report]) -> list[Report]:
    """Reports, and the quotations that answer each other without saying who speaks.

    Args:
        text: the whole text.
        paragraphs: in order.
        reports: the words that say who speaks, in order.
    """
    starts = [report.start for report in reports]
    answers: list[Report] = []
    goes_on = False
    for paragraph in paragraphs:
        quoted = _QUOTED.fullmatch(text, paragraph.start, paragraph.end)
        low = bisect_left(starts, paragraph.start)
        if low < len(starts) and starts[low] < paragraph.end:
            goes_on = (
                text[paragraph.start] in _OPENING or _SAID.search(paragraph.of(text)) is not None
            )
        elif goes_on and quoted:
            at = paragraph.start
            answers.append(Report(at, at + 1, None, "answer label", "", None, None))
        else:
            goes_on = False
    return sorted([*reports, *answers], key=lambda report: report.start)


_OPENING = '“"„«'
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]{1,600}[”\"“»][.⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_SAID = re.compile(r"[:,] ?[“\"„«][^“”\"„«»]{1,600}[”\"“»][.⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
