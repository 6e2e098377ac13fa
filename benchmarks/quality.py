"""Quality against truths: builds each copy, scores it, prints a table, and keeps floors.

    python -m benchmarks.quality ../shared/data/copies --scorer ../shared/score/score.py
    python -m benchmarks.quality ../shared/data/copies --floors benchmarks/floors.toml

A truth folder holds one folder for each copy, with the copy (``copy.txt`` or what the truth's
``about.name`` says) and ``truth.json`` in the shape of ``edition.json``; a pair's folder holds the
records that its alignment names as witnesses. The scorer is a program of its own; what it measures
is said in its docstring. A mean below its floor makes the exit status 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

Row = dict[str, float]
"""A measure's name and its value (0-1, or a count per 100,000 characters)."""


def cases(folder: Path) -> Iterator[Path]:
    """The folders below ``folder`` (or itself) that hold a truth, in order of name."""
    if (folder / "truth.json").is_file():
        yield folder
    for truth in sorted(folder.glob("*/truth.json")):
        yield truth.parent


def edition_of(case: Path, work: Path) -> tuple[Path, float]:
    """Build what a case's truth is about, by the command line as a user would.

    Returns:
        the JSON to score, and the seconds it took.
    """
    truth = json.loads((case / "truth.json").read_text("utf-8"))
    name = truth.get("about", {}).get("name", "copy.txt")
    begun = time.perf_counter()
    if (case / name).is_file():
        out = work / case.name
        _recension("build", str(case / name), "-o", str(out))
        return out / "edition.json", time.perf_counter() - begun
    witnesses = [case / witness for witness in truth["alignments"][0]["witnesses"]]
    result = work / f"{case.name}.json"
    result.write_text(_recension("align-records", *map(str, witnesses), "--format", "json"))
    return result, time.perf_counter() - begun


def _recension(*arguments: str) -> str:
    command = [sys.executable, "-m", "recension", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def scored(scorer: Path, edition: Path, truth: Path) -> Row:
    """What the scorer says of one edition: one number for each measure."""
    command = [sys.executable, str(scorer), str(edition), str(truth), "--json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    row: Row = {}
    for measure, value in answer.items():
        number = value if isinstance(value, int | float) else _number(value or {})
        if number is not None:
            row[_named(measure)] = number
    return row


def _named(measure: str) -> str:
    """A measure's name in the table: an alignment's event has no room there."""
    what = measure.partition(".")[0]
    return {"alignments": "alignments.f1", "relations": "relations.share"}.get(what, measure)


def _number(value: dict[str, float]) -> float | None:
    return next((value[key] for key in ("f1", "share", "r") if value.get(key) is not None), None)


def table(rows: dict[str, Row]) -> str:
    """The rows as text in columns, with their means below."""
    measures = sorted({measure for row in rows.values() for measure in row})
    width = max(map(len, [*rows, "mean"])) + 1
    lines = [" " * width + " ".join(f"{measure:>{len(measure)}}" for measure in measures)]
    for name, row in {**rows, "mean": means(rows)}.items():
        cells = (f"{row[m]:>{len(m)}.3f}" if m in row else " " * len(m) for m in measures)
        lines.append(f"{name:<{width}}" + " ".join(cells))
    return "\n".join(lines)


def means(rows: dict[str, Row]) -> Row:
    """The mean of each measure over the rows that have it."""
    values: dict[str, list[float]] = defaultdict(list)
    for row in rows.values():
        for measure, value in row.items():
            values[measure].append(value)
    return {measure: fmean(found) for measure, found in values.items()}


def below(floors: Path, name: str, mean: Row) -> list[str]:
    """The measures of a table whose mean lies below the floor that the file pins for it."""
    pinned = tomllib.loads(floors.read_text("utf-8")).get(name, {})
    return [
        f"{measure}: {mean.get(measure, 0.0):.4f}, floor {floor}"
        for measure, floor in pinned.items()
        if mean.get(measure, 0.0) < floor
    ]


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="folder of copies with their truths")
    default = Path("../shared/score/score.py")
    parser.add_argument("--scorer", type=Path, default=default, help=f"the scorer ({default})")
    parser.add_argument("--floors", type=Path, help="TOML file of floors, one table a folder name")
    options = parser.parse_args()
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as work:
        for case in cases(options.folder):
            edition, seconds = edition_of(case, Path(work))
            rows[case.name] = scored(options.scorer, edition, case / "truth.json")
            rows[case.name]["seconds"] = seconds
    print(table(rows))
    wanting = below(options.floors, options.folder.name, means(rows)) if options.floors else []
    for line in wanting:
        print("below its floor:", line)
    sys.exit(1 if wanting else 0)


if __name__ == "__main__":
    main()
