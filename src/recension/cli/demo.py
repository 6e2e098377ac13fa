"""``recension demo``: the bundled specimen as an edition, and what to look at in it."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from recension.cli.progress import TerminalProgress

_GUIDE = """\
The specimen is an invented dossier: a conference in three records that disagree, an essay, letters,
and two damaged copies of one memorandum. Look at
  Contents    the documents that were recognised, with dates, notes and what is damaged
  a document  notes open at their calls; ≈ and // mark damage: open them for the reason
  Synopsis    the three records side by side: who says more, who contradicts, what only one has
  Condition   where the copies are bad, the worst places, the notes that are missing
  Search      words, "phrases", beginnings*; Latin letters find Cyrillic names
edition in {folder}
"""


@click.command(epilog="Example:  recension demo --no-open")
@click.option(
    "-o",
    "--output",
    default="recension-demo",
    show_default=True,
    metavar="DIR",
    help="The edition folder to write.",
)
@click.option(
    "--open/--no-open",
    "show",
    default=True,
    help="Whether to open a browser; only from a terminal with a display.",
)
def demo(output: str, show: bool) -> None:
    """Build the bundled specimen and show it: the quickest way to see what an edition is.

    The last line printed is the site's address.
    """
    import recension
    from recension import specimen

    progress = TerminalProgress()
    try:
        recension.build(specimen.files(), output, progress=progress)
    finally:
        progress.close()
    click.echo(_GUIDE.format(folder=output))
    address = (Path(output) / "site" / "index.html").resolve().as_uri()
    if show and _has_display():
        webbrowser.open(address)
    click.echo(address)


def _has_display() -> bool:
    """Whether somebody sits at a terminal on a screen where a browser can open."""
    if not sys.stdout.isatty():
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
