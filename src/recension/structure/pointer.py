"""Pointers: the words by which a text sends its reader to another place, as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from recension.model.span import Span
from recension.vocabularies.cross_references import pointing
from recension.vocabularies.function_words import function_words

_GAP = r"[^\S\r\n]*(?:\r?\n)?[^\S\r\n]*"
_END = r"(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹]|/|[.:,]\d|\s?(?:%|°|§))"
_SIGN = r"(?:(?:№|[Nn]o\.|[Nn]r\.?|br\.|č\.)\s*)?"
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<word>[^\W\d_]{{1,12}})(?:\.{_GAP}|(?=\s){_GAP}){_SIGN}(?P<number>\d{{1,4}}[a-c]?)(?:ff?\b)?{_END}"
)
_MORE = re.compile(
    rf"(?P<joint>\s*,\s*(?:and\s+)?|\s*[–—-]\s*|\s+(?:and|und|et|и|i|a|e|y|és|și|to|bis)\s+)"
    rf"(?P<number>\d{{1,3}}[a-c]?){_END}(?=\s*(?:[,.;:)\]–—-]|\w|$))"
)
_TAIL = re.compile(
    rf",?{_GAP}(?:(?P<of>[^\W\d_]{{1,4}})\s+)?(?P<word>[^\W\d_]{{1,12}})\.?{_GAP}{_SIGN}"
    rf"(?P<number>\d{{1,4}}){_END}"
)
_AFTER = re.compile(r"[*_]*,?\s+[*_(]*(?P<two>(?P<one>[^\W\d_]+)(?:[- ][^\W\d_]+)?)")
_BEFORE = re.compile(r"(?P<two>(?:[^\W\d_]+[- ])?(?P<one>[^\W\d_]+))\.?[*_]*[,:]?\s+[*_]*$")
_ADJACENT = re.compile(r"(?P<word>[^\W\d_][\w.’'-]*)\s+$")
_MONTHLY = re.compile(r"\s+(?:of|dated|from)\b|\s*,?\s+(?:[12]\d{3})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4}[.)])\s+(?=[A-ZА-Я])|(?<=\d[.)])\s+(?=[A-ZА-Я])|\n\s*\n")
_IBID = re.compile(r",?\s+[*_]*ibid", re.IGNORECASE)
_REACH = 160
_WORDED = ("previous", "next", "letter", "work")

Direction = Literal["above", "below"]
Kind = Literal["note", "document", "page", "place", "previous", "next", "letter", "work"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that points.

    Attributes:
        span: its words; of a list (*Documents 12 and 13*) each number is one.
        kind: what it points to.
        number: the printed number of the note, document or page.
        document: for a note, the number of the document whose it is, or ``previous``, ``next``,
            ``ibid.``.
        direction: whether it says *above* or *below*.
        apart: whether the direction follows a comma (*footnote 4, supra*).
        outside: whether it says that it means another volume.
        listed: whether it is one of several numbers.
    """

    span: Span
    kind: Kind
    number: str | None = None
    document: str | None = None
    direction: Direction | None = None
    apart: bool = False
    outside: bool = False
    listed: bool = False


def pointers(text: str) -> Iterator[Pointer]:
    """All pointers of a text that its words alone give away, not in order.

    Args:
        text: a source's.
    """
    taken = 0
    for found in _NUMBERED.finditer(text):
        if found.start() < taken or not (kind := _kind(found["word"])):
            continue
        for pointer in _numbered(text, found, kind):
            taken = max(taken, pointer.span.end)
            yield pointer
    yield from _phrases(text)


def _kind(word: str) -> Kind | None:
    known = pointing().words.get(word.casefold(), ())
    if "sure_note" in known or "note" in known:
        return "note"
    return "document" if "document" in known else "page" if "page" in known else None


