"""``recension align``: the synopsis of an event of an edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.cli.align_records import FORMS, printed
from recension.model.errors import ArgumentError

if TYPE_CHECKING:
    from recension.model.edition import Edition, Entry
    from recension.model.synopsis import Synopsis
    from recension.model.values import Alignment


@click.command(name="align", epilog="Example:  recension align edition e1 --format html")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("event", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="table",
    show_default=True,
    help="How to print the synopsis.",
)
def align(folder: Path, event: str | None, form: str) -> None:
    """Set the records of an event of the edition in DIR side by side.

    Without EVENT: the only event that there is; where there are several, they are listed.
    """
    import recension
    from recension.collation.decided_event import with_decided_events
    from recension.collation.event import events_of
    from recension.edition.decisions_applied import decided_parties

    edition = recension.open(folder)
    if not edition.alignments:
        edition = with_decided_events(events_of(edition), decided_parties(edition))
    row = _chosen(edition, event, folder)
    click.echo(printed(_synopsis(edition, row.value), form), nl=False)


def _chosen(edition: Edition, event: str | None, folder: Path) -> Entry[Alignment]:
    known = {row.value.event or row.id: row for row in edition.alignments}
    labels = {row.id: row.value.label for row in edition.events}
    if not known:
        raise ArgumentError(
            str(folder), "no two records of one event", "Set files side by side with align-records"
        )
    listed = ", ".join(f"{name} ({labels.get(name, 'event')})" for name in known)
    if event is None and len(known) > 1:
        raise ArgumentError("EVENT", "there are several events", f"Name one of {listed}")
    if event is not None and event not in known:
        raise ArgumentError(f"EVENT {event}", "no such event", f"Name one of {listed}")
    return known[event] if event is not None else next(iter(known.values()))


def _synopsis(edition: Edition, alignment: Alignment) -> Synopsis:
    from recension.collation.record import Record
    from recension.collation.voices import speeches_of
    from recension.model.synopsis import Synopsis, Witnessed

    rows = {row.id: row for row in edition.documents}
    records = tuple(
        Witnessed(
            name,
            rows[name].value.title or name,
            edition.source_by_id[rows[name].source or ""].text,
        )
        for name in alignment.witnesses
    )
    label = next((e.value.label for e in edition.events if e.id == alignment.event), None)
    placed = [
        Record(name, record.text, span)
        for name, record in zip(alignment.witnesses, records, strict=True)
        if (span := rows[name].span) is not None
    ]
    return Synopsis(alignment, records, label, tuple(speeches_of(placed)))
