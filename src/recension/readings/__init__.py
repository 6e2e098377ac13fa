"""References, persons, places, dates, speech, letters."""

from __future__ import annotations

from recension.model.reader import Reader
from recension.readings.date import DateReader
from recension.readings.reference import ReferenceReader

READERS: tuple[Reader, ...] = (
    ReferenceReader(),
    DateReader(),
)