def _numbered(text: str, found: re.Match[str], kind: Kind) -> list[Pointer]:
    """The pointers of a word and the numbers behind it; none where they are something else."""
    first = Pointer(Span(*found.span()), kind, found["number"])
    rows = [first]
    while more := _MORE.match(text, rows[-1].span.end):
        rows.append(Pointer(Span(*more.span("number")), kind, more["number"], listed=True))
    rows[0] = replace(first, listed=len(rows) > 1)
    if kind == "note":
        rows = _of_document(text, rows)
    elif kind == "document" and (note := _note_behind(text, rows[-1])):
        rows[-1] = note
    direction, apart = _direction(text, rows[0].span.start, rows[-1].span.end)
    here = _here().match(text, rows[-1].span.end) is not None
    outside = (
        direction is None
        and not here
        and is_outside(text, Span(rows[0].span.start, rows[-1].span.end))
    )
    rows = [replace(r, direction=direction, apart=apart, outside=outside) for r in rows]
    return rows if _is_meant(text, found, rows) else []


def _of_document(text: str, rows: list[Pointer]) -> list[Pointer]:
    """Notes with the document whose they are: *footnote 2, Document 45*."""
    last = rows[-1]
    thereto = _thereto().match(text, last.span.end)
    if _IBID.match(text, last.span.end):
        return [replace(row, document="ibid.") for row in rows]
    if thereto and (owner := _document_before(text, rows[0].span.start)):
        rows = [replace(row, document=owner) for row in rows]
        return [*rows[:-1], replace(rows[-1], span=Span(last.span.start, thereto.end()))]
    tail = _TAIL.match(text, last.span.end)
    if tail and pointing().may_be(tail["word"], "document") and _is_joint(tail["of"]):
        number, end = tail["number"], tail.end()
    else:
        number, end = _neighbour_behind(text, last.span.end)
    if number is None:
        return rows
    rows = [replace(row, document=number) for row in rows]
    return [*rows[:-1], replace(rows[-1], span=Span(last.span.start, end))]


@cache
def _thereto() -> re.Pattern[str]:
    words = [phrase for phrase, role in pointing().phrases.items() if role == "thereto"]
    return re.compile(rf"\s+(?:{_alternatives(words)})(?!\w)", re.IGNORECASE)


@cache
def _here() -> re.Pattern[str]:
    words = [phrase for phrase, role in pointing().phrases.items() if role == "here"]
    return re.compile(rf",?\s+(?:{_alternatives(words)})(?!\w)", re.IGNORECASE)


def _document_before(text: str, start: int) -> str | None:
    """The number of the document that was named last before (*Document 75 … thereto*)."""
    found = list(_NUMBERED.finditer(text, max(0, start - 40), start))
    return found[-1]["number"] if found and _kind(found[-1]["word"]) == "document" else None


def _is_joint(word: str | None) -> bool:
    return word is None or pointing().may_be(word, "of")


def _neighbour_behind(text: str, end: int) -> tuple[str | None, int]:
    """*(note 3) to the previous document*: which neighbour, and where the words end."""
    found = _neighbours().match(text, end)
    if not found:
        return None, end
    role = pointing().phrases[" ".join(found["phrase"].casefold().split())]
    return role, found.end()


@cache
def _neighbours() -> re.Pattern[str]:
    phrases = [p for p, role in pointing().phrases.items() if role in ("previous", "next")]
    joints = [word for word, roles in pointing().words.items() if "of" in roles]
    joint = rf",?\s+(?:(?:{_alternatives(joints)})\s+)?"
    return re.compile(rf"{joint}(?P<phrase>{_alternatives(phrases)})(?!\w)", re.IGNORECASE)


def _note_behind(text: str, document: Pointer) -> Pointer | None:
    """*Document 45, footnote 2* as one pointer to the note."""
    tail = _TAIL.match(text, document.span.end)
    if tail is None or _kind(tail["word"]) != "note" or tail["of"] is not None:
        return None
    span = Span(document.span.start, tail.end())
    return replace(
        document, span=span, kind="note", number=tail["number"], document=document.number
    )


def _direction(text: str, start: int, end: int) -> tuple[Direction | None, bool]:
    """What *above* or *below* stands right behind or before a pointer, and whether set apart."""
    after = _AFTER.match(text, end)
    before = _BEFORE.search(text, max(0, start - 40), start)
    for found in (after, before):
        for group in ("two", "one"):
            word = found[group].casefold() if found else ""
            for direction in ("above", "below"):
                if pointing().may_be(word, direction):
                    apart = found is after and "," in text[end : end + 3]
                    return direction, apart
    return None, False


