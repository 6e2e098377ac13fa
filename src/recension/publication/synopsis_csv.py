"""A synopsis as a table for a spreadsheet: one row a passage."""

from __future__ import annotations

import csv
import io

from recension.model.synopsis import Synopsis
from recension.model.values import Only

HEADINGS = (
    "row",
    "group",
    "relation",
    "confidence",
    "document",
    "start",
    "end",
    "words",
    "because",
    "proposal",
)


def synopsis_csv(synopsis: Synopsis) -> str:
    """The synopsis as CSV (RFC 4180, UTF-8); rows of one group share its id.

    Passages that only one record has stand in their place with the relation ``only: omitted``,
    ``only: gap`` or ``only: out-of-scope``. ``proposal`` is what the program had where an editor
    decided otherwise.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, row in enumerate(synopsis.rows(), 1):
        said = ("", f"only: {row.silence}", "") if isinstance(row, Only) else (
            row.id, row.relation, f"{row.confidence:.2f}"
        )  # fmt: skip
        because, had = "; ".join(row.because), row.proposal or ""
        for record in synopsis.records:
            for p in synopsis.column(row, record.name):
                writer.writerow(
                    [number, *said, p.document, p.start, p.end, synopsis.words(p), because, had]
                )
    return out.getvalue()
