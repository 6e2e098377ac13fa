"""How a note names a record that is not the one above it: *the Bulgarian records*, *King's notes*.

The holder of a record (a side, a person) tells one record of a meeting from another; one without
a holder counts only where a statement begins with it (*according to a transcript of their talk*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recension.model.span import Span
from recension.vocabularies.dates.month_names import month_names
from recension.vocabularies.names import titles
from recension.vocabularies.places import gazetteer
from recension.vocabularies.roles import alternatives
from recension.vocabularies.testimonia import testimony_words


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """A record as a note cites it.

    Attributes:
        span: the words that name it.
        holder: whose it is, as printed, without the possessive: ``Bulgarian``, ``Kolarov``; where
            nobody is named, what it is of: ``the meeting``, ``a conversation`` (another one).
        noun: what it is called, in the singular: ``record``, ``account``.
        side: whether the holder stands before the noun as a side does: *the Bulgarian record*.
    """

    span: Span
    holder: str
    noun: str
    side: bool = False

    @property
    def name(self) -> str:
        """What to call it: ``Bulgarian record``, ``account of Kolarov``, ``notes of the talk``."""
        if self.side or self.holder in gazetteer().adjectives:
            return f"{self.holder} {self.noun}"
        kind = self.noun.split(" of ")[0] if self.holder[0].islower() else self.noun
        return f"{kind} of {self.holder}"


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
    for match in _own().finditer(text, span.start, span.end):
        holder, noun = match["early"] or match["late"], match["first"] or match["last"]
        if not _nobody(_bare(holder)):
            found.append(CitedRecord(Span(*match.span()), _bare(holder), _singular(noun)))
    for match in _nobodys().finditer(text, span.start, span.end):
        here = Span(*match.span())
        if not any(record.span.overlaps(here) for record in found):
            article = "the" if (match["the"] or "the").lower() in _THIS else "a"
            found.append(
                CitedRecord(here, f"{article} {match['meeting']}", _singular(match["noun"]))
            )
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


_THE = r"(?:the|this|that|these|those|their|his|her|a|an)"
_THIS = frozenset(("the", "this", "that", "these", "those"))
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:[a-z]+ )?$")
_POSSESSIVE = re.compile(r"[’']s?\s")
_WORD = r"[A-ZÀ-ÞŠŽČĐ][\w’'\-]*?[a-zß-ÿšžčđćń]"
_NAME = rf"(?:[A-Z]\. ?)*{_WORD}(?: [A-Z]\.)*(?:[\- ][A-ZÀ-Þ][\w\-]*[a-zß-ÿ])?"


@cache
def record_nouns() -> str:
    """A word for a record as an expression, with what it is of: *minutes*, *notes of the talk*."""
    words = testimony_words()
    meeting = alternatives(words.meetings)
    of = rf"\s+(?:of|on)(?:\s+{_THE})?(?:\s+same)?(?:\s+[\w\-]+)?\s+(?:{meeting})"
    whole, part = alternatives(words.records), alternatives(words.of_meetings)
    return rf"(?:(?:{whole})(?:{of})?|(?:{part}){of})"


@cache
def _nobodys() -> re.Pattern[str]:
    """A record without a holder that a statement is led by: *according to a transcript of …*."""
    lead, kinds = alternatives(testimony_words().according), alternatives(testimony_words().kinds)
    meeting = alternatives(testimony_words().meetings)
    of = rf"\s+(?:of|on)\s+(?:(?P<the>{_THE})\s+)?(?:[\w\-]+\s+)?(?P<meeting>{meeting})"
    words = testimony_words()
    noun = alternatives((*words.records, *words.of_meetings))
    which = rf"(?:(?:an?|the|another|other|one)\s+)?(?:(?:{kinds})\s+)*"
    return re.compile(rf"\b(?:{lead})\s+{which}(?P<noun>{noun}){of}\b(?!,? (?:\w+ )?by)", re.I)


@cache
def _before() -> re.Pattern[str]:
    """Holder, then noun: an adjective or a possessive, one or two of them."""
    holder = rf"(?P<{{0}}>{_NAME})(?:[’']s?)?"
    pair = rf"{holder.format('one')}(?:,? (?:and|or|as well as)(?: the)? {holder.format('two')})?"
    middle = alternatives(testimony_words().kinds)
    return re.compile(
        rf"(?<![\w.]){pair}(?: (?i:{middle}))?\s(?P<noun>(?i:{record_nouns()}))(?![\w’'])"
    )


@cache
def _after() -> re.Pattern[str]:
    """Noun, then holder: *notes made by Tito*, *a memorandum … prepared by Ambassador X*."""
    by = r"(?:,? (?:(?:kept|made|taken|prepared|drafted|written) )?by)"
    clerk = rf"(?: {_WORD}[’']s?(?: [A-Z]\w+)+,)?"  # by Rusk's Personal Assistant, Carolyn Proctor
    titled = r"(?: the)?(?: (?:[A-Z][a-z]+\.?|of))*?"
    whole = rf"(?P<one>{_NAME})(?P<two>\b)(?!\w|[’']s| (?:of |for )?[A-Z][a-z])"
    return re.compile(rf"(?i:\b(?P<noun>{record_nouns()})){by}{clerk}{titled} {whole}")


@cache
def _own() -> re.Pattern[str]:
    """A person and what stands in that person's own record: *in his diary Bruce noted that …*."""
    verbs, kinds = alternatives(testimony_words().keeps), alternatives(testimony_words().kinds)
    lead = r"(?:[Ii]n|[Aa]ccording to)"
    record = rf"{lead} (?:his|her)(?: (?:{kinds}))? (?P<{{0}}>{record_nouns()})"
    before = rf"{record.format('first')},? (?P<early>{_NAME}) (?:{verbs})\b"
    after = rf"(?<!the )(?P<late>{_NAME}) (?:{verbs}) {record.format('last')}"
    return re.compile(rf"{before}|{after}")


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
    capital = match["noun"][0].isupper()
    series = match["noun"].split()[0].lower() in testimony_words().of_meetings
    if capital and (series or not _POSSESSIVE.search(match[0])):
        return  # the Records of a council are an archive, Memoranda of Conversation a series
    noun = _singular(match["noun"])
    for name in ("one", "two"):
        holder = _bare(match[name] or "")
        if re.search(r"[’']s\b", holder):
            continue
        if holder and not _nobody(holder) and _is_held(match, name, noun):
            behind = match.start("noun") < match.start(name)
            side = not behind and not _POSSESSIVE.match(match.string, match.end(name))
            yield CitedRecord(Span(*match.span()), holder, noun, side)


