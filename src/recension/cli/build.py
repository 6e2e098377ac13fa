"""``recension build``: inputs become an edition folder."""

from __future__ import annotations

import signal
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.cli import sentence_vectors
from recension.cli.progress import TerminalProgress

if TYPE_CHECKING:
    from recension.model.edition import Edition
    from recension.model.source_text import SourceText

_NOTES = {
    "linked": "linked to their calls",
    "no-body": "called, but the note is not there",
    "no-call": "that nothing calls",
    "tail": "of which only the end is left",
    "cut": "cut short",
}
_SHOWN = 4  # gaps in the numbers of notes that the summary names; the site has all


@click.command(epilog="Example:  recension build bulletin.txt letters.pdf -o edition")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The edition folder to write.")
@click.option("--encoding", metavar="NAME", help="Encoding of text inputs, where you know it.")
@click.option("--gazetteer", metavar="FILE", help="Where places lie: GeoNames, CSV or GeoJSON.")
@sentence_vectors.option
def build(
    inputs: tuple[str, ...],
    output: str,
    encoding: str | None,
    gazetteer: str | None,
    model: Path | None,
) -> None:
    """Make an edition of damaged copies: documents, notes, condition report, site, TEI, data.

    The folder is put in place whole at the very end: an interrupted build leaves the former
    edition as it was. What you have put into the folder yourself is kept.
    """
    import recension
    from recension.edition.decisions_applied import DecisionWarning

    _stop_as_by_hand()
    progress = TerminalProgress()
    with warnings.catch_warnings(record=True, category=DecisionWarning) as told:
        warnings.simplefilter("always", DecisionWarning)
        try:
            edition = recension.build(
                inputs,
                output,
                encoding=encoding,
                gazetteer=gazetteer,
                sentence_vectors=model,
                progress=progress,
            )
        finally:
            progress.close()
    for warning in told:
        click.echo(f"recension: {warning.message}", err=True)
    sentence_vectors.tell_if_unheard(model, (row.value for row in edition.alignments))
    for line in summary(edition, Path(output)):
        click.echo(line)


def _stop_as_by_hand() -> None:
    """Let a request to end (a shutdown, a closed terminal) clean up as Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, ValueError):  # not on this system; not in the main thread
            signal.signal(getattr(signal, name), signal.default_int_handler)


def summary(edition: Edition, folder: Path) -> Iterator[str]:
    """What a historian wants to know first of a new edition, line by line."""
    yield from (_source(source.text) for source in edition.sources)
    yield _line("documents", len(edition.documents), _documents(edition))
    yield _line("notes", len(edition.notes), _notes(edition))
    yield from _missing_notes(edition)
    yield from _damage(edition)
    yield f"The edition is in {folder}"
    site = folder / "site" / "index.html"
    if site.is_file():
        yield f"Read it in a browser: {site.resolve().as_uri()}"


def _line(what: str, number: int, more: str) -> str:
    return f"  {what:<13} {number:>6,}{f'  {more}' if more else ''}"


def _source(text: SourceText) -> str:
    number = len(text.pages)
    pages = f" on {number:,} {'page' if number == 1 else 'pages'}" if number else ""
    sure = "" if text.encoding.confidence >= 0.99 else f" ({text.encoding.confidence:.0%} sure)"
    name = click.style("".join(c if c.isprintable() else "\ufffd" for c in text.name), bold=True)
    # How PDFium hands its text over is no encoding of the file, and says nothing to a reader.
    kind = "text layer" if text.media_type == "application/pdf" else text.encoding.codec
    return f"{name}: {len(text.text):,} characters{pages}, {kind}{sure}"


def _documents(edition: Edition) -> str:
    kinds = Counter(entry.value.kind for entry in edition.documents)
    return ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common())


def _notes(edition: Edition) -> str:
    states: Counter[str] = Counter(entry.value.status for entry in edition.notes)
    return ", ".join(f"{states[s]:,} {words}" for s, words in _NOTES.items() if states[s])


def _missing_notes(edition: Edition) -> Iterator[str]:
    gaps = [e.value.message for e in edition.damage if e.value.kind == "missing-notes"]
    if gaps:
        more = "; …" if len(gaps) > _SHOWN else ""
        yield _line("note gaps", len(gaps), "; ".join(gaps[:_SHOWN]) + more)


def _damage(edition: Edition) -> Iterator[str]:
    """One line a kind of damage: how many places and, where it has a length, how much."""
    places: Counter[str] = Counter()
    length: Counter[str] = Counter()
    for entry in edition.damage:
        places[entry.value.kind] += 1
        length[entry.value.kind] += len(entry.span) if entry.span else 0
    for kind, number in sorted(places.items()):
        if kind != "missing-notes":
            thousands = f"{length[kind] / 1000:.1f} thousand characters"
            yield _line(kind, number, thousands if length[kind] >= 50 else "")
