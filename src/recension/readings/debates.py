"""Finds the speeches of a debate: paragraphs that begin with the member who speaks.

``Mr. Hale was for three years.`` has no verb of saying; among paragraphs of which others say so
plainly (``Mr. Ross moved …``, ``Mr. Hale. The question …``) it is a speech all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Mention
from recension.readings.reports import Report
from recension.vocabularies.names import titles
from recension.vocabularies.speech import speech

_ENOUGH = 3
"""How many paragraphs of a document must say plainly that a member speaks."""
_FAR = 60
_HEAD = 90


def with_speeches(
    text: str,
    paragraphs: Iterable[Span],
    reports: Sequence[Report],
    mentions: Sequence[Finding[Mention]],
    document: Callable[[int], str | None],
) -> list[Report]:
    """Reports, and those that the paragraphs of a debate begin with.

    Args:
        text: the whole text.
        paragraphs: in order.
        reports: the words that say who speaks, in order.
        mentions: where persons are named, in order.
        document: the key of the document in which a place lies.

    Returns:
        all reports in order; those that open a speech of a debate say so.
    """
    first = {report.start: report for report in reports if report.said_of != "pronoun"}
    opening: list[tuple[str | None, Report, bool]] = []
    persons = {mention.span.start: mention for mention in mentions}
    for block in paragraphs:
        opener = _opener().match(text, block.start, min(block.end, block.start + _HEAD))
        if not opener:
            continue
        known = first.get(opener.start("name"))
        report = known or _stand(text, opener, persons, block)
        if report:
            opening.append((document(block.start), report, known is not None))
    plain = Counter(key for key, _, known in opening if known)
    opens = [report for key, report, _ in opening if plain[key] >= _ENOUGH]
    return _put_in(reports, opens)


def _put_in(reports: Sequence[Report], opens: Sequence[Report]) -> list[Report]:
    """Speeches in their places; what is reported within the words that open one goes."""
    by_start = {report.start: replace(report, opens=True) for report in opens}
    kept: list[Report] = []
    for report in sorted({r.start: r for r in (*reports, *opens)}.values(), key=_place):
        report = by_start.get(report.start, report)
        if not kept or not kept[-1].opens or report.start >= kept[-1].end:
            kept.append(report)
    return kept


def _place(report: Report) -> int:
    return report.start


def _stand(
    text: str,
    opener: re.Match[str],
    persons: dict[int, Finding[Mention]],
    block: Span,
) -> Report | None:
    """Who begins a paragraph with the stand he takes (``was for``, ``did not like``)."""
    start = opener.start("name")
    mention = persons.get(start)
    end = mention.span.end if mention else opener.end()
    stand = _stands().match(text, end, block.end)
    if not stand:
        return None
    word = text[start:end]
    act = speech().stands[" ".join(stand["stand"].split())]
    key = mention.value.person if mention else None
    said_of = "name" if mention else "stranger"
    return Report(start, stand.end(), key, said_of, word, stand["stand"], act)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _opener() -> re.Pattern[str]:
    """A title and a name at the beginning of a paragraph."""
    title = _alternatives({*titles().address, *titles().offices})
    word = r"[A-Z][\w^{}’'-]*\.?"
    return re.compile(rf"(?:The )?(?:(?:{title})\s){{1,3}}(?P<name>{word}(?: {word}){{0,2}})")


@cache
def _stands() -> re.Pattern[str]:
    between = _alternatives(speech().between)
    return re.compile(
        rf"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]*|\[\d{{1,3}}\])(?:,[^.;:\n]{{2,{_FAR}}},|,|\swho\s[^.;:,\n]{{2,{_FAR}}},)?(?:\s(?:{between}|[a-z]+ly),?){{0,2}}"
        rf"\s(?P<stand>{_alternatives(speech().stands)})(?!\w)"
    )
