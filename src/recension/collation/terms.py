"""What a passage is compared by: its words folded to stems, its names, its numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from recension.vocabularies import DIRECTORY

# A letter raised above the line is written M^r or ag^{st} in transcriptions of older hands; what an
# editor filled in stands as S[talin].
WORD = re.compile(
    r"[^\W\d_]+(?:(?:['’\-‐‑]|\^\{?|\[(?=[^\W\d_]+\]))[^\W\d_]+[}\]]?)*|\d+(?:[.,]\d+)*"
)
MARKER = re.compile(r"\[\^\d+\]|\[p\.\s*\d+\]")
_OLD_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:eth|est)$")

_WORDS = tomllib.loads((DIRECTORY / "collation" / "english.toml").read_text(encoding="utf-8"))
FUNCTION_WORDS = frozenset(_WORDS["function_words"])
PRONOUNS = frozenset(_WORDS["pronouns"])
NUMBER_WORDS: dict[str, str] = _WORDS["numbers"]
OLD_FORMS: dict[str, str] = _WORDS["forms"]
ABBREVIATIONS = frozenset(_WORDS["abbreviations"])
ABBREVIATIONS_THAT_END = frozenset(_WORDS["may_end"])


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a passage as it is compared.

    Attributes:
        stem: folded and stemmed; a number in digits.
        word: as it stands in the text.
        start: where the word begins in the text.
        end: where it ends.
        name: whether it is written with a capital inside a sentence.
        number: whether it is a number.
    """

    stem: str
    word: str
    start: int
    end: int
    name: bool = False
    number: bool = False


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Fold a word to lower-case ASCII and cut its inflection.

    The cutting is light (plural, tenses, adverbs, possessives): two words that differ in meaning
    are kept apart rather than brought together. Words of other scripts are transliterated first.
    """
    folded = re.sub(r"[-^{}\[\]]", "", anyascii(word)).casefold()
    for apostrophe in ("'s", "s'", "'"):
        folded = folded.removesuffix(apostrophe)
    folded = folded.replace("'", "")
    if folded in OLD_FORMS:
        return OLD_FORMS[folded]
    return _cut(_OLD_ENDINGS.sub("", folded)) if len(folded) > 3 else folded


_ENDINGS = (
    ("ational", "ate"), ("izations", "ize"), ("ization", "ize"), ("isation", "ize"),
    ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ically", "ic"), ("ingly", ""),
    ("edly", ""), ("ations", "ate"), ("ation", "ate"), ("ities", ""), ("ity", ""), ("ively", "ive"),
    ("fully", ""), ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"),
    ("ances", "ance"), ("ally", "al"), ("ly", ""), ("sses", "ss"), ("ers", "er"), ("ed", ""),
    ("es", ""), ("s", ""),
)  # fmt: skip


def _cut(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                break
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def terms_of(text: str, start: int, end: int) -> Iterator[Term]:
    """The words of a stretch of text, function words left out.

    Marks of notes and pages in square brackets (``[^3]``, ``[p. 170]``) are no words.

    Yields:
        terms in order, each with its place in ``text``.
    """
    marks = [m.span() for m in MARKER.finditer(text, start, end)]
    for match in WORD.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in marks):
            continue
        term = _term(text, match, start)
        if term is not None:
            yield term


def _term(text: str, match: re.Match[str], start: int) -> Term | None:
    word = match.group()
    low = re.sub(r"[\^{}\[\]]", "", word).casefold()
    if word[0].isdigit():
        return Term(word.replace(",", ""), word, match.start(), match.end(), number=True)
    if low in NUMBER_WORDS:
        return Term(NUMBER_WORDS[low], word, match.start(), match.end(), number=low != "one")
    if low in FUNCTION_WORDS and not (len(word) > 1 and word.isupper()):
        return None
    name = word[0].isupper() and not _opens_sentence(text, match.start(), start)
    return Term(stem(word), word, match.start(), match.end(), name=name)


def _opens_sentence(text: str, at: int, start: int) -> bool:
    before = text[max(start, at - 4) : at].rstrip(" \n\r\t\"'“”‘’([")
    return at <= start + 1 or not before or before[-1] in ".?!:"
