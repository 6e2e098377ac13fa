"""Whatever goes wrong while an edition is written, the former one stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import recension
import recension.building
from recension.cli import main
from tests.test_bad_input import nobodys_place as nobodys_place

FIRST = """Record of a conversation

2 May 1931, Arnvik

Mr Hadley said that the ferry would not sail.[1] Count Wölfing agreed.

1. Archive of the Port, f. 3, d. 7.
"""
SECOND = FIRST.replace("would not sail", "had sailed")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """An input that has changed since the edition was made of it."""
    path = tmp_path / "copy.txt"
    path.write_text(SECOND, encoding="utf-8")
    return path


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder, alone in its parent, with the edition of the input as it was."""
    (tmp_path / "place").mkdir()
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    recension.build([tmp_path / "first.txt"], tmp_path / "place" / "edition")
    return tmp_path / "place" / "edition"


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for what SQLite keeps beside an open database."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def _refused(capfd: pytest.CaptureFixture[str], copy: Path, output: Path) -> str:
    capfd.readouterr()
    with pytest.raises(SystemExit) as caught:
        main(["build", str(copy), "-o", str(output)])
    said = capfd.readouterr()
    assert (caught.value.code, said.out, said.err.count("\n")) == (2, "", 1)
    return said.err


def test_a_folder_of_something_else_is_left_alone(
    copy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "photographs"
    other.mkdir()
    (other / "1931.jpg").write_bytes(b"\xff\xd8\xff")
    before = _contents(tmp_path)
    assert str(other) in _refused(capfd, copy, other)
    assert _contents(tmp_path) == before


def test_a_database_of_another_program_is_left_alone(
    copy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    other = tmp_path / "other"
    other.mkdir()
    database = sqlite3.connect(other / "edition.db")
    database.execute("CREATE TABLE birds (name)")
    database.commit()
    database.close()
    before = _contents(tmp_path)
    assert str(other) in _refused(capfd, copy, other)
    assert _contents(tmp_path) == before


def test_a_file_is_left_alone(
    copy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = _contents(tmp_path)
    assert str(copy) in _refused(capfd, copy, copy)
    assert _contents(tmp_path) == before


def test_a_place_below_a_file_is_refused(
    copy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = _contents(tmp_path)
    assert "edition" in _refused(capfd, copy, copy / "below" / "edition")
    assert _contents(tmp_path) == before


def test_an_empty_folder_is_filled(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    recension.build([copy], tmp_path / "empty")
    assert (tmp_path / "empty" / "edition.db").is_file()


def test_a_place_where_one_may_not_write(
    nobodys_place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copy, closed = nobodys_place / "copy.txt", nobodys_place / "closed"
    copy.write_text(FIRST, encoding="utf-8")
    closed.mkdir()
    closed.chmod(0o555)
    assert str(closed / "edition") in _refused(capfd, copy, closed / "edition")
    assert not list(closed.iterdir())


def _steps(copy: Path, output: Path) -> int:
    """How many steps a build reports."""
    steps: list[str] = []
    recension.build([copy], output, progress=lambda what, done, total: steps.append(what))
    return len(steps)


def test_an_interrupt_at_any_step_leaves_the_former_edition(copy: Path, edition: Path) -> None:
    before = _contents(edition.parent)
    steps = _steps(copy, copy.parent / "elsewhere")
    assert steps > 3
    for last in range(steps):
        left = iter(range(last + 1))

        def interrupt(what: str, done: int, total: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt

        if last < steps - 1:
            with pytest.raises(KeyboardInterrupt):
                recension.build([copy], edition, progress=interrupt)
            assert _contents(edition.parent) == before, f"after step {last}"
    recension.build([copy], edition)
    assert "had sailed" in recension.open(edition).sources[0].text.text


def test_the_command_says_one_line_when_interrupted(
    copy: Path, edition: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = _contents(edition.parent)
    monkeypatch.setattr("recension.building.assemble", interrupt)
    capfd.readouterr()
    with pytest.raises(SystemExit) as caught:
        main(["build", str(copy), "-o", str(edition)])
    said = capfd.readouterr()
    assert (caught.value.code, said.out) == (130, "")
    assert said.err.strip() == "recension: interrupted; nothing was changed"
    assert _contents(edition.parent) == before


_KILLED_AT_STEP = """
import os, signal, sys, recension
copy, output, step = sys.argv[1:]
told = []
def kill(what, done, total):
    told.append(what)
    if len(told) == int(step):
        os.kill(os.getpid(), signal.SIGKILL)
recension.build([copy], output, progress=kill)
"""
_KILLED_BEFORE_THE_SWAP = """
import os, signal, sys, recension
from recension.edition import folder
folder._swap = lambda side, place: os.kill(os.getpid(), signal.SIGKILL)
recension.build([sys.argv[1]], sys.argv[2])
"""
_KILLED_BETWEEN_TWO_RENAMES = """
import os, signal, sys, recension
from pathlib import Path
from recension.edition import folder
folder.exchange = lambda one, other: False
rename, seen = Path.rename, []
def kill(self, target):
    seen.append(self)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = kill
recension.build([sys.argv[1]], sys.argv[2])
"""


def _kill(script: str, *arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def _whole_after_kill(copy: Path, edition: Path, before: dict[str, bytes]) -> None:
    assert "would not sail" in recension.open(edition).sources[0].text.text
    assert _contents(edition) == before
    recension.build([copy], edition)
    assert [entry.name for entry in edition.parent.iterdir()] == ["edition"]
    assert "had sailed" in recension.open(edition).sources[0].text.text


def test_kill_while_the_parts_are_written(copy: Path, edition: Path) -> None:
    before = _contents(edition)
    steps = _steps(copy, copy.parent / "elsewhere")
    for step in (1, steps - 1, steps):
        _kill(_KILLED_AT_STEP, copy, edition, step)
        assert _contents(edition) == before
    _whole_after_kill(copy, edition, before)


@pytest.mark.parametrize(
    "script", [_KILLED_BEFORE_THE_SWAP, _KILLED_BETWEEN_TWO_RENAMES], ids=["before", "between"]
)
def test_kill_when_the_new_edition_takes_its_place(script: str, copy: Path, edition: Path) -> None:
    before = _contents(edition)
    _kill(script, copy, edition)
    _whole_after_kill(copy, edition, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "recension-test", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount program here: a full disk is not tried")
    if done.returncode != 0:
        pytest.skip(f"no small disk can be mounted: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _fill(disk: Path, leave: int) -> Path:
    free = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * (free.f_bavail * free.f_frsize - leave))
    return ballast


@pytest.mark.parametrize("leave", [0, 8_192, 65_536, 131_072])
def test_a_full_disk_leaves_the_former_edition(
    leave: int, copy: Path, small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (small_disk.parent / "first.txt").write_text(FIRST, encoding="utf-8")
    edition = small_disk / "edition"
    recension.build([small_disk.parent / "first.txt"], edition)
    ballast = _fill(small_disk, leave)
    before = _contents(edition)
    assert str(edition) in _refused(capfd, copy, edition)
    assert _contents(edition) == before
    assert {entry.name for entry in small_disk.iterdir()} == {"edition", "ballast"}
    ballast.unlink()
    recension.build([copy], edition)
    assert "had sailed" in recension.open(edition).sources[0].text.text


def test_a_full_disk_leaves_nothing_of_a_first_edition(
    copy: Path, small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _fill(small_disk, 16_384)
    assert "free some room" in _refused(capfd, copy, small_disk / "new" / "edition").lower()
    assert {entry.name for entry in small_disk.iterdir()} == {"ballast"}
