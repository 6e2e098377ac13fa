"""``recension collate``: copies of one text, where they differ and which reading is better."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.cli.align_records import FORMS

if TYPE_CHECKING:
    from recension.model.apparatus import Apparatus


@click.command(
    name="collate", epilog="Example:  recension collate scan-1.txt scan-2.txt --format tei"
)
@click.argument("inputs", metavar="A B [C...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="table",
    show_default=True,
    help="How to print the differences.",
)
def collate(inputs: tuple[Path, ...], form: str) -> None:
    """Compare copies of one text, and say which reading of each difference is the better.

    The best text is put together from readings that the copies have, and from nothing else.
    """
    from recension.cli.damage import damage_of
    from recension.collation.copies import Copy
    from recension.collation.copies import collate as collate_copies
    from recension.source import read_sources

    sources = read_sources(inputs)
    apparatus = collate_copies([Copy(s.name, s.text, damage_of(s)) for s in sources])
    click.echo(_printed(apparatus, form), nl=False)


def _printed(apparatus: Apparatus, form: str) -> str:
    from recension.publication.apparatus_csv import apparatus_csv
    from recension.publication.apparatus_html import apparatus_html
    from recension.publication.apparatus_json import apparatus_json
    from recension.publication.apparatus_table import apparatus_table
    from recension.publication.apparatus_tei import apparatus_tei

    if form == "table":
        return apparatus_table(apparatus, shutil.get_terminal_size((100, 24)).columns)
    forms = {
        "html": apparatus_html,
        "json": apparatus_json,
        "csv": apparatus_csv,
        "tei": apparatus_tei,
    }
    return forms[form](apparatus)
