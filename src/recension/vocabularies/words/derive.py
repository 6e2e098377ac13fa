"""Makes the word lists out of wordfreq; run as a module with wordfreq installed, it writes them."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "ru", "sh", "bg", "pl", "cs", "hu", "ro", "it", "es")
HIGHEST = 12
"""The band of the commonest words: one word in a thousand and more."""
LENGTH = 30_000
"""Words of a language that are its common ones."""
ALL = {"en": 160_000}
"""Words of a language with its rarer ones: of English more, as so much of the field is in it."""
MOST = 80_000
"""The same for the other languages; beyond stand typing errors and passing names."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
HERE = Path(__file__).parent


def ranked(language: str) -> list[str]:
    """The most frequent words of a language that are made of letters, the commonest first.

    Args:
        language: a code that wordfreq knows.
    """
    from wordfreq import top_n_list  # type: ignore[import-not-found]

    words = top_n_list(language, 1_000_000, wordlist="best")
    return [word for word in words if _WORD.fullmatch(word)][: ALL.get(language, MOST)]


def banded(words: Iterable[str], language: str) -> str:
    """Words sorted into bands, half steps of the Zipf scale (logarithm of uses in 10⁹ words)."""
    from wordfreq import zipf_frequency

    bands: dict[int, list[str]] = {}
    for word in words:
        bands.setdefault(min(HIGHEST, int(2 * zipf_frequency(word, language))), []).append(word)
    rows = (f"#{band}\n" + "\n".join(sorted(bands[band])) + "\n" for band in sorted(bands))
    return "".join(rows)


def _write(name: str, content: str) -> None:
    packed = lzma.compress(content.encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / name).write_bytes(packed)


if __name__ == "__main__":
    lists = {language: ranked(language) for language in LANGUAGES}
    common = [f"@{code}\n{banded(words[:LENGTH], code)}" for code, words in lists.items()]
    _write("words.txt.xz", "".join(common))
    for code, words in lists.items():
        _write(f"rare/{code}.txt.xz", banded(words[LENGTH:], code))
