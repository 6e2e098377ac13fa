"""Where the words lie now on which a decision was taken."""

from __future__ import annotations

from recension.model.edition import Decision, Edition
from recension.model.span import Span

Place = tuple[str, Span]


def place_of(decision: Decision, edition: Edition) -> Place | None:
    """Find a decision's words again.

    The source that it was taken on comes first; a copy that has changed since (another hash) is
    searched for the quotation, and of several places the one nearest to the old one is taken.

    Args:
        decision: with a quotation; without one only the same, unchanged source will do.
        edition: built anew.

    Returns:
        a source's id and the span there; ``None`` where the words stand nowhere.
    """
    same = [s for s in edition.sources if s.text.sha256 == decision.source_sha256]
    start, quotation = decision.start, decision.quotation
    if same and start is not None and decision.end is not None:
        span = Span(start, decision.end)
        if quotation is None or span.of(same[0].text.text) == quotation:
            return same[0].id, span
    if not quotation:
        return None
    for source in same or edition.sources:
        found = _nearest(source.text.text, quotation, start or 0)
        if found is not None:
            return source.id, found
    return None


def _nearest(text: str, words: str, start: int) -> Span | None:
    after, before = text.find(words, start), text.rfind(words, 0, start + len(words) - 1)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return Span(nearest, nearest + len(words))
