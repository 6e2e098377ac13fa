"""Long registers come in parts: no page is heavy, nothing is lost, every link leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Person, Reference
from recension.publication.site import write_site
from recension.publication.site.paged import parts
from recension.publication.wording import event_words
from tests.pages.reading import broken_links, read_site

MANY = 1300
HEAVY = 300_000  # bytes


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_parts_hold_every_row_once_and_in_order(rows: list[int], most: int) -> None:
    pages = parts(rows, "people/index.html", str, most, lambda row: row)
    assert [row for page in pages for row in page.rows] == rows
    assert pages[0].address == "people/index.html"
    assert len({page.address for page in pages}) == len(pages)
    assert all(len(page.rows) == 1 or sum(page.rows) <= most for page in pages if page.rows)


def _volume() -> Edition:
    pieces, documents, mentions, references = [], [], [], []
    at = 0
    for n in range(MANY):
        words = f"No. {n}\n\nRoth{n} wrote again. RG {n % 7}, Box {n}.\n\n"
        whole = Span(at, at + len(words))
        title = Document("letter", f"Letter {n}", number=str(n), date=f"{1900 + n % 3}-02-03")
        documents.append(Entry(f"d{n}", title, "s1", whole))
        name = at + words.index("Roth")
        mentions.append(Entry(f"m{n}", Mention(f"p{n}"), "s1", Span(name, name + 4)))
        unit = at + words.index("RG")
        cited = Reference("us", "NARA", series=f"RG {n % 7}", box=str(n))
        references.append(Entry(f"r{n}", cited, "s1", Span(unit, unit + 4)))
        pieces.append(words)
        at = whole.end
    text = SourceText("many.txt", "".join(pieces), "0" * 64)
    persons = tuple(Entry(f"p{n}", Person(f"Nadia Roth{n}"), "s1", Span(0, 2)) for n in range(MANY))
    return Edition((Source("s1", text),), documents=tuple(documents), persons=persons,
                   mentions=tuple(mentions), references=tuple(references))  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "site"
    write_site(_volume(), folder)
    return folder


def test_no_page_is_heavy_and_every_link_leads_somewhere(site: Path) -> None:
    assert max(path.stat().st_size for path in site.rglob("*.html")) < HEAVY
    assert broken_links(site, read_site(site)) == []


@pytest.mark.parametrize(
    ("pages", "what"),
    [("people", '<li id="p'), ("archives", '<li id="r'), ("chronology", 'class="day"')],
)
def test_every_row_is_on_one_of_the_pages(site: Path, pages: str, what: str) -> None:
    listed = [*(site / pages).glob("index.html"), *(site / pages).glob("part-*.html")]
    assert len(listed) > 1
    found = sum(path.read_text("utf-8").count(what) for path in listed)
    assert found == MANY


def test_the_contents_list_every_document(site: Path) -> None:
    listed = [site / "index.html", *(site / "contents").glob("part-*.html")]
    assert sum(path.read_text("utf-8").count('class="depth-0"') for path in listed) == MANY


def test_the_page_of_a_copy_says_which_documents_stand_in_it(site: Path) -> None:
    assert f"{MANY:,} documents" in (site / "sources" / "s1.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Meeting of 1946-05-27", "Meeting of 27 May 1946"),
        ("Meeting in Moscow, 1946-05-27T23:00", "Meeting in Moscow, 27 May 1946, 23:00"),
        ("Talks of 1946-05-27/1946-05-28", "Talks of 27 May 1946 to 28 May 1946"),
        ("Meeting of 1946-05", "Meeting of May 1946"),
        ("The vote of 1921", "The vote of 1921"),
        ("Flight 1946-99-12", "Flight 1946-99-12"),
        ("Telegram 5551-1946-05-27-3", "Telegram 5551-1946-05-27-3"),
    ],
)
def test_an_event_is_called_by_its_date_in_words(label: str, words: str) -> None:
    assert event_words(label) == words
