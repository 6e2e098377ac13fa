"""``recension serve``: what it gives, to whom, and what it never gives; asked over a socket."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

import recension
from recension.web.reload import noticing, state_of
from tests.serving import Served, serving

_SECRET = "nobody outside may read this"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("served")
    (place / "weir.txt").write_text("Minutes\n\n3 June 1921\n\nThe weir stays.\n", encoding="utf-8")
    (place / "secret.txt").write_text(_SECRET, encoding="utf-8")
    recension.build([place / "weir.txt"], place / "edition")
    site = place / "edition" / "site"
    (site / "out.html").symlink_to(place / "secret.txt")
    (site / "around").symlink_to(place, target_is_directory=True)
    (place / "edition" / "tei" / "up.xml").symlink_to(place / "secret.txt")
    return place / "edition"


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder) as server:
        yield server


def test_every_answer_has_the_strict_headers(served: Served) -> None:
    addresses = {"/": 200, "/index.html": 200, "/assets/site.js": 200, "/edition.json": 200,
                 "/__state": 200, "/__reload.js": 200, "/nowhere": 404}  # fmt: skip
    for address, status in addresses.items():
        answer = served.ask(address)
        assert answer.status == status, address
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../edition.db", "/../../secret.txt", "/%2e%2e/edition.db", "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt", "/%2e%2e%2f%2e%2e%2fsecret.txt", "/..%252f..%252fsecret.txt",
        "/..%5c..%5csecret.txt", "/..\\..\\secret.txt", "/%c0%ae%c0%ae/secret.txt",
        "/assets/../../edition.db", "/tei/../edition.db", "/tei/..%2fedition.db",
        "/text/%2e%2e/edition.db", "/text/../../secret.txt", "/....//....//secret.txt",
        "//etc/passwd", "///etc/passwd", "/%2fetc/passwd", "/etc/passwd", "/C:/Windows/win.ini",
        "/C:%5cWindows%5cwin.ini", "/%5c%5chost%5cshare", "/index.html%00.txt", "/%00",
        "/out.html", "/around/secret.txt", "/around/edition/edition.db", "/tei/up.xml",
        "/edition.db", "/" + "a" * 5000, "/%ff%fe", "/~root/.profile", "/..", "/./..",
    ],
)  # fmt: skip
def test_no_way_leads_out_of_the_folder(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status in (400, 404), path
    assert _SECRET.encode() not in answer.body
    assert b"SQLite format" not in answer.body
    assert b"root:" not in answer.body


def test_a_request_for_another_host_s_address_stays_here(served: Served) -> None:
    absolute = served.ask("http://evil.example/../../secret.txt")
    assert absolute.status in (400, 404)
    assert _SECRET.encode() not in absolute.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "path", ["/index.html", "/", "/edition.json", "/tei/x.xml", "/text/x.txt", "/__state"]
)
def test_nothing_is_written(served: Served, folder: Path, method: str, path: str) -> None:
    before = state_of(folder)
    assert served.ask(path, method).status == 405
    assert state_of(folder) == before


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8137", "127.0.0.1.evil.example", "localhost.evil.example",
     "169.254.169.254", "0.0.0.0", "[::1].evil.example", "127.0.0.1@evil.example", ""],
)  # fmt: skip
def test_a_name_that_is_turned_to_this_machine_is_refused(served: Served, host: str) -> None:
    """A page elsewhere can let a name of its own lead here, and would read what it gets."""
    if host:
        answer = served.ask("/edition.json", host=host)
    else:
        answer = served.send(b"GET /edition.json HTTP/1.0\r\nConnection: close\r\n\r\n")
    assert answer.status == 400
    assert b"documents" not in answer.body
    assert served.ask("/edition.json", host=f"localhost:{served.port}").status == 200


def test_only_a_served_page_looks_for_a_new_build(served: Served, folder: Path) -> None:
    on_disk = (folder / "site" / "index.html").read_bytes()
    answer = served.ask("/index.html")
    assert b"__reload.js" not in on_disk
    assert answer.body == noticing(on_disk)
    assert answer.body.count(b"__reload.js") == 1
    assert len(answer.body) == int(answer.headers["content-length"])
    assert served.ask("/index.html", "HEAD").body == b""
    assert b"fetch" in served.ask("/__reload.js").body


def test_pages_are_sent_packed_to_whoever_unpacks_them(served: Served) -> None:
    plain = served.ask("/index.html")
    packed = served.ask("/index.html", "GET", "Accept-Encoding: gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "default-src 'none'" in packed.headers["content-security-policy"]
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)


def test_a_build_changes_the_state_and_the_same_folder_keeps_it(tmp_path: Path) -> None:
    copy = tmp_path / "weir.txt"
    copy.write_text("Minutes\n\nThe weir stays.\n", encoding="utf-8")
    assert state_of(tmp_path / "edition") == ""
    recension.build([copy], tmp_path / "edition")
    first = state_of(tmp_path / "edition")
    assert first
    assert state_of(tmp_path / "edition") == first
    recension.build([copy], tmp_path / "edition")
    assert state_of(tmp_path / "edition") not in ("", first)
