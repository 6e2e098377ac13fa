"""Edition folders (first version: written in place)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from recension.model.edition import Edition
from recension.model.reader import Exporter


def check(target: Path) -> None:
    """Refuse."""


def put(edition: Edition, target: Path, parts: Mapping[str, Exporter], progress: object) -> None:
    """Write."""
    import shutil

    target.mkdir(parents=True, exist_ok=True)
    for name, exporter in parts.items():
        path = target / name
        if path.is_dir():
            shutil.rmtree(path)
        exporter.write(edition, path)
