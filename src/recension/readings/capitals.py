"""Finds the capitalised words of a text that may name somebody, with what stands around them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from recension.model.span import Span
from recension.readings.borne import borne_surnames, calls_somebody, is_otherwise
from recension.vocabularies.names import common_words, given_names, surnames, titles
from recension.vocabularies.places import gazetteer
from recension.vocabularies.words import language_words, word_bands

Kind = Literal["address", "office", "common", "place", "given", "initial", "acronym", "name"]


def _letters(wanted: str) -> str:
    """The capital (or small) letters of Latin, Greek and Cyrillic as a character class."""
    test = str.isupper if wanted == "upper" else str.islower
    return "".join(c for c in map(chr, range(0x41, 0x530)) if c.isalpha() and test(c))


UPPER = _letters("upper")
_APOSTROPHES = "'’ʹʼ‘`"
_SMALL = r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]"
_WORD = re.compile(
    rf"(?<![^\W_])(?:(?:[{UPPER}]\.-?)+|[{UPPER}](?:{_SMALL}"
    rf"|[{_APOSTROPHES}](?={_SMALL})(?!s(?!{_SMALL}))"
    rf"|-(?={_SMALL})|-\r?\n(?=[a-zà-žа-я])|\[{_SMALL}+\]?|\^{_SMALL})*\.?)"
)
_INITIALS = re.compile(rf"(?:[{UPPER}][a-zа-я]?\.-?)+|[{UPPER}]")
_ABBREVIATED = re.compile(rf"\[({_SMALL}+)\]?")
_BROKEN = re.compile(r"-\r?\n")
_CAMEL = re.compile(rf"(?!Mc|Mac|De|Di|Du|Fitz|La|Le|O|Van|Von|Ten|St){_SMALL}+[a-z][{UPPER}]")
_DIGRAPH = frozenset(
    (
        "Ya.",
        "Yu.",
        "Ch.",
        "Sh.",
        "Zh.",
        "Kh.",
        "Ts.",
        "Th.",
        "Ph.",
        "Ju.",
        "Ja.",
        "Dj.",
        "Wm.",
        "Ye.",
    )
)
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Messrs|Dr|Drs|Prof|Gen|Col|Lt|Capt|Maj|Adm|Amb|Sen|com|tov|St|Hon|Rev|[A-Z])\.$"
)
_CRIED = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Dr", "Dr.", "Ms."})
_STATES = frozenset({"U.S.", "U.K.", "U.N.", "N.Y."})
_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")
_FULL_LINE = 50
_FREQUENT = 9  # half steps of the Zipf scale: one word in thirty thousand


def bare(word: str) -> str:
    """A word without the brackets of an abbreviation and without a hyphen at a line's end."""
    if "[" in word:
        word = _ABBREVIATED.sub(r"\1", word)
    return _BROKEN.sub("", word) if "\n" in word else word


@dataclass(frozen=True, slots=True)
class Word:
    """One capitalised word: where it stands, what it is, and what joins it to the word before."""

    start: int
    end: int
    text: str
    kind: Kind
    gap: str

    @property
    def bare(self) -> str:
        """The word without an abbreviation's brackets or a line's break: ``S[talin]``, Stalin."""
        return bare(self.text)


@dataclass(frozen=True, slots=True)
class Naming:
    """A row of words that may name a person.

    Attributes:
        start: its first code point; titles stand before it and are not part of it.
        end: the code point after its last.
        given: given names and initials, as they stand.
        surname: the surname, as it stands, a recorder's brackets resolved.
        title: the word before it that makes it a name, if there is one.
        row: the kinds of the words before the surname; ``initial``, ``given``, ``name``.
        ends: where those words end.
        kind: the kind of the surname's own word.
        after: the word right after it, if it is capitalised.
    """

    start: int
    end: int
    given: tuple[str, ...]
    surname: str
    title: str | None
    row: tuple[Kind, ...]
    ends: tuple[int, ...]
    kind: Kind
    after: str | None


def needs_no_capital(naming: Naming) -> bool:
    """Whether words name somebody even among capitals: behind a title, or as everybody knows."""
    return naming.title is not None or bare(naming.surname).title() in surnames().known


@cache
def _kinds() -> dict[str, Kind]:
    common, title = common_words(), titles()
    kinds: dict[str, Kind] = dict.fromkeys(given_names(), "given")
    kinds |= dict.fromkeys(common.institutions, "common")
    kinds |= dict.fromkeys(gazetteer().words, "place")
    kinds |= dict.fromkeys(common.calendar | common.openers, "common")
    kinds |= dict.fromkeys(title.suffixes, "common")
    kinds |= dict.fromkeys(title.offices, "office")
    kinds |= dict.fromkeys(title.address, "address")
    return kinds


