"""A synopsis as TEI P5: the records as texts of a group, and ``standOff/linkGrp`` between passages.

Never ``app``: the records are no copies of one text (TEI P5 Guidelines, chapter 17, "Linking").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from recension.model.synopsis import Synopsis, Witnessed
from recension.model.values import Group, Only, Passage
from recension.publication.tei.characters import attributes, plain

Cuts = list[list[tuple[int, int]]]

_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
    "<publicationStmt><p>Made by Recension.</p></publicationStmt>"
    "<sourceDesc><p>{sources}</p></sourceDesc></fileDesc></teiHeader>"
)


def synopsis_tei(synopsis: Synopsis) -> str:
    """The records' texts, cut into segments at the passages' ends, and a link for every group.

    A link's targets are the segments of all its passages; its type is the relation, its certainty
    stands in ``cert`` as high, medium or low, the reason in a ``note`` on the link.
    """
    title = synopsis.label or "Synopsis"
    cuts = [_cuts(synopsis, record) for record in synopsis.records]
    names = ", ".join(r.title for r in synopsis.records)
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">',
            _HEADER.format(title=plain(title), sources=plain(names)),
            "\n<standOff>\n",
            *_links(synopsis, cuts),
            "</standOff>\n<text><group>\n",
            *(_text(synopsis, index, row) for index, row in enumerate(cuts)),
            "</group></text>\n</TEI>\n",
        ]
    )


def _links(synopsis: Synopsis, cuts: Cuts) -> Iterator[str]:
    groups, only = synopsis.alignment.groups, synopsis.alignment.only
    if groups:
        yield '<linkGrp type="synopsis">\n'
        yield from (_link(synopsis, group, cuts) for group in groups)
        yield "</linkGrp>\n"
    if only:
        yield '<linkGrp type="silence">\n'
        for lone in only:
            yield f'<ptr type="{lone.silence}" target="{_targets(synopsis, [lone], cuts)}"/>\n'
        yield "</linkGrp>\n"
    notes = [_note(f"#{group.id}", group) for group in groups if group.because]
    notes += [_note(_targets(synopsis, [lone], cuts), lone) for lone in only if lone.because]
    if notes:
        yield f'<listAnnotation type="evidence">\n{"".join(notes)}</listAnnotation>\n'


def _link(synopsis: Synopsis, group: Group, cuts: Cuts) -> str:
    said = attributes(
        ("xml:id", group.id),
        ("type", group.relation),
        ("cert", _certainty(group.confidence)),
        ("n", group.label),
        ("target", _targets(synopsis, group.passages, cuts)),
    )
    return f"<link{said}/>\n"


def _note(target: str, row: Group | Only) -> str:
    """The reasons; where an editor decided, what the program had too."""
    had = (f"the program had {row.proposal}",) if row.proposal else ()
    return f'<note target="{target}">{plain("; ".join((*row.because, *had)))}</note>\n'


def _certainty(confidence: float) -> str:
    return "high" if confidence >= 0.8 else "medium" if confidence >= 0.4 else "low"


def _targets(synopsis: Synopsis, passages: Sequence[Only | Passage], cuts: Cuts) -> str:
    names = [record.name for record in synopsis.records]
    found = []
    for p in sorted(passages, key=lambda p: (names.index(p.document), p.start)):
        index = names.index(p.document)
        row = cuts[index]
        at = bisect_left(row, (p.start, 0))
        while at < len(row) and row[at][0] < p.end:
            found.append(f"#{_segment(index, row[at][0])}")
            at += 1
    return " ".join(dict.fromkeys(found))


def _segment(record: int, start: int) -> str:
    return f"w{record + 1}.{start}"


def _cuts(synopsis: Synopsis, record: Witnessed) -> list[tuple[int, int]]:
    every: list[Passage | Only] = [
        *(p for g in synopsis.alignment.groups for p in g.passages),
        *synopsis.alignment.only,
    ]
    ends = {0, len(record.text)}
    for p in every:
        if p.document == record.name:
            ends |= {p.start, p.end}
    row = sorted(ends)
    return [(a, b) for a, b in pairwise(row) if a < b]


def _text(synopsis: Synopsis, index: int, cuts: list[tuple[int, int]]) -> str:
    record = synopsis.records[index]
    segments = "".join(
        f'<seg xml:id="{_segment(index, a)}">{plain(record.text[a:b])}</seg>' for a, b in cuts
    )
    return (
        f'<text{attributes(("n", record.name))}><body><ab xml:space="preserve">{segments}'
        "</ab></body></text>\n"
    )
