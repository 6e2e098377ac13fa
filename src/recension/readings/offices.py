"""Who holds which office in which document: *the Secretary*, *the Soviet Ambassador*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Mention, Role
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.speech import speech

_BEFORE, _AFTER = 50, 60
_AROUND = 8
"""How many documents before and after tell who holds an office of which a text names several."""
_TITLED = 6
"""What a name in a document's title weighs: it is whose papers they are."""
_LISTED, _HEAD = 3, 600
"""What a name at a document's head weighs, where those present stand; how long that is."""
_OFTEN = 3
"""How often somebody must be named with an office to hold it where he is not named."""
_INTRODUCED = 2
"""How often at most somebody speaks by name whom a record then calls by his office alone."""
_CONTESTED = 3
"""By how many times the holder of an office that one man holds must outdo the next."""
_LESSER = frozenset(
    (
        *("Under", "Deputy", "Assistant", "Acting", "Vice", "Attorney", "Prime"),
        *("First", "Second", "Third", "Private", "Press", "Executive"),
    )
)
_NO_LESSER = rf"(?!{'|'.join(sorted(_LESSER))})"
_TITLE = re.compile(
    r"(?:Memorandum|Letter|Telegram|Message|Minutes|Notes|Record|Transcript|Report|Meeting)\s"
    r"[^\n]{0,160}\b(?:[Tt]o|[Ff]rom|[Bb]etween|[Ww]ith|[Bb]y|and)\s[^\n]{0,20}$"
)
_Office = tuple[int | None, str]


