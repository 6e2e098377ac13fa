"""The day on which files are made, where somebody says it: never this machine's clock.

``SOURCE_DATE_EPOCH`` is the convention of https://reproducible-builds.org/specs/source-date-epoch/
(read on 23 November 2026): the same input gives the same output, to the byte.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

_LATEST = 253_402_300_799  # the last second of the year 9999


def built_at() -> datetime | None:
    """The moment that ``SOURCE_DATE_EPOCH`` says; None where it is not set or no number."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (said.isascii() and said.isdigit()) or int(said) > _LATEST:
        return None
    return datetime.fromtimestamp(int(said), UTC)


def built_on() -> str | None:
    """The day of :func:`built_at`."""
    moment = built_at()
    return moment.date().isoformat() if moment else None
