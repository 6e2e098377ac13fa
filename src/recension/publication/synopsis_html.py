"""A synopsis as one page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from recension.model.synopsis import Synopsis
from recension.model.values import Group, Only, Passage

RELATIONS = {
    "agrees": "agrees",
    "paraphrases": "in other words",
    "expands": "one says more",
    "attribution-differs": "given to another",
    "contradicts": "contradicts",
}
SILENCES = {
    "omitted": "has nothing of this",
    "gap": "is damaged or cut here",
    "out-of-scope": "was not recording",
}


def synopsis_html(synopsis: Synopsis) -> str:
    """The synopsis as an HTML page; everything from the records is escaped."""
    environment = Environment(
        loader=PackageLoader("recension.publication", "collation_templates"), autoescape=True
    )
    page = environment.get_template("synopsis.html")
    return page.render(
        title=synopsis.label or " · ".join(r.title for r in synopsis.records),
        records=synopsis.records,
        rows=[_row(synopsis, row) for row in synopsis.rows()],
        counts=_counts(synopsis),
        relations=RELATIONS,
    )


def _row(synopsis: Synopsis, row: Group | Only) -> dict[str, object]:
    cells = [
        [_cell(synopsis, p) for p in synopsis.column(row, record.name)]
        for record in synopsis.records
    ]
    if isinstance(row, Only):
        return {"kind": "only", "name": f"only in {row.document}", "cells": cells,
                "silence": SILENCES[row.silence]}  # fmt: skip
    return {"kind": row.relation, "id": row.id, "name": RELATIONS[row.relation], "cells": cells,
            "sure": round(100 * row.confidence), "because": row.because,
            "label": row.label}  # fmt: skip


def _cell(synopsis: Synopsis, passage: Passage | Only) -> dict[str, object]:
    paragraphs = [part.strip() for part in synopsis.words(passage).split("\n\n")]
    return {"start": passage.start, "end": passage.end, "paragraphs": [p for p in paragraphs if p]}


def _counts(synopsis: Synopsis) -> list[tuple[str, str, int]]:
    groups = synopsis.alignment.groups
    counts = [
        (kind, name, sum(g.relation == kind for g in groups)) for kind, name in RELATIONS.items()
    ]
    return [*counts, ("only", "in one record only", len(synopsis.alignment.only))]
