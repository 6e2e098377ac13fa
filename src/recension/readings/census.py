"""Who is named in a text, and where: evidence from the whole text first, then each name is judged.

A surname that stands behind a title, an initial or a given name somewhere is *established*; it is
then a mention wherever it stands. A capital alone establishes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from recension.model.span import Span
from recension.model.values import Note
from recension.readings.biography import Biography, biographies_in
from recension.readings.capitals import Naming, namings_of, needs_no_capital, opens_sentence
from recension.readings.pseudonym import Pseudonym, compounds_in, pseudonyms_in
from recension.readings.settled import HEAD, from_biographies, from_heads, with_settled
from recension.vocabularies.names import common_words, surnames, titles
from recension.vocabularies.names.name_key import name_key, surname_key
from recension.vocabularies.speech import speech
from recension.vocabularies.words import language_words

_LOWER = re.compile(r"(?<![^\W_])[a-zа-яà-ž]{2,}(?![^\W_])")
_CHUNK = 1 << 20
_ENOUGH = 1.0


@dataclass(slots=True)
class Standing:
    """What speaks for and against a surname being one."""

    score: float = 0.0
    against: float = 0.0
    because: Counter[str] = field(default_factory=Counter)

    @property
    def established(self) -> bool:
        """Whether the evidence suffices."""
        return self.score >= _ENOUGH and self.score > 0.6 * self.against


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a person is named.

    Attributes:
        naming: the words.
        key: the surname's key; that of a given name for one that stands alone.
        alone: whether it is a given name that stands alone.
        evidence: why it is taken for a person's name.
    """

    naming: Naming
    key: str
    alone: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Census:
    """All the text says by name.

    Attributes:
        named: places where somebody is named, in order.
        biographies: notes and lists that say who somebody is.
        standings: surname's key → its evidence.
        pseudonyms: other names that the text gives to somebody.
    """

    named: tuple[Named, ...]
    biographies: tuple[Biography, ...]
    standings: dict[str, Standing]
    pseudonyms: tuple[Pseudonym, ...] = ()


def lower_words(text: str) -> frozenset[str]:
    """The words that a text writes in lower case, read piece by piece to spare memory."""
    words: set[str] = set()
    for start in range(0, len(text), _CHUNK):
        words.update(_LOWER.findall(text, start, start + _CHUNK))
    return frozenset(words)


@cache
def _says() -> re.Pattern[str]:
    verbs = sorted((v for v in speech().acts if v not in speech().clause), key=len, reverse=True)
    between = "|".join(sorted(speech().between, key=len, reverse=True))
    return re.compile(rf"(?:,? (?:has|had|have|{between}))? (?:{'|'.join(verbs)})\b")


@cache
def _thinks() -> re.Pattern[str]:
    between = "|".join(sorted(speech().between, key=len, reverse=True))
    return re.compile(rf"(?:,? (?:{between}))? (?:{'|'.join(speech().clause)})\b")


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(titles().lower)})[ \n]$")


@cache
def _office_of() -> re.Pattern[str]:
    departments = "|".join(sorted(titles().departments))
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(titles().offices)))})(?: [A-Z]\w+)? (?:of|for) "
        rf"(?:the )?(?:[A-Z]\w+,? (?:and )?){{0,3}}?(?:{departments}) $"
    )


