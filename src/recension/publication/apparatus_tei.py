"""Copies of one text as TEI P5 with a parallel-segmentation apparatus (Guidelines, chapter 13).

The better reading is the ``lem``; the running text between is that of the best text.
"""

from __future__ import annotations

from collections.abc import Iterator

from recension.model.apparatus import Apparatus, Attested, Variation
from recension.publication.tei.characters import attributes, plain

_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Collation</title></titleStmt>"
    "<publicationStmt><p>Made by Recension.</p></publicationStmt>"
    "<sourceDesc><listWit>{witnesses}</listWit></sourceDesc></fileDesc>"
    '<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/>'
    "</encodingDesc></teiHeader>"
)


def apparatus_tei(apparatus: Apparatus) -> str:
    """The collation as one TEI file: every copy's text can be had from it but for white space."""
    sigla = {copy.name: f"W{number}" for number, copy in enumerate(apparatus.copies, 1)}
    witnesses = "".join(
        f'<witness xml:id="{sigla[copy.name]}">{plain(copy.title)}</witness>'
        for copy in apparatus.copies
    )
    body = "".join(_pieces(apparatus, sigla))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        f"{_HEADER.format(witnesses=witnesses)}\n"
        f'<text><body><ab xml:space="preserve">{body}</ab></body></text>\n</TEI>\n'
    )


def _pieces(apparatus: Apparatus, sigla: dict[str, str]) -> Iterator[str]:
    """Agreement and variation in the order of the first copy."""
    first = apparatus.copies[0].name
    rows: list[tuple[int, int, str]] = []
    for stretch in apparatus.agreement:
        rows.append((_at(stretch, first), 0, plain(apparatus.words(stretch[0]))))
    for place in apparatus.places:
        every = tuple(a for reading in place.readings for a in reading.attested)
        rows.append((_at(every, first), 1, _app(place, sigla)))
    rows.sort(key=lambda row: row[:2])
    for _, _, words in rows:
        yield f"{words} "


def _at(attested: tuple[Attested, ...], name: str) -> int:
    return next(a.start for a in attested if a.copy == name)


def _app(place: Variation, sigla: dict[str, str]) -> str:
    readings = []
    for index, reading in enumerate(place.readings):
        name = "lem" if index == place.best else "rdg"
        wit = " ".join(f"#{sigla[a.copy]}" for a in reading.attested)
        readings.append((name != "lem", f'<{name} wit="{wit}">{plain(reading.words)}</{name}>'))
    note = f"<note>{plain('; '.join(place.because))}</note>"
    return (
        f"<app{attributes(('type', place.kind))}>"
        f"{''.join(words for _, words in sorted(readings, key=lambda r: r[0]))}{note}</app>"
    )
