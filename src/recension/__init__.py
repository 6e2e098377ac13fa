"""Reads damaged copies of archival records; gives condition report, edition, synopsis, bulletin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what these need is loaded when they are called, so that the import is quick
    from collections.abc import Sequence
    from os import PathLike

    from recension.journey import Progress
    from recension.model.edition import Edition

__version__ = "0.1.0"


def build(
    inputs: Sequence[str | PathLike[str]],
    output: str | PathLike[str] | None = None,
    *,
    encoding: str | None = None,
    gazetteer: str | PathLike[str] | None = None,
    sentence_vectors: str | PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Edition:
    """Read copies and put an edition together.

    Args:
        inputs: files, in the order in which they will stand in the edition.
        output: the edition folder to write; nothing is written where it is not given.
        encoding: the encoding of the plain-text inputs where it is known; else it is found.
        gazetteer: a file of places with their coordinates; where none is given, the one that lies
            in the edition folder.
        sentence_vectors: a folder with a sentence model, which then has a vote in what passages of
            records report the same; needs the extra ``semantic``.
        progress: told what is being done; see :class:`recension.journey.Progress`.

    Returns:
        the edition: every table as typed objects.

    Raises:
        SourceError: an input cannot be used.
        SentenceModelError: the sentence model cannot be used.
        EditionError: the output is something else, or cannot be written.
    """
    from recension import building

    return building.build(
        inputs,
        output,
        encoding=encoding,
        gazetteer=gazetteer,
        sentence_vectors=sentence_vectors,
        progress=progress,
    )


def open(folder: str | PathLike[str]) -> Edition:  # noqa: A001 - recension.open reads well
    """Read the edition of a folder that ``build`` made.

    Raises:
        NotAnEdition: there is none in it.
        UnknownSchema: a newer Recension wrote it.
    """
    from pathlib import Path

    from recension.edition.folder import open_edition

    return open_edition(Path(folder))
