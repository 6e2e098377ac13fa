"""RR301: who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from recension.model.finding import Finding, Findings, key_of
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import (
    CapitalText,
    Damage,
    Document,
    Mention,
    Note,
    Person,
    Role,
    Value,
)
from recension.readings.capitals import Naming, bare
from recension.readings.census import Census, census_of, touches
from recension.readings.identity import Figure, figures_of


def garbled(findings: Findings) -> tuple[Span, ...]:
    """The spans from which nothing may be taken."""
    spans = (f.span for f in findings.of(Damage) if f.value.kind == "garble" and len(f.span))
    return tuple(joined(spans))


def census_in(source: SourceText, findings: Findings) -> Census:
    """Who is named in a source; heads and feet of its records are evidence."""
    capitals = tuple(f.span for f in findings.of(CapitalText))
    heads = {f.span for f in findings.of(Role)
             if len(f.span) and not touches(f.span.start, f.span.end, capitals)}  # fmt: skip
    notes = tuple(f.value for f in findings.of(Note) if f.value.anchors)
    return census_of(source.text, garbled(findings), tuple(sorted(heads)), notes, capitals)


def persons_of(source: SourceText, findings: Findings) -> list[tuple[Figure, Finding[Value]]]:
    """The persons of a source, each with the finding that says it.

    A figure at whose places the source's own markup names somebody is that person.
    """
    census = census_in(source, findings)
    starts = [f.span.start for f in findings.of(Document)]
    marked = {f.key: f for f in findings.of(Person) if f.code != PersonReader.code}
    persons: list[tuple[Figure, Finding[Any]]] = []
    for figure in figures_of(census, starts, source.text):
        known = _marked(figure, census, findings, marked)
        persons.append((figure, known or _person(figure, census, source.text)))
    return persons


def _marked(
    figure: Figure, census: Census, findings: Findings, marked: Mapping[str, Finding[Person]]
) -> Finding[Person] | None:
    """Whom the markup names at most of those places of a figure where it names anybody."""
    named: Counter[str] = Counter()
    for index, _, _ in figure.places if marked else ():
        naming = census.named[index].naming
        over = findings.overlapping(Mention, Span(naming.start, naming.end))
        named.update(f.value.person for f in over if f.value.person in marked)
    return marked[named.most_common(1)[0][0]] if named else None


class PersonReader:
    """Persons, each under all the names that the text gives them.

    ## What it finds
    One finding for each person: the fullest form of the name, the other forms, and what notes or
    lists of persons say (years of life, offices). Spellings meet through a key that forgets what
    romanisations disagree about (`Ranković`, `Rankovich`, `Ранкович`), through a file of aliases,
    and, for a rare spelling one letter away from a common one, as a slip.

    ## Why it matters
    An index of persons is what readers of an edition use first; one person under three spellings
    is three persons to a search.

    ## When unsure
    Two persons made one is worse than one made two: an editor joins two entries at a glance, but
    does not see that an entry holds two men. Given names or initials that contradict each other
    keep a surname apart (`K. Popovich`, `V. Popovich`).

    ## Sources
    ALA-LC Romanization Tables; the tables named in `vocabularies/names/fold.toml`; J. Christen,
    *Data Matching* (2012), ch. 4, for phonetic keys and slips.
    """

    code: ClassVar[str] = "RR301"
    name: ClassVar[str] = "person"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Person,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the persons."""
        every = (finding for _, finding in persons_of(source, findings))
        return [finding for finding in every if finding.code == self.code]


def _person(figure: Figure, census: Census, text: str) -> Finding[Value]:
    forms = _forms(figure, census, text)
    name = max(forms, key=lambda form: (_fullness(form), forms[form], form))
    notes = figure.biographies
    value = Person(
        name=name,
        variants=tuple(form for form, _ in forms.most_common() if form != name),
        birth=next((b.birth for b in notes if b.birth), None),
        death=next((b.death for b in notes if b.death), None),
        roles=tuple(dict.fromkeys(b.role for b in notes if b.role)),
    )
    span = notes[0].span if notes else _fullest_place(figure, census, text, name)
    because = dict.fromkeys((*figure.because, *(why for _, _, why in figure.places)))
    confidence = max((c for _, c, _ in figure.places), default=0.9)
    return Finding(
        PersonReader.code, span, value, confidence, tuple(because)[:4], key_of(value, span)
    )


def _forms(figure: Figure, census: Census, text: str) -> Counter[str]:
    forms: Counter[str] = Counter()
    for index, _, _ in figure.places:
        naming = census.named[index].naming
        forms[_form(naming, text)] += 1
    for biography in figure.biographies:
        forms[" ".join((*biography.given, biography.surname))] += 1
    return forms


def _form(naming: Naming, text: str) -> str:
    """A name as it stands, but in one line, given names first and no half of a bracket."""
    form = " ".join(text[naming.start : naming.end].split())
    if "," in form or form.count("[") != form.count("]") or "- " in form:
        return " ".join((*map(bare, naming.given), bare(naming.surname)))
    return form


def _fullness(form: str) -> int:
    """How much of a name a form gives: letters of all words, brackets and initials not counted."""
    if "[" in form or form.isupper():
        return 1
    return sum(len(word) for word in form.split() if not word.endswith(".")) + form.count(".")


def _fullest_place(figure: Figure, census: Census, text: str, name: str) -> Span:
    for index, _, _ in figure.places:
        naming = census.named[index].naming
        if _form(naming, text) == name:
            return Span(naming.start, naming.end)
    naming = census.named[figure.places[0][0]].naming
    return Span(naming.start, naming.end)
