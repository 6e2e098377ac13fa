"""What sentence vectors add when records are set side by side, and what they cost.

    python -m benchmarks.sentence_vectors FOLDER MODEL [--write]

FOLDER holds pairs as for :mod:`benchmarks.alignment`; MODEL is a folder with a sentence model. For
every pair the weights are fitted on all other pairs, once without the vote of the vectors and once
with it: the same procedure, the same pairs left out. With ``--write`` the weights fitted on all
pairs go into the vocabulary of alignment.
"""

from __future__ import annotations

import resource
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.alignment import FITTED, Pair, fit, load, ours
from recension.collation.meaning import Vectors, Vote
from recension.collation.sentence_vectors import read_sentence_vectors
from recension.collation.weights import Weights
from recension.vocabularies import DIRECTORY

KINDS = (*FITTED, "meaning")
PLACE = Path(str(DIRECTORY / "alignment" / "with_meaning.toml"))


def with_meaning(pair: Pair, vectors: Vectors) -> Pair:
    """A pair whose evidence has the vote of the vectors."""
    words = [[c.record.text[u.start : u.end] for u in c.units] for c in pair.cuts]
    sides = (range(len(words[0])), range(len(words[1])))
    added = Vote(vectors).between(words[0], words[1]).added(pair.evidence, sides)
    return replace(pair, evidence=added)


def left_out(pairs: Sequence[Pair], kinds: Sequence[str]) -> Iterable[float]:
    """F1 of each pair with weights fitted on the others."""
    for pair in pairs:
        yield ours(pair, fit([other for other in pairs if other is not pair], kinds))


def write(fitted: Weights) -> None:
    """Put fitted weights into their file; what stands above them there stays."""
    before = PLACE.read_text(encoding="utf-8")
    head = before[: before.index("constant =")]
    lines = [f"constant = {fitted.constant:.3f}", f"threshold = {fitted.threshold}"]
    for title, table in (("evidence", fitted.evidence), ("belonging", fitted.belonging)):
        lines += ["", f"[{title}]", *(f"{name} = {value:.3f}" for name, value in table.items())]
    words = head + "\n".join(lines) + "\n"
    tomllib.loads(words)
    PLACE.write_text(words, encoding="utf-8")


def main(folder: Path, model: Path, keep: bool) -> None:
    """Print the table."""
    pairs = [load(path.parent) for path in sorted(folder.glob("*/truth.json"))]
    begun = time.process_time()
    vectors = read_sentence_vectors(model)
    told = [with_meaning(pair, vectors) for pair in pairs]
    cost = time.process_time() - begun
    if keep:
        write(fit(told, KINDS))
        return
    rows = list(zip(left_out(pairs, FITTED), left_out(told, KINDS), strict=True))
    print(f"{'pair':24} {'without':>9} {'with':>9}")
    for pair, row in zip(pairs, rows, strict=True):
        print(f"{pair.name:24} " + " ".join(f"{value:9.3f}" for value in row))
    print(f"{'mean':24} " + " ".join(f"{value:9.3f}" for value in np.mean(rows, axis=0)))
    units = sum(len(cut.units) for pair in pairs for cut in pair.cuts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{units} units: {cost:.1f} s of processor time; {peak:.0f} MB at most, all told")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--write"]):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), keep=len(sys.argv) == 4)
