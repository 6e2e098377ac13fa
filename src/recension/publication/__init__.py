"""What leaves the program: site, TEI, JSON, tables."""

from __future__ import annotations

from recension.model.reader import Exporter
from recension.publication.edition_json import EditionJson

EXPORTERS: tuple[Exporter, ...] = (
    EditionJson(),
)  # fmt: skip
