"""``recension serve``: the edition over HTTP, on this machine only."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from recension.model.errors import ArgumentError, NotAnEdition

_HOST = "127.0.0.1"


@click.command(epilog="Example:  recension serve edition --port 8137")
@click.argument("folder", metavar="DIR")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8137,
    show_default=True,
    help="Where to listen on 127.0.0.1; 0 takes a free one.",
)
def serve(folder: str, port: int) -> None:
    """Show the edition in the folder DIR at an address of this machine, until Ctrl+C.

    The pages are the same as in DIR/site, and show themselves anew when the edition is built anew.
    Nobody else can reach them, and a page cannot write.
    """
    from recension.edition import folder as edition_folder

    edition_folder.database(Path(folder))
    if not (Path(folder) / "site" / "index.html").is_file():
        raise NotAnEdition(folder, "the edition has no site", "Run recension build again")
    listening = _listen(port)
    click.echo(f"http://{_HOST}:{listening.getsockname()[1]}/  (Ctrl+C ends)")
    _run(Path(folder), listening)


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        problem = f"cannot be listened on ({error.strerror or error})"
        mend = "Choose another one, or --port 0 for any that is free"
        raise ArgumentError(f"--port {port}", problem, mend) from error
    return listening


def _run(folder: Path, listening: socket.socket) -> None:
    import uvicorn

    from recension.web.application import application

    config = uvicorn.Config(application(folder), log_level="warning", server_header=False)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    finally:
        listening.close()
