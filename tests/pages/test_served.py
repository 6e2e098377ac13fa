"""A real browser at ``recension serve``: the same pages under strict headers, and a new build."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import recension
from tests.pages.test_site_pages import browser
from tests.serving import Served, serving

pytestmark = pytest.mark.browser
__all__ = ["browser"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rebuilt") / "weir.txt"
    _write(path, "The weir stays.")
    recension.build([path], path.parent / "edition")
    return path


@pytest.fixture(scope="module")
def served(copy: Path) -> Iterator[Served]:
    with serving(copy.parent / "edition") as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page, complaints = context.new_page(), []  # type: tuple[Page, list[str]]
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def _write(copy: Path, words: str) -> None:
    copy.write_text(f"Minutes of the commission\n\n3 June 1921\n\n{words}\n", encoding="utf-8")


def _build(copy: Path, words: str) -> None:
    _write(copy, words)
    recension.build([copy], copy.parent / "edition")


def _text(page: Page, served: Served) -> None:
    page.goto(served.address)
    page.locator(".contents a").first.click()
    with page.expect_response(lambda answer: answer.url.endswith("/__state")):
        pass  # it knows now which build it shows


def test_a_page_that_is_read_shows_the_new_build(page: Page, served: Served, copy: Path) -> None:
    _text(page, served)
    _build(copy, "The weir goes.")
    expect(page.locator("main")).to_contain_text("The weir goes.", timeout=10_000)


def test_what_is_being_typed_is_not_lost(page: Page, served: Served, copy: Path) -> None:
    page.goto(f"{served.address}index.html")
    with page.expect_response(lambda answer: answer.url.endswith("/__state")):
        pass
    page.get_by_role("searchbox").fill("sluice")
    _build(copy, "The weir is mended.")
    expect(page.get_by_role("status")).to_contain_text("built anew", timeout=10_000)
    expect(page.get_by_role("searchbox")).to_have_value("sluice")
    page.get_by_role("button", name="Show it").click()
    expect(page.locator(".built-anew")).to_have_count(0)


def test_a_build_that_changes_nothing_on_disk_is_left_alone(page: Page, served: Served) -> None:
    _text(page, served)
    page.evaluate("window.kept = true")
    time.sleep(2.5)
    assert page.evaluate("window.kept") is True


def test_every_page_runs_under_the_strict_headers(page: Page, served: Served, copy: Path) -> None:
    site = copy.parent / "edition" / "site"
    for path in sorted(site.rglob("*.html")):
        page.goto(served.address + path.relative_to(site).as_posix())
        expect(page.get_by_role("button", name="Dark")).to_be_visible()
