"""``recension reconcile``: ask a service of the user's choice who the persons are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click


@click.command(
    epilog="Example:  recension reconcile edition --service https://lobid.org/gnd/reconcile/"
)
@click.argument("folder", metavar="DIR")
@click.option("--service", required=True, metavar="URL", help="A reconciliation service.")
@click.option("--type", "kind", metavar="ID", help="The service's own type for persons.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to write the proposals; else they are printed. Never over an existing file.",
)
def reconcile(folder: str, service: str, kind: str | None, output: str | None) -> None:
    """Ask SERVICE for authority records of the persons in the edition DIR.

    The table has a row for each proposal. Read it, write yes in the column match where it is right,
    and put it into DIR as authorities.csv: the next build links the persons.
    """
    from recension.edition import folder as edition_folder
    from recension.edition.authorities import COLUMNS
    from recension.model.errors import ArgumentError
    from recension.web.reconciliation_client import proposals

    edition = edition_folder.open_edition(Path(folder))
    if output and Path(output).exists():
        raise ArgumentError(output, "is there already", "Name another file")
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in proposals(edition.persons, service, kind):
        sure = "proposed" if one.match else ""
        writer.writerow([one.name, one.scheme, one.id, one.label, f"{one.score:g}", sure])
    if not output:
        click.echo(table.getvalue(), nl=False)
        return
    try:
        Path(output).write_text(table.getvalue(), encoding="utf-8")
    except OSError as error:
        raise ArgumentError(output, f"cannot be written ({error})", "Name another file") from error
