"""A synopsis as one page that needs nothing else: it opens from disk, fetches nothing, and prints.

Without its script it is complete and in order; the script only hides rows that are filtered out.
"""

from __future__ import annotations

from jinja2 import Environment, PackageLoader

from recension.model.synopsis import Synopsis
from recension.model.values import Group, Only, Passage
from recension.publication.synopsis_strip import moved, row_names, strips_of

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
    rows = [_row(synopsis, row) for row in synopsis.rows()]
    return page.render(
        title=synopsis.label or " · ".join(r.title for r in synopsis.records),
        records=synopsis.records,
        rows=_named(synopsis, rows),
        counts=_counts(synopsis),
        strips=strips_of(synopsis),
        speakers=sorted({name for row in synopsis.rows() for name in synopsis.speakers(row)}),
    )


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
    cells = [
        [_cell(synopsis, p) for p in synopsis.column(row, record.name)]
        for record in synopsis.records
    ]
    if isinstance(row, Only):
        return {"kind": "only", "name": f"only in {row.document}", "cells": cells,
                "silence": SILENCES[row.silence], "because": row.because,
                "proposal": row.proposal}  # fmt: skip
    return {"kind": row.relation, "name": RELATIONS[row.relation], "cells": cells,
            "sure": round(100 * row.confidence), "because": row.because,
            "label": row.label, "proposal": row.proposal}  # fmt: skip


def _cell(synopsis: Synopsis, passage: Passage | Only) -> dict[str, object]:
    paragraphs = [part.strip() for part in synopsis.words(passage).split("\n\n")]
    return {"start": passage.start, "end": passage.end, "paragraphs": [p for p in paragraphs if p]}


def _counts(synopsis: Synopsis) -> list[tuple[str, str, int]]:
    groups = synopsis.alignment.groups
    counts = [
        (kind, name, sum(g.relation == kind for g in groups)) for kind, name in RELATIONS.items()
    ]
    return [*counts, ("only", "in one record only", len(synopsis.alignment.only))]
