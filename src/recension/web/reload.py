"""A page notices that its edition was built anew: only where it is served, never on disk.

Each served page carries one script more, which asks now and then which build lies in the folder.
The pages on disk stay as they were written, and a host elsewhere knows nothing of this.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

STATE, SCRIPT = "/__state", "/__reload.js"
_TAG = f'<script src="{SCRIPT}" defer></script>\n'.encode()
_END_OF_HEAD = b"</head>"


def state_of(folder: Path) -> str:
    """What tells one build of an edition folder from another; empty while none is in place.

    Args:
        folder: as ``recension build`` made it; a build puts new files in the place of old ones.
    """
    try:
        found = [(folder / name).stat() for name in ("edition.db", "site/index.html")]
    except OSError:
        return ""
    return "-".join(f"{row.st_ino:x}.{row.st_mtime_ns:x}.{row.st_size:x}" for row in found)


def noticing(html: bytes) -> bytes:
    """A page with the script that notices a new build."""
    head, end, rest = html.partition(_END_OF_HEAD)
    return head + _TAG + end + rest if end else html


def routes(folder: Path) -> list[Route]:
    """Where the script and the state of the folder are had."""

    async def state(_request: Request) -> Response:
        return PlainTextResponse(state_of(folder))

    async def script(_request: Request) -> Response:
        source = files("recension.web").joinpath("reload.js").read_bytes()
        return Response(source, media_type="text/javascript")

    return [Route(STATE, state), Route(SCRIPT, script)]
