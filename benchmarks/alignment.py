"""How well records are set side by side: hand-made alignments, each met with weights of the others.

    python benchmarks/alignment.py FOLDER

FOLDER holds one folder a pair, each with two records and a ``truth.json`` of the edition's shape
that names them. For every pair the weights of the evidence, then those of belonging, are fitted on
all other pairs of this folder (ridge logistic regression; from each unit's true counterparts the
likeliest is the example) and the pair is measured with those. Beside it stand what a user has
otherwise: the best match by TF-IDF, and the best match that keeps the order, each with the
threshold that hindsight likes best for that very pair.

The gait, the growth of passages and the weights of voices and heads were chosen while looking at
all pairs: the column "left out" is honest about the fitted weights only.

Last comes how often units that are said to have a counterpart at some chance have it, each pair
with weights fitted on the others: what a confidence means.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recension.collation.alignment import Cut, likeness
from recension.collation.belonging import KINDS, Support, support
from recension.collation.growth import chosen_pairs
from recension.collation.record import Record
from recension.collation.segmentation import units_of
from recension.collation.similarity import Evidence, bag_of, evidence
from recension.collation.weights import Weights, weights

FITTED = ("shared", "cosine", "mass", "row_lead", "column_lead", "around", "company")
RIDGE = 0.01
SHIFT = 1.66  # what the constant is raised by before order is weighed in; see weights.toml
AGAINST = 10.0

Span = tuple[int, int]
Links = set[tuple[int, int]]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two records, their evidence and what a reader set side by side."""

    name: str
    cuts: tuple[Cut, Cut]
    evidence: Evidence
    groups: tuple[tuple[tuple[Span, ...], tuple[Span, ...]], ...]

    @property
    def true(self) -> NDArray[np.bool_]:
        """Which units stand in one group."""
        table = np.zeros(self.evidence.shared.shape, bool)
        for group in self.groups:
            rows, columns = (
                [i for i, u in enumerate(cut.units) if _covered((u.start, u.end), spans)]
                for cut, spans in zip(self.cuts, group, strict=True)
            )
            table[np.ix_(rows, columns)] = True
        return table


def _covered(unit: Span, spans: Sequence[Span]) -> bool:
    common = [min(unit[1], b) - max(unit[0], a) for a, b in spans]
    parts = [b - a for a, b in spans]
    return any(
        c > 0.4 * (unit[1] - unit[0]) or c > 0.6 * p for c, p in zip(common, parts, strict=True)
    )


def load(folder: Path) -> Pair:
    """Read a pair."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["alignments"][0]
    names = truth["witnesses"]
    records = [Record.whole(n, (folder / n).read_bytes().decode("utf-8")) for n in names]
    first, second = (Cut(r, tuple(units_of(r.text))) for r in records)
    bags = [[bag_of(c.record.text, u) for u in c.units] for c in (first, second)]
    groups = tuple(
        tuple(
            tuple((p["start"], p["end"]) for p in g["passages"] if p["document"] == n)
            for n in names
        )
        for g in truth["groups"]
    )
    found = evidence(bags[0], bags[1], (first.units, second.units))
    return Pair(folder.name, (first, second), found, groups)  # type: ignore[arg-type]


def fit(pairs: Sequence[Pair], kinds: Sequence[str] = FITTED) -> Weights:
    """The program's weights with the fitted ones, of some kinds, learned on some pairs."""
    tables, answers, counts = zip(*(_examples(pair, kinds) for pair in pairs), strict=True)
    x, y, w = np.concatenate(tables), np.concatenate(answers), np.concatenate(counts)
    mean = (w[:, None] * x).sum(0) / w.sum()
    spread = np.sqrt((w[:, None] * (x - mean) ** 2).sum(0) / w.sum()) + 1e-6
    beta = _regression(np.c_[(x - mean) / spread, np.ones(len(x))], y, w)
    raw = beta[:-1] / spread
    constant = float(beta[-1] - (raw * mean).sum() + SHIFT)
    ours = weights()
    fitted = dict(zip(kinds, map(float, raw), strict=True))
    believed = replace(ours, evidence={**ours.evidence, **fitted}, constant=constant)
    return replace(believed, belonging=belonging(pairs, believed))


