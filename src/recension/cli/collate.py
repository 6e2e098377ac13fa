"""``recension collate``: copies of one text, where they differ and which reading is better."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import click

from recension.cli.damage import damage_of
from recension.collation.copies import Copy
from recension.collation.copies import collate as collate_copies
from recension.model.apparatus import Apparatus
from recension.publication.apparatus_csv import apparatus_csv
from recension.publication.apparatus_html import apparatus_html
from recension.publication.apparatus_json import apparatus_json
from recension.publication.apparatus_table import apparatus_table
from recension.publication.apparatus_tei import apparatus_tei
from recension.source import read_sources

_FORMS: dict[str, Callable[[Apparatus], str]] = {
    "html": apparatus_html,
    "json": apparatus_json,
    "csv": apparatus_csv,
    "tei": apparatus_tei,
}


@click.command(name="collate")
@click.argument("inputs", metavar="A B [C...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *_FORMS]),
    default="table",
    show_default=True,
    help="How to print the differences.",
)
def collate(inputs: tuple[Path, ...], form: str) -> None:
    """Compare copies of one text, and say which reading of each difference is the better.

    The best text is put together from readings that the copies have, and from nothing else.

    Example: recension collate scan-1.txt scan-2.txt --format tei > collation.xml
    """
    sources = read_sources(inputs)
    apparatus = collate_copies([Copy(s.name, s.text, damage_of(s)) for s in sources])
    if form == "table":
        width = shutil.get_terminal_size((100, 24)).columns
        click.echo(apparatus_table(apparatus, width), nl=False)
    else:
        click.echo(_FORMS[form](apparatus), nl=False)
