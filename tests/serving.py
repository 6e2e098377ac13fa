"""A server as a user starts it, asked with words that no client has tidied."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    port: int

    @property
    def address(self) -> str:
        """Where it is entered."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", *more: str, host: str | None = None) -> Answer:
        """Send a request line as it is given, and read to the end."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{self.port}'}",
                 "Connection: close", "Content-Length: 0", *more]  # fmt: skip
        return self.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    def send(self, request: bytes) -> Answer:
        """Send bytes, and read to the end."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(request)
            got = b""
            while piece := line.recv(65536):
                got += piece
        head, _, body = got.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        fields = (row.partition(": ") for row in rest)
        return Answer(int(first.split()[1]), {k.lower(): v for k, _, v in fields}, body)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """``recension serve`` on a free port, until the end of the block."""
    command = [sys.executable, "-m", "recension", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(int(process.stdout.readline().split("/")[2].rpartition(":")[2]))
        finally:
            process.terminate()
