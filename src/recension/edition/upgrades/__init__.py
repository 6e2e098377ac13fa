"""The edition file's schema: ``001.sql`` makes it, each later script brings an older file up to it.

A file says its version in ``PRAGMA user_version``. Scripts are never changed once a version of the
program has gone out with them.
"""

from __future__ import annotations

import re
import sqlite3
from importlib.resources import files
from importlib.resources.abc import Traversable

SCRIPTS: Traversable = files(__name__)
_NAME = re.compile(r"(\d{3})\.sql")


def latest(scripts: Traversable | None = None) -> int:
    """The version that this program writes."""
    return max(_numbered(scripts), default=0)


def upgrade(connection: sqlite3.Connection, scripts: Traversable | None = None) -> None:
    """Run the scripts that a file lacks, oldest first; a new file lacks all."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, script in sorted(_numbered(scripts).items()):
        if number > version:
            connection.executescript(f"{script}\nPRAGMA user_version = {number};")


def _numbered(scripts: Traversable | None) -> dict[int, str]:
    found = ((_NAME.fullmatch(script.name), script) for script in (scripts or SCRIPTS).iterdir())
    return {int(name[1]): script.read_text(encoding="utf-8") for name, script in found if name}