def kind_of(word: str) -> Kind:
    """What a capitalised word is, by the vocabularies and its shape."""
    known = _kinds().get(word)
    if known:
        return known
    if len(word) > 3 and word.isupper() and word.title() in _kinds():
        return _kinds()[word.title()]  # CHAS.
    if word.isupper() and word.title() in _CRIED:
        return "address"
    if word.endswith("."):
        if _INITIALS.fullmatch(word) and (len(word) != 3 or word in _DIGRAPH or word[1] == "."):
            return "initial"
        return kind_of(word[:-1])
    if len(word) == 1:
        return "initial"
    of_parts = _kind_of_parts(word) if "-" in word else None
    if of_parts:
        return of_parts
    if word.isupper() and len(word) <= 5:
        return "acronym"
    return "common" if _CAMEL.match(word) or "^" in word else "name"


def _kind_of_parts(word: str) -> Kind | None:
    """``Franco-Soviet``, ``Lieutenant-Commander``, ``June-May``."""
    parts = {_kinds().get(part) for part in word.split("-")}
    if "place" in parts:
        return "place"
    return next((kind for kind in ("office", "common") if parts == {kind}), None)


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word at ``start`` is the first of a sentence, a line's label or a quotation."""
    at = start
    while at and (text[at - 1] in " \t\"'“”‘’«»()[]*_—–-" or text[at - 1] in "⁰¹²³⁴⁵⁶⁷⁸⁹"):
        at -= 1
    if at == 0 or text[at - 1] in "!?:;\f":
        return True
    if text[at - 1] == ".":
        return not _ABBREVIATION.search(text, max(0, at - 14), at)
    if text[at - 1] in "\r\n":
        line = text.rfind("\n", 0, at - 1) + 1
        return at - line < _FULL_LINE or text[at - 2 : at - 1] in ".!?:\n"
    return '"' in text[at:start] or "“" in text[at:start]


def words_of(text: str) -> Iterator[Word]:
    """The capitalised words of a text, in order."""
    known: dict[str, Kind] = {}
    end = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        found = match[0]
        if found[-1] == ".":
            found, stop = _without_stop(found, stop, text)
        found = sys.intern(found)
        kind = known.get(found)
        if kind is None:
            kind = known[found] = kind_of(bare(found))
        yield Word(start, stop, found, kind, text[end:start] if start - end < 12 else "\n\n")
        end = stop


def _without_stop(found: str, stop: int, text: str) -> tuple[str, int]:
    """Take a full stop away that ends a sentence rather than an abbreviation or an initial."""
    if found.title() in _CRIED:
        return found, stop
    if found in _kinds() or _INITIALS.fullmatch(found):
        if len(found) == 3 and found[1] != "." and found not in _kinds() and found not in _DIGRAPH:
            return found[:-1], stop - 1
        return found, stop
    return found.rstrip("."), stop - (len(found) - len(found.rstrip(".")))


@cache
def _joints() -> frozenset[str]:
    particles = titles().particles
    two = {f"{a} {b}" for a in particles for b in ("la", "der", "den", "los")}
    return frozenset({" ", "\u00a0", "] "} | {f" {p} " for p in particles | two})


def _joined(word: Word, before: Word, text: str) -> bool:
    if word.gap in _joints() or (not word.gap and before.kind == "initial"):
        return True
    if not _LINE.fullmatch(word.gap) or word.kind == "address":
        return False
    line = text.rfind("\n", 0, before.end) + 1
    return before.end - line >= _FULL_LINE


def runs_of(text: str) -> Iterator[list[Word]]:
    """Capitalised words that stand together, particles between them or none."""
    run: list[Word] = []
    for word in words_of(text):
        if run and not _joined(word, run[-1], text):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


_NAMES = frozenset({"given", "initial", "name"})


def namings_of(text: str, lower: frozenset[str]) -> Iterator[Naming]:
    """All rows of words that may name a person.

    Args:
        text: the text.
        lower: words that the text also writes in lower case; capitalised, they need a reason.
    """
    suffixes = titles().suffixes
    runs = list(runs_of(text))
    borne, pairs = borne_surnames(text, runs), _pairs(runs, text)
    for run in runs:
        piece: list[Word] = []
        before: Word | None = None
        for word in _in_company(run, text, borne):
            if word.text in suffixes and piece:
                continue
            if word.kind in _NAMES and _belongs(word, piece, before, lower):
                piece.append(word)
                continue
            if piece:
                yield from _naming(_core(piece, text, lower, pairs), before, word.text)
            piece, before = [], word
        if piece:
            yield from _naming(_core(piece, text, lower, pairs), before, None)


