"""Resolves "ibid." and further numbers: which levels a reference takes over from the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from recension.readings.reference_units import PAGES, Unit, levels_of
from recension.vocabularies.references import traditions

Between = Callable[[int, int], str | None]

_SAID = {"series", "file", "title"}  # levels that need no label
_PATH = ("fond", "opis", "papka")
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
    chain = _Chain(text, lost_between)
    for unit in units:
        whole = chain.whole(unit) if unit.ibid else unit
        if whole.publication or (_ARCHIVAL | {"repository"}) & set(whole.levels):
            yield whole
        chain.remember(whole)


class _Chain:
    """What references back can refer to, on the way through a text."""

    def __init__(self, text: str, lost_between: Between) -> None:
        self.text, self.lost_between = text, lost_between
        self.latest: Unit | None = None
        self.archival: Unit | None = None
        self.paths: dict[tuple[str, str], set[tuple[tuple[str, str], ...]]] = {}

    def remember(self, unit: Unit) -> None:
        """Take in a unit that has been resolved."""
        self.latest = unit
        if unit.publication:
            return
        self.archival = unit
        path = tuple((k, v) for k, v in unit.levels.items() if k in _PATH)
        if "delo" in unit.levels and "fond" in unit.levels and unit.confidence > 0.8:
            self.paths.setdefault((unit.archive, unit.levels["delo"]), set()).add(path)

    def whole(self, unit: Unit) -> Unit:
        """A reference back with what it takes over."""
        paged = {name for name, _ in unit.labels} <= PAGES and not unit.cut
        before = self.latest if paged and not set(unit.levels) & _SAID else self.archival
        if before is None:
            lost = ("what “ibid.” refers to is not in this copy",)
            return replace(unit, because=lost, confidence=0.5)
        if before.publication:
            return _printed_again(unit, before)
        unit = _read_anew(unit, before)
        if unit.labels and not unit.levels:
            return unit  # pages of a printed work that was not recognised
        words = " ".join(self.text[before.start : before.end].split())
        unit = replace(unit, because=(f"continues “{_short(words)}”", *unit.because))
        if before.cut and before.cut != "listy":
            return self._after_cut(unit, before)
        between = self.lost_between(before.end, unit.start)
        if between:
            told = f"between the two the copy is damaged: {between}"
            return _joined(unit, before, _kept(unit, before), 0.6, told)
        return _joined(unit, before, _kept(unit, before), 0.9)

    def _after_cut(self, unit: Unit, before: Unit) -> Unit:
        """After a reference that breaks off: the archive, and a path that only one file has."""
        archive = {k: v for k, v in before.levels.items() if k == "repository"}
        known = self.paths.get((before.archive, unit.levels.get("delo", "")), set())
        if len(known) == 1 and "fond" not in unit.levels:
            (path,) = known
            told = (
                "the reference before it breaks off; elsewhere this text cites a file of this "
                "number only under " + ", ".join(words for _, words in path)
            )
            return _joined(unit, before, archive | dict(path), 0.5, told)
        told = "the reference before it breaks off: only the archive is taken over"
        return _joined(unit, before, archive, 0.5, told)


def _printed_again(unit: Unit, before: Unit) -> Unit:
    levels = {"title": before.levels["title"]} if "title" in before.levels else {}
    told = ("“ibid.” after a printed work",)
    return replace(
        unit, tradition=before.tradition, levels=levels, publication=True, because=told,
        confidence=0.75,
    )  # fmt: skip


def _joined(
    unit: Unit, before: Unit, kept: dict[str, str], confidence: float, told: str = ""
) -> Unit:
    own = {k: v for k, v in unit.levels.items() if k not in kept}
    return replace(
        unit,
        tradition=before.tradition,
        levels={**kept, **own},
        archive=before.archive,
        because=(*unit.because, told) if told else unit.because,
        confidence=min(confidence, before.confidence),
    )


def _read_anew(unit: Unit, before: Unit) -> Unit:
    """A reference back speaks the language of its antecedent: ``p.`` is a folder or a page."""
    if unit.tradition == before.tradition:
        return unit
    unlabelled = {k: v for k, v in unit.levels.items() if k in _SAID}
    levels = levels_of(unit.labels, traditions()[before.tradition])
    return replace(unit, levels={**unlabelled, **levels})


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
