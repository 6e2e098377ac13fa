"""Cuts a text into the pieces that archival references are made of, and nothing else.

One pass with one regular expression, compiled from the tradition files, finds the names of
archives, labels with their numbers (``f. 0144``), marks known by their shape (``FO 371/12345``)
and words for "in the same place". Every repetition is bounded, so that the time grows with the
length of the text whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recension.model.span import Span
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.references.tradition import Code, Label, normal, traditions

Kind = Literal["repository", "label", "code", "ibid"]

_LEAF = (
    r"\d{1,6}(?:\s?(?:ob|об|rev|verso|[rvab](?!\w))\.?(?!\w))?"
    r"(?:\s?[-–—]\s{0,2}\d{1,6}(?:\s?(?:ob|об|rev|verso|[rvab](?!\w))\.?(?!\w))?)?"
)
_LEAVES = re.compile(
    rf"{_LEAF}(?:(?:,\s{{0,3}}|\s(?:and|и|und|et)\s){_LEAF}(?!\w|\s[A-ZА-Я]\w{{2}}|\.\d)){{0,80}}"
)
_SINGLE = re.compile(
    r"(?:(?:№|No\.|[Nn]r\.|br\.|n°)\s?)?(?:[A-ZА-ЯŽŠ]{1,3}[-–]?\s?)?\d{1,7}"
    r"(?:[-–]?[A-Za-zА-Яа-я]{1,2}(?!\w)|\s[A-ZА-Я](?=,\s))?(?:[/–-]\d{1,6}[A-Za-z]?(?!\w)){0,3}"
)
_WIDE = re.compile(
    r"(?:[A-ZIVX]{1,5}[\s/-])?(?:[A-Z]{1,3}[\s/-]?)?\d{1,7}[A-Z]?"
    r"(?:\s?[A-Z]{1,2}[\s-]?\d{1,6}|[/–-][A-Z]?\d{1,7}[A-Z]?){0,3}(?!\w)"
)
_WORDS = re.compile(
    r"[A-ZА-ЯÀ-ÖØ-ÞČŠŽŁŚ]"
    r"(?:[^,;.()\[\]\n]|(?<=[A-ZÀ-ÖØ-ÞČŠŽ])\.(?!\s+[A-ZÀ-ÖČŠŽ][a-zà-öčšž]{2})){1,70}"
)
_REACH = 90
_NEXT_PART = re.compile(r"[\s,.:#*()]{0,4}(?=[\w])")
_PARTS_END = re.compile(r";|\n\s*\n|\.\s+[A-Z][a-z]{2}|[.)]\s*$")
_NO_ARCHIVE = ("Bulletin", "Press Release", "building", "official")
_IBID = ("ibid", "ibidem", "Ibid", "Ibidem", "IBID")
_BETWEEN_LABELS = re.compile(
    r"[\s,;:.()\[\]*_\"'“”’–—-]{0,44}(?:(?:and|и|i|und)\s{1,3})?[\s*(]{0,3}"
)
_AFTER_ARCHIVE = re.compile(r"(?:(?!\n\s*\n)[^.;!?]|\.(?!\s+[A-Z][a-z])){0,80}?")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a reference.

    Attributes:
        kind: what it is.
        start, end: where it stands, its value included.
        name: a label's or an archive's normal form, a code's name.
        value: a label's number, an archive's printed name, a code's words.
        strong: whether it shows by itself that an archive is cited.
        fields: a code's levels with their values.
        tradition: for a code or an archive, whose it is.
    """

    kind: Kind
    start: int
    end: int
    name: str
    value: str
    strong: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    tradition: str = ""


@dataclass(frozen=True)
class _Lexicon:
    anchors: re.Pattern[str]
    label: re.Pattern[str]
    labels: dict[str, tuple[Label, ...]]
    archives: dict[str, tuple[tuple[str, str], ...]]
    codes: tuple[tuple[str, Code], ...]
    behind: tuple[tuple[str, Code], ...]
    named: re.Pattern[str]
    slip: re.Pattern[str]


def labels_named(name: str) -> tuple[Label, ...]:
    """What a label means in each tradition that knows it.

    Args:
        name: its normal form, as tokens give it.
    """
    return _lexicon().labels.get(name, ())


