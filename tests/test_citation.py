"""Citations: every format is read back by somebody else's library and has lost nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON

import recension
from recension.model.edition import Edition
from recension.publication.citation import BibTex, CslJson, Ris
from recension.publication.citation.bibtex import bibtex_entry
from recension.publication.citation.citable import Citable, citable, date_parts
from recension.publication.citation.csl_json import csl_date, csl_item
from recension.publication.citation.ris import ris_record
from recension.publication.citation.style import STYLES, chicago, mla, own
from recension.publication.site.citing import citing
from recension.specimen import files

HOSTILE = Citable(
    key="volume-d7",
    document="d7",
    title="50 % of {all} & a \\command_with $5 #1 ~ ^\n<script>alert(1)</script>",
    kind="Letter",
    container="volume",
    number="7",
    date="1946-05-27T23:00",
    place="Đakovo",
    authors=("Đilas & Sons", "К. Попович"),
    recipients=("The {Ambassador}",),
    translator="V. Z.",
    repository="APRF",
    shelfmark="fond 45, opis 1",
    pages="111–113",
    language="en",
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return recension.build(files())


@pytest.mark.filterwarnings(
    "ignore:.*unsupported. custom"
)  # in the schema; that library has it not
def test_csl_is_read_by_a_citation_processor(edition: Edition, tmp_path: Path) -> None:
    CslJson().write(edition, tmp_path / "x.json")
    items = json.loads((tmp_path / "x.json").read_text("utf-8"))
    library = CiteProcJSON(items)
    assert [item["id"] for item in items] == [c.key for c in citable(edition)]
    for item, known in zip(items, citable(edition), strict=True):
        read = library[item["id"].lower()]
        assert "".join(read["title"]) == known.title
        assert "".join(read.get("archive_location", "")) == (known.shelfmark or "")
        if list(date_parts(known.date)):
            assert "issued" in read


def test_csl_says_dates_as_far_as_it_can() -> None:
    assert csl_date("1946-05-27/1946-05-28") == {"date-parts": [[1946, 5, 27], [1946, 5, 28]]}
    assert csl_date("1948-23") == {"date-parts": [[1948]]}
    assert csl_date("194X") == {"literal": "194X"}
    assert csl_date("1946?") == {"date-parts": [[1946]], "circa": True}
    assert csl_item(HOSTILE)["custom"]["date"] == "1946-05-27T23:00"


def _bibtex_fields(text: str) -> dict[str, dict[str, str]]:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {entry.key: {f.key: f.value for f in entry.fields} for entry in library.entries}


def test_bibtex_is_read_back(edition: Edition, tmp_path: Path) -> None:
    BibTex().write(edition, tmp_path / "x.bib")
    read = _bibtex_fields((tmp_path / "x.bib").read_text("utf-8"))
    for item in citable(edition):
        fields = read[item.key]
        assert fields.get("date") == item.date
        assert fields.get("booktitle") == item.container
        assert fields.get("langid") == item.language
        assert _bare(fields["title"]) == _bare(item.title)


def _bare(words: str) -> str:
    """What is left of words when quotation marks, which TeX has its own ways for, are set aside."""
    return " ".join(words.replace("{", "").replace("}", "").split())


def test_bibtex_gives_tex_no_command() -> None:
    entry = bibtex_entry(HOSTILE)
    read = _bibtex_fields(entry)["volume-d7"]
    assert "\\command" not in entry
    assert "50 % of" in read["title"]
    assert "&" in read["author"]
    assert "Попович" in read["author"]
    assert read["pages"] in ("111--113", "111–113")


def test_ris_is_read_back(edition: Edition, tmp_path: Path) -> None:
    Ris().write(edition, tmp_path / "x.ris")
    with (tmp_path / "x.ris").open(encoding="utf-8", newline="") as stream:
        read = rispy.load(stream)
    for record, item in zip(read, citable(edition), strict=True):
        assert record["id"] == item.key
        assert record["title"] == item.title
        assert record.get("authors", []) == list(item.authors)
        assert record.get("call_number") == item.shelfmark
        told = [f"To: {name}" for name in item.recipients] + [f"Date: {item.date}"] * bool(
            item.date
        )
        assert record.get("notes", []) == told


def test_ris_keeps_a_value_on_its_line() -> None:
    forged = replace(HOSTILE, title="A\r\nER  - \r\nTY  - BOOK")
    (record,) = rispy.loads(ris_record(forged))
    assert record["title"] == "A ER - TY - BOOK"
    assert record["date"] == "1946/05/27/"


def test_citations_in_words() -> None:
    item = replace(HOSTILE, title="Record of “a talk”", authors=("K. Popović",), recipients=())
    assert chicago(item) == (
        "K. Popović, “Record of ‘a talk’”, Đakovo, May 27, 1946, in volume, doc. 7, 111–113 "
        "(original: APRF, fond 45, opis 1)."
    )
    assert mla(item) == (
        "K. Popović. “Record of ‘a talk’.” volume, no. 7, 27 May 1946, pp. 111–113. "
        "APRF, fond 45, opis 1."
    )
    assert own(item) == "volume, Document 7, 111–113."


def test_a_citation_says_nothing_that_is_not_known() -> None:
    bare = Citable("v-d1", "d1", "“It was late …”", "Fragment", "v")
    assert [style(bare, None) for style in STYLES.values()] == [
        "“It was late …”, in v.",
        "“It was late ….” v.",
        "v, “It was late …”.",
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own reader of JSON-LD
def test_a_page_says_how_to_cite_it_and_runs_nothing() -> None:
    said = citing(HOSTILE)
    assert "</script" not in said.linked_data
    data = json.loads(said.linked_data)
    assert data["name"] == HOSTILE.title
    assert data["holdingArchive"]["name"] == "APRF"
    assert ("citation_publication_date", "1946/05/27") in said.tags
    for download in said.downloads:
        head, _, content = download.address.partition(",")
        assert head.startswith("data:")
        assert not set("\"'<> \n") & set(content)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=_offline(said.linked_data), format="json-ld")
    names = {str(name) for name in graph.objects(None, rdflib.URIRef("https://schema.org/name"))}
    assert {"APRF", "Đakovo", "V. Z.", "volume"} <= names


def _offline(linked_data: str) -> str:
    """JSON-LD with schema.org's words given in place, as no test asks the network."""
    return json.dumps(json.loads(linked_data) | {"@context": {"@vocab": "https://schema.org/"}})
