"""Calibration: how often what a rule says at a confidence is right, on copies with known damage.

    python -m benchmarks.calibration make_copy.py VOLUME.xml...           # print the tables
    python -m benchmarks.calibration make_copy.py VOLUME.xml... --write   # and put them in place
    python -m benchmarks.calibration make_copy.py OTHER.xml... --shipped  # does it hold elsewhere?

``make_copy.py`` is a program that turns a volume in TEI into a damaged plain-text copy and its
truth: ``make_copy.py VOLUME.xml FOLDER --style bulletin|page|plain --seed N --damage RATE --docs N
--skip N`` writes ``copy.txt`` and ``truth.json`` (in the shape of ``edition.json``) to the folder.

Of each volume a copy is made in each style, and one with a quarter of the damage. The findings of
each rule are judged against the truth where it knows (see ``judge``), and a rising curve is fitted
from the rule's own confidence to the share that was right. What is said of it is cross-validated:
each volume's findings are judged by a curve fitted on the other volumes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, pairwise
from math import sqrt
from pathlib import Path
from typing import Any

from recension import condition, journey, structure
from recension.confidence import case_of
from recension.model.finding import Finding
from recension.model.source_text import SourceText
from recension.model.values import Damage, Document, Note, Value
from recension.source import read_source
from recension.vocabularies.confidence import PLACE, Curve, reliability

STYLES = ("bulletin", "page", "plain")
RATE, LESS = 0.04, 0.01
PAGE = Path(__file__).parents[1] / "docs" / "confidence.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
READERS = condition.READERS + structure.READERS

FEWEST = 30
"""Findings below which a case is not measured, and below which no knot stands."""

HIGHEST = 0.99
"""No confidence above this: made damage is not all damage, and these volumes not all volumes."""

_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_MOST_KNOTS = 6
_PUT_IN = ("garble", "mojibake", "repetition")
_APART = ("heading-matter", "notes", "contents", "persons", "abbreviations", "index")

Row = dict[str, Any]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding: its rule and case, what the rule says of itself, and whether it is right."""

    key: Key
    said: float
    right: bool
    volume: str
    rate: float


# Copies and their truths.


def judged(maker: Path, volume: Path, style: str, rate: float, seed: int) -> Iterator[Judged]:
    """Make one copy and judge what is found in it."""
    options = {"style": style, "seed": seed, "damage": rate, "docs": 200, "skip": seed % 7 * 10}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(maker), str(volume), folder]
        command += [word for name, value in options.items() for word in (f"--{name}", str(value))]
        subprocess.run(command, check=True, capture_output=True)
        source = read_source(Path(folder, "copy.txt"))
        truth = json.loads(Path(folder, "truth.json").read_text("utf-8"))
    judge = Judge(source, truth)
    for finding in journey.read(source, READERS, measured=False):
        right = judge(finding)
        if right is not None:
            key = finding.code, case_of(finding.value)
            yield Judged(key, finding.confidence, right, volume.stem, rate)


class Judge:
    """Says of findings whether they are right, as far as the truth of a copy knows.

    - Damage of characters is right where at least half of its characters are damaged.
      Kinds that are not put into these copies (single letters misread, displaced and invented
      words, missing notes) are not judged.
    - A break is right within 60 characters of one.
    - A split word is right where the copy split one and, where a reading is offered, it is that.
    - A document is right where its span and the true one share four fifths of what both cover;
      parts of documents, and lists of notes or persons, are not judged.
    - A note is right where its body begins within 4 characters of a true one and shares four
      fifths of it, and all its calls are that note's. Of calls without a body nothing is known.
    """

    def __init__(self, source: SourceText, truth: Row) -> None:
        self._text = source.text
        self._damage = _Spans(
            row for row in truth["damage"] if row["kind"] not in ("break", "split-word")
        )
        self._breaks = _Spans(row for row in truth["damage"] if row["kind"] == "break")
        self._split = _Spans(row for row in truth["damage"] if row["kind"] == "split-word")
        self._notes = _Spans(row for row in truth["notes"] if row.get("start") is not None)
        self._documents = _Spans(truth["documents"])

    def __call__(self, finding: Finding[Value]) -> bool | None:
        """Whether a finding is right; None where the truth does not know."""
        if isinstance(finding.value, Damage):
            return self._damage_is_right(finding, finding.value)
        if isinstance(finding.value, Document):
            return self._document_is_right(finding, finding.value)
        if isinstance(finding.value, Note):
            return self._note_is_right(finding.value)
        return None

    def _damage_is_right(self, finding: Finding[Value], value: Damage) -> bool | None:
        start, end = finding.span.start, finding.span.end
        if value.kind == "break":
            return any(True for _ in self._breaks.near(start - 60, end + 60))
        if value.kind == "split-word":
            return any(self._joins(value, row) for row in self._split.near(start - 1, end + 1))
        if value.kind not in _PUT_IN or start == end:
            return None
        hit = sum(_shared(row, start, end) for row in self._damage.near(start, end))
        return 2 * hit >= end - start

    def _joins(self, value: Damage, row: Row) -> bool:
        before = re.search(r"\w*$", self._text[max(0, row["start"] - 40) : row["start"]])
        after = re.match(r"\w*", self._text[row["end"] : row["end"] + 40])
        word = (before[0] if before else "") + (after[0] if after else "")
        return value.reading is None or word in value.reading or value.reading in word

    def _document_is_right(self, finding: Finding[Value], value: Document) -> bool | None:
        if value.parent is not None or value.kind in _APART:
            return None
        start, end = finding.span.start, finding.span.end
        return any(
            _likeness({**row, "end": last}, start, end) >= 0.8
            for row in self._documents.near(start, end)
            for last in self._ends(row)
        )

    def _ends(self, row: Row) -> tuple[int, int]:
        """A document's end, and its end without the notes printed right after it."""
        short = row["end"]
        inside = list(self._notes.near(row["start"], row["end"]))
        for note in sorted(inside, key=lambda note: -note["start"]):
            if note["end"] < short - 8:
                break
            short = note["start"]
        return row["end"], short

    def _note_is_right(self, value: Note) -> bool | None:
        if value.body is None:
            return None
        start, end = value.body.start, value.body.end
        for row in self._notes.near(start, end):
            if abs(row["start"] - start) <= 4 and _likeness(row, start, end) >= 0.8:
                true = [anchor["start"] for anchor in row["anchors"]]
                if value.status == "no-call":
                    return not true
                return all(any(abs(a.start - t) <= 4 for t in true) for a in value.anchors)
        return False


