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
from functools import lru_cache
from itertools import pairwise

from recension.model.span import Span
from recension.model.values import Note
from recension.readings.biography import Biography, biographies_in
from recension.readings.capitals import Naming, namings_of, needs_no_capital, opens_sentence
from recension.readings.name_evidence import QUOTES, Judge, present_lists, says
from recension.readings.pseudonym import Pseudonym, compounds_in, pseudonyms_in
from recension.readings.settled import from_biographies, from_heads, with_settled
from recension.vocabularies.names.name_key import name_key, surname_key

_LOWER = re.compile(r"(?<![^\W_])[a-zа-яà-ž]{2,}(?![^\W_])")
_CHUNK = 1 << 20
_ENOUGH = 1.0
_BESIDE = re.compile(r"(?:(?:,|,? (?:and|or|&)|, (?:and|or))[ \n]|/)$")


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


def _standings(
    namings: Sequence[Naming], judge: Judge, biographies: Iterable[Biography]
) -> dict[str, Standing]:
    standings: defaultdict[str, Standing] = defaultdict(Standing)
    for naming in namings:
        if naming.kind == "given" and not naming.row and not naming.title:
            quoted = judge.text[naming.start - 1 : naming.start] in QUOTES
            if not quoted and not judge.listed(naming) and not judge.addressed(naming):
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


def _beside(namings: Sequence[Naming], judge: Judge, standings: dict[str, Standing]) -> None:
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
    namings: Iterable[Naming], judge: Judge, standings: dict[str, Standing]
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


def _acceptable(naming: Naming, judge: Judge) -> bool:
    if naming.title or naming.row:
        return True
    if not judge.plain(naming):
        return True
    if judge.text[max(0, naming.start - 4) : naming.start].lower() in ("the ", "the\n"):
        return False
    return not opens_sentence(judge.text, naming.start) or bool(
        says().match(judge.text, naming.end)
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
    judge = Judge(text, lower, present_lists(text))
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
