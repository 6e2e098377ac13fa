"""An edition folder is put in place whole, or the former edition stays as it was."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

import recension
from recension.edition import folder, output
from recension.edition.folder import check, open_edition, put, recover
from recension.model.edition import Edition, Source
from recension.model.errors import NotAnEdition, OutputFailed
from recension.model.source_text import SourceText


def _edition(words: str) -> Edition:
    text = SourceText("a.txt", words, "0" * 64, original=words.encode())
    return Edition(sources=(Source("s1", text),), generator_version="1")


class _Part:
    """An exporter that writes a file, or fails as it is told to."""

    name: ClassVar[str] = "part"
    summary: ClassVar[str] = ""
    needs_folder: ClassVar[bool] = False

    def __init__(self, failure: BaseException | None = None) -> None:
        self.failure = failure

    def write(self, edition: Edition, target: Path) -> None:
        target.write_text(edition.sources[0].text.text)
        if self.failure:
            raise self.failure


FORMER, NEW = _edition("the former one"), _edition("the new one")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a former edition in it."""
    place = tmp_path / "edition"
    put(FORMER, place, {"edition.json": _Part()})
    return place


def _whole(place: Path, edition: Edition) -> bool:
    words = edition.sources[0].text.text
    return (
        open_edition(place) == edition
        and (place / "edition.json").read_text() == words
        and (place / "text" / "s1.txt").read_text() == words
    )


def _alone(place: Path) -> bool:
    return [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_new_folder_has_all_its_parts(target: Path) -> None:
    assert _whole(target, FORMER)
    assert _alone(target)
    assert {path.name for path in target.iterdir()} == {"edition.db", "edition.json", "text"}


def test_a_former_edition_is_replaced(target: Path) -> None:
    put(NEW, target, {"edition.json": _Part()})
    assert _whole(target, NEW)
    assert _alone(target)


def test_an_empty_folder_and_missing_parents_are_fine(tmp_path: Path) -> None:
    put(NEW, tmp_path, {"edition.json": _Part()})
    put(NEW, tmp_path / "a" / "b" / "edition", {"edition.json": _Part()})
    assert _whole(tmp_path / "a" / "b" / "edition", NEW)


def test_a_link_is_followed_and_stays(target: Path) -> None:
    link = target.with_name("link")
    link.symlink_to(target)
    put(NEW, link, {"edition.json": _Part()})
    assert link.is_symlink()
    assert _whole(target, NEW)


@pytest.mark.parametrize("name", ["thesis.doc", "edition.db", "edition.json"])
def test_something_else_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("years of work")
    with pytest.raises(NotAnEdition, match="left alone"):
        put(NEW, tmp_path, {})
    assert (tmp_path / name).read_text() == "years of work"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotAnEdition, match="no folder"):
        check(tmp_path / "file")


def test_what_the_user_put_there_is_carried_over(target: Path) -> None:
    (target / "decisions.json").write_text("[]")
    (target / "my notes").mkdir()
    (target / "my notes" / "a.txt").write_text("keep")
    (target / "link").symlink_to("nowhere")
    (target / "tei").mkdir()
    put(NEW, target, {"edition.json": _Part()})
    assert (target / "decisions.json").read_text() == "[]"
    assert (target / "my notes" / "a.txt").read_text() == "keep"
    assert (target / "link").readlink() == Path("nowhere")
    assert not (target / "tei").exists()


_FULL = OSError(errno.ENOSPC, "No space left on device")


def _full(*arguments: object, **named: object) -> None:
    raise _FULL


_STEPS = {
    "database": "recension.edition.file.write",
    "text": "recension.edition.folder._write_text",
    "carry over": "recension.edition.folder._carry_over",
    "sync": "os.fsync",
    "exchange": "recension.edition.folder.exchange",
}