def name_at(text: str, span: Span, title: str) -> Naming | None:
    """The name that fills a span; ``None`` where other words stand there.

    Args:
        text: the text.
        span: the name's extent, perhaps with an office before it, which is left out.
        title: what makes it a name.
    """
    shift = span.start
    words = [replace(w, start=w.start + shift, end=w.end + shift) for w in words_of(span.of(text))]
    while len(words) > 1 and words[0].kind in ("address", "office", "common", "acronym"):
        words = words[1:]
    whole = len(words)
    words = [w for n, w in enumerate(words) if all(map(_goes_on, words[1 : n + 1]))]
    if not 0 < len(words) <= 5 or any(w.kind not in _NAMES | {"place", "office"} for w in words):
        return None
    if words[-1].kind == "initial" or words[0].kind == "office":
        return None
    if words[-1].kind == "office" and words[-1].text not in titles().also_surnames:
        return None  # the Polish Ambassador
    named = next(_naming(words, None, None))
    end = max(named.end, span.end) if len(words) == whole else named.end
    return replace(named, start=words[0].start, end=end, title=title)


def _goes_on(word: Word) -> bool:
    """Whether nothing but small words of names stand before a word: not ``Roth of Velten``."""
    return all(part in titles().particles or not part.isalpha() for part in word.gap.split())


Pair = tuple[str, str]


def _pairs(runs: list[list[Word]], text: str) -> frozenset[Pair]:
    """Words that stand together within a sentence too: ``Castillo Armas`` also opens one."""
    found: set[Pair] = set()
    for run in runs:
        for left, right in pairwise(run):
            if left.kind == right.kind == "name" and (left.text, right.text) not in found:
                within = left is not run[0] or not opens_sentence(text, left.start)
                if within and right.gap == " ":
                    found.add((left.text, right.text))
    return frozenset(found)


def _in_company(run: list[Word], text: str, borne: frozenset[str]) -> list[Word]:
    """What a word is by the words beside it: ``Bernard M. Baruch``, ``Mr. King``."""
    words = run
    for index, word in enumerate(run):
        kind = _kind_beside(run, index, text)
        if kind == word.kind and word.text in borne and _is_borne(run, index, text):
            kind = "name"
        if kind != word.kind:
            words = [*words[:index], replace(word, kind=kind), *words[index + 1 :]]
    return words


def _kind_beside(run: list[Word], index: int, text: str) -> Kind:
    word, before = run[index], run[index - 1] if index else None
    if word.text == "M." and _is_middle(run, index):
        return "initial"
    if (
        before
        and before.kind in ("address", "initial")
        and len(word.text) > 2
        and _cried(run, index)
    ):
        return "name"
    if word.kind == "common" and word is run[-1] and before and _is_named(run, index):
        return "name"
    if word.kind == "place" and before and word.gap == " ":
        named = before.kind == "given" or (before.kind == "address" and before.text != "M.")
        enumerated = before.kind == "initial" and opens_sentence(text, before.start)
        return "name" if named or (before.kind == "initial" and not enumerated) else "place"
    if word.text in titles().also_surnames and word is run[-1]:
        if before is None or before.kind in ("address", "initial", "given", "office"):
            return "name"
        if index > 1 and before.kind == "name" and run[index - 2].kind in ("given", "initial"):
            return "name"
    return word.kind


def _is_borne(run: list[Word], index: int, text: str) -> bool:
    """Whether a word that the text uses as a surname is one here."""
    word, before = run[index], run[index - 1] if index else None
    if before is None:
        return len(run) == 1 and not is_otherwise(text, word)
    if before.text in titles().departments and before.kind == "common":
        return word is run[-1] and word.gap == " "
    return word is run[-1] and (before.kind in _NAMES or calls_somebody(before, word, text))


def _is_named(run: list[Word], index: int) -> bool:
    """Whether a common word stands where a surname does: ``Mr. Page``, ``Graham L. Page``."""
    word, before = run[index], run[index - 1]
    if word.text not in common_words().institutions or word.gap != " ":
        return False
    addressed = before.kind == "address" and before.text in ("Mr.", "Mrs.", "Miss", "Mr", "Mrs")
    middle = index > 1 and before.kind == "initial" and run[index - 2].kind == "given"
    return addressed or middle


def _cried(run: list[Word], index: int) -> bool:
    """Whether a word behind a form of address is a name in capitals: ``Mr. KING``."""
    word, before = run[index], run[max(0, index - 2) : index]
    if not before or not word.text.isupper() or word.kind not in ("acronym", "office", "place"):
        return False
    addressed = before[-1].kind == "address" and before[-1].text != "M."
    return addressed or [w.kind for w in before] == ["address", "initial"]


