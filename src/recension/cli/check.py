"""``recension check``: the condition report, as a linter gives it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import click

from recension.model.errors import ArgumentError
from recension.model.reader import LEVELS, Level

_GRAVE = ("error", "warning", "note")


@click.command(epilog="Example:  recension check bulletin.txt --ignore RC103 --fail-on error")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="How to say it: lines, one JSON object, SARIF for editors and forges, or a page.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Report only these rules: codes or their beginnings, separated by commas.",
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not report these rules.")
@click.option(
    "--severity",
    "severities",
    multiple=True,
    metavar="CODES=LEVEL",
    help="Take these rules' findings as error, warning, note or reading.",
)
@click.option(
    "--level", "least", type=click.Choice(_GRAVE), help="Report only this level and graver ones."
)
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Report only what is at least so sure, from 0 to 1.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_GRAVE),
    help="Exit with status 1 where a finding of this level or a graver one is reported.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    help="List only what this file does not know yet, and exit with status 1 where there is "
    "such a thing (of the level of --fail-on).",
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Make the present state of the inputs the known one in the file of --baseline.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="List at most N lines of each input, the gravest and surest.",
)
@click.option(
    "--all",
    "each",
    is_flag=True,
    help="A line for each finding; else neighbours that say the same are one line.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only what it adds up to: the same as --limit 0.")
@click.option("--encoding", metavar="NAME", help="Encoding of text inputs, where you know it.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, not to standard output.")
def check(
    inputs: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severities: tuple[str, ...],
    least: str | None,
    confidence: float,
    fail_on: str | None,
    baseline: str | None,
    write_baseline: bool,
    limit: int | None,
    each: bool,
    quiet: bool,
    encoding: str | None,
    output: str | None,
) -> int:
    """Say what of the text cannot be trusted and what is missing, before anybody quotes it.

    First what it adds up to and where it is worst, then a line for each finding, or for several
    that say the same of neighbouring lines: file:line:column, the rule's code, what is wrong, how
    sure that is. `recension rule CODE`
    explains the rule. The inputs are never changed. One that cannot be read does not stop the
    others; the status is then 2.
    """
    from recension.cli.condition_report import FORMATS, Choice, Run
    from recension.cli.condition_report.as_text import as_text

    if write_baseline and baseline is None:
        mend = "Name the file to write with --baseline FILE"
        raise ArgumentError("--write-baseline", "does not know where to", mend)
    choice = Choice(
        tuple(_codes(select)),
        tuple(_codes(ignore)),
        _severities(severities),
        cast("Level | None", least),
        confidence,
    )
    run = Run(inputs, choice, encoding, Path(baseline) if baseline else None, write_baseline)
    most = 0 if quiet else limit
    pieces = (
        as_text(run.begun(), most, each) if form == "text" else FORMATS[form](run.begun(), most)
    )
    if output is None:
        _print(pieces, plain=form == "text")
    else:
        _write(pieces, Path(output))
    if run.unusable:
        return 2
    if write_baseline and baseline:
        _write([run.present()], Path(baseline))
        return 0
    threshold = fail_on or ("note" if baseline else None)
    return 1 if threshold and _is_grave(run.gravest, threshold) else 0


def _codes(given: Iterable[str]) -> list[str]:
    return [code.strip().upper() for row in given for code in row.split(",") if code.strip()]


def _severities(given: Iterable[str]) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for row in given:
        codes, _, level = row.rpartition("=")
        if level not in LEVELS or not codes:
            mend = f"Write CODES=LEVEL, with a level of {', '.join(LEVELS)}"
            raise ArgumentError(f"--severity {row}", "is not understood", mend)
        found.update((code, level) for code in _codes([codes]))
    return found


def _is_grave(level: Level, fail_on: str) -> bool:
    return LEVELS.index(level) >= list(LEVELS).index(cast("Level", fail_on))


def _print(pieces: Iterable[str], plain: bool) -> None:
    """Print to standard output; what its encoding lacks is escaped, never an error."""
    if plain:
        encoding = sys.stdout.encoding or "utf-8"
        # See no-color.org; a pipe gets no colour from click itself.
        colour = False if os.environ.get("NO_COLOR") else None
        for piece in pieces:
            said = piece.encode(encoding, "backslashreplace").decode(encoding)
            click.echo(said, nl=False, color=colour)
        return
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _write(pieces: Iterable[str], target: Path) -> None:
    """Write a file beside its place and put it there whole."""
    from recension.edition import output

    with output.told(target):
        if target.is_dir():
            raise ArgumentError(str(target), "is a folder", "Name a file with -o")
        with output.side_path(target) as side:
            with side.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                stream.writelines(click.unstyle(piece) for piece in pieces)
            side.replace(target)
