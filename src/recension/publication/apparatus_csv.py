"""Differences between copies as a table for a spreadsheet: one row a reading of a copy."""

from __future__ import annotations

import csv
import io

from recension.model.apparatus import Apparatus

HEADINGS = ("place", "kind", "copy", "start", "end", "reading", "best", "confidence", "because")


def apparatus_csv(apparatus: Apparatus) -> str:
    """The collation as CSV (RFC 4180, UTF-8)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, place in enumerate(apparatus.places, 1):
        for index, reading in enumerate(place.readings):
            best = "yes" if index == place.best else "no"
            for a in reading.attested:
                writer.writerow(
                    [number, place.kind, a.copy, a.start, a.end, apparatus.words(a), best,
                     f"{place.confidence:.2f}", "; ".join(place.because)]
                )  # fmt: skip
    return out.getvalue()
