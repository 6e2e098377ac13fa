"""Resolves "ibid." and further numbers: which levels a reference takes over from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from recension.readings.reference_units import Unit
from recension.vocabularies.references import traditions

Between = Callable[[int, int], str | None]

_ARCHIVAL = {"fond", "opis", "papka", "delo", "edinitsa", "series", "file", "box"}


def resolved(units: Iterable[Unit], text: str, lost_between: Between) -> Iterator[Unit]:
    """The units with what they take over from earlier ones, in order.

    A reference back keeps all levels of its antecedent above the widest one that it names itself:
    after ``f. 5, op. 30, d. 12, l. 4`` the words ``ibid., d. 16, l. 1`` keep fonds and opis, and
    ``ibid.`` alone keeps everything.

    Args:
        units: archival and printed, in order of the text.
        text: the whole text.
        lost_between: what is damaged between two places, in words; ``None`` if nothing is.
    """
    archival: Unit | None = None
    latest: Unit | None = None
    for unit in units:
        whole = unit
        if unit.ibid:
            before = archival if set(unit.levels) & _ARCHIVAL else latest
            whole = _after(unit, before, text, lost_between)
        if whole.publication or _ARCHIVAL & set(whole.levels) or "repository" in whole.levels:
            yield whole
        latest = whole
        archival = archival if whole.publication else whole


def _after(unit: Unit, before: Unit | None, text: str, lost_between: Between) -> Unit:
    if before is None:
        lost = ("what “ibid.” refers to is not in this copy",)
        return replace(unit, because=lost, confidence=0.5)
    if before.publication:
        levels = {"title": before.levels["title"]} if "title" in before.levels else {}
        told = ("“ibid.” after a printed work",)
        return replace(
            unit, tradition=before.tradition, levels=levels, publication=True, because=told,
            confidence=0.75,
        )  # fmt: skip
    kept = _kept(unit, before)
    words = " ".join(text[before.start : before.end].split())
    because, confidence = (f"continues “{_short(words)}”", *unit.because), 0.9
    lost = lost_between(before.end, unit.start)
    if before.cut not in ("", "listy"):
        kept = {k: v for k, v in kept.items() if k == "repository"}
        because += ("the reference before it breaks off: only the archive is taken over",)
        confidence = 0.5
    elif lost:
        because += (f"between the two the copy is damaged: {lost}",)
        confidence = 0.6
    own = {k: v for k, v in unit.levels.items() if k not in kept}
    return replace(
        unit, tradition=before.tradition, levels={**kept, **own}, archive=before.archive,
        because=because, confidence=min(confidence, before.confidence),
    )  # fmt: skip


def _kept(unit: Unit, before: Unit) -> dict[str, str]:
    order = ["repository", *traditions()[before.tradition].order]
    named = {*unit.levels, unit.cut}
    depths = [order.index(level) for level in named if level in order]
    widest = min(depths, default=len(order))
    return {
        level: words
        for level, words in before.levels.items()
        if level not in order or order.index(level) < widest
    }


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:50]} … {words[-25:]}"
