"""Note places: which notes can stand at their calls, and where the text really has their bodies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recension.model.edition import Entry
from recension.model.span import Span
from recension.model.values import Note


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note and where it is written.

    Attributes:
        id: the note's id.
        note: what is known of it.
        body: its body's span in the text.
        at: the end of the call behind which it is written; None where it stays at its own place.
        is_source: whether it is a document's source line.
    """

    id: str
    note: Note
    body: Span
    at: int | None
    is_source: bool = False


class Bodies:
    """Spans that do not overlap, asked by place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def around(self, offset: int) -> Span | None:
        """The span that an offset lies strictly inside of."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self._spans[index].start < offset < self._spans[index].end:
            return self._spans[index]
        return None

    def touches(self, span: Span) -> bool:
        """Whether a span shares a character with one of these, or is a point inside one."""
        index = bisect_right(self._starts, span.end) - 1
        candidates = self._spans[max(0, index - 1) : index + 1]
        return any(c.overlaps(span) or c.start < span.end <= c.end for c in candidates)


def placed(
    text: str, notes: Sequence[Entry[Note]], rooms: Sequence[Span]
) -> tuple[list[PlacedNote], list[Entry[Note]]]:
    """Find a place for every note.

    A body can be lifted out only as a whole: it must not overlap another body and must lie within
    one room (a stretch of text that no document begins or ends in). A note that is called from
    within a note's body stays where it is, so that no two notes can each hold the other.

    Args:
        text: the source's.
        notes: of this source.
        rooms: in order, together the text.

    Returns:
        the notes whose body is an element of its own, in order of place; and the others.
    """
    whole, others = _apart(text, notes, rooms)
    bodies = Bodies(entry.value.body for entry in whole if entry.value.body)
    return [_placed(entry, bodies) for entry in whole], others


def _apart(
    text: str, notes: Sequence[Entry[Note]], rooms: Sequence[Span]
) -> tuple[list[Entry[Note]], list[Entry[Note]]]:
    starts = [room.start for room in rooms]
    whole, others, last = [], [], 0
    for entry in sorted(notes, key=lambda e: (e.value.body or Span(0, 0), e.id)):
        body = entry.value.body
        room = rooms[bisect_right(starts, body.start) - 1] if body and rooms else Span(0, 0)
        if body and last <= body.start and body.within(room) and body.of(text).strip():
            whole.append(entry)
            last = body.end
        else:
            others.append(entry)
    return whole, others


def _placed(entry: Entry[Note], bodies: Bodies) -> PlacedNote:
    assert entry.value.body is not None
    calls = (call.end for call in sorted(entry.value.anchors) if not bodies.touches(call))
    return PlacedNote(entry.id, entry.value, entry.value.body, next(calls, None))
