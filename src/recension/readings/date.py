"""Dates in the text, as EDTF, and nothing that the words or their context do not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import merge
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span, joined
from recension.model.values import Damage, Date, Document, Reference, Value
from recension.readings.date_calendars import read_other_calendars
from recension.readings.date_grammar import read_dates
from recension.readings.date_relative import with_relative
from recension.readings.date_shape import Reading
from recension.readings.date_year import DocumentDate, YearContext
from recension.vocabularies.references import archival_spans


class DateReader:
    """Finds the dates that the text names and writes them in EDTF.

    ## What it finds

    Days (`27 May 1946`, `May 27, 1946`, `27.V.46`, `27 мая 1946 г.`), intervals (`27-28 May`,
    `25 April - 16 May 1946`, `1944-46`), months, seasons (`summer of 1945` is `1945-22`), halves of
    years, decades (`the 1940s` is `194X`), hours, Old and New Style printed together, in twelve
    languages. Bare years count where the words around treat them as years (`in 1948`, `the 1956
    crisis`). Two days or years joined by *and* are two dates.

    ## Why it matters

    The order of events is the first thing that records of one event are compared by.

    ## When unsure

    A date that is not found is the smaller harm: a wrong one puts an event where it was not. A year
    that the words leave open comes from the document's date, or from the same day named earlier
    with its year, or from the last year that the narrative names; the evidence says which, and the
    confidence falls. Where there is none of them the figures stay open (`XXXX-05-27`). Nothing ever
    comes from the day on which the program runs. Numbers of archival units, pages, resolutions and
    notes are no years, nor are years of publication in brackets. The years of a life in brackets
    behind a name are an interval, and said to be a life's. Two languages share a month's name
    (*listopad*) and differ by a month: it stays open (`1956-XX-27`) unless the document's language
    is known.

    ## Sources

    ISO 8601-2:2019 (EDTF), https://www.loc.gov/standards/datetime/. Names of months: Unicode CLDR.
    """

    code: ClassVar[str] = "RR201"
    name: ClassVar[str] = "date"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Date,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the dates of one source."""
        text, document_at = source.text, _documents(findings)
        dated = YearContext(document_at).dated(_sound(text, findings), text)
        for reading in with_relative(text, dated, document_at):
            span = Span(reading.start, reading.end)
            yield Finding(
                self.code, span, Date(reading.edtf()), reading.confidence, reading.because
            )


def _sound(text: str, findings: Findings) -> Iterable[Reading]:
    """The dates outside garble; inside references only whole days are dates."""
    garbled = [f.span for f in findings.of(Damage) if f.value.kind == "garble"]
    cited = [f.span for f in findings.of(Reference)]
    archival = joined([*archival_spans(text), *cited])
    shut, closed = 0, 0
    for reading in _apart(merge(read_dates(text), read_other_calendars(text), key=_place)):
        span = Span(reading.start, reading.end)
        while shut < len(garbled) and garbled[shut].end <= span.start:
            shut += 1
        while closed < len(archival) and archival[closed].end <= span.start:
            closed += 1
        if shut < len(garbled) and garbled[shut].overlaps(span):
            continue
        inside = closed < len(archival) and archival[closed].overlaps(span)
        if not inside or (reading.first.day and not reading.needs_year):
            yield reading


def _place(reading: Reading) -> int:
    return reading.start


def _apart(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Without readings that begin inside the one before them."""
    end = 0
    for reading in readings:
        if reading.start >= end:
            yield reading
            end = reading.end


def _documents(findings: Findings) -> Callable[[int], DocumentDate | None]:
    """A question: in which dated document does a place lie? The innermost one answers."""
    dated = [f for f in findings.of(Document) if f.value.date]

    def document_at(offset: int) -> DocumentDate | None:
        over = findings.overlapping(Document, Span(offset, offset + 1)) if dated else ()
        inner = min((f for f in over if f.value.date), key=lambda f: len(f.span), default=None)
        if inner is None or inner.value.date is None:
            return None
        return DocumentDate(inner.value.date, inner.value.title or inner.value.kind)

    return document_at
