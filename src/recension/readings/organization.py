"""RR304: the organisations that a text names, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import (
    CapitalText,
    Document,
    Organization,
    OrganizationMention,
    Reference,
    Value,
)
from recension.readings.abbreviation import Abbreviation, abbreviations_in
from recension.readings.capitals import opens_sentence
from recension.readings.census import touches
from recension.readings.organization_names import (
    is_publication,
    organization_key,
    organization_names,
)
from recension.readings.person import garbled
from recension.vocabularies.organizations import organizations
from recension.vocabularies.places import gazetteer

_COMMITTEE = re.compile(
    r"(?<![\w.])(?:CC|C\.C\.|CK|ЦК)(?: of)?(?: the)?[ \n](?P<party>[^\W\d_][\w.]*(?:\([a-zбк]\))?)"
)
_IN_FULL, _SHORT, _KNOWN = 0.9, 0.92, 0.93


@dataclass(frozen=True, slots=True)
class _Named:
    """One place where an organisation is named: its key, why, and its name if shortened."""

    span: Span
    key: str
    sure: float
    why: str
    full: str | None = None


class OrganizationReader:
    """Organisations, each under all forms that the text gives it, and where it is named.

    ## What it finds
    Ministries, parties, committees, armies, agencies: capitalised words with a head that says what
    it is (`Ministry of Foreign Affairs`, `Yugoslav Communist Party`), abbreviations that the text
    explains (`Communist Party of Yugoslavia (CPY)`) or its list of abbreviations has, and bodies
    that texts do not introduce (`Cominform`). One finding for each body, under all its forms: the
    order of the words, adjective or country (`Yugoslav`, `of Yugoslavia`), and the abbreviation
    make no difference. One more for each place where it is named.

    ## Why it matters
    Half of what a diplomatic record says is said of bodies; a reader who looks for the CPY should
    find the Communist Party of Yugoslavia.

    ## When unsure
    Two bodies made one is worse than one made two. `The Department`, `the Party`, `the Committee`
    alone are not read, since the text does not say which; `the Foreign Ministry` without a country
    is a body of its own. An abbreviation that nobody explains is left alone. Nothing is read in
    garbled spans, in capitals throughout, and in archival references.

    ## Sources
    `vocabularies/organizations/organizations.toml`; A. Schwartz, M. Hearst, *A simple algorithm for
    identifying abbreviation definitions in biomedical text* (2003), for initials.
    """

    code: ClassVar[str] = "RR304"
    name: ClassVar[str] = "organisation"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Organization, OrganizationMention)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the organisations and where they are named."""
        text = source.text
        closed = _closed(findings)
        spans = [s for s in organization_names(text) if not touches(s.start, s.end, closed)]
        lists = [f.span for f in findings.of(Document) if f.value.kind == "abbreviations"]
        told = [
            a
            for a in abbreviations_in(text, spans, lists)
            if not touches(a.span.start, a.span.end, closed)
        ]
        keys = _Keys(told)
        named = sorted(_named(text, spans, keys, closed), key=lambda n: (n.span.start, -n.span.end))
        by_key: defaultdict[str, list[_Named]] = defaultdict(list)
        end = -1
        for one in named:
            if one.span.start >= end:
                by_key[one.key].append(one)
                end = one.span.end
        for key, places in by_key.items():
            yield from self._findings(text, key, places, keys)

    def _findings(
        self, text: str, key: str, places: Sequence[_Named], keys: _Keys
    ) -> Iterator[Finding[Value]]:
        value = _organization(text, key, places, keys)
        because = tuple(dict.fromkeys(place.why for place in places))[:4]
        name = f"Organization:{key}"
        yield Finding(self.code, places[0].span, value, max(p.sure for p in places), because, name)
        for place in places:
            mention = OrganizationMention(name)
            yield Finding(self.code, place.span, mention, place.sure, (place.why,))


def _closed(findings: Findings) -> tuple[Span, ...]:
    """Where nothing is read: garble, capitals throughout, archival references."""
    spans = [*garbled(findings), *(f.span for f in findings.of(CapitalText))]
    spans += [f.span for f in findings.of(Reference) if f.value.cites == "document"]
    return tuple(joined(sorted(span for span in spans if len(span))))


@cache
def _known() -> dict[str, str]:
    """Every form of the bodies that texts do not introduce, and the usual name."""
    return {form: group[0] for group in organizations().known for form in group}


