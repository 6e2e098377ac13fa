"""Puts the pieces of archival references together into units: one unit, one cited place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge

from recension.readings.reference_announced import announced_archives
from recension.readings.reference_segments import clause_end, read_segments
from recension.vocabularies.references import Tradition, normal, traditions
from recension.vocabularies.references.lexer import Token, archives_named, labels_named, tokens

_BETWEEN = re.compile(
    r"[\s,:.()\[\]*_\"'“”’–—-]{0,44}(?:(?:and|и|i|und|in|at|also)\s{1,3})?[\s*(\[]{0,3}"
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_BRACKETED = re.compile(
    r"(?:(?!\n\s*\n|Source)[^:;!?]){0,50}?[(\[](?:[a-z]{1,10}\s(?:as\s)?)?[*_]{0,2}"
)
_ALIAS = re.compile(r"(?:(?!\n\s*\n)[^.;!?]|\.(?!\s+[A-Z][a-z])){0,100}?[(\[]?[^.;!?()\[\]]{0,20}")
_LABEL_CUT_OFF = re.compile(r"[\s,*_]{0,6}(?P<label>[^\W\d]{1,4})\.[^\S\n]*(?=\n\s*\n|$)")
_NUMBER_CUT_OFF = re.compile(r"[-–,][^\S\n]*(?=\n\s*\n|$)")
PAGES = {"p", "pp", "s", "ss", "str", "vol", "no"}
_WIDE_LEVELS = ("fond", "opis", "edinitsa")


@dataclass
class Unit:
    """One cited place, as far as its own words name it.

    Attributes:
        start, end: where it stands.
        tradition: whose convention it follows; empty until it is known.
        levels: what it names, by level.
        labels: its labels with their numbers, as printed; another tradition may read them anew.
        archive: the archive's usual abbreviation, by which two spellings of it meet.
        ibid: whether it refers back ("ibid.", or a mere further number after a semicolon).
        cut: the level at which it breaks off; empty where it is whole.
        because: what the reading rests on.
        confidence: how sure it is.
        publication: whether a printed work is cited.
    """

    start: int
    end: int
    tradition: str = ""
    levels: dict[str, str] = field(default_factory=dict)
    labels: tuple[tuple[str, str], ...] = ()
    archive: str = ""
    ibid: bool = False
    cut: str = ""
    because: tuple[str, ...] = ()
    confidence: float = 0.95
    publication: bool = False


def read_units(text: str) -> Iterator[Unit]:
    """The units cited in a text, in order; what "ibid." stands for is left open.

    Args:
        text: any text.

    Yields:
        units that do not overlap.
    """
    row: list[Token] = []
    named = announced_archives(text)
    for token in merge(tokens(text), named, key=lambda t: t.start):
        if row and token.start < row[-1].end:
            continue
        if row and not _continues(text, row, token):
            yield from _unit(text, row, token.start)
            row = []
        row.append(token)
    yield from _unit(text, row, len(text))


def _continues(text: str, row: list[Token], token: Token) -> bool:
    """Whether a piece belongs to the same unit as the pieces before it."""
    last = row[-1]
    if token.kind == "ibid" or token.start - last.end > 120:
        return False
    if _PARAGRAPH.search(text, last.end, token.start):
        return False
    if token.kind == "repository":
        named = all(t.kind == "repository" for t in row)
        return named and _BRACKETED.fullmatch(text, last.end, token.start) is not None
    named = last.kind in ("repository", "ibid") and text[last.end] in ",.:()[]*_"
    if named and _ALIAS.fullmatch(text, last.end, token.start):
        return True
    if not _BETWEEN.fullmatch(text, last.end, token.start):
        return _segmented(text, row, token)
    if token.kind == "code":
        given = {level for t in row for level, _ in t.fields}
        return not given & {level for level, _ in token.fields}
    return token.name not in {t.name for t in row if t.kind == "label"}


def _segmented(text: str, row: list[Token], token: Token) -> bool:
    """Whether unlabelled parts of an archive's name for its records stand between two pieces."""
    first = row[0]
    if first.kind not in ("repository", "ibid"):
        return False
    return token.start <= clause_end(text, row[-1].end)


def _unit(text: str, row: list[Token], limit: int) -> Iterator[Unit]:
    if not row:
        return
    tradition = _tradition_of(row)
    row = _sure(row, tradition)
    if not row:
        return
    unit = Unit(row[0].start, row[-1].end, ibid=row[0].kind == "ibid")
    unit.tradition = tradition.name
    _name_archive(text, unit, row, tradition)
    unit.labels = tuple((t.name, t.value) for t in row if t.kind == "label")
    unit.levels.update(levels_of(unit.labels, tradition))
    for token in row:
        unit.levels.update(token.fields)
    if tradition.segments and row[0].kind in ("repository", "ibid") and not _paged(row):
        unit.end = read_segments(text, unit.levels, row, tradition, limit)
    _cut_off(text, unit, tradition)
    if _convinces(text, unit, row, tradition):
        yield unit


