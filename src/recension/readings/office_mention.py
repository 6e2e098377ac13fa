"""RR305: where persons are meant by their office alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import CapitalText, Document, Mention, Value
from recension.readings.census import touches
from recension.readings.person import garbled
from recension.vocabularies.names import titles
from recension.vocabularies.places import gazetteer
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.speech import speech

_WITH_COUNTRY, _OF_ONE, _OF_SEVERAL = 0.75, 0.7, 0.6
_LOOK_BACK = 9
_NEAR = 60
_MOSTLY = 0.85
_ANYBODYS = frozenset({"Minister", "General"})
_ARCHIVE = re.compile(r"(?<=rchive of )the |(?<=rchives of )the |(?<=Office of )the ")


class OfficeMention:
    """Each place where somebody is meant by an office alone, where the document tells whom.

    ## What it finds
    `The Secretary`, `the Ambassador`, `the Soviet Ambassador`, where somebody stands beside that
    office in the same document (`Ambassador Dobrynin`, `Rusk, the Secretary of State`), or, for an
    office with its country, anywhere in the text. The words named are those of the office, without
    the article.

    ## Why it matters
    In minutes and telegrams the person who says most is often named once.

    ## When unsure
    A missing mention is better than a wrong one: where two persons bear the office in a document,
    or nobody, nothing is said, nor where it goes on (`the Minister of War`); of an office that one
    man holds at a time nothing where the text calls two so (President Hale, President Roth);
    `the Minister` alone may be one's own or the other side's. The confidence says that it is an
    inference: 0.75 with a country, 0.7 for an office that one man holds, else 0.6.

    ## Sources
    The offices of `vocabularies/speech/verbs.toml`; the manner of minutes printed in Foreign
    Relations of the United States and in Documents on British Policy Overseas.
    """

    code: ClassVar[str] = "RR305"
    name: ClassVar[str] = "mention by office"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Mention,)
    gives: ClassVar[tuple[type[Value], ...]] = (Mention,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the mentions by office."""
        mentions = findings.of(Mention)
        starts = [mention.span.start for mention in mentions]
        holders = _Holders(source.text, findings)
        closed = tuple(joined((*garbled(findings), *(f.span for f in findings.of(CapitalText)))))
        for match in _office().finditer(source.text):
            span = Span(match.start("office"), match.end("office"))
            following = bisect_left(starts, span.start)
            named = following < len(starts) and starts[following] <= span.end + 2
            if named or touches(span.start, span.end, closed):
                continue
            if holder := holders.holder(match, span):
                sure = _WITH_COUNTRY if match["whose"] else _sure(match["role"])
                why = f"“{match['office']}” is this person's office here"
                yield Finding(self.code, span, Mention(holder), sure, (why,))


class _Holders:
    """Who is meant by an office at a place; nobody where that is open."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._text = text
        self._documents = _Documents([f.span for f in findings.of(Document)])
        self._called: defaultdict[tuple[int | None, str], Counter[str]] = defaultdict(Counter)
        for mention in findings.of(Mention):
            document = self._documents.index(mention.span.start)
            for office in _offices_beside(text, mention.span):
                self._called[document, office][mention.value.person] += 1
                self._called[None, office][mention.value.person] += 1

    def holder(self, match: re.Match[str], span: Span) -> str | None:
        """The key of the person whom the words of an office mean."""
        whose, role = match["whose"], " ".join(match["role"].split())
        document = self._documents.index(span.start)
        if document is None or _ARCHIVE.search(self._text, max(0, span.start - 4), span.start):
            return None
        if whose:
            return self._of_country(document, f"{whose} {role}") if _is_country(whose) else None
        here = self._called.get((document, role), Counter())
        if role in _ANYBODYS or len(here) != 1:
            return None
        who = next(iter(here))
        if role not in speech().single:
            return who
        everywhere = self._called[None, role]
        return who if everywhere[who] >= _MOSTLY * everywhere.total() else None

    def _of_country(self, document: int, office: str) -> str | None:
        """The only one who is called so in the document, or else in the whole text."""
        for where in (document, None):
            called = self._called.get((where, office), Counter())
            if called:
                return next(iter(called)) if len(called) == 1 else None
        return None


def _is_country(word: str) -> bool:
    return word in gazetteer().adjectives


def _offices_beside(text: str, span: Span) -> Iterator[str]:
    """The offices that stand right before or behind a name, with their country and without."""
    before = _before().search(text, max(0, span.start - _NEAR), span.start)
    behind = _behind().match(text, span.end, span.end + _NEAR)
    for match in filter(None, (before, behind)):
        role, whose = " ".join(match["role"].split()), match["whose"]
        between = text[match.end("role") : span.start].split() if match is before else []
        if (whose and not _is_country(whose)) or not titles().offices.isdisjoint(between):
            continue  # Private Secretary Roth; the Ambassador, Minister Roth
        yield role
        if role == "Secretary of State":
            yield "Secretary"
        if whose:
            yield f"{whose} {role}"


def _sure(role: str) -> float:
    return _OF_ONE if role in speech().single else _OF_SEVERAL


_WHOSE = r"(?:(?!The\s|Our\s)(?P<whose>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\s)?"


_LESSER = ("Assistant", "Under", "Deputy", "Acting", "Vice", "Private", "First", "Second", "Third")
_NO_LESSER = "".join(rf"(?<!{word}\s)" for word in _LESSER)


@cache
def _before() -> re.Pattern[str]:
    address = any_of(titles().address)
    return re.compile(
        rf"(?<!ormer\s)(?<!ex-)\b{_WHOSE}{_NO_LESSER}(?P<role>{any_of(speech().roles)})"
        rf"(?:\s|[,(—–-]\s?|\s[(—–-]\s?)(?:(?:{address})\s)?(?:[A-Z][\w.]*\s){{0,2}}$"
    )


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,|\s?\(|\s?[—–])\s?(?:the\s)?{_WHOSE}{_NO_LESSER}(?P<role>{any_of(speech().roles)})\b"
        r"(?!\sof\s(?!State\b))"
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Tt]he|[Oo]ur|[Yy]our)\s(?P<office>{_WHOSE}"
        rf"(?P<role>{any_of(speech().roles)}))\b"
        r"(?!-|\s(?:of\s|(?:for|to|in|at)\s(?:the\s)?[A-Z]|[A-Z(]))"
    )


class _Documents:
    """The documents of a text, asked by place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def index(self, at: int) -> int | None:
        """The index of the innermost document in which a place lies."""
        last = bisect_right(self._starts, at) - 1
        for index in range(last, max(-1, last - _LOOK_BACK), -1):
            if self._spans[index].end > at:
                return index
        return None
