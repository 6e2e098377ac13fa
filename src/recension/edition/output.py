"""How output gets into place: written beside it, synced, and moved there in one step.

What is written lies in a *side path* next to the target (same file system, name
``.NAME.making-HOST-PID``) until it is whole. A failure or an interrupt deletes it; after a crash
the next writer of the same target does.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recension.model.edition import Edition
from recension.model.errors import OutputFailed
from recension.model.reader import Exporter

_A_DAY = 86_400.0


def export(edition: Edition, target: Path, exporter: Exporter) -> None:
    """Write an edition in one format; a file that was there is replaced once the new one is whole.

    Raises:
        OutputFailed: the target is a folder with something in it, or cannot be written.
    """
    place = Path(os.path.realpath(target))
    if place.is_dir() and (listing(place) or not exporter.needs_folder):
        problem = "is a folder with something in it" if exporter.needs_folder else "is a folder"
        raise OutputFailed(str(target), problem, "Give another path with -o")
    with told(target), parents(place):
        clean(place)
        with side_path(place) as side:
            exporter.write(edition, side)
            sync_all(side)
            if place.is_dir():
                place.rmdir()
            side.replace(place)
            sync_name(place)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Turn what the disk or SQLite says into one line about ``target``."""
    try:
        yield
    except OSError as error:
        problem = f"cannot be written ({(error.strerror or str(error)).lower()})"
        raise OutputFailed(str(target), problem, _mend(error.errno)) from error
    except sqlite3.Error as error:
        full = errno.ENOSPC if "full" in str(error) else None
        raise OutputFailed(str(target), f"cannot be written ({error})", _mend(full)) from error


def _mend(code: int | None) -> str:
    """What to do about an error of the system."""
    if code in (errno.ENOSPC, errno.EDQUOT):
        return "Free some room on that disk or choose another with -o; what was there is whole"
    return "Choose a place with -o where you may write; what was there is whole"


@contextmanager
def parents(place: Path) -> Iterator[None]:
    """Make the folders above; those made are taken away again if the work fails."""
    made = [parent for parent in place.parents if not parent.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for parent in made:
            if parent.is_dir() and not listing(parent):
                parent.rmdir()
        raise


@contextmanager
def side_path(place: Path) -> Iterator[Path]:
    """A path next to ``place`` that does not exist yet; what is there at the end is deleted."""
    side = place.with_name(f"{_making(place)}{_host()}-{os.getpid()}")
    _delete(side)
    try:
        yield side
    finally:
        _delete(side)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def listing(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; nothing where there is no folder."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def sync_all(path: Path) -> None:
    """Have a file, or a folder with all that is in it, written through to the disk."""
    if not path.is_dir():
        sync(path)
    for inside, _, names in os.walk(path, topdown=False):
        for name in names:
            sync(Path(inside, name))
        sync(Path(inside))


def sync(path: Path) -> None:
    """Have one file or folder written through to the disk; Windows cannot sync folders."""
    if path.is_symlink() or (os.name == "nt" and path.is_dir()):
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_name(place: Path) -> None:
    """Have a renaming written through; what cannot be is in place all the same."""
    with suppress(OSError):
        sync(place.parent)


def _making(place: Path) -> str:
    return f".{place.name}.making-"


def _host() -> str:
    return "".join(c if c.isalnum() else "_" for c in socket.gethostname())[:40] or "host"


def clean(place: Path) -> None:
    """Delete what dead processes left; what a living one works on is its own."""
    for entry in listing(place.parent):
        if entry.name.startswith(_making(place)) and not _alive(entry, len(_making(place))):
            _delete(Path(entry.path))


def _alive(entry: os.DirEntry[str], prefix: int) -> bool:
    """Whether a side folder's process still runs; on another machine we can only ask its age."""
    host, _, number = entry.name[prefix:].rpartition("-")
    if host != _host() or not number.isdecimal() or os.name == "nt":
        return time.time() - entry.stat().st_mtime < _A_DAY
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
