"""Notes of headings: what the asterisk at a title says of the original that is printed there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recension.vocabularies.document_kinds import is_enclosure_label

_LINE = re.compile(
    r"(?m)^[ \t]*(?P<mark>\[[*†‡]{1,4}\]|[*†‡]{1,4})(?:[ \t]+(?P<words>[^\r\n]*)|[ \t]*$)"
)
_FILE_NUMBER = re.compile(
    r"\[?(?:[^\W\d_][\w.’' ]{0,50}\s)?\d[\w.]{0,14}\s?"
    r"(?:[\w–—-]{1,6}\s){0,3}[\w.]{0,9}/[\w./–—-]{1,14}\]?"
    r"(?:\s?:\s?[^\W\d_][^\W\d_ ]{2,30})?\W{0,2}"
)
_PAPERS = re.compile(
    r"(?:[^\W\d_][\w.’']*\s){1,6}(?:Papers|Files?|Records)(?:\s?:\s?[\w ]{3,30})?\W{0,2}"
)
_LONGEST = 90
_APART = 1200
"""Code points between two notes from which they stand at the feet of different pages."""


def heading_notes(text: str) -> Mapping[int, str]:
    """The notes of asterisks that stand alone on a line, by the place of the asterisk.

    Calls and the bodies after them are matched in order, and only where there are as many of the
    one as of the other: asterisks inside the text would shift them.
    """
    said: dict[int, str] = {}
    calls: list[int] = []
    bodies: list[str] = []
    last = 0
    for found in _LINE.finditer(text):
        words = (found["words"] or "").strip()
        if words and not words.strip("*. "):
            continue
        if bodies and (not words or found.start() - last > _APART):
            _match(said, calls, bodies)
            calls, bodies = [], []
        if words:
            bodies.append(words)
            last = found.end()
        else:
            calls.append(found.start("mark"))
    _match(said, calls, bodies)
    return said


def _match(said: dict[int, str], calls: list[int], bodies: list[str]) -> None:
    if len(calls) == len(bodies):
        said.update(zip(calls, bodies, strict=True))


def is_file_number(words: str) -> bool:
    """Whether a line is nothing but the place in a file (*611.67/81–1847: Telegram*)."""
    words = words.strip()
    if len(words) > _LONGEST:
        return False
    return bool(_FILE_NUMBER.fullmatch(words) or _PAPERS.fullmatch(words))


def says_enclosed(words: str) -> bool:
    """Whether a line only says that something enclosed follows (*[Inclosure 2 in No. 14.]*)."""
    return is_enclosure_label(words)