def archives_named(printed: str) -> tuple[tuple[str, str], ...]:
    """The (tradition, usual abbreviation) pairs of an archive's printed name."""
    return _lexicon().archives.get(normal(printed), ())


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The pieces of references in a text, in order, none overlapping.

    Args:
        text: any text.
        start, end: where to look, in code points; the whole text by default.
    """
    lexicon = _lexicon()
    stop = len(text) if end is None else end
    at, reach, context = start, start, _Context()
    while True:
        match = lexicon.anchors.search(text, at, stop)
        before = match.start() if match else stop
        token = _part(text, at, min(before, reach), context, lexicon)
        if token is None and match is None:
            return
        if token is None and match is not None:
            token = _token(text, match, lexicon)
            if token is None:
                at = match.end() if match.end() > match.start() else match.start() + 1
                continue
        assert token is not None
        yield token
        context = _after(token, context, lexicon)
        at, reach = token.end, min(stop, token.end + _REACH)
        while token.kind == "label" and (slip := _slip(text, token, lexicon)):
            yield slip
            token, at = slip, slip.end


@dataclass(frozen=True, slots=True)
class _Context:
    """The traditions of the archive that a text is citing just now."""

    traditions: frozenset[str] = frozenset()


def _after(token: Token, context: _Context, lexicon: _Lexicon) -> _Context:
    if token.kind == "repository":
        return _Context(frozenset(name for name, _ in lexicon.archives[token.name]))
    if token.kind == "code" and not context.traditions:
        return _Context(frozenset((token.tradition,)))
    return context


def _part(text: str, start: int, before: int, context: _Context, lexicon: _Lexicon) -> Token | None:
    """A mark or a fonds by its name that counts only behind an archive of its tradition."""
    if not context.traditions or start >= before:
        return None
    end = _PARTS_END.search(text, start, before + 1)
    limit = end.start() if end else before
    at = start
    while at <= limit and (gap := _NEXT_PART.match(text, at)):
        if gap.end() > before:
            return None
        if token := _behind_archive(text, gap.end(), context, lexicon):
            return token
        comma = text.find(",", max(gap.end(), at + 1), limit)
        if comma < 0:
            return None
        at = comma
    return None


def _behind_archive(text: str, at: int, context: _Context, lexicon: _Lexicon) -> Token | None:
    for tradition, code in lexicon.behind:
        if tradition in context.traditions and (token := _code_at(text, at, tradition, code)):
            return token
    match = lexicon.named.match(text, at)
    if match is None:
        return None
    name = normal(match["label"])
    words = [m for m in lexicon.labels[name] if m.words and m.tradition in context.traditions]
    value = _WORDS.match(text, match.end())
    if not words or value is None:
        return None
    return Token("label", at, value.end(), name, value[0].rstrip(" ."))


def archival_spans(text: str) -> Iterator[Span]:
    """Find the stretches that look like archival references, cheaply and without reading them.

    Meant for those who judge the language of a text: such a stretch is sound, however unlike
    words it looks. A stretch is one strong piece (an archive's name with a number, a file mark,
    *ibid.*) or at least two labels with numbers, with nothing but punctuation between.

    Yields:
        spans in order, none overlapping.
    """
    row: list[Token] = []
    for token in tokens(text):
        if row and not _joined(text, row[-1], token):
            yield from _stretch(row)
            row = []
        row.append(token)
    yield from _stretch(row)


def _stretch(row: Sequence[Token]) -> Iterator[Span]:
    labels = {t.name for t in row if t.kind == "label"}
    named = any(t.kind == "repository" for t in row)
    strong = any(t.strong for t in row)
    if strong or len(labels) >= 2 or (named and len(row) >= 2):
        yield Span(row[0].start, row[-1].end)


def _joined(text: str, left: Token, right: Token) -> bool:
    if right.start - left.end > 120:
        return False
    if _BETWEEN_LABELS.fullmatch(text, left.end, right.start):
        return "\n\n" not in text[left.end : right.start]
    near = left.kind == "repository"
    return near and _AFTER_ARCHIVE.fullmatch(text, left.end, right.start) is not None


def _token(text: str, match: re.Match[str], lexicon: _Lexicon) -> Token | None:
    kind = match.lastgroup
    if kind == "behind":
        name = normal(match["behind"])
        return Token("label", match.start(), match.end(), name, match["number"])
    if kind == "label":
        return _labelled(text, match, lexicon)
    if kind == "ibid":
        return Token("ibid", match.start(), match.end(), "ibid", match[0], strong=True)
    if kind == "repository":
        token = Token("repository", match.start(), match.end(), normal(match[0]), match[0])
        return token if lexicon.archives.get(token.name) else None
    return _coded(text, match, lexicon)


def _labelled(text: str, match: re.Match[str], lexicon: _Lexicon) -> Token | None:
    name = normal(match["label"])
    meanings = lexicon.labels.get(name, ())
    value = _value(text, match.end(), meanings)
    if value is None and len(name) >= 4 and any(m.field == "fond" for m in meanings):
        value = _WORDS.match(text, match.end())
    if value is None:
        return None
    strong = any(m.wide and m.keep for m in meanings) and " " in value[0]
    return Token("label", match.start(), value.end(), name, value[0].rstrip(" ."), strong)


def _value(text: str, at: int, meanings: Sequence[Label]) -> re.Match[str] | None:
    """A label's number in the widest shape that one of its meanings allows."""
    shapes = [_SINGLE] if any(not m.leaves for m in meanings) else []
    if any(m.leaves for m in meanings):
        shapes.append(_LEAVES)
    if any(m.wide for m in meanings):
        shapes.append(_WIDE)
    found = [value for shape in shapes if (value := shape.match(text, at))]
    return max(found, key=lambda value: value.end(), default=None)


