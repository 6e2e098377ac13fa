"""Reads speakers of whom a recorder writes the initials only: ``K said``, ``P: …``, ``HAK:``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from recension.model.finding import Finding
from recension.model.values import Mention
from recension.readings.reports import Report, told_after
from recension.vocabularies.speech import speech

Document = Callable[[int], str | None]
"""The key of the document in which a place lies."""

_ENOUGH = 3
"""How often one initial must speak in a document, so that others that speak twice do."""
_SAID = re.compile(
    r"(?<![\w.’'-])(?P<initials>[A-HJ-Z]|[A-Z]{2,3})(?:\s?\([^()\n]{2,30}\))?(?=['’ ]\w)"
)
_LABEL = re.compile(r"(?m)^[ \t]*(?P<initials>[A-Z]{1,3})(?:[ ]\([^()\n]{1,40}\))?:(?=\s)")
_TWICE = 2
_WORD = re.compile(r"[A-Z][\w.’'-]*")


def with_initials(
    text: str,
    reports: Sequence[Report],
    mentions: Sequence[Finding[Mention]],
    document: Document,
) -> list[Report]:
    """Reports, and those of speakers who are written by their initials.

    Args:
        text: the whole text.
        reports: the words that say who speaks, in order.
        mentions: where persons are named, in order.
        document: the key of the document in which a place lies.
    """
    found = [*_said(text), *_labels(text)]
    often = Counter((document(report.start), report.word) for report in found)
    telling = {where for (where, _), count in often.items() if count >= _ENOUGH}
    kept = [
        report
        for report in found
        if (where := document(report.start)) in telling and often[where, report.word] >= _TWICE
    ]
    if not kept:
        return list(reports)
    taken = {at for report in reports for at in range(report.start, report.end)}
    bearers = _bearers(text, mentions, document, {document(report.start) for report in kept})
    read = [
        _resolved(report, bearers[document(report.start)])
        for report in kept
        if report.start not in taken
    ]
    ends = [report for report in read if report.said_of != "initials"]
    inside = {at for report in ends for at in range(report.start, report.end)}
    others = [report for report in reports if report.start not in inside]
    return sorted([*others, *ends], key=lambda report: report.start)


def _said(text: str) -> Iterator[Report]:
    """``K said``: a single letter with a verb of saying after it."""
    for match in _SAID.finditer(text):
        report = told_after(text, match.start(), match.end(), None, "initials")
        if report:
            yield replace(report, word=match["initials"])


def _labels(text: str) -> Iterator[Report]:
    for match in _LABEL.finditer(text):
        start = match.start("initials")
        word = match["initials"]
        yield Report(start, match.end(), None, "initials", word, None, None)


def _resolved(report: Report, bearers: Counter[tuple[str, str]]) -> Report:
    """A report of the person whose initials stand there; of an office where nobody's do.

    Two who share an initial are told apart only where one is named much more.
    """
    word = report.word
    matching = Counter[str]()
    for (initials, key), count in bearers.items():
        if _are(word, initials):
            matching[key] += count
    is_label = report.verb is None
    if len(word) > 1 and not matching and not is_label:
        return report
    ranked = matching.most_common(_TWICE)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= _TWICE * ranked[1][1]):
        return replace(report, speaker=ranked[0][0], said_of="label" if is_label else "name")
    if not ranked and any(role[0] == word for role in speech().single):
        return replace(report, said_of="label" if is_label else "office")
    return replace(report, said_of="stranger label" if is_label else "stranger")


def _are(word: str, initials: str) -> bool:
    """Whether letters are a name's: ``AWD`` those of ``Allen Dulles``, ``D`` of either form."""
    if len(word) == 1:
        return initials[-1:] == word
    letters = iter(word)
    return len(initials) > 1 and word[-1] == initials[-1] and all(x in letters for x in initials)


def _bearers(
    text: str,
    mentions: Iterable[Finding[Mention]],
    document: Document,
    wanted: set[str | None],
) -> defaultdict[str | None, Counter[tuple[str, str]]]:
    """How often persons of some initials are named in a document."""
    found: defaultdict[str | None, Counter[tuple[str, str]]] = defaultdict(Counter)
    for mention in mentions:
        where = document(mention.span.start)
        if where in wanted:
            initials = "".join(w[0] for w in _WORD.findall(mention.span.of(text)))
            found[where][initials, mention.value.person] += 1
    return found
