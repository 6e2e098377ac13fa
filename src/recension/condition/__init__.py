"""What state the copy is in: one file for each kind of damage."""

from __future__ import annotations

from recension.condition.garble import Garble
from recension.model.reader import Reader

READERS: tuple[Reader, ...] = (Garble(),)
