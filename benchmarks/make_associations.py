"""Makes the word associations that come with the program.

    python benchmarks/make_associations.py FOLDER OUTPUT [LEFT-OUT ...]

FOLDER holds volumes of Foreign Relations of the United States in TEI (``frus*.xml.gz``), OUTPUT is
src/recension/vocabularies/associations, LEFT-OUT names documents that are not to be read
(``frus1964-68v02/d80``): those on which the alignment is measured. Vectors are positive pointwise
mutual information within six words of a paragraph, cut to 64 dimensions by a randomised singular
value decomposition (N. Halko, P.-G. Martinsson, J. A. Tropp, 2011).
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

from recension.collation.terms import terms_of

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LEAST, WORDS, CONTEXTS, WINDOW, DIMENSIONS = 8, 16_000, 5_000, 6, 64


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


def together(rows: Sequence[Sequence[str]], place: dict[str, int]) -> NDArray[np.float32]:
    """How often words stand near each other, nearer ones counting more."""
    table = np.zeros((len(place), CONTEXTS), np.float32)
    for row in rows:
        known = [place.get(stem) for stem in row]
        for at, one in enumerate(known):
            for distance, other in enumerate(known[at + 1 : at + 1 + WINDOW], 1):
                if one is not None and other is not None:
                    for word, context in ((one, other), (other, one)):
                        if context < CONTEXTS:
                            table[word, context] += distance**-0.5
    return table


def vectors(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Positive pointwise mutual information, cut to a few dimensions."""
    context = table.sum(0, keepdims=True) ** 0.75
    with np.errstate(divide="ignore", invalid="ignore"):
        told = np.log(table * context.sum() / table.sum(1, keepdims=True) / context)
    told[~np.isfinite(told) | (told < 0)] = 0
    basis = np.random.default_rng(0).standard_normal((told.shape[1], DIMENSIONS + 52))
    for _ in range(4):
        rows, _ = np.linalg.qr(told @ basis)
        basis, _ = np.linalg.qr(told.T @ rows)
    left, strength, _ = np.linalg.svd(told @ basis, full_matrices=False)
    made = left[:, :DIMENSIONS] * strength[:DIMENSIONS] ** 0.5
    return np.asarray(made, np.float32)


def main(folder: Path, output: Path, left_out: Sequence[str]) -> None:
    """Read the volumes and write the two files."""
    rows = list(paragraphs(folder, left_out))
    counts = Counter(stem for row in rows for stem in row)
    passages = Counter(stem for row in rows for stem in set(row))
    words = [w for w, n in counts.most_common() if n >= LEAST and len(w) > 1][:WORDS]
    made = vectors(together(rows, {word: index for index, word in enumerate(words)}))
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
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
