"""Reads damaged copies of archival records; gives condition report, edition, synopsis, bulletin."""

from __future__ import annotations

__version__ = "0.1.0"
