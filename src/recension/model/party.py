"""A party: the records that report one event, before the event is made of them."""

from __future__ import annotations

from dataclasses import dataclass

from recension.model.edition import Entry
from recension.model.values import Document


@dataclass(frozen=True, slots=True)
class Party:
    """Records of one event.

    Attributes:
        records: in the order of the edition; one alone is no event.
        because: why, where an editor decided it.
        label: what the event is called, where an editor named it.
        proposal: what the program had, where an editor decided otherwise.
    """

    records: tuple[Entry[Document], ...]
    because: tuple[str, ...] = ()
    label: str | None = None
    proposal: str | None = None
