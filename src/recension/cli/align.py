"""``recension align``: the synopsis of an event of an edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.cli import sentence_vectors
from recension.cli.align_records import FORMS, printed
from recension.cli.progress import TerminalProgress
from recension.model.errors import ArgumentError

if TYPE_CHECKING:
    from recension.model.edition import Edition, Entry
    from recension.model.values import Alignment, Event


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
@sentence_vectors.option
def align(folder: Path, event: str | None, form: str, model: Path | None) -> None:
    """Set the records of an event of the edition in DIR side by side.

    Without EVENT: the only event that there is; where there are several, they are listed. With a
    sentence model the records are set side by side anew; the edition stays as it is.
    """
    import recension
    from recension.collation.event import events_of
    from recension.publication.synopsis_of_event import synopsis_of

    edition = recension.open(folder)
    if not edition.alignments:
        edition = events_of(edition)
    known = {row.value.event or row.id: row for row in edition.alignments}
    if not known:
        raise ArgumentError(
            str(folder), "no two records of one event", "Set files side by side with align-records"
        )
    if event is None and len(known) > 1:
        click.echo(_listed(edition, known))
        return
    if event is not None and event not in known:
        raise ArgumentError(f"EVENT {event}", "no such event", f"Name one of {_few(known)}")
    row = known[event] if event is not None else next(iter(known.values()))
    if model is not None:
        edition, row = _anew(edition, row, model)
    click.echo(printed(synopsis_of(edition, row.value), form), nl=False)


def _anew(edition: Edition, row: Entry[Alignment], model: Path) -> tuple[Edition, Entry[Alignment]]:
    """An alignment made anew with a sentence model, and decided as the editor decided it."""
    from recension.collation.aligned_anew import aligned_anew
    from recension.collation.judged_anew import JudgedAnew
    from recension.edition.decisions_applied import with_decided_rows

    progress = TerminalProgress()
    vectors = sentence_vectors.vectors_of(model, progress)
    if vectors is None or row.value.sentence_vectors == vectors.mark:
        return edition, row
    try:
        edition = aligned_anew(edition, row, vectors)
    finally:
        progress.close()
    edition = with_decided_rows(edition, JudgedAnew)
    made = next(made for made in edition.alignments if made.id == row.id)
    sentence_vectors.tell_if_unheard(model, [made.value])
    return edition, made


_MOST = 8


def _few(known: dict[str, Entry[Alignment]]) -> str:
    names = list(known)
    return ", ".join(names[:_MOST]) + (f" … {names[-1]}" if len(names) > _MOST else "")


def _listed(edition: Edition, known: dict[str, Entry[Alignment]]) -> str:
    """The events, those with several printed records first, and how to see one."""
    from recension.publication.wording import event_words

    events: dict[str, Event] = {row.id: row.value for row in edition.events}
    order = sorted(known, key=lambda name: -min(2, len(known[name].value.witnesses)))
    lines = []
    for name in order:
        event = events.get(name)
        witnesses = event.witnesses if event else ()
        extant = [w.siglum for w in witnesses if w.extant]
        absent = [f"{w.siglum} ({w.name})" for w in witnesses if not w.extant]
        lines.append(
            f"{name:<5} {event_words(event.label) if event else ''}: {', '.join(extant)}"
            + (f"; not printed: {', '.join(absent)}" if absent else "")
        )
    return "\n".join([*lines, "", f"Name one to see it:  recension align DIR {order[0]}"])
