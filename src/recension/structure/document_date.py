"""Document dates that lie outside their neighbours' where documents stand in order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Value

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|$)")
_LEAST = 8
"""Dated documents from which an order can be seen."""
_PLAY = 7
"""Days by which documents that belong together may change places."""
_STEADY = 0.85
"""Share of steps that go on in time, from which the order is one of time."""


class DocumentDate:
    """A document dated before or after all its neighbours.

    ## What it finds
    Where documents stand in order of time: one whose day lies outside the days of the two before
    and the two behind it, which are themselves in order.

    ## Why it matters
    A year or month misread in one dateline moves a record to where nobody looks for it, and with
    it all dates in it whose year is the document's.

    ## When unsure
    A week is no matter: editors set a note or an enclosure beside what it belongs to. Nothing is
    said at the ends, between chapters that each begin anew, of documents dated by month
    or by an interval, and where more than one step in seven breaks the order anyhow.

    ## Sources
    Longest runs in order are the usual test of a chronological series; the rules on
    `frus:doc-dateTime-min` of *Foreign Relations of the United States* (HistoryAtState/frus,
    schema/frus-dates.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RS603"
    name: ClassVar[str] = "document date"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "note"
    needs: ClassVar[tuple[type[Value], ...]] = (Document,)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Hold each date against its neighbours'."""
        rows = [f for f in findings.of(Document) if f.value.parent is None and _day(f)]
        steps = [_day(after) >= _day(before) for before, after in pairwise(rows)]
        if len(rows) < _LEAST or sum(steps) < _STEADY * len(steps):
            return
        sound = rows[:2]
        for here, after, later in zip(rows[2:], rows[3:], rows[4:], strict=False):
            around = [_day(f) for f in (*sound[-2:], after, later)]
            if around == sorted(around) and _days_outside(_day(here), *around[1:3]) > _PLAY:
                yield self._finding(here, around[1], around[2])
            else:
                sound.append(here)

    def _finding(self, here: Finding[Document], before: str, after: str) -> Finding[Value]:
        place = here.value.title_span or here.span
        days = f"documents of {before} and {after}" if before != after else f"two of {before}"
        message = f"the document is dated {_day(here)} and stands between {days}"
        because = "the documents stand in order of time"
        at = Span(place.start, place.start)
        return Finding(self.code, at, Irregularity("date", message), 0.7, (because,))


def _days_outside(day: str, first: str, last: str) -> int:
    """By how many days a day lies before the first or after the last of two."""
    at, low, high = (date.fromisoformat(moment).toordinal() for moment in (day, first, last))
    return max(low - at, at - high, 0)


def _day(finding: Finding[Document]) -> str:
    """The day of a document; empty where it is not dated to a day that the calendar has."""
    found = _DAY.match(finding.value.date or "")
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""
