"""TEI: whatever the text and whatever is said of it, the file is TEI and gives the text back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from lxml import etree

from recension.model.edition import Edition
from recension.publication.tei import file_names, text_of, write_tei
from tests.laws.hostile_editions import editions
from tests.tei_schema import faults

_ID = "{http://www.w3.org/XML/1998/namespace}id"


def written(edition: Edition) -> dict[str, bytes]:
    """Each source's TEI."""
    with tempfile.TemporaryDirectory() as folder:
        write_tei(edition, Path(folder) / "tei")
        names = file_names(edition)
        return {s: (Path(folder) / "tei" / name).read_bytes() for s, name in names.items()}


@given(editions())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_text_comes_back(edition: Edition) -> None:
    for source, tei in written(edition).items():
        assert text_of(tei) == edition.source_by_id[source].text


@given(editions())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_it_is_valid_and_every_pointer_finds_its_target(edition: Edition) -> None:
    files = written(edition)
    names = file_names(edition)
    ids = {names[source]: _ids(tei) for source, tei in files.items()}
    for source, tei in files.items():
        assert faults(tei) == []
        for pointer in _pointers(tei):
            file, _, identifier = pointer.partition("#")
            assert identifier in ids[file or names[source]], pointer


def _ids(tei: bytes) -> set[str]:
    found = list(etree.fromstring(tei).iterfind(f".//*[@{_ID}]"))
    ids = [str(element.get(_ID)) for element in found]
    assert len(ids) == len(set(ids))
    return set(ids)


def _pointers(tei: bytes) -> list[str]:
    attributes = ("target", "corresp", "ref", "who", "toWhom", "next", "prev")
    return [
        pointer
        for element in etree.fromstring(tei).iter("*")
        for attribute in attributes
        for pointer in (element.get(attribute) or "").split()
    ]


@given(editions())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_same_edition_gives_the_same_files(edition: Edition) -> None:
    assert written(edition) == written(edition)
