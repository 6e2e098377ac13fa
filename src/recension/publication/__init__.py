"""What leaves the program: site, TEI, JSON, tables."""

from __future__ import annotations

from recension.model.reader import Exporter
from recension.publication.edition_json import EditionJson
from recension.publication.tei import Tei

EXPORTERS: tuple[Exporter, ...] = (
    EditionJson(),
    Tei(),
)  # fmt: skip