class _Spans:
    """Rows of a truth by where they lie."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = sorted(rows, key=lambda row: int(row["start"]))
        self._starts = [row["start"] for row in self._rows]
        self._longest = max((row["end"] - row["start"] for row in self._rows), default=0)

    def near(self, start: int, end: int) -> Iterator[Row]:
        """Those that touch a stretch."""
        for row in self._rows[bisect_left(self._starts, start - self._longest) :]:
            if row["start"] > end:
                return
            if row["end"] >= start:
                yield row


def _shared(row: Row, start: int, end: int) -> int:
    return max(0, min(int(row["end"]), end) - max(int(row["start"]), start))


def _likeness(row: Row, start: int, end: int) -> float:
    union = max(int(row["end"]), end) - min(int(row["start"]), start)
    return _shared(row, start, end) / max(1, union)


# The curve.


def curve(rows: Sequence[Judged]) -> Curve | None:
    """A rising curve from what a rule says to the share that is right; None of too few findings.

    Neighbours that fall are pooled (Ayer et al. 1955), then those that are too few or too many. Of
    ``n`` findings of which ``k`` are right a knot says ``(k + 1) / (n + 2)`` (Laplace): never more
    than so many can show.
    """
    if len(rows) < FEWEST:
        return None
    ordered = sorted(rows, key=lambda row: row.said)
    blocks = [_Block.of(list(same)) for _, same in groupby(ordered, key=lambda row: row.said)]
    blocks = _pooled(blocks, lambda a, b: a.share >= b.share)
    while len(blocks) > 1 and min(block.findings for block in blocks) < FEWEST:
        blocks = _merged(blocks, min(range(len(blocks)), key=lambda i: blocks[i].findings))
    while len(blocks) > _MOST_KNOTS:
        steps = [b.share - a.share for a, b in pairwise(blocks)]
        blocks = _merged(blocks, steps.index(min(steps)) + 1)
    blocks = _pooled(blocks, lambda a, b: a.share >= b.share)
    knots = tuple((round(block.said, 4), round(block.share, 3)) for block in blocks)
    return Curve(knots, len(rows), sum(row.right for row in rows))


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbours that share one confidence: how many, how many right, the mean of what is said."""

    findings: int
    right: int
    said: float

    @classmethod
    def of(cls, rows: Sequence[Judged]) -> _Block:
        right, said = sum(row.right for row in rows), sum(row.said for row in rows)
        return cls(len(rows), right, said / len(rows))

    def __add__(self, other: _Block) -> _Block:
        both = self.findings + other.findings
        said = (self.said * self.findings + other.said * other.findings) / both
        return _Block(both, self.right + other.right, said)

    @property
    def share(self) -> float:
        return min(HIGHEST, (self.right + 1) / (self.findings + 2))


def _pooled(blocks: Sequence[_Block], falls: Callable[[_Block, _Block], bool]) -> list[_Block]:
    done: list[_Block] = []
    for block in blocks:
        done.append(block)
        while len(done) > 1 and falls(done[-2], done[-1]):
            done[-2:] = [done[-2] + done[-1]]
    return done


