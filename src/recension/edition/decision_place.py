"""Where the words lie now on which a decision was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recension.model.edition import Decision, Edition, QuotedPlace
from recension.model.span import Span

Place = tuple[str, Span]
_QUOTED = 240


def place_of(decision: Decision | QuotedPlace, edition: Edition) -> Place | None:
    """Find a decision's words again.

    The source that it was taken on comes first; a copy that has changed since (another hash) is
    searched for the quotation, and of several places the one nearest to the old one is taken. White
    space that has changed is no hindrance.

    Args:
        decision: with a quotation; without one only the same, unchanged source will do. One that
            quotes no more than the beginning of a longer span keeps that span's length.
        edition: built anew.

    Returns:
        a source's id and the span there; ``None`` where the words stand nowhere.
    """
    same = [s for s in edition.sources if s.text.sha256 == decision.source_sha256]
    start, quotation = decision.start, decision.quotation
    if same and start is not None and decision.end is not None:
        span = Span(start, decision.end)
        if quotation is None or span.of(same[0].text.text).startswith(quotation):
            return same[0].id, span
    if not quotation:
        return None
    more = max(0, (decision.end or 0) - (start or 0) - len(quotation))
    for source in same or edition.sources:
        found = _nearest(source.text.text, quotation, start or 0)
        if found is not None:
            end = min(found.end + more, len(source.text.text))
            return source.id, Span(found.start, end)
    return None


def places_of(decision: Decision, edition: Edition) -> list[Place | None]:
    """The place of each further passage that a decision names; ``None`` for what is nowhere."""
    return [place_of(passage, edition) for passage in decision.passages]


def quoted(edition: Edition, place: Place) -> QuotedPlace:
    """What to write into a decision so that a place is found again: its first words, and where."""
    source, span = place
    text = edition.source_by_id[source]
    return QuotedPlace(span.of(text.text)[:_QUOTED], text.sha256, span.start, span.end)


def _nearest(text: str, words: str, start: int) -> Span | None:
    places = list(_exactly(text, words, start)) or list(_whatever_the_space(text, words))
    return min(places, key=lambda place: abs(place.start - start)) if places else None


def _exactly(text: str, words: str, start: int) -> Iterator[Span]:
    after, before = text.find(words, start), text.rfind(words, 0, start + len(words) - 1)
    for place in (before, after):
        if place >= 0:
            yield Span(place, place + len(words))


def _whatever_the_space(text: str, words: str) -> Iterator[Span]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    for match in re.finditer(pattern, text) if pattern else ():
        yield Span(*match.span())
