"""Who is meant: groups the places where persons are named into persons.

Full names first: those that do not contradict each other are one person. Then initials, then bare
surnames, which go to the only person of that surname or, where there are several, to the one named
last before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from recension.readings.biography import Biography
from recension.readings.census import Census, Named
from recension.readings.namesakes import namesakes, office_of
from recension.readings.pseudonym import Pseudonym
from recension.vocabularies.names import iberian_names, titles
from recension.vocabularies.names.name_key import (
    compatible,
    given_keys,
    name_key,
    surname_key,
)

Given = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Figure:
    """One person as far as the text tells them from others.

    Attributes:
        key: the surname's key.
        givens: the rows of given names' keys under which the person goes.
        woman: told from somebody of the same surname by ``Mrs.`` alone.
        places: indexes of the places where the person is named, with the confidence of each.
        biographies: what notes say.
        because: what brought several names together.
        offices: the offices that stand before the full name.
        apart: told from a namesake by an office alone.
    """

    key: str
    givens: set[Given] = field(default_factory=set)
    woman: bool = False
    places: list[tuple[int, float, str]] = field(default_factory=list)
    biographies: list[Biography] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    apart: bool = False

    def takes(self, given: Given) -> bool:
        """Whether given names contradict none of those known."""
        return all(compatible(given, known) for known in self.givens)


def figures_of(census: Census, starts: Sequence[int] = (), text: str = "") -> list[Figure]:
    """Group a census into persons.

    Args:
        census: who is named where.
        starts: where documents begin; a bare surname looks back to its own document first.
        text: the text; without it nobody is told from a namesake by his office alone.

    Returns:
        persons, each with its places; in order of their first place.
    """
    by_key: defaultdict[str, list[Figure]] = defaultdict(list)
    rows = _rows(census)
    for key, givens in rows.items():
        _clustered(key, givens, by_key)
    _two_surnames(by_key)
    for key, office in namesakes(census.named, text).items() if text else ():
        if len(by_key[key]) == 1:
            by_key[key].append(Figure(key, offices={office}, apart=True))
    _slips(by_key, census)
    _introduced(census.biographies, by_key)
    _renamed(census.pseudonyms, by_key)
    _assign(census.named, by_key, starts)
    figures = {id(f): f for group in by_key.values() for f in group if f.places or f.biographies}
    return sorted(figures.values(), key=lambda figure: (_first_place(figure, census), figure.key))


def _first_place(figure: Figure, census: Census) -> int:
    if figure.places:
        return census.named[figure.places[0][0]].naming.start
    return figure.biographies[0].span.start


def _rows(census: Census) -> dict[str, Counter[Given]]:
    rows: defaultdict[str, Counter[Given]] = defaultdict(Counter)
    for named in census.named:
        if not named.alone:
            rows[named.key][given_keys(" ".join(named.naming.given))] += 1
    for biography in census.biographies:
        rows[surname_key(biography.surname)][given_keys(" ".join(biography.given))] += 1
    return rows


def _clustered(key: str, givens: Counter[Given], by_key: dict[str, list[Figure]]) -> None:
    """Full names first, the commonest of them first; then initials; each joins whom it can."""
    for given in sorted(givens, key=lambda g: (-max(map(len, g), default=0) > -2, -givens[g], g)):
        if not given:
            continue
        figure = next((f for f in by_key[key] if f.takes(given)), None)
        if figure is None:
            figure = Figure(key)
            by_key[key].append(figure)
        figure.givens.add(given)
    if not by_key[key]:
        by_key[key].append(Figure(key))


def _two_surnames(by_key: dict[str, list[Figure]]) -> None:
    """``Jacobo Arbenz Guzman`` is ``Jacobo Arbenz``: the first Spanish surname is the main one."""
    spanish = iberian_names()
    for key, figures in list(by_key.items()):
        for figure in figures:
            for given in [g for g in figure.givens if len(g) > 1 and g[0] in spanish]:
                main = surname_key(given[-1])
                same = [f for f in by_key.get(main, ()) if f.key != key and given[:-1] in f.givens]
                if len(same) == 1 and len(by_key[main]) == 1:
                    figure.because.append("the first of two surnames is the one that is used")
                    by_key[main] = [figure]


def _slips(by_key: dict[str, list[Figure]], census: Census) -> None:
    """A rare surname one letter away from a common one, given names agreeing, is a slip for it."""
    counts = Counter(named.key for named in census.named if not named.alone)
    buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for key, count in counts.items():
        if count >= 4 and len(key) >= 6:
            buckets[key[0], len(key)].append(key)
    for key, count in list(counts.items()):
        if count > 2 or len(key) < 6 or census.standings[key].score >= 3:
            continue
        near = [k for d in (-1, 0, 1) for k in buckets[key[0], len(key) + d] if k != key]
        meant = [k for k in near if DamerauLevenshtein.distance(k, key, score_cutoff=1) == 1]
        if len(meant) == 1 and counts[meant[0]] >= 4 * count:
            _merge(by_key, key, meant[0])


def _merge(by_key: dict[str, list[Figure]], key: str, meant: str) -> None:
    for figure in by_key[key]:
        fits = [f for f in by_key[meant] if all(f.takes(g) for g in figure.givens)]
        if len(fits) != 1:
            return
        fits[0].givens |= figure.givens
        fits[0].because.append("a rare spelling one letter away from a common one is a slip")
    by_key[key] = by_key[meant]


def _introduced(biographies: Iterable[Biography], by_key: dict[str, list[Figure]]) -> None:
    for biography in biographies:
        given = given_keys(" ".join(biography.given))
        for figure in by_key[surname_key(biography.surname)]:
            if figure.takes(given):
                figure.biographies.append(biography)
                break


def _renamed(pseudonyms: Iterable[Pseudonym], by_key: dict[str, list[Figure]]) -> None:
    """Give a name that the text says is another's to the one whom it says, if that is one."""
    for said in pseudonyms:
        owner, given = name_key(said.own)
        fits = [f for f in by_key.get(owner, ()) if f.takes(given)]
        key = surname_key(said.name)
        if len(fits) == 1 and not any(f.givens for f in by_key.get(key, ())):
            fits[0].because.append(f"the text says that {said.name} is {said.own}")
            by_key[key] = fits


