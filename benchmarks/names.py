"""How well tagged persons are found and told apart, where real material is at hand.

    python -m benchmarks.names [SHARED [COPY ...]] [--without LIST]

For each copy in SHARED/data/copies (or each COPY, a folder with copy.txt and truth.json): the share
of the tagged places found, the B-cubed F1 of the grouping into persons (SHARED/score/score.py), how
many places are called a name, and characters a second of processor time for persons, mentions,
places, organisations and utterances together, damage and structure read before. Beside it what a
user would take instead: rows of capitalised words, put together by `rapidfuzz`, and, where it is
installed with an English pipeline, the persons of `spacy`, put together likewise. Only some names
are tagged, so precision is not measured here: it is read. Nothing is printed of the material.

``--without given``, ``known`` or ``endings`` empties a list that was compiled from general
knowledge (given names; persons whom texts do not introduce; endings of surnames), to show what
hangs on it.
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

from recension import journey, plugins, readings
from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.model.values import Mention, Organization, Person, Place, Utterance
from recension.vocabularies import names
from recension.vocabularies.words import language_words

_CAPITALS = re.compile(
    r"(?<![.!?:\n] )(?<!^)\b[A-Z][a-zà-ž]+(?:['’-][A-Z][a-z]+)*(?: (?:[A-Z]\.|[A-Z][a-zà-ž]+))*"
)

_NAMES = {Person, Mention, Place, Organization, Utterance}
READERS = tuple(reader for reader in readings.READERS if _NAMES.intersection(reader.gives))
_BEFORE = ("RC1", "RS")  # damage and structure, which names and speech ask


def measured(copy: Path, scorer: dict[str, Any]) -> str | None:
    """One copy's lines of the table; None where nothing is tagged."""
    truth = json.loads((copy / "truth.json").read_text(encoding="utf-8"))["mentions"]
    if not truth:
        return None
    text = (copy / "copy.txt").read_text(encoding="utf-8")
    source = SourceText("copy.txt", text, "0" * 64)
    before = [r for r in plugins.readers(outside=False) if r.code.startswith(_BEFORE)]
    findings = journey.read(source, before, measured=False)
    started = time.process_time()
    for reader in READERS:
        findings.add(list(reader.read(source, findings)))
    speed = len(text) / (time.process_time() - started)
    found = {"": _rows(findings), "  capitals + rapidfuzz": _capitals(text)}
    if (spacy := _spacy(text)) is not None:
        found["  spaCy + rapidfuzz"] = spacy
    lines = []
    for name, rows in found.items():
        scores = scorer["score_mentions"](rows, truth)
        recall, cubed = scores["mentions.span"]["r"], (scores["mentions.b3"] or {"f1": 0.0})["f1"]
        persons = len({row["person"] for row in rows})
        named = name or copy.name
        lines.append(f"{named:28} {recall:7.3f} {cubed:7.3f} {len(rows):8} {persons:8}")
    return "\n".join([f"{lines[0]} {speed:12,.0f}", *lines[1:]])


def _empty(which: str) -> None:
    """Take a list of names away before anything reads it."""
    read = names.read_table

    def without(name: str) -> dict[str, Any]:
        data = read(name)
        if which == "given" and name == "given.toml":
            return {key: [] for key, value in data.items() if isinstance(value, list)}
        return data | {which: []} if which in data and name == "surnames.toml" else data

    names.read_table = without


def _spacy(text: str) -> list[dict[str, Any]] | None:
    """What the English pipeline of spaCy calls a person; None where there is none here."""
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]

        pipeline = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return None
    pipeline.max_length = len(text) + 1
    found = [e for e in pipeline(text).ents if e.label_ == "PERSON"]
    return _together([(e.start_char, e.end_char, e.text) for e in found])


def _capitals(text: str) -> list[dict[str, Any]]:
    """Rows of capitalised words that are no English words, those of one likeness put together."""
    plain = language_words()["en"]
    rows = [(match.start(), match.end(), match[0]) for match in _CAPITALS.finditer(text)]
    return _together([r for r in rows if any(w.lower() not in plain for w in r[2].split())])


def _together(found: list[tuple[int, int, str]]) -> list[dict[str, Any]]:
    """Rows of one likeness under the first of them."""
    groups: list[str] = []
    known: dict[str, str] = {}
    rows = []
    for start, end, words in found:
        if words not in known:
            best = process.extractOne(words, groups, scorer=fuzz.token_set_ratio, score_cutoff=90)
            known[words] = best[0] if best else words
            if not best:
                groups.append(words)
        rows.append({"start": start, "end": end, "person": known[words]})
    return rows


def _rows(findings: Findings) -> list[dict[str, Any]]:
    return [
        {"start": m.span.start, "end": m.span.end, "person": m.value.person}
        for m in findings.of(Mention)
    ]


def main(shared: Path, copies: list[Path]) -> int:
    """Print the table."""
    if not (shared / "data" / "copies").is_dir():
        print(f"no copies in {shared}", file=sys.stderr)
        return 2
    scorer = runpy.run_path(str(shared / "score" / "score.py"))
    print(
        f"{'copy':28} {'recall':>7} {'B³ F1':>7} {'named':>8} {'persons':>8} {'characters/s':>12}"
    )
    for copy in copies or sorted((shared / "data" / "copies").iterdir()):
        line = measured(copy, scorer)
        if line:
            print(line)
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if "--without" in arguments:
        at = arguments.index("--without")
        _empty(arguments[at + 1])
        del arguments[at : at + 2]
    where = arguments[0] if arguments else Path(__file__).parents[2] / "shared"
    sys.exit(main(Path(where), [Path(copy) for copy in arguments[1:]]))