def _is_middle(run: list[Word], index: int) -> bool:
    """``M.`` is a Monsieur, but a middle initial behind a name and an initial before one."""
    if index and run[index - 1].kind in ("given", "name", "initial", "address"):
        return index + 1 < len(run)
    return index + 1 < len(run) and run[index + 1].kind == "initial"


def _belongs(word: Word, piece: list[Word], before: Word | None, lower: frozenset[str]) -> bool:
    """A word that is also a plain word of this text needs a title, a given name or an initial."""
    if word.kind != "name" or word.text.lower() not in lower:
        return True
    if piece:
        return piece[-1].kind in ("given", "initial")
    return True


def _naming(piece: list[Word], before: Word | None, after: str | None) -> Iterator[Naming]:
    last = piece[-1]
    if last.kind == "initial":
        return
    rest = piece[:-1]
    if len(piece) == 2 and "-" in last.text and last.text.rpartition("-")[2].islower():
        rest, last = [piece[1]], piece[0]  # Chou En-lai
    title = before.text if before and before.kind in ("address", "office") else None
    if title and title.title() in _CRIED:
        title = title.title()
    if title is None and before and before.text in titles().departments:
        title = before.text
    yield Naming(
        piece[0].start,
        piece[-1].end,
        tuple(w.text for w in rest),
        last.bare,
        title,
        tuple(w.kind for w in rest),
        tuple(w.end for w in rest),
        last.kind,
        after,
    )


def _core(
    piece: list[Word], text: str, lower: frozenset[str], pairs: frozenset[Pair]
) -> list[Word]:
    """Leave away what does not belong to the name: ``Whatever Khrushchev``, ``A. Oskar Teuber``."""
    while len(piece) > 1 and piece[-1].kind == "initial":
        piece = piece[:-1]
    piece = _before_plain(piece[_states(piece) :])
    while len(piece) > 1 and _is_plain(piece[0], text, lower):
        if piece[0].text.lower() not in lower and (piece[0].text, piece[1].text) in pairs:
            break
        piece = piece[1:]
    if len(piece) == 2 and (_counts(piece[0], text) or _counts_cried(piece[0], piece[1], text)):
        piece = piece[1:]
    numbered = len(piece) > 2 and len(piece[0].text) == 2 and piece[0].kind == "initial"
    if numbered and piece[1].kind == "given" and opens_sentence(text, piece[0].start):
        piece = piece[1:]
    return _from_given(piece)


def _before_plain(piece: list[Word]) -> list[Word]:
    """Among capitals, end a name before the first frequent word: ``JIMMY HALVARD SAID``."""
    if len(piece) < 2 or not all(w.text.isupper() for w in piece):
        return piece
    frequent = word_bands()["en"]
    surname = next((n for n, w in enumerate(piece) if w.kind == "name"), len(piece))
    for index in range(surname + 1, len(piece)):
        if frequent.get(piece[index].text.lower(), 0) >= _FREQUENT:
            return piece[:index]
    return piece


def _states(piece: list[Word]) -> int:
    """How many words at the start are a state's initials: ``U. S. Geological``."""
    for count in (1, 2):
        if len(piece) > count and "".join(w.text for w in piece[:count]) in _STATES:
            return count
    return 0


def _counts(word: Word, text: str) -> bool:
    """Whether a letter at the start of a long line counts points: ``B. Explain to the consul``."""
    before = text[max(0, word.start - 8) : word.start].rstrip(" \t")
    if len(word.text) != 2 or word.kind != "initial" or before[-1:] not in ("", "\n"):
        return False
    stop = text.find("\n", word.end)
    return (stop if stop >= 0 else len(text)) - word.start > _FULL_LINE


def _counts_cried(letter: Word, word: Word, text: str) -> bool:
    """Whether a letter counts points before a code word: ``B. LINCOLN requests …``."""
    if letter.kind != "initial" or not word.text.isupper() or not word.text.isascii():
        return False
    after = text[word.end : word.end + 3]
    return after[:1] == " " and after[1:].islower() and opens_sentence(text, letter.start)


def _is_plain(word: Word, text: str, lower: frozenset[str]) -> bool:
    if word.kind != "name":
        return False
    small = word.text.lower()
    return small in lower or (small in language_words()["en"] and opens_sentence(text, word.start))


def _from_given(piece: list[Word]) -> list[Word]:
    """Leave unknown words before the first given name away: ``Operation Edward Lansdale``."""
    if len(piece) > 2:
        for index, word in enumerate(piece[:-1]):
            if word.kind == "initial" and index <= 1:
                return piece
            if word.kind in ("given", "initial"):
                return piece[index:]
    return piece[-3:]
