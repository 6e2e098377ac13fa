"""The baseline: a known state of copies, so that only damage that is new is reported as such.

A finding is known again by its rule, its words and the words around it, never by its offset: it may
move as the text before it is edited. What it cannot survive is an edit within its own words.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recension.model.errors import ArgumentError
from recension.model.finding import Finding
from recension.model.values import Value

SCHEMA = "recension.baseline/1"
_REACH, _WORDS, _QUOTED = 200, 4, 60
_MEND = "Write it anew with --write-baseline"


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as the baseline keeps it.

    Attributes:
        rule: its code.
        words: hash of its words, white space aside.
        before, after: hashes of the four words before and after it.
        quoted: the beginning of its words, for those who read the file.
    """

    rule: str
    words: str
    before: str
    after: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside its baseline: how many findings are new, how many known, and what is gone."""

    new: int
    known: int
    gone: tuple[Known, ...]


def known(text: str, finding: Finding[Value]) -> Known:
    """What is kept of a finding; independent of where in the text it stands."""
    start, end = finding.span.start, finding.span.end
    inside = finding.span.of(text).split()
    before = text[max(0, start - _REACH) : start].split()[-_WORDS:]
    after = text[end : end + _REACH].split()[:_WORDS]
    said = " ".join(inside) if inside else " ".join([*before[-2:], "‸", *after[:2]])
    quoted = said if len(said) <= _QUOTED else f"{said[: _QUOTED - 1]}…"
    return Known(finding.code, _hash(inside), _hash(before), _hash(after), quoted)


def _hash(words: Iterable[str]) -> str:
    said = " ".join(words).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=6).hexdigest()


_NOTHING = _hash(())
# Tried in this order: an edit beside a finding changes one side of its context, seldom both.
_SIGNS: tuple[Callable[[Known], Hashable], ...] = (
    lambda k: (k.rule, k.words, k.before, k.after),
    lambda k: (k.rule, k.words, k.before),
    lambda k: (k.rule, k.words, k.after),
    lambda k: (k.rule, k.words) if k.words != _NOTHING else None,
)


def compared(
    text: str, findings: Sequence[Finding[Value]], before: Sequence[Known]
) -> tuple[Comparison, list[bool]]:
    """Set findings beside those of the baseline; each of these is met once.

    Returns:
        what the comparison adds up to, and for each finding whether it is new.
    """
    now = [known(text, finding) for finding in findings]
    fresh, left = set(range(len(now))), set(range(len(before)))
    for sign in _SIGNS:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index in sorted(left, reverse=True):
            waiting[sign(before[index])].append(index)
        waiting.pop(None, None)
        for index in sorted(fresh):
            if same := waiting.get(sign(now[index])):
                left.remove(same.pop())
                fresh.remove(index)
    gone = tuple(before[index] for index in sorted(left))
    comparison = Comparison(len(fresh), len(now) - len(fresh), gone)
    return comparison, [index in fresh for index in range(len(now))]


def read_baseline(path: Path) -> dict[str, list[Known]]:
    """The findings of a baseline file, by the name of their source.

    Raises:
        ArgumentError: there is no such file, or it is no baseline.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        mend = "Begin one with --write-baseline"
        raise ArgumentError(str(path), f"cannot be read as a baseline ({reason})", mend) from error
    except ValueError as error:
        raise ArgumentError(str(path), "is no baseline: it is not JSON", _MEND) from error
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        raise ArgumentError(str(path), f"is no baseline of the kind {SCHEMA}", _MEND)
    try:
        return {
            str(name): [Known(*map(_word, row)) for row in rows]
            for name, rows in said["sources"].items()
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ArgumentError(str(path), "is a damaged baseline", _MEND) from error


def _word(cell: object) -> str:
    if not isinstance(cell, str):
        raise TypeError
    return cell


def baseline_text(sources: Mapping[str, Sequence[Known]]) -> str:
    """A baseline file: one finding a line, sources by name, so that versions can be compared."""
    parts = [f'{{\n"schema": {json.dumps(SCHEMA)},\n"sources": {{']
    for place, (name, rows) in enumerate(sorted(sources.items())):
        lines = ",\n".join(
            json.dumps([row.rule, row.words, row.before, row.after, row.quoted]) for row in rows
        )
        parts.append(f"{',' if place else ''}\n{json.dumps(name)}: [\n{lines}\n]")
    return "".join([*parts, "\n}\n}\n"])
