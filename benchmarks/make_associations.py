"""Makes the word associations that come with the program.

    python benchmarks/make_associations.py FOLDER WORDNET OUTPUT [LEFT-OUT ...]

FOLDER holds volumes of Foreign Relations of the United States in TEI (``frus*.xml.gz``), WORDNET is
the folder ``src/yaml`` of globalwordnet/english-wordnet, OUTPUT is
src/recension/vocabularies/associations, LEFT-OUT names documents that are not to be read
(``frus1964-68v02/d80``): those on which the alignment is measured. Vectors are positive pointwise
mutual information within six words of a paragraph, a definition or an example, cut to 96 dimensions
by a randomised singular value decomposition (N. Halko, P.-G. Martinsson, J. A. Tropp, 2011), then
drawn towards those of the words with which they share a sense (M. Faruqui and others, "Retrofitting
word vectors to semantic lexicons", NAACL 2015).
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from benchmarks.open_wordnet import WordNet, read
from recension.collation.terms import terms_of

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LEAST, WORDS, CONTEXTS, WINDOW, DIMENSIONS = 8, 16_000, 5_000, 6, 96
LEAST_DEFINED, WORDS_DEFINED = 6, 8_000
"""Words of the definitions that the volumes have too seldom."""
NEAR_SENSE, PULL, TURNS, FULL = 0.3, 2.0, 8, 0.5
"""What a neighbouring sense counts; how strongly kin draw, how often, how much kin fully."""
Table = NDArray[np.float32]


def paragraphs(folder: Path, left_out: Sequence[str]) -> Iterator[list[str]]:
    """The stems of every paragraph of every document."""
    for path in sorted(folder.glob("*.xml.gz")):
        volume = path.name.removesuffix(".xml.gz")
        root = etree.fromstring(gzip.decompress(path.read_bytes()))
        for division in root.iter(f"{TEI}div"):
            if division.get("type") != "document" or f"{volume}/{division.get(XML_ID)}" in left_out:
                continue
            for element in division.iter(f"{TEI}p"):
                words = " ".join("".join(str(part) for part in element.itertext()).split())
                stems = [t.stem for t in terms_of(words, 0, len(words)) if not t.number]
                if len(stems) > 2:
                    yield stems


def together(rows: Sequence[Sequence[str]], place: dict[str, int]) -> Table:
    """How often words stand near each other, nearer ones counting more."""
    line: list[int] = []
    for row in rows:
        line += [place.get(stem, -1) for stem in row] + [-1] * WINDOW
    places = np.array(line, np.int64)
    table = np.zeros(len(place) * CONTEXTS, np.float32)
    for distance in range(1, WINDOW + 1):
        before, after = places[:-distance], places[distance:]
        for word, context in ((before, after), (after, before)):
            known = (word >= 0) & (context >= 0) & (context < CONTEXTS)
            cells, counts = np.unique(word[known] * CONTEXTS + context[known], return_counts=True)
            table[cells] += counts * distance**-0.5
    return table.reshape(len(place), CONTEXTS)


def vectors(table: Table) -> Table:
    """Positive pointwise mutual information, cut to a few dimensions, rows of length 1."""
    context = table.sum(0, keepdims=True) ** 0.75
    with np.errstate(divide="ignore", invalid="ignore"):
        told = np.log(table * context.sum() / table.sum(1, keepdims=True) / context)
    told[~np.isfinite(told) | (told < 0)] = 0
    basis = np.random.default_rng(0).standard_normal((told.shape[1], DIMENSIONS + 40))
    basis = basis.astype(np.float32)
    for _ in range(4):
        rows, _ = np.linalg.qr(told @ basis)
        basis, _ = np.linalg.qr(told.T @ rows)
    left, strength, _ = np.linalg.svd(told @ basis, full_matrices=False)
    return _of_length_1(left[:, :DIMENSIONS] * strength[:DIMENSIONS] ** 0.5)


def drawn_to_kin(made: Table, place: dict[str, int], wordnet: WordNet) -> Table:
    """Each vector moved towards those of the words that share a sense with its own."""
    kin = wordnet.kin(place, NEAR_SENSE)
    one, other = (np.array([place[both[side]] for both in kin]) for side in (0, 1))
    weight = np.minimum(np.array(list(kin.values()), np.float32), 1.5)
    total = np.zeros((len(made), 1), np.float32)
    np.add.at(total, one, weight[:, None])
    share = PULL * np.minimum(total / FULL, 1)
    drawn = made
    for _ in range(TURNS):
        pull = np.zeros_like(made)
        np.add.at(pull, one, weight[:, None] * drawn[other])
        drawn = _of_length_1((made + PULL * pull / np.maximum(total, FULL)) / (1 + share))
    return drawn


def _of_length_1(table: NDArray[np.floating]) -> Table:
    return np.asarray(table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-9), np.float32)


def vocabulary(rows: Sequence[Sequence[str]], defined: Sequence[Sequence[str]]) -> list[str]:
    """The frequent stems of the volumes, then the frequent ones of the definitions."""
    counts = Counter(stem for row in rows for stem in row)
    told = Counter(stem for row in defined for stem in row)
    words = [w for w, n in counts.most_common() if n >= LEAST and len(w) > 1][:WORDS]
    known = set(words)
    more = [
        w for w, n in told.most_common()
        if n + 2 * counts[w] >= LEAST_DEFINED and w not in known and len(w) > 2 and w.isalpha()
    ]  # fmt: skip
    return words + more[:WORDS_DEFINED]


def main(folder: Path, wordnet: WordNet, output: Path, left_out: Sequence[str]) -> None:
    """Read the volumes and the definitions, and write the two files."""
    rows, defined = list(paragraphs(folder, left_out)), list(wordnet.texts())
    passages = Counter(stem for row in rows for stem in set(row))
    words = vocabulary(rows, defined)
    place = {word: index for index, word in enumerate(words)}
    made = drawn_to_kin(vectors(together([*rows, *defined], place)), place, wordnet)
    made = made / np.abs(made).max(axis=1, keepdims=True) * 127
    order = np.argsort(np.array(words))
    (output / "associations.txt").write_text(
        "\n".join(words[i] for i in order) + "\n", encoding="utf-8"
    )
    np.savez_compressed(
        output / "associations.npz",
        vectors=np.round(made[order]).astype(np.int8),
        counts=np.array([passages[words[i]] for i in order], np.uint32),
        passages=np.uint32(len(rows)),
    )


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), read(Path(sys.argv[2])), Path(sys.argv[3]), sys.argv[4:])
