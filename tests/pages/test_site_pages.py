"""A real browser walks the site from disk, on a phone and on a desk, light and dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect, sync_playwright

from recension.publication.site import write_site
from tests.pages.small_edition import hostile_edition, small_edition

pytestmark = pytest.mark.browser

_CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
PHONE, DESK = (390, 844), (1280, 900)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not _CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition") / "site"
    write_site(small_edition(), folder)
    return folder


class Visit:
    """A page in a fresh context that keeps what went wrong and what was asked for."""

    def __init__(self, browser: Browser, size: tuple[int, int], scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path) -> Page:
        self.page.goto(path.as_uri())
        return self.page

    def end(self) -> None:
        """Nothing went wrong, and nobody outside was asked."""
        self.context.close()
        assert self.wrong == []
        assert [url for url in self.asked if not url.startswith("file:///")] == []


@pytest.fixture(params=[(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"])
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    visit = Visit(browser, *request.param)
    yield visit
    visit.end()


def test_from_the_contents_to_a_document_and_on(visit: Visit, site: Path) -> None:
    page = visit.open(site / "index.html")
    page.get_by_role("link", name="Minutes of the weir commission").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minutes of the weir commission")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Letter")


def test_a_note_opens_at_its_call_by_mouse_and_by_keyboard(browser: Browser, site: Path) -> None:
    visit = Visit(browser, PHONE)
    page = visit.open(site / "documents" / "d1.html")
    call = page.locator(".text a.call").first
    call.click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("The weir was built in 1911")
    expect(call).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(call).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_be_focused()
    visit.end()


def test_notes_stand_beside_their_calls_on_a_wide_screen(browser: Browser, site: Path) -> None:
    visit = Visit(browser, DESK)
    page = visit.open(site / "documents" / "d1.html")
    note, call = page.locator("#n1"), page.locator(".text a.call").first
    beside, at = note.bounding_box(), call.bounding_box()
    assert beside is not None
    assert at is not None
    assert beside["x"] > at["x"] + at["width"]
    assert abs(beside["y"] - at["y"]) < 60
    visit.end()


def test_without_scripts_notes_are_at_the_foot_and_links_lead_both_ways(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "documents" / "d1.html").as_uri())
    page.locator(".text a.call").first.click()
    assert page.url.endswith("#n1")
    page.locator("#n1 a.up").click()
    assert "#call-n1" in page.url
    context.close()


def test_damage_says_why(visit: Visit, site: Path) -> None:
    page = visit.open(site / "documents" / "d1.html")
    page.locator("a.why.garble").click()
    expect(page.locator("#panel")).to_contain_text("letters in no language")
    style = page.locator(".damage.garble").evaluate("e => getComputedStyle(e).textDecorationStyle")
    assert style == "wavy"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("weir", "weir"),
        ("wei*", "weir"),
        ('"open the sluice"', "sluice"),
        ("dilas", "Đilas"),
        ("Rankovich", "Ранкович"),
        ("commission weir", "commission"),
    ],
)
def test_search_finds_and_the_hit_is_marked_in_its_page(
    browser: Browser, site: Path, query: str, words: str
) -> None:
    visit = Visit(browser, DESK)
    page = visit.open(site / "search" / "index.html")
    page.get_by_label("Words").fill(query)
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#hits mark").filter(has_text=words).first).to_be_visible()
    page.locator("#hits .passage").filter(has_text=words).first.get_by_role("link").click()
    expect(page.locator("mark.hit").filter(has_text=words).first).to_be_in_viewport()
    visit.end()


def test_search_says_when_there_is_nothing(visit: Visit, site: Path) -> None:
    page = visit.open(site / "search" / "index.html")
    page.get_by_label("Words").fill("zeppelin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Not found")


def test_the_condition_page_leads_to_the_place(visit: Visit, site: Path) -> None:
    page = visit.open(site / "condition" / "index.html")
    expect(page.locator("table caption")).to_contain_text("damaged")
    page.locator(".places a").first.click()
    assert "#at-x" in page.url
    expect(page.locator(page.url[page.url.index("#") :])).to_be_in_viewport()


def test_dark_and_light_are_a_click_away_and_stay(visit: Visit, site: Path) -> None:
    page = visit.open(site / "index.html")
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.locator("#theme").click()
    after = page.evaluate(colour)
    assert after != before
    page.goto((site / "condition" / "index.html").as_uri())
    assert page.evaluate(colour) == after


def test_editors_marks_can_be_stilled_and_stay_so(visit: Visit, site: Path) -> None:
    page = visit.open(site / "documents" / "d1.html")
    mark, button = page.locator(".mark-supplied"), page.locator("#editors-marks")
    expect(mark).to_have_text("[then]")
    expect(mark).to_have_attribute("title", re.compile("not in the document.*the editor's"))
    colour = "(m) => getComputedStyle(m).color === getComputedStyle(m.parentElement).color"
    assert not mark.evaluate(colour)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert mark.evaluate(colour)
    expect(mark).to_have_text("[then]")
    page.reload()
    assert mark.evaluate(colour)
    button.click()
    assert not mark.evaluate(colour)


def test_without_scripts_editors_marks_are_shown_and_no_button_is(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "documents" / "d1.html").as_uri())
    expect(page.locator(".mark-supplied")).to_be_visible()
    expect(page.locator("#editors-marks")).to_be_hidden()
    context.close()


def test_where_no_mark_stands_no_button_does(visit: Visit, site: Path) -> None:
    page = visit.open(site / "documents" / "d2.html")
    expect(page.locator("#editors-marks")).to_have_count(0)


def test_nothing_is_wider_than_the_screen(visit: Visit, site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_pages_can_be_used_by_everybody(visit: Visit, site: Path) -> None:
    checks = Path(__file__).with_name("usable.js").read_text(encoding="utf-8")
    for path in sorted(site.rglob("*.html")):
        page = visit.open(path)
        found = page.evaluate(checks)
        assert found == [], f"{path.relative_to(site)}: {found}"


def test_the_keyboard_reaches_the_text_and_focus_shows(visit: Visit, site: Path) -> None:
    page = visit.open(site / "documents" / "d1.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_hostile_copy_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(hostile_edition(), site)
    visit = Visit(browser, DESK)
    for path in sorted(site.rglob("*.html")):
        page = visit.open(path)
        assert page.evaluate("window.harm === undefined"), path
        for link in page.locator("a.call, a.why").all():
            link.click()
        assert page.evaluate("window.harm === undefined"), path
    page = visit.open(site / "search" / "index.html")
    page.get_by_label("Words").fill("harm*")
    page.keyboard.press("Enter")
    expect(page.locator("#hits mark").first).to_be_visible()
    assert page.evaluate("window.harm === undefined")
    visit.end()
