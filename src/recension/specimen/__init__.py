"""The bundled specimen: an invented dossier to learn on, to show, and to test with.

Nothing in it is true: see ``README.md`` beside this file. It is in the public domain (CC0 1.0).
"""

from __future__ import annotations

from importlib.resources import files as _resources
from pathlib import Path

_INPUTS = ("bulletin.txt", "copy-a.txt", "copy-b.txt")
_RECORDS = ("records/a.txt", "records/b.txt", "records/c.txt")


def files() -> tuple[Path, ...]:
    """The inputs of its edition, in order: the bulletin and two copies of one memorandum."""
    return _paths(_INPUTS)


def records() -> tuple[Path, ...]:
    """The three records as loose files, undamaged: the Soviet, the Yugoslav, the Romanian."""
    return _paths(_RECORDS)


def _paths(names: tuple[str, ...]) -> tuple[Path, ...]:
    folder = Path(str(_resources(__name__)))
    return tuple(folder / name for name in names)
