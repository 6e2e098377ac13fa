"""References, persons, places, dates, speech, letters."""

from __future__ import annotations

from recension.model.reader import Reader

READERS: tuple[Reader, ...] = ()
