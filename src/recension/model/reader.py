"""What a reader and an exporter are: the two ways in which others can add to the program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, runtime_checkable

from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.values import Value

if TYPE_CHECKING:
    from recension.model.edition import Edition

Level = Literal["error", "warning", "note", "reading"]
LEVELS: tuple[Level, ...] = ("reading", "note", "warning", "error")


@runtime_checkable
class Reader(Protocol):
    """One rule: reads a source and what is already found on it, and says more.

    The class's docstring is the rule's page in the docs; it has the headings *What it finds*, *Why
    it matters*, *When unsure* (which error is worse) and *Sources*.

    Attributes:
        code: ``R`` + stage letter + number (``RC101``); never used again once retired. Outside
            packages put their own prefix before it (``ACME-R1``).
        name: two or three words that fit into "this passage shows a …".
        since: the version in which the rule first appeared.
        level: how grave a finding is in the condition report; ``reading`` for what is no defect.
        needs: types of value that must have been looked for before.
        gives: types of value that it may yield.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    since: ClassVar[str]
    level: ClassVar[Level]
    needs: ClassVar[tuple[type[Value], ...]]
    gives: ClassVar[tuple[type[Value], ...]]

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Read one source.

        Args:
            source: the text, never changed.
            findings: all that earlier readers said of it.

        Returns:
            new findings, each with this reader's code.
        """
        ...


@runtime_checkable
class Exporter(Protocol):
    """Writes an edition in one format.

    Attributes:
        name: what the user types after ``--to``.
        summary: one line of help.
        needs_folder: whether it writes a folder of files rather than one file.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    needs_folder: ClassVar[bool]

    def write(self, edition: Edition, target: Path) -> None:
        """Write the edition to ``target``, a path that does not exist yet.

        Raises:
            OSError: the disk's; the caller turns it into one line.
        """
        ...
