"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux: renameat2(2); macOS: RENAME_SWAP of renamex_np(2) has the same number
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def exchange(one: Path, other: Path) -> bool:
    """Let two paths of one file system change places, so that neither is ever missing.

    Returns:
        False where this system or file system cannot do it; nothing has happened then.

    Raises:
        OSError: it can be done, but failed.
    """
    status = _call(os.fsencode(one), os.fsencode(other))
    if status == 0:
        return True
    if status is None or (code := ctypes.get_errno()) in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _call(one: bytes, other: bytes) -> int | None:
    """The system's own function, which the standard library does not offer; None without one."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return int(library.renamex_np(one, other, ctypes.c_uint(_RENAME_EXCHANGE)))
        flags = ctypes.c_uint(_RENAME_EXCHANGE)
        return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, flags))
    except (AttributeError, OSError, TypeError):
        return None
