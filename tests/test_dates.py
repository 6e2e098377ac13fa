"""Dates: each language proves itself; years from the context; nothing from clock or locale."""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
import time

import pytest

from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Date, Document, Reference, Value
from recension.readings.date import DateReader
from recension.readings.date_grammar import read_dates
from recension.vocabularies.dates import date_words

CASES = [(w.language, text, dates) for w in date_words() for text, dates in w.cases]
MISSES = [(w.language, text) for w in date_words() for text in w.near_misses]


def read(text: str, *given: Finding[Value]) -> list[tuple[str, str, float, tuple[str, ...]]]:
    source = SourceText("t.txt", text, hashlib.sha256(text.encode()).hexdigest())
    found = []
    for finding in DateReader().read(source, Findings(given)):
        assert isinstance(finding.value, Date)
        words = finding.span.of(text)
        found.append((words, finding.value.edtf, finding.confidence, finding.because))
    return found


def edtf(text: str, *given: Finding[Value]) -> list[str]:
    return [row[1] for row in read(text, *given)]


def document(text: str, date: str) -> Finding[Value]:
    return Finding("RS101", Span(0, len(text)), Document("letter", title="Letter", date=date))


@pytest.mark.parametrize(("language", "text", "dates"), CASES, ids=[c[1][:50] for c in CASES])
def test_a_language_s_case(language: str, text: str, dates: tuple[tuple[str, str], ...]) -> None:
    found = [(text[r.start : r.end], r.edtf()) for r in read_dates(text, language)]
    assert found == list(dates)


@pytest.mark.parametrize(("language", "text"), MISSES, ids=[m[1][:50] for m in MISSES])
def test_a_language_s_near_miss(language: str, text: str) -> None:
    assert [text[r.start : r.end] for r in read_dates(text, language)] == []


def test_what_is_written_is_edtf() -> None:
    try:
        known = importlib.import_module("edtf")
    except ImportError:
        pytest.skip("the package edtf is not installed; it judges what is written here")
    for _, text, dates in CASES:
        for _, written in dates:
            assert known.parse_edtf(written.split("T")[0]), text


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("On April 5 he left.", "1946-05-27", "1946-04-05"),
        ("On December 28 he left.", "1957-01-05", "1956-12-28"),
        ("In early February of this year it rained.", "1953", "1953-02"),
        ("In May of last year it rained.", "1953-04-01", "1952-05"),
        ("Begun 27.V.46 at last.", "1946-05-28", "1946-05-27"),
        ("Begun 27.V.99 at last.", "1901-05-28", "1899-05-27"),
    ],
)
def test_the_document_s_date_gives_the_year_and_is_named(
    text: str, date: str, expected: str
) -> None:
    ((_, written, confidence, because),) = read(text, document(text, date))
    assert written == expected
    assert confidence < 0.95
    assert any(date in words for words in because)


def test_without_a_document_s_date_the_year_stays_open() -> None:
    assert edtf("On April 5 he left; in May of this year he came.") == ["XXXX-04-05", "XXXX-05"]
    assert edtf("Begun 27.V.46 at last.") == ["XX46-05-27"]


def test_the_same_day_named_before_and_the_narrative_s_year() -> None:
    text = "The meeting of 10 February 1948 was long. In 1955 the February 10 meeting was told of."
    rows = read(text)
    assert [row[1] for row in rows] == ["1948-02-10", "1955", "1948-02-10"]
    rows = read("In the 1956 crisis nobody slept. On November 4 it ended.")
    assert rows[-1][1] == "1956-11-04"
    assert rows[-1][2] < 0.8
    assert "1956" in rows[-1][3][0]


def test_a_month_that_two_languages_share_stays_open() -> None:
    assert edtf("5 listopada 1956") == ["1956-XX-05"]
    assert [r.edtf() for r in read_dates("5 listopada 1956", "pl")] == ["1956-11-05"]
    assert [r.edtf() for r in read_dates("5 listopada 1956", "sr")] == ["1956-10-05"]


