"""The commands, in the order in which ``--help`` lists them."""

from __future__ import annotations

import click

from recension.cli.build import build

COMMANDS: tuple[click.Command, ...] = (
    build,
)  # fmt: skip
