"""No text, however strange, keeps a reader busy out of all proportion to its length."""

from __future__ import annotations

import time

import pytest

from recension import plugins
from recension.cli.condition_report import FORMATS, condition_of
from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value

LENGTH = 8_000
SECONDS = 1.0
_SENTENCE = "Mr Hadley said that the ferry would not sail, and that nobody had told him so. "
TEXTS = {
    "one long word": "w" * LENGTH,
    "one long word in capitals": "A" * LENGTH,
    "one long number": "1" * LENGTH,
    "one long line": _SENTENCE * (LENGTH // len(_SENTENCE)),
    "blank lines": "\n" * LENGTH,
    "spaces": " " * LENGTH,
    "lines of one letter": "a\n" * (LENGTH // 2),
    "raised digits": "¹²³" * (LENGTH // 3),
    "brackets that never close": "[" * LENGTH,
    "quotation marks that never close": "“" * LENGTH,
    "ibid. without end": "Ibid., " * (LENGTH // 7),
    "fonds without end": "f. 1, " * (LENGTH // 6),
    "titles without names": "Mr. " * (LENGTH // 4),
    "names without end": "Hadley, " * (LENGTH // 8),
    "numbers of notes without notes": "1. " * (LENGTH // 3),
    "hyphens at line ends": "-\n" * (LENGTH // 2),
    "dots": "." * LENGTH,
    "combining marks alone": "\u0301" * LENGTH,
    "directions that are never closed": "\u202eabc \u2066" * (LENGTH // 6),
    "one word in hyphens": "A-" * (LENGTH // 2),
    "words cut at every line's end": "abcd-\n" * (LENGTH // 6),
    "short lines of words": "the old quay of the town\n" * (LENGTH // 25),
    "words doubled without end": "the ferry would not sail " * (LENGTH // 25),
    "sentences begun anew": "The boats came in, The nets of the town were dry, " * (LENGTH // 50),
    "lines of notes": "".join(f"{n} See above.\n" for n in range(LENGTH // 15)),
    "calls of notes": "".join(f"word.[{n}] " for n in range(LENGTH // 12)),
}
_AROUND = (
    "Record of a conversation\n\n2 May 1931, Arnvik\n\nMr Hadley left.[1] {}\n\n1. Ibid., f. 3.\n"
)


# Quadratic still; whoever mends one takes its line away here.
_TO_BE_MENDED = {
    "blank lines": {"RS101"},
}


def _seconds(text: str) -> dict[str, float]:
    source, findings, taken = SourceText("copy.txt", text, sha256="0"), Findings(), {}
    for reader in plugins.readers(outside=False):
        begun = time.process_time()
        findings.add(reader.read(source, findings))
        taken[reader.code] = time.process_time() - begun
    return taken


@pytest.fixture(scope="module", autouse=True)
def _vocabularies_are_loaded() -> None:
    _seconds(_AROUND.format(_SENTENCE))


@pytest.mark.parametrize("name", TEXTS)
def test_every_reader_is_done_soon(name: str) -> None:
    taken = _seconds(_AROUND.format(TEXTS[name]))
    slow = {code: round(seconds, 1) for code, seconds in taken.items() if seconds > SECONDS}
    assert set(slow) <= _TO_BE_MENDED.get(name, set()), slow


# What stands in a report: its outputs are made of findings that lie anywhere in such a text.
REPORTED = {
    "one word": "w",
    "combining marks": "\u0301",
    "directions that are never closed": "\u202e\u2066ab \u2067c",
    "numbers of notes": "1. ",
    "what HTML would obey": "</mark><script>&",
}


def _report(piece: str, length: int, remarks: int) -> tuple[dict[str, float], dict[str, int]]:
    """Seconds and size of each format, of a text of ``length`` with ``remarks`` findings on it."""
    text = (piece * (length // len(piece) + 1))[:length]
    places = [length * number // remarks for number in range(remarks)]
    found: list[Finding[Value]] = [
        Finding("RC101", Span(at, min(length, at + 30)), Damage("garble", "x"), 0.9)
        for at in places
    ]
    whole: list[Finding[Value]] = [Finding("RC101", Span(0, length), Damage("garble", "x"), 0.9)]
    findings = Findings([*whole, *found])
    source, readers = SourceText("copy.txt", text, sha256="0"), plugins.readers(outside=False)
    taken, sizes = {}, {}
    for name, form in FORMATS.items():
        begun = time.process_time()
        condition = condition_of("copy.txt", source, findings, readers)
        sizes[name] = sum(len(part) for part in form(iter([condition]), None))
        taken[name] = time.process_time() - begun
    return taken, sizes


@pytest.mark.parametrize("name", REPORTED)
def test_a_report_grows_no_faster_than_its_text(name: str) -> None:
    """A million characters, a tenth of the largest that are promised, beside a tenth of them."""
    _report(REPORTED[name], 1000, 10)
    small, sizes = _report(REPORTED[name], 100_000, 1_000)
    large, grown = _report(REPORTED[name], 1_000_000, 10_000)
    for form in FORMATS:
        assert large[form] < 25 * max(small[form], 0.02), form
        assert grown[form] < 15 * sizes[form], form
    assert grown["html"] < 8_000_000, "a page opens at once, however long the text"
