"""The tree of cited archival units as a table: a line for each unit that is cited itself."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import ClassVar

from recension.model.edition import Edition
from recension.publication.archives.archival_unit import LEVELS, archival_units
from recension.publication.tables import harmless


class UnitsCsv:
    """Exports what is cited of each archival unit, for a visit to the reading room."""

    name: ClassVar[str] = "archives"
    summary: ClassVar[str] = "the archival units that are cited, and where, as one CSV file"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write a line for each unit, with its leaves and the places that cite it."""
        with target.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(["repository", *LEVELS, "leaves", "cited", "references"])
            for root in archival_units(edition):
                for unit in root.walk():
                    if unit.cited:
                        named = dict(unit.path)
                        row = [root.name, *(named.get(level, "") for level in LEVELS)]
                        row += ["; ".join(unit.neighbours()), str(len(unit.cited))]
                        row.append(" ".join(entry.id for entry in unit.cited))
                        writer.writerow([harmless(cell) for cell in row])
