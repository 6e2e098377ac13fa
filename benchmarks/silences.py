"""How often what is said to be in one record only is in one record only: hand-made alignments.

    python -m benchmarks.silences FOLDER [FOLDER ...]

Each FOLDER holds folders of pairs as ``benchmarks.alignment`` reads them. Every pair is set side by
side with weights fitted on all others (those of its own family, named alike up to the first hyphen,
left out too). By characters: how much of what is called *omitted*, and of what is called *unsure*,
stands in a group of the reader's; how many of the unsure passages that do point to a passage of
that group. Last, over all pairs, what a confidence means.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from benchmarks.alignment import Pair, fit, load
from recension.collation.alignment import align
from recension.model.values import Alignment, Only, Silence

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.86, 1.01)


@dataclass
class Told:
    """What became of one pair's silences.

    Attributes:
        characters: told so, by kind of silence.
        shared: of these the characters that stand in a group of the reader's.
        pointers: for each unsure passage that is shared, whether it points into its group.
        sure: the confidence of each silence, and whether most of it is shared.
    """

    characters: dict[Silence, int] = field(default_factory=lambda: {"omitted": 0, "unsure": 0})
    shared: dict[Silence, int] = field(default_factory=lambda: {"omitted": 0, "unsure": 0})
    pointers: list[bool] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)


def told(pair: Pair, found: Alignment) -> Told:
    """Hold the silences of a synopsis against what a reader set side by side.

    Args:
        pair: with the reader's groups.
        found: the synopsis.
    """
    result = Told()
    for only in found.only:
        if only.silence not in result.characters:
            continue
        side = found.witnesses.index(only.document)
        shared = sum(_common(only, part) for group in pair.groups for part in group[side])
        length = only.end - only.start
        result.characters[only.silence] += length
        result.shared[only.silence] += min(shared, length)
        if only.confidence is not None:
            result.sure.append((only.confidence, 2 * shared > length))
        if only.silence == "unsure" and 2 * shared > length:
            result.pointers.append(_points(pair, side, only))
    return result


def _common(only: Only, part: tuple[int, int]) -> int:
    return max(0, min(only.end, part[1]) - max(only.start, part[0]))


def _points(pair: Pair, side: int, only: Only) -> bool:
    """Whether the place that is named stands in a group that has the passage."""
    places = [
        part
        for group in pair.groups
        if any(_common(only, own) for own in group[side])
        for part in group[1 - side]
    ]
    return any(p.start < end and start < p.end for p in only.perhaps for start, end in places)


def silences_of(pairs: Sequence[Pair]) -> Iterator[tuple[str, Told]]:
    """The silences of each pair, set side by side with weights fitted on the others."""
    for pair in pairs:
        family = pair.name.partition("-")[0]
        alike = [other for other in pairs if other is pair or _own(other, family)]
        measures = fit([other for other in pairs if other not in alike])
        records = [cut.record for cut in pair.cuts]
        yield pair.name, told(pair, align(records, measures=measures, known=True))


def _own(pair: Pair, family: str) -> bool:
    return pair.name.startswith(f"{family}-") and family != "records"


def main(folders: Sequence[Path]) -> None:
    """Print the tables."""
    pairs = [load(p.parent) for folder in folders for p in sorted(folder.glob("*/truth.json"))]
    print(f"{'pair':24} {'omitted':>8} {'shared':>7} {'unsure':>8} {'shared':>7}  points right")
    every = Told()
    for name, one in [*silences_of(pairs), ("all", every)]:
        shares = [
            f"{one.characters[kind]:8} {one.shared[kind] / max(1, one.characters[kind]):7.2f}"
            for kind in ("omitted", "unsure")
        ]
        print(f"{name:24} {' '.join(shares)}  {sum(one.pointers)} of {len(one.pointers)}")
        for kind in one.characters if one is not every else ():
            every.characters[kind] += one.characters[kind]
            every.shared[kind] += one.shared[kind]
        every.pointers += one.pointers if one is not every else []
        every.sure += one.sure if one is not every else []
    print("\nsaid to be alone, share alone, passages")
    for low, high in pairwise(BOUNDS):
        here = [(sure, shared) for sure, shared in every.sure if low <= sure < high]
        if here:
            said = sum(sure for sure, _ in here) / len(here)
            alone = sum(not shared for _, shared in here) / len(here)
            print(f"{said:18.2f} {alone:12.2f} {len(here):9}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(name) for name in sys.argv[1:]])
