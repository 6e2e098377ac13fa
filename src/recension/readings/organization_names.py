"""Finds names of organisations: a head word (``Ministry``) with what says which one it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from recension.model.span import Span
from recension.readings.capitals import UPPER, kind_of
from recension.vocabularies.names import common_words
from recension.vocabularies.organizations import organizations
from recension.vocabularies.places import gazetteer

_LETTER = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
_REST = rf"(?:{_LETTER}|['’&-](?={_LETTER}))*(?:\([bkcкб]\)|(?<=s)['’])?"
_CAP = rf"(?:(?:[{UPPER}]\.){{2,5}}|[{UPPER}]{_REST})"
_GAP = r"(?:[ ]|\r?\n(?!\s))"
_BEFORE = re.compile(rf"(?<![\w.])(?:{_CAP}{_GAP}){{1,6}}$")
_BEHIND = re.compile(
    rf"{_GAP}(?P<joint>of|for|on){_GAP}(?:the{_GAP})?(?P<what>{_CAP}(?:{_GAP}{_CAP}){{0,5}})"
)
_AND = re.compile(rf",?{_GAP}(?:(?:and|&){_GAP}(?:the{_GAP})?)?(?P<field>{_CAP})")
_ORDINAL = re.compile(r"(?:\d|[IVX]+$|(?:Twent|Thirt)\w+|\w+(?:teen)?th$)")
_GENERAL = frozenset({"Assembly", "Staff", "Council", "Committee", "Board", "Commission"})
_INDEFINITE = re.compile(r"\b(?:an?|any|some|no|each|every|another|such)[ \n]$", re.IGNORECASE)
_FULL_LINE = 50
_WINDOW = 90
_NESTED = 3
_SMALL = frozenset({"of", "the", "for", "on", "and", "in", "affairs", "people's", "peoples", "&"})
_SPELLINGS = {"organisation": "organization", "defence": "defense", "labour": "labor"}


@cache
def _heads() -> re.Pattern[str]:
    heads = sorted(organizations().heads | organizations().alone, key=lambda h: (-len(h), h))
    ends = rf"(?!{_LETTER}|['’-](?!s\b){_LETTER})"
    return re.compile(rf"(?<![\w.'’-])(?:{'|'.join(map(re.escape, heads))}){ends}")


def organization_names(text: str) -> Iterator[Span]:
    """Where a text names organisations in full, in order; the longest reading of each place."""
    end = 0
    for head in _heads().finditer(text):
        if head.start() < end:
            continue
        start = _start(text, head.start(), head[0])
        stop = _end(text, head.end())
        if is_publication(text, stop):
            end = stop
        elif _says_which(text, max(start, end), head, stop):
            yield Span(max(start, end), stop)
            end = stop


def _start(text: str, head: int, word: str) -> int:
    """Where the words before a head begin that belong to it."""
    found = _BEFORE.search(text, max(0, head - _WINDOW), head)
    if found is None:
        return head
    words = [
        (m[0], m.start())
        for m in re.finditer(_CAP, found[0])
        if not _breaks(text, found.start() + m.end(), head)
    ]
    keep = len(words)
    for index in range(len(words) - 1, -1, -1):
        following = words[index + 1][0] if index + 1 < len(words) else word
        if not _modifies(words[index][0], following):
            break
        keep = index
    while keep < len(words) and (_opens(words[keep][0]) or _ORDINAL.match(words[keep][0])):
        keep += 1
    return found.start() + words[keep][1] if keep < len(words) else head


def is_publication(text: str, end: int) -> bool:
    """Whether a name ends in, or is followed by, what makes a publication of it."""
    last = text[:end].rpartition(" ")[2] if end < 40 else text[end - 40 : end].split()[-1]
    following = re.compile(rf"{_GAP}({_CAP})").match(text, end)
    words = organizations().publications
    return last in words or bool(following and following[1] in words)


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether a short line ends in a stretch: what follows is another entry of a list."""
    at = text.find("\n", start, end)
    return at >= 0 and at - (text.rfind("\n", 0, at) + 1) < _FULL_LINE


def _modifies(word: str, following: str) -> bool:
    if word == "General":
        return following.split()[0] in _GENERAL
    if word in common_words().calendar or word in organizations().empty:
        return False
    return kind_of(word) not in ("office", "address", "initial")


def _opens(word: str) -> bool:
    return word in common_words().openers


def _end(text: str, head: int) -> int:
    """Where the words behind a head end that say what it is for, or whose."""
    end = head
    for _ in range(_NESTED):
        found = _BEHIND.match(text, end)
        taken = _taken(text, found) if found else end
        if taken == end or found is None or taken <= found.start("what"):
            break
        end = taken
    return end - 2 if text[end - 2 : end] in ("'s", "’s") else end


def _taken(text: str, found: re.Match[str]) -> int:
    """How much of the capitalised words behind ``of`` belongs to the body's name."""
    end = found.start("what")
    last = ""
    for word in re.finditer(_CAP, found["what"]):
        kind, bare = kind_of(word[0]), word[0].removesuffix("'s").removesuffix("’s")
        general = word[0] == "General" or bare in organizations().members | organizations().fields
        if _opens(word[0]) or word[0] in common_words().calendar:
            break
        if _breaks(text, end, found.start("what") + word.start()):
            break
        if (kind in ("office", "address", "initial") and not general) or _ORDINAL.match(word[0]):
            break
        end, last = found.start("what") + word.end(), bare
    while last in organizations().fields - {"State"} and (more := _AND.match(text, end)):
        if more["field"] not in organizations().fields:
            break
        end, last = more.end(), more["field"]
    return end


def _says_which(text: str, start: int, head: re.Match[str], end: int) -> bool:
    """Whether a head has enough beside it to be a body's name."""
    words, name = organizations(), " ".join(text[start:end].split())
    if _INDEFINITE.search(text, max(0, start - 9), start):
        return False
    if name in gazetteer().names or name in words.states or head[0].isupper():
        return False
    if head[0] in ("Union", "Federation") and name.split(" of ")[-1] in gazetteer().names:
        return False  # a state
    if head[0] in words.alone or end > head.end():
        return True
    before = text[start : head.start()].split()
    if head[0] not in words.weak:
        return bool(before)
    return any(w not in gazetteer().words and kind_of(w) != "acronym" for w in before)


@lru_cache(maxsize=65536)
def organization_key(name: str) -> str:
    """What all forms of a body's name share: its words without order, countries for adjectives.

    ``Yugoslav Foreign Ministry`` and ``Ministry of Foreign Affairs of Yugoslavia`` meet.
    """
    words = [w if w[1:2] == "." else w.strip(",.;") for w in name.split()]
    kept: set[str] = set()
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            part = " ".join(words[at : at + length]).removesuffix("'s").removesuffix("’s")
            country = gazetteer().names.get(part) or gazetteer().country_of.get(part)
            if country or length == 1:
                kept.add((country or part).casefold())
                at += max(1, min(length, len(words) - at))
                break
    return " ".join(sorted(_SPELLINGS.get(word, word) for word in kept - _SMALL))
