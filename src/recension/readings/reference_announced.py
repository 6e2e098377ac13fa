"""Archives' abbreviations that a text announces itself: "(hereafter AXY)", a printed list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references import Token, normal, traditions
from recension.vocabularies.references.lexer import archives_named

_ARCHIVE = re.compile(r"(?i)archiv|arhiv|arkiv|архив|архів|levéltár|library|biblio")
_ABBREVIATION = r"[A-ZА-ЯÀ-ÖØ-ÞČŠŽ][\w./-]{1,14}(?:\s[A-ZА-Я]{2,8})?"
_LINE = re.compile(
    rf"^[^\S\n]{{0,8}}[*_]{{0,2}}(?P<short>{_ABBREVIATION})[*_]{{0,2}}"
    r"(?:[^\S\n]{0,6}[-–—:=][^\S\n]{1,6}|\t+|[^\S\n]{2,40})"
    r"(?P<full>[A-ZА-ЯÀ-ÖØ-ÞČŠŽ][^\n]{6,110})$",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"[A-ZА-ЯÀ-ÖØ-ÞČŠŽ].*[A-ZА-ЯÀ-ÖØ-ÞČŠŽ]")


def announced_archives(text: str) -> Iterator[Token]:
    """Places where an archive is named by an abbreviation that this text announces.

    An abbreviation counts where brackets behind a name with the word for an archive say so, or
    where a line of a list explains it by such a name. One that the traditions know anyhow is left
    to them.

    Args:
        text: any text.

    Yields:
        pieces in order of place.
    """
    shorts = {
        short
        for pattern in (_hereafter(), _LINE)
        for match in pattern.finditer(text)
        if _ARCHIVE.search(match["full"])
        and _CAPITALS.match(short := match["short"].rstrip("."))
        and not archives_named(short)
    }
    if not shorts:
        return
    for match in re.finditer(rf"(?<!\w){any_of(shorts)}(?!\w)", text):
        yield Token("repository", match.start(), match.end(), normal(match[0]), match[0])


@cache
def _hereafter() -> re.Pattern[str]:
    words = any_of(form for t in traditions().values() for form in t.hereafter)
    return re.compile(
        rf"(?P<full>[A-ZА-ЯÀ-ÖØ-ÞČŠŽ][^.;()\n]{{6,120}}?(?:\n[^.;()\n]{{0,120}}?)?)\s?"
        rf"[(\[]{words}[:,]?\s{{1,3}}[“\"'*«„]?(?P<short>{_ABBREVIATION})[”\"'*»“]?[)\]]"
    )
