"""axe-core finds nothing to say on any kind of page, and everything works from the keyboard.

Rules: WCAG 2.0, 2.1 and 2.2, levels A and AA, and axe's best practices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import recension
from recension import specimen
from tests.pages.test_site_pages import DESK, PHONE, Visit, browser, site

pytestmark = pytest.mark.browser
__all__ = ["browser", "site"]

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_MOST_OF_A_KIND = 1


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the specimen: real notes, damage, a synopsis, a ledger."""
    folder = tmp_path_factory.mktemp("specimen") / "edition"
    recension.build(specimen.files(), folder)
    return folder / "site"


def _of_each_kind(site: Path) -> Iterator[Path]:
    """The largest page of each kind; a register's first page is of a kind of its own."""
    kinds: dict[tuple[str, bool], list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        kinds.setdefault((path.parent.name, path.name == "index.html"), []).append(path)
    for paths in kinds.values():
        yield from sorted(paths, key=lambda path: -path.stat().st_size)[:_MOST_OF_A_KIND]


def _said(page: Page) -> list[str]:
    # Without preloading: it would fetch the style sheet, which a page on disk may not.
    options = {"runOnly": _RULES, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options)
    return [f"{row['id']}: {row['nodes'][0]['html']}" for row in found.response["violations"]]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say_on_any_kind_of_page(
    browser: Browser, dossier: Path, size: tuple[int, int], scheme: str
) -> None:
    visit = Visit(browser, size, scheme)
    said = {}
    for path in _of_each_kind(dossier):
        said[path.relative_to(dossier).as_posix()] = _said(visit.open(path))
    assert len({Path(address).parent for address in said}) >= 10
    assert {address: rows for address, rows in said.items() if rows} == {}
    visit.end()


@pytest.mark.parametrize(
    "opened",
    [".text a.call", ".text a.person", ".text a.why", ".notes a.reference", ".cite summary"],
)
def test_axe_has_nothing_to_say_of_what_opens(browser: Browser, site: Path, opened: str) -> None:
    visit = Visit(browser, PHONE)
    page = visit.open(site / "documents" / "d1.html")
    page.locator(opened).first.click()
    assert _said(page) == []
    visit.end()


@pytest.mark.parametrize("way", ["As the copy has it", "Clean text"])
def test_axe_has_nothing_to_say_of_the_ways_to_read(browser: Browser, site: Path, way: str) -> None:
    visit = Visit(browser, DESK, "dark")
    page = visit.open(site / "documents" / "d1.html")
    page.get_by_role("button", name=way).click()
    assert _said(page) == []
    visit.end()


def test_axe_sees_what_is_wrong(browser: Browser, site: Path) -> None:
    visit = Visit(browser, DESK)
    page = visit.open(site / "index.html")
    page.evaluate("document.body.append(document.createElement('button'))")
    assert "button-name" in [row.partition(":")[0] for row in _said(page)]
    visit.end()


def _stops(page: Page, most: int = 400) -> list[str]:
    """What the Tab key reaches one after the other, until it leaves the page."""
    stops = []
    page.emulate_media(reduced_motion="reduce")
    for _ in range(most):
        page.keyboard.press("Tab")
        now = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const box = e.getBoundingClientRect(), style = getComputedStyle(e);
              const seen = box.width > 0 && box.right > 0 && box.bottom > 0
                && box.top < innerHeight;
              return [e.id || e.getAttribute("href") || e.textContent.trim(), seen,
                      style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        if now is None:
            break
        stops.append(now)
    assert [name for name, seen, _ in stops if not seen] == [], "reached, but not on the screen"
    assert [name for name, _, ringed in stops if not ringed] == [], "reached without a sign"
    return [name for name, _, _ in stops]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_tab_key_goes_through_a_document_in_its_order(
    browser: Browser, site: Path, size: tuple[int, int]
) -> None:
    visit = Visit(browser, size)
    page = visit.open(site / "documents" / "d1.html")
    stops = _stops(page)
    assert stops[0] == "#main", "the first stop skips the head"
    order = [stops.index(name) for name in ("../index.html", "theme", "call-n1-1")]
    assert order == sorted(order)
    visit.end()


@pytest.mark.parametrize("page", ["index", "people/index", "condition/index", "synopsis/a1"])
def test_the_tab_key_reaches_nothing_unseen(browser: Browser, site: Path, page: str) -> None:
    visit = Visit(browser, DESK, "dark")
    assert _stops(visit.open(site / f"{page}.html"))[0] == "#main"
    visit.end()


def test_a_whole_visit_from_the_keyboard(browser: Browser, site: Path) -> None:
    """Over the contents into a document, to a note and back, to another way to read, and on."""
    visit = Visit(browser, PHONE)
    page = visit.open(site / "index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("link", name="Minutes of the weir commission").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("documents/d1"))
    call = page.locator(".text a.call").first
    call.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(call).to_be_focused()
    way = page.get_by_role("button", name="Clean text")
    way.focus()
    page.keyboard.press("Space")
    expect(way).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Letter")
    visit.end()
