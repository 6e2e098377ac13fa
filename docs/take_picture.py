"""Takes the pictures in the README and in ``site.md``: the specimen in a browser."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import recension
from recension import specimen

PICTURE = Path(__file__).parent / "pictures" / "document.png"
WORDS = "Wed inde onrcap"
"""Words of the place to show; they stand in a damaged stretch."""


def take(site: Path, target: Path) -> None:
    """Photograph the document in which the words stand, with what is around them."""
    pages = sorted((site / "documents").glob("*.html"))
    page_file = next(page for page in pages if WORDS in page.read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1240, "height": 760})
        page.goto(page_file.as_uri())
        page.get_by_text(WORDS).first.evaluate(
            "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 400)"
        )
        page.screenshot(path=target)
        browser.close()


def _largest(folder: Path) -> Path:
    """The page with most on it."""
    pages = (page for page in folder.glob("*.html") if page.name != "index.html")
    return max(pages, key=lambda page: (page.stat().st_size, page.name))


def _with_most(folder: Path, words: str) -> Path:
    """The page on which the words stand most often."""
    return max(folder.glob("*.html"), key=lambda p: (p.read_text("utf-8").count(words), p.name))


def take_all(site: Path, folder: Path) -> None:
    """Photograph a page of each kind, on a desk or a phone, light or dark."""
    desk, phone = {"width": 1000, "height": 640}, {"width": 360, "height": 640}
    wanted = (
        ("synopsis", _largest(site / "synopsis"), desk, "light"),
        ("ledger", _largest(site / "ledger"), desk, "dark"),
        ("condition", site / "condition" / "index.html", desk, "light"),
        ("person", _largest(site / "people"), phone, "light"),
        ("phone", _largest(site / "documents"), phone, "dark"),
        ("parties", _with_most(site / "documents", "<dt>"), desk, "dark"),
        ("people", site / "people" / "index.html", phone, "dark"),
        ("place", _largest(site / "places"), phone, "light"),
        ("chronology", site / "chronology" / "index.html", desk, "light"),
        ("archives", site / "archives" / "index.html", phone, "dark"),
        ("data", site / "data" / "index.html", phone, "light"),
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path, size, scheme in wanted:
            context = browser.new_context(
                viewport={"width": size["width"], "height": size["height"]},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page = context.new_page()
            page.goto(path.as_uri())
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


def take_search(site: Path, folder: Path) -> None:
    """Photograph a search on a desk, and on a phone the page that its first hit leads to."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 640})
        page.goto(f"{(site / 'search' / 'index.html').as_uri()}?q=Djordjevic+frontier")
        page.locator("#hits .passage").first.wait_for()
        page.screenshot(path=folder / "search.png")
        page.set_viewport_size({"width": 360, "height": 640})
        page.emulate_media(color_scheme="dark")
        page.locator("#hits .passage a").first.click()
        page.locator(".found").wait_for()
        page.wait_for_timeout(1000)  # what lies above finds its height
        page.screenshot(path=folder / "found.png")
        browser.close()


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        recension.build(specimen.files(), Path(folder) / "edition")
        take(Path(folder) / "edition" / "site", PICTURE)
        take_all(Path(folder) / "edition" / "site", PICTURE.parent)
        take_search(Path(folder) / "edition" / "site", PICTURE.parent)
