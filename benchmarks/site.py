"""The static site in a real browser: pages and bytes, first paint, search, what one document costs.

    python -m benchmarks.site                             # the specimen
    python -m benchmarks.site COPY.txt FOLDER             # each an edition; a folder: of its .txt
    python -m benchmarks.site --slower 6 COPY.txt         # the processor six times slower

Each edition is built by a process of its own (seconds on the clock, and of processor time), then
opened from disk in Chromium, on a screen of a phone, with the processor as it is and slowed down
(``Emulation.setCPUThrottlingRate``). A search is typed on a page that has been open for a second,
and counts from the last key until the first hits are painted; and it is opened by its address, with
nothing loaded before, and counts from the start of the navigation. Where other programs are running
the processor time of the page's main thread is the steadier figure. Bytes are those that
``recension serve`` sends for one document to a browser that has nothing (a host that compresses
sends less). Needs playwright and a Chromium.
"""

# ruff: noqa: A005 - it is called after what it measures, and is run as benchmarks.site

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from recension import specimen
from recension.web.application import application

PHONE: ViewportSize = {"width": 390, "height": 844}
_WORD = re.compile(r"[^\W\d_]{4,}")
_TRIES = 3
_TRACED = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]

# Says when hits, and then passages, have been painted: after the frame in which they stood.
_WATCH = """() => {
  const list = document.getElementById('hits');
  let key = 0;
  window.seen = {};
  addEventListener('keydown', event => { key = event.timeStamp; window.seen = {}; }, true);
  const painted = what => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (what in window.seen) return;
      window.seen[what] = performance.now() - key;
    };
    channel.port2.postMessage(0);
  });
  const look = () => {
    if (list.querySelector('h2') && !('titles' in window.seen)) {
      console.timeStamp('recension-titles');
      painted('titles');
    }
    if (list.querySelector('.passage') && !('passages' in window.seen)) painted('passages');
  };
  new MutationObserver(look).observe(list, { childList: true, subtree: true });
  look();
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """When the first hits were seen, and when the first of their passages; in milliseconds."""

    hits: float
    passages: float


@dataclass(slots=True)
class Figures:
    """What was measured of one edition; times in milliseconds, sizes in bytes."""

    name: str
    characters: int = 0
    documents: int = 0
    wall: float = 0.0
    processor: float = 0.0
    pages: int = 0
    size: int = 0
    largest: list[tuple[str, int]] = field(default_factory=list)
    index: float = 0.0
    texts: float = 0.0
    packed: float = 0.0
    paint: dict[str, list[float]] = field(default_factory=dict)
    search: dict[str, list[Answer]] = field(default_factory=dict)
    thread: dict[str, float] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)


def built(inputs: list[Path], output: Path, figures: Figures) -> None:
    """Build an edition in a process of its own."""
    words = [sys.executable, "-m", "recension", "build", *map(str, inputs), "-o", str(output)]
    begun = time.perf_counter()
    with (output.parent / "log.txt").open("wb") as log:
        actions = [(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        child = os.posix_spawn(sys.executable, words, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    figures.wall = time.perf_counter() - begun
    figures.processor = usage.ru_utime + usage.ru_stime
    if status:
        raise SystemExit((output.parent / "log.txt").read_text("utf-8"))


def sizes(edition: Path, figures: Figures) -> str:
    """Count pages and bytes; return the text of all copies."""
    text = "\n\n".join(p.read_text("utf-8") for p in sorted((edition / "text").glob("*.txt")))
    figures.characters = len(text)
    site = edition / "site"
    pages = {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.html")}
    figures.pages, figures.documents = len(pages), sum(p.startswith("documents/") for p in pages)
    figures.size = sum(p.stat().st_size for p in site.rglob("*") if p.is_file())
    figures.largest = sorted(pages.items(), key=lambda page: -page[1])[:4]
    pieces = {p.name: p.stat().st_size for p in (site / "search").glob("*.js")}
    words = max(1, len(text.encode()))
    said = sum(size for name, size in pieces.items() if name.startswith("t"))
    figures.index, figures.texts = (sum(pieces.values()) - said) / words, said / words
    index = b"".join(p.read_bytes() for p in (site / "search").glob("[!t]*.js"))
    figures.packed = len(gzip.compress(index)) / words
    return text


def questions(text: str, seed: int = 8) -> dict[str, str]:
    """A search of each sort, taken from the text itself."""
    chance = random.Random(seed)
    paragraphs = [p for p in text.split("\n\n") if len(_WORD.findall(p)) > 12]
    counts: dict[str, int] = {}
    for word in _WORD.findall(text):
        counts[word] = counts.get(word, 0) + 1
    small = sorted((w for w in counts if w.islower()), key=lambda w: (-counts[w], w))
    names = [w for w in counts if w.istitle() and w.lower() not in counts]
    names.sort(key=lambda w: (-counts[w], w))
    one, other = (chance.choice(paragraphs or [text]) for _ in range(2))
    phrase = re.findall(r"\w+", one)[4:8]
    rare = sorted(set(_WORD.findall(other)), key=lambda w: (counts[w], w))
    return {
        "frequent word": small[len(small) // 200],
        "name": names[0],
        "rare word": small[len(small) // 2],
        "two words": " ".join(rare[len(rare) // 2 :][:2]),
        "phrase": f'"{" ".join(phrase)}"',
        "prefix": f"{small[len(small) // 50][:4]}*",
    }


class Visitor:
    """Opens pages in contexts of their own: nothing is kept from one to the next."""

    def __init__(self, browser: Browser, slower: float) -> None:
        self._browser, self._slower = browser, slower

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page on a phone's screen, with the processor slowed down."""
        context = self._browser.new_context(viewport=PHONE, device_scale_factor=2)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": self._slower})
        yield page
        context.close()

    def first_paint(self, address: str) -> float:
        """Milliseconds until something of a page is seen."""
        with self.page() as page:
            page.goto(address)
            found = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
            page.wait_for_function(found)
            return float(page.evaluate(found))

    def typed(self, site: Path, query: str) -> Answer:
        """Type a question on a page that has been open for a second; counts from the last key."""
        with self.page() as page:
            page.goto((site / "search" / "index.html").as_uri())
            page.wait_for_selector("html[data-search=ready]", state="attached")
            page.evaluate(f"({_WATCH})()")
            page.wait_for_timeout(1000)
            page.focus("#q")
            page.keyboard.type(query, delay=100)
            return _answer(page)

    def opened(self, site: Path, query: str) -> Answer:
        """Open the address of a search; counts from the start of the navigation."""
        with self.page() as page:
            page.add_init_script(f"addEventListener('DOMContentLoaded', {_WATCH})")
            page.goto(f"{(site / 'search' / 'index.html').as_uri()}?q={quote(query)}")
            return _answer(page)

    def processor(self, site: Path, query: str) -> float:
        """Milliseconds of the page's own processor time from the last key to the first hits seen.

        Other programs that run meanwhile do not count, unlike in :meth:`typed`.
        """
        with self.page() as page:
            page.goto((site / "search" / "index.html").as_uri())
            page.wait_for_selector("html[data-search=ready]", state="attached")
            page.evaluate(f"({_WATCH})()")
            page.focus("#q")
            page.keyboard.type(query[:-1], delay=100)
            page.wait_for_timeout(800)
            self._browser.start_tracing(page=page, categories=_TRACED)
            page.keyboard.type(query[-1])
            page.wait_for_timeout(600)
            return _main_thread(json.loads(self._browser.stop_tracing())["traceEvents"])


