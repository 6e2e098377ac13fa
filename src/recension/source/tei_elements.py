"""Elements of a TEI file read one by one: as findings, put together from pieces, as dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from recension.model.finding import Finding, key_of
from recension.model.span import Span
from recension.model.values import Value
from recension.source.tei_layout import XML, Laid, local

CODE = "RF101"
"""The code of everything that a source's own markup says."""


_WHEN = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T(\d\d:\d\d)(?::(\d\d))?.*)?")


def said(element: etree._Element, value: Value, span: Span, because: str) -> Finding[Value]:
    """A finding of an element."""
    sure = re.fullmatch(r"0?\.\d+|[01](?:\.0+)?", element.get("cert") or "")
    confidence = float(sure[0]) if sure else 1.0
    return Finding(CODE, span, value, confidence, (because,), key_of(value, span))


def pieces(laid: Laid, tags: Iterable[str]) -> Iterator[tuple[etree._Element, Span]]:
    """Elements of some names with their places, those in pieces (``@next``, ``@prev``) as one."""
    wanted = set(tags)
    places = [(e, span) for e, span in laid.spans.items() if local(e) in wanted]
    firsts: dict[str, etree._Element] = {}
    whole: dict[etree._Element, Span] = {}
    for element, span in sorted(places, key=lambda pair: (pair[1].start, -pair[1].end)):
        before = element.get("prev")
        first = firsts.get(before.lstrip("#"), element) if before else element
        if own := element.get(f"{XML}id"):
            firsts[own] = first
        so_far = whole.get(first, span)
        whole[first] = Span(min(so_far.start, span.start), max(so_far.end, span.end))
    yield from whole.items()


def words_of(element: etree._Element, path: str) -> str | None:
    """The words of the first child that a path of TEI names leads to; None where there are none."""
    found = element.find(f"{{*}}{path}")
    return None if found is None else all_words(found) or None


def all_words(element: etree._Element) -> str:
    """All words of an element and of those inside it."""
    return "".join(map(str, element.itertext()))


def edtf_of(element: etree._Element) -> str | None:
    """The date that TEI's dating attributes give, as EDTF; None where they give none."""
    if element.get("when-custom"):
        return element.get("when-custom")
    if element.get("when"):
        when = _moment(element.get("when"))
        return f"{when}?" if when and element.get("cert") == "low" else when
    start, end = _moment(element.get("from")), _moment(element.get("to"))
    if start or end:
        return f"{start or '..'}/{end or '..'}"
    return _between(_moment(element.get("notBefore")), _moment(element.get("notAfter")))


def _between(earliest: str | None, latest: str | None) -> str | None:
    """One day of several: a decade or a century where the years are those, else a set."""
    if not earliest and not latest:
        return None
    if earliest and latest and len(earliest) == len(latest) == 4:
        for shown in (3, 2):
            open_end = 4 - shown
            first, last = earliest[:shown] + "0" * open_end, earliest[:shown] + "9" * open_end
            if (earliest, latest) == (first, last):
                return earliest[:shown] + "X" * open_end
    return f"[{earliest or ''}..{latest or ''}]"


def _moment(when: str | None) -> str | None:
    """A day, month, year, or day and hour; zones are left out, and seconds that are none."""
    found = _WHEN.fullmatch(when or "")
    if found is None:
        return None
    day, hour, second = found.groups()
    if hour is None:
        return day
    return f"{day}T{hour}" + (f":{second}" if second and second != "00" else "")
