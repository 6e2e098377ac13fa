"""The official schema of SARIF 2.1.0 (Errata 01), fetched when a test first asks for it.

``sarif-schema-2.1.0.json`` (112 kB, copyright OASIS Open) is kept outside the repository.
"""

from __future__ import annotations

import json
import os
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

ADDRESS = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def _cached() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "recension-tests" / "sarif-schema-2.1.0.json"


def _fetch(target: Path) -> None:
    with urllib.request.urlopen(ADDRESS, timeout=20) as answer:
        data = answer.read()
    json.loads(data)
    target.parent.mkdir(parents=True, exist_ok=True)
    side = target.with_suffix(f".{os.getpid()}")
    side.write_bytes(data)
    side.replace(target)


@cache
def _validator() -> Callable[[Any], Any]:
    path = _cached()
    if not path.is_file():
        try:
            _fetch(path)
        except (OSError, ValueError) as error:
            pytest.skip(f"{ADDRESS} cannot be had ({error})")
    schema = json.loads(path.read_text("utf-8"))
    assert schema["id"] == ADDRESS, f"remove {path}"
    validator: Callable[[Any], Any] = fastjsonschema.compile(schema)
    return validator


def fault(log: object) -> str | None:
    """What the schema has against a log; None for a valid one.

    The test is skipped where the schema cannot be had.
    """
    validator = _validator()
    try:
        validator(log)
    except fastjsonschema.JsonSchemaException as error:
        return str(error)
    return None
