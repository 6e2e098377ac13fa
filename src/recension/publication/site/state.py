"""The condition page: how much of each copy is sound, where it is bad, which places are worst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recension.model.edition import Entry, Source
from recension.model.span import joined
from recension.model.values import Damage
from recension.publication.site.volume import Volume
from recension.publication.wording import DAMAGE_KINDS, thousands

_WORST = 40
_HEIGHT = 1200  # of the strip, in its own units; damage closer than one of them is merged
_ORDER = list(DAMAGE_KINDS)


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of damage in one copy: how often and how much."""

    kind: str
    name: str
    places: int
    characters: str
    share: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the strip: its lane (which kind), where it begins and how long it is."""

    kind: str
    lane: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """A damaged place in its context."""

    id: str
    kind: str
    name: str
    before: str
    words: str
    after: str
    message: str
    reading: str | None
    because: tuple[str, ...]
    rule: str | None
    confidence: int
    address: str
    where: str


@dataclass(frozen=True, slots=True)
class CopyState:
    """The state of one copy."""

    id: str
    name: str
    length: str
    sound: str
    damaged: str
    share: str
    encoding: str | None
    encoding_doubt: str | None
    kinds: tuple[KindRow, ...]
    bars: tuple[Bar, ...]
    lanes: tuple[str, ...]
    divisions: tuple[float, ...]


def copies(volume: Volume) -> list[CopyState]:
    """The state of each copy, in order."""
    return [_copy(volume, source) for source in volume.edition.sources]


def _copy(volume: Volume, source: Source) -> CopyState:
    damage = [d for d in volume.edition.damage if d.source == source.id and d.span]
    length = len(source.text.text)
    bad = sum(
        map(len, joined(d.span for d in damage if d.span and d.value.kind != "missing-notes"))
    )
    kinds = [kind for kind in _ORDER if any(d.value.kind == kind for d in damage)]
    encoding = source.text.encoding
    doubt = None if encoding.confidence >= 0.95 else encoding.because
    # How PDFium hands its text over is no encoding of the file.
    codec = None if source.text.media_type == "application/pdf" else encoding.codec
    return CopyState(
        source.id, source.text.name, thousands(length), thousands(length - bad), thousands(bad),
        _percent(bad, length), codec, doubt,
        tuple(_kind_row(kind, damage, length) for kind in kinds),
        tuple(bar for lane, kind in enumerate(kinds) for bar in _bars(kind, lane, damage, length)),
        tuple(DAMAGE_KINDS[kind][0] for kind in kinds),
        tuple(_divisions(volume, source.id, length)),
    )  # fmt: skip


def _percent(part: int, whole: int) -> str:
    share = 100 * part / max(1, whole)
    return f"{share:.1f} %" if part == 0 or share >= 0.1 else "under 0.1 %"


def _kind_row(kind: str, damage: list[Entry[Damage]], length: int) -> KindRow:
    spans = [d.span for d in damage if d.value.kind == kind and d.span]
    size = 0 if kind == "missing-notes" else sum(map(len, joined(spans)))
    said = thousands(size) if size else "–"
    return KindRow(kind, DAMAGE_KINDS[kind][0], len(spans), said,
                   _percent(size, length) if size else "–")  # fmt: skip


def _bars(kind: str, lane: int, damage: list[Entry[Damage]], length: int) -> Iterator[Bar]:
    spans = [d.span for d in damage if d.value.kind == kind and d.span]
    for span in joined(spans, gap=length // _HEIGHT):
        top = _HEIGHT * span.start / max(1, length)
        height = max(2.5, _HEIGHT * len(span) / max(1, length))
        yield Bar(kind, lane, round(top, 1), round(height, 1))


def _divisions(volume: Volume, source: str, length: int) -> Iterator[float]:
    """Where documents begin, at most one in two units of the strip."""
    last = -10.0
    for entry in volume.edition.documents:
        if entry.source == source and entry.span:
            top = round(_HEIGHT * entry.span.start / max(1, length), 1)
            if top - last >= 2:
                yield top
                last = top


def worst(volume: Volume) -> list[Place]:
    """The gravest places first: the longest, and those that a reader would not notice."""
    gravity = {
        "fabricated": 4.0, "break": 3.0, "displaced": 2.0, "garble": 1.5, "mojibake": 1.0,
        "repetition": 1.0, "misread": 0.2, "split-word": 0.1, "missing-notes": 0.0,
    }  # fmt: skip
    rows = [d for d in volume.edition.damage if d.source and d.span]
    rows.sort(
        key=lambda d: -gravity[d.value.kind] * (60 + (len(d.span) if d.span else 0)) * d.confidence
    )
    return [place(volume, entry) for entry in rows[:_WORST] if entry.value.kind != "missing-notes"]


def place(volume: Volume, entry: Entry[Damage]) -> Place:
    """A damaged place with the words around it and a link to it."""
    assert entry.source is not None
    assert entry.span is not None
    text, span = volume.texts[entry.source].text, entry.span
    at = max(span.start, span.end - 1) if len(span) else max(0, span.start - 1)
    address = volume.anchors.of_damage(entry)
    document = volume.shares[entry.source].at(at)
    where = volume.titles[document] if document else volume.texts[entry.source].name
    return Place(
        entry.id, entry.value.kind, DAMAGE_KINDS[entry.value.kind][0],
        text[max(0, span.start - 80) : span.start].rpartition("\n\n")[2],
        _middle_out(span.of(text)), text[span.end : span.end + 80].partition("\n\n")[0],
        entry.value.message, entry.value.reading, entry.because, entry.rule,
        round(100 * entry.confidence), f"../{address}", where,
    )  # fmt: skip


def _middle_out(words: str) -> str:
    return words if len(words) <= 400 else f"{words[:200]} […] {words[-180:]}"


@dataclass(frozen=True, slots=True)
class MissingNotes:
    """The missing numbers of one document."""

    source: str
    title: str
    address: str
    messages: tuple[str, ...]


def missing(volume: Volume) -> list[MissingNotes]:
    """Missing notes by document."""
    titles = {f"documents/{d}.html": title for d, title in volume.titles.items()}
    titles |= {f"sources/{s.id}.html": s.text.name for s in volume.edition.sources}
    return [
        MissingNotes(
            entries[0].source or "",
            titles[address],
            f"../{address}",
            tuple(e.value.message for e in entries),
        )
        for address, entries in volume.missing_notes.items()
    ]