_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_BY = re.compile(
    r"(?:[Dd]rafted|[Aa]pproved|[Cc]leared|[Ss]igned|[Ii]nitial(?:l)?ed|[Rr]ecorded|[Tt]ranslated"
    r"|[Ww]ritten|[Pp]repared|[Ee]dited|[Cc]haired|accompanied)"
    r"(?: \w+){0,2} (?:by|with|in draft by) (?:[A-Z][\w.]*(?: \([^)]*\))?,? (?:and )?)*$"
)
_ACTS = re.compile(r"(?: (?:himself )?(?:would|will|could|has|had|did|does|should|must)|, who)\b")
# The Dulles letter, the Kardelj visit: a noun follows, no verb and no preposition.
_OF_SOMEBODY = re.compile(
    r"[ \n](?:letters?|visits?|forces|group|talks?|proposals?|plans?|report|speech|regime"
    r"|government|administration|mission|memorandum|statement|case|affair|personality|faction|line|draft"
    r"|message|conversations?|discussions?|meetings?|formula|trip|book|interview|matter|cabinet"
    r"|paper|paragraph|suggestion|initiative|problem|questions?|issue|brothers|family|people|house"
    r")\b"
)
_POSSESSES = re.compile(
    r"(?:['’]s|['’]) (?:own )?(?:account|book|memoirs?|descriptions?|report|letter|opinions?|views?"
    r"|remarks?|statements?|speech|visit|proposals?|words|death|resignation|suggestions?|reply)\b"
)
# Calligeris' plans, Calligeris forces: what a man has who is named by nothing but a code name.
_HAS = re.compile(
    r"(?:['’]s?|s['’])?\s(?:plans?|efforts?|forces|people|units|claims?|intentions?|ambitions?"
    r"|followers|supporters|faction|role|operations?|movement|hostility|attitude|demands?|return"
    r"|victory|action|group|house|career|wife|name|symbol)\b"
)
_SENT = re.compile(
    r"\b(?:[Mm]emorand(?:um|a)|[Ll]etters?|[Mm]essages?|[Nn]otes?)(?:\sof\s[^.,;\n]{3,20})?,?"
    r"\s(?:from|to)(?:\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}\sto)?\s$"
)
_DATELINE = re.compile(rf", (?:\d{{1,2}} )?(?:{_MONTHS})[a-z]*\.? \d")
_NUMBERED = re.compile(r"\. ?\d")
_FOREIGN = re.compile(r" [a-zà-ž]+(?<! of)(?<! and)(?<! in)\b[^*_\n.]{0,80}[*_]")
_SMALL_BEHIND = re.compile(r"[^\n]{0,12}[a-z]{3}")
_QUOTES = frozenset('"“”‘’«»')
_SIGNED_BEFORE = re.compile(r"\n[ \t]*\r?\n[ \t]*$")
_SIGNED_AFTER = re.compile(r"[ \t]*(?:\r?\n[ \t]*\r?\n|$)")
_BESIDE = re.compile(r"(?:,|,? (?:and|or|&)|, (?:and|or))[ \n]$")
_LABEL = re.compile(r"\]?[ ]?(?:\([^)\n]{1,40}\))?:[\s\"“*]|\]:")
_BORN = re.compile(r" \((?:b\. ?|born )?1[789]\d\d")
_OFFICE_AFTER = re.compile(r", (?:the )?(?:[A-Z][a-z]+ ){0,2}([A-Z][a-z]+)")
_ITEM = re.compile(r"(?:[,;:\n\])–—-]|\band|&)[ *_]*$")
_AT = re.compile(r"\b(?:in|at|from|near)[ \n]$")
_OTHER_WORD = re.compile(r" ([a-zà-ž]{4,})")
_LIST = re.compile(
    r"(?im)^\W{0,3}(?:also )?(?:present|participants|attendance|members present)\b\W"
)


def _present_lists(text: str) -> list[Span]:
    spans = []
    for match in _LIST.finditer(text):
        stop = re.compile(r"\n[ \t]*\n[ \t]*\n|\n[^\n]{160,}").search(text, match.end())
        spans.append(
            Span(match.end(), min(stop.start() if stop else len(text), match.end() + 2500))
        )
    return spans