def _answer(page: Page) -> Answer:
    page.wait_for_function("window.seen && window.seen.passages")
    seen = page.evaluate("window.seen")
    return Answer(float(seen["titles"]), float(seen["passages"]))


def _main_thread(events: list[dict[str, Any]]) -> float:
    """Processor time of the thread that took the key, until the frame with the first hits."""
    key = next(e for e in events if e["name"] == "EventDispatch"
               and e["args"]["data"]["type"] == "keydown")  # fmt: skip
    mine = [e for e in events if (e["pid"], e["tid"]) == (key["pid"], key["tid"])]
    there = min(e["ts"] for e in mine if e["name"] == "TimeStamp" and e["ts"] >= key["ts"]
                and e["args"]["data"]["message"] == "recension-titles")  # fmt: skip
    end = min(e["ts"] for e in mine if e["name"] == "Commit" and e["ts"] >= there)
    tasks = (e for e in mine if e["name"] == "RunTask" and e["ts"] <= end)
    ticks = sum(e.get("tdur", 0) for e in tasks if key["ts"] <= e["ts"] + e.get("dur", 0))
    return float(ticks) / 1000


def bytes_sent(browser: Browser, edition: Path, addresses: list[str]) -> dict[str, int]:
    """What ``recension serve`` sends for each page and all that it loads."""
    with served(edition) as root:
        return {address: _sent(browser, root + quote(address)) for address in addresses}


