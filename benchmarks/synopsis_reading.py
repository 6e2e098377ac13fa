"""Draws rows of the synopsis of some records at random, to be read and judged by hand.

    python -m benchmarks.synopsis_reading SEED RECORD RECORD [...]

From the synopsis of the records, as ``align-records`` makes it, ten groups and five silences are
drawn; each is printed in full.
The same seed over the same synopsis draws the same rows.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from pathlib import Path

from recension.cli.damage import damage_of
from recension.collation.alignment import align
from recension.collation.record import Record
from recension.model.values import Alignment, Group, Only, Passage
from recension.source import read_sources

GROUPS, SILENCES = 10, 5


def drawn(found: Alignment, seed: int) -> tuple[list[Group], list[Only]]:
    """Some rows of a synopsis; all of them where there are few.

    Args:
        found: the synopsis.
        seed: which rows.
    """
    draw = random.Random(seed)
    groups = draw.sample(found.groups, min(GROUPS, len(found.groups)))
    silences = draw.sample(found.only, min(SILENCES, len(found.only)))
    return groups, silences


def main(seed: int, paths: list[Path]) -> None:
    """Print the rows."""
    sources = read_sources(paths)
    texts = {source.name: source.text for source in sources}
    found = align([Record.whole(s.name, s.text, damage_of(s)) for s in sources])
    groups, silences = drawn(found, seed)
    print(f"{len(found.groups)} groups, {len(found.only)} silences; seed {seed}")
    for group in groups:
        print(f"\n{group.id} {group.relation} {group.confidence:.2f} {'; '.join(group.because)}")
        for passage in group.passages:
            print(f"  {passage.document}: {_words(texts, passage.document, passage)}")
    for only in silences:
        sure = "" if only.confidence is None else f" {only.confidence:.2f}"
        why = f" ({'; '.join(only.because)})" if only.because else ""
        words = _words(texts, only.document, only)
        print(f"\n{only.silence}{sure}, only in {only.document}: {words}{why}")


def _words(texts: Mapping[str, str], name: str, place: Passage | Only) -> str:
    return " ".join(texts[name][place.start : place.end].split())


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
