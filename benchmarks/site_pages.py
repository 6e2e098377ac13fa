"""The pages of a site by kind: how many, how heavy, how soon they are seen, whether they jump.

    python -m benchmarks.site_pages                      # the specimen
    python -m benchmarks.site_pages COPY.txt EDITION/    # each an edition; a built one as it is
    python -m benchmarks.site_pages --slower 6 COPY.txt  # the processor six times slower

Of each kind the heaviest page and the one in the middle are opened from disk in Chromium, on a
phone's screen: first and largest paint in milliseconds (the median of the visits), and the
layout shift (below 0.1 counts as good). What one page costs is what a browser that has nothing is
sent by ``recension serve``, style and scripts too. Needs playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from benchmarks.site import PHONE, Figures, built, bytes_sent
from recension import specimen

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
_WATCH = """
window.shifted = 0; window.largest = 0;
const watch = (type, then) => new PerformanceObserver(l => l.getEntries().forEach(then))
  .observe({ type: type, buffered: true });
watch("layout-shift", e => { window.shifted += e.value; });
watch("largest-contentful-paint", e => { window.largest = e.startTime; });
"""
_ASKED = """[performance.getEntriesByName("first-contentful-paint")[0]?.startTime || 0,
  window.largest, performance.getEntriesByType("navigation")[0].loadEventEnd, window.shifted]"""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a page came: milliseconds to the first and largest paint and to the end; the shift."""

    first: float
    largest: float
    loaded: float
    shift: float


def kinds(site: Path) -> dict[str, list[Path]]:
    """The pages by folder, the heaviest last."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for path in site.rglob("*.html"):
        own = path.relative_to(site).parts
        found[own[0] if len(own) > 1 else "contents"].append(path)
    return {kind: sorted(paths, key=lambda p: (p.stat().st_size, p.name))
            for kind, paths in sorted(found.items())}  # fmt: skip


def visited(browser: Browser, path: Path, slower: float, tries: int) -> Seen:
    """Open a page in contexts that have nothing."""
    rows = []
    for _ in range(tries):
        context = browser.new_context(viewport=PHONE, device_scale_factor=2)
        page = context.new_page()
        page.add_init_script(_WATCH)
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(path.as_uri())
        page.wait_for_timeout(300)
        rows.append(page.evaluate(_ASKED))
        context.close()
    return Seen(*(statistics.median(float(row[n]) for row in rows) for n in range(4)))


def table(browser: Browser, edition: Path, slower: float, tries: int) -> Iterator[str]:
    """The figures of one edition, line by line."""
    site, pages = edition / "site", kinds(edition / "site")
    sizes = [path.stat().st_size for paths in pages.values() for path in paths]
    middle, most = statistics.median(sizes) / 1e3, max(sizes) / 1e3
    whole = sum(sizes) / 1e6
    yield f"  {len(sizes):,} pages, {whole:.1f} MB, median {middle:.1f}, most {most:.0f} kB"
    yield f"  first / largest paint / loaded, ms, at full speed and {slower:g} times slower; shift"
    for kind, paths in pages.items():
        chosen = {paths[len(paths) // 2]: "middle", paths[-1]: "heaviest"}
        for path, said in chosen.items():
            fast, slow = (visited(browser, path, rate, tries) for rate in (1, slower))
            times = "   ".join(
                f"{s.first:5.0f} /{s.largest:5.0f} /{s.loaded:6.0f}" for s in (fast, slow)
            )
            yield (f"    {kind:<11} {len(paths):>6,} {said:<9}{path.stat().st_size / 1e3:8.1f} kB "
                   f"{times}   {slow.shift:.3f}")  # fmt: skip
    documents = pages.get("documents") or pages["contents"]
    asked = {said: documents[at].relative_to(site).as_posix()
             for said, at in (("middle", len(documents) // 2), ("heaviest", -1))}  # fmt: skip
    sent = bytes_sent(browser, edition, list(asked.values()))
    for said, address in asked.items():
        yield f"  sent for the {said} document {quote(address)}: {sent[address] / 1e3:.0f} kB"


def main() -> None:
    """Build what is not built, and print the figures of each edition."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", type=Path, help="each an edition; else the specimen")
    parser.add_argument("--slower", type=float, default=6, help="how many times slower (6)")
    parser.add_argument("--tries", type=int, default=3, help="visits of each page (3)")
    given = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for number, path in enumerate(given.inputs or [None]):
            edition = Path(folder) / str(number)
            print(path or "specimen", flush=True)
            if path and (path / "site" / "index.html").is_file():
                edition = path
            else:
                figures = Figures(str(path))
                built([path] if path else list(specimen.files()), edition, figures)
                print(
                    f"  built in {figures.wall:.1f} s, {figures.processor:.1f} s of processor time"
                )
            for line in table(browser, edition, given.slower, given.tries):
                print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