def supports(pair: Pair, measures: Weights) -> list[tuple[Support, NDArray[np.bool_], Floats]]:
    """Both sides' support, whether each unit truly belongs there, and how long it is."""
    near = likeness(pair.evidence, measures)
    tables = ((near.chance, near.score, pair.true), (near.chance.T, near.score.T, pair.true.T))
    found = []
    for cut, (chance, score, true) in zip(pair.cuts, tables, strict=True):
        held = support(chance, score, cut.units)
        around = [true[i, max(0, at - 2) : at + 3].any() for i, at in enumerate(held.place)]
        lengths = np.array([unit.end - unit.start for unit in cut.units], float)
        found.append((held, np.array(around), lengths))
    return found


def belonging(pairs: Sequence[Pair], measures: Weights) -> dict[str, float]:
    """The weights of belonging learned on some pairs, each counting the same."""
    tables, answers, counts = [], [], []
    for pair in pairs:
        sides = supports(pair, measures)
        length = sum(lengths.sum() for _, _, lengths in sides)
        for held, true, lengths in sides:
            tables.append(np.c_[held.kinds, np.ones(len(true))])
            answers.append(true.astype(float))
            counts.append(lengths / length)
    beta = _regression(
        np.concatenate(tables), np.concatenate(answers), np.concatenate(counts), ridge=0.001
    )
    return dict(zip((*KINDS, "constant"), map(float, beta), strict=True))


def reliability(pairs: Sequence[Pair]) -> list[tuple[float, float, float]]:
    """Chance said, share right, share of all characters, in steps of a tenth."""
    said, right, length = [], [], []
    for pair in pairs:
        measures = fit([other for other in pairs if other is not pair])
        for held, true, lengths in supports(pair, measures):
            said.append(held.chance(measures.belonging))
            right.append(true)
            length.append(lengths)
    chance, true, weight = np.concatenate(said), np.concatenate(right), np.concatenate(length)
    rows = []
    for low in np.arange(0.5, 1, 0.1):
        here = (chance >= low) & (chance < low + 0.1 + 1e-9)
        if here.any():
            known = weight[here]
            mean, share = np.average(chance[here], weights=known), known @ true[here] / known.sum()
            rows.append((float(mean), float(share), float(known.sum() / weight.sum())))
    return rows


def _examples(pair: Pair, kinds: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Each unit's likeliest true counterpart for, all that are untrue against, evenly weighed."""
    x = np.stack([getattr(pair.evidence, name) for name in kinds], -1).astype(float)
    true = pair.true
    score = np.where(true, pair.evidence.shared, -np.inf)
    chosen = np.zeros_like(true)
    for i in np.flatnonzero(true.any(axis=1)):
        chosen[i, score[i].argmax()] = True
    for j in np.flatnonzero(true.any(axis=0)):
        chosen[score[:, j].argmax(), j] = True
    against = np.argwhere(~true)
    against = against[np.random.default_rng(0).permutation(len(against))[:40_000]]
    table = np.concatenate([x[chosen], x[against[:, 0], against[:, 1]]])
    answer = np.r_[np.ones(chosen.sum()), np.zeros(len(against))]
    count = np.where(answer == 1, 1 / chosen.sum(), AGAINST / len(against))
    return table, answer, count


def _regression(x: Floats, y: Floats, w: Floats, ridge: float = RIDGE) -> Floats:
    beta = np.zeros(x.shape[1])
    held = np.eye(len(beta)) * ridge * w.sum()
    held[-1, -1] = 1e-6
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (p - y)) + held @ beta
        bend = (x * (w * p * (1 - p) + 1e-9)[:, None]).T @ x + held
        step = np.linalg.solve(bend, slope)
        beta = beta - step
        if abs(step).max() < 1e-6:
            break
    return beta


