"""``recension rule``: explains a rule, in the words of its docstring."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from recension.model.errors import ArgumentError

if TYPE_CHECKING:
    from recension.model.reader import Reader


@click.command(epilog="Example:  recension rule RC101")
@click.argument("code", required=False, metavar="[CODE]")
def rule(code: str | None) -> None:
    """Explain the rule CODE: what it finds, why it matters, what it does when unsure.

    Without a code all rules are listed, in the order in which they read.
    """
    from recension import plugins

    readers = plugins.readers()
    if code is None:
        width = max((len(reader.code) for reader in readers), default=0)
        for reader in readers:
            click.echo(f"{reader.code:<{width}}  {reader.level:<7}  {reader.name}")
        return
    named = {reader.code.upper(): reader for reader in readers}
    if code.upper() not in named:
        mend = "`recension rule` without a code lists all rules"
        raise ArgumentError(code, "there is no such rule", mend)
    for line in explanation(named[code.upper()]):
        click.echo(line)


def explanation(reader: Reader) -> Iterator[str]:
    """A rule's page for the terminal, line by line."""
    yield click.style(f"{reader.code} {reader.name}", bold=True)
    yield f"level {reader.level}, since version {reader.since}"
    yield ""
    for line in (inspect.getdoc(type(reader)) or "").splitlines():
        yield click.style(line.removeprefix("## "), bold=True) if line.startswith("## ") else line