class Offices:
    """Who holds an office in a document, by the names beside it and the lists of those present.

    Args:
        text: the whole text.
        mentions: where persons are named, in order.
        roles: what heads and feet of documents say of persons.
        surnames: the last word of each person's name, by key.
        document: the index of the document in which a place lies.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[Finding[Mention]],
        roles: Iterable[Finding[Role]],
        surnames: Mapping[str, str],
        document: Callable[[int], int | None],
    ) -> None:
        self._text, self._mentions, self._document = text, mentions, document
        self._surnames = surnames
        self._starts = [mention.span.start for mention in mentions]
        self._votes: defaultdict[_Office, Counter[str]] = defaultdict(Counter)
        self._here: set[tuple[int | None, str | None]] = set()
        self._barred: defaultdict[_Office, set[str]] = defaultdict(set)
        self._speaking: Counter[tuple[int | None, str]] = Counter()
        self._listed: defaultdict[int | None, set[str]] = defaultdict(set)
        self._bare: defaultdict[int | None, set[str]] = defaultdict(set)
        self._count()
        self._contested = {
            office
            for (document_, office), votes in self._votes.items()
            if document_ is None and not _clear(votes, _CONTESTED)
        }
        for role in roles:
            if role.value.kind == "present":
                self._list(role)

    def _count(self) -> None:
        begins: dict[int | None, int] = {}
        for mention in self._mentions:
            document, person = self._document(mention.span.start), mention.value.person
            self._here.add((document, person))
            first = begins.setdefault(document, mention.span.start)
            weight = _LISTED if mention.span.start - first < _HEAD else 1
            weight = _TITLED if self._is_in_title(mention.span.start) else weight
            for office in self._beside(mention.span):
                self._votes[document, office][person] += weight
                self._votes[None, office][person] += weight

    def _is_in_title(self, at: int) -> bool:
        """Whether a line says before a name what document it is, from or to whom."""
        line = self._text.rfind("\n", max(0, at - 200), at) + 1
        return _TITLE.search(self._text, max(line, at - 200), at) is not None

    def _list(self, role: Finding[Role]) -> None:
        """Somebody on a list of those present: by name, or by his office alone."""
        document = self._document(role.span.start)
        low = bisect_left(self._starts, role.span.start)
        named = [m for m in self._mentions[low : low + 3] if m.span.end <= role.span.end + 1]
        self._listed[document].update(m.value.person for m in named)
        office = _bare().fullmatch(role.span.of(self._text))
        if office and not named:
            self._bare[document] |= _names_of(_words(office["role"]))

    def holder(self, document: int | None, office: str) -> str | None:
        """The holder of an office in a document; of one that one man holds, everywhere.

        Where two presidents are named much alike, the documents around tell, or nobody. Of an
        office that stands on the list of those present without a name, nobody who is named there
        is the holder.

        Args:
            document: its index.
            office: as it stands (``Secretary``, ``Soviet Ambassador``), or its initial.
        """
        if len(office) == 1:
            offices = [role for role in speech().single if role[0] == office]
            holders = [self.holder(document, role) for role in offices]
            return next((h for h in holders if h and (document, h) in self._here), None)
        barred = self._barred.get((document, office), set[str]())
        if office in self._bare[document]:
            barred = barred | self._listed[document]
        here = _clear(self._votes.get((document, office), Counter()), 2, barred)
        if office not in speech().single:
            return here or self._of_whom(document, office)
        introduced = [
            person
            for person in self._votes.get((document, office), ())
            if person not in barred and 0 < self._speaking[document, person] <= _INTRODUCED
        ]
        if len(introduced) == 1:
            return introduced[0]
        if office in self._contested:
            usual = self._around(document, office, barred)
        else:
            usual = _clear(self._votes.get((None, office), Counter()), 2, barred)
        if here in (None, usual):
            return usual if here or self._is_sure(document, office, usual) else None
        there = here in self._listed[document] or bool(self._speaking[document, here or ""])
        return here if there and (document, usual) not in self._here else usual or here

    def _is_sure(self, document: int | None, office: str, usual: str | None) -> bool:
        """Whether the usual holder is named in a document, or often enough elsewhere."""
        often = self._votes.get((None, office), Counter())[usual or ""] >= _OFTEN
        return often or (document, usual) in self._here

    def bar(self, at: int, office: str, person: str | None) -> None:
        """Say that somebody is not the holder of an office: he speaks to him, or is spoken to.

        Args:
            at: a place in the document.
            office: as it stands.
            person: his key, if known.
        """
        if person:
            self._barred[self._document(at), office].add(person)

    def learn_speakers(self, speaking: Iterable[tuple[int, str]]) -> None:
        """Who speaks in the text under his name.

        Args:
            speaking: a place and the key of the person who speaks there.
        """
        self._speaking = Counter((self._document(at), person) for at, person in speaking)

    def _of_whom(self, document: int | None, office: str) -> str | None:
        """The holder of ``Soviet Ambassador`` where the document knows one ambassador only."""
        _, _, role = office.partition(" ")
        if office in speech().roles or role not in speech().roles:
            return None
        everywhere = _clear(self._votes.get((None, office), Counter()), 2)
        votes = self._votes.get((document, role), Counter())
        return everywhere or (next(iter(votes)) if len(votes) == 1 else None)

    def _around(self, document: int | None, office: str, barred: set[str]) -> str | None:
        """The holder of an office of which a text names several, by the documents around."""
        if document is None:
            return None
        around: Counter[str] = Counter()
        for index in range(document - _AROUND, document + _AROUND + 1):
            around.update(self._votes.get((index, office), ()))
        return _clear(around, 2, barred)

    def is_absent(self, document: int | None, person: str) -> bool:
        """Whether somebody is not among those present, of whom a document lists two by name.

        One whose namesake is there may be there himself.

        Args:
            document: its index.
            person: his key.
        """
        listed = self._listed[document]
        if len(listed) < 2 or person in listed:
            return False
        surname = self._surnames.get(person)
        if surname and surname in {self._surnames.get(each) for each in listed}:
            return False
        return all(self.holder(document, office) != person for office in self._bare[document])

    def _beside(self, span: Span) -> set[str]:
        low = max(0, span.start - _BEFORE)
        before = _titled().match(self._text, span.start, span.end)
        before = before or _before().search(self._text, low, span.start)
        after = _after().match(self._text, span.end, span.end + _AFTER)
        offices: set[str] = set()
        for match in (before, after):
            if match:
                offices |= _names_of(_words(match["role"]))
                if match["whose"]:
                    offices.add(f"{match['whose'].strip()} {_words(match['role'])}")
        return offices


def _words(text: str) -> str:
    return " ".join(text.split())


def _names_of(office: str) -> set[str]:
    """What the holder of an office is called: a Foreign Minister also *the Minister*.

    An Assistant Secretary is not *the Secretary*, nor is the Secretary of Defense; a Prime Minister
    is not *the Minister*.
    """
    head, _, of = office.partition(" of ")
    *before, last = head.split()
    if _LESSER & set(before) or (of and of != "State"):
        return {office, head} if of in ("", "State") else {office}
    return {office, head, last}


def _clear(votes: Counter[str], times: int, barred: Iterable[str] = ()) -> str | None:
    """The one with so many times the votes of the next."""
    ranked = [(who, count) for who, count in votes.most_common() if who not in barred]
    if not ranked:
        return None
    (best, count), *others = ranked
    return best if not others or count >= times * others[0][1] else None


def _roles() -> str:
    return any_of(speech().roles)


_WHOSE = rf"(?P<whose>{_NO_LESSER}[A-Z][a-z]+(?:-[A-Z][a-z]+)?[ ])?"


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?:The\s)?(?P<role>{_roles()})")


@cache
def _before() -> re.Pattern[str]:
    lesser = "".join(rf"(?<!{word} )" for word in sorted(_LESSER)) + r"(?<!ormer )(?<!ex-)"
    return re.compile(
        rf"{lesser}\b{_WHOSE}{lesser}\b(?P<role>{_roles()})[ ](?:[A-Z]\.[ ]|[A-Z][a-z]+[ ])?$"
    )


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?P<whose>\b\B)?(?P<role>{_roles()})\s")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:,\s(?:the\s)?|\s\(){_WHOSE}(?:{_NO_LESSER}[A-Z][\w-]+\s)?"
        rf"(?P<role>{_roles()})\b(?![ ][A-Z][a-z]+[ ][A-Z]|\s(?:of\s(?!State)|for\s|to\s)[A-Z])"
    )
