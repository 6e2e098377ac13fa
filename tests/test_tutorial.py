"""The tutorial is true: its commands are run, and the lines that it shows appear."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from recension import specimen
from recension.cli import main

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, list[str]]]:
    """Each command of the tutorial with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def pattern(line: str) -> re.Pattern[str]:
    """What a shown line stands for: ``…`` is anything, white space is any white space."""
    words = [r"\s+".join(map(re.escape, part.split())) for part in line.split("…")]
    return re.compile(r".*".join(words))


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the specimen's folder, as the tutorial makes one, to stand in."""
    for path in (*specimen.files(), *specimen.records()):
        target = tmp_path / ("records" if path.parent.name == "records" else "") / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_tutorial_s_commands_do_what_it_says(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in dossier.rglob("*.txt")}
    for command, shown in steps():
        program, *arguments = shlex.split(command)
        assert program == "recension"
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        output = capsys.readouterr()
        assert ended.value.code == 0, f"{command}: {output.err}"
        for line in shown:
            assert pattern(line).search(output.out), f"{command}: no line like {line!r}"
    assert {path: path.read_bytes() for path in before} == before


def test_the_tutorial_shows_each_command_that_it_teaches() -> None:
    commands = {command.split()[1] for command, _ in steps()}
    assert commands == {
        "check", "rule", "build", "search", "align-records", "decide", "collate", "export",
    }  # fmt: skip


def test_a_line_that_is_not_there_is_missed() -> None:
    assert (
        pattern("… tons, b.txt “2,400").search("a.txt has “4,200 tons”, b.txt “2,400 tons”") is None
    )
    assert pattern("a.txt … “2,400 tons”").search("g7: a.txt has “4,200”, b.txt  “2,400\ntons”")


@pytest.mark.parametrize("quotation", ["must build Pumps, then.", "TJ T* [(yspel"])
def test_the_lines_that_the_tutorial_points_to(quotation: str) -> None:
    text = specimen.files()[0].read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if quotation in row)
    assert re.search(rf"\bline\s+{line}\b", TUTORIAL.read_text(encoding="utf-8"))