def _merged(blocks: list[_Block], index: int) -> list[_Block]:
    """Merge a block with that neighbour whose share is nearer."""
    left = index - 1 if index else None
    right = index + 1 if index + 1 < len(blocks) else None
    away = {i: abs(blocks[i].share - blocks[index].share) for i in (left, right) if i is not None}
    low, high = sorted((index, min(away, key=lambda i: away[i])))
    return [*blocks[:low], blocks[low] + blocks[high], *blocks[high + 1 :]]


def curves(rows: Sequence[Judged]) -> dict[Key, Curve]:
    """What is applied: the curve of each rule and case of which there are enough findings.

    A curve that judges volumes it never saw no better than the rule does itself is refused; the
    rule's own estimate then stays, up to the most that the findings allow (see :func:`ceiling`).
    """
    applied = {}
    for key, group in _by_key(rows).items():
        drawn = curve(group)
        if drawn is not None:
            own = [(row.said, row.right) for row in group]
            holds = brier(cross_validated(group)) < brier(own)
            applied[key] = drawn if holds else ceiling(drawn)
    return applied


def ceiling(drawn: Curve) -> Curve:
    """What a rule says itself, up to the upper end of the 95 % interval of its share right.

    Source: E. B. Wilson, Probable Inference (1927).
    """
    n, share, z = drawn.findings, drawn.right / drawn.findings, 1.96
    middle = share + z * z / (2 * n)
    upper = (middle + z * sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)) / (1 + z * z / n)
    top = round(min(HIGHEST, upper), 3)
    return Curve(((0.0, 0.0), (top, top)), drawn.findings, drawn.right)


