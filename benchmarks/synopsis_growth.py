"""How the cost of a synopsis grows: two records of one event, made from real texts, ever longer.

    python -m benchmarks.synopsis_growth FOLDER                  # copies or TEI, any mixture
    python -m benchmarks.synopsis_growth FOLDER --times 1 4 10   # 1: 120,000 against 130,000

The first record is the files' own text. The second retells it: of each pair of paragraphs one is
told, thinned (two words of three), its neighbours changing places in places; between them stands as
much that the first has not, from the end of the texts. So about half of either has a counterpart,
mostly in order, and it is known which.

Each row is ``recension align-records`` in a process of its own: processor time, peak memory as the
operating system counts it, the exponent of growth since the row before (1 is linear, 2 the square),
and how many of the paragraphs told twice stand beside their own counterpart. Beside it what a
user has otherwise: every sentence against every other by TF-IDF, the best match kept, where the
table does not go beyond ``--table`` megabytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from pathlib import Path

import numpy as np

from recension.source import read_source

FIRST, SECOND = 120_000, 130_000
_SEED = 7
_PARAGRAPH = 400
"""Shorter paragraphs are put together: lists and addresses are no matter of their own."""
_KEPT, _CHANGED = 2 / 3, 0.2
_KILOBYTE = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one event.

    Attributes:
        first: paragraphs of the first.
        second: paragraphs of the second.
        told: of each paragraph of the second, the one of the first that it retells.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    told: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of processor time, and peak memory in bytes."""

    processor: float
    memory: int


def paragraphs_in(folder: Path) -> list[str]:
    """The paragraphs of all files of a folder, in the order of their names."""
    found: list[str] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".txt", ".xml"}):
        waiting = ""
        for paragraph in re.split(r"\n\s*\n", read_source(path).text):
            waiting = f"{waiting} {' '.join(paragraph.split())}".strip()
            if len(waiting) >= _PARAGRAPH:
                found.append(waiting)
                waiting = ""
    return found