def _sent(browser: Browser, address: str) -> int:
    context = browser.new_context(viewport=PHONE)
    page, total = context.new_page(), 0
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, float]) -> None:
        nonlocal total
        total += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(200)
    context.close()
    return total


@contextmanager
def served(edition: Path) -> Iterator[str]:
    """The edition at an address of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(edition), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(5)
    listening.close()


def in_browser(browser: Browser, edition: Path, text: str, figures: Figures, slower: float) -> None:
    """First paint, search and bytes of one edition."""
    site = edition / "site"
    documents = sorted((site / "documents").glob("*.html"), key=lambda p: p.stat().st_size)
    middle = documents[len(documents) // 2] if documents else site / "index.html"
    shown = [site / "index.html", middle, *(site / p / "index.html" for p in
             ("search", "people", "places", "archives", "chronology", "condition"))]  # fmt: skip
    for path in filter(Path.is_file, shown):
        name = path.relative_to(site).as_posix() if path != middle else "a document"
        visits = [Visitor(browser, rate) for rate in (1, slower)]
        figures.paint[name] = [v.first_paint(path.as_uri()) for v in visits]
    for sort, query in questions(text).items():
        name = f"{sort}: {query}"
        ways = [way for rate in (1, slower) for way in (Visitor(browser, rate).typed,
                                                        Visitor(browser, rate).opened)]  # fmt: skip
        figures.search[name] = [_median([way(site, query) for _ in range(_TRIES)]) for way in ways]
        tries = (Visitor(browser, 1).processor(site, query) for _ in range(_TRIES))
        figures.thread[name] = statistics.median(tries)
    largest = documents[-1] if documents else middle
    named = {"a document": middle, "the longest": largest}
    relative = {k: p.relative_to(site).as_posix() for k, p in named.items()}
    sent = bytes_sent(browser, edition, list(relative.values()))
    figures.sent = {name: sent[address] for name, address in relative.items()}


def _median(answers: list[Answer]) -> Answer:
    return Answer(statistics.median(a.hits for a in answers),
                  statistics.median(a.passages for a in answers))  # fmt: skip


def table(figures: Figures, slower: float) -> Iterator[str]:
    """The figures of one edition, line by line."""
    f = figures
    yield f"{f.name}: {f.characters:,} characters, {f.documents:,} documents"
    if f.wall:
        yield f"  build                 {f.wall:8.1f} s, {f.processor:.1f} s of processor time"
    yield f"  site                  {f.pages:8,} pages, {f.size / 1e6:.1f} MB"
    for name, size in f.largest:
        yield f"    {name:<34} {size / 1e3:8.0f} kB"
    packed = f"{f.packed:.1%} as gzip"
    yield f"  index of the search   {f.index:8.1%} of the text's bytes, {packed}"
    yield f"  its text, once more   {f.texts:8.1%}"
    yield f"  first paint, ms {'at full speed':>45}   {slower:g} times slower"
    for name, (fast, slow) in f.paint.items():
        yield f"    {name:<44} {fast:12.0f} {slow:16.0f}"
    yield "  search, ms to the first hits / passages: typed, by its address"
    for name, answers in f.search.items():
        said = " ".join(f"{a.hits:8.0f} / {a.passages:4.0f}" for a in answers)
        yield f"    {name:<44} {said} {f.thread[name]:8.1f} ms of the page's processor time"
    for name, sent in f.sent.items():
        yield f"  sent for {name:<12} {sent / 1e3:8.0f} kB"


def _inputs(path: Path) -> list[Path]:
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("inputs", nargs="*", type=Path, help="each an edition; else the specimen")
    parser.add_argument("--edition", nargs="*", type=Path, default=[], help="folders already built")
    parser.add_argument("--slower", type=float, default=5, help="times the processor is slowed")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    given = [(p.name, _inputs(p)) for p in options.inputs]
    if not given and not options.edition:
        given = [("specimen", list(specimen.files()))]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        waiting: list[tuple[str, Path, list[Path]]] = [
            (path.name, path, []) for path in options.edition
        ]
        waiting += [(name, Path(folder) / str(n), ins) for n, (name, ins) in enumerate(given)]
        for name, edition, inputs in waiting:
            figures = Figures(name)
            if inputs:
                built(inputs, edition, figures)
            text = sizes(edition, figures)
            in_browser(browser, edition, text, figures, options.slower)
            print("\n".join(table(figures, options.slower)), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