class _Judge:
    """Weighs each naming; keeps what is needed to look around it."""

    def __init__(self, text: str, lower: frozenset[str], lists: Sequence[Span]) -> None:
        self.text, self.lower, self.lists = text, lower, lists
        self._starts = [span.start for span in lists]
        self._things = common_words().things
        self._before = common_words().before_places

    def plain(self, naming: Naming) -> bool:
        """Whether the surname is a plain word of the text too."""
        return naming.surname.lower() in self.lower

    def listed(self, naming: Naming) -> bool:
        """Whether it stands in a list of those present, between separators."""
        index = bisect_right(self._starts, naming.start) - 1
        if index < 0 or naming.start >= self.lists[index].end:
            return False
        if not naming.row and not _ITEM.search(self.text, max(0, naming.start - 6), naming.start):
            return False
        after = self.text[naming.end : naming.end + 2]
        return after[:1] in ",;\n[.⁰¹²³⁴⁵⁶⁷⁸⁹" or after in (" \n", "")

    def weigh(self, naming: Naming) -> tuple[float, str]:
        """How much a naming says for its surname, and why in words."""
        weight, why = self._by_row(naming)
        if weight >= 1 or self.text[naming.start - 4 : naming.start] in ("the ", "The "):
            return weight, why
        for more, reason in self._by_surroundings(naming):
            if more > weight:
                weight, why = more, reason
        return weight, why

    def _by_row(self, naming: Naming) -> tuple[float, str]:
        plain = self.plain(naming)
        if naming.title == HEAD:
            return 1.5, "the head or foot of a record names it"
        if naming.title in titles().address:
            return 1.5, f"“{naming.title}” stands before it"
        department = naming.title in titles().departments - titles().offices
        if department and not self._ends_office(naming):
            return 0.0, ""
        if naming.title and naming.kind != "acronym":
            weak = plain or self._is_cried(naming)
            return (0.4 if weak else 1.0), f"the office “{naming.title}” stands before it"
        if "initial" in naming.row:
            return (0.6 if plain else 1.2), "initials stand before it"
        if "given" in naming.row:
            return (0.6 if plain else 1.1), "a given name stands before it"
        at = _AT.search(self.text, max(0, naming.start - 6), naming.start)
        if naming.row and not plain and not at:
            return 0.5, "two unknown capitalised words"
        return 0.0, ""

    def _ends_office(self, naming: Naming) -> bool:
        """Whether a department before a name ends an office: ``Secretary of War Stimson``."""
        return bool(_office_of().search(self.text, max(0, naming.start - 80), naming.start))

    def _by_surroundings(self, naming: Naming) -> Iterator[tuple[float, str]]:
        plain = self.plain(naming)
        if _BORN.match(self.text, naming.end):
            yield 1.5, "years of a life follow"
        if self.listed(naming) and not plain:
            known = not naming.row and naming.surname.lower() in language_words()["en"]
            yield (0.5 if known else 1.0), "it stands in a list of those present"
        if not plain and not self._is_cried(naming):
            yield from self._by_what_follows(naming)
            yield from self._by_what_precedes(naming)
            yield from self._by_itself(naming)

    def _is_cried(self, naming: Naming) -> bool:
        """Whether a word in capitals amid others in small letters may be a code word of a thing.

        What labels a speech or fills a line is set in capitals for its own sake.
        """
        word, after = naming.surname, self.text[naming.end : naming.end + 40]
        if not word.isupper() or not word.isascii() or naming.row:
            return False
        return not _LABEL.match(self.text, naming.end) and bool(_SMALL_BEHIND.match(after))

    def _by_what_follows(self, naming: Naming) -> Iterator[tuple[float, str]]:
        text, end = self.text, naming.end
        if _says().match(text, end):
            yield 0.5, "a verb of saying follows"
        if _thinks().match(text, end):
            yield 0.35, "a verb of thinking or doing follows"
        if _ACTS.match(text, end) and not naming.surname.isupper():
            yield 0.15, "it does what persons do"
        if _LABEL.match(text, end) and opens_sentence(text, naming.start):
            yield 0.5, "it labels what is said"
        if _POSSESSES.match(text, end):
            yield 0.6, "it is somebody's account, visit or opinion"
        if _HAS.match(text, end) and not opens_sentence(text, naming.start):
            yield 0.2, "it has plans, forces or followers"
        office = _OFFICE_AFTER.match(text, end) if naming.row else None
        if office and office[1] in titles().offices:
            yield 1.0, "an office follows"

    def _by_what_precedes(self, naming: Naming) -> Iterator[tuple[float, str]]:
        text, start = self.text, naming.start
        if _BY.search(text, max(0, start - 60), start):
            yield 0.8, "it stands where drafters are named"
        if _SENT.search(text, max(0, start - 70), start):
            yield 0.6, "a letter or memorandum is from it or to it"
        if _office_before().search(text, max(0, start - 24), start):
            yield 1.0, "an office stands before it"
        around = text[start - 1 : start], text[naming.end : naming.end + 1]
        if around == ("(", ")"):
            yield 0.6, "it stands in brackets behind an office"
        if naming.kind == "given" and _QUOTES.issuperset(around):
            yield 0.4, "a given name in quotation marks, as of a code name"
        alone = _SIGNED_BEFORE.search(text, max(0, start - 6), start)
        if alone and _SIGNED_AFTER.match(text, naming.end):
            yield 0.5, "it stands alone as a signature"

    def _by_itself(self, naming: Naming) -> Iterator[tuple[float, str]]:
        word = naming.surname
        if word in surnames().known:
            yield 1.0, "nobody needs to introduce this name"
        if surnames().sounds_like_one(word) and not self._is_foreign_phrase(naming):
            plain = word.lower() in language_words()["en"]
            yield (0.6 if plain else 1.0), "it ends as surnames do"

    def _is_foreign_phrase(self, naming: Naming) -> bool:
        """Whether a sentence or foreign words begin with it: ``Rossiiskii gosudarstvennyi``."""
        if opens_sentence(self.text, naming.start):
            return True
        after = _OTHER_WORD.match(self.text, naming.end)
        return after is not None and after[1] not in language_words()["en"]

    def against(self, naming: Naming) -> float:
        """How much a naming says against its surname."""
        before = self.text[max(0, naming.start - 4) : naming.start].lower()
        if _NUMBERED.match(self.text, naming.end):
            return 1.0
        if naming.title or set(naming.row) - {"name"}:
            return 0.0
        if _DATELINE.match(self.text, naming.end) and self.text[naming.start - 1] == "\n":
            return 2.0
        if naming.row:
            return 0.5 if before.endswith((" in ", " at ")) or before == "rom " else 0.0
        if before == "the " and naming.after is None:
            return 0.1 if _OF_SOMEBODY.match(self.text, naming.end) else 0.5
        return 0.7 if before.endswith((" in ", " at ")) else 0.0

    def is_thing(self, naming: Naming) -> bool:
        """Whether the words around make a thing or a place of the name."""
        if naming.after in self._things or self._opens_title(naming):
            return True
        words = self.text[max(0, naming.start - 16) : naming.start].split()
        if words[-1:] == ["of"]:  # the Straits of Fuca
            words.pop()
        return bool(words) and words[-1].removesuffix("s") in self._before

    def _opens_title(self, naming: Naming) -> bool:
        """Whether it opens a title in italics: ``*Istoricheskii arkhiv*``, not ``*Stalin*``."""
        if naming.title or self.text[naming.start - 1 : naming.start] not in ("*", "_"):
            return False
        return bool(_FOREIGN.match(self.text, naming.end))


