"""The condition report beside what one would use instead: speed, memory, hostile texts.

    python -m benchmarks.condition --text VOLUME.txt            # beside ftfy, wordfreq, aspell
    python -m benchmarks.condition --text VOLUME.txt --memory   # peak memory, half to 4 million
    python -m benchmarks.condition --hostile 10                 # hostile texts of 10 million

Sizes are characters, seconds those of the processor, not of the clock. The means beside it are run
where they are installed (``pip install ftfy wordfreq``, ``apt-get install aspell``). None of them
says where text is missing; ``recension check`` is timed with all rules that it runs, not only
those that look at letters.
"""

from __future__ import annotations

import argparse
import importlib
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.speed import MILLION, measured, sample
from recension import condition, journey, plugins
from recension.cli.condition_report import FORMATS, Choice, condition_of
from recension.cli.condition_report.run import needed
from recension.source import read_source

_LINE = "{:<44} {:>9} {:>16} {:>9}"


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of some work, its child processes included."""
    begun = _processor()
    work()
    return _processor() - begun


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def steps(path: Path) -> Iterator[tuple[str, float]]:
    """Each step of ``recension check`` on a text, and what it takes."""
    readers = plugins.readers(outside=False)
    _warm(path.parent)
    yield "recension: reading the file", timed(lambda: read_source(path))
    source = read_source(path)
    yield "recension: rules of damage alone", timed(lambda: journey.read(source, condition.READERS))
    mine = needed(readers, Choice())
    yield "recension: all that check runs", timed(lambda: journey.read(source, mine))
    findings = journey.read(source, mine)
    adding = timed(lambda: condition_of("x", source, findings, readers).worst)
    yield "recension: what it adds up to", adding
    for name, form in FORMATS.items():
        conditions = [condition_of("x", source, findings, readers)]
        yield f"recension: report as {name}", timed(partial(_spent, form(conditions, None)))


def _spent(pieces: Iterable[str]) -> int:
    return sum(map(len, pieces))


def _warm(folder: Path) -> None:
    """Load vocabularies beforehand: they are loaded once, however many volumes follow."""
    path = folder / "warm.txt"
    path.write_text("Mr. Hadley said on 2 May 1931 that f. 3, op. 2 was lost.[1]\n\n1. Ibid.\n")
    source = read_source(path)
    journey.read(source, plugins.readers(outside=False))


def others(path: Path) -> Iterator[tuple[str, float]]:
    """What one would use instead, where it is installed."""
    text = path.read_text("utf-8")
    if (ftfy := _module("ftfy.badness")) is not None:
        yield (
            "ftfy.badness, each line",
            timed(lambda: [ftfy.badness(line) for line in text.splitlines()]),
        )
    if (wordfreq := _module("wordfreq")) is not None:
        wordfreq.zipf_frequency("the", "en")
        yield (
            "wordfreq.zipf_frequency, each word",
            timed(
                lambda: [wordfreq.zipf_frequency(word, "en") for word in re.findall(r"\w+", text)]
            ),
        )
    if shutil.which("aspell"):
        command = ["aspell", "list", "--lang=en"]
        yield (
            "aspell list",
            timed(
                lambda: subprocess.run(
                    command, input=text.encode(), capture_output=True, check=True
                )
            ),
        )


def _module(name: str) -> Any:  # noqa: ANN401
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def beside(path: Path) -> None:
    """Print what each takes, and which share of check's rules that is."""
    size = len(path.read_text("utf-8"))
    rows = [*steps(path), *others(path)]
    whole = dict(rows)["recension: all that check runs"]
    print(_LINE.format(f"{size:,} characters", "seconds", "characters/s", "ratio"))
    for name, seconds in rows:
        rate = f"{size / max(seconds, 1e-9):,.0f}"
        print(_LINE.format(name, f"{seconds:.2f}", rate, f"{seconds / whole:.3f}"))


def memory(text: str, folder: Path) -> None:
    """Print the peak memory of ``recension check`` for texts of growing size."""
    print(f"{'characters':>12} {'processor':>10} {'peak MB':>9} {'MB more a million more':>22}")
    before = None
    for size in (MILLION // 2, MILLION, 2 * MILLION, 4 * MILLION):
        path = folder / f"{size}.txt"
        path.write_text(sample(text, size), "utf-8")
        row = measured(path, folder / f"{size}.html", ("check", "--format", "html"))
        more = ""
        if before is not None:
            more = f"{(row.memory - before.memory) / (row.size - before.size):22.1f}"
        peak = row.memory / MILLION
        print(f"{row.size:>12,} {row.processor:>10.2f} {peak:>9.0f} {more}", flush=True)
        before = row


def hostile(millions: float, folder: Path) -> None:
    """Print what the whole command takes on texts made to be hard, and on a tenth of them."""
    texts: dict[str, Callable[[int], str]] = {
        "one word": lambda n: "w" * n,
        "combining marks": lambda n: "\u0301" * n,
        "directions never closed": lambda n: "\u202eabc \u2066" * (n // 6),
        "numbers of notes": lambda n: "".join(f"{i} See above.\n" for i in range(n // 10)),
        "calls of notes": lambda n: "".join(f"word.[{i}] " for i in range(n // 10)),
    }
    for name, make in texts.items():
        for size in (round(millions * MILLION / 10), round(millions * MILLION)):
            path = folder / "hostile.txt"
            path.write_text(make(size), "utf-8")
            row = measured(path, folder / "out.html", ("check", "--format", "html"))
            said = (folder / "log.txt").read_text("utf-8").strip()[:90] if row.status else ""
            cost = f"{row.processor:>8.1f} s {row.memory / MILLION:>7.0f} MB"
            print(f"{name:<26} {row.size:>12,} {cost} {said}", flush=True)


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--text", type=Path, help="a plain-text volume")
    parser.add_argument("--memory", action="store_true", help="peak memory for growing sizes")
    parser.add_argument("--hostile", type=float, metavar="MILLIONS", help="hostile texts instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.hostile:
            hostile(options.hostile, folder)
        elif options.text is None:
            parser.error("--text or --hostile")
        elif options.memory:
            memory(options.text.read_text("utf-8"), folder)
        else:
            path = Path(shutil.copy(options.text, folder / "text.txt"))
            beside(path)


if __name__ == "__main__":
    main()