@pytest.mark.parametrize("step", _STEPS)
def test_a_failure_at_any_step_leaves_the_former_edition(
    target: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(_STEPS[step], _full)
        with pytest.raises(OutputFailed, match="Free some room"):
            put(NEW, target, {"edition.json": _Part()})
    assert _whole(target, FORMER)
    assert _alone(target)


@pytest.mark.parametrize("failure", [_FULL, KeyboardInterrupt(), ValueError("a defect")])
def test_a_failing_part_leaves_the_former_edition(target: Path, failure: BaseException) -> None:
    with pytest.raises((OutputFailed, KeyboardInterrupt, ValueError)):
        put(NEW, target, {"edition.json": _Part(failure)})
    assert _whole(target, FORMER)
    assert _alone(target)


def test_a_failure_leaves_no_new_parents(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed):
        put(NEW, tmp_path / "a" / "b", {"edition.json": _Part(_FULL)})
    assert not list(tmp_path.iterdir())


class TestWithoutExchange:
    """Systems that cannot exchange two folders in one step."""

    @pytest.fixture(autouse=True)
    def _no_exchange(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(folder, "exchange", lambda one, other: False)

    def test_a_former_edition_is_replaced(self, target: Path) -> None:
        put(NEW, target, {"edition.json": _Part()})
        assert _whole(target, NEW)
        assert _alone(target)

    @pytest.mark.parametrize("failing", [1, 2])
    def test_a_failing_rename_is_taken_back(
        self, target: Path, failing: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", _nth_fails(Path.rename, failing))
            with pytest.raises(OutputFailed):
                put(NEW, target, {"edition.json": _Part()})
        assert _whole(target, FORMER)
        assert _alone(target)

    def test_a_crash_between_the_renames_is_mended_by_whoever_comes_next(
        self, target: Path
    ) -> None:
        target.rename(target.with_name(".edition.former"))
        assert _whole(target, FORMER)
        target.rename(target.with_name(".edition.former"))
        recover(target)
        assert _alone(target)
        target.rename(target.with_name(".edition.former"))
        put(NEW, target, {"edition.json": _Part()})
        assert _whole(target, NEW)
        assert _alone(target)


def _nth_fails(rename: Callable[[Path, Path], Path], failing: int) -> Callable[[Path, Path], Path]:
    calls = iter(range(1, 10))

    def renamed(self: Path, to: Path) -> Path:
        if next(calls) == failing:
            raise OSError(errno.EACCES, "Permission denied")
        return rename(self, to)

    return renamed


_KILLED = """
import os, signal, sys
from pathlib import Path
from recension.edition import folder, output
from tests.test_folder import NEW, _Part

step = sys.argv[2]
def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)
if step == "after exchange":
    real = folder.exchange
    def exchange(one, other):
        real(one, other)
        die()
    folder.exchange = exchange
elif step == "between renames":
    folder.exchange = lambda one, other: False
    real = Path.rename
    def rename(self, to):
        real(self, to)
        die()
    Path.rename = rename
else:
    where, name = {
        "database": (folder.file, "write"), "text": (folder, "_write_text"),
        "sync": (output.os, "fsync"), "exchange": (folder, "exchange"),
    }[step]
    setattr(where, name, die)
folder.put(NEW, Path(sys.argv[1]), {"edition.json": _Part()})
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("database", FORMER),
        ("text", FORMER),
        ("sync", FORMER),
        ("exchange", FORMER),
        ("between renames", FORMER),
        ("after exchange", NEW),
    ],
)
def test_kill_9_at_any_step_leaves_an_edition_whole(target: Path, step: str, left: Edition) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(target), step], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert _whole(target, left)
    put(NEW, target, {"edition.json": _Part()})
    assert _whole(target, NEW)
    assert _alone(target)


@pytest.mark.parametrize("first", [True, False])
def test_two_builds_at_once_leave_one_of_the_two_whole(tmp_path: Path, first: bool) -> None:
    place = tmp_path / "edition"
    if not first:
        put(FORMER, place, {"edition.json": _Part()})
    program = """
import sys
from pathlib import Path
from recension.edition.folder import put
from tests.test_folder import NEW, _Part
for _ in range(20):
    put(NEW, Path(sys.argv[1]), {"edition.json": _Part()})
"""
    command = [sys.executable, "-c", program, str(place)]
    builds = [subprocess.Popen(command) for _ in range(2)]
    assert [build.wait() for build in builds] == [0, 0]
    assert _whole(place, NEW)
    assert _alone(place)


def test_what_a_living_process_writes_is_left_alone(target: Path) -> None:
    side = target.with_name(f".edition.making-{output._host()}-{os.getppid()}")
    side.mkdir()
    put(NEW, target, {"edition.json": _Part()})
    assert side.is_dir()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for one small edition and not for two."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_former_edition(small_disk: Path) -> None:
    place = small_disk / "edition"
    put(FORMER, place, {"edition.json": _Part()})
    with pytest.raises(OutputFailed, match="Free some room"):
        put(_edition("word " * 100_000), place, {"edition.json": _Part()})
    assert _whole(place, FORMER)
    assert _alone(place)


def test_a_mounted_folder_is_refused_with_a_mend(small_disk: Path) -> None:
    with pytest.raises(OutputFailed, match="mounted"):
        put(FORMER, small_disk, {"edition.json": _Part()})


def test_building_twice_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Record of Conversation\n\nMoscow, 27 May 1946\n\nComrade Ranković spoke.\n")
    program = "import recension, sys; recension.build([sys.argv[1]], sys.argv[2])"
    for seed in ("0", "1"):
        command = [sys.executable, "-c", program, str(source), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert _files(tmp_path / "0") == _files(tmp_path / "1")


def _files(place: Path) -> dict[str, bytes]:
    return {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}


def test_build_and_open_give_the_same_edition(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(textwrap.dedent("A letter.\n\nBelgrade, 1 June 1948.\n"))
    built = recension.build([source], tmp_path / "edition")
    assert recension.open(tmp_path / "edition") == built
