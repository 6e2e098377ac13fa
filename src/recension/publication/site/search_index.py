"""The search of the static site: an index of folded words, cut in pieces that a page can load.

From ``file://`` a page may not read files but may run scripts, so every piece is a script that
hands its data to ``recensionSearch``. The unit of the index is a handful of paragraphs; their text
lies in pieces of its own and is loaded only for the hits that are shown.

======== ======================================================================================
``index``  letters, rules, and what each page has: how many units, its kind, its date
``w0`` …   words → the units they stand in
``n0`` …   words of titles → pages
``k0`` …   keys of names → the words of the text that may be that name (:mod:`.search_folding`)
``same``   persons who go by names that have nothing in common
``people`` persons' names; ``m0`` … the units that name them
``d0`` …   pages' addresses and titles
``t0`` …   the units' text
======== ======================================================================================
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
from recension.model.values import Mention, Person
from recension.publication.chronology import begins
from recension.publication.site.search_folding import alphabets, fold, key, rules, sequence, words
from recension.publication.site.shelf import Shelf

_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_UNIT = 1200  # characters of text to a unit of the index
_WORDS_PIECE, _TEXT_PIECE = 48_000, 40_000  # characters to a file
_DESCRIBED, _NAMED = 200, 250  # pages, persons to a file
_EVERYWHERE = 0.25  # a word in more of the units than this is looked for in the text alone
_SHORTEST_NAME = 3
_DIGITS = "".join(chr(c) for c in range(35, 127) if chr(c) not in "\\<*")
_LAST = 64  # of the digits, those that end a number; the others go on


@dataclass(frozen=True, slots=True)
class Described:
    """What the search knows of a page beside its words.

    Attributes:
        address: of the page, from the site's root.
        title: of the page.
        about: a few words beside the title (kind and date).
        kind: in words; what one may choose.
        number: of the document.
        date: in EDTF.
        people: ids of those who took part.
    """

    address: str
    title: str
    about: str
    kind: str
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
        """Remember whether a word is ever written small, and its letters that are not ASCII."""
        capital = word[0].isupper()
        folded = fold(word)
        self._initials[folded] = capital and self._initials.get(folded, True)
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
        names = _names(self._persons)
        firsts = {
            "w": self._rows("w", ((w, self._where(w)) for w in sorted(self._units))),
            "n": self._rows("n", ((w, _steps(p)) for w, p in sorted(self._titles.items()))),
            "k": self._rows("k", self._keys(names)),
        }
        self._put("same", [found for person in names if len(found := _unlike(names[person])) > 1])
        self._people()
        for number in range(0, len(self._pages), _DESCRIBED):
            rows = self._pages[number : number + _DESCRIBED]
            told = [(page.address, _shown(page.title), _shown(page.about)) for page in rows]
            self._put(f"d{number // _DESCRIBED}", told)
        self._put("index", self._index(firsts))

    def _index(self, firsts: dict[str, list[str]]) -> dict[str, object]:
        kinds = list(dict.fromkeys(page.kind for page in self._pages))
        days = [_days(page.date) for page in self._pages]
        return {
            "folds": alphabets() | {letter: fold(letter) for letter in sorted(self._letters)},
            "rules": rules(), "digits": _DIGITS, "last": _LAST, "units": self._count,
            "pieces": firsts, "texts": self._texts, "described": _DESCRIBED, "named": _NAMED,
            "kinds": kinds, "sizes": _plain(self._sizes),
            "kind": _plain(kinds.index(page.kind) for page in self._pages),
            "from": _plain(first for first, _ in days),
            "until": _plain(last - first for first, last in days),
        }  # fmt: skip

    def _where(self, word: str) -> str:
        units = self._units[word]
        if self._count > 20 and len(units) > _EVERYWHERE * self._count:
            return "*"
        return _steps(units)

    def _keys(self, names: dict[str, list[tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
        """Keys of the words that are names: of persons, or never written with a small letter."""
        known = {word for variants in names.values() for variant in variants for word in variant}
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for word, capital in sorted(self._initials.items()):
            if (capital or word in known) and word.isalpha() and len(word) >= _SHORTEST_NAME:
                groups[key(word)].append(word)
        for name, group in sorted(groups.items()):
            if name and group != [name]:
                yield name, ",".join(group)

    def _people(self) -> None:
        rows, naming = [], []
        for person in self._persons:
            value = person.value
            life = f"{value.birth or '?'}–{value.death or ''}" if value.birth or value.death else ""
            spelt = dict.fromkeys(w for n in (value.name, *value.variants) for w in sequence(n))
            rows.append((person.id, _shown(value.name), _shown(life), " ".join(spelt)))
            naming.append(_steps(self._naming[person.id]))
        self._put("people", rows)
        for number in range(0, len(naming), _NAMED):
            self._put(f"m{number // _NAMED}", naming[number : number + _NAMED])

    def _rows(self, letter: str, rows: Iterable[tuple[str, str]]) -> list[str]:
        """Write rows in the order of their words; return the first word of each piece."""
        firsts: list[str] = []
        parts: list[str] = []
        size = 0
        for word, payload in rows:
            if size >= _WORDS_PIECE:
                self._put(f"{letter}{len(firsts) - 1}", "".join(parts))
                parts, size = [], 0
            if not parts:
                firsts.append(word)
            # Words are written whole: a browser finds one in a piece faster than it reads rows.
            parts.append(f" {word}!{payload}")
            size += len(parts[-1])
        if parts:
            self._put(f"{letter}{len(firsts) - 1}", "".join(parts))
        return firsts

    def _put(self, name: str, data: object) -> None:
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        script = f'recensionSearch("{name}",{said});\n'
        (self._folder / f"{name}.js").write_text(script, encoding="utf-8", newline="")


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


def _names(persons: Iterable[Entry[Person]]) -> dict[str, list[tuple[str, ...]]]:
    """Each person's name and variants as folded words; initials and other short ones are none."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for person in persons:
        said = map(sequence, (person.value.name, *person.value.variants))
        names[person.id] = [n for n in said if max(map(len, n), default=0) >= _SHORTEST_NAME]
    return names


def _unlike(names: Sequence[tuple[str, ...]]) -> list[str]:
    """Those of a person's names that have no word in common with a shorter one.

    When unsure: a name is left off. A pseudonym finds its bearer (Koba finds Stalin); what is one
    name with more words around it would only find each place twice.
    """
    kept: list[str] = []
    seen: set[str] = set()
    for name in sorted(set(names), key=lambda name: (len(name), name)):
        keys = {key(word) for word in name}
        if not keys & seen:
            kept.append(" ".join(name))
        seen |= keys
    return kept


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


def _steps(numbers: Sequence[int]) -> str:
    """Growing numbers, each written as the step from the one before."""
    return _plain(n - last for last, n in zip([-1, *numbers], numbers, strict=False))


def _plain(numbers: Iterable[int]) -> str:
    return "".join(map(_written, numbers))


def _written(number: int) -> str:
    goes_on = len(_DIGITS) - _LAST
    digits = []
    while number >= _LAST:
        number, digit = divmod(number, goes_on)
        digits.append(_DIGITS[_LAST + digit])
    return "".join(digits) + _DIGITS[number]


def _shown(said: str) -> str:
    return _UNSHOWN.sub("\ufffd", said)
