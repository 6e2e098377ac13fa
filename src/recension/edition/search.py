"""Search in an edition file: words, phrases, prefixes; each hit with its citation.

A query is words, ``"phrases in quotation marks"`` and ``prefix*``; a passage must have all of them,
in any spelling that the folded shadow (:mod:`recension.edition.shadow`) takes for the same, or
under another name of the person who is so called. There is no other syntax: whatever else is typed
is looked for as the words that it contains.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from recension.edition.columns import text_from
from recension.edition.file import connect, damage_told, read_sources
from recension.edition.shadow import forms, shadow_word
from recension.model.errors import ArgumentError
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.vocabularies.fold import fold, words
from recension.vocabularies.names.other_names import keys, other_names

_TERM = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”«»]|$)(\*?)|([^\s"“”„«»]+)')
_MOST_FORMS = 16  # of a phrase; each further word is asked for in its first form only
_MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, and how to cite it.

    Attributes:
        source: id of the source.
        source_name: its name.
        span: the passage.
        matches: where the words that were looked for stand in it.
        words: the passage's words, as the copy has them.
        document: id of the innermost document around it.
        title: that document's title.
        note: label of the note that it stands in.
        page: label of the page where the first match stands, where the source is paged.
        line: its line, counted from 1.
    """

    source: str
    source_name: str
    span: Span
    matches: tuple[Span, ...]
    words: str
    document: str | None = None
    title: str | None = None
    note: str | None = None
    page: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Hits:
    """The best hits, and how many passages there are in all."""

    total: int
    best: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """One thing to look for: words in a row, the last of which may be only a beginning.

    ``others`` are other names of a person whose name it is, each words in a row too.
    """

    words: tuple[str, ...]
    prefix: bool = False
    others: tuple[tuple[str, ...], ...] = ()


def search(path: Path, query: str, limit: int = 20) -> Hits:
    """Find passages in an edition file.

    Args:
        path: the edition file.
        query: see the module; any text is allowed.
        limit: the most hits that come back.

    Returns:
        the best hits first: rarer words and the spelling that was typed count for more.

    Raises:
        ArgumentError: there is no word in the query, or far too many.
        NotAnEdition, UnknownSchema: as for :func:`recension.edition.file.connect`.
    """
    terms = _terms(query)
    with damage_told(path), closing(connect(path)) as connection:
        terms = _with_other_names(connection, terms)
        expression = " AND ".join(map(_expression, terms))
        (total,) = connection.execute(
            "SELECT count(*) FROM paragraph_search WHERE paragraph_search MATCH ?", [expression]
        ).fetchone()
        rows = connection.execute(_BEST, [expression, limit]).fetchall()
        texts = {source.id: source.text for source in read_sources(connection)} if rows else {}
        best = (_hit(connection, source, texts[source], Span(*at), terms) for source, *at in rows)
        return Hits(total, tuple(best))


_BEST = """
SELECT source, "start", "end" FROM paragraph_search
JOIN paragraph ON paragraph.id = paragraph_search.rowid
WHERE paragraph_search MATCH ?
ORDER BY bm25(paragraph_search, 2.0, 1.0), paragraph.id LIMIT ?
"""
_DOCUMENT = """
SELECT id, title FROM document WHERE source = ? AND "start" <= ? AND "end" > ?
ORDER BY "start" DESC, "end", id LIMIT 1
"""
_NOTE = "SELECT label FROM note WHERE source = ? AND body_start <= ? AND body_end > ? LIMIT 1"


def _terms(query: str) -> list[_Term]:
    terms = []
    for phrase, phrase_star, word in _TERM.findall(query):
        found = tuple(match.group() for match in words(phrase or word))
        if found:
            terms.append(_Term(found, bool(phrase_star) or word.endswith("*")))
    if not terms:
        raise ArgumentError(repr(query), "there is no word in it", "Give a word to look for")
    if sum(len(term.words) for term in terms) > _MOST_WORDS:
        problem = f"has more than {_MOST_WORDS} words"
        raise ArgumentError("the query", problem, "Look for a shorter passage of it")
    return terms


def _with_other_names(connection: sqlite3.Connection, terms: Sequence[_Term]) -> list[_Term]:
    asked = {keys(" ".join(term.words)) for term in terms if not term.prefix}
    others: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for name, variants in connection.execute("SELECT name, variants FROM person"):
        names = [*(text_from(v) for v in json.loads(variants)), text_from(name)]
        if asked.isdisjoint(keys(name or "") for name in names):
            continue
        group = {keys(other): other for other in other_names(filter(None, names))}
        for called in asked & group.keys():
            rest = (other for key, other in group.items() if key != called)
            said = (tuple(m.group() for m in words(other)) for other in rest)
            others.setdefault(called, {}).update(dict.fromkeys(said))
    return [
        replace(t, others=tuple(others.get(keys(" ".join(t.words)), ()))) if not t.prefix else t
        for t in terms
    ]


def _expression(term: _Term) -> str:
    """A term in FTS5's language; every word is in quotation marks, so nothing typed is syntax."""
    star = " *" if term.prefix else ""
    typed = " ".join(term.words)
    ways = [f'"{form}"{star}' for form in _phrase_forms(term.words)]
    ways += [f'"{form}"' for other in term.others for form in _phrase_forms(other)]
    return f'({{folded}} : ({" OR ".join(ways)}) OR {{words}} : "{typed}"{star})'


def _phrase_forms(phrase: Sequence[str]) -> list[str]:
    choices, left = [], _MOST_FORMS
    for word in phrase:
        choice = forms(word)[: max(1, left)]
        left //= len(choice)
        choices.append(choice)
    return [" ".join(chosen) for chosen in product(*choices)]


def _hit(
    connection: sqlite3.Connection,
    source: str,
    text: SourceText,
    span: Span,
    terms: Sequence[_Term],
) -> Hit:
    matches = tuple(_matches(text.text, span, terms))
    at = matches[0].start if matches else span.start
    document, title = connection.execute(_DOCUMENT, [source, at, at]).fetchone() or (None, None)
    (note,) = connection.execute(_NOTE, [source, at, at]).fetchone() or (None,)
    page = text.page_at(at)
    return Hit(
        source=source,
        source_name=text.name,
        span=span,
        matches=matches,
        words=span.of(text.text),
        document=document,
        title=text_from(title),
        note=text_from(note),
        page=page.label if page else None,
        line=text.position(at)[0],
    )


def _matches(text: str, span: Span, terms: Sequence[_Term]) -> list[Span]:
    """Where the terms stand in a passage, in order."""
    tokens = [
        (Span(span.start + match.start(), span.start + match.end()), match.group())
        for match in words(span.of(text))
    ]
    known = [{fold(word), shadow_word(word)} for _, word in tokens]
    found = []
    for way, prefix in ((w, t.prefix) for t in terms for w in (t.words, *t.others)):
        wanted = [set(forms(word)) for word in way]
        for n in range(len(tokens) - len(wanted) + 1):
            if _stands_at(known[n : n + len(wanted)], wanted, prefix):
                found.append(Span(tokens[n][0].start, tokens[n + len(wanted) - 1][0].end))
    return joined(found)


def _stands_at(known: Sequence[set[str]], wanted: Sequence[set[str]], prefix: bool) -> bool:
    if not all(map(set.intersection, known[:-1], wanted[:-1])):
        return False
    if not prefix:
        return bool(known[-1] & wanted[-1])
    return any(have.startswith(want) for have in known[-1] for want in wanted[-1])
