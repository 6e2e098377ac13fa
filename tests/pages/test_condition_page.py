"""A real browser opens a condition report from disk: nothing runs, all is in reach."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from recension.cli.condition_report import FORMATS, condition_of
from recension.model.finding import Finding, Findings
from recension.model.reader import Reader
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, DamageKind, Value
from recension.plugins import readers

pytestmark = pytest.mark.browser

_CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
_SENTENCE = "In the year {} the delegation of the town came, was received, and left again.\n\n"
_KINDS: tuple[tuple[str, DamageKind], ...] = (
    ("RC101", "garble"), ("RC104", "break"), ("RC103", "repetition"), ("RC105", "split-word"),
)  # fmt: skip


def _page(length: int, remarks: int, folder: Path) -> Path:
    text = "".join(_SENTENCE.format(number) for number in range(length // len(_SENTENCE) + 1))
    rules: tuple[Reader, ...] = readers(outside=False)
    found: list[Finding[Value]] = []
    for number in range(remarks):
        at, (code, kind) = len(text) * number // remarks, _KINDS[number % 3]
        end = at if kind == "break" else at + 25
        found.append(Finding(code, Span(at, end), Damage(kind, "a sample <b>of</b> damage"), 0.9))
    source = SourceText("a very_long_name_" + "x" * 90 + ".txt", text, "0")
    condition = condition_of(source.name, source, Findings(found), rules)
    path = folder / "report.html"
    path.write_text("".join(FORMATS["html"](iter([condition]), None)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not _CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def _opened(browser: Browser, path: Path, width: int) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False
    )
    page, asked = context.new_page(), []  # type: tuple[Page, list[str]]
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, asked


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("length", "remarks"), [(20_000, 30), (2_800_000, 6_000)])
def test_it_opens_without_script(
    browser: Browser, tmp_path: Path, width: int, length: int, remarks: int
) -> None:
    path = _page(length, remarks, tmp_path)
    assert path.stat().st_size < 6_000_000
    page, asked = _opened(browser, path, width)
    assert asked == [path.as_uri()]
    strip, text = page.locator(".strip"), page.locator(".text").first
    left, right = text.bounding_box(), strip.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"], "the strip stands beside the text"
    assert right["x"] + right["width"] <= width, "and nothing has to be pushed sideways"
    assert 600 <= right["height"] <= 800
    lanes = {
        lane
        for lane in ("unreadable", "lost", "doubtful")
        if page.locator(f".strip .f-{lane}").count()
    }
    assert lanes == {"unreadable", "lost", "doubtful"}
    page.context.close()


def test_a_click_on_the_strip_leads_to_the_place_and_the_keyboard_to_the_list(
    browser: Browser, tmp_path: Path
) -> None:
    page, _ = _opened(browser, _page(60_000, 40, tmp_path), 1280)
    page.locator(".strip a.f-unreadable").nth(5).click()
    assert "#f1-" in page.url
    number = page.url.partition("#")[2]
    box = page.locator(f"#{number}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800, "the place is on the screen"
    page.keyboard.press("Tab")
    page.goto(page.url.partition("#")[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#c1"), "the first stop of the keyboard skips the head"
    page.context.close()


def test_a_kind_can_be_left_out_without_script(browser: Browser, tmp_path: Path) -> None:
    page, _ = _opened(browser, _page(60_000, 40, tmp_path), 1280)
    bar = page.locator(".strip .f-lost").first
    assert bar.is_visible()
    page.locator("#show-lost").uncheck()
    assert not bar.is_visible()
    assert page.locator(".strip .f-unreadable").first.is_visible()
    page.context.close()
