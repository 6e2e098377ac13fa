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
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from math import exp

from recension.source.letter_statistics import all_statistics, known_bonus


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
    CodePage("cp1251", "Windows-1251 (Cyrillic)", -1.0),
    CodePage("cp1250", "Windows-1250 (Central Europe)", -2.0),
    CodePage("iso8859-2", "ISO 8859-2 (Central Europe)", -3.0),
    CodePage("koi8-r", "KOI8-R (Russian)", -3.0),
    CodePage("mac-roman", "Mac Roman (Western Europe)", -3.0),
    CodePage("koi8-u", "KOI8-U (Ukrainian)", -4.5),
    CodePage("cp866", "DOS 866 (Cyrillic)", -4.0),
    CodePage("iso8859-5", "ISO 8859-5 (Cyrillic)", -4.0),
    CodePage("mac-cyrillic", "Mac Cyrillic", -5.0),
    CodePage("cp852", "DOS 852 (Central Europe)", -5.0),
)

_HIGH = re.compile(rb"[\x80-\xff][^\x00-\x20]{0,60}")
_BEFORE = 30
_MOST_SEEN, _MOST_JUDGED = 40_000, 2_000
# To a pattern's "\w", raised digits and fractions are letters; to a reader they are not.
_WORD = re.compile(r"[^\W\d_¹²³¼½¾]+")
_LETTER_BY_DIGIT = re.compile(r"(?<=\d)[^\W\d_¹²³¼½¾\x00-\x7f]|[^\W\d_¹²³¼½¾\x00-\x7f](?=\d)")

# Pieces of a text depend on each other: this keeps the stated confidence to what it is worth.
_TEMPERATURE = 4.0
# Characters beyond ASCII below which there is too little to refuse a text.
_FEW = 10
# Log-probability a character below which a piece could hardly be language, and above which a
# piece of signs alone is well placed.
_HARDLY, _WELL_PLACED = -10.2, -5.0
# Measured on texts read rightly, and on Greek, Hebrew, Turkish, Japanese and Chinese ones, which
# are in no code page tried: the flow of right readings lies above -3.3, of false ones below -3.7.
_NO_FLOW, _LATIN_IS_RARER = -3.6, 1.6
_UNDEFINED, _CONTROL, _ODD_CASE, _BY_DIGIT = -14.0, -12.0, -5.0, -5.0

