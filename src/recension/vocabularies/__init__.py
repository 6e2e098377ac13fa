"""Data, not code: word lists, reference traditions, month names; each file names its source."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

DIRECTORY: Traversable = files(__name__)
