"""The editor's decisions: ``decisions.json`` in the edition folder, kept through every rebuild.

A JSON list of objects with the fields of :class:`recension.model.edition.Decision`. The file is the
editor's: this program reads it and carries it over unchanged. What is done with decisions is in
:mod:`recension.edition.decisions_applied`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from recension.model.edition import Decision
from recension.model.errors import DecisionsError
from recension.model.plain_data import to_typed

NAME = "decisions.json"
_TEXTS = ("id", "action", "target", "source_sha256", "quotation", "reason", "by", "named")
_OFFSETS = ("start", "end")


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """The decisions in an edition folder; none where there is no file.

    Raises:
        DecisionsError: the file is malformed, or cannot be read.
    """
    path = folder / NAME
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError, RecursionError) as error:
        raise DecisionsError(str(path), f"cannot be read ({error})", _MEND) from error
    if not isinstance(rows, list):
        raise DecisionsError(str(path), "is not a list", _MEND)
    return tuple(_decision(path, number, row) for number, row in enumerate(rows, 1))


_MEND = "Correct the file or move it away"


def _decision(path: Path, number: int, row: Any) -> Decision:  # noqa: ANN401 - from JSON
    if not isinstance(row, dict):
        raise DecisionsError(f"{path}, entry {number}", "is not an object", _MEND)
    for name in ("id", "action", "target"):
        if not row.get(name):
            raise DecisionsError(f"{path}, entry {number}", f"has no {name}", _MEND)
    for names, kind, what in ((_TEXTS, str, "a text"), (_OFFSETS, int, "a number")):
        for name in names:
            if not isinstance(row.get(name), kind | None):
                raise DecisionsError(f"{path}, entry {number}", f"{name} is not {what}", _MEND)
    return to_typed(Decision, row)
