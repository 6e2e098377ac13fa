"""How a note names a record that is not the one above it: *the Bulgarian records*, *King's notes*.

The holder of a record (a side, a person) tells one record of a meeting from another; a record
without one ("the minutes", "no record was found") is nobody's here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recension.model.span import Span
from recension.vocabularies.dates.month_names import month_names
from recension.vocabularies.places import gazetteer
from recension.vocabularies.roles import alternatives
from recension.vocabularies.testimonia import testimony_words


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """A record as a note cites it.

    Attributes:
        span: the words that name it.
        holder: whose it is, as printed, without the possessive: ``Bulgarian``, ``Kolarov``.
        noun: what it is called, in the singular: ``record``, ``account``.
    """

    span: Span
    holder: str
    noun: str

    @property
    def name(self) -> str:
        """What to call it: ``Bulgarian record``, ``account of Kolarov``."""
        side = self.holder in gazetteer().adjectives
        return f"{self.holder} {self.noun}" if side else f"{self.noun} of {self.holder}"


def cited_records(text: str, span: Span) -> Iterator[CitedRecord]:
    """The records that a stretch of text cites by their holders, in order.

    Args:
        text: the whole text.
        span: where to look.

    Yields:
        one for each holder: *the Bulgarian and Soviet records* are two.
    """
    found = [record for match in _before().finditer(text, span.start, span.end)
             for record in _held(match)]  # fmt: skip
    found += [record for match in _after().finditer(text, span.start, span.end)
              for record in _held(match)]  # fmt: skip
    yield from sorted(found, key=lambda record: (record.span, record.holder))


def persons_cited(text: str, span: Span) -> Iterator[CitedRecord]:
    """Persons followed as a record is: *According to Pierce: …*, *Kolarov recorded his words*.

    Whoever uses this must know from elsewhere that the person kept a record.
    """
    for pattern in (_by_person(), _person_records()):
        for match in pattern.finditer(text, span.start, span.end):
            yield CitedRecord(Span(*match.span("holder")), match["holder"], "record")


def chief_of(text: str, first: CitedRecord, second: CitedRecord) -> bool:
    """Whether the second record is named as the chief one of the first: *particularly X's*."""
    between = text[first.span.end : second.span.start]
    return len(between) < 40 and bool(_chief().search(between))


_POSSESSIVE = re.compile(r"[’']s?\s")
_NAME = r"[A-ZÀ-ÞŠŽČĐ][\w’'\-]*?[a-zß-ÿšžčđćń](?:[\- ][A-ZÀ-Þ][\w\-]*[a-zß-ÿ])?"


@cache
def _nouns() -> str:
    return alternatives(testimony_words().records)


@cache
def _before() -> re.Pattern[str]:
    """Holder, then noun: an adjective or a possessive, one or two of them."""
    holder = rf"(?P<{{0}}>{_NAME})(?:[’']s?)?"
    pair = rf"{holder.format('one')}(?:,? (?:and|or|as well as)(?: the)? {holder.format('two')})?"
    middle = (
        r"(?: (?:official|own|later|written|verbatim|summary|unofficial|published|handwritten))?"
    )
    return re.compile(rf"(?<![\w.]){pair}{middle}\s(?P<noun>(?i:{_nouns()}))(?![\w’'])")


@cache
def _after() -> re.Pattern[str]:
    """Noun, then holder: *notes made by Tito*, *a memorandum … prepared by Ambassador X*."""
    by = r"(?:,? (?:(?:kept|made|taken|prepared|drafted|written) )?by)"
    titled = r"(?: (?:the|Mr\.|Mrs\.|Dr\.|[A-Z][a-z]+ (?:Minister|Secretary)|Ambassador|General))*"
    return re.compile(rf"(?i:\b(?P<noun>{_nouns()})){by}{titled} (?P<one>{_NAME})(?P<two>\b)(?!\w)")


@cache
def _by_person() -> re.Pattern[str]:
    lead = alternatives(testimony_words().according)
    return re.compile(rf"(?:(?i:{lead})) (?P<holder>{_NAME})(?=[,:;.])")


@cache
def _person_records() -> re.Pattern[str]:
    verbs = alternatives(testimony_words().keeps)
    return re.compile(rf"(?<!the )(?<!The )(?P<holder>{_NAME}) (?:{verbs})\b")


@cache
def _chief() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(testimony_words().chief)})\b", re.IGNORECASE)


def _held(match: re.Match[str]) -> Iterator[CitedRecord]:
    if match["noun"][0].isupper() and not _POSSESSIVE.search(match[0]):
        return  # the Records of a council are an archive, the Minutes a series
    noun = _singular(" ".join(match["noun"].lower().split()))
    for name in ("one", "two"):
        holder = _without_article(match[name] or "")
        if holder and not _nobody(holder):
            yield CitedRecord(Span(*match.span()), holder, noun)


def _without_article(holder: str) -> str:
    """*The Bulgarian*, where a sentence begins with it, is the Bulgarian."""
    first, _, rest = holder.partition(" ")
    return rest if rest and first in testimony_words().nobody else holder


def _nobody(holder: str) -> bool:
    words = holder.split()
    return bool({holder, words[0], words[-1]} & testimony_words().nobody) or any(
        _is_month(word) for word in words
    )


def _is_month(word: str) -> bool:
    return word.casefold() in month_names()


def _singular(noun: str) -> str:
    head, *rest = noun.split(" ")
    plural = head.endswith("s") and head not in ("minutes", "notes")
    return " ".join([head[:-1] if plural else head, *rest])
