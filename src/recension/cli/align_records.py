"""``recension align-records``: independent records of one event, side by side."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.cli import sentence_vectors
from recension.cli.progress import TerminalProgress

if TYPE_CHECKING:
    from recension.model.synopsis import Synopsis

FORMS = ("table", "html", "json", "csv", "tei")


@click.command(
    name="align-records",
    epilog="Example:  recension align-records soviet.txt yugoslav.txt --format html",
)
@click.argument("inputs", metavar="A B [C...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="table",
    show_default=True,
    help="How to print the synopsis.",
)
@sentence_vectors.option
def align_records(inputs: tuple[Path, ...], form: str, model: Path | None) -> None:
    """Set independent records of one event side by side.

    Each file is one record. Passages that report the same thing stand in one row, with how they
    relate and why; what only one record has stands alone.
    """
    from recension.cli.damage import damage_of
    from recension.collation.alignment import align
    from recension.collation.record import Record
    from recension.collation.voices import speeches_of
    from recension.model.synopsis import Synopsis, Witnessed
    from recension.source import read_sources

    progress = TerminalProgress()
    vectors = sentence_vectors.vectors_of(model, progress)
    sources = read_sources(inputs)
    _tell_of_copies([(s.name, s.text) for s in sources])
    records = [Record.whole(s.name, s.text, damage_of(s)) for s in sources]
    try:
        alignment = align(records, vectors=vectors)
    finally:
        progress.close()
    sentence_vectors.tell_if_unheard(model, [alignment])
    synopsis = Synopsis(
        alignment,
        tuple(Witnessed(s.name, s.name, s.text) for s in sources),
        speeches=tuple(speeches_of(records)),
    )
    click.echo(printed(synopsis, form), nl=False)


def _tell_of_copies(texts: Sequence[tuple[str, str]]) -> None:
    """Say which files have one text; it is done all the same."""
    for (name, text), (other, same) in combinations(texts, 2):
        if text == same:
            said = f"{name} and {other} have one text; copies are compared by recension collate"
            click.echo(f"recension: {said}", err=True)


def printed(synopsis: Synopsis, form: str) -> str:
    """A synopsis in one of the formats."""
    from recension.publication.synopsis_csv import synopsis_csv
    from recension.publication.synopsis_html import synopsis_html
    from recension.publication.synopsis_json import synopsis_json
    from recension.publication.synopsis_table import synopsis_table
    from recension.publication.synopsis_tei import synopsis_tei

    if form == "table":
        return synopsis_table(synopsis, shutil.get_terminal_size((100, 24)).columns)
    forms = {"html": synopsis_html, "json": synopsis_json, "csv": synopsis_csv, "tei": synopsis_tei}
    return forms[form](synopsis)
