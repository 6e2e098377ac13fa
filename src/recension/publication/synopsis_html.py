"""A synopsis as one page that needs nothing else: it opens from disk, fetches nothing, and prints.

Without its script it is complete and in order; the script only hides rows that are filtered out.
"""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from recension.model.synopsis import Statement, Synopsis, Testimony
from recension.model.values import Group, Only, Passage
from recension.publication.synopsis_strip import moved, row_names, strips_of
from recension.publication.wording import CLAIMS, event_words, sentence_vectors_words

RELATIONS = {
    "agrees": "agrees",
    "paraphrases": "in other words",
    "expands": "one says more",
    "attribution-differs": "given to another",
    "contradicts": "contradicts",
}
SILENCES = {
    "omitted": "has nothing of this",
    "unsure": "may have this in other words",
    "gap": "is damaged or cut here",
    "out-of-scope": "was not recording",
}


def synopsis_html(synopsis: Synopsis) -> str:
    """The synopsis as an HTML page; everything from the records is escaped."""
    environment = Environment(
        loader=PackageLoader("recension.publication", "collation_templates"), autoescape=True
    )
    page = environment.get_template("synopsis.html")
    columns = [f"{r.siglum}: {r.title}" if r.siglum else r.title for r in synopsis.records]
    columns += [f"{w.siglum}: {w.name} (not printed here)" for w in synopsis.absent]
    label, mark = synopsis.label, synopsis.alignment.sentence_vectors
    return page.render(
        title=event_words(label) if label else " · ".join(r.title for r in synopsis.records),
        columns=columns,
        rows=_rows(synopsis),
        counts=_counts(synopsis),
        model=sentence_vectors_words(mark) if mark else None,
        strips=strips_of(synopsis),
        speakers=sorted({name for row in synopsis.rows() for name in synopsis.speakers(row)}),
    )


def _rows(synopsis: Synopsis) -> list[dict[str, object]]:
    """Every row in its place, and behind it what notes say of witnesses there."""
    told = synopsis.testimonies_by_row()
    made = _named(synopsis, [_row(synopsis, row) for row in synopsis.rows()])
    rows: list[dict[str, object]] = []
    for row, place in zip(made, synopsis.rows(), strict=True):
        rows.append(row)
        rows += [_testimony(synopsis, testimony) for testimony in told.get(id(place), ())]
    rows += [_testimony(synopsis, testimony) for testimony in told.get(None, ())]
    numbers = {id(row): f"t{n}" for n, row in enumerate((r for r in rows if "id" not in r), 1)}
    return [row if "id" in row else {**row, "id": numbers[id(row)]} for row in rows]


def _testimony(synopsis: Synopsis, testimony: Testimony) -> dict[str, object]:
    """What one note says, each statement in the column of its witness."""
    sigla = [r.siglum for r in synopsis.records] + [w.siglum for w in synopsis.absent]
    cells = [
        [_quoted(s) for s in testimony.statements if siglum and s.witness == siglum]
        for siglum in sigla
    ]
    claims = dict.fromkeys(f"{s.witness} {CLAIMS[s.claim]}" for s in testimony.statements)
    by = f"by note {testimony.label}" if testimony.label else "by the essay"
    return {"kind": "testimony", "name": by, "cells": [cell or None for cell in cells],
            "because": list(claims), "moved": ()}  # fmt: skip


def _quoted(statement: Statement) -> dict[str, object]:
    return {"start": statement.start, "end": statement.end, "paragraphs": [statement.words]}


def _named(synopsis: Synopsis, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows with their ids, who speaks in them, and where records have them in other order."""
    names, elsewhere = row_names(synopsis), moved(synopsis)
    return [
        {
            **row,
            "id": names[id(place)],
            "speakers": "|".join(synopsis.speakers(place)),
            "moved": [told.rsplit("|", 1) for told in elsewhere.get(names[id(place)], ())],
        }
        for row, place in zip(rows, synopsis.rows(), strict=True)
    ]


def _row(synopsis: Synopsis, row: Group | Only) -> dict[str, object]:
    cells: list[list[dict[str, object]] | None] = [
        [_cell(synopsis, p) for p in synopsis.column(row, record.name)]
        for record in synopsis.records
    ]
    cells += [None] * len(synopsis.absent)
    because = [synopsis.said(reason) for reason in row.because]
    if isinstance(row, Only):
        called = next(r.called for r in synopsis.records if r.name == row.document)
        told: dict[str, object] = {
            "kind": "only", "name": f"only in {called}", "cells": cells,
            "silence": SILENCES[row.silence], "because": because, "proposal": row.proposal,
        }  # fmt: skip
        sure = row.confidence if row.silence == "omitted" else None
        return told if sure is None else {**told, "sure": round(100 * sure)}
    return {"kind": row.relation, "name": RELATIONS[row.relation], "cells": cells,
            "sure": round(100 * row.confidence), "because": because,
            "label": row.label, "proposal": row.proposal}  # fmt: skip


def _cell(synopsis: Synopsis, passage: Passage | Only) -> dict[str, object]:
    paragraphs = [part.strip() for part in synopsis.words(passage).split("\n\n")]
    return {"start": passage.start, "end": passage.end, "paragraphs": [p for p in paragraphs if p]}


def _counts(synopsis: Synopsis) -> list[tuple[str, str, int]]:
    groups = synopsis.alignment.groups
    counts = [
        (kind, name, sum(g.relation == kind for g in groups)) for kind, name in RELATIONS.items()
    ]
    told = [("testimony", "by notes on other records", len(synopsis.testimonies))]
    return [
        *counts,
        ("only", "in one record only", len(synopsis.alignment.only)),
        *(told if synopsis.testimonies else ()),
    ]
