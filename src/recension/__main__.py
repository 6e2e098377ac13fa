"""`python -m recension` is the command `recension`."""

from __future__ import annotations

from recension.cli import main

main()
