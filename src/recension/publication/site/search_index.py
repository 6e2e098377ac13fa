"""The search of the static site: an index of folded words, cut in pieces that a page can load.

From ``file://`` a page may not read files but may run scripts, so every piece is a script that
hands its data to ``recensionSearch``. The unit of the index is a handful of paragraphs; their text
lies in pieces of its own and is loaded only for the hits that are shown.

========= =====================================================================================
``index``   the first word of each piece, and of each page how many units it has, its kind, its date
``w0`` …    words → the units they stand in
``n0`` …    words of titles → pages
``k0`` …    keys of names → the words of the text that may be that name (:mod:`.search_folding`)
``same``    persons who go by names that have nothing in common
``people``  persons' names; ``m0`` … the units that name them
``d0`` …    pages' addresses and titles
``t0`` …    the units' text: no index, but what a page from disk could not read otherwise
``letters`` what is the same in every edition; it lies with the site's scripts
========= =====================================================================================

How words and numbers are written is said in :mod:`.search_pieces`.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Mention
from recension.publication.chronology import begins
from recension.publication.site.search_folding import (
    alphabets,
    fold,
    key,
    rules,
    sequence,
    unlike_plain,
    words,
)
from recension.publication.site.search_pieces import (
    LAST,
    SIGNS,
    pieces,
    places,
    plain,
    shared,
    steps,
)
from recension.publication.site.shelf import Shelf
from recension.vocabularies.names.other_names import other_names

_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_UNIT = 1200  # characters of text to a unit of the index
_WORDS_PIECE, _TEXT_PIECE = 24_000, 16_000  # characters to a file
_DESCRIBED, _NAMED = 200, 250  # pages, persons to a file
_SHORTEST_NAME = 3
_SPELT = re.compile(r"[^\W\d_]+")
_NO_MORE_SPELLINGS = 6  # of one word; damaged copies have any number


@dataclass(frozen=True, slots=True)
class Described:
    """What the search knows of a page beside its words.

    Attributes:
        address: of the page, from the site's root.
        title: of the page.
        kind: in words; what one may choose.
        day: the date in words.
        number: of the document.
        date: in EDTF.
        people: ids of those who took part.
    """

    address: str
    title: str
    kind: str
    day: str | None = None
    number: str | None = None
    date: str | None = None
    people: tuple[str, ...] = ()


class SearchIndex:
    """Takes in pages in the order of the edition and writes text pieces as they fill.

    Args:
        folder: where the pieces go; exists.
        edition: whose persons give names their variants.
    """

    def __init__(self, folder: Path, edition: Edition) -> None:
        self._folder = folder
        self._persons = edition.persons
        self._mentions = _by_source(edition.mentions)
        self._units: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        self._titles: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        self._naming: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        self._initials: dict[str, bool] = {}
        self._letters: set[str] = set()
        self._spelt: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._pages: list[Described] = []
        self._sizes: list[int] = []
        self._count = 0
        self._texts: list[int] = []
        self._waiting: list[list[tuple[str, str]]] = []
        self._size = 0

    def add(
        self, page: Described, source: str, text: str, passages: Sequence[tuple[str, Span]]
    ) -> None:
        """Take in a page.

        Args:
            page: what it is.
            source: id of the source.
            text: the source's.
            passages: anchors of the page's paragraphs and notes, and where their words stand.
        """
        before = self._count
        for unit in _cut(passages):
            self._unit(unit, source, text, page.people)
        for word in dict.fromkeys(map(fold, sorted(words(f"{page.title} {page.number or ''}")))):
            if word:
                self._titles[word].append(len(self._pages))
        self._pages.append(page)
        self._sizes.append(self._count - before)

    def _unit(
        self, unit: list[tuple[str, Span]], source: str, text: str, people: Iterable[str]
    ) -> None:
        said = [(anchor, span.of(text)) for anchor, span in unit]
        found = set().union(*(words(w) for _, w in said))
        for word in found:
            self._word(word)
        for word in {fold(word) for word in found} - {""}:
            self._units[word].append(self._count)
        named = {e.value.person for _, span in unit for e in self._named(source, span)}
        for person in named.union(people):
            self._naming[person].append(self._count)
        self._waiting.append([(anchor, _shown(w)) for anchor, w in said])
        self._count += 1
        self._size += sum(len(w) for _, w in said)
        if self._size >= _TEXT_PIECE:
            self._put_text()

    def _word(self, word: str) -> None:
        """Remember how a word is spelt, whether ever small, and its letters beyond ASCII."""
        capital = word[0].isupper()
        folded = fold(word)
        self._initials[folded] = capital and self._initials.get(folded, True)
        if capital and _SPELT.fullmatch(word):
            self._spelt[folded].setdefault(word.title() if word.isupper() else word)
        if not word.isascii():
            self._letters.update(letter for letter in word if not letter.isascii())

    def _named(self, source: str, span: Span) -> Iterable[Entry[Mention]]:
        shelf = self._mentions.get(source)
        return shelf.near(span) if shelf else ()

    def _put_text(self) -> None:
        if self._waiting:
            number = len(self._texts)
            self._texts.append(self._count - len(self._waiting))
            self._put(f"t{number}", self._waiting)
            self._waiting, self._size = [], 0

    def close(self) -> None:
        """Write what remains: the last text, the words, and the list of all pieces."""
        self._put_text()
        names = [(*p.value.variants, p.value.name) for p in self._persons]
        titles = ((word, steps(pages)) for word, pages in sorted(self._titles.items()))
        firsts = {
            "w": self._rows("w", ((w, places(u)) for w, u in sorted(self._units.items()))),
            "n": self._rows("n", titles),
            "k": self._rows("k", self._keys(names)),
        }
        groups = map(other_names, names)
        self._put("same", [list(map(_shown, group)) for group in groups if len(group) > 1])
        self._people()
        for number in range(0, len(self._pages), _DESCRIBED):
            rows = self._pages[number : number + _DESCRIBED]
            self._put(f"d{number // _DESCRIBED}", [_told(page) for page in rows])
        self._put("index", self._index(firsts))

    def _index(self, firsts: dict[str, list[str]]) -> dict[str, object]:
        kinds = list(dict.fromkeys(page.kind for page in self._pages))
        days = [_days(page.date) for page in self._pages]
        return {
            "letters": unlike_plain(sorted(self._letters - alphabets().keys())),
            "units": self._count, "described": _DESCRIBED, "named": _NAMED,
            "pieces": firsts, "texts": steps(self._texts),
            "kinds": kinds, "sizes": plain(self._sizes),
            "kind": plain(kinds.index(page.kind) for page in self._pages),
            "from": plain(first for first, _ in days),
            "until": plain(last - first for first, last in days),
        }  # fmt: skip

    def _keys(self, names: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
        """Keys of the words that are names: of persons, or never written with a small letter."""
        known = {word for person in names for name in person for word in sequence(name)}
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for word, capital in sorted(self._initials.items()):
            if (capital or word in known) and word.isalpha() and len(word) >= _SHORTEST_NAME:
                groups[key(word)].append(word)
        for name, group in sorted(groups.items()):
            if name and (group != [name] or self._spellings(name)):
                yield name, ",".join(self._spelling(name, word) for word in group) + " "

    def _spelling(self, name: str, word: str) -> str:
        """A word as its key goes on, and how the edition spells it beyond a capital letter."""
        same = shared(name, word)
        return "=".join((SIGNS[same] + word[same:], *self._spellings(word)))

    def _spellings(self, word: str) -> list[str]:
        """How the edition spells a name; nothing where it is the folded word with a capital."""
        spelt = list(self._spelt.get(word, ()))
        return [] if spelt == [word.capitalize()] else spelt[:_NO_MORE_SPELLINGS]

    def _people(self) -> None:
        rows, naming = [], []
        for person in self._persons:
            value = person.value
            life = f"{value.birth or '?'}–{value.death or ''}" if value.birth or value.death else ""
            own = sequence(value.name)
            others = dict.fromkeys(word for n in value.variants for word in sequence(n))
            row = (_shown(value.name), " ".join(w for w in others if w not in own), life)
            rows.append(row[: 3 if life else 2 if row[1] else 1])
            naming.append(steps(self._naming[person.id]))
        self._put("people", rows)
        for number in range(0, len(naming), _NAMED):
            self._put(f"m{number // _NAMED}", naming[number : number + _NAMED])

    def _rows(self, letter: str, rows: Iterable[tuple[str, str]]) -> list[str]:
        """Write rows in the order of their words; return the first word of each piece."""
        firsts: list[str] = []
        for first, piece in pieces(rows, _WORDS_PIECE):
            self._put(f"{letter}{len(firsts)}", piece)
            firsts.append(first)
        return firsts

    def _put(self, name: str, data: object) -> None:
        _write(self._folder / f"{name}.js", name, data)


def write_letters(path: Path) -> None:
    """Write what the search's script must know of letters and signs, whatever the edition."""
    _write(
        path,
        "letters",
        {"folds": alphabets(), "rules": rules(), "signs": SIGNS, "last": LAST},
    )


