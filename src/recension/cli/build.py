"""``recension build``: inputs become an edition folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from recension.cli.progress import TerminalProgress
from recension.model.edition import Edition


@click.command(epilog="Example:  recension build bulletin.txt letters.pdf -o edition")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The edition folder to write.")
@click.option("--encoding", metavar="NAME", help="Encoding of text inputs, where you know it.")
def build(inputs: tuple[str, ...], output: str, encoding: str | None) -> None:
    """Make an edition of damaged copies: documents, notes, condition report, site, TEI, data.

    The folder is put in place whole at the very end: an interrupted build leaves the former
    edition as it was.
    """
    import recension

    progress = TerminalProgress()
    try:
        edition = recension.build(inputs, output, encoding=encoding, progress=progress)
    finally:
        progress.close()
    for line in summary(edition, Path(output)):
        click.echo(line)


def summary(edition: Edition, folder: Path) -> Iterator[str]:
    """What a historian wants to know first of a new edition, line by line."""
    for source in edition.sources:
        text = source.text
        pages = f", {len(text.pages)} pages" if text.pages else ""
        yield f"{text.name}: {len(text.text):,} characters{pages}, {text.encoding.codec}"
    yield f"documents   {len(edition.documents):>7,}"
    yield f"notes       {len(edition.notes):>7,}{_notes(edition)}"
    yield f"damage      {len(edition.damage):>7,}{_damage(edition)}"
    site = folder / "site" / "index.html"
    yield f"edition in  {folder}"
    if site.is_file():
        yield f"read it at  {site.resolve().as_uri()}"


def _notes(edition: Edition) -> str:
    states: Counter[str] = Counter(entry.value.status for entry in edition.notes)
    names = {
        "linked": "linked",
        "no-body": "called but without a body",
        "no-call": "that nothing calls",
        "tail": "of which only the end is left",
        "cut": "cut short",
    }
    parts = [f"{states[s]:,} {words}" for s, words in names.items() if states[s]]
    return f": {', '.join(parts)}" if parts else ""


def _damage(edition: Edition) -> str:
    count: Counter[str] = Counter(entry.value.kind for entry in edition.damage)
    size: Counter[str] = Counter()
    for entry in edition.damage:
        size[entry.value.kind] += len(entry.span) if entry.span else 0
    parts = [
        f"{kind} {n:,} ({size[kind] / 1000:.1f} thousand characters)"
        for kind, n in sorted(count.items())
    ]
    return f": {', '.join(parts)}" if parts else ""