def _paged(row: list[Token]) -> bool:
    """Whether a reference back names pages and nothing else: it may mean a printed work."""
    return row[0].kind == "ibid" and {t.name for t in row[1:]} <= PAGES - {"vol"}


def _cut_off(text: str, unit: Unit, tradition: Tradition) -> None:
    """Note that a unit breaks off: a label without its number, a list that should go on."""
    if match := _LABEL_CUT_OFF.match(text, unit.end):
        meanings = labels_named(normal(match["label"]))
        levels = [m.field for m in meanings if m.tradition == tradition.name]
        if levels:
            unit.end, unit.cut = match.end(), levels[0]
    elif "listy" in unit.levels and _NUMBER_CUT_OFF.match(text, unit.end):
        unit.cut = "listy"
    if unit.cut:
        unit.because += ("the reference breaks off here",)


def _sure(row: list[Token], tradition: Tradition) -> list[Token]:
    """Without marks that count only after an archive's name, and other traditions' labels.

    Labels without a meaning here belong to unlabelled parts (*Memos, Vol. 2*), where there are any.
    """
    named = any(t.kind in ("repository", "ibid") or t.strong for t in row)
    weak = {code.name for code in tradition.codes if code.needs_repository and not named}
    foreign = set[str]()
    if tradition.segments and row[0].kind == "repository":
        foreign = {t.name for t in row if t.kind == "label"}
        foreign -= {normal(form) for form in tradition.labels}
    return [
        t
        for t in row
        if t.name not in foreign
        and (t.kind != "code" or (t.tradition == tradition.name and t.name not in weak))
    ]


def levels_of(labels: Iterable[tuple[str, str]], tradition: Tradition) -> dict[str, str]:
    """What labels and numbers mean in a tradition; the first of two for one level counts."""
    levels: dict[str, str] = {}
    for name, value in labels:
        for label in labels_named(name):
            if label.tradition == tradition.name and label.field not in levels:
                printed = f"{_printed(name, tradition)} {value}" if label.keep else value
                levels[label.field] = " ".join(printed.split())
    return levels


def _printed(name: str, tradition: Tradition) -> str:
    return next(form for form in tradition.labels if normal(form) == name).replace(
        "Record Group", "RG"
    )


def _tradition_of(row: list[Token]) -> Tradition:
    """The tradition that knows the archive and most of the labels."""
    archives = {
        t for token in row if token.kind == "repository" for t, _ in archives_named(token.value)
    }
    coded = {token.tradition for token in row if token.kind == "code"}
    known = [
        {label.tradition for label in labels_named(token.name)}
        for token in row
        if token.kind == "label"
    ]
    if not (archives or coded or known):
        return min(traditions().values(), key=lambda t: -t.precedence)

    def worth(tradition: Tradition) -> tuple[int, int, int]:
        name = tradition.name
        labels = sum(name in names for names in known)
        return (3 * (name in archives) + 2 * (name in coded) + labels, labels, tradition.precedence)

    return max(traditions().values(), key=worth)


def _name_archive(text: str, unit: Unit, row: list[Token], tradition: Tradition) -> None:
    """The archive as printed; its abbreviation where the words give one."""
    names = [token for token in row if token.kind == "repository"]
    if not names:
        return
    short = [n for n in names if len(n.value) <= 12 and n.value.upper()[:2] == n.value[:2].upper()]
    printed = short[-1] if len(names) > 1 and short else names[0]
    unit.levels["repository"] = " ".join(printed.value.split())
    meant = [a for n in names for t, a in archives_named(n.value) if t == tradition.name]
    unit.archive = meant[-1] if meant else unit.levels["repository"]


def _convinces(text: str, unit: Unit, row: list[Token], tradition: Tradition) -> bool:
    """Whether the pieces together show that an archive is cited."""
    levels = set(unit.levels) - {"repository"}
    if unit.ibid or any(t.strong for t in row):
        return True
    if "repository" in unit.levels:
        return bool(levels) and _records(text, unit, row, tradition)
    return len(levels) >= 2 and any(level in levels for level in _WIDE_LEVELS)


def _records(text: str, unit: Unit, row: list[Token], tradition: Tradition) -> bool:
    """Whether more than an archive's mere name stands there."""
    if any(t.kind != "repository" for t in row):
        return True
    return tradition.segments and bool(tradition.series_words)
