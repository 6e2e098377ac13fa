"""Who had to do with a document stands in the head of its page, each with what is known of them."""

from __future__ import annotations

from pathlib import Path

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Letter, Mention, Person, Role
from recension.publication.site import write_site
from tests.pages.reading import PageReader, broken_links, read_site

_TEXT = """Telegram 12

FROM THE WEIR
TO THE MILL AND THE FORGE
DISTRIBUTION: MILL-2 FORGE-1 <LOCK>

Roth keeps the sluice.
"""


def _at(words: str) -> Span:
    start = _TEXT.index(words)
    return Span(start, start + len(words))


def _role(
    number: int, kind: str, words: str, person: str | None = None, **more: str
) -> Entry[Role]:
    role = Role(kind, "d1", words, person=person, **more)  # type: ignore[arg-type]
    return Entry(f"o{number}", role, "s1", _at(words))


def _edition(*roles: Entry[Role], document: Document, letter: Letter | None = None) -> Edition:
    return Edition(
        (Source("s1", SourceText("a.txt", _TEXT, "0")),),
        documents=(Entry("d1", document, "s1", Span(0, len(_TEXT))),),
        persons=(Entry("p1", Person("Nadia Roth"), "s1", _at("Roth")),),
        mentions=(Entry("m1", Mention("p1"), "s1", _at("Roth")),),
        roles=roles,
        letters=(Entry("c1", letter, "s1", Span(0, 0)),) if letter else (),
    )


def _page(edition: Edition, folder: Path) -> PageReader:
    write_site(edition, folder / "site")
    pages = read_site(folder / "site")
    assert broken_links(folder / "site", pages) == []
    return pages["documents/d1.html"]


def _facts(page: PageReader) -> str:
    head = page.text[: page.text.index("Copy")]
    return " ".join(head.split())


def test_all_parts_are_named_in_the_document_s_order(tmp_path: Path) -> None:
    page = _page(
        _edition(
            _role(1, "distribution", "MILL-2"), _role(2, "distribution", "FORGE-1"),
            _role(3, "distribution", "<LOCK>"), _role(4, "sender", "THE WEIR"),
            _role(5, "receiver", "THE MILL"), _role(6, "informed", "THE FORGE"),
            document=Document("telegram", "Telegram 12"),
        ), tmp_path,
    )  # fmt: skip
    assert ("From THE WEIR To THE MILL For information THE FORGE "
            "Distribution MILL-2; FORGE-1; <LOCK>") in _facts(page)  # fmt: skip
    assert f"#p{_at('FROM').start}" in page.links, "a name leads to the place that names it"


def test_a_person_leads_to_his_page_and_is_named_once(tmp_path: Path) -> None:
    page = _page(
        _edition(
            _role(1, "present", "Roth", "p1", side="the weir"),
            document=Document("record", participants=("p1",), recorder="p1"),
        ), tmp_path,
    )  # fmt: skip
    assert "Present Nadia Roth (the weir)" in _facts(page)
    assert "Recorded by" not in _facts(page), "her part is told already"
    assert "../people/p1.html" in page.links


def test_a_letter_names_its_ends_where_no_role_does(tmp_path: Path) -> None:
    letter = Letter("d1", sender="p1", receiver="the miller")
    page = _page(
        _edition(_role(1, "receiver", "THE MILL"), document=Document("letter"), letter=letter),
        tmp_path,
    )
    assert "From Nadia Roth To THE MILL" in _facts(page)
    assert "the miller" not in _facts(page)


def test_a_list_that_would_hide_the_text_opens_on_demand(tmp_path: Path) -> None:
    document = Document("record", participants=tuple(f"Delegate number {n}" for n in range(90)))
    page = _page(_edition(document=document), tmp_path)
    assert "90, from Delegate number 0 to Delegate number 89" in _facts(page)
    assert "Delegate number 45" in page.text


def test_the_contents_say_where_an_untitled_document_went(tmp_path: Path) -> None:
    roles = (_role(1, "sender", "Roth", "p1"), _role(2, "receiver", "THE MILL"),
             _role(3, "receiver", "THE FORGE"))  # fmt: skip
    for title, said in ((None, True), ("Telegram 12", False)):
        folder = tmp_path / str(said)
        write_site(_edition(*roles, document=Document("telegram", title)), folder)
        page = PageReader((folder / "index.html").read_text("utf-8"))
        assert ("Telegram from Nadia Roth to THE MILL and 1 other" in page.text) is said


def test_who_is_unknown_is_not_said(tmp_path: Path) -> None:
    page = _page(_edition(document=Document("telegram")), tmp_path)
    assert all(word not in _facts(page) for word in ("From", "To", "Distribution", "Present"))
