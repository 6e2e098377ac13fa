"""Volume, documents, headings, notes and their calls, editorial marks."""

from __future__ import annotations

from recension.model.reader import Reader

READERS: tuple[Reader, ...] = ()
