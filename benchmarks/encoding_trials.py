"""How often the encoding of an old text is found, by language, code page and length of text.

    python -m benchmarks.encoding_trials            prints the table
    python -m benchmarks.encoding_trials --write    puts it into docs/encodings.md

A trial counts as right when the *text* is right: code pages that agree on every byte of a text are
no mistake for each other. The paragraphs are invented ones of tests/languages/.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recension.model.errors import UnknownEncoding
from recension.source.encoding import decode

ROOT = Path(__file__).parents[1]
LANGUAGES = ROOT / "tests" / "languages"
PAGE = ROOT / "docs" / "encodings.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LENGTHS = (60, 200, 1000)
TRIALS = 12

WESTERN = ("cp1252", "mac-roman")
CENTRAL = ("cp1250", "iso8859-2", "cp852")
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866")
CODECS = {
    "en": WESTERN,
    "fr": WESTERN,
    "de": (*WESTERN, "cp1250"),
    "pl": CENTRAL,
    "cs": CENTRAL,
    "hu": CENTRAL,
    "sh": CENTRAL,
    "ru": CYRILLIC,
    "sr": ("cp1251", "iso8859-5"),
}
# What a typist did where the code page had no such sign.
_POORER = str.maketrans(
    {"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "--"}
    | {"…": "...", "№": "No"}
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One text in one encoding, and what became of it: right, wrong or refused, and how sure."""

    language: str
    codec: str
    length: int
    outcome: str
    confidence: float


def encoded(text: str, codec: str) -> bytes | None:
    """A text in a code page, its typography made poorer where needed; None where that fails too."""
    for form in (text, text.translate(_POORER)):
        try:
            return form.encode(codec)
        except UnicodeEncodeError:
            continue
    return None


def trials() -> Iterator[Trial]:
    """All trials: windows of each length, spread over each language's paragraphs."""
    for language, codecs in CODECS.items():
        text = (LANGUAGES / f"{language}.txt").read_text(encoding="utf-8")
        for codec in codecs:
            for length in LENGTHS:
                yield from _windows(language, text, codec, length)


def _windows(language: str, text: str, codec: str, length: int) -> Iterator[Trial]:
    for n in range(TRIALS):
        start = n * max(0, len(text) - length) // TRIALS
        raw = encoded(text[start : start + length], codec)
        if raw is not None and not raw.isascii():
            yield Trial(language, codec, length, *_outcome(raw, raw.decode(codec)))


def _outcome(raw: bytes, right: str) -> tuple[str, float]:
    try:
        text, how = decode(raw, Path("trial.txt"))
    except UnknownEncoding:
        return "refused", 0.0
    return ("right" if text == right else "wrong"), how.confidence


def report(done: list[Trial]) -> str:
    """The tables in Markdown: share of right texts, then what a stated confidence is worth."""
    return "\n".join([*_shares(done), "", *_reliability(done), ""])


def _shares(done: list[Trial]) -> Iterator[str]:
    rows: dict[tuple[str, str], dict[int, list[Trial]]] = defaultdict(lambda: defaultdict(list))
    for trial in done:
        rows[trial.language, trial.codec][trial.length].append(trial)
    yield "| language | code page | " + " | ".join(f"{n} characters" for n in LENGTHS) + " |"
    yield "|---|---|" + "--:|" * len(LENGTHS)
    for (language, codec), by_length in rows.items():
        cells = [_cell(by_length[length]) for length in LENGTHS]
        yield f"| {language} | {codec} | " + " | ".join(cells) + " |"


def _cell(done: list[Trial]) -> str:
    if not done:
        return "–"
    right = sum(trial.outcome == "right" for trial in done)
    refused = sum(trial.outcome == "refused" for trial in done)
    return f"{right}/{len(done)}" + (f" ({refused} refused)" if refused else "")


def _reliability(done: list[Trial]) -> Iterator[str]:
    yield "| confidence said | trials | right |"
    yield "|---|--:|--:|"
    answered = [trial for trial in done if trial.outcome != "refused"]
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.98), (0.98, 1.01)):
        inside = [trial for trial in answered if low <= trial.confidence < high]
        right = sum(trial.outcome == "right" for trial in inside)
        share = f"{right / len(inside):.0%}" if inside else "–"
        yield f"| {low:.2f} to {min(high, 1.0):.2f} | {len(inside)} | {share} |"


def main() -> None:
    """Measure, print, and write where asked to."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.name}")
    options.add_argument("--wrong", action="store_true", help="list the trials that went wrong")
    chosen = options.parse_args()
    done = list(trials())
    if chosen.wrong:
        for trial in done:
            if trial.outcome != "right":
                print(trial, file=sys.stderr)
    table = report(done)
    print(table)
    if chosen.write:
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{table}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
