"""The official schema of TEI P5 4.5.0, fetched when a test first asks for it.

``tei_all.rng`` (1 MB, CC-BY and BSD-2, TEI Consortium) is published inside the wheel of
text-fabric-factory 1.0.8; nothing of that package is installed or run.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

_WHEEL = "text-fabric-factory==1.0.8"
_MEMBER = "tff/tools/tei/tei_all.rng"
_SHA256 = "e8cc05bba31c7a0b741c97ec0d504043f38c1c7daf6141a66de60046d0054b4e"


def _cached() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "recension-tests" / "tei_all-4.5.0.rng"


def _fetch(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder]
        subprocess.run([*pip, _WHEEL], check=True, capture_output=True, timeout=120)
        (wheel,) = Path(folder).glob("*.whl")
        data = zipfile.ZipFile(wheel).read(_MEMBER)
    target.parent.mkdir(parents=True, exist_ok=True)
    side = target.with_suffix(f".{os.getpid()}")
    side.write_bytes(data)
    side.replace(target)


@cache
def tei_all() -> etree.RelaxNG:
    """The schema, compiled (6-8 s, once a session); the test is skipped where it cannot be had."""
    path = _cached()
    if not path.is_file():
        try:
            _fetch(path)
        except (subprocess.SubprocessError, OSError, ValueError, KeyError) as error:
            pytest.skip(f"tei_all.rng cannot be had: pip download {_WHEEL} failed ({error})")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == _SHA256, f"remove {path}"
    return etree.RelaxNG(etree.parse(path))


def faults(tei: bytes, most: int = 5) -> list[str]:
    """What the schema has against a file; empty for a valid one."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    schema = tei_all()
    if schema.validate(etree.fromstring(tei, parser)):
        return []
    return [f"line {error.line}: {error.message}" for error in schema.error_log][:most]