def _is_held(match: re.Match[str], name: str, noun: str) -> bool:
    """Whether the word before a noun is its holder: a side, with an article, or a possessive.

    *Scattered records* has none, and the *Western notes* are diplomatic ones.
    """
    if match.start("noun") < match.start(name):
        return True  # notes made by somebody
    possessive = _POSSESSIVE.match(match.string, match.end(name)) is not None
    side = _bare(match[name]) in gazetteer().adjectives
    if noun == "notes" and not possessive:
        return False
    before = match.string[max(0, match.start("one") - 20) : match.start("one")]
    article = _ARTICLE.search(before) or match["one"].startswith("The ")
    return possessive or side or bool(article) or match["one"] != match[name]


def _bare(holder: str) -> str:
    """*The Bulgarian*, where a sentence begins with it, is the Bulgarian, *Colonel Hu* is Hu."""
    words = holder.split()
    before = titles().address | titles().offices | testimony_words().nobody
    behind = max((n for n, word in enumerate(words) if word in before), default=-1) + 1
    while len(words) > 1 and words[0] in testimony_words().nobody:
        words, behind = words[1:], behind - 1
    return " ".join(words[max(0, behind) :] or words)


def _nobody(holder: str) -> bool:
    words = holder.split()
    return bool({holder, words[0], words[-1]} & testimony_words().nobody) or any(
        _is_month(word) for word in words
    )


def _is_month(word: str) -> bool:
    return word.casefold() in month_names()


def _singular(noun: str) -> str:
    """What kind of record it is: *records of the talk* are a record, any memorandum one of talk."""
    head = noun.lower().split()[0]
    if head in testimony_words().of_meetings:
        return "memorandum of conversation" if head.startswith("memorand") else head
    if head == "diaries":
        return "diary"
    plural = head.endswith("s") and head not in ("minutes", "notes", "memoirs", "recollections")
    return head[:-1] if plural else head
