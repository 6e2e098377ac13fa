"""The bytes of an input file, or one sentence why they cannot be had."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from recension.model.errors import MissingSource, SourceError, UnreadableSource

LARGEST = 2 * 1024**3
"""Bytes beyond which a file is refused: no volume of text comes near it."""

_PIECE = 16 * 1024**2
_KINDS = (
    (stat.S_ISDIR, "is a folder", "Name the files in it, for example with *.txt"),
    (stat.S_ISFIFO, "is a pipe, not a file", "Save what it gives to a file, and name that"),
    (stat.S_ISCHR, "is a device, not a file", "Name a text or PDF file"),
    (stat.S_ISBLK, "is a device, not a file", "Name a text or PDF file"),
    (stat.S_ISSOCK, "is a socket, not a file", "Name a text or PDF file"),
)


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Read a whole file, refusing whatever is not an ordinary one.

    Args:
        path: the file.
        largest: bytes beyond which it is refused unread.

    Raises:
        MissingSource: there is no such file.
        UnreadableSource: it is a folder, pipe or device, too large, or may not be read.
    """
    try:
        _refuse_unless_regular(path, path.stat().st_mode)
        with open(path, "rb", buffering=0, opener=_not_blocking) as file:
            found = os.fstat(file.fileno())
            _refuse_unless_regular(path, found.st_mode)
            _refuse_if_larger(path, found.st_size, largest)
            pieces, size = [], 0
            # Piece by piece: a file may grow, and those of /proc say that they have no size.
            while piece := file.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                _refuse_if_larger(path, size, largest)
            return b"".join(pieces)
    except (OSError, ValueError) as error:
        raise _in_words(path, error) from error
    except MemoryError as error:
        raise UnreadableSource(
            str(path), "does not fit into this machine's memory", "Split it by volume or chapter"
        ) from error


def _not_blocking(path: str, flags: int) -> int:
    """Open so that a pipe which has taken the file's place meanwhile does not hang us."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_unless_regular(path: Path, mode: int) -> None:
    for is_kind, problem, mend in _KINDS:
        if is_kind(mode):
            raise UnreadableSource(str(path), problem, mend)


def _refuse_if_larger(path: Path, size: int, largest: int) -> None:
    if size > largest:
        problem = f"is larger than {largest / 1024**2:,.0f} MiB"
        raise UnreadableSource(str(path), problem, "Split it by volume or chapter")


def _in_words(path: Path, error: OSError | ValueError) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MissingSource(str(path), "no such file", "Check the name and the folder")
    if isinstance(error, PermissionError):
        mend = "Give yourself the right to read it, or copy it to a place where you have it"
        return UnreadableSource(str(path), "may not be read by you", mend)
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableSource(str(path), f"cannot be read ({reason})", "Check the name and the disk")