@pytest.mark.parametrize(
    "text",
    [
        "GARF, f. 1946, op. 1948, d. 1950, l. 1951",
        "663.65/10-1656 and FO 371/1945",
        "30 February 1946",
        "The 1,946 men and 1948 tons.",
        "Resolution 1948 (p. 1956)",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert edtf(text) == []


def test_an_interval_that_runs_backwards_is_two_dates() -> None:
    assert edtf("27 May 1946 to 3 May 1946") == ["1946-05-27", "1946-05-03"]


def test_inside_a_printed_work_only_whole_days_are_dates() -> None:
    text = "Foreign Relations, 1961-1963, and *Borba*, 16 November 1956."
    work: Finding[Value] = Finding("RR101", Span(0, 28), Reference("publication"))
    issue: Finding[Value] = Finding("RR101", Span(35, 59), Reference("publication"))
    assert edtf(text, work, issue) == ["1956-11-16"]


def test_nothing_is_read_in_garble() -> None:
    text = "On 27 May 1946 he left."
    garble: Finding[Value] = Finding("RC101", Span(5, 9), Damage("garble", "no language"))
    assert edtf(text, garble) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27. маја 1946. године", "1946-05-27"),
        ("27. svibnja 1946.", "1946-05-27"),
        ("27 май 1946 г.", "1946-05-27"),
        ("27 maia 1946 g.", "1946-05-27"),
        ("27. května 1946", "1946-05-27"),
        ("27 maja 1946 r.", "1946-05-27"),
        ("1946. május 27.", "1946-05-27"),
        ("27 mai 1946", "1946-05-27"),
        ("27 maggio 1946", "1946-05-27"),
        ("27 de mayo de 1946", "1946-05-27"),
        ("27. Mai 1946", "1946-05-27"),
        ("27/V/1946", "1946-05-27"),
    ],
)
def test_a_day_in_each_language(text: str, expected: str) -> None:
    assert edtf(f"({text})") == [expected]


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("Your letter of the 19th ultimo.", "1861-01-04", ["1860-12-19"]),
        ("The 5th proximo.", "1861-12-04", ["1862-01-05"]),
        ("The 31st ultimo.", "1861-03-04", []),
        ("He came last November.", "1943-05-01", ["1942-11"]),
        ("He comes next January.", "1943-01-15", ["1944-01"]),
        ("The plan for this year.", "1956-11-08", ["1956"]),
        ("It rained last summer.", "1956-05-08", ["1955-22"]),
        ("It rained last month.", "1956-01-08", ["1955-12"]),
    ],
)
def test_words_that_point_from_the_document_s_date(
    text: str, date: str, expected: list[str]
) -> None:
    rows = read(text, document(text, date))
    assert [row[1] for row in rows] == expected
    assert all(any(date in words for words in row[3]) for row in rows)


def test_without_the_document_s_date_only_the_day_is_known() -> None:
    assert edtf("Your letter of the 19th ultimo; next year; last March.") == ["XXXX-XX-19"]


def test_the_next_day_follows_the_day_named_last_and_no_far_one() -> None:
    near = "On 31 October 1956 he came, and the next day he left."
    assert edtf(near) == ["1956-10-31", "1956-11-01"]
    assert edtf("On 31 October 1956 he came. " + "He waited. " * 200 + "The next day he left.") == [
        "1956-10-31"
    ]


_PROBE = """
import sys, locale
locale.setlocale(locale.LC_ALL, "")
sys.path.insert(0, sys.argv[2])
import datetime, time
shift = int(sys.argv[1])
real = time.time
time.time = lambda: real() + shift
from recension.readings.date_grammar import read_dates
from recension.readings.date import DateReader
from recension.model.finding import Findings
from recension.model.source_text import SourceText
from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Document
text = (
    "On April 5 he left. 27.V.46. 3 mars 1948; in 1950; early May of this year, 12 мая 1945 г. "
    "The 10th instant, last March; for this year; 18 Brumaire an VIII, the next day, 1 Safar 1300"
)
letter = Finding("RS101", Span(90, len(text)), Document("letter", title="L", date="1861-05-04"))
for f in DateReader().read(SourceText("t", text, ""), Findings([letter])):
    print(f.span.start, f.span.end, f.value.edtf)
"""


def test_neither_clock_nor_locale_matters() -> None:
    outputs = set()
    for locale, shift in (("C", 0), ("C.UTF-8", 10**9), ("POSIX", -(10**9)), ("de_DE.UTF-8", 0)):
        environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
        if not _available(locale):
            environment["LC_ALL"], environment["TZ"] = "C.UTF-8", "Pacific/Kiritimati"
        probe = [sys.executable, "-X", "utf8", "-c", _PROBE, str(shift), ""]
        run = subprocess.run(
            probe, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 12


def _available(locale: str) -> bool:
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    wanted = {locale.casefold().replace("-", "")}
    return bool(wanted & {n.casefold().replace("-", "") for n in names.split()})


HOSTILE = {
    "digits": "1" * 500_000,
    "years": "1946 " * 30_000,
    "days": "27 May " * 15_000,
    "dashes": "27-" * 200_000,
    "dots": "27." * 200_000,
    "months": "May May " * 20_000,
    "spaces": "27" + " " * 1_000_000 + "May",
    "gaps": "27 \n" * 60_000,
    "parts": "early " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length_on_hostile_text(name: str) -> None:
    text = HOSTILE[name]
    started = time.perf_counter()
    read(text[: len(text) // 10])
    tenth = time.perf_counter() - started
    started = time.perf_counter()
    read(text)
    whole = time.perf_counter() - started
    assert whole < 30 * tenth + 0.5
