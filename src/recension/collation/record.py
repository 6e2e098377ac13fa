"""A record as alignment sees it: a name, a text, where in it the record stands, what is damaged."""

from __future__ import annotations

from dataclasses import dataclass

from recension.model.span import Span


@dataclass(frozen=True)
class Record:
    """One record of an event.

    Attributes:
        name: what passages call it: a document's id or a file's name.
        text: the decoded text of the source it stands in.
        span: where it stands there.
        damage: spans (or points) of that source where the copy cannot be trusted.
        cut: whether the record is known to lack its beginning or end.
        asides: stretches inside it that are not the record's: notes of its editor.
    """

    name: str
    text: str
    span: Span
    damage: tuple[Span, ...] = ()
    cut: bool = False
    asides: tuple[Span, ...] = ()

    @classmethod
    def whole(cls, name: str, text: str, damage: tuple[Span, ...] = ()) -> Record:
        """A record that fills its source."""
        return cls(name, text, Span(0, len(text)), damage)
