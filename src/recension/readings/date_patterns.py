"""The shapes that dates have, as regular expressions made from the languages' words.

Every repetition is bounded and white space never reaches over a blank line, so that each attempt
costs a fixed time at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from recension.vocabularies.dates import DateWords, date_words
from recension.vocabularies.prefix_tree import any_of

_GAP = r"(?:(?=\s)[^\S\n]{0,40}\r?\n?[^\S\n]{0,40})"
_SOME = rf"{_GAP}?"
_DASH = rf"(?:{_SOME}[-–—‒]{_SOME}|{_GAP}(?:to|through|until|bis|до|по|do){_GAP})"
_AND = rf"{_GAP}(?:and|or|und|et|и|i|y){_GAP}"
_WORD = r"[^\W\d_]{3,14}(?:(?<=[rln])'|(?<=[RLN])')?"
_ROMAN = "XII|XI|IX|IV|VIII|VII|VI|V|X|III|II|I"
ROMAN = {name: number for number, name in enumerate(
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)}  # fmt: skip


@dataclass(frozen=True)
class Patterns:
    """All that the grammar matches with.

    Attributes:
        candidate: where a date may begin.
        shapes: the shapes in the order in which they are tried, by name.
        time: an hour after a day.
        before: vague and approximate words right before a date.
        relative: "of this year", "of last year".
        forms: months' names as they may be written, with their capitals.
        months: each form, lower case → language → number.
        seasons: each form → EDTF season.
        halves: each form → 1 or 2.
        year_before: words that let a bare number be a year.
        year_after: words after it that do.
        no_year_before, no_year_after: words beside which it is none.
    """

    candidate: re.Pattern[str]
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    time: re.Pattern[str]
    before: re.Pattern[str]
    relative: re.Pattern[str]
    forms: frozenset[str]
    months: dict[str, dict[str, int]]
    seasons: dict[str, int]
    halves: dict[str, int]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    no_year_before: re.Pattern[str]
    no_year_after: re.Pattern[str]

    def is_known(self, match: re.Match[str]) -> bool:
        """Whether every word that a shape takes for a month is one; a lone one is no short form."""
        groups = match.groupdict()
        names = [groups[name] for name in ("m1", "m2", "m3") if groups.get(name)]
        alone = "d1" not in groups and len(names) == 1
        return all(
            name in self.forms and (not alone or len(name) > 3 or name.istitle()) for name in names
        )


@cache
def patterns() -> Patterns:
    """The patterns, made once from the vocabularies."""
    words = date_words()
    months = _months(words)
    month_forms = {f for w in words for m in w.months for f in _cased(m, w.capital)}
    season_forms = {s for w in words for s in w.seasons}
    half_forms = {h for w in words for h in w.halves}
    parts = any_of(f for w in words for part in w.parts for f in (part, part.capitalize()))
    about = any_of(a for w in words for a in w.about)
    return Patterns(
        candidate=re.compile(
            rf"(?<![\w$£])(?<!\d[.,:/–-])(?:\d{{1,4}}(?!\d)|{any_of(month_forms)}(?!\w)"
            rf"|{any_of(season_forms)}(?!\w)|{any_of(half_forms)}(?!\w))"
        ),
        shapes=tuple(_shapes(words, month_forms, season_forms, half_forms)),
        forms=frozenset(month_forms),
        time=re.compile(_time(), re.IGNORECASE),
        before=re.compile(
            rf"(?:^|(?<=\W))(?:(?P<part>{parts})(?:{_GAP}|-)(?:in{_GAP}|of{_GAP})?(?:the{_GAP})?"
            rf"|(?P<night>night{_GAP}of{_GAP}(?:the{_GAP})?)|(?P<about>{about}){_GAP})$"
        ),
        relative=_relative(words),
        months=months,
        seasons={f: n for w in words for f, n in w.seasons.items()},
        halves={f: n for w in words for f, n in w.halves.items()},
        year_before=re.compile(
            rf"(?:^|(?<=\W)){any_of(f for w in words for f in w.year_after)}[ \n*_(]{{1,3}}$"
        ),
        year_after=re.compile(rf"\s?{any_of(f for w in words for f in w.year_words)}(?!\w)"),
        no_year_before=re.compile(
            rf"(?:^|(?<=\W)){any_of(f for w in words for f in w.no_year_after)}[.#]?{_GAP}?$",
            re.IGNORECASE,
        ),
        no_year_after=re.compile(
            rf"(?:\s|-){any_of(f for w in words for f in w.no_year_before)}(?!\w)|%|,\d{{3}}"
        ),
    )  # fmt: skip


def _months(words: Iterable[DateWords]) -> dict[str, dict[str, int]]:
    months: dict[str, dict[str, int]] = {}
    for language in words:
        for form, number in language.months.items():
            months.setdefault(form.casefold(), {})[language.language] = number
    return months


def _cased(form: str, capital: bool) -> set[str]:
    title = form[:1].upper() + form[1:]
    return {title, title.upper()} | (set() if capital else {form.lower()})


def _shapes(
    words: Iterable[DateWords], months: set[str], seasons: set[str], halves: set[str]
) -> Iterable[tuple[str, re.Pattern[str]]]:
    of = rf"(?:{any_of(f for w in words for f in w.of)}{_GAP})?"
    years = any_of(f for w in words for f in w.year_words)
    decades = any_of(f for w in words for f in w.decades)
    word = rf"(?:\.?{_SOME}{years}(?!\w))?"

    # Any word passes the shape; `is_known` then asks whether it is a month's name. A pattern of all
    # names in each of these shapes takes longer to compile than a bulletin takes to read.
    def m(n: int = 1) -> str:
        return rf"(?P<m{n}>{_WORD})(?!\w)\.?"

    def d(n: int = 1) -> str:
        return rf"(?P<d{n}>[0-3]?\d)(?!\d)(?:st|nd|rd|d|th|er|º|-?го|-го|\.)?"

    def y(n: int = 1, comma: str = ",?") -> str:
        return (
            rf"(?:{comma}{_GAP}|,){of}(?P<y{n}>1[4-9]\d\d|20[0-2]\d)(?!\d|[-–]?\d{{2,3}}\w){word}"
        )

    bare = r"(?P<y1>1[4-9]\d\d|20[0-2]\d)(?!\d)"
    dotted = (
        rf"(?P<d1>[0-3]?\d)\.{_SOME}(?:(?P<n1>[01]?\d)|(?P<r1>{_ROMAN}))\.{_SOME}"
        rf"(?:{bare}|(?P<yy1>\d\d))(?![\d.]{{0,4}}\d){word}"
    )
    double = rf",?{_GAP}(?P<y1>1[4-7]\d\d)/(?P<yy2>\d{{1,2}})(?!\d)"
    new_month = rf"{d(2)}{_GAP}{of}{m(2)}"
    new_style = rf"{d(2)}(?:{_GAP}{of}{m(2)})?"
    yield from (
        (name, re.compile(shape))
        for name, shape in (
            ("iso", r"(?P<y1>1[4-9]\d\d|20[0-2]\d)-(?P<n1>[01]\d)-(?P<d1>[0-3]\d)(?![\d-])"),
            ("dotted", dotted),
            ("roman", rf"(?P<d1>[0-3]?\d)(?:{_GAP}|/)(?P<r1>{_ROMAN})(?:{_GAP}|/){bare}{word}"),
            ("double-year", rf"{d()}{_GAP}{of}{m()}{double}"),
            ("double-year", rf"{m()}{_GAP}{d()}{double}"),
            ("styles", rf"{d()}{_GAP}{of}{m()}(?:{y(2)})?{_GAP}\({new_style}\)(?:{y()})?"),
            ("styles", rf"{d()}{_GAP}{of}{m()}(?:{y(2)})?{_SOME}/{_SOME}{new_month}(?:{y()})"),
            ("us-styles", rf"{m()}{_GAP}{d()}{_SOME}[/(]{_SOME}{m(2)}{_GAP}{d(2)}\)?(?:{y()})"),
            ("us-styles-day", rf"{m()}{_GAP}{d()}{_SOME}\({d(2)}\)(?:{y()})"),
            ("stroke", rf"{d()}/{d(2)}{_GAP}{of}{m()}(?:{y()})?"),
            ("span", rf"{d()}{_GAP}{of}{m()}(?:{y(2)})?{_DASH}{d(2)}{_GAP}{of}{m(2)}(?:{y()})?"),
            ("days", rf"{d()}{_SOME}[-–—]{_SOME}{d(2)}{_GAP}{of}{m()}(?:{y()})?"),
            ("either", rf"{d()}{_AND}{d(2)}{_GAP}{of}{m()}(?:{y()})?"),
            ("day", rf"{d()}{_GAP}(?:day{_GAP})?{of}{m()}(?:{y()})?"),
            ("us-span", rf"{m()}{_GAP}{d()}(?:{y(2)})?{_DASH}{m(2)}{_GAP}{d(2)}(?:{y()})?"),
            ("us-days", rf"{m()}{_GAP}{d()}{_SOME}[-–—]{_SOME}{d(2)}(?:{y()})?"),
            ("us-to", rf"{m()}{_GAP}{d()}{_GAP}to{_GAP}{d(2)}(?:{y()})?"),
            ("us-either", rf"{m()}{_GAP}{d()}{_AND}{d(2)}(?!\w|{_GAP}{any_of(months)})(?:{y()})?"),
            ("us-day", rf"{m()}{_GAP}(?:the{_GAP})?{d()}(?![\d:]|{_GAP}?%)(?:{y()})?"),
            ("hu-day", rf"{bare}\.?,?{_GAP}{m()}{_GAP}{d()}"),
            ("months", rf"{m()}(?:{y(2)})?{_DASH}{m(2)}{y()}"),
            ("blank-day", rf"{m()}{_GAP}(?:[—–-]{{1,3}}|_{{1,6}}),?{y(1, ',?')}"),
            ("month", rf"(?<!\d )(?P<m1>{_WORD})(?!\w)\.?{y()}"),
            ("month-only", rf"(?P<m1>{_WORD})(?!\w)"),
            ("season", rf"(?P<s1>{any_of(seasons)})(?!\w)(?:{y()})?"),
            ("half", rf"(?P<half>{any_of(halves)}){_GAP}(?:{bare}|{m()}(?:{y(3)})?)"),
            ("decade", rf"(?P<y1>1\d\d0|20\d0){decades}(?!\w)"),
            ("years", rf"{bare}{_SOME}[-–—/]{_SOME}(?P<y2>\d{{4}}|\d\d)(?![\d/]|[-–]\d){word}"),
            ("year", bare),
        )
    )  # fmt: skip


def _time() -> str:
    hour = r"(?P<h>\d{1,2})(?:[:.](?P<min>\d{2}))?"
    units = r"(?:(?:hours|Uhr|часов|часа|час|sati)(?![a-zа-я])|(?:hrs|hr|h|ч|hod)(?![a-zа-я])\.?)"
    return (
        rf"(?:{_SOME}[—–]{_SOME}|[*]{{0,3}}\]?,?{_GAP}(?:(?:at|um|в|u|à|alle|about){_GAP})?)"
        rf"(?:{hour}{_SOME}(?P<half>[ap])\.?{_SOME}m(?![a-z])\.?(?!{_SOME}(?:[-–—]|to{_GAP})\s?\d)"
        rf"|(?P<h24>[0-2]?\d):(?P<m24>[0-5]\d)(?![\d:]|{_SOME}(?:[-–—]|to{_GAP})\s?\d)(?:{_SOME}{units})?"
        rf"|(?P<hu>[0-2]?\d)\.?(?P<mu>[0-5]\d)?{_SOME}{units}"
        rf"|(?P<z>[0-2]\d[0-5]\d)\s?Z(?![a-z])|(?:12{_SOME})?(?:(?P<noon>noon)|(?P<midnight>midnight))(?![a-z]))"
    )


def _relative(words: Iterable[DateWords]) -> re.Pattern[str]:
    this = any_of(f for w in words for f in w.this_year)
    last = any_of(f for w in words for f in w.last_year)
    past = any_of(f for w in words for f in w.past)
    return re.compile(
        rf",?{_GAP}(?:(?P<this>{this})|(?P<last>{last})|(?P<past>{past})"
        rf"(?!{_GAP}(?:week|night|year|month|spring|summer|fall|autumn|winter)))(?!\w)"
    )
