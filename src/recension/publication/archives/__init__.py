"""The archives that an edition cites, as a tree, and the files that archivists exchange."""

from __future__ import annotations

from recension.publication.archives.ead3 import Ead3
from recension.publication.archives.ric_o import RicO
from recension.publication.archives.units_csv import UnitsCsv

__all__ = ["Ead3", "RicO", "UnitsCsv"]
