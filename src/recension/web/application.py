"""The edition over HTTP, on this machine only: its pages and data, read and never written.

Answers come from ``site/``; ``edition.json``, ``tei/`` and ``text/`` lie at the root, where
the site's own links lead to them. The disk is asked anew each time, and a page notices a new build.
"""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recension.web import reconciliation, reload

#: Nothing but the site's own files; no inline script, no frame around it, no other origin.
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}

_NOT_FOUND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>No such page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/site.css"></head>
<body><main><h1>There is no such page</h1>
<p>The edition may have been built anew since this address was taken.
<a href="/index.html">To the contents</a></p></main></body></html>
"""


class StrictHeaders:
    """Adds the headers to every answer, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                theirs = [pair for pair in message["headers"] if pair[0].decode() not in HEADERS]
                message["headers"] = [*theirs, *ours]
            await send(message)

        await self._app(scope, receive, with_headers)


class Folder(StaticFiles):
    """Files of a folder that need not be there: an edition may have no TEI, or be built anew.

    What cannot be a file's name, or may not be read, is not found either.
    """

    async def check_config(self) -> None:
        """Ask nothing beforehand; what is not there is not found."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file, or that there is none.

        Raises:
            HTTPException: 404, or 405 for what would write.
        """
        try:
            return await super().get_response(path, scope)
        except (OSError, ValueError) as error:
            raise HTTPException(404) from error
        except HTTPException as error:
            raise HTTPException(404 if error.status_code == 401 else error.status_code) from error


class Pages(Folder):
    """The site's pages, each with the script that notices a new build."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """A page with the script; any other file as it is."""
        if not os.fspath(full_path).endswith(".html"):
            return super().file_response(full_path, stat_result, scope, status_code)
        return HTMLResponse(reload.noticing(Path(full_path).read_bytes()), status_code)


def application(folder: Path) -> Starlette:
    """The application that serves one edition folder.

    Args:
        folder: as ``recension build`` made it.
    """
    folder = folder.absolute()

    async def edition_json(_request: Request) -> Response:
        path = folder / "edition.json"
        if path.is_symlink() or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type="application/json")

    return Starlette(
        routes=[
            Route("/edition.json", edition_json),
            *reload.routes(folder),
            *reconciliation.routes(folder),
            Mount("/tei", Folder(directory=folder / "tei", check_dir=False)),
            Mount("/text", Folder(directory=folder / "text", check_dir=False)),
            Mount(
                "/",
                Pages(directory=folder / "site", html=True, check_dir=False),
                middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
            ),
        ],
        middleware=[
            Middleware(StrictHeaders),
            # A page elsewhere may point a name of its own at 127.0.0.1: such requests are refused.
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
        ],
        exception_handlers={404: _not_found},
    )


async def _not_found(_request: Request, _error: Exception) -> Response:
    return HTMLResponse(_NOT_FOUND, status_code=404)
