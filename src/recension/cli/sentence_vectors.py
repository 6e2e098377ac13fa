"""The option that names a folder with a sentence model, shared by the commands that align."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from recension.cli.progress import TerminalProgress
    from recension.collation.sentence_vectors import SentenceVectors

VARIABLE = "RECENSION_SENTENCE_VECTORS"

option: Callable[[Any], Any] = click.option(
    "--sentence-vectors",
    "model",
    metavar="FOLDER",
    envvar=VARIABLE,
    show_envvar=True,
    type=click.Path(path_type=Path),
    help="A sentence model of yours, which also votes on what reports the same.",
)


def vectors_of(model: Path | None, progress: TerminalProgress) -> SentenceVectors | None:
    """The sentence model that the user named, if any.

    Raises:
        SentenceModelError: it cannot be used.
    """
    if model is None:
        return None
    from recension.collation.sentence_vectors import read_sentence_vectors

    return read_sentence_vectors(model, progress)
