"""How well tagged persons are found and told apart, where real material is at hand.

    python -m benchmarks.names [SHARED]

For each copy in SHARED/data/copies whose names are tagged: the share
of the tagged places found, the B-cubed F1 of the grouping into persons (SHARED/score/score.py), how
many places are called a name, and characters a second of processor time for persons, mentions,
places and utterances together. Beside it what a user would take instead: rows of capitalised words,
put together by `rapidfuzz`. Only some names are tagged, so precision is not measured here: it is
read. Nothing is printed of the material itself.
"""

from __future__ import annotations

import json
import re
import runpy
import sys
import time
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from recension import journey
from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.model.values import Mention
from recension.readings.mention import MentionReader
from recension.readings.person import PersonReader
from recension.readings.place import PlaceReader
from recension.readings.utterance import UtteranceReader
from recension.vocabularies.words import language_words

_CAPITALS = re.compile(
    r"(?<![.!?:\n] )(?<!^)\b[A-Z][a-zà-ž]+(?:['’-][A-Z][a-z]+)*(?: (?:[A-Z]\.|[A-Z][a-zà-ž]+))*"
)

READERS = (PersonReader(), MentionReader(), PlaceReader(), UtteranceReader())


def measured(copy: Path, scorer: dict[str, Any]) -> str | None:
    """One copy's line of the table; None where nothing is tagged."""
    truth = json.loads((copy / "truth.json").read_text(encoding="utf-8"))["mentions"]
    if not truth:
        return None
    text = (copy / "copy.txt").read_text(encoding="utf-8")
    started = time.process_time()
    findings = journey.read(SourceText("copy.txt", text, "0" * 64), READERS)
    speed = len(text) / (time.process_time() - started)
    ours, theirs = _rows(findings), _capitals(text)
    lines = []
    for name, rows in ((copy.name, ours), ("  capitals + rapidfuzz", theirs)):
        scores = scorer["score_mentions"](rows, truth)
        recall, cubed = scores["mentions.span"]["r"], (scores["mentions.b3"] or {"f1": 0.0})["f1"]
        persons = len({row["person"] for row in rows})
        lines.append(f"{name:28} {recall:7.3f} {cubed:7.3f} {len(rows):8} {persons:8}")
    return f"{lines[0]} {speed:12,.0f}\n{lines[1]}"


def _capitals(text: str) -> list[dict[str, Any]]:
    """Rows of capitalised words that are no English words, those of one likeness put together."""
    plain = language_words()["en"]
    groups: list[str] = []
    known: dict[str, str] = {}
    rows = []
    for match in _CAPITALS.finditer(text):
        words = match[0]
        if all(word.lower() in plain for word in words.split()):
            continue
        if words not in known:
            best = process.extractOne(words, groups, scorer=fuzz.token_set_ratio, score_cutoff=90)
            known[words] = best[0] if best else words
            if not best:
                groups.append(words)
        rows.append({"start": match.start(), "end": match.end(), "person": known[words]})
    return rows


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
    print(
        f"{'copy':28} {'recall':>7} {'B³ F1':>7} {'named':>8} {'persons':>8} {'characters/s':>12}"
    )
    for copy in sorted((shared / "data" / "copies").iterdir()):
        line = measured(copy, scorer)
        if line:
            print(line)
    return 0


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared"
    sys.exit(main(Path(where)))
