"""Which of the old one-byte code pages a text is in: by its words, letters and quotation marks.

Every byte is a character in nearly every code page, so nothing but the language can tell them
apart. Each word that has bytes beyond ASCII is read in each code page; what comes out is judged by
how letters follow each other in thirteen languages, by whether the word is known, and by whether
quotation marks and dashes stand where they do in print. Code pages that give one and the same text
are one answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from recension.source.letter_statistics import all_statistics


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page that is tried.

    Attributes:
        codec: its name in Python.
        title: its name for people.
        prior: how common it is in old files, as a log-probability beside the others'.
    """

    codec: str
    title: str
    prior: float


CODE_PAGES = (
    CodePage("cp1252", "Windows-1252 (Western Europe)", 0.0),
    CodePage("cp1251", "Windows-1251 (Cyrillic)", 0.0),
    CodePage("cp1250", "Windows-1250 (Central Europe)", -1.0),
    CodePage("iso8859-2", "ISO 8859-2 (Central Europe)", -3.0),
    CodePage("koi8-r", "KOI8-R (Russian)", -3.0),
    CodePage("mac-roman", "Mac Roman (Western Europe)", -3.0),
    CodePage("cp866", "DOS 866 (Cyrillic)", -4.0),
    CodePage("iso8859-5", "ISO 8859-5 (Cyrillic)", -4.0),
    CodePage("cp852", "DOS 852 (Central Europe)", -5.0),
)

_HIGH = re.compile(rb"[\x80-\xff][^\x00-\x20]{0,60}")
_BEFORE = 30
_MOST_SEEN, _MOST_JUDGED = 40_000, 2_000
_WORD = re.compile(r"[^\W\d_]+")
_TEMPERATURE = 4.0
_UNDEFINED, _CONTROL, _ODD_CASE = -14.0, -12.0, -5.0
_OPENING, _CLOSING = "„‚“‘«‹»›", "”’“‘»›«‹"
_DASHES = "–—\u00ad"
_SIGNS = "\u00a0…•·§°№£€©®™½¼¾×²³¹†‡¶ªº¿¡"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the words of a text in one code page.

    Attributes:
        page: the code page.
        score: log-likelihood of all its words, prior included.
        known: how many of the words that have letters beyond ASCII are in a word list.
        words: how many such words there are.
        plausible: share of the pieces with bytes beyond ASCII that could be language.
        confidence: 0-1, against every other code page that would give another text.
    """

    page: CodePage
    score: float
    known: int
    words: int
    plausible: float
    confidence: float = 0.0


def judge(raw: bytes) -> list[Judged]:
    """Judge each code page by a text's words; the best comes first, code pages alike left out.

    Args:
        raw: bytes that are not UTF-8.
    """
    pieces = high_pieces(raw)
    every = [_judged(page, pieces) for page in _different(raw)]
    every.sort(key=lambda judged: -judged.score)
    weights = [exp((judged.score - every[0].score) / _TEMPERATURE) for judged in every]
    total = sum(weights)
    return [
        Judged(j.page, j.score, j.known, j.words, j.plausible, weight / total)
        for j, weight in zip(every, weights, strict=True)
    ]


def high_pieces(raw: bytes) -> list[bytes]:
    """The most frequent pieces between white space that have a byte beyond ASCII, each once."""
    seen: Counter[bytes] = Counter()
    for count, match in enumerate(_HIGH.finditer(raw)):
        before = raw[max(0, match.start() - _BEFORE) : match.start()]
        seen[re.split(rb"[\x00-\x20]", before)[-1] + match.group()] += 1
        if count == _MOST_SEEN:
            break
    return [piece for piece, _ in seen.most_common(_MOST_JUDGED) if not _is_utf8(piece)]


def alike(raw: bytes, codec: str) -> list[CodePage]:
    """The other code pages that would give the very text that ``codec`` gives."""
    high = _high_bytes(raw)
    mine = high.decode(codec, "replace")
    return [p for p in CODE_PAGES if p.codec != codec and high.decode(p.codec, "replace") == mine]


def differing_word(raw: bytes, one: str, other: str) -> tuple[str, str] | None:
    """A word that two codecs read differently, as an example: how each reads it."""
    for piece in high_pieces(raw):
        first, second = (piece.decode(codec, "replace") for codec in (one, other))
        if first != second and len(first) > 2:
            return first, second
    return None


def _different(raw: bytes) -> Iterable[CodePage]:
    high = _high_bytes(raw)
    texts: dict[str, CodePage] = {}
    for page in CODE_PAGES:
        texts.setdefault(high.decode(page.codec, "replace"), page)
    return texts.values()


def _high_bytes(raw: bytes) -> bytes:
    return bytes(sorted(set(raw.translate(None, bytes(range(128))))))


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _judged(page: CodePage, pieces: list[bytes]) -> Judged:
    score, plausible, known, words = page.prior, 0, 0, 0
    for piece in pieces:
        text = piece.decode(page.codec, "replace")
        value = _score(text)
        score += value
        plausible += value > -8.5 * sum(char > "\x7f" for char in text)
        for word in _high_words(text):
            words += 1
            known += _is_known(word.lower())
    return Judged(page, score, known, words, plausible / max(1, len(pieces)))


def _score(text: str) -> float:
    total = sum(_word_score(word) for word in _high_words(text))
    for at, char in enumerate(text):
        if char > "\x7f" and not char.isalpha():
            total += _sign_score(char, text[at - 1 : at] if at else "", text[at + 1 : at + 2])
    return total


def _high_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _word_score(word: str) -> float:
    usual = word.islower() or word.isupper() or word[1:].islower()
    return _best_language(word.lower()) + (0.0 if usual else _ODD_CASE)


@lru_cache(maxsize=50_000)
def _best_language(word: str) -> float:
    return max(statistics.score(word) for statistics in all_statistics())


def _is_known(word: str) -> bool:
    return any(word in statistics.words for statistics in all_statistics())


def _sign_score(char: str, before: str, after: str) -> float:
    """How well a character that is no letter stands between its neighbours."""
    inside = before.isalpha() and after.isalpha()
    if char == "\ufffd":
        return _UNDEFINED
    if char < "\xa0":
        return _CONTROL
    if char in "’‘" and inside:
        return -2.0
    if char in _OPENING + _CLOSING:
        return -2.0 if _stands_as_quote(char, before.isalnum(), after.isalnum()) else -8.0
    if char in _DASHES:
        return -4.0 if inside else -3.0
    if char in _SIGNS:
        return -9.0 if inside else -5.0
    return -9.0


def _stands_as_quote(char: str, before: bool, after: bool) -> bool:
    opens = char in _OPENING and not before
    closes = char in _CLOSING and not after
    return opens or closes
