"""Dates of a marked-up source whose attribute says another day than their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.irregularity import Irregularity
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import Date, Value
from recension.readings.date_grammar import read_dates
from recension.readings.date_shape import Point


class DateWords:
    """A date of the markup that its own words contradict.

    ## What it finds
    In TEI: a `date` whose `when` says another year, month or day than the words inside it.

    ## Why it matters
    The attribute is what searches, calendars and the order of documents go by, and nobody sees it.

    ## When unsure
    Only what both say is compared: words without a year, an interval, two dates in one (Old and New
    Style) and words that cannot be read as a date contradict nothing. A year that the printed date
    has wrong and the attribute mends on purpose is named all the same.

    ## Sources
    The rules of *Foreign Relations of the United States* on dates (HistoryAtState/frus,
    schema/frus-dates.sch, read 2026-11-23; public domain).
    """

    code: ClassVar[str] = "RR202"
    name: ClassVar[str] = "date against its words"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = (Date,)
    gives: ClassVar[tuple[type[Value], ...]] = (Irregularity,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Read the words of each date that the markup gives."""
        for finding in findings.of(Date):
            if not finding.code.startswith("RF"):
                continue
            words = finding.span.of(source.text)
            readings = list(read_dates(words))
            if len(readings) != 1 or readings[0].last or readings[0].relative is not None:
                continue
            if _contradicts(readings[0].first, finding.value.edtf):
                what = f"the date is marked up as {finding.value.edtf}, and its words say otherwise"
                value = Irregularity("date", f"{what}: {' '.join(words.split())}")
                yield Finding(self.code, finding.span, value, 0.8, finding.because)


def _contradicts(said: Point, edtf: str) -> bool:
    parts = edtf.partition("T")[0].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return False
    year = said.year if not said.two_digits else None
    words = (year, said.month if (said.month or 0) <= 12 else None, said.day)
    pairs = zip(words, map(int, parts), strict=False)
    return any(word and word != number for word, number in pairs)