def _standings(
    namings: Sequence[Naming], judge: _Judge, biographies: Iterable[Biography]
) -> dict[str, Standing]:
    standings: defaultdict[str, Standing] = defaultdict(Standing)
    for naming in namings:
        if naming.kind == "given" and not naming.row and not naming.title:
            quoted = judge.text[naming.start - 1 : naming.start] in _QUOTES
            if not quoted and not judge.listed(naming):
                continue
        weight, why = judge.weigh(naming)
        against = judge.against(naming)
        if weight or against:
            standing = standings[surname_key(naming.surname)]
            standing.score += weight
            standing.against += against
            if why:
                standing.because[why] += 1
    _beside(namings, judge, standings)
    for biography in biographies:
        standing = standings[surname_key(biography.surname)]
        standing.score += 2
        standing.because["a note says who it is"] += 1
    return dict(standings)


def _beside(namings: Sequence[Naming], judge: _Judge, standings: dict[str, Standing]) -> None:
    """A name in a row with established ones is likely one: ``Brezhnev, Kosygin and Podgornyi``."""
    for left, right in pairwise(namings):
        if right.start - left.end > 7 or not _BESIDE.fullmatch(judge.text[left.end : right.start]):
            continue
        sure = [_is_established(n, standings) for n in (left, right)]
        if sum(sure) == 1:
            other = right if sure[0] else left
            if other.kind == "name" and not judge.plain(other):
                standing = standings.setdefault(surname_key(other.surname), Standing())
                standing.score += 0.5
                standing.because["it stands in a row with names of persons"] += 1


def _is_established(naming: Naming, standings: dict[str, Standing]) -> bool:
    standing = standings.get(surname_key(naming.surname))
    return standing is not None and standing.established


def _judged(
    namings: Iterable[Naming], judge: _Judge, standings: dict[str, Standing]
) -> Iterator[Named]:
    givens = {word for n in namings if n.row for word in n.given if len(word) > 2}
    for naming in (_cut(n, standings) for n in namings):
        if judge.is_thing(naming):
            continue
        key = surname_key(naming.surname)
        if _is_established(naming, standings) and _acceptable(naming, judge):
            yield Named(naming, key, False, standings[key].because.most_common(1)[0][0])
        elif "-" in naming.surname and not naming.row:
            yield from _halves(naming, standings)
        elif _may_stand_alone(naming, givens) and not judge.plain(naming):
            yield Named(naming, key, True, "a given name that the text uses of a person")


