"""Persons by the reconciliation protocol: the edition serves it, and asks with it, over HTTP."""

from __future__ import annotations

import csv
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from lxml import etree

import recension
from recension.cli import main
from recension.model.errors import AuthoritiesError
from recension.model.values import Authority
from recension.web.application import application
from recension.web.reconciliation_client import scheme_of

TEXT = """Record of Conversation

Moscow, 3 May 1946

Present: Comrade Aleksandar Ranković, Mr. K. Halvard, Mr. V. Halvard, General Marek.

Comrade Ranković asked about the harvest. Mr. K. Halvard said that it was good.

¹ Matyas Orczy (1892-1971) - General Secretary of the party, deputy prime minister.
"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reconciliation")
    (folder / "copy.txt").write_text(TEXT, encoding="utf-8")
    recension.build([folder / "copy.txt"], folder / "edition")
    return folder / "edition"


@pytest.fixture(scope="module")
def service(edition: Path) -> Iterator[str]:
    """The edition served on a free port, as ``recension serve`` does."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(edition), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/reconcile"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


def _get(address: str, data: bytes | None = None, origin: str = "") -> tuple[Any, Any]:
    headers = {"Origin": origin} if origin else {}
    with urllib.request.urlopen(urllib.request.Request(address, data, headers)) as answer:
        return json.load(answer), answer.headers


def _ask(service: str, **queries: object) -> Any:  # noqa: ANN401 - from JSON
    return _get(service, urlencode({"queries": json.dumps(queries)}).encode())[0]


def test_the_manifest_says_what_openrefine_needs(service: str) -> None:
    manifest, _ = _get(service)
    assert {"versions", "name", "identifierSpace", "schemaSpace", "defaultTypes"} <= set(manifest)
    assert "0.2" in manifest["versions"]
    assert manifest["view"]["url"].endswith("/people/index.html#{{id}}")


def test_a_batch_is_answered_by_post_and_by_get(service: str) -> None:
    queries = {"q0": {"query": "Rankovich, Aleksandr"}, "q1": {"query": "Marek", "limit": 1}}
    posted = _ask(service, **queries)
    assert set(posted) == {"q0", "q1"}
    best = posted["q0"]["result"][0]
    assert best["name"] == "Aleksandar Ranković"
    assert best["match"] is True
    assert best["type"] == [{"id": "person", "name": "Person"}]
    got, _ = _get(f"{service}?queries={quote(json.dumps(queries))}")
    assert got == posted


def test_two_of_one_surname_are_no_match(service: str) -> None:
    results = _ask(service, q={"query": "Halvard"})["q"]["result"]
    assert {one["name"] for one in results} >= {"K. Halvard", "V. Halvard"}
    assert not any(one["match"] for one in results)


def test_a_year_that_contradicts_makes_no_match(service: str) -> None:
    def asked(year: str) -> dict[str, Any]:
        properties = [{"pid": "birth", "v": year}]
        answer = _ask(service, q={"query": "Matyas Orczy", "properties": properties})
        return next(iter(answer["q"]["result"]), {"match": False})

    assert asked("1892")["match"] is True
    assert asked("1920")["match"] is False


def test_nobody_is_found_for_a_stranger_or_another_type(service: str) -> None:
    answer = _ask(service, a={"query": "Wolfgang Xylander"}, b={"query": "Marek", "type": "place"})
    assert answer == {"a": {"result": []}, "b": {"result": []}}


def test_suggestions_begin_as_typed(service: str) -> None:
    found, _ = _get(f"{service}/suggest/entity?prefix=rank")
    assert [one["name"] for one in found["result"]] == ["Aleksandar Ranković"]


@pytest.mark.parametrize(
    "queries", ["not json", "[]", '{"q": 3}', '{"q": {"query": "x", "limit": 0}}', "[" * 100_000]
)
def test_what_is_no_query_is_refused(service: str, queries: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        _get(service, urlencode({"queries": queries}).encode())
    assert refused.value.code == 400
    assert "Traceback" not in refused.value.read().decode()


def test_only_pages_of_this_machine_may_read(service: str) -> None:
    _, near = _get(service, origin="http://127.0.0.1:3333")
    assert near["access-control-allow-origin"] == "http://127.0.0.1:3333"
    _, far = _get(service, origin="https://example.org")
    assert far["access-control-allow-origin"] is None


def test_proposals_become_links_once_the_editor_says_yes(
    service: str, edition: Path, tmp_path: Path
) -> None:
    table = tmp_path / "proposals.csv"
    assert _run("reconcile", str(edition), "--service", service, "-o", str(table)) == 0
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    own = next(row for row in rows if row["name"] == row["label"] == "Aleksandar Ranković")
    assert own["match"] == "proposed"
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "edition"
    folder.mkdir()
    recension.build([copy], folder)
    (folder / "authorities.csv").write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    assert not any(p.value.authorities for p in recension.build([copy], folder).persons)
    lines = "name,scheme,id,label,score,match\nAleksandar Ranković,wikidata,Q57288,,,yes\n"
    (folder / "authorities.csv").write_text(lines, encoding="utf-8")
    built = recension.build([copy], folder)
    person = next(p for p in built.persons if p.value.name == "Aleksandar Ranković")
    assert person.value.authorities == (Authority("wikidata", "Q57288"),)
    data = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    links = [p["authorities"] for p in data["persons"] if "authorities" in p]
    assert links == [{"wikidata": "Q57288"}]
    tei = "".join(path.read_text(encoding="utf-8") for path in (folder / "tei").glob("*.xml"))
    assert '<idno type="wikidata">Q57288</idno>' in tei
    assert etree.fromstring(tei.encode()) is not None
    assert recension.open(folder).persons == built.persons


def _run(*arguments: str) -> int:
    try:
        main([*arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("ftp://example.org", "is no web address"),
        ("http://127.0.0.1:9/reconcile", "does not answer"),
    ],
)
def test_a_service_that_does_not_answer_is_told_in_one_line(
    edition: Path, capsys: pytest.CaptureFixture[str], service: str, said: str
) -> None:
    assert _run("reconcile", str(edition), "--service", service) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


def test_a_file_of_links_that_is_none_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    recension.build([copy], tmp_path / "edition")
    (tmp_path / "edition" / "authorities.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(AuthoritiesError, match="has no column"):
        recension.build([copy], tmp_path / "edition")


def test_services_have_short_names() -> None:
    assert scheme_of("http://www.wikidata.org/entity/") == "wikidata"
    assert scheme_of("https://d-nb.info/gnd/") == "gnd"
    assert scheme_of("https://names.example.org/x") == "names.example.org"
