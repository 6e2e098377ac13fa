"""The editor's decisions: ``decisions.json``, kept through every rebuild.

A JSON list of objects with the fields of :class:`recension.model.edition.Decision`. It lies in the
edition folder, or beside a source (``bulletin.txt.decisions.json``), or both. The file is the
editor's: a build reads it and carries it over unchanged; only ``recension decide`` writes, and only
what the editor tells it. A decision that was withdrawn stays in the file and says so, so that its
id is never given again. What is done with decisions is in
:mod:`recension.edition.decisions_applied`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from recension.edition.output import sync, told
from recension.model.edition import Decision
from recension.model.errors import DecisionsError
from recension.model.plain_data import to_plain, to_typed

NAME = "decisions.json"
_BESIDE = ".decisions.json"
_TEXTS = (
    "id", "action", "target", "source_sha256", "quotation", "reason", "by", "named", "relation",
    "reading", "ending", "before", "after", "when", "field", "withdrawn",
)  # fmt: skip
_PASSAGE_TEXTS = ("quotation", "source_sha256", "ending", "before", "after")
_ID = re.compile(r"[^\s\x00-\x1f\x7f]{1,60}")
_NUMBERED = re.compile(r"j(\d{1,9})")
_LARGEST = 16_000_000  # bytes: some twenty thousand decisions with all their words
_MEND = "Correct the file or move it away"


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """The decisions in an edition folder; none where there is no file.

    Raises:
        DecisionsError: the file is malformed, or cannot be read.
    """
    return _decisions(folder / NAME)


def decisions_for(inputs: Iterable[Path], folder: Path | None) -> tuple[Decision, ...]:
    """The decisions that lie beside the sources, then those of the edition folder.

    Raises:
        DecisionsError: a file is malformed, or two give one id.
    """
    files = [path.with_name(path.name + _BESIDE) for path in dict.fromkeys(inputs)]
    files += [folder / NAME] if folder is not None else []
    seen: dict[str, Path] = {}
    every: list[Decision] = []
    for path in files:
        for decision in _decisions(path):
            if decision.id in seen:
                problem = f"the id {decision.id} is given in {seen[decision.id]} too"
                raise DecisionsError(str(path), problem, "Give one of the two another id")
            seen[decision.id] = path
            every.append(decision)
    return tuple(every)


def record(folder: Path, decision: Decision, known: Sequence[Decision] = ()) -> Decision:
    """Write a decision behind the others.

    Args:
        folder: the edition's.
        decision: what was decided; it gets an id that no other ever had.
        known: decisions that lie elsewhere.

    Returns:
        the decision with its id.

    Raises:
        DecisionsError: the file is malformed.
        OutputFailed: it cannot be written; what was there is whole.
    """
    path = folder / NAME
    rows = _rows(path)
    ids = [str(row["id"]) for row in rows] + [other.id for other in known]
    numbers = [int(found[1]) for name in ids if (found := _NUMBERED.fullmatch(name))]
    decision = replace(decision, id=f"j{max(numbers, default=0) + 1}")
    _write(path, [*rows, to_plain(decision)])
    return decision


def withdraw(folder: Path, name: str, said: str) -> None:
    """Let a decision be carried out no more; it stays in the file.

    Args:
        folder: the edition's.
        name: its id.
        said: when, by whom and why it was withdrawn.

    Raises:
        DecisionsError: there is no such decision in the file, or it was withdrawn before.
        OutputFailed: the file cannot be written; what was there is whole.
    """
    path = folder / NAME
    rows = _rows(path)
    row = next((row for row in rows if row["id"] == name), None)
    if row is None:
        raise DecisionsError(str(path), f"has no decision {name}", "recension decide DIR list")
    if row.get("withdrawn"):
        raise DecisionsError(str(path), f"{name} was withdrawn before", "There is nothing to do")
    row["withdrawn"] = said
    _write(path, rows)


def withdrawn(folder: Path) -> list[tuple[Decision, str]]:
    """The decisions that were withdrawn, each with when and why.

    Raises:
        DecisionsError: the file is malformed.
    """
    rows = _rows(folder / NAME)
    return [(_typed(row), row["withdrawn"]) for row in rows if row.get("withdrawn")]


def _decisions(path: Path) -> tuple[Decision, ...]:
    return tuple(_typed(row) for row in _rows(path) if not row.get("withdrawn"))


def _typed(row: dict[str, Any]) -> Decision:
    """A decision as its file has it; what builds say of it is theirs to say."""
    return replace(to_typed(Decision, row), proposal=None, problem=None)


def _rows(path: Path) -> list[dict[str, Any]]:
    """The file's entries, checked; none where there is no file."""
    try:
        if path.stat().st_size > _LARGEST:
            raise DecisionsError(str(path), "is larger than 16 MB, which nobody decided", _MEND)
        text = path.read_text(encoding="utf-8-sig")
        rows = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 (at byte {error.start:,})"
        raise DecisionsError(str(path), problem, "Save it as UTF-8") from error
    except (OSError, ValueError, RecursionError) as error:
        raise DecisionsError(str(path), f"cannot be read ({error})", _MEND) from error
    if not isinstance(rows, list):
        raise DecisionsError(str(path), "is not a list", _MEND)
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        _check(f"{path}, entry {number}", row)
        if row["id"] in seen:
            raise DecisionsError(f"{path}, entry {number}", f"the id {row['id']} is given twice",
                                 "Give each decision an id of its own")  # fmt: skip
        seen.add(row["id"])
    return rows


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of which no member is named twice."""
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice[:40]}” stands twice in one entry")
    return row


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _check(place: str, row: Any) -> None:  # noqa: ANN401 - from JSON
    if not isinstance(row, dict):
        raise DecisionsError(place, "is not an object", _MEND)
    for name in ("id", "action", "target"):
        if not row.get(name):
            raise DecisionsError(place, f"has no {name}", _MEND)
    _check_place(place, row, _TEXTS)
    if not _ID.fullmatch(row["id"]):
        raise DecisionsError(place, "id is longer than 60 characters or has spaces in it", _MEND)
    values = row.get("values", [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise DecisionsError(place, "values is not a list of texts", _MEND)
    passages = row.get("passages", [])
    if not isinstance(passages, list):
        raise DecisionsError(place, "passages is not a list", _MEND)
    for number, passage in enumerate(passages, 1):
        if not isinstance(passage, dict) or "quotation" not in passage:
            raise DecisionsError(place, f"passage {number} has no quotation", _MEND)
        _check_place(f"{place}, passage {number}", passage, _PASSAGE_TEXTS)


def _check_place(place: str, row: dict[str, Any], texts: Sequence[str]) -> None:
    for name in texts:
        if not isinstance(row.get(name), str | None):
            raise DecisionsError(place, f"{name} is not a text", _MEND)
    for name in ("start", "end"):
        number = row.get(name)
        if isinstance(number, bool) or not isinstance(number, int | None):
            raise DecisionsError(place, f"{name} is not a number", _MEND)
    start, end = row.get("start"), row.get("end")
    if not 0 <= (start or 0) <= (start or 0 if end is None else end) < 2**53:
        raise DecisionsError(place, f"{start} to {end} is no place", _MEND)


def _write(path: Path, rows: Sequence[Any]) -> None:
    """Put the file in place whole: what reads it sees the old one or the new one."""
    side = path.with_name(f".{path.name}.making-{os.getpid()}")
    with told(path):
        try:
            data = json.dumps(rows, ensure_ascii=False, indent=1)
            side.write_bytes((data + "\n").encode("utf-8", "backslashreplace"))
            sync(side)
            side.replace(path)
        finally:
            side.unlink(missing_ok=True)
