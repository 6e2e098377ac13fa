"""Lists of those present: where one begins and ends, its entries and the sides they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recension.model.layout import is_prose
from recension.model.source_text import lines_of
from recension.model.span import Span
from recension.structure.printed_name import names_in
from recension.vocabularies.places import gazetteer
from recension.vocabularies.roles import alternatives, role_phrase, role_words

_HEAD = 3000
"""Code points from a document's beginning in which a list of those present begins."""
_LONGEST_LINE = 130
_MOST_LINES = 60
_LONGEST_LIST = 2500
_SHORT_SIDES = ("U.S.", "US", "USA", "UK", "U.K.", "USSR", "U.S.S.R.", "FRG", "GDR")
_STATES = ("Republic", "Union", "Kingdom", "Government")
_LABEL = re.compile(r"[A-ZА-Я][\w ]{2,24}:\s*\S")


@dataclass(frozen=True, slots=True)
class Attendant:
    """One who was present.

    Attributes:
        name: where the name stands.
        entry: the whole entry, with the office.
        side: for whom, as printed.
    """

    name: Span
    entry: Span
    side: str | None


def attendants(text: str, document: Span) -> Iterator[Attendant]:
    """Those whom the lists in a document's head name.

    Args:
        text: the source's.
        document: the document's extent.
    """
    head = Span(document.start, min(document.end, document.start + _HEAD))
    done = head.start
    for opened in _opening().finditer(text, head.start, head.end):
        if opened.start() < done:
            continue
        extent = Span(opened.end(), min(document.end, opened.end() + _LONGEST_LIST))
        for entry, side, single in _entries(text, extent):
            done = entry.end
            yield from (Attendant(name, entry, side) for name in names_in(text, entry, single))


def _is_run_on(words: str, side: str | None) -> bool:
    """Whether an entry is a row of bare names (*Stalin, Molotov, Tito*)."""
    parts = [part.strip(" .\n⁰¹²³⁴⁵⁶⁷⁸⁹*") for part in re.split(r",|\sand\s", words)]
    short = sum(0 < len(part.split()) <= 2 and part[0].isupper() for part in parts if part)
    return (
        short > 2 or (short == 2 and len(parts) == 2 and side is not None) or _two_initialed(words)
    )


def _two_initialed(words: str) -> bool:
    return len(re.findall(r"(?<!\w)[^\W\d_]\.\s*[^\W\d_]", words)) > 1 and "," in words


@cache
def _opening() -> re.Pattern[str]:
    words = role_phrase("present").pattern
    return re.compile(
        rf"^[ \t\[(*_]*{words}(?:[\])*_]*[ \t]*[:：][\])*_]*|[\])*_]*[ \t]*$)", re.I | re.MULTILINE
    )


def _entries(text: str, extent: Span) -> Iterator[tuple[Span, str | None, bool]]:
    """The entries of a list, one to a line or run on with semicolons.

    Yields:
        each entry, its side, and whether it is one person.
    """
    first = re.compile(r"\s*").match(text, extent.start, extent.end)
    start = first.end() if first else extent.start
    block_end = next(iter(re.compile(r"\n[ \t]*\n").finditer(text, start, extent.end)), None)
    block = Span(start, block_end.start() if block_end else extent.end)
    same_line = "\n" not in text[extent.start : start]
    if same_line or ";" in block.of(text) or _side_of(text, block)[0]:
        for entry, side in _run_on(text, block, extent.end):
            yield entry, side, not _is_run_on(entry.of(text), side)
    else:
        for entry, side in _lines(text, Span(start, extent.end)):
            yield entry, side, True


def _run_on(text: str, block: Span, end: int) -> Iterator[tuple[Span, str | None]]:
    """Entries between semicolons; a block behind that names another side goes on with the list."""
    side: str | None = None
    while True:
        at = block.start
        for stop in [*re.compile(r";").finditer(text, block.start, block.end), None]:
            entry = Span(at, stop.start() if stop else block.end)
            named, entry = _side_of(text, entry)
            side = named or side
            if entry.of(text).strip():
                yield entry, side
            at = stop.end() if stop else block.end
        following = re.compile(r"\s+").match(text, block.end, end)
        if following is None:
            return
        stop = re.compile(r"\n[ \t]*\n").search(text, following.end(), end)
        block = Span(following.end(), stop.start() if stop else end)
        if _side_of(text, block)[0] is None or len(block) > 900:
            return


@cache
def _side() -> re.Pattern[str]:
    country = alternatives([*gazetteer().names, *gazetteer().adjectives, "U.S.S.R.", "U.S."])
    leads = alternatives(role_words("sides"))
    words = alternatives(role_words("side_words"))
    return re.compile(
        rf"\s*(?:{leads})\s+(?:the\s+)?(?P<side>{country}|[^\W\d_]{{4,20}}(?=\s+(?:{words})))"
        rf"(?!\w)(?:\s+(?:{words}))?\s*[–—:-]*\s*",
        re.I,
    )


def _side_of(text: str, entry: Span) -> tuple[str | None, Span]:
    """The side that an entry begins with (*from the Yugoslav side –*), and the rest of it."""
    found = _side().match(text, entry.start, entry.end)
    if found is None:
        return None, entry
    return " ".join(found["side"].split()), Span(found.end(), entry.end)


def _lines(text: str, extent: Span) -> Iterator[tuple[Span, str | None]]:
    """Entries that stand one to a line, up to the first line that is no entry."""
    side: str | None = None
    for count, line in enumerate(lines_of(text, extent)):
        words = line.of(text).strip()
        if not words:
            continue
        if count > _MOST_LINES or not _is_entry(words):
            return
        heading = _heading_side(words)
        if heading:
            side = heading
        elif role_phrase("interpreter").fullmatch(words.rstrip(":")):
            continue
        else:
            yield line, side


def _is_entry(words: str) -> bool:
    if len(words) > _LONGEST_LINE or (not words[0].isalpha() and words[0] not in "[("):
        return False
    first = words.split()[0].strip(":").casefold()
    if first in role_words("others") or words[0].islower() or _LABEL.match(words):
        return False
    return not is_prose(words) or ("," in words[:40] and not words.endswith("."))


def _heading_side(words: str) -> str | None:
    """The side that a line between the entries names (*United States*, *U.S.S.R. Participants*)."""
    bare = words.strip(" :*_[]–—-")
    parts = [part for part in bare.split() if part.casefold() != "the"]
    rest = [part for part in parts if part.casefold() not in role_words("side_words")]
    name, known = " ".join(rest), gazetteer()
    plain = {name, name.replace(".", ""), name.removesuffix(".")}
    if plain & (set(known.names) | known.adjectives) or _is_state(name):
        return name
    return name if len(rest) < len(parts) and "," not in bare and 0 < len(rest) <= 4 else None


def _is_state(name: str) -> bool:
    """Whether a line is a state by its long or short name (*German Federal Republic*)."""
    parts = name.split()
    long = len(parts) > 1 and parts[0] in gazetteer().adjectives and parts[-1] in _STATES
    return long or name in _SHORT_SIDES
