"""The shape of headings: capitals, stops and brackets, whatever the words say."""

from __future__ import annotations

import re

from recension.model.layout import is_prose
from recension.vocabularies.document_kinds import is_placeholder
from recension.vocabularies.function_words import function_words
from recension.vocabularies.names import given_names

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
LETTERED = re.compile(r"\**(?P<letter>[A-Z]|[IVXL]{1,5})\.\s+[^\W\d_]{2}")
TO = re.compile(
    r"^(?:\[?\w+\]?\s)?(?:[A-ZÀ-Ž][\w.’']*|The|An?)\b.{1,160}?"
    r"\b(?:to|an|à|an den)\s(?:the\s)?[A-ZÀ-Ž]"
)
TO_OFFICE = re.compile(
    r"^(?:[A-ZÀ-Ž][\w.’']*|\([^)]{2,40}\))(?:\s(?:[A-ZÀ-Ž][\w.’']*|of|the|and|\([^)]{2,40}\))){0,8}"
    r"\sto\s[a-z][^.;:]{3,80}\.?$"
)
_LETTER = re.compile(r"\[?[A-ZА-Я](?:\.|\]|\.\])?")
_SHORTENED = re.compile(r"(?<!\w)(?:[ap]\.\s?m|jr|sr|inc|co|ltd|esq|etc|[A-Z])\.$", re.IGNORECASE)
_SENTENCES = re.compile(r"[a-z]{3}[.?!] [A-Z]")
_NUMERAL = re.compile(r"\W*[IVXLC\d]*\W*")
_ENCLOSED = re.compile(r"^\[.{1,60}\]$")
_PART_OF_NAME = r"[A-ZÀ-Ž](?:\[[^\W\d_]+\]\.?|[^\W\d_]+\.?|\.)"
_PERSON = re.compile(rf"{_PART_OF_NAME}(?: {_PART_OF_NAME}){{1,3}}(?:, (?:Jr|Sr)\.)?\.?")
_INITIAL = re.compile(r"[A-ZÀ-Ž](?:\.|\[[^\W\d_]+\]\.?)")
STOP = "ends with a full stop"
NO_TITLE = "the editor says that it has no title"
"""The clue of a heading such as *[Untitled]*."""


def weigh_shape(clues: dict[str, float], words: str) -> None:
    """Capitals, stops, brackets: what a heading looks like whatever it says.

    Args:
        clues: those of the heading; what its shape says is added, as natural logarithms of odds.
        words: of the heading, without its number and note call.
    """
    tokens = WORD.findall(words)
    content = [t for t in tokens if t.casefold() not in function_words() and len(t) > 1]
    big = sum(t[0].isupper() for t in content)
    if content and big >= 0.75 * len(content):
        clues["title capitals"] = 1.2
    elif is_prose(words):
        clues["runs on like prose"] = -1.5
    stops = words.endswith(".") and not _SHORTENED.search(words)
    addressed = TO.match(words) and "runs on like prose" not in clues
    if stops and not addressed and not TO_OFFICE.match(words):
        clues[STOP] = -1.5
    if _SENTENCES.search(words):
        clues["has several sentences"] = -2.0
    if LETTERED.match(words) and len(tokens) > 2:
        clues["a letter before it"] = 1.0
    if len(words) > 8 and words.startswith("**") and words.endswith("**"):
        clues["set in bold type"] = 1.5
    if _ENCLOSED.match(words):
        clues["a heading in brackets"] = 0.5
    _weigh_length(clues, words, len(tokens))


def _weigh_length(clues: dict[str, float], words: str, tokens: int) -> None:
    """A lone word or letter is rarely a heading, unless an editor writes it for a missing one."""
    if is_placeholder(words):
        clues[NO_TITLE] = 3.0
    elif _LETTER.fullmatch(words):
        clues["a single letter"] = -1.5
    elif tokens < 2:
        clues["a single word"] = -3.0 if _NUMERAL.fullmatch(words) else -2.0


def is_signature(words: str) -> bool:
    """Whether words are one person's name and no more, as they stand below a letter.

    A given name or an initial must tell it from two words in capitals (*Basic Questions*).
    """
    if _PERSON.fullmatch(words) is None:
        return False
    first, *others = words.split()
    return first in given_names() or any(map(_INITIAL.fullmatch, others))
