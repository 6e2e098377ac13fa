"""How well tagged persons are found and told apart, where real material is at hand.

    python -m benchmarks.names [SHARED]

For each copy in SHARED/data/copies whose names are tagged: the share of the tagged places found,
the B-cubed F1 of the grouping into persons (SHARED/score/score.py), and characters a second for
persons, mentions, places and utterances together. Only some names are tagged, so precision is not
measured here: it is read. Nothing is printed of the material itself.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from pathlib import Path
from typing import Any

from recension import journey
from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.model.values import Mention, Person
from recension.readings.mention import MentionReader
from recension.readings.person import PersonReader
from recension.readings.place import PlaceReader
from recension.readings.utterance import UtteranceReader

READERS = (PersonReader(), MentionReader(), PlaceReader(), UtteranceReader())


def measured(copy: Path, scorer: dict[str, Any]) -> str | None:
    """One copy's line of the table; None where nothing is tagged."""
    truth = json.loads((copy / "truth.json").read_text(encoding="utf-8"))["mentions"]
    if not truth:
        return None
    text = (copy / "copy.txt").read_text(encoding="utf-8")
    started = time.perf_counter()
    findings = journey.read(SourceText("copy.txt", text, "0" * 64), READERS)
    speed = len(text) / (time.perf_counter() - started)
    scores = scorer["score_mentions"](_rows(findings), truth)
    recall, cubed = scores["mentions.span"]["r"], scores["mentions.b3"]["f1"]
    persons = len(findings.of(Person))
    return f"{copy.name:28} {recall:7.3f} {cubed:7.3f} {persons:8} {speed:12,.0f}"


def _rows(findings: Findings) -> list[dict[str, Any]]:
    return [
        {"start": m.span.start, "end": m.span.end, "person": m.value.person}
        for m in findings.of(Mention)
    ]


def main(shared: Path) -> int:
    """Print the table."""
    if not (shared / "data" / "copies").is_dir():
        print(f"no copies in {shared}", file=sys.stderr)
        return 2
    scorer = runpy.run_path(str(shared / "score" / "score.py"))
    print(f"{'copy':28} {'recall':>7} {'B³ F1':>7} {'persons':>8} {'characters/s':>12}")
    for copy in sorted((shared / "data" / "copies").iterdir()):
        line = measured(copy, scorer)
        if line:
            print(line)
    return 0


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared"
    sys.exit(main(Path(where)))
