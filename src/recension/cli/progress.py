"""Progress on standard error: only on a terminal, and only once a second has passed."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class TerminalProgress:
    """Shows what is being done on one line that it rewrites, and clears it at the end.

    Args:
        stream: where to; nothing is written unless it is a terminal.
        after: seconds of work before anything is shown.
    """

    def __init__(self, stream: TextIO | None = None, after: float = 1.0) -> None:
        self._stream = stream or sys.stderr
        self._after, self._begun, self._shown = after, time.monotonic(), False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show ``what`` with a bar of ``done`` out of ``total`` steps."""
        if not self._stream.isatty() or time.monotonic() - self._begun < self._after:
            return
        filled = round(20 * done / max(1, total))
        bar = "█" * filled + "·" * (20 - filled)
        self._stream.write(f"\r\x1b[K{bar} {what[:70]}")
        self._stream.flush()
        self._shown = True

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
