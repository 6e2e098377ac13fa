"""Names of sources: short, and no two alike within one edition."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from recension.model.errors import ArgumentError


def source_names(paths: Sequence[Path]) -> list[str]:
    """Name each file by its last part, and files alike by as many folders as tell them apart.

    Args:
        paths: the inputs, in the user's order.

    Returns:
        one name a path, with ``/`` between its parts, all different.

    Raises:
        ArgumentError: one file is given twice.
    """
    parts = [path.absolute().parts for path in paths]
    _refuse_twins(paths)
    depths = [1] * len(parts)
    while True:
        names = [_joined(part[-depth:]) for part, depth in zip(parts, depths, strict=True)]
        seen = Counter(names)
        alike = [i for i, name in enumerate(names) if seen[name] > 1]
        growing = [i for i in alike if depths[i] < len(parts[i])]
        if not growing:
            return names
        for i in growing:
            depths[i] += 1


def _refuse_twins(paths: Sequence[Path]) -> None:
    seen: set[str] = set()
    for path in paths:
        whole = _whole(path)
        if whole in seen:
            raise ArgumentError(str(path), "is given twice", "Name each file once")
        seen.add(whole)


def _whole(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # what is wrong with it is said when it is read
        return str(path.absolute())


def _joined(parts: Sequence[str]) -> str:
    name = "/".join(part.strip("/\\") for part in parts)
    # A name in an old encoding comes with lone surrogates, which no file of ours could carry.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
