"""Four who come to the site, each with a purpose, in a real browser and from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Person, Role, Utterance
from recension.publication.site import write_site
from tests.pages.small_edition import TEXT
from tests.pages.test_site_pages import DESK, PHONE, Visit, browser, site

pytestmark = pytest.mark.browser
__all__ = ["browser", "site"]


@pytest.fixture(params=[(PHONE, "dark"), (DESK, "light")], ids=["phone-dark", "desk-light"])
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    visit = Visit(browser, *request.param)
    yield visit
    visit.end()


def _shown(page: Page) -> str:
    return page.locator("div.text").inner_text()


def test_a_reader_reads_in_three_ways_and_asks_who_somebody_is(visit: Visit, site: Path) -> None:
    page = visit.open(site / "index.html")
    page.get_by_role("link", name="Minutes of the weir commission").click()
    page.locator(".text a.person").first.click()
    expect(page.locator("#panel")).to_contain_text("Milovan Đilas")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_have_count(0)

    assert "RIVER PAPERS" not in _shown(page)
    page.get_by_role("button", name="As the copy has it").click()
    head = page.locator(".head .page[data-words]").first
    assert "RIVER PAPERS" in head.evaluate("e => getComputedStyle(e, '::before').content")
    page.get_by_role("button", name="Clean text").click()
    assert "¹" not in _shown(page)
    assert "nobody would open the sluice" in _shown(page)
    expect(page.locator(".notes")).to_be_hidden()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("button", name="Clean text")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="As the editor reads it").click()
    page.reload()
    expect(page.get_by_role("button", name="As the editor")).to_have_attribute(
        "aria-pressed", "true"
    )

    page.get_by_role("link", name="People").first.click()
    page.get_by_role("link", name="Milovan Đilas").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Milovan Đilas")
    page.locator("main").get_by_role("link", name="Minutes of the weir").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minutes")


def test_a_historian_compares_two_records(visit: Visit, site: Path) -> None:
    page = visit.open(site / "documents" / "d1.html")
    page.get_by_role("link", name="Beside the other records").click()
    expect(page.locator(".strips svg")).to_have_count(2)
    rows = page.locator("table.synopsis tbody tr")
    everything = rows.count()
    expect(page.get_by_role("status")).to_contain_text(f"{everything} of {everything} rows")
    page.get_by_label("With the words").fill("sluice before")
    expect(rows.filter(visible=True)).to_have_count(1)
    page.get_by_label("With the words").fill("")
    page.get_by_label(re.compile("Same matter, other words")).uncheck()
    expect(page.locator("tr.paraphrases")).to_be_hidden()
    page.get_by_label(re.compile("Same matter, other words")).check()
    page.locator("tr.paraphrases").get_by_label("To this place in the text").first.click()
    expect(page.locator(page.url[page.url.index("#") :])).to_be_in_viewport()


def test_an_editor_looks_for_damage(visit: Visit, site: Path) -> None:
    page = visit.open(site / "index.html")
    page.get_by_role("link", name=re.compile(r"places? of damage")).click()
    page.locator(".places a").first.click()
    place = page.locator(page.url[page.url.index("#") :])
    expect(place).to_be_in_viewport()
    place.click()
    expect(page.locator("#panel")).to_contain_text("% sure")
    page.keyboard.press("Escape")
    expect(place).to_be_focused()


def _select(page: Page, words: str) -> None:
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".text"), 4);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
          }
        }""",
        words,
    )


def test_somebody_cites_a_document_and_a_passage(visit: Visit, site: Path) -> None:
    page = visit.open(site / "documents" / "d1.html")
    page.get_by_text("Cite this").click()
    expect(page.locator(".cite")).to_contain_text("Minutes of the weir commission")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    words = "was then voted upon"
    _select(page, words)
    page.get_by_role("button", name="Copy as annotation").click()
    expect(page.locator("#passage output")).to_have_text("Copied")
    annotation = json.loads(page.evaluate("navigator.clipboard.readText()"))
    place, quote = annotation["target"]["selector"]
    assert TEXT[place["start"] : place["end"]] == quote["exact"] == words
    page.get_by_role("button", name="Copy its address").click()
    address = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"d1\.html#p\d+:~:text=was%20then%20voted%20upon$", address)
    page.goto(address)
    expect(page.get_by_text(words)).to_be_in_viewport()


def test_who_speaks_with_whom(browser: Browser, tmp_path: Path) -> None:
    text = SourceText("a", "Minutes\n\nRoth told Weiss that the ice would hold.", "0")
    edition = Edition(
        (Source("s1", text),),
        documents=(Entry("d1", Document("minutes", "Minutes"), "s1", Span(0, 49)),),
        persons=(Entry("p1", Person("Nadia Roth", roles=("engineer",)), "s1", Span(9, 13)),
                 Entry("p2", Person("Karl Weiss"), "s1", Span(19, 24))),
        mentions=(Entry("m1", Mention("p1"), "s1", Span(9, 13)),
                  Entry("m2", Mention("p2"), "s1", Span(19, 24))),
        utterances=(Entry("u1", Utterance("d1", "p1", "indirect", "p2"), "s1", Span(9, 49)),),
        roles=(Entry("o1", Role("present", "d1", "Roth", "the mill", "p1"), "s1", Span(9, 13)),),
    )  # fmt: skip
    write_site(edition, tmp_path / "s")
    visit = Visit(browser, DESK)
    page = visit.open(tmp_path / "s" / "people" / "p1.html")
    expect(page.locator("main")).to_contain_text("engineer")
    expect(page.locator("main")).to_contain_text("present for the mill")
    page.get_by_role("link", name="Karl Weiss").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Karl Weiss")
    expect(page.get_by_role("heading", name="Speaks with")).to_be_visible()
    visit.end()


@pytest.mark.parametrize("width", [320, 640], ids=["zoomed-4-times", "zoomed-twice"])
def test_zoomed_in_nothing_runs_out_of_the_screen(browser: Browser, site: Path, width: int) -> None:
    visit = Visit(browser, (width, 450))
    for path in sorted(site.rglob("*.html")):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    visit.end()


def test_without_scripts_every_register_reads_and_nothing_waits(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "documents" / "d1.html").as_uri())
    expect(page.locator(".tools")).to_be_hidden()
    page.locator(".text a.person").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Milovan Đilas")
    page.goto((site / "synopsis" / "a1.html").as_uri())
    expect(page.locator("form.filter")).to_be_hidden()
    expect(page.locator("table.synopsis tbody tr").first).to_be_visible()
    context.close()


def test_printed_a_page_is_its_text_and_its_notes(browser: Browser, site: Path) -> None:
    visit = Visit(browser, DESK)
    page = visit.open(site / "documents" / "d1.html")
    page.emulate_media(media="print")
    for gone in (".top", ".tools", ".turn", ".known"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("#n1")).to_be_visible()
    expect(page.locator("div.text")).to_contain_text("nobody would open the sluice")
    visit.end()
