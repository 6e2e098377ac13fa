"""The way through the program: runs the stages in order and refuses an order that cannot work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from recension.model.errors import DuplicateCode, UnmetNeed
from recension.model.finding import Findings
from recension.model.reader import Reader
from recension.model.source_text import SourceText
from recension.model.values import Value


class Progress(Protocol):
    """Told what is being done, so that a terminal can show it."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` steps are over; ``what`` comes next."""
        ...


def silent(what: str, done: int, total: int) -> None:
    """A progress that says nothing."""


def check_order(readers: Sequence[Reader]) -> None:
    """Refuse readers that cannot run in this order.

    Raises:
        DuplicateCode: two readers claim one code.
        UnmetNeed: a reader needs values that nobody before it gives.
    """
    codes: dict[str, Reader] = {}
    given: set[type[Value]] = set()
    for reader in readers:
        if reader.code in codes:
            places = f"{type(codes[reader.code]).__module__} and {type(reader).__module__}"
            raise DuplicateCode(reader.code, f"claimed by {places}", "Rename one of the two rules")
        codes[reader.code] = reader
        missing = [need.__name__ for need in reader.needs if need not in given]
        if missing:
            raise UnmetNeed(
                f"{reader.code} ({reader.name})",
                f"needs {', '.join(missing)}, which no reader before it gives",
                "Put the reader that gives it earlier in its stage's READERS",
            )
        given.update(reader.gives)


def read(source: SourceText, readers: Sequence[Reader], progress: Progress = silent) -> Findings:
    """Run readers over one source, each seeing what the earlier ones found.

    Args:
        source: the text.
        readers: in running order; see :func:`check_order`.
        progress: told before each reader.

    Returns:
        all findings.
    """
    findings = Findings()
    for done, reader in enumerate(readers):
        progress(f"{source.name}: {reader.name}", done, len(readers))
        findings.add(reader.read(source, findings))
    return findings


def all_readers(stages: Iterable[Sequence[Reader]]) -> tuple[Reader, ...]:
    """The readers of all stages in one row, checked to work in that order."""
    readers = tuple(reader for stage in stages for reader in stage)
    check_order(readers)
    return readers
