"""The way through the program: runs the stages in order and refuses an order that cannot work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from recension import confidence
from recension.model.errors import DuplicateCode, UnmetNeed
from recension.model.finding import Finding, Findings
from recension.model.reader import Reader
from recension.model.source_text import SourceText
from recension.model.values import (
    CrossReference,
    Date,
    Document,
    EditorialMark,
    Mention,
    Note,
    Reference,
    Role,
    Value,
)


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


def read(
    source: SourceText,
    readers: Sequence[Reader],
    progress: Progress = silent,
    measured: bool = True,
) -> Findings:
    """Run readers over one source, each seeing what the earlier ones found.

    What the source's own markup says comes first, and no reader says it again: see
    :func:`adds_to`.

    Args:
        source: the text.
        readers: in running order; see :func:`check_order`.
        progress: told before each reader.
        measured: whether confidences are those that were measured (see
            :mod:`recension.confidence`), and not what each rule says of itself.

    Returns:
        all findings.
    """
    findings, marked = Findings(source.markup), Findings(source.markup)
    for done, reader in enumerate(readers):
        progress(f"{source.name}: {reader.name}", done, len(readers))
        if not _settled_by(marked).issuperset(reader.gives):
            found = reader.read(source, findings)
            findings.add([finding for finding in found if adds_to(marked, finding)])
    return confidence.measured(findings) if measured else findings


# Of these most markup gives some; what stands at a place of which it speaks gives way to it.
_BY_PLACE: frozenset[type[Value]] = frozenset(
    {CrossReference, Date, EditorialMark, Mention, Reference, Role}
)


def adds_to(marked: Findings, finding: Finding[Value]) -> bool:
    """Whether a reader's finding says something that the source's own markup does not say.

    Where the markup divides the text into documents, it gives all of them and all their notes. Of
    names, dates and references it may give some: readers add those at other places.

    Args:
        marked: what the markup says.
        finding: a reader's.
    """
    kind = type(finding.value)
    if kind in _settled_by(marked):
        return False
    return kind not in _BY_PLACE or not marked.any_over(kind, finding.span)


def _settled_by(marked: Findings) -> frozenset[type[Value]]:
    return frozenset({Document, Note} if marked.of(Document) else ())


def all_readers(stages: Iterable[Sequence[Reader]]) -> tuple[Reader, ...]:
    """The readers of all stages in one row, checked to work in that order."""
    readers = tuple(reader for stage in stages for reader in stage)
    check_order(readers)
    return readers
