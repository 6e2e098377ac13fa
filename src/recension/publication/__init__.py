"""What leaves the program: site, TEI, JSON, tables."""

from __future__ import annotations

from recension.model.reader import Exporter
from recension.publication.archives import Ead3, RicO, UnitsCsv
from recension.publication.chronology import ChronologyCsv
from recension.publication.citation import BibTex, CslJson, Ris
from recension.publication.cmif import Cmif
from recension.publication.discovery import Atom, OpenSearch, Sitemap
from recension.publication.dts import Dts
from recension.publication.edition_json import EditionJson
from recension.publication.epub import Epub
from recension.publication.geojson import GeoJson
from recension.publication.ledger_tables import LedgerFolder
from recension.publication.site import Site
from recension.publication.tables import CsvFolder, JsonLines
from recension.publication.tei import Tei
from recension.publication.web_annotation import WebAnnotation

EXPORTERS: tuple[Exporter, ...] = (
    EditionJson(),
    JsonLines(),
    CsvFolder(),
    Tei(),
    Site(),
    LedgerFolder(),
    CslJson(),
    BibTex(),
    Ris(),
    ChronologyCsv(),
    UnitsCsv(),
    Ead3(),
    RicO(),
    WebAnnotation(),
    Cmif(),
    GeoJson(),
    Dts(),
    Epub(),
    Sitemap(),
    Atom(),
    OpenSearch(),
)  # fmt: skip