def _cut(naming: Naming, standings: dict[str, Standing]) -> Naming:
    """Cut a plain word off that stands behind a whole name: ``Dean Rusk Wednesday``."""
    if len(naming.ends) < 2 or _is_established(naming, standings):
        return naming
    shorter = replace(
        naming,
        end=naming.ends[-1],
        given=naming.given[:-1],
        surname=naming.given[-1],
        row=naming.row[:-1],
        ends=naming.ends[:-1],
        kind=naming.row[-1],
    )
    return shorter if _is_established(shorter, standings) else naming


def _halves(naming: Naming, standings: dict[str, Standing]) -> Iterator[Named]:
    """``Tito-Stalin``: two persons, if both are established."""
    left, _, right = naming.surname.partition("-")
    if naming.end - naming.start != len(naming.surname):
        return
    halves = (
        replace(naming, end=naming.start + len(left), surname=left),
        replace(naming, start=naming.end - len(right), surname=right),
    )
    if all(_is_established(half, standings) for half in halves):
        for half in halves:
            yield Named(half, surname_key(half.surname), False, "two persons joined by a hyphen")


def _may_stand_alone(naming: Naming, givens: set[str]) -> bool:
    return naming.kind in ("given", "name") and not naming.row and naming.surname in givens


def _acceptable(naming: Naming, judge: _Judge) -> bool:
    if naming.title or naming.row:
        return True
    if not judge.plain(naming):
        return True
    if judge.text[max(0, naming.start - 4) : naming.start].lower() in ("the ", "the\n"):
        return False
    return not opens_sentence(judge.text, naming.start) or bool(
        _says().match(judge.text, naming.end)
    )


@lru_cache(maxsize=1)
def census_of(
    text: str,
    damaged: tuple[Span, ...],
    heads: tuple[Span, ...] = (),
    notes: tuple[Note, ...] = (),
    capitals: tuple[Span, ...] = (),
) -> Census:
    """Read a whole text for names.

    Args:
        text: the text.
        damaged: garbled spans, in order; nothing is taken from them.
        heads: where heads and feet of records name those present and recorders.
        notes: of which some say whose pseudonym a name is.
        capitals: stretches in capitals throughout, where a capital is no evidence.

    Returns:
        what is named, who is introduced, and why; kept for the next reader.
    """
    lower = lower_words(text)
    told = biographies_in(text)
    found = [b for b in told if not touches(b.span.start, b.span.start + 1, damaged)]
    settled = (*from_heads(text, heads), *from_biographies(found))
    namings = [
        n
        for n in with_settled(namings_of(text, lower), settled)
        if not touches(n.start, n.end, damaged)
        and (needs_no_capital(n) or not touches(n.start, n.end, capitals))
    ]
    judge = _Judge(text, lower, _present_lists(text))
    standings = _standings(namings, judge, found)
    said = tuple(_pseudonyms(text, notes, damaged, namings, standings))
    return Census(tuple(_judged(namings, judge, standings)), tuple(found), standings, said)


def _pseudonyms(
    text: str,
    notes: Iterable[Note],
    damaged: tuple[Span, ...],
    namings: Sequence[Naming],
    standings: dict[str, Standing],
) -> Iterator[Pseudonym]:
    """Other names of those who are established; such a name is then established itself."""
    known = {surname_key(n.surname) for n in namings if _is_established(n, standings)}
    for said in (*pseudonyms_in(text, notes), *compounds_in(text, namings)):
        key = surname_key(said.name)
        owner = name_key(said.own)[0]
        if touches(said.span.start, said.span.end, damaged) or owner not in known or key == owner:
            continue
        standing = standings.setdefault(key, Standing())
        standing.score += 2
        standing.because["the text says whose other name it is"] += 1
        yield said


def touches(start: int, end: int, damaged: tuple[Span, ...]) -> bool:
    """Whether a stretch shares a character with one of the damaged spans, which are in order."""
    index = bisect_right(damaged, end, key=lambda span: span.start) - 1
    return index >= 0 and damaged[index].end > start and damaged[index].start < end
