"""Speed and memory: whole builds of 0.1, 1 and 10 million characters, and what each step takes.

    python -m benchmarks.speed                        # the specimen, repeated to each size
    python -m benchmarks.speed --sizes 0.1 1          # in millions of characters
    python -m benchmarks.speed --text VOLUME.txt      # a text of your own, repeated to each size

Each build is a process of its own: seconds on the clock and of processor time, peak memory as the
operating system counts them. Growth is the ratio of each row to the row before it. The
shares are of a second run in this process, in which nothing is written.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from recension import plugins, specimen
from recension.journey import read
from recension.source import read_source

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: its text's size in code points, seconds, and peak memory in bytes."""

    size: int
    wall: float
    processor: float
    memory: int
    status: int


def sample(text: str, size: int) -> str:
    """A text of exactly ``size`` code points: repetitions, each in years of its own, the last cut.

    Years are moved so that the repetitions are as many meetings and not one meeting's copies.
    """
    times = -(-size // max(1, len(text)))
    return "\n\n".join(_moved(text, years) for years in range(times))[:size]


def _moved(text: str, years: int) -> str:
    return re.sub(r"\b1[5-9]\d\d\b", lambda year: str(int(year.group()) - years), text)


def measured(path: Path, output: Path, command: tuple[str, ...] = ("build",)) -> Measured:
    """Run a command on one text in a process of its own."""
    begun = time.perf_counter()
    words = [sys.executable, "-m", "recension", *command, str(path), "-o", str(output)]
    with (output.parent / "log.txt").open("wb") as log:
        actions = [(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        child = os.posix_spawn(sys.executable, words, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    size = len(path.read_text("utf-8"))
    kilobyte = 1 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Measured(size, wall, processor, usage.ru_maxrss * kilobyte, status)


def shares(path: Path) -> dict[str, float]:
    """Seconds that each reader takes on a text, by its code and name."""
    readers = plugins.readers(outside=False)
    source = read_source(path)
    taken: dict[str, float] = defaultdict(float)
    marks: list[float] = []
    read(source, readers, lambda what, done, total: marks.append(time.perf_counter()))
    marks.append(time.perf_counter())
    for reader, begun, ended in zip(readers, marks, marks[1:], strict=False):
        taken[f"{reader.code} {reader.name}"] += ended - begun
    return taken


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--text", type=Path, help="the text to repeat; else the specimen's")
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1, 10])
    options = parser.parse_args()
    text = (options.text or specimen.files()[0]).read_text("utf-8")
    print(f"{'characters':>12} {'seconds':>9} {'processor':>9} {'MB':>7} {'growth':>7}")
    with tempfile.TemporaryDirectory() as folder:
        before: Measured | None = None
        for size in (round(millions * MILLION) for millions in options.sizes):
            path = Path(folder) / f"{size}.txt"
            path.write_text(sample(text, size), "utf-8")
            row = measured(path, Path(folder) / str(size))
            growth = f"{row.wall / before.wall:7.1f}" if before else ""
            failed = "" if row.status == 0 else "  FAILED"
            print(
                f"{row.size:>12,} {row.wall:>9.2f} {row.processor:>9.2f} "
                f"{row.memory / MILLION:>7.0f} {growth}{failed}",
                flush=True,
            )
            before = row
        taken = shares(Path(folder) / f"{round(min(1, options.sizes[-1]) * MILLION)}.txt")
    total = sum(taken.values())
    print(f"\nreaders, {min(1, options.sizes[-1])} million characters: {total:.2f} s")
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{seconds:8.2f} s {seconds / total:6.1%}  {name}")


if __name__ == "__main__":
    main()
