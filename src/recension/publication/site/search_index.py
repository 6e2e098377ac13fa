"""The search of the static site: an index of folded words, cut in pieces that a page can load.

From ``file://`` a page may not read files but may run scripts, so every piece is a script that
hands its data to ``recensionSearch``. The unit of the index is a handful of paragraphs; their text
lies in pieces of its own and is loaded only for the hits that are shown.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from anyascii import anyascii

from recension.model.span import Span

_WORD = re.compile(r"[^\W_⁰¹²³⁴-⁹₀-₉]+(?:[\u0300-\u036f]+[^\W_⁰¹²³⁴-⁹₀-₉]*)*")
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_DIGRAPHS = (("ch", "c"), ("sh", "s"), ("zh", "z"), ("dj", "d"))
_UNIT = 1200  # characters of text to a unit of the index
_WORDS_PIECE, _TEXT_PIECE = 200_000, 250_000  # characters to a file
_LONGEST = 40  # of a word's letters that are kept
_EVERYWHERE = 0.25  # a word in more of the units than this is looked for in the text alone
_DIGITS = "".join(chr(c) for c in range(35, 127) if chr(c) not in "\\<*")
_LAST = 64  # of the digits, those that end a number; the others go on


class SearchIndex:
    """Takes in passages in the order of the edition and writes text pieces as they fill.

    Args:
        folder: where the pieces go; exists.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._units: dict[str, array[int]] = {}
        self._folds: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._leaves: list[tuple[str, str, str, int]] = []
        self._count = 0
        self._texts: list[int] = []
        self._waiting: list[list[tuple[str, str]]] = []
        self._size = 0

    def add(
        self, address: str, title: str, about: str, text: str, passages: Sequence[tuple[str, Span]]
    ) -> None:
        """Take in a page.

        Args:
            address: of the page, from the site's root.
            title: of the page.
            about: a few words beside the title (kind and date).
            text: the source's.
            passages: anchors of the page's paragraphs and notes, and where their words stand.
        """
        before = self._count
        unit: list[tuple[str, str]] = []
        size = 0
        for anchor, span in passages:
            words = span.of(text)
            unit.append((anchor, words))
            size += len(words)
            if size >= _UNIT:
                self._unit(unit, size)
                unit, size = [], 0
        if unit:
            self._unit(unit, size)
        self._leaves.append((address, _shown(title), _shown(about), self._count - before))

    def _unit(self, unit: list[tuple[str, str]], size: int) -> None:
        for word in {self._fold(w) for _, words in unit for w in set(_WORD.findall(words))} - {""}:
            self._units.setdefault(word, array("L")).append(self._count)
        self._waiting.append([(anchor, _shown(words)) for anchor, words in unit])
        self._count += 1
        self._size += size
        if self._size >= _TEXT_PIECE:
            self._put_text()

    def _fold(self, word: str) -> str:
        known = self._folded.get(word)
        if known is None:
            known = self._folded[word] = self._fold_anew(word[:_LONGEST])
        return known

    def _fold_anew(self, word: str) -> str:
        if not word.isascii():
            for letter in word:
                if not letter.isascii() and letter not in self._folds:
                    self._folds[letter] = re.sub(r"[^a-z0-9]", "", anyascii(letter).lower())
            word = "".join(self._folds.get(letter, letter) for letter in word)
        return unlettered(word.lower())

    def _put_text(self) -> None:
        if self._waiting:
            number = len(self._texts)
            self._texts.append(self._count - len(self._waiting))
            self._put(f"t{number}", self._waiting)
            self._waiting, self._size = [], 0

    def close(self) -> None:
        """Write what remains: the last text, the words, and the list of all pieces."""
        self._put_text()
        firsts = []
        for number, (first, piece) in enumerate(self._word_pieces()):
            firsts.append(first)
            self._put(f"w{number}", piece)
        index = {
            "folds": self._folds, "digits": _DIGITS, "last": _LAST, "units": self._count,
            "words": firsts, "texts": self._texts, "leaves": self._leaves,
        }  # fmt: skip
        self._put("index", index)

    def _word_pieces(self) -> Iterator[tuple[str, str]]:
        first, before, size = "", "", 0
        parts: list[str] = []
        for word in sorted(self._units):
            if not parts:
                first, before, size = word, "", 0
            row = self._row(word, before)
            parts.append(row)
            size += len(row)
            before = word
            if size >= _WORDS_PIECE:
                yield first, "".join(parts)
                parts = []
        if parts:
            yield first, "".join(parts)

    def _row(self, word: str, before: str) -> str:
        """A word without the letters it shares with the one before, and its units."""
        same = 0
        while same < min(len(word), len(before)) and word[same] == before[same]:
            same += 1
        units = self._units[word]
        if self._count > 20 and len(units) > _EVERYWHERE * self._count:
            return f"{_DIGITS[same]}{word[same:]}!* "
        steps = (unit - last for last, unit in zip([-1, *units], units, strict=False))
        return f"{_DIGITS[same]}{word[same:]}!{''.join(map(_written, steps))} "

    def _put(self, name: str, data: object) -> None:
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        script = f'recensionSearch("{name}",{said});\n'
        (self._folder / f"{name}.js").write_text(script, encoding="utf-8", newline="")


def unlettered(word: str) -> str:
    """Letter pairs that one letter with a mark stands for in other spellings become that letter."""
    for pair, letter in _DIGRAPHS:
        word = word.replace(pair, letter)
    return word


def _written(number: int) -> str:
    goes_on = len(_DIGITS) - _LAST
    digits = []
    while number >= _LAST:
        number, digit = divmod(number, goes_on)
        digits.append(_DIGITS[_LAST + digit])
    return "".join(digits) + _DIGITS[number]


def _shown(words: str) -> str:
    return _UNSHOWN.sub("\ufffd", words)
