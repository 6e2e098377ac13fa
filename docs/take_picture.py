"""Takes the picture in the README: a document of the specimen in the browser (``make picture``)."""

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


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        recension.build(specimen.files(), Path(folder) / "edition")
        take(Path(folder) / "edition" / "site", PICTURE)
