"""Sets the records of one event side by side: which passages of them report the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from recension.collation.doubt import Doubt, Doubts, doubts_of
from recension.collation.growth import chosen_pairs
from recension.collation.lacuna import Lacunae, lacunae_of
from recension.collation.lone_counterparts import lone_counterparts
from recension.collation.meaning import Vectors, Vote
from recension.collation.one_event import days_of, report_one_event, surest
from recension.collation.order import Table, heartened, walk_both_ways
from recension.collation.record import Record
from recension.collation.relation import relate
from recension.collation.segmentation import Unit, units_of
from recension.collation.silence import silences
from recension.collation.similarity import Evidence, Rarity, bag_of, evidence
from recension.collation.voices import heard_in_all
from recension.collation.weights import Weights, weights
from recension.collation.windows import windows
from recension.model.errors import ArgumentError
from recension.model.span import Span
from recension.model.values import Alignment, Group, Passage

_AS_SURE = 0.5
_UNREADABLE = 30
"""Damage of so many characters is a stretch, not a word misread."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A record with the units it was cut into."""

    record: Record
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two units that report the same thing.

    Attributes:
        first: index of a record and of one of its units.
        second: the same of another record.
        chance: how sure, 0-1.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    chance: float


def align(
    records: Sequence[Record],
    event: str | None = None,
    measures: Weights | None = None,
    known: bool = False,
    vectors: Vectors | None = None,
) -> Alignment:
    """Set two or more records of one event side by side.

    Passages are joined many to many and may cross; what has no counterpart is listed as *only*.

    Args:
        records: at least two, each with a name of its own.
        event: id of the event, where there is an edition.
        measures: weights other than the program's own, for measuring them.
        known: that they report one event, because an editor says so.
        vectors: what gives sentences vectors, where what the units mean is to be weighed too; they
            have no say in whether the records report one event.

    Returns:
        groups in the order of the first record (then the second …), and the passages that only one
        record has, each with what that silence means.

    Raises:
        ArgumentError: fewer than two records, or two of one name.
    """
    _check(records)
    cuts = [Cut(r, tuple(_units(r))) for r in records]
    doubts: list[Doubt] = []
    measures = measures or weights(meaning=vectors is not None)
    vote = Vote(vectors) if vectors else None
    links = [
        link
        for (a, first), (b, second) in combinations(enumerate(cuts), 2)
        for link in _links(a, first, b, second, measures, doubts, known, vote)
    ]
    groups = _numbered(cuts, _components(links))
    only = silences([(c.record, c.units) for c in cuts], groups, Doubts(doubts))
    mark = vote.vectors.mark if vote and vote.heard else None
    return Alignment(event, tuple(r.name for r in records), groups, only, mark)


def _units(record: Record) -> Iterable[Unit]:
    """The units of a record without those that begin in an aside or in what cannot be read."""
    for unit in units_of(record.text, record.span):
        if not any(hidden.start <= unit.start < hidden.end for hidden in _hidden(record)):
            yield unit


def _hidden(record: Record) -> tuple[Span, ...]:
    """Stretches that are not the record's own words: asides, and longer damage."""
    return (*record.asides, *(hurt for hurt in record.damage if len(hurt) >= _UNREADABLE))


