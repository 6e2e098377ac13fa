"""RR302: where persons are named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Mention, Person, Value
from recension.readings.person import census_in, persons_of


class MentionReader:
    """Each place where a person is named, and which person.

    ## What it finds
    The words that name somebody, without the title before them and without a possessive `'s`:
    surnames, full names, initials with a surname, a recorder's abbreviations (`S[talin]`), given
    names that stand alone where the text uses them of a person. A surname must be established
    first: by a title, an initial, a given name, a biographical note, a list of those present.

    ## Why it matters
    Who is named where is the matter of the index, of search, and of the question who knew what.

    ## When unsure
    A wrong mention is worse than a missing one in an index; but a surname once established is
    taken wherever it stands. A surname that two persons share goes to the one named last before,
    and its confidence says so. Nothing is read inside a garbled span.

    ## Sources
    The lists in `vocabularies/names`. On gathering evidence over a whole text before judging one
    place: A. Mikheev, C. Grover, M. Moens, *Description of the LTG System Used for MUC-7* (1998).
    """

    code: ClassVar[str] = "RR302"
    name: ClassVar[str] = "mention of a person"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (Person,)
    gives: ClassVar[tuple[type[Value], ...]] = (Mention,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the mentions."""
        named = census_in(source, findings).named
        known = {finding.key for finding in findings.of(Person)}
        for figure, person in persons_of(source, findings):
            if person.key not in known:
                continue
            value = Mention(person.key)
            for index, confidence, why in figure.places:
                naming = named[index].naming
                span = Span(naming.start, naming.end)
                yield Finding(self.code, span, value, confidence, (why,))
