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
from recension.publication.wording import event_words

Cuts = list[list[tuple[int, int]]]

_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
    "<publicationStmt><p>Made by Recension.</p></publicationStmt>"
    "<sourceDesc>{sources}</sourceDesc></fileDesc></teiHeader>"
)


def synopsis_tei(synopsis: Synopsis) -> str:
    """The records' texts, cut into segments at the passages' ends, and a link for every group.

    A link's targets are the segments of all its passages; its type is the relation, its certainty
    stands in ``cert`` as high, medium or low, the reason in a ``note`` on the link. Witnesses that
    are not printed stand in the header's ``listWit``; what notes say of them in notes that point to
    the witness (``corresp``) and to the segments meant.
    """
    title = event_words(synopsis.label) if synopsis.label else "Synopsis"
    cuts = [_cuts(synopsis, record) for record in synopsis.records]
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">',
            _HEADER.format(title=plain(title), sources=_sources(synopsis)),
            "\n<standOff>\n",
            *_links(synopsis, cuts),
            *_testimonies(synopsis, cuts),
            "</standOff>\n<text><group>\n",
            *(_text(synopsis, index, row) for index, row in enumerate(cuts)),
            "</group></text>\n</TEI>\n",
        ]
    )


def _sources(synopsis: Synopsis) -> str:
    """The records by name, or, where some are known from notes alone, a list of the witnesses."""
    if not synopsis.absent:
        return f"<p>{plain(', '.join(r.title for r in synopsis.records))}</p>"
    named = [(r.called, r.title) for r in synopsis.records]
    named += [(w.siglum, f"{w.name} (not printed here)") for w in synopsis.absent]
    witnesses = "".join(
        f"<witness{attributes(('xml:id', _witness(siglum)), ('n', siglum))}>{plain(name)}</witness>"
        for siglum, name in named
    )
    return f"<listWit>{witnesses}</listWit>"


def _witness(siglum: str) -> str:
    """An XML id for a siglum; it may hold any letter, not any sign."""
    return "witness." + "".join(c if c.isalnum() else "_" for c in siglum)


def _testimonies(synopsis: Synopsis, cuts: Cuts) -> Iterator[str]:
    if synopsis.testimonies:
        yield '<listAnnotation type="testimonia">\n'
        for testimony in synopsis.testimonies:
            about = testimony.about
            for statement in testimony.statements:
                said = attributes(
                    ("type", statement.claim),
                    ("n", testimony.label),
                    ("corresp", f"#{_witness(statement.witness)}" if synopsis.absent else None),
                    ("target", _targets(synopsis, [about], cuts) if about else None),
                )
                yield f"<note{said}>{plain(statement.words)}</note>\n"
        yield "</listAnnotation>\n"


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
    if mark := synopsis.alignment.sentence_vectors:
        notes.append(f'<note type="sentence-vectors">{plain(mark)}</note>\n')
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
        *(t.about for t in synopsis.testimonies if t.about),
    ]
    ends = {record.stretch.start, record.stretch.end}
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
