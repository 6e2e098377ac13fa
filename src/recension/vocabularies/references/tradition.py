"""One tradition of citing archives, as its TOML file says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from recension.model.errors import VocabularyError

T = TypeVar("T")
_PRINTED = "publications.toml"
_NOT_LETTERS = re.compile(r"[\W_]+")


def normal(words: str) -> str:
    """Words without case, stops and spaces: two spellings of one label or one archive meet."""
    return _NOT_LETTERS.sub("", words).casefold()


@dataclass(frozen=True, slots=True)
class Label:
    """What an abbreviation before a number means in one tradition.

    Attributes:
        tradition: name of the tradition.
        field: the level it names (``fond``, ``listy`` …).
        leaves: whether a list of leaves may follow.
        keep: whether the label belongs to the value (``RG 59``, ``Lot 60 D 661``).
        wide: whether the value may hold spaces and letters (``60 D 661``, ``XI A/22``).
        before: whether the number may stand before the label.
        words: whether a name may stand for the number, behind an archive (``fond Cancelarie``).
    """

    tradition: str
    field: str
    leaves: bool = False
    keep: bool = False
    wide: bool = False
    before: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A unit's mark that is recognised by its shape.

    Attributes:
        name: what the file calls it.
        pattern: a regular expression whose groups are levels.
        strong: whether the shape alone shows that an archive is cited.
        needs_repository: whether it counts only after the name of an archive of its tradition.
        starts: the letters it may begin with; without them it counts only behind an archive.
    """

    name: str
    pattern: re.Pattern[str]
    strong: bool = False
    needs_repository: bool = False
    starts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tradition:
    """One way of citing archives.

    Attributes:
        name: as findings give it (``soviet``).
        order: the levels from the widest to the narrowest.
        labels: each label as printed → what it means.
        slips: what optical recognition makes of the leaves' label.
        repositories: each printed form → the archive's usual abbreviation.
        codes: marks recognised by their shape.
        ibid: the tradition's words for "in the same place".
        segments: whether unlabelled parts between commas are levels too.
        series_marks: words before the name of a series that are no part of it (*sous-série*).
        series_words: words one of which shows that such parts name records.
        openers: words before an archive's name that announce a reference.
        closers: words with which the sentence after a reference begins.
        hereafter: words that announce an archive's abbreviation.
        same_as, note_words: words that send the reader to the source named in another note.
        housed: words that end the name of a part of the archive (*Manuscript Division*).
        papers: last words of a line that names somebody's papers and nothing else.
        no_papers: words that such a line does not begin with.
        precedence: which tradition is meant where several would do; the higher wins.
        cases, near_misses: the file's own proofs.
    """

    name: str
    order: tuple[str, ...]
    labels: Mapping[str, Label]
    slips: tuple[str, ...]
    repositories: Mapping[str, str]
    codes: tuple[Code, ...]
    ibid: tuple[str, ...] = ()
    segments: bool = False
    series_marks: tuple[str, ...] = ()
    series_words: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    hereafter: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    note_words: tuple[str, ...] = ()
    housed: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    no_papers: tuple[str, ...] = ()
    precedence: int = 0
    cases: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    near_misses: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class PrintedWorks:
    """Words that show that a printed work is cited.

    Attributes:
        newspapers: titles that need a date or a number behind them.
        series: titles of editions and journals that are cited by name.
        cases, near_misses: the file's own proofs.
    """

    newspapers: tuple[str, ...]
    series: tuple[str, ...]
    cases: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), repr=False)
    near_misses: tuple[str, ...] = field(default=(), repr=False)


@cache
def traditions() -> Mapping[str, Tradition]:
    """All traditions by name, read once.

    Raises:
        VocabularyError: a file is malformed.
    """
    found: dict[str, Tradition] = {}
    for file in _vocabulary_files():
        if file.name != _PRINTED:
            read = _read(file, _tradition)
            found[read.name] = read
    return found


@cache
def printed_works() -> PrintedWorks:
    """What tells printed works from archives, read once.

    Raises:
        VocabularyError: the file is malformed.
    """
    return _read(files(__package__) / _PRINTED, _printed_works)


def _vocabulary_files() -> Iterator[Traversable]:
    folders = [files(__package__)]
    for point in sorted(entry_points(group="recension.vocabularies"), key=lambda p: p.value):
        if not point.value.startswith("recension."):
            folders.append(point.load() / "references")
    for folder in folders:
        if folder.is_dir():
            yield from sorted(
                (f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name
            )


def _read(file: Traversable, made: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        return made(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error, UnicodeDecodeError) as error:
        raise VocabularyError(
            str(file), f"not a reference tradition ({error!r})", "Compare it with its neighbours"
        ) from error


def _printed_works(raw: Mapping[str, Any]) -> PrintedWorks:
    return PrintedWorks(
        newspapers=tuple(raw["newspapers"]),
        series=tuple(raw["series"]),
        cases=tuple((case["text"], tuple(case["titles"])) for case in raw["cases"]),
        near_misses=tuple(case["text"] for case in raw["near_misses"]),
    )


def _tradition(raw: Mapping[str, Any]) -> Tradition:
    name, levels = raw["tradition"], raw.get("fields", {})
    return Tradition(
        name=name,
        order=tuple(raw["order"]),
        labels={
            printed: _label(name, level, about)
            for level, about in levels.items()
            for printed in about["labels"]
        },
        slips=tuple(slip for about in levels.values() for slip in about.get("slips", ())),
        repositories={
            form: archive
            for archive, forms in raw.get("repositories", {}).items()
            for form in forms
        },
        codes=tuple(_code(code) for code in raw.get("codes", ())),
        ibid=tuple(raw.get("ibid", ())),
        segments=raw.get("segments", False),
        series_marks=tuple(raw.get("series_marks", ())),
        series_words=tuple(raw.get("series_words", ())),
        openers=tuple(raw.get("openers", ())),
        closers=tuple(raw.get("closers", ())),
        hereafter=tuple(raw.get("hereafter", ())),
        same_as=tuple(raw.get("same_as", ())),
        note_words=tuple(raw.get("note_words", ())),
        housed=tuple(raw.get("housed", ())),
        papers=tuple(raw.get("papers", ())),
        no_papers=tuple(raw.get("no_papers", ())),
        precedence=raw.get("precedence", 0),
        cases=tuple(raw.get("cases", ())),
        near_misses=tuple(case["text"] for case in raw.get("near_misses", ())),
    )


def _label(tradition: str, level: str, about: Mapping[str, Any]) -> Label:
    return Label(
        tradition=tradition,
        field=level,
        leaves=about.get("leaves", False),
        keep=about.get("keep_label", False),
        wide=about.get("wide", False),
        before=about.get("before", False),
        words=about.get("words", False),
    )


def _code(raw: Mapping[str, Any]) -> Code:
    return Code(
        name=raw["name"],
        pattern=re.compile(raw["pattern"]),
        strong=raw.get("strong", False),
        needs_repository=raw.get("needs_repository", False),
        starts=tuple(raw.get("starts", ())),
    )
