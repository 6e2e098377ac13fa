"""What the tests share: where the shared material lies, if it is there at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

SHARED = Path(os.environ.get("RECENSION_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material; the test is skipped, and says so, where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"no shared material at {SHARED}; set RECENSION_SHARED to run this test")
    return SHARED


settings.register_profile("house", deadline=None)
settings.load_profile("house")