def _write(path: Path, name: str, data: object) -> None:
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    # Half a surrogate pair, which no file can hold, is written as its escape.
    path.write_bytes(f'recensionSearch("{name}",{said});\n'.encode("utf-8", "backslashreplace"))


def _told(page: Described) -> tuple[str, ...]:
    """Address and title of a page, and its day; of most addresses only what sets them apart."""
    address = page.address.removesuffix(".html").removeprefix("documents/")
    told = (address if page.address == f"documents/{address}.html" else page.address, page.title)
    return tuple(map(_shown, (*told, page.day) if page.day else told))


def _cut(passages: Sequence[tuple[str, Span]]) -> Iterator[list[tuple[str, Span]]]:
    unit: list[tuple[str, Span]] = []
    size = 0
    for anchor, span in passages:
        unit.append((anchor, span))
        size += len(span)
        if size >= _UNIT:
            yield unit
            unit, size = [], 0
    if unit:
        yield unit


def _by_source(mentions: Iterable[Entry[Mention]]) -> dict[str, Shelf[Entry[Mention]]]:
    rows: defaultdict[str, list[Entry[Mention]]] = defaultdict(list)
    for entry in mentions:
        if entry.source and entry.span:
            rows[entry.source].append(entry)
    return {source: Shelf(entries, _span) for source, entries in rows.items()}


def _span(entry: Entry[Mention]) -> Span:
    return entry.span or Span(0, 0)


def _days(edtf: str | None) -> tuple[int, int]:
    """The first and the last day of a date as numbers that grow with it; 0 where there is none."""
    begin = begins(edtf)
    if begin is None or edtf is None:
        return 0, 0
    end = edtf.rpartition("/")[2]
    end_day = begins(end[:4].replace("X", "9") + end[4:]) or begin
    first = _day(begin[0], begin[1] or 1, begin[2] or 1)
    return first, max(first, _day(end_day[0], end_day[1] or 12, end_day[2] or 31))


def _day(year: int, month: int, day: int) -> int:
    return max(0, year * 372 + (month - 1) * 31 + day)


def _shown(said: str) -> str:
    return _UNSHOWN.sub("\ufffd", said)
