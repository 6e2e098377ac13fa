"""What leaves the program: site, TEI, JSON, tables."""

from __future__ import annotations

from recension.model.reader import Exporter

EXPORTERS: tuple[Exporter, ...] = ()
