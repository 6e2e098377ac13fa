"""What is known of words before any record is read: how rare they are and which keep company."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from recension.vocabularies import DIRECTORY

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Associations:
    """Rarity and company of stems, from a large body of diplomatic records.

    Attributes:
        place: row of each stem.
        vectors: one row of length 1 for each stem.
        counts: in how many paragraphs each stem was seen.
        passages: how many paragraphs were read.
    """

    place: dict[str, int]
    vectors: Floats
    counts: NDArray[np.uint32]
    passages: int

    def rarity(self, stem: str) -> float:
        """How rare a stem is in general: 0 where it is everywhere, 1 where it was never seen."""
        row = self.place.get(stem)
        seen = 0 if row is None else int(self.counts[row])
        return max(0.0, log((self.passages + 1) / (seen + 3)) / log(self.passages + 1))

    def company(self, stems: list[str]) -> Floats:
        """The vectors of some stems; a row of zeros for a stem that is not known."""
        rows = np.zeros((len(stems), self.vectors.shape[1]), np.float32)
        for row, stem in enumerate(stems):
            if stem in self.place:
                rows[row] = self.vectors[self.place[stem]]
        return rows


@lru_cache(maxsize=1)
def associations() -> Associations:
    """The associations that come with the program, read once."""
    folder = DIRECTORY / "associations"
    stems = (folder / "associations.txt").read_text(encoding="utf-8").split()
    with (folder / "associations.npz").open("rb") as file, np.load(file) as table:
        vectors = table["vectors"].astype(np.float32)
        counts, passages = table["counts"], int(table["passages"])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Associations({stem: row for row, stem in enumerate(stems)}, vectors, counts, passages)
