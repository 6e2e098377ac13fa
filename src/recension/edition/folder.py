"""The edition folder: ``edition.db``, ``edition.json``, ``text/s1.txt`` …, ``tei/``, ``site/``.

A folder is put in place whole, so that a crash, a full disk, an interrupt or ``kill -9`` at any
moment leaves the former edition:

1. All of it is written into a *side folder* next to the target (:mod:`recension.edition.output`)
   and synced to the disk, files first, folders after them.
2. The side folder and the target change places in one step of the file system
   (:mod:`recension.edition.exchange`). Whoever looks sees the old edition or the new one.
3. What is now in the side folder is the former edition; it is deleted.

Where the system cannot exchange, the former edition is renamed to ``.NAME.former`` and the new one
to its name. Between these two renames there is no target; a crash just there is mended by the next
:func:`recover`, which every way in calls. A symbolic link would do without exchange, but people
move and copy editions, and a link breaks then.

What the user has put into an edition folder (``decisions.json`` and anything else that is not ours)
is carried over.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from recension.edition import file
from recension.edition.exchange import exchange
from recension.edition.output import (
    clean,
    listing,
    parents,
    side_path,
    sync_all,
    sync_name,
    told,
)
from recension.model.edition import Edition, Source
from recension.model.errors import NotAnEdition, OutputFailed
from recension.model.reader import Exporter

DATABASE = "edition.db"
_OURS = frozenset(
    {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "edition.json", "text", "tei", "site"}
)
Progress = Callable[[str, int, int], None]


def open_edition(folder: Path) -> Edition:
    """Read the edition of a folder.

    Raises:
        NotAnEdition: there is no edition in it.
        UnknownSchema: a newer Recension wrote it.
    """
    return file.load(database(folder))


def database(folder: Path) -> Path:
    """The edition file of a folder, which is brought back first if a crash took it away.

    Raises:
        NotAnEdition: there is none.
    """
    recover(folder)
    path = folder / DATABASE
    if not file.is_edition_file(path):
        mend = "Name a folder that recension build made"
        raise NotAnEdition(str(folder), "there is no edition in it", mend)
    return path


def check(target: Path) -> None:
    """Refuse a target that is something else, before any work is done.

    Raises:
        NotAnEdition: it exists and is neither an edition nor an empty folder.
        OutputFailed: one can see beforehand that it cannot be written.
    """
    recover(target)
    _check_room(target)
    if not os.path.lexists(target) or file.is_edition_file(target / DATABASE):
        return
    if not target.is_dir():
        raise NotAnEdition(str(target), "exists and is no folder", _ELSEWHERE)
    if listing(target):
        raise NotAnEdition(str(target), "exists and is no edition; it is left alone", _ELSEWHERE)


def _check_room(target: Path) -> None:
    """Whether a folder can be made and renamed next to the target."""
    place = Path(os.path.realpath(target))
    above = next(parent for parent in place.parents if os.path.lexists(parent))
    mend = "Choose a place with -o where you may write"
    if not above.is_dir():
        raise OutputFailed(str(target), f"cannot be written ({above} is no folder)", mend)
    if not os.access(above, os.W_OK | os.X_OK):
        raise OutputFailed(str(target), f"cannot be written (no permission in {above})", mend)
    if place.is_mount():
        problem = "is a mounted folder, which cannot be replaced whole"
        raise OutputFailed(str(target), problem, "Choose a folder inside it with -o")


_ELSEWHERE = "Give another folder with -o"


def put(
    edition: Edition,
    target: Path,
    parts: Mapping[str, Exporter],
    progress: Progress = lambda what, done, total: None,
) -> None:
    """Write an edition folder and put it in place whole.

    Args:
        edition: what to write.
        target: the folder; a former edition there is replaced, a link to one is followed.
        parts: for each name inside the folder (``edition.json``, ``site``) what writes it.
        progress: told before each part.

    Raises:
        NotAnEdition: the target is something else; it is left alone.
        OutputFailed: disk full, no permission …; what was there before is whole.
    """
    check(target)
    place = Path(os.path.realpath(target))
    with told(target), parents(place):
        clean(place)
        if os.path.lexists(place):
            shutil.rmtree(_former(place), ignore_errors=True)
        with side_path(place) as side:
            side.mkdir()
            _write(edition, side, parts, progress)
            _carry_over(place, side)
            sync_all(side)
            _swap(side, place)


def recover(target: Path) -> None:
    """Bring back the former edition if a crash came between the two renames."""
    place = Path(os.path.realpath(target))
    former = _former(place)
    if not os.path.lexists(place) and former.is_dir():
        former.rename(place)


def _write(edition: Edition, side: Path, parts: Mapping[str, Exporter], progress: Progress) -> None:
    total = len(parts) + 1
    progress(f"writing {DATABASE}", 0, total)
    file.write(edition, side / DATABASE)
    (side / "text").mkdir()
    for source in edition.sources:
        _write_text(source, side / "text" / f"{source.id}.txt")
    for done, (name, exporter) in enumerate(parts.items(), 1):
        progress(f"writing {name}", done, total)
        exporter.write(edition, side / name)


def _write_text(source: Source, path: Path) -> None:
    """The decoded text as it is: UTF-8, line ends untouched."""
    path.write_bytes(source.text.text.encode("utf-8", "surrogatepass"))


def _carry_over(place: Path, side: Path) -> None:
    """Copy what the user has put into the former edition."""
    for entry in listing(place):
        kept = side / entry.name
        if entry.name in _OURS or os.path.lexists(kept):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.copytree(entry, kept, symlinks=True)
        else:
            shutil.copy2(entry, kept, follow_symlinks=False)


def _swap(side: Path, place: Path) -> None:
    if not (_takes_free_place(side, place) or exchange(side, place)):
        _swap_in_two_steps(side, place)
    sync_name(place)


def _takes_free_place(side: Path, place: Path) -> bool:
    """Move there if nothing is there; another build may just have come first."""
    try:
        if place.is_dir() and not listing(place):
            place.rmdir()
        if os.path.lexists(place):
            return False
        side.rename(place)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise
        return False
    return True


def _swap_in_two_steps(side: Path, place: Path) -> None:
    former = _former(place)
    shutil.rmtree(former, ignore_errors=True)
    place.rename(former)
    try:
        side.rename(place)
    except BaseException:
        former.rename(place)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _former(place: Path) -> Path:
    return place.with_name(f".{place.name}.former")
