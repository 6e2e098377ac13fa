"""Printed names: where in a list or behind *Recorded by* the name of a person stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recension.model.span import Span
from recension.vocabularies.names import given_names
from recension.vocabularies.roles import role_words

_TOKEN = re.compile(
    r"[ \t]*(?:\r?\n)?[ \t]*(?P<word>[^\W\d_](?:[^\W\d_]|['’-](?=\w)|\.(?=\w))*\.?)"
)
_INITIALED = re.compile(
    r"(?<![\w.])(?:(?!(?:Mr|Dr|Ms|Jr|Sr|St|Lt|No|Nr|U\.\s?[SKN])\.)[^\W\d_a-zа-я][^\W\d_]?\.\s*){1,3}"
    r"(?:(?:von|van|de)\s+)?[^\W\d_a-zа-я][^\W\d_]+(?:['’-]\w+)*"
)
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)\s+\Z")
_NEXT_WORD = re.compile(r"[ \t]+[^\W\d_a-zа-я][^\W\d_]+")
_CALL = re.compile(r"[\s⁰¹²³⁴⁵⁶⁷⁸⁹*†\[\]()]+$|\[\d+\]\s*$")
_CHUNK = re.compile(r"(?:[^,(—–\n\[\]]|\n(?!\s*\n))+")
_LONGEST = 5


def name_at(text: str, offset: int, end: int) -> Span | None:
    """The name that begins at an offset: words in capitals, initials, titles, particles.

    Args:
        text: the text.
        offset: where it may begin; white space before it is passed over.
        end: where it must have ended.
    """
    start = last = None
    for _ in range(_LONGEST + 1):
        token = _TOKEN.match(text, last or offset, end)
        if token is None or not _is_part(token["word"], start is not None):
            break
        word, closes = token["word"], _closes(token["word"])
        start = token.start("word") if start is None else start
        last = token.end() - closes
        if closes or (word.casefold() in role_words("particles") and not last):
            break
    return _trimmed(text, start, last) if start is not None and last is not None else None


def _is_part(word: str, is_inside: bool) -> bool:
    return word[0].isupper() or (is_inside and word.casefold() in role_words("particles"))


def _closes(word: str) -> bool:
    """Whether a word's full stop ends the sentence: it is no initial and no title."""
    if not word.endswith(".") or len(word) <= 2 or word.count(".") > 1:
        return False
    return word[:-1].casefold() not in role_words("honorifics")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without particles at the end, which belong to what follows."""
    words = text[start:end].split()
    while words and words[-1].casefold() in role_words("particles"):
        end = text.rindex(words.pop(), start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def names_in(text: str, entry: Span, single: bool = False) -> Iterator[Span]:
    """The names in an entry of a list of persons, in which offices may stand as well.

    Args:
        text: the text.
        entry: a line of the list, or what stands between two semicolons.
        single: whether there is exactly one; then something is always found.
    """
    found = [Span(*m.span()) for m in _INITIALED.finditer(text, entry.start, entry.end)]
    found = [_with_given(text, entry, span) for span in found]
    if not found:
        chunks = list(_chunks(text, entry))
        found = [chunk for chunk in chunks if _is_name(chunk.of(text))]
        titled = [chunk for chunk in found if _is_titled(chunk.of(text))]
        several = [chunk for chunk in found if len(chunk.of(text).split()) > 1]
        found = (titled or several or found or chunks)[:1] if single else found
    yield from found[:1] if single else found


def _with_given(text: str, entry: Span, span: Span) -> Span:
    """A name with an initial in its middle (*Paul H. Nitze*) or before two names, whole."""
    before = _LAST_WORD.search(text, entry.start, span.start)
    start = before.start() if before and before["word"] in given_names() else span.start
    behind = _NEXT_WORD.match(text, span.end, entry.end)
    one_initial = span.of(text).count(".") == 1 and start == span.start
    known = span.of(text).split()[-1] in given_names()
    return Span(start, behind.end() if behind and one_initial and known else span.end)


def _chunks(text: str, entry: Span) -> Iterator[Span]:
    for part in _CHUNK.finditer(text, entry.start, entry.end):
        start = part.start()
        for joint in [*re.finditer(r"\s+(?:and|und|et|и|i|y|e|és|și)\s+", part.group()), None]:
            end = part.start() + joint.start() if joint else part.end()
            if chunk := _bare(text, start, end):
                yield chunk
            start = part.start() + joint.end() if joint else part.end()


def _bare(text: str, start: int, end: int) -> Span | None:
    while start < end and not (text[start].isalpha()):
        start += 1
    tail = _CALL.search(text, start, end)
    end = tail.start() if tail and tail.end() == end else end
    while end > start and text[end - 1] in " \t\r\n.:;*_" and not _is_abbreviated(text, start, end):
        end -= 1
    return Span(start, end) if end > start else None


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    return text[start:end].endswith(("Jr.", "Sr."))


def _is_name(words: str) -> bool:
    parts = words.split()
    particles = role_words("particles")
    return 0 < len(parts) <= _LONGEST and all(
        part[0].isupper() or part.casefold() in particles for part in parts
    )


def _is_titled(words: str) -> bool:
    parts = words.split()
    return len(parts) > 1 and parts[0].casefold().rstrip(".") in role_words("honorifics")