def f1(pair: Pair, links: Links) -> float:
    """By characters, the mean of both sides: right is what overlaps a true counterpart."""
    precision, recall = [], []
    for side in (0, 1):
        true: dict[int, list[Span]] = {}
        for group in pair.groups:
            for a, b in group[side]:
                for at in range(a, b):
                    true.setdefault(at, []).extend(group[1 - side])
        found: dict[int, list[Span]] = {}
        for link in links:
            unit, other = (
                pair.cuts[side].units[link[side]],
                pair.cuts[1 - side].units[link[1 - side]],
            )
            for at in range(unit.start, unit.end):
                found.setdefault(at, []).append((other.start, other.end))
        good = sum(_overlap(found[at], true[at]) for at in found.keys() & true.keys())
        precision.append(good / max(1, len(found)))
        recall.append(good / max(1, len(true)))
    p, r = sum(precision) / 2, sum(recall) / 2
    return 2 * p * r / (p + r) if p + r else 0.0


def _overlap(these: Sequence[Span], those: Sequence[Span]) -> bool:
    return any(min(b, d) > max(a, c) for a, b in these for c, d in those)


def ours(pair: Pair, measures: Weights) -> float:
    """F1 of the program with some weights."""
    near = likeness(pair.evidence, measures)
    units = (pair.cuts[0].units, pair.cuts[1].units)
    return f1(pair, set(chosen_pairs(near.chance, near.score, units, measures)))


def best_match(pair: Pair, in_order: bool) -> float:
    """F1 of the best match by TF-IDF, with the best of twenty thresholds."""
    table = pair.evidence.cosine.astype(float)
    best = 0.0
    for threshold in np.quantile(table, np.linspace(0.9, 0.9995, 20)):
        links = _ordered(table, threshold) if in_order else _nearest(table, threshold)
        best = max(best, f1(pair, links))
    return best


def _nearest(table: Floats, threshold: float) -> Links:
    rows = {(i, int(r.argmax())) for i, r in enumerate(table) if r.max() > threshold}
    return rows | {(int(c.argmax()), j) for j, c in enumerate(table.T) if c.max() > threshold}


def _ordered(table: Floats, threshold: float) -> Links:
    """The heaviest row of pairs above the threshold that never steps back."""
    gain = np.maximum(table - threshold, 0)
    n, m = gain.shape
    total = np.zeros((n + 1, m + 1))
    for i in range(n):
        step = total[i, 1:] + gain[i]
        total[i + 1, 1:] = np.maximum.accumulate(np.maximum(step, total[i, 1:]))
    links: Links = set()
    i, j = n, m
    while i and j:
        if total[i, j] == total[i - 1, j]:
            i -= 1
        elif total[i, j] == total[i, j - 1]:
            j -= 1
        else:
            links.add((i - 1, j - 1))
            i -= 1
    return links


def main(folder: Path) -> None:
    """Print the table."""
    pairs = [load(path.parent) for path in sorted(folder.glob("*/truth.json"))]
    print(f"{'pair':24} {'left out':>9} {'shipped':>9} {'TF-IDF':>9} {'in order':>9}")
    rows = []
    for pair in pairs:
        others = [other for other in pairs if other is not pair]
        row = [ours(pair, fit(others)), ours(pair, weights())]
        rows.append([*row, best_match(pair, in_order=False), best_match(pair, in_order=True)])
        print(f"{pair.name:24} " + " ".join(f"{value:9.3f}" for value in rows[-1]))
    print(f"{'mean':24} " + " ".join(f"{value:9.3f}" for value in np.mean(rows, axis=0)))
    print("\nchance said, share right, share of all characters")
    for said, right, share in reliability(pairs):
        print(f"{said:11.2f} {right:12.2f} {share:12.2f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