def _check(records: Sequence[Record]) -> None:
    if len(records) < 2:
        raise ArgumentError("RECORD", "one record alone has no counterpart", "Name at least two")
    if len({r.name for r in records}) < len(records):
        raise ArgumentError("RECORD", "two records have one name", "Give each file another name")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near the units of two records are to each other.

    Attributes:
        chance: that each unit of the one answers to each of the other, order weighed in.
        score: the likeness of their words alone, as the logarithm of an odds ratio.
    """

    chance: Table
    score: Table


def likeness(found: Evidence, measures: Weights, lost: Lacunae | None = None) -> Likeness:
    """Weigh the evidence, then order, then order again with what the neighbours now say.

    Args:
        found: the evidence for each pair of units.
        measures: what each kind counts.
        lost: where either record is damaged; nowhere where not given.
    """
    lost = lost or Lacunae()
    score = found.weighed(measures.evidence) + measures.constant
    odds = np.exp(np.clip(measures.steepness * score, -8, 8)).astype(np.float64)
    wide = lost.opened(odds)
    first = walk_both_ways(wide, measures.gait)
    second = walk_both_ways(heartened(wide, first, measures.neighbours), measures.gait)
    return Likeness(lost.closed(second), score.astype(np.float64))


def _links(
    a: int, first: Cut, b: int, second: Cut,
    measures: Weights, doubts: list[Doubt], known: bool = False, vote: Vote | None = None,
) -> Iterable[Link]:  # fmt: skip
    if not first.units or not second.units:
        return
    bags = [[bag_of(cut.record.text, unit) for unit in cut.units] for cut in (first, second)]
    rarity = Rarity([*bags[0], *bags[1]])
    meaning = vote.between(_words(first), _words(second)) if vote else None
    plain = measures if meaning is None else weights()
    chosen: list[tuple[int, int, float]] = []
    chances: list[float] = []
    likenesses: list[float] = []
    for window in windows(bags[0], bags[1], rarity):
        sides = (window.rows, window.columns)
        parts = [[bag[i] for i in side] for bag, side in zip(bags, sides, strict=True)]
        units = [[cut.units[i] for i in s] for cut, s in zip((first, second), sides, strict=True)]
        found = evidence(parts[0], parts[1], (units[0], units[1]), rarity)
        lost = _lost((first, second), units)
        near, used = likeness(found, plain, lost), plain
        chances += surest(near.chance, (units[0], units[1]))
        likenesses += surest(near.score, (units[0], units[1]))
        if meaning is not None and (told := meaning.cast(found, sides)) is not None:
            near, used = likeness(told, measures, lost), measures
        pairs = chosen_pairs(near.chance, near.score, (units[0], units[1]), used)
        chosen += [(sides[0][i], sides[1][j], sure) for (i, j), sure in pairs.items()]
        placed = [list(zip(s, u, strict=True)) for s, u in zip(sides, units, strict=True)]
        doubts += doubts_of((a, b), (placed[0], placed[1]), near.chance, near.score, used)
    days = (days_of(first.record.text, first.units), days_of(second.record.text, second.units))
    if not known and not report_one_event(chances, likenesses, days, measures.anchors):
        return
    pairs = {(row, column): sure for row, column, sure in _best_windows(chosen)}
    pairs = lone_counterparts((first.record, first.units), (second.record, second.units), pairs)
    for (row, column), sure in sorted(pairs.items()):
        yield Link((a, row), (b, column), sure)


def _words(cut: Cut) -> list[str]:
    return [cut.record.text[unit.start : unit.end] for unit in cut.units]


def _lost(cuts: Sequence[Cut], units: Sequence[Sequence[Unit]]) -> Lacunae:
    """Where two records are damaged, counted in these units of theirs."""
    rows, columns = (
        lacunae_of(cut.record, side, _UNREADABLE) for cut, side in zip(cuts, units, strict=True)
    )
    return Lacunae(rows, columns)


def _best_windows(chosen: Sequence[tuple[int, int, float]]) -> Iterable[tuple[int, int, float]]:
    """Of the pairs that several windows have for one unit of the second record, the sure ones."""
    best: dict[int, float] = {}
    for _, column, sure in chosen:
        best[column] = max(sure, best.get(column, 0))
    return (pair for pair in chosen if pair[2] >= best[pair[1]] * _AS_SURE)


def _components(links: Iterable[Link]) -> list[list[Link]]:
    """Links that hang together through a common unit."""
    root: dict[tuple[int, int], tuple[int, int]] = {}

    def find(unit: tuple[int, int]) -> tuple[int, int]:
        root.setdefault(unit, unit)
        while root[unit] != unit:
            root[unit] = root[root[unit]]
            unit = root[unit]
        return unit

    every = list(links)
    for link in every:
        root[find(link.first)] = find(link.second)
    parts: dict[tuple[int, int], list[Link]] = {}
    for link in every:
        parts.setdefault(find(link.first), []).append(link)
    return list(parts.values())


def _numbered(cuts: Sequence[Cut], parts: list[list[Link]]) -> tuple[Group, ...]:
    ordered = sorted(
        parts, key=lambda links: sorted({u for k in links for u in (k.first, k.second)})
    )
    heard = heard_in_all([cut.units for cut in cuts])
    return tuple(
        _group(f"g{number}", cuts, links, heard) for number, links in enumerate(ordered, 1)
    )


def _group(name: str, cuts: Sequence[Cut], links: list[Link], heard: frozenset[str]) -> Group:
    passages: list[Passage] = []
    units: dict[str, list[Unit]] = {}
    members = sorted({unit for link in links for unit in (link.first, link.second)})
    for index, cut in enumerate(cuts):
        places = [place for witness, place in members if witness == index]
        units[cut.record.name] = [cut.units[place] for place in places]
        passages.extend(
            Passage(cut.record.name, span.start, span.end) for span in _run_together(cut, places)
        )
    texts = {cut.record.name: cut.record.text for cut in cuts}
    judgement = relate(passages, texts, units, heard)
    confidence = round(sum(link.chance for link in links) / len(links), 2)
    return Group(
        name,
        judgement.relation,
        min(1.0, confidence),
        tuple(passages),
        judgement.matter,
        judgement.because,
    )


def _run_together(cut: Cut, places: Sequence[int]) -> list[Span]:
    """Neighbouring units as one passage; only white space and page marks may lie between."""
    runs: list[Span] = []
    for before, place in pairwise((-2, *places)):
        unit = cut.units[place]
        aside = any(runs[-1].end <= a.start < unit.start for a in _hidden(cut.record) if runs)
        if place == before + 1 and not aside:
            runs[-1] = Span(runs[-1].start, unit.end)
        else:
            runs.append(Span(unit.start, unit.end))
    return runs
