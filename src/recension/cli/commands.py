"""The commands, in the order in which ``--help`` lists them."""

from __future__ import annotations

import click

from recension.cli.align import align
from recension.cli.align_records import align_records
from recension.cli.build import build
from recension.cli.check import check
from recension.cli.collate import collate
from recension.cli.decide import decide
from recension.cli.demo import demo
from recension.cli.export import export
from recension.cli.reconcile import reconcile
from recension.cli.rule import rule
from recension.cli.search import search
from recension.cli.serve import serve

COMMANDS: tuple[click.Command, ...] = (
    build,
    check,
    rule,
    search,
    export,
    serve,
    demo,
    align,
    align_records,
    collate,
    decide,
    reconcile,
)  # fmt: skip