def _by_key(rows: Iterable[Judged]) -> dict[Key, list[Judged]]:
    by_key: dict[Key, list[Judged]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    return dict(sorted(by_key.items()))


def cross_validated(
    rows: Sequence[Judged], fitted_on: Sequence[Judged] | None = None
) -> list[tuple[float, bool]]:
    """What curves that never saw a finding's volume say of it, and the truth.

    Args:
        rows: findings of one rule and case.
        fitted_on: likewise, to fit on; ``rows`` themselves where not given.
    """
    fitted = rows if fitted_on is None else fitted_on
    by_volume = {
        volume: curve([row for row in fitted if row.volume != volume])
        for volume in {row.volume for row in rows}
    }
    said = []
    for row in rows:
        drawn = by_volume[row.volume]
        said.append((drawn.at(row.said) if drawn else row.said, row.right))
    return said


# The tables.


def brier(said: Sequence[tuple[float, bool]]) -> float:
    """Mean square of confidence minus truth (Brier 1950): 0 is best."""
    return sum((confidence - right) ** 2 for confidence, right in said) / max(1, len(said))


def calibration_error(said: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence and share right over the bins, by how many lie in each."""
    return sum(
        abs(sum(c for c, _ in inside) - sum(right for _, right in inside)) for inside in _bins(said)
    ) / max(1, len(said))


def _bins(said: Sequence[tuple[float, bool]]) -> Iterator[list[tuple[float, bool]]]:
    for low, high in pairwise(_BINS):
        yield [row for row in said if low <= row[0] < high]


def report(rows: Sequence[Judged]) -> str:
    """The tables in Markdown."""
    full = [row for row in rows if row.rate == RATE]
    less = [row for row in rows if row.rate != RATE]
    return "\n".join([*_of_rules(full, less), "", *_of_bins(full), ""])


def _of_rules(full: Sequence[Judged], less: Sequence[Judged]) -> Iterator[str]:
    yield (
        "| rule | case | findings | right | said before | error before | error after "
        f"| Brier before | Brier after | right at {LESS:.0%} damage | said then |"
    )
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    sparse = _by_key(less)
    for key, mine in _by_key(full).items():
        raw = [(row.said, row.right) for row in mine]
        mean, share = (sum(values) / len(mine) for values in zip(*raw, strict=True))
        cells = [*key, f"{len(mine):,}", f"{share:.3f}", f"{mean:.3f}"]
        cells.append(f"{calibration_error(raw):.3f}")
        if len(mine) < FEWEST:
            yield "| " + " | ".join([*cells, "too few", f"{brier(raw):.3f}", "", "", ""]) + " |"
            continue
        after, refused = _after(mine, mine)
        mark = " (refused)" if refused else ""
        cells += [f"{calibration_error(after):.3f}{mark}", f"{brier(raw):.3f}"]
        cells.append(f"{brier(after):.3f}")
        then, _ = _after(sparse.get(key, []), mine)
        cells += [_right(then), _said(then)]
        yield "| " + " | ".join(cells) + " |"


def _after(
    rows: Sequence[Judged], fitted_on: Sequence[Judged]
) -> tuple[list[tuple[float, bool]], bool]:
    """What is said of findings in the end, cross-validated, and whether the curve was refused."""
    (applied,) = curves(fitted_on).values()
    if applied.knots[0] == (0.0, 0.0):
        return [(applied.at(row.said), row.right) for row in rows], True
    return cross_validated(rows, fitted_on), False


def _of_bins(full: Sequence[Judged]) -> Iterator[str]:
    yield "| rule | case | confidence | before: findings | right | after: findings | said | right |"
    yield "|---|---|---|--:|--:|--:|--:|--:|"
    for key, mine in _by_key(full).items():
        if len(mine) < FEWEST:
            continue
        before = _bins([(row.said, row.right) for row in mine])
        after = _bins(_after(mine, mine)[0])
        for (low, high), raw, now in zip(pairwise(_BINS), before, after, strict=True):
            if raw or now:
                cells = [*key, f"{low:.2f} to {min(high, 1.0):.2f}", f"{len(raw):,}", _right(raw)]
                yield "| " + " | ".join([*cells, f"{len(now):,}", _said(now), _right(now)]) + " |"


def _said(said: Sequence[tuple[float, bool]]) -> str:
    return f"{sum(confidence for confidence, _ in said) / len(said):.3f}" if said else "–"


def shipped(rows: Sequence[Judged]) -> str:
    """How far what is shipped holds on these copies, which should be of other volumes."""
    lines = ["| rule | case | findings | right | said | error | Brier | own error | own Brier |"]
    lines.append("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for key, mine in _by_key(row for row in rows if row.rate == RATE).items():
        own = [(row.said, row.right) for row in mine]
        drawn = reliability().get(key)
        now = [(drawn.at(row.said), row.right) for row in mine] if drawn else own
        cells = [*key, f"{len(mine):,}", _right(now), _said(now)]
        cells += [f"{calibration_error(now):.3f}", f"{brier(now):.3f}"]
        cells += [f"{calibration_error(own):.3f}", f"{brier(own):.3f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _right(said: Sequence[tuple[float, bool]]) -> str:
    return f"{sum(right for _, right in said) / len(said):.3f}" if said else "–"


def toml(drawn: Mapping[Key, Curve], volumes: Sequence[str]) -> str:
    """The data file."""
    today = datetime.now(UTC).date().isoformat()
    lines = [
        "# From what a rule says of itself to the share of such findings that was right;",
        "# written by `make calibrate`, never by hand. See docs/confidence.md.",
        'title = "Reliability of the rules"',
        f'source = "benchmarks/calibration.py on copies of {", ".join(volumes)} in three styles, '
        f'with damage put into {RATE:.0%} of the paragraphs"',
        f"read = {today}",
        'licence = "CC0-1.0"',
    ]
    for (code, case), mine in drawn.items():
        knots = ", ".join(f"[{raw}, {share}]" for raw, share in mine.knots)
        lines += ["", "[[rule]]", f'code = "{code}"', f'case = "{case}"']
        lines += [f"findings = {mine.findings}", f"right = {mine.right}", f"knots = [{knots}]"]
    return "\n".join(lines) + "\n"


def put_in_place(rows: Sequence[Judged], volumes: Sequence[str]) -> None:
    """Write the data file, and the tables into their page."""
    PLACE.write_text(toml(curves([row for row in rows if row.rate == RATE]), volumes), "utf-8")
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    day = datetime.now(UTC).date().isoformat()
    said = f"Measured on {day} on copies of {', '.join(volumes)}.\n\n{report(rows)}"
    PAGE.write_text(f"{before}{BEGIN}\n{said}{END}{after}", "utf-8")


def _unpacked(volume: Path, folder: Path) -> Path:
    if volume.suffix != ".gz":
        return volume
    target = folder / volume.stem
    with gzip.open(volume) as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("maker", type=Path, help="the program that makes damaged copies")
    parser.add_argument("volumes", type=Path, nargs="+", help="volumes in TEI (.xml or .xml.gz)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the data file and the page")
    parser.add_argument(
        "--shipped", action="store_true", help="judge the data file on these volumes instead"
    )
    options = parser.parse_args()
    rows: list[Judged] = []
    with tempfile.TemporaryDirectory() as name:
        for number, given in enumerate(sorted(options.volumes)):
            volume, seed = _unpacked(given, Path(name)), 100 * options.seed + number
            for place, style in enumerate(STYLES):
                rows += judged(options.maker, volume, style, RATE, seed + 1000 * place)
            rows += judged(options.maker, volume, STYLES[number % 3], LESS, seed + 5000)
            print(f"{volume.stem}: {len(rows):,} findings so far", file=sys.stderr, flush=True)
    volumes = sorted({row.volume for row in rows})
    print(shipped(rows) if options.shipped else report(rows))
    if options.write:
        put_in_place(rows, volumes)


if __name__ == "__main__":
    main()