def _assign(named: Sequence[Named], by_key: dict[str, list[Figure]], starts: Sequence[int]) -> None:
    recent: dict[str, tuple[int, Figure]] = {}
    by_given = _owners(by_key)
    totals = _totals(named, by_key)
    for index, name in enumerate(named):
        document = bisect_right(starts, name.naming.start)
        if name.alone:
            _assign_given(index, name, by_given, document, recent)
            continue
        figure, confidence, why = _resolve(name, by_key[name.key], recent, document, totals)
        figure.places.append((index, confidence, why))
        if name.naming.given or name.key not in recent or recent[name.key][0] != document:
            recent[name.key] = (document, figure)
        for given in figure.givens:
            recent["given " + given[0]] = (document, figure)


def _totals(named: Sequence[Named], by_key: dict[str, list[Figure]]) -> Counter[int]:
    totals: Counter[int] = Counter()
    for name in named:
        if name.naming.given and not name.alone:
            given = given_keys(" ".join(name.naming.given))
            for figure in by_key[name.key]:
                if any(compatible(given, known) for known in figure.givens):
                    figure.woman = figure.woman or name.naming.title in titles().woman
                    totals[id(figure)] += 1
                    if name.naming.title in titles().offices:
                        figure.offices.add(str(name.naming.title))
                    break
        for figure in by_key[name.key] if not name.naming.given and not name.alone else ():
            totals[id(figure)] += figure.apart and office_of(name.naming) in figure.offices
    return totals


def _resolve(
    name: Named,
    figures: list[Figure],
    recent: dict[str, tuple[int, Figure]],
    document: int,
    totals: Counter[int],
) -> tuple[Figure, float, str]:
    naming = name.naming
    given = given_keys(" ".join(naming.given))
    if given:
        fits = [f for f in figures if f.takes(given)] or figures
        return fits[0], 0.96 if len(fits) == 1 else 0.75, name.evidence
    if naming.title in titles().woman and not any(f.woman for f in figures):
        figures.append(Figure(name.key, woman=True))
    if naming.title in titles().woman:
        return next(f for f in figures if f.woman), 0.8, f"“{naming.title}” stands before it"
    by_office = [f for f in figures if f.apart and office_of(naming) in f.offices]
    if by_office:
        return by_office[0], 0.9, f"“{naming.title}” stands before it"
    men = _of_office(naming.title, figures, name.key)
    if len(men) == 1:
        return men[0], 0.93, name.evidence
    last = recent.get(name.key)
    if last and last[0] == document and last[1] in men:
        return last[1], 0.7, "the last of this surname that was named"
    likely = max(men, key=lambda f: (totals[id(f)], -men.index(f)))
    return likely, 0.6, "the one of this surname who is named most"


def _of_office(title: str | None, figures: list[Figure], key: str) -> list[Figure]:
    """Those whom a bare surname behind an office may mean: ``President Johnson``.

    Whoever bears the office by his full name comes first, then whoever bears no other. A head of
    state is nobody whom the text knows as an ambassador only.
    """
    men = [f for f in figures if not f.woman] or figures
    if title not in titles().offices:
        return men
    bearers = [f for f in men if title in f.offices]
    if bearers:
        return bearers
    free = [f for f in men if not f.offices]
    if not free and title in titles().heads:
        free = [Figure(key, offices={str(title)})]
        figures.extend(free)
    return free or men


def _owners(by_key: dict[str, list[Figure]]) -> dict[str, list[Figure]]:
    owners: defaultdict[str, list[Figure]] = defaultdict(list)
    for figures in by_key.values():
        for figure in figures:
            for given in {g[0] for g in figure.givens if len(g[0]) > 2}:
                if figure not in owners[given]:
                    owners[given].append(figure)
    return owners


def _assign_given(
    index: int,
    name: Named,
    owners: dict[str, list[Figure]],
    document: int,
    recent: dict[str, tuple[int, Figure]],
) -> None:
    key = given_keys(name.naming.surname)
    if not key:
        return
    last = recent.get("given " + key[0])
    if last and last[0] == document:
        last[1].places.append((index, 0.7, "the given name of somebody named before"))
    elif len(owners.get(key[0], ())) == 1:
        owners[key[0]][0].places.append((index, 0.6, "nobody else here has this given name"))
