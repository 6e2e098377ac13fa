"""Quality never falls below what was once measured, where the material to measure it is at hand."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from benchmarks.quality import below, cases, means, table

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "benchmarks" / "floors.toml"


@pytest.mark.parametrize("name", sorted(tomllib.loads(FLOORS.read_text("utf-8"))))
def test_means_reach_their_floors(name: str, shared: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.quality", str(shared / "data" / name)]
    options = ["--scorer", str(shared / "score" / "score.py"), "--floors", str(FLOORS)]
    run = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_mean_below_its_floor_is_named(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[copies]\n"notes.body" = 0.9\n"notes.link" = 0.5\n', encoding="utf-8")
    assert below(floors, "copies", {"notes.body": 0.8, "notes.link": 0.5}) == [
        "notes.body: 0.8000, floor 0.9"
    ]
    assert below(floors, "copies", {"notes.body": 1.0})[0].startswith("notes.link: 0.0000")
    assert below(floors, "elsewhere", {}) == []


def test_a_mean_is_over_the_rows_that_have_the_measure() -> None:
    rows = {"one": {"a": 1.0, "b": 0.5}, "two": {"a": 0.0}}
    assert means(rows) == {"a": 0.5, "b": 0.5}
    assert table(rows).splitlines()[-1].split() == ["mean", "0.500", "0.500"]


def test_the_folders_with_a_truth_are_the_cases(tmp_path: Path) -> None:
    for name in ("b", "a", "none"):
        (tmp_path / name).mkdir()
    for name in ("b", "a"):
        (tmp_path / name / "truth.json").write_text("{}", encoding="utf-8")
    assert [case.name for case in cases(tmp_path)] == ["a", "b"]
    assert [case.name for case in cases(tmp_path / "a")] == ["a"]
