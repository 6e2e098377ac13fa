"""The static site without a browser: what is on its pages, and how it is served."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.types import Message

from recension.cli import main
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import (
    CrossReference,
    Document,
    Mention,
    Organization,
    OrganizationMention,
    Person,
    Place,
    Reference,
)
from recension.publication.site import Site, write_site
from recension.publication.site.search_folding import fold, key
from recension.publication.wording import date_words, document_title, shortened
from recension.web.application import application
from tests.pages.reading import PageReader, broken_links, read_site
from tests.pages.small_edition import TEXT, small_edition


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition") / "site"
    Site().write(small_edition(), folder)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, PageReader]:
    return read_site(site)


def test_links_lead_somewhere(site: Path, pages: dict[str, PageReader]) -> None:
    assert broken_links(site, pages) == []


def test_the_contents_name_every_document(pages: dict[str, PageReader]) -> None:
    text = pages["index.html"].text
    assert "Minutes of the weir commission" in text
    assert "May 1921" in text
    assert "The end is missing" in text


def test_a_document_shows_its_words_and_not_its_neighbours(pages: dict[str, PageReader]) -> None:
    text = pages["documents/d1.html"].text
    assert "nobody would open the sluice" in text
    assert "I remain" not in text


def test_what_lies_between_documents_is_on_the_page_of_the_copy(
    pages: dict[str, PageReader],
) -> None:
    assert "A preface that belongs to no document." in pages["sources/s1.html"].text


def test_a_running_head_is_a_page_break_and_its_words_are_kept(site: Path) -> None:
    html = (site / "documents" / "d1.html").read_text(encoding="utf-8")
    assert 'data-words="12   RIVER PAPERS"' in html
    assert "12   RIVER PAPERS<" not in html


def test_missing_notes_and_calls_without_a_note_are_said(pages: dict[str, PageReader]) -> None:
    text = pages["documents/d1.html"].text
    assert "Notes 3-4 are missing in this copy" in text
    assert "the copy has no text for this note" in text


def test_a_synopsis_tells_a_gap_from_silence(pages: dict[str, PageReader]) -> None:
    text = pages["synopsis/a1.html"].text
    assert "Same matter, other words" in text
    assert "nothing follows from its silence" in text
    assert "Cook's diary (not printed here)" in text


def test_pages_with_nothing_in_them_are_neither_written_nor_linked(tmp_path: Path) -> None:
    write_site(Edition(sources=(Source("s1", SourceText("a.txt", "Words.", "0")),)), tmp_path / "s")
    written = set(read_site(tmp_path / "s"))
    assert written == {
        "index.html", "condition/index.html", "search/index.html", "sources/s1.html",
    }  # fmt: skip


def test_an_edition_without_copies_has_a_site(tmp_path: Path) -> None:
    write_site(Edition(), tmp_path / "s")
    assert "0 documents" in read_site(tmp_path / "s")["index.html"].text


def test_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_site(small_edition(), tmp_path / name)
    files = {
        name: {
            p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.*")
        }
        for name in ("one", "two")
    }
    assert files["one"] == files["two"]


def test_documents_that_are_each_others_parents_are_listed_all_the_same(tmp_path: Path) -> None:
    documents = tuple(
        Entry(name, Document("letter", f"Letter {name}", parent=parent), "s1", Span(at, at + 5))
        for name, parent, at in (("d1", "d2", 0), ("d2", "d1", 6))
    )
    edition = Edition((Source("s1", SourceText("a", "first other", "0")),), documents=documents)
    write_site(edition, tmp_path / "s")
    text = read_site(tmp_path / "s")["index.html"].text
    assert "Letter d1" in text
    assert "Letter d2" in text


def test_no_address_outside_is_named(site: Path) -> None:
    for path in site.rglob("*.*"):
        words = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        words = words.replace('"@context": "https://schema.org"', "")  # a name: nothing is fetched
        assert not re.search(r"https?://", words), path


def test_the_index_of_the_search_is_smaller_than_a_third_of_the_text(tmp_path: Path) -> None:
    words = [f"{a}{b}{c}" for a in "bcdfg" for b in "aeiou" for c in ("n", "rt", "lling", "ss")]
    text = "\n\n".join(" ".join(words[i % 97] for i in range(n, n + 90)) for n in range(400))
    write_site(Edition((Source("s1", SourceText("a", text, "0")),)), tmp_path / "s")
    pieces = [p for p in (tmp_path / "s" / "search").glob("*.js") if not p.name.startswith("t")]
    assert sum(p.stat().st_size for p in pieces) < 0.3 * len(text)


def test_pieces_of_the_index_are_calls_with_json(site: Path) -> None:
    for path in (site / "search").glob("*.js"):
        name, data = re.fullmatch(
            r'recensionSearch\("(\w+)",(.*)\);\n', path.read_text(encoding="utf-8"), re.DOTALL
        ).groups()  # type: ignore[union-attr]
        assert name == path.stem
        json.loads(data)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1946-05-27T23:00", "27 May 1946, 23:00"),
        ("1946-05-27", "27 May 1946"),
        ("1946-05", "May 1946"),
        ("1946~", "about 1946"),
        ("1946-05-27/1946-05-28", "27 May 1946 to 28 May 1946"),
        ("1946/..", "from 1946"),
        ("1946-13", "1946-13"),
        ("early summer", "early summer"),
        (None, None),
    ],
)
def test_dates_in_words(edtf: str | None, words: str | None) -> None:
    assert date_words(edtf) == words


def test_an_untitled_document_is_called_by_its_first_words() -> None:
    assert (
        document_title(Document("letter"), "Sir,  I have\nthe honour") == "“Sir, I have the honour”"
    )
    assert document_title(Document("letter"), " \n") == "Letter"
    assert shortened("one two three", 8) == "one two …"


def test_spellings_meet() -> None:
    for one, other in (("Rankovich", "Ранковић"), ("Dilas", "Đilas"), ("Djilas", "Ђилас")):
        assert key(fold(one)) == key(fold(other))
    assert fold("chat") != fold("cat")


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Client:
    """Asks the application as a server would, with paths that no client has tidied."""

    def __init__(self, folder: Path) -> None:
        self._app = application(folder)

    def ask(self, path: str, method: str = "GET", host: str = "127.0.0.1:8137") -> Answer:
        answer = Answer()

        async def receive() -> Message:
            await asyncio.Event().wait()  # the one who asks says no more and stays
            raise AssertionError

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                answer.body += message.get("body", b"")

        scope = {
            "type": "http", "method": method, "path": unquote(path), "raw_path": path.encode(),
            "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
            "headers": [(b"host", host.encode())], "server": ("127.0.0.1", 8137),
        }  # fmt: skip
        asyncio.run(self._app(scope, receive, send))
        return answer


class TestServing:
    @pytest.fixture
    def client(self, site: Path) -> Client:
        (site.parent / "edition.json").write_text("{}", encoding="utf-8")
        (site.parent / "edition.db").write_text("secret", encoding="utf-8")
        return Client(site.parent)

    def test_pages_and_data_are_served_with_strict_headers(self, client: Client) -> None:
        for address in ("/", "/documents/d1.html", "/edition.json", "/nowhere"):
            answer = client.ask(address)
            assert answer.status == (404 if address == "/nowhere" else 200), address
            assert "script-src 'self'" in answer.headers["content-security-policy"]
            assert "unsafe" not in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"

    @pytest.mark.parametrize(
        "address",
        ["/../edition.db", "/%2e%2e/edition.db", "/tei/../edition.db", "/tei/%2e%2e/edition.db",
         "/edition.db", "/..%2fedition.db", "/%5c..%5cedition.db", "//etc/passwd", "/%00"],
    )  # fmt: skip
    def test_nothing_else_of_the_folder_can_be_had(self, client: Client, address: str) -> None:
        answer = client.ask(address)
        assert answer.status == 404
        assert b"secret" not in answer.body

    def test_a_link_in_the_folder_does_not_lead_out(self, client: Client, site: Path) -> None:
        (site / "out.txt").symlink_to(site.parent / "edition.db")
        assert client.ask("/out.txt").status == 404
        (site / "out.txt").unlink()

    def test_nothing_can_be_written(self, client: Client) -> None:
        assert client.ask("/index.html", "POST").status == 405
        assert client.ask("/edition.json", "PUT").status == 405

    def test_another_name_for_this_machine_is_refused(self, client: Client) -> None:
        assert client.ask("/", host="evil.example").status == 400


def test_serve_refuses_what_is_no_edition(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", str(tmp_path)])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no edition" in said


def test_the_demo_and_a_port_that_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "-o", str(tmp_path / "demo")])
    assert ended.value.code == 0
    address = capsys.readouterr().out.strip().splitlines()[-1]
    assert address == (tmp_path / "demo" / "site" / "index.html").resolve().as_uri()
    site = tmp_path / "demo" / "site"
    assert broken_links(site, read_site(site)) == []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as ended:
            main(["serve", str(tmp_path / "demo"), "--port", str(port)])
    assert ended.value.code == 2
    assert f"--port {port}" in capsys.readouterr().err


def test_the_text_of_the_small_edition_is_all_there(pages: dict[str, PageReader]) -> None:
    shown = " ".join(page.text for page in pages.values())
    flat = re.sub(r"\s+", "", shown)
    for word in TEXT.replace("12   RIVER PAPERS", "").split():
        assert re.sub(r"\s", "", word) in flat


def test_a_place_leads_to_the_pages_that_name_it_and_the_longest_name_counts(
    tmp_path: Path,
) -> None:
    text = SourceText("a", "Austria lay low. Austria-Hungary fell. Laibach [Ljubljana] rose.", "0")
    places = (
        Entry("l1", Place("Austria"), "s1", Span(0, 7)),
        Entry("l2", Place("Austria-Hungary"), "s1", Span(17, 32)),
        Entry("l3", Place("Laibach", ("Ljubljana",)), "s1", Span(39, 46)),
    )
    write_site(Edition((Source("s1", text),), places=places), tmp_path / "s")
    page = (tmp_path / "s" / "places" / "index.html").read_text("utf-8")
    assert page.index(">Austria<") < page.index(">Austria-Hungary<") < page.index(">Laibach<")
    assert page.count("named 2 times") == 1  # Laibach under both names
    own = PageReader((tmp_path / "s" / "places" / "l3.html").read_text("utf-8"))
    assert "Ljubljana" in own.text
    assert "../sources/s1.html" in own.links


def test_a_place_that_two_copies_name_is_one_and_two_of_a_gazetteer_are_two(tmp_path: Path) -> None:
    sources = tuple(Source(f"s{n}", SourceText(f"{n}", "In Roth.", "0")) for n in (1, 2))
    values = (Place("Roth"), Place("Roth", ("Rot",)), Place("Roth", (), 49.25, -11.09, "42"))
    places = tuple(
        Entry(f"l{n}", value, f"s{min(n, 2)}", Span(3, 7)) for n, value in enumerate(values, 1)
    )
    write_site(Edition(sources, places=places), tmp_path / "s")
    index = PageReader((tmp_path / "s" / "places" / "index.html").read_text("utf-8"))
    assert index.text.count("Roth") == 2
    assert "also as Rot" in index.text
    own = PageReader((tmp_path / "s" / "places" / "l3.html").read_text("utf-8"))
    assert "49.25° N, 11.09° W" in own.text


def test_the_contents_of_many_copies_part_where_a_copy_begins(tmp_path: Path) -> None:
    sizes = {"s1": 20, "s2": 30, "s3": 650, "s4": 5}
    sources = tuple(
        Source(s, SourceText(f"volume-{s}.txt", "a\n" * n, "0")) for s, n in sizes.items()
    )
    documents = tuple(
        Entry(f"{s}d{n}", Document("letter", f"Letter {n}"), s, Span(2 * n, 2 * n + 1))
        for s, size in sizes.items()
        for n in range(size)
    )
    write_site(Edition(sources, documents=documents), tmp_path / "s")
    pages = read_site(tmp_path / "s")
    assert broken_links(tmp_path / "s", pages) == []
    first = pages["index.html"].text
    for label in ("volume-s1 – volume-s2", "volume-s3: Letter 0 – Letter 299",
                  "volume-s3: Letter 300 – Letter 599"):  # fmt: skip
        assert label in first
    held = [pages["index.html"], *(pages[f"contents/part-{n}.html"] for n in range(2, 5))]
    listed = [link for page in held for link in page.links if "documents/" in link]
    assert len(listed) == len(set(map(str, listed))) == sum(sizes.values())


def test_an_organisation_has_a_page_that_leads_to_where_it_is_named(tmp_path: Path) -> None:
    words = "The Weir Board (W.B.) met.\n\nThe W.B. met again."
    body = Organization("Weir Board", ("W.B.", "the Board"), "W.B.")
    spans = (Span(4, 14), Span(32, 36))
    edition = Edition(
        (Source("s1", SourceText("a", words, "0")),),
        organizations=(Entry("i1", body, "s1", spans[0]),),
        organization_mentions=tuple(
            Entry(f"j{n}", OrganizationMention("i1"), "s1", span) for n, span in enumerate(spans)
        ),
    )
    write_site(edition, tmp_path / "s")
    pages = read_site(tmp_path / "s")
    assert broken_links(tmp_path / "s", pages) == []
    said = "Weir Board (W.B.) also as the Board · named 2 times"
    assert said in pages["organizations/index.html"].text
    assert "../sources/s1.html#p0" in pages["organizations/i1.html"].links


def test_a_place_that_very_many_documents_name_has_its_page_in_parts(tmp_path: Path) -> None:
    words = "The weir of Roth lay low.\n\n"
    text = SourceText("a", words * 600, "0")
    documents = tuple(
        Entry(f"d{n + 1}", Document("letter", "To the miller", date=f"19{n % 50 + 10}-05-03"), "s1",
              Span(n * len(words), (n + 1) * len(words)))
        for n in range(600)
    )  # fmt: skip
    place = Entry("l1", Place("Roth"), "s1", Span(12, 16))
    site = tmp_path / "s"
    write_site(Edition((Source("s1", text),), documents=documents, places=(place,)), site)
    pages = read_site(site)
    assert broken_links(site, pages) == []
    parts = [pages["places/l1.html"], pages["places/l1.part-2.html"]]
    led = [link for page in parts for link in page.links if "/documents/" in link]
    assert len(led) == len(set(led)) == 600
    assert "3 May 1910" in parts[0].text, "documents of one title are told apart by their dates"


def test_an_index_leads_to_the_pages_that_it_names(tmp_path: Path) -> None:
    words = "The weir stays.\n\nThe mill goes.\n\nIndex\nmill, 12\nweir, 11, 30\n"
    pages = (Page("11", 0, 17), Page("[12]", 17, 33), Page("13", 33, len(words)))
    text = SourceText("a", words, "0", pages=pages)
    to = [("12", "resolved"), ("11", "resolved"), ("30", "resolved"), ("weir", "dangling")]
    rows = tuple(
        Entry(f"l{n}", CrossReference("page", None, status, f"page {said}"), "s1",  # type: ignore[arg-type]
              Span(words.rindex(said), words.rindex(said) + len(said)))
        for n, (said, status) in enumerate(to)
    )  # fmt: skip
    index = Entry("d2", Document("index", "Index"), "s1", Span(33, len(words)))
    first = Entry("d1", Document("letter", "A letter"), "s1", Span(0, 33))
    site = tmp_path / "s"
    write_site(
        Edition((Source("s1", text),), documents=(first, index), cross_references=rows), site
    )
    html = (site / "documents" / "d2.html").read_text("utf-8")
    assert '<a class="pointer" href="../documents/d1.html#page-17">12</a>' in html
    assert '<a class="pointer" href="../documents/d1.html#page-0">11</a>' in html
    assert ", 30" in html, "a page that the copy has not leads nowhere, and is not marked"
    assert 'class="pointer dangling" title="page weir"' in html
    assert 'class="lines"' in html, "the lines of a list are lines"
    assert broken_links(site, read_site(site)) == []


def test_a_page_number_that_two_pages_bear_leads_to_neither(tmp_path: Path) -> None:
    words = "The weir.\n\nThe mill, 1.\n"
    text = SourceText("a", words, "0", pages=(Page("1", 0, 11), Page("1", 11, len(words))))
    row = Entry("l1", CrossReference("page", None, "resolved", "page 1"), "s1", Span(21, 22))
    write_site(Edition((Source("s1", text),), cross_references=(row,)), tmp_path / "s")
    assert "pointer" not in (tmp_path / "s" / "sources" / "s1.html").read_text("utf-8")


def test_the_archives_are_a_tree(tmp_path: Path) -> None:
    text = SourceText("a", "APRF, f. 45, op. 1, d. 397; APRF, f. 45, op. 1, d. 398", "0")
    units = [Reference("soviet", "APRF", "45", "1", delo=delo) for delo in ("397", "398")]
    rows = tuple(Entry(f"r{n}", v, "s1", Span(28 * n, 28 * n + 26)) for n, v in enumerate(units))
    write_site(Edition((Source("s1", text),), references=rows), tmp_path / "s")
    page = (tmp_path / "s" / "archives" / "index.html").read_text("utf-8")
    assert page.count("<summary>") == 4
    assert page.index("fond 45") < page.index("opis 1") < page.index("delo 397")
    assert page.count("2 references") == 3


def test_half_a_surrogate_pair_ends_no_site(tmp_path: Path) -> None:
    text = SourceText("a\udc80.txt", "The weir\udc80 was closed.", "0" * 64)
    person = Person("Marin", death="19\udc80")
    named = Entry("m1", Mention("p1"), "s1", Span(4, 8))
    edition = Edition(sources=(Source("s1", text),), persons=(Entry("p1", person, "s1"),))
    write_site(replace(edition, mentions=(named,)), tmp_path / "site")
    pieces = b"".join(path.read_bytes() for path in (tmp_path / "site" / "search").glob("*.js"))
    assert b"was" in pieces
