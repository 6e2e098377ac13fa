"""No text, however strange, keeps a reader busy out of all proportion to its length."""

from __future__ import annotations

import time

import pytest

from recension import plugins
from recension.model.finding import Findings
from recension.model.source_text import SourceText

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
}
_AROUND = (
    "Record of a conversation\n\n2 May 1931, Arnvik\n\nMr Hadley left.[1] {}\n\n1. Ibid., f. 3.\n"
)


# Quadratic still; whoever mends one takes its line away here.
_TO_BE_MENDED = {
    "one long word": {"RC105"},
    "one long word in capitals": {"RC105", "RR301", "RR303"},
    "blank lines": {"RS101"},
    "raised digits": {"RC105"},
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
