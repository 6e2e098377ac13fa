"""Makes the table of word order that comes with the program.

    python benchmarks/make_word_order.py OUTPUT VOLUME.xml.gz ...

OUTPUT is src/recension/vocabularies/word_order; the volumes are Foreign Relations of the United
States in TEI. Frequent words are classes of their own; the others are gathered by the words beside
which they stand (positive pointwise mutual information, 48 dimensions, k-means), as in H. Schütze,
"Distributional part-of-speech tagging" (1995). Volumes on which breaks are measured are left out.
"""

from __future__ import annotations

import gzip
import lzma
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from recension.vocabularies.word_order import SCALE, shape_of, tokens_of

TEI = "{http://www.tei-c.org/ns/1.0}"
WORDS, ALONE, GATHERED, BESIDE, DIMENSIONS = 9_000, 180, 76, 500, 48
VOLUMES = 3
"""A word of fewer volumes is a name or a matter of one of them, not of the language."""
Table = NDArray[np.float32]
Order = NDArray[np.int64]


def paragraphs(path: Path) -> Iterator[list[str]]:
    """The tokens of every paragraph and note of a volume that runs on."""
    root = etree.fromstring(gzip.decompress(path.read_bytes()))
    for element in root.iter(f"{TEI}p", f"{TEI}note"):
        words = _words(element)
        for note in element.iter(f"{TEI}note"):
            if note is not element:
                words = words.replace(_words(note), "")
        if len(words) > 100:
            yield tokens_of(words)


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def vocabulary(volumes: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """The words of several volumes, the most frequent first, then the shapes of all others."""
    counts, spread = Counter[str](), Counter[str]()
    for volume in volumes:
        here = Counter(token for row in volume for token in row)
        counts.update(here)
        spread.update(here.keys())
    words = [w for w, n in counts.most_common() if n >= 12 and spread[w] >= VOLUMES][:WORDS]
    known = set(words)
    return words + sorted({shape_of(token) for token in counts if token not in known})


def numbered(rows: Sequence[Sequence[str]], words: Sequence[str]) -> Order:
    """All rows one after another as places in the list, -1 between them."""
    place = {word: at for at, word in enumerate(words)}
    line: list[int] = []
    for row in rows:
        line += [place[t] if t in place else place[shape_of(t)] for t in row]
        line.append(-1)
    return np.asarray(line, np.int64)


def beside(line: Order, size: int) -> Table:
    """For each word, how often each frequent word stands before it, and after it."""
    table = np.zeros((size, 2 * BESIDE), np.float32)
    for one, other, shift in ((line[1:], line[:-1], 0), (line[:-1], line[1:], BESIDE)):
        good = (one >= 0) & (other >= 0) & (other < BESIDE)
        np.add.at(table, (one[good], other[good] + shift), 1.0)
    return table


def gathered(table: Table) -> Order:
    """A class for each word: the frequent ones alone, the others by k-means of their company."""
    expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / table.sum()
    told = np.log((table + 0.5) / (expected + 0.5)).clip(0)
    _, axes = np.linalg.eigh(told.T @ told)
    points = told @ axes[:, -DIMENSIONS:]
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    rest = points[ALONE:]
    chance = np.random.default_rng(0)
    centres = rest[chance.choice(len(rest), GATHERED, replace=False)]
    for _ in range(40):
        nearest = (rest @ centres.T).argmax(1)
        for number in range(GATHERED):
            if (members := rest[nearest == number]).size:
                centres[number] = members.mean(0)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return np.concatenate([np.arange(ALONE), ALONE + (rest @ centres.T).argmax(1)])


def told_by(line: Order, apart: int, size: int) -> Table:
    """How much more often than by chance two classes stand so far apart, as a logarithm."""
    one, other = line[:-apart], line[apart:]
    good = (one >= 0) & (other >= 0)
    table = np.zeros((size, size), np.float32)
    np.add.at(table, (one[good], other[good]), 1.0)
    expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / table.sum()
    return np.asarray(np.log((table + 3) / (expected + 3)), np.float32)


def weights(tells: Table, true: Table) -> Table:
    """Logistic regression by Newton's method; the constant is the last weight."""
    rows = np.concatenate([tells, np.ones((len(tells), 1), np.float32)], 1)
    by = np.zeros(rows.shape[1], np.float32)
    for _ in range(12):
        odds = 1 / (1 + np.exp(-rows @ by))
        slope = rows.T @ (true - odds)
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows + np.eye(len(by))
        by = by + np.linalg.solve(bend, slope).astype(np.float32)
    return by


def endings(line: Order, stop: int, size: int) -> Table:
    """How much more often than others each word stands before a stop, as a logarithm."""
    inside = (line[:-1] >= 0) & (line[1:] >= 0)
    every = np.bincount(line[:-1][inside], minlength=size)
    last = np.bincount(line[:-1][inside & (line[1:] == stop)], minlength=size)
    expected = every * last.sum() / every.sum()
    return np.asarray(np.log((last + 0.5) / (expected + 0.5)), np.float32)


def inside_sentences(line: Order, stop: int) -> Order:
    """Places before which, and behind which, two words of the same sentence stand."""
    at = np.arange(2, len(line) - 2)
    stops = [line == n for n in (stop, -1)]
    beside_stop = np.any([s[at + d] for s in stops for d in (-2, -1, 0, 1)], 0)
    return np.asarray(at[~beside_stop], np.int64)


def seams(line: Order, pairs: Table, inside: Order) -> Table:
    """Weights by which true seams are told from any two ends put together."""
    other = np.random.default_rng(1).permutation(inside)

    def tell(left: Order, right: Order) -> Table:
        places = ((line[left - 1], line[right]), (line[left - 2], line[right]))
        told = [pairs[i][a, b] for i, (a, b) in enumerate(places)]
        return np.stack([*told, pairs[1][line[left - 1], line[right + 1]]], 1)

    both = np.concatenate([tell(inside, inside), tell(inside, other)])
    return weights(both, np.repeat([1.0, 0.0], len(inside)).astype(np.float32))


def stops(words: Order, ends: Table, before: Table, stop: int, inside: Order) -> Table:
    """Weights by which ends of sentences are told from cuts inside them."""
    at = np.arange(2, len(words) - 2)
    closed = at[(words[at] == stop) & (words[at - 1] >= 0) & (words[at - 2] >= 0)]
    both = np.concatenate([closed, np.random.default_rng(2).permutation(inside)[: len(closed)]])
    told = np.stack([ends[words[both - 1]], before[words[both - 2]]], 1)
    return weights(told, np.repeat([1.0, 0.0], len(closed)).astype(np.float32))


def main(output: Path, paths: Sequence[Path]) -> None:
    """Read the volumes and write the two files."""
    volumes = [list(paragraphs(path)) for path in paths]
    words = vocabulary(volumes)
    line = numbered([row for volume in volumes for row in volume], words)
    classes = gathered(beside(line, len(words)))
    stop, size = words.index("."), ALONE + GATHERED
    if stop >= ALONE:
        raise SystemExit("the stop must be a class of its own")
    by_class = np.where(line >= 0, classes[line], -1)
    pairs = np.stack([told_by(by_class, 1, size), told_by(by_class, 2, size)])
    ends, inside = endings(line, stop, len(words)), inside_sentences(line, stop)
    join = seams(by_class, pairs, inside)
    closed = stops(line, ends, pairs[1][classes, stop], stop, inside)
    print(len(line), "tokens,", len(words), "words; weights", join, closed)
    rows = zip(words, classes, np.rint(ends * SCALE).clip(-127, 127).astype(int), strict=True)
    listed = "".join(f"{word}\t{number}\t{end}\n" for word, number, end in rows)
    (output / "words.txt.xz").write_bytes(lzma.compress(listed.encode(), preset=9))
    kept = np.rint(pairs * SCALE).clip(-127, 127).astype(np.int8)
    np.savez_compressed(output / "pairs.npz", pairs=kept, join=join, stop=closed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
