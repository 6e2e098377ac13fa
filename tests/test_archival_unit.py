"""The tree of cited units, and the files that archives exchange: valid, read back, nothing lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib
from lxml import etree

import recension
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Reference
from recension.publication.archives import Ead3, RicO, UnitsCsv
from recension.publication.archives.archival_unit import archival_units
from recension.specimen import files

RICO = rdflib.Namespace("https://www.ica.org/standards/RiC/ontology#")
EAD = {"e": "http://ead3.archivists.org/schema/"}
SCHEMA = Path(__file__).with_name("schemas") / "ead3.rng"


def _edition(*references: Reference) -> Edition:
    text = SourceText("notes.txt", "AVPRF, f. 1 <script>&\x01 " * 20, "")
    rows = tuple(
        Entry(f"r{n}", value, "s1", Span(n, n + 20)) for n, value in enumerate(references, 1)
    )
    return Edition(sources=(Source("s1", text),), references=rows)


HOSTILE = _edition(
    Reference("soviet", repository="AVPRF", fond="0144", opis="30", delo="15", listy="76"),
    Reference("soviet", repository="AVP RF", fond="0144", opis="30", delo="15", listy="45"),
    Reference("soviet", repository="<b>&\x02 \"quoted\" 'x'", fond="a/b #1?", listy="1"),
    Reference("soviet", fond="7"),
    Reference("publication", title="A book", cites="publication"),
)


@pytest.fixture(scope="module", params=["specimen", "hostile"])
def edition(request: pytest.FixtureRequest) -> Edition:
    return recension.build(files()) if request.param == "specimen" else HOSTILE


def test_one_repository_in_two_spellings_is_one() -> None:
    roots = archival_units(HOSTILE)
    assert [root.name for root in roots][-1] == "Repository not named"
    (avprf,) = [root for root in roots if root.name == "AVPRF"]
    (delo,) = [unit for unit in avprf.walk() if unit.level == "delo"]
    assert delo.neighbours() == ("76", "45")
    assert [entry.id for entry in avprf.all_cited] == ["r1", "r2"]


def test_books_are_in_no_archive() -> None:
    assert sum(len(root.all_cited) for root in archival_units(HOSTILE)) == 4


def test_ead3_is_valid_and_has_every_citation(edition: Edition, tmp_path: Path) -> None:
    Ead3().write(edition, tmp_path / "x.xml")
    tree = etree.parse(tmp_path / "x.xml")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(tree), schema.error_log
    items = [item.text.split(":")[0] for item in tree.iterfind(".//e:item", EAD) if item.text]
    cited = [e.id for e in edition.references if e.value.cites == "document"]
    assert sorted(items) == sorted(cited)


def test_ead3_of_nothing_is_valid(tmp_path: Path) -> None:
    Ead3().write(Edition(), tmp_path / "x.xml")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(etree.parse(tmp_path / "x.xml")), schema.error_log


def test_ric_o_is_read_back_with_every_unit(edition: Edition, tmp_path: Path) -> None:
    RicO().write(edition, tmp_path / "x.ttl")
    graph = rdflib.Graph().parse(tmp_path / "x.ttl", format="turtle")
    units = [u for root in archival_units(edition) for u in root.walk() if u is not root]
    sets = set(graph.subjects(rdflib.RDF.type, RICO.RecordSet))
    assert len(sets) == len(units)
    named = sorted(str(name) for one in sets for name in graph.objects(one, RICO.identifier))
    assert named == sorted(unit.name for unit in units)
    holders = {str(n) for h in graph.subjects(rdflib.RDF.type, RICO.CorporateBody)
               for n in graph.objects(h, RICO.name)}  # fmt: skip
    assert holders == {root.name for root in archival_units(edition)}


def test_the_table_has_a_line_for_each_cited_unit(edition: Edition, tmp_path: Path) -> None:
    UnitsCsv().write(edition, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    cited = [e.id for e in edition.references if e.value.cites == "document"]
    assert sorted(r for row in rows for r in row["references"].split()) == sorted(cited)