@cache
def _within() -> re.Pattern[str]:
    """Known forms of several words, as they stand within longer names."""
    forms = sorted((f for f in _known() if " " in f), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def _usual(words: str) -> str:
    """A name in which every known body goes by its usual name."""
    return _within().sub(lambda form: _known()[form[0]], words)


class _Keys:
    """What the forms of names stand for in one text.

    Args:
        told: what the text says of abbreviations.
    """

    def __init__(self, told: Iterable[Abbreviation]) -> None:
        self.told = sorted(told, key=lambda a: (a.short, a.span.start))
        self._starts = [(a.short, a.span.start) for a in self.told]
        self.shorts = frozenset(a.short for a in self.told)
        self.names: dict[str, str] = {}
        self.short_of: dict[str, str] = {}
        for form, usual in _known().items():
            self.names.setdefault(organization_key(form), usual)
        for one in self.told:
            self.short_of.setdefault(self.of_words(one.long), one.short)

    def of_words(self, words: str) -> str:
        """The key of a name, abbreviations within it resolved."""
        whole = " ".join(words.split())
        if whole in _known():
            return organization_key(_known()[whole])
        parts = [self.long(part, None) or part for part in whole.split()]
        key = organization_key(_usual(" ".join(parts)))
        usual = self.names.get(key)
        return organization_key(usual) if usual else key

    def long(self, short: str, at: int | None) -> str | None:
        """What an abbreviation stands for: as the text said last before, or first of all."""
        if short in self.shorts:
            before = bisect_right(self._starts, (short, at if at is not None else -1)) - 1
            if before < 0 or self.told[before].short != short:
                before += 1
            return self.told[before].long
        return _known().get(short)


def _named(
    text: str, spans: Sequence[Span], keys: _Keys, closed: tuple[Span, ...]
) -> Iterator[_Named]:
    for span, key in _without_openings(text, spans, keys):
        yield _Named(span, key, _IN_FULL, "its name says what it is")
    for committee in _COMMITTEE.finditer(text):
        party = keys.long(committee["party"], committee.start())
        if party and not touches(*committee.span(), closed):
            full = f"Central Committee of the {party}"
            why = "“CC” is a central committee"
            yield _Named(Span(*committee.span()), keys.of_words(full), _SHORT, why, full)
    for found in _forms(keys).finditer(text):
        if touches(*found.span(), closed) or is_publication(text, found.end()):
            continue
        form = " ".join(found[0].split())
        long = keys.long(form, found.start())
        if long is not None and form in keys.shorts:
            why = f"the text explains “{form}”"
            yield _Named(Span(*found.span()), keys.of_words(long), _SHORT, why)
        else:
            why = "texts do not introduce it"
            yield _Named(Span(*found.span()), keys.of_words(form), _KNOWN, why)


def _without_openings(text: str, spans: Sequence[Span], keys: _Keys) -> Iterator[tuple[Span, str]]:
    """Names, without a word before them that only opens the sentence: ``Approached Air Force``."""
    every = [
        (span, keys.of_words(span.of(text)), opens_sentence(text, span.start)) for span in spans
    ]
    within = {key for _, key, opens in every if not opens}
    for span, key, opens in every:
        first, _, rest = span.of(text).partition(" ")
        shorter = keys.of_words(rest) if opens and rest else ""
        if shorter in within and key not in within and first not in gazetteer().country_of:
            yield Span(span.start + len(first) + 1, span.end), shorter
        else:
            yield span, key


def _forms(keys: _Keys) -> re.Pattern[str]:
    """Abbreviations and names that need no head word, the longest first."""
    known = _known().keys() - organizations().ambiguous
    forms = sorted({*known, *keys.shorts}, key=lambda form: (-len(form), form))
    spaced = (re.escape(form).replace(r"\ ", r"\s") for form in forms)
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(spaced)})(?![\w(])")


def _organization(text: str, key: str, places: Sequence[_Named], keys: _Keys) -> Organization:
    forms = Counter(" ".join(place.span.of(text).split()) for place in places)
    usual, short = keys.names.get(key), keys.short_of.get(key)
    told = next((a.long for a in keys.told if a.short == short), None)
    full = [form for form in forms if _is_full(form, keys)]
    name = usual or max(full, key=lambda f: (forms[f], len(f), f), default=None) or told or ""
    name = name or next((p.full for p in places if p.full), None) or next(iter(forms))
    variants = tuple(form for form, _ in forms.most_common() if form != name)
    if short and short != name and short not in variants:
        variants += (short,)
    return Organization(name, variants, short if short != name else None)


def _is_full(form: str, keys: _Keys) -> bool:
    """Whether a form has nothing shortened in it."""
    return not any(w in keys.shorts or (w.isupper() and len(w) < 6) for w in form.split())