def _coded(text: str, match: re.Match[str], lexicon: _Lexicon) -> Token | None:
    for tradition, code in lexicon.codes:
        if token := _code_at(text, match.start(), tradition, code):
            return token
    labelled = lexicon.label.match(text, match.start())
    return _labelled(text, labelled, lexicon) if labelled else None


def _code_at(text: str, at: int, tradition: str, code: Code) -> Token | None:
    found = code.pattern.match(text, at)
    if found is None or text[found.end() : found.end() + 1].isalnum():
        return None
    levels = tuple((k, " ".join(v.split())) for k, v in found.groupdict().items() if v)
    return Token("code", at, found.end(), code.name, found[0], code.strong, levels, tradition)


def _slip(text: str, before: Token, lexicon: _Lexicon) -> Token | None:
    """A label that optical recognition made into a figure, right after another label."""
    levels = {label.field for label in lexicon.labels[before.name]}
    match = lexicon.slip.match(text, before.end)
    if not match or not levels & {"delo", "edinitsa"}:
        return None
    value = _LEAVES.match(text, match.end())
    if value is None:
        return None
    name = "ll" if len(match[1]) == 2 else "l"
    return Token("label", match.start(1), value.end(), name, value[0])


@cache
def _lexicon() -> _Lexicon:
    labels: dict[str, list[Label]] = {}
    archives: dict[str, list[tuple[str, str]]] = {}
    codes: list[tuple[str, Code]] = []
    ibids, printed = list(_IBID), set[str]()
    slips = {slip for t in traditions().values() for slip in t.slips}
    for tradition in traditions().values():
        for form, label in tradition.labels.items():
            labels.setdefault(normal(form), []).append(label)
            printed.add(form)
        for form, archive in tradition.repositories.items():
            archives.setdefault(normal(form), []).append((tradition.name, archive))
        codes += [(tradition.name, code) for code in tradition.codes]
        ibids += tradition.ibid
    behind = {f for t in traditions().values() for f, label in t.labels.items() if label.before}
    forms = {form for t in traditions().values() for form in t.repositories}
    return _Lexicon(
        anchors=_anchors(printed, forms, ibids, behind, [code for _, code in codes]),
        label=re.compile(_label_pattern(printed)),
        labels={name: tuple(meanings) for name, meanings in labels.items()},
        archives={name: tuple(pairs) for name, pairs in archives.items()},
        codes=tuple(
            sorted(
                ((name, code) for name, code in codes if code.starts or code.strong),
                key=lambda pair: not pair[1].strong,
            )
        ),
        behind=tuple((name, code) for name, code in codes if code.needs_repository),
        named=_named(),
        slip=re.compile(rf"\s?,?\s{{1,3}}({any_of(slips)})[.,:]?\s{{1,2}}(?=\d)"),
    )


def _named() -> re.Pattern[str]:
    labels = {f for t in traditions().values() for f, label in t.labels.items() if label.words}
    return re.compile(rf"(?P<label>{any_of(_cased(labels))})(?:\.|:|(?=\s))\s{{1,3}}(?=[^\W\d])")


def _anchors(
    labels: Iterable[str],
    archives: Iterable[str],
    ibids: Iterable[str],
    behind: Iterable[str],
    codes: Iterable[Code],
) -> re.Pattern[str]:
    starts = {start for code in codes for start in code.starts}
    short = any_of(start for start in starts if len(start) < 4)
    long = any_of(start for start in starts if len(start) >= 4)
    return re.compile(
        r"\b(?:"
        rf"(?P<ibid>{any_of(ibids)}\b\.?)"
        rf"|(?P<repository>{any_of(archives)}(?!\w|\s{{1,3}}{any_of(_NO_ARCHIVE)}))"
        rf"|(?P<code>{short}(?=[\s./,)-]{{0,3}}[A-ZIVX]{{0,4}}[\s-]?[\d(])|{long}(?!\w)"
        r"|\d{3}[A-Za-z]?\.\d)"
        rf"|(?P<number>\d{{1,5}})\.?\s{{1,2}}(?P<behind>{any_of(behind)})(?!\w)\.?"
        rf"|{_label_pattern(labels)})"
    )


def _label_pattern(labels: Iterable[str]) -> str:
    return (
        rf"(?P<label>{any_of(_cased(labels))})(?:\.:?\s{{0,40}}|:\s{{0,40}}|\s{{1,40}}|,\s{{1,3}})"
        r"(?=(?:№|No\.|[Nn]r\.|br\.|n°)?\s?[A-ZА-ЯŽŠ]{0,3}[-–]?\s?[A-Z]?[/\s]?\d"
        r"|(?<=ond )[A-Z]|(?<=: )[A-Z])"
    )


def _cased(labels: Iterable[str]) -> set[str]:
    forms = set()
    for label in labels:
        forms |= {label, label[:1].upper() + label[1:]}
        if len(label) > 3:
            forms.add(label.upper())
    return forms
