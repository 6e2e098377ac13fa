"""A synopsis for the terminal: columns side by side, wrapped; one below the other where narrow."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from recension.model.synopsis import Statement, Synopsis, Testimony
from recension.model.values import Group, Only
from recension.publication.wording import (
    CLAIMS,
    RELATIONS,
    event_words,
    sentence_vectors_words,
)

_NARROWEST = 22
_ROOMY = 28
"""Columns that are wide enough for absent witnesses, whose own are mostly empty, to have theirs."""
_SILENCE = {
    "omitted": "—",
    "unsure": "[perhaps in other words]",
    "gap": "[gap in the copy]",
    "out-of-scope": "[not recording]",
}
_ALONE = {
    "omitted": "",
    "unsure": ", as far as the program can tell",
    "gap": "; nothing follows from the others' silence, their copy has a gap",
    "out-of-scope": "; the others do not reach this part",
}


def synopsis_table(synopsis: Synopsis, width: int = 100) -> str:
    """Rows of passages with a line above each that says how they relate.

    What notes say of witnesses stands below the passage that it is about: in columns of the absent
    witnesses where the terminal has room for them, else in lines of its own.

    Args:
        synopsis: the records.
        width: columns of the terminal.
    """
    page = _Page(synopsis, width)
    return "\n".join(line.rstrip() for line in page.lines()) + "\n"


class _Page:
    """The lines of a synopsis."""

    def __init__(self, synopsis: Synopsis, width: int) -> None:
        self._synopsis, self._width = synopsis, max(width, _NARROWEST)
        self._sigla = [record.called for record in synopsis.records]
        absent = [witness.siglum for witness in synopsis.absent]
        self._in_columns = bool(absent) and self._each(len(self._sigla) + len(absent)) >= _ROOMY
        self._columns = [*self._sigla, *(absent if self._in_columns else ())]
        self._size = self._each(len(self._columns))
        self._stacked = self._size < _NARROWEST

    def _each(self, columns: int) -> int:
        return (self._width - 3 * (columns - 1)) // max(1, columns)

    def lines(self) -> Iterator[str]:
        """All lines, without the blanks at their ends taken away."""
        synopsis = self._synopsis
        yield from self._head()
        told = synopsis.testimonies_by_row()
        for row in synopsis.rows():
            yield from self._wrapped(self._says(row))
            yield from self._cells([self._cell(row, r.name) for r in synopsis.records])
            yield from self._told(told.get(id(row), ()))
            yield self._rule("─")
        if None in told:
            yield from self._wrapped("Notes on no passage of these records")
            yield from self._told(told[None])
            yield self._rule("─")
        yield from self._wrapped(_count(synopsis))
        if synopsis.alignment.sentence_vectors:
            yield from self._wrapped(sentence_vectors_words(synopsis.alignment.sentence_vectors))

    def _head(self) -> Iterator[str]:
        synopsis = self._synopsis
        if synopsis.label:
            yield from self._wrapped(event_words(synopsis.label))
            yield ""
        named = [(r.called, r.title) for r in synopsis.records if r.siglum]
        named += [(w.siglum, f"{w.name}, not printed here") for w in synopsis.absent]
        room = max((len(siglum) for siglum, _ in named), default=0) + 2
        for siglum, title in named:
            yield from self._wrapped(f"{siglum:<{room}}{title}", " " * room)
        if named:
            yield ""
        titles = [r.siglum or r.title for r in synopsis.records]
        titles += [w.siglum for w in synopsis.absent] if self._in_columns else []
        if not self._stacked:
            yield from self._cells(titles)
        yield self._rule("═")

    def _says(self, row: Group | Only) -> str:
        had = (f"the program had {row.proposal}",) if row.proposal else ()
        reasons = "; ".join(self._synopsis.said(reason) for reason in (*row.because, *had))
        because = f": {reasons}" if reasons else ""
        if isinstance(row, Only):
            called = next(r.called for r in self._synopsis.records if r.name == row.document)
            sure = row.confidence if row.silence == "omitted" else None
            by = f" ({round(100 * sure)} %)" if sure is not None else ""
            return f"Only in {called}{_ALONE[row.silence]}{by}{because}"
        label = f" · {row.label}" if row.label else ""
        sure = round(100 * row.confidence)
        return f"{row.id}{label} · {RELATIONS[row.relation]} ({sure} %){because}"

    def _cell(self, row: Group | Only, name: str) -> str:
        here = self._synopsis.column(row, name)
        if not here:
            return _SILENCE[row.silence] if isinstance(row, Only) else "—"
        return " […] ".join(" ".join(self._synopsis.words(p).split()) for p in here)

    def _told(self, testimonies: Sequence[Testimony]) -> Iterator[str]:
        for testimony in testimonies:
            by = f"By note {testimony.label}" if testimony.label else "By the essay"
            claims = dict.fromkeys(f"{s.witness} {CLAIMS[s.claim]}" for s in testimony.statements)
            yield from self._wrapped(f"{by}: {'; '.join(claims)}")
            if self._in_columns:
                yield from self._cells(
                    [_words(s for s in testimony.statements if s.witness == siglum)
                     for siglum in self._columns]
                )  # fmt: skip
            else:
                for words in dict.fromkeys(_words([s]) for s in testimony.statements):
                    yield from self._wrapped(f"   {words}", "   ")

    def _cells(self, cells: Sequence[str]) -> Iterator[str]:
        if self._stacked:
            for siglum, cell in zip(self._columns, cells, strict=False):
                yield from self._wrapped(f"{siglum}: {cell}", "   ")
            return
        padded = [*cells, *[""] * (len(self._columns) - len(cells))]
        wrapped = [textwrap.wrap(cell, self._size) for cell in padded]
        for parts in zip_longest(*wrapped, fillvalue=""):
            yield " │ ".join(f"{part:<{self._size}}" for part in parts)

    def _wrapped(self, words: str, indent: str = "   ") -> Iterator[str]:
        yield from textwrap.wrap(words, self._width, subsequent_indent=indent,
                                 drop_whitespace=True)  # fmt: skip

    def _rule(self, line: str) -> str:
        if self._stacked:
            return line * self._width
        crossing = line + ("╪" if line == "═" else "┼") + line
        return crossing.join([line * self._size] * len(self._columns))


def _words(statements: Iterable[Statement]) -> str:
    return " […] ".join(" ".join(s.words.split()) for s in statements)


def _count(synopsis: Synopsis) -> str:
    groups, only = synopsis.alignment.groups, synopsis.alignment.only
    if len(synopsis.records) > 1 and not groups:
        return "No passage side by side: nothing here shows that these records are of one event"
    said = f"{len(groups)} passages side by side, {len(only)} in one record only"
    told = sum(len(testimony.statements) for testimony in synopsis.testimonies)
    return f"{said}, {told} statements of notes on other records" if told else said