@cache
def _volumes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(re.escape(w) for w, roles in pointing().words.items() if "volume" in roles)
    volume = rf"(?<!\w)(?:{words})\.?\s+(?:[IVXLC]+|\d{{1,3}})(?!\w)"
    ibid = r"(?<!\w)[Ii]bid\.?[*_]*,?\s*$"
    return (
        re.compile(rf"{volume}[^;()]{{0,{_REACH}}}$|{ibid}", re.IGNORECASE),
        re.compile(rf",?\s+(?:(?:in|of)\s+)?{volume}", re.IGNORECASE),
    )


def is_outside(text: str, span: Span) -> bool:
    """Whether the sentence up to a pointer, or the words behind it, name another volume."""
    before, after = _volumes()
    lead = text[max(0, span.start - _REACH) : span.start]
    sentence = _SENTENCE.split(lead)[-1]
    named = before.search(sentence)
    if named and _sees(sentence[named.start() :]):
        named = None
    return named is not None or after.match(text, span.end) is not None


def _sees(words: str) -> bool:
    """Whether a new *see* stands among words: what follows it is no longer in the volume before."""
    return any(pointing().may_be(word, "see") for word in re.findall(r"[^\W\d_]{2,}", words))


def _is_meant(text: str, found: re.Match[str], rows: list[Pointer]) -> bool:
    """Whether a word and a number point somewhere: not a diplomatic note, nor any book's page."""
    word, kind = found["word"], rows[0].kind
    lead = _ADJACENT.search(text, max(0, found.start() - 30), found.start())
    before = lead["word"] if lead else ""
    if kind == "page":
        return rows[0].direction is not None
    if before[:1].isupper() and not _leads(before) and not rows[0].outside:
        return False
    if _MONTHLY.match(text, rows[-1].span.end):
        return False
    if pointing().may_be(word, "sure_note") or rows[0].document is not None:
        return True
    if rows[0].direction or (before and _leads(before)):
        return True
    return kind == "document" and word[:1].isupper()


def _leads(word: str) -> bool:
    known = pointing()
    roles = known.words.get(word.casefold().rstrip("."), frozenset())
    return (
        bool({"see", "lead", "above", "below", "of"} & roles) or word.casefold() in function_words()
    )


def _phrases(text: str) -> Iterator[Pointer]:
    """*the previous document*, *op. cit.*, *see above*."""
    known, lower = pointing().phrases, text.lower()
    present = [
        phrase for phrase, role in known.items() if role in _WORDED and phrase.split()[-1] in lower
    ]
    if present:
        for found in _phrase_pattern(tuple(present)).finditer(text):
            role = known[" ".join(found.group().casefold().split())]
            if role in ("previous", "next") and not _is_pointed_to(text, found.start()):
                continue
            if not _belongs_to_note(text, found.start()):
                yield Pointer(Span(*found.span()), role)  # type: ignore[arg-type]
    for found in _vague().finditer(text):
        direction: Direction = "above" if pointing().may_be(found["where"], "above") else "below"
        yield Pointer(Span(*found.span()), "place", direction=direction)


def _is_pointed_to(text: str, start: int) -> bool:
    """Whether the word before sends there; *the following document was read* does not."""
    lead = _ADJACENT.search(text, max(0, start - 30), start)
    word = lead["word"] if lead else ""
    return any(pointing().may_be(word, role) for role in ("see", "lead", "of"))


def _belongs_to_note(text: str, start: int) -> bool:
    """Whether the words before a phrase are a numbered note of the document it names."""
    lead = re.search(
        r"(?P<word>[^\W\d_]+)\.?\s+\d{1,4}[a-c]?,?(?:\s+[^\W\d_]{1,4})?\s+$",
        text[max(0, start - 40) : start],
    )
    return lead is not None and _kind(lead["word"]) == "note"


@cache
def _phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(phrases)})(?!\w)", re.IGNORECASE)


def _alternatives(phrases: tuple[str, ...] | list[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


@cache
def _vague() -> re.Pattern[str]:
    words = pointing().words
    see = [w for w, roles in words.items() if "see" in roles and len(w) > 1]
    where = [w for w, roles in words.items() if {"above", "below"} & roles]
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, see))})\.?\s+(?P<where>{_alternatives(where)})"
        rf"(?!\w)(?!,?\s*(?:[^\W\d_]+\.?\s*)?\d)",
        re.IGNORECASE,
    )
