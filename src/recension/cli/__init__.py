"""The command line: one file a command, and here what they share, which is how they fail."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import click

from recension import __version__
from recension.cli.commands import COMMANDS
from recension.model.errors import RecensionError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="recension")
def recension() -> None:
    """From damaged copies of archival records to an edition that can be read, trusted and cited."""


_SELDOM = (50_000, 20, 50)
"""How seldom Python looks for rings of objects nobody needs: there are hardly any in a text's
findings, and the looking took a tenth of a build."""

for command in COMMANDS:
    recension.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every foreseeable failure is one line on standard error and status 2.

    Args:
        arguments: the words after the program's name; those of the process where not given.
    """
    gc.set_threshold(*_SELDOM)
    try:
        status = recension.main(args=arguments, prog_name="recension", standalone_mode=False)
    except click.exceptions.Abort:
        status = _say("interrupted; nothing was changed", 130)
    except click.UsageError as error:
        hint = f" Try: {error.ctx.command_path} --help" if error.ctx else ""
        status = _say(f"{error.format_message().rstrip('.')}.{hint}", 2)
    except click.ClickException as error:
        status = _say(error.format_message(), 2)
    except RecensionError as error:
        status = _say(str(error), error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        status = 0
    sys.exit(status if isinstance(status, int) else 0)


def _say(line: str, status: int) -> int:
    click.echo(f"recension: {' '.join(line.split())}", err=True)
    return status