def pair_of(paragraphs: Sequence[str], times: float) -> Pair:
    """Two records so many times 120,000 and 130,000 characters long."""
    draw = random.Random(_SEED)
    first = list(_up_to(paragraphs, round(times * FIRST)))
    told = [(at, _thinned(first[at], draw)) for at in range(0, len(first), 2)]
    size = round(times * SECOND) - sum(len(paragraph) for _, paragraph in told)
    others = _up_to(reversed(paragraphs[len(first) :]), size)
    for at in range(len(told) - 1):
        if draw.random() < _CHANGED:
            told[at], told[at + 1] = told[at + 1], told[at]
    alone = list(others)
    rows: list[tuple[int | None, str]] = []
    for done, row in enumerate(told):
        rows.append(row)
        rows += [(None, p) for p in alone[done * len(alone) // len(told) :
                                          (done + 1) * len(alone) // len(told)]]  # fmt: skip
    return Pair(tuple(first), tuple(p for _, p in rows), tuple(at for at, _ in rows))


def _up_to(paragraphs: Iterable[str], size: int) -> Iterator[str]:
    for paragraph in paragraphs:
        if size <= 0:
            return
        size -= len(paragraph)
        yield paragraph


def _thinned(paragraph: str, draw: random.Random) -> str:
    """Two words of three, the marks at the sentences' ends kept."""
    return " ".join(w for w in paragraph.split() if w[-1] in ".;:" or draw.random() < _KEPT)


def cost_of(words: Sequence[str], output: Path) -> Cost:
    """Run a command in a process of its own, what it prints going into a file."""
    with output.open("wb") as log_file:
        actions = [(os.POSIX_SPAWN_DUP2, log_file.fileno(), 1)]
        child = os.posix_spawn(words[0], list(words), os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(words)} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KILOBYTE)


def beside_their_own(pair: Pair, synopsis: Path) -> tuple[int, int, int]:
    """Of the paragraphs told twice how many stand beside their own; and how many beside others.

    Returns:
        beside their own counterpart, all that are told twice, rows that join other paragraphs.
    """
    found = json.loads(synopsis.read_text("utf-8"))
    starts = [list(accumulate((len(p) + 2 for p in side), initial=0))
              for side in (pair.first, pair.second)]  # fmt: skip
    joined: set[tuple[int, int]] = set()
    for group in found["groups"]:
        sides: tuple[list[int], list[int]] = ([], [])
        for passage in group["passages"]:
            at = int(passage["document"] != "a.txt")
            sides[at].append(bisect_right(starts[at], passage["start"]) - 1)
        joined |= {(row, column) for row in sides[0] for column in sides[1]}
    true = {(row, column) for column, row in enumerate(pair.told) if row is not None}
    return len(joined & true), len(true), len(joined - true)


def best_matches(first: Sequence[str], second: Sequence[str]) -> list[int]:
    """For each sentence of the first the likest of the second, by a full table of TF-IDF."""
    bags = [[Counter(re.findall(r"\w\w+", p.lower())) for p in side] for side in (first, second)]
    found = Counter(word for side in bags for bag in side for word in bag)
    total = sum(map(len, bags))
    weighed = [[_weighed(bag, found, total) for bag in side] for side in bags]
    having: dict[str, tuple[list[int], list[float]]] = {}
    for column, bag in enumerate(weighed[1]):
        for word, weight in bag.items():
            places, weights = having.setdefault(word, ([], []))
            places.append(column)
            weights.append(weight)
    rows = {w: (np.array(p), np.array(x, np.float32)) for w, (p, x) in having.items()}
    table = np.zeros((len(first), len(second)), np.float32)
    for row, bag in enumerate(weighed[0]):
        for word, weight in bag.items():
            if word in rows:
                places_of, weights_of = rows[word]
                table[row, places_of] += np.float32(weight) * weights_of
    return [int(at) for at in table.argmax(axis=1)]


def sentences_in(text: str) -> list[str]:
    """Roughly its sentences, as a user would cut them."""
    return re.split(r"(?<=[.!?])\s+|\n\n", text)


def _weighed(bag: Counter[str], found: Counter[str], total: int) -> dict[str, float]:
    weights = {w: n * (log((1 + total) / (1 + found[w])) + 1) for w, n in bag.items()}
    length = sum(w * w for w in weights.values()) ** 0.5 or 1.0
    return {word: weight / length for word, weight in weights.items()}


def written(pair: Pair, folder: Path) -> tuple[Path, Path]:
    """The two records as files."""
    paths = folder / "a.txt", folder / "b.txt"
    for path, side in zip(paths, (pair.first, pair.second), strict=True):
        path.write_text("\n\n".join(side), "utf-8")
    return paths


def _grown(before: tuple[int, Cost] | None, size: int, cost: Cost) -> str:
    if before is None:
        return ""
    return f"{log(cost.processor / before[1].processor) / log(size / before[0]):.2f}"


def _table_alone(folder: Path) -> None:
    """The other way, in this process: what is counted is the process itself."""
    sides = [sentences_in((folder / name).read_text("utf-8")) for name in ("a.txt", "b.txt")]
    begun = time.process_time()
    best_matches(sides[0], sides[1])
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE
    print(json.dumps({"processor": spent, "memory": peak}))


def _table_cost(pair: Pair, folder: Path, most: float) -> Cost | None:
    sentences = [sum(len(sentences_in(p)) for p in side) for side in (pair.first, pair.second)]
    if sentences[0] * sentences[1] * 4 > most * 1e6:
        return None
    words = [sys.executable, "-m", "benchmarks.synopsis_growth", str(folder), "--table-alone"]
    cost_of(words, folder / "table.json")
    return Cost(**json.loads((folder / "table.json").read_text("utf-8")))


def rows(paragraphs: Sequence[str], times: Sequence[float], most: float) -> Iterator[str]:
    """The benchmark's rows."""
    align = [sys.executable, "-m", "recension", "align-records"]
    before: tuple[int, Cost] | None = None
    for many in times:
        pair = pair_of(paragraphs, many)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = written(pair, folder)
            synopsis = folder / "synopsis.json"
            cost = cost_of([*align, *map(str, paths), "--format", "json"], synopsis)
            own, told, other = beside_their_own(pair, synopsis)
            table = _table_cost(pair, folder, most)
            sizes = [path.stat().st_size for path in paths]
        yield (
            f"{sizes[0]:>10,} x {sizes[1]:>10,} {cost.processor:8.1f} {cost.memory / 1e6:7.0f} "
            f"{_grown(before, sum(sizes), cost):>7} {own:>6,} of {told:>6,} {other:>6,} "
            + (f"{table.processor:9.1f} {table.memory / 1e6:6.0f}" if table else f"{'-':>9}")
        )
        before = sum(sizes), cost


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="texts to make the records from")
    parser.add_argument("--times", type=float, nargs="+", default=[1, 2, 4, 10])
    parser.add_argument("--table", type=float, default=500, help="largest table, in MB (500)")
    parser.add_argument("--table-alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.table_alone:
        return _table_alone(given.folder)
    paragraphs = paragraphs_in(given.folder)
    have, need = sum(map(len, paragraphs)), round(max(given.times) * (FIRST + SECOND))
    if have < need:
        sys.exit(f"{given.folder} has {have:,} characters, {need:,} are needed")
    print(f"{'characters':>23} {'seconds':>8} {'MB':>7} {'growth':>7} {'beside its own':>16} "
          f"{'other':>6} {'TF-IDF s':>9} {'MB':>6}")  # fmt: skip
    for row in rows(paragraphs, given.times, given.table):
        print(row, flush=True)
    return None


if __name__ == "__main__":
    main()