_OPENING, _CLOSING = "„‚“‘«‹»›", "”’“‘»›«‹"
# May touch letters (dashes, ellipsis, no-break space, soft hyphen); signs that never do.
_FREE = "–—…\u00ad\u00a0"
_SIGNS = "•·§°№£€©®½¼¾×†‡¶¿¡"
# Calls of notes: after a word, a full stop or each other, or before the note.
_RAISED = "¹²³"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the words of a text in one code page.

    Attributes:
        page: the code page.
        score: log-likelihood of all its words, prior included.
        beyond: how many characters beyond ASCII were judged.
        plausible: how many of them stand in pieces that could be language.
        words: how many different words of three letters and more have letters beyond ASCII.
        known: how many of those are in a word list.
        signs: how many pieces have quotation marks and other signs, each where print has it.
        flow: mean log-probability of one letter after another in those words.
        confidence: 0-1, against every other code page that would give another text.
    """

    page: CodePage
    score: float
    beyond: int
    plausible: int
    words: int
    known: int
    signs: int
    flow: float
    confidence: float = 0.0

    @property
    def is_language(self) -> bool:
        """Whether this may be vouched for at all; too little text is given the benefit of doubt."""
        if self.beyond >= _FEW and self.plausible < 0.6 * self.beyond:
            return False
        if self.beyond >= _FEW and self.score < _HARDLY * self.beyond:
            return False
        return self.words < _FEW // 2 or self.known >= 0.1 * self.words or self.flow > _NO_FLOW

    @property
    def support(self) -> float:
        """0.5-1: whether there are words that somebody knows, or signs in their places."""
        share = (self.known + self.signs) / max(1, self.words + self.signs)
        return 0.5 + 0.5 * min(1.0, share / 0.3)


def judge(raw: bytes) -> list[Judged]:
    """Judge each code page by a text's words; the best comes first, code pages alike left out.

    Args:
        raw: bytes that are not UTF-8.
    """
    pieces = high_pieces(raw)
    every = [_judged(page, pieces) for page in _different(raw)]
    every.sort(key=lambda judged: -judged.score)
    weights = [exp((judged.score - every[0].score) / _TEMPERATURE) for judged in every]
    return [
        replace(judged, confidence=_confidence(judged, weight / sum(weights)))
        for judged, weight in zip(every, weights, strict=True)
    ]


def _confidence(judged: Judged, share: float) -> float:
    return share * judged.support * judged.plausible / max(1, judged.beyond)


def high_pieces(raw: bytes) -> list[bytes]:
    """The most frequent pieces with a byte beyond ASCII, each once, those in UTF-8 left out."""
    return [piece for piece in _pieces(raw) if not _is_utf8(piece)]


def utf8_share(raw: bytes) -> float:
    """Share of the pieces with a byte beyond ASCII that are well-formed UTF-8."""
    pieces = _pieces(raw)
    return sum(map(_is_utf8, pieces)) / max(1, len(pieces))


def _pieces(raw: bytes) -> list[bytes]:
    seen: Counter[bytes] = Counter()
    for match in islice(_HIGH.finditer(raw), _MOST_SEEN):
        before = raw[max(0, match.start() - _BEFORE) : match.start()]
        seen[re.split(rb"[\x00-\x20]", before)[-1] + match.group()] += 1
    return [piece for piece, _ in seen.most_common(_MOST_JUDGED)]


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
    score, beyond, plausible, signs = page.prior, 0, 0, 0
    words: set[str] = set()
    for piece in pieces:
        text = piece.decode(page.codec, "replace")
        value, chars = _score(text), sum(char > "\x7f" for char in text)
        score += value
        beyond += chars
        plausible += chars if value > _HARDLY * chars else 0
        here = {word.lower() for word in _high_words(text)}
        words.update(word for word in here if len(word) > 2)
        signs += not here and value > _WELL_PLACED * chars
    known = sum(map(_is_known, words))
    flow = sum(map(_flow, words)) / max(1, len(words))
    return Judged(page, score, beyond, plausible, len(words), known, signs, flow)


def _flow(word: str) -> float:
    """Mean log-probability of a letter after another; Latin words are measured at their accents.

    An accented letter is rarer after a given one than a Cyrillic letter after another, so the two
    scripts are brought to one measure.
    """
    framed = f"^{word}$"
    pairs = sum(not (first + second).isascii() for first, second in pairwise(framed))
    mean = (_best_language(word) - (known_bonus(word) if _is_known(word) else 0.0)) / pairs
    return mean if any("\u0400" <= char < "\u0530" for char in word) else mean + _LATIN_IS_RARER


def _score(text: str) -> float:
    total = sum(_word_score(word) for word in _high_words(text))
    total += _BY_DIGIT * len(_LETTER_BY_DIGIT.findall(text))
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
    if char == "\ufffd":
        return _UNDEFINED
    if char < "\xa0":
        return _CONTROL
    touching = before.isalpha() + after.isalpha()
    if char in _RAISED and not after.isalpha():
        return -2.0
    if char == "№" and before:
        return -10.0
    if char in _OPENING + _CLOSING:
        return _quote_score(char, before.isalnum(), after.isalnum())
    if char in _FREE:
        return -4.0
    if touching == 0 and char in _SIGNS:
        return -3.0
    return (-8.0, -10.0, -15.0)[touching]


def _quote_score(char: str, before: bool, after: bool) -> float:
    opens = char in _OPENING and not before
    closes = char in _CLOSING and not after
    if opens or closes or char in "’‘":
        return -2.0
    return -14.0 if before and after else -8.0
