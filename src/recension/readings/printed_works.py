"""Finds printed works that are cited, enough to tell them from archives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recension.readings.date_patterns import patterns
from recension.readings.reference_units import Unit
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references import printed_works

_PAGES = (
    r"(?:,?\s{1,3}(?:vol|vols|t|Bd|no|pp?|ss?|str|S)\.\s?[\dIVXLC]{1,8}"
    r"(?:\s?[-–]\s?[\dIVXLC]{1,8})?(?:,\s\d{1,5}(?:[-–]\d{1,5})?){0,20}){0,3}"
)
_IMPRINT = re.compile(
    r"\((?:(?P<series>[A-Z][^()\n]{0,60}?)\)\s\()?(?P<place>[A-Z][\w.&' -]{1,30}[,:;])\s?"
    r"(?:[A-Z][\w.&' -]{1,30}[,:;]\s?){0,2}"
    rf"(?:\d{{1,2}}\s[A-Z]\w{{2,9}}\s)?(?:1[5-9]|20)\d\d\){_PAGES}"
)
_ITALIC = re.compile(r"[*_](?P<title>[^*_\n]{3,200})[*_]")
_FAR = 320


def read_printed_works(text: str) -> Iterator[Unit]:
    """The printed works cited in a text, in order of place.

    Args:
        text: any text.

    Yields:
        units with a title where one is marked by italics or quotes.
    """
    units = [*_issues(text), *_books(text), *_short_titles(text)]
    end = 0
    for unit in sorted(units, key=lambda u: (u.start, -u.end)):
        if unit.start >= end:
            yield unit
            end = unit.end


def _issues(text: str) -> Iterator[Unit]:
    """Newspapers and journals with a date, a year or a number, and editions cited by name."""
    for match in _issue_pattern().finditer(text):
        yield _unit(match.start(), match.end(), match["title"] or match["edition"])


@cache
def _issue_pattern() -> re.Pattern[str]:
    works = printed_works()
    day = r"(?:\d{1,2}\s\w+\s|\w+\s\d{1,2},\s)(?:1[789]|20)\d\d"
    number = r"[Nn]os?\.\s?\d+(?:[-–]\d+)?(?:,\s\d{4}|\s\(\d{4}\))?"
    return re.compile(
        rf"\b(?P<title>{any_of(works.newspapers)})[*_]{{0,2}},?\s{{1,3}}(?:{day}|{number}){_PAGES}"
        rf"|\b(?P<edition>{any_of(works.series)})[*_]{{0,2}},\s{{1,3}}"
        rf"(?:\d{{4}}(?:[-–]\d{{2,4}})?|{day}|{number}){_PAGES}"
    )


def _books(text: str) -> Iterator[Unit]:
    """Works with an imprint in brackets; the title is the last one in italics or quotes before."""
    for match in _IMPRINT.finditer(text):
        month = match["place"].rstrip(".,").casefold() in patterns().months
        if month or _issue_pattern().match(text, match.start() + 1):
            continue
        start = max(text.rfind("\n\n", 0, match.start()) + 2, match.start() - _FAR, 0)
        titles = list(_ITALIC.finditer(text, start, match.start()))
        title = titles[-1] if titles else None
        begins = title.start() if title else match.start()
        yield _unit(begins, match.end(), title["title"] if title else None)


def _short_titles(text: str) -> Iterator[Unit]:
    """Works named again by a short title with pages, and journals by number and year."""
    pages = re.compile(
        r",\sp{1,2}\.\s\d+(?:[-–]\d+)?(?:,\s\d+(?:[-–]\d+)?)*|\s(?:\d+(?:\sand\s\d+)?|[Nn]o\.\s\d+)\s\(\d{4}\)"
    )
    for title in _ITALIC.finditer(text):
        if match := pages.match(text, title.end()):
            yield _unit(title.start(), match.end(), title["title"])


def _unit(start: int, end: int, title: str | None) -> Unit:
    levels = {"title": " ".join(title.split())} if title else {}
    return Unit(start, end, "publication", levels, confidence=0.85, publication=True)
