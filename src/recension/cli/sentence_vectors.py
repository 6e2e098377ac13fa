"""The option that names a folder with a sentence model, shared by the commands that align."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from recension.cli.progress import TerminalProgress
    from recension.collation.sentence_vectors import SentenceVectors
    from recension.model.values import Alignment

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


def tell_if_unheard(model: Path | None, alignments: Iterable[Alignment]) -> None:
    """Say that a model had no say, where it had none."""
    aligned = list(alignments)
    if model is not None and aligned and not any(a.sentence_vectors for a in aligned):
        click.echo(
            f"recension: {model.name} does not know these records' language: sentences with the "
            "same words are no nearer in it than others, and it had no vote",
            err=True,
        )
