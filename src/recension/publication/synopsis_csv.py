"""A synopsis as a table for a spreadsheet: one row a passage."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from recension.model.synopsis import Synopsis, Testimony
from recension.model.values import Group, Only

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
    "siglum",
    "note",
)


def synopsis_csv(synopsis: Synopsis) -> str:
    """The synopsis as CSV (RFC 4180, UTF-8); rows of one group share its id.

    Passages that only one record has stand in their place with the relation ``only: omitted``,
    ``only: unsure``, ``only: gap`` or ``only: out-of-scope``. ``proposal`` is what the program had
    where an editor decided otherwise. What notes say of witnesses stands behind the passage that it
    is about, with the relation ``testimony: omits`` (adds …), the witness's ``siglum``, the number
    of the ``note`` and, for a witness that is not printed, no document; its offsets are those of
    the statement in the source.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    told = synopsis.testimonies_by_row()
    number = 0
    for row in synopsis.rows():
        number += 1
        writer.writerows([number, *cells] for cells in _passages(synopsis, row))
        for testimony in told.get(id(row), ()):
            number += 1
            writer.writerows([number, *cells] for cells in _statements(synopsis, testimony))
    for testimony in told.get(None, ()):
        number += 1
        writer.writerows([number, *cells] for cells in _statements(synopsis, testimony))
    return out.getvalue()


def _passages(synopsis: Synopsis, row: Group | Only) -> Iterator[list[object]]:
    sure = "" if row.confidence is None else f"{row.confidence:.2f}"
    said = ("", f"only: {row.silence}") if isinstance(row, Only) else (row.id, row.relation)
    because, had = "; ".join(row.because), row.proposal or ""
    for record in synopsis.records:
        for p in synopsis.column(row, record.name):
            place = [p.document, p.start, p.end, synopsis.words(p)]
            yield [*said, sure, *place, because, had, record.siglum or "", ""]


def _statements(synopsis: Synopsis, testimony: Testimony) -> Iterator[list[object]]:
    printed = {record.siglum: record.name for record in synopsis.records if record.siglum}
    for s in testimony.statements:
        where = [printed.get(s.witness, ""), s.start, s.end, s.words]
        yield ["", f"testimony: {s.claim}", "", *where, "", "", s.witness, testimony.label or ""]
