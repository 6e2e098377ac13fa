"""``recension check``: the condition report, as a linter gives it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recension.cli.progress import TerminalProgress
from recension.model.errors import ArgumentError
from recension.model.reader import LEVELS

if TYPE_CHECKING:
    from recension.cli.condition_report import Condition
    from recension.model.reader import Reader

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
    "--fail-on",
    type=click.Choice(_GRAVE),
    help="Exit with status 1 where a finding of this level or a graver one is reported.",
)
@click.option("--encoding", metavar="NAME", help="Encoding of text inputs, where you know it.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, not to standard output.")
def check(
    inputs: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    encoding: str | None,
    output: str | None,
) -> int:
    """Say what of the text cannot be trusted and what is missing, before anybody quotes it.

    Each line is file:line:column, the rule's code and what is wrong; `recension rule CODE` explains
    the rule. The inputs are never changed.
    """
    from recension.cli.condition_report import FORMATS

    found = _conditions(inputs, encoding, _codes(select), _codes(ignore))
    pieces = FORMATS[form](found)
    if output is None:
        _print(pieces, plain=form == "text")
    else:
        _write(pieces, Path(output))
    return 1 if fail_on and _is_grave(found, fail_on) else 0


def _conditions(
    inputs: Sequence[str], encoding: str | None, select: Sequence[str], ignore: Sequence[str]
) -> list[Condition]:
    from recension import journey, plugins
    from recension.cli.condition_report import conditions
    from recension.source import read_sources

    readers = plugins.readers()
    _refuse_unknown([*select, *ignore], readers)
    progress = TerminalProgress()
    try:
        sources = read_sources([Path(name) for name in inputs], progress, encoding)
        readings = [
            (path, source, journey.read(source, readers, progress))
            for path, source in zip(inputs, sources, strict=True)
        ]
    finally:
        progress.close()
    return conditions(readings, readers, select, ignore)


def _codes(given: Iterable[str]) -> list[str]:
    return [code.strip().upper() for row in given for code in row.split(",") if code.strip()]


def _refuse_unknown(codes: Iterable[str], readers: Sequence[Reader]) -> None:
    for code in codes:
        if not any(reader.code.startswith(code) for reader in readers):
            mend = "`recension rule` lists all rules"
            raise ArgumentError(code, "no rule's code begins so", mend)


def _is_grave(found: Iterable[Condition], fail_on: str) -> bool:
    levels: tuple[str, ...] = LEVELS
    return any(levels.index(c.gravest()) >= levels.index(fail_on) for c in found)


def _print(pieces: Iterable[str], plain: bool) -> None:
    """Print to standard output; what its encoding lacks is escaped, never an error."""
    if plain:
        encoding = sys.stdout.encoding or "utf-8"
        for piece in pieces:
            click.echo(piece.encode(encoding, "backslashreplace").decode(encoding), nl=False)
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
