"""The chronology: everything dated on one line, in an order that no machine's calendar changes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Date, Document, Event
from recension.publication.chronology import ChronologyCsv, begins, chronology
from recension.publication.site import write_site

TEXT = "The commission met in May 1921 and again on 3 June 1921. =1+1 was not said."


def _edition() -> Edition:
    days = ("1921-06-03", "1921", "1921-05-03T17:00", "1921-05-03", "XXXX-02", "192X", "1921-22")
    documents = tuple(
        Entry(f"d{n}", Document("letter", title=f"Letter {n}", date=day), "s1", Span(0, 56))
        for n, day in enumerate(days, 1)
    )
    return Edition(
        (Source("s1", SourceText("a.txt", TEXT, "0")),),
        documents=documents,
        dates=(Entry("t1", Date("1921-05"), "s1", Span(22, 30)),),
        events=(Entry("e1", Event("Meeting", "1921-05-03/1921-05-04")),),
    )


@pytest.mark.parametrize(
    ("edtf", "begun"),
    [
        ("1946-05-27T23:00", (1946, 5, 27, "23:00")),
        ("1946-05-27/1946-05-28", (1946, 5, 27, "")),
        ("../1946", (1946, 0, 0, "")),
        ("1948-23", (1948, 9, 0, "")),
        ("194X", (1940, 0, 0, "")),
        ("1946?", (1946, 0, 0, "")),
        ("XXXX-02", None),
        (None, None),
    ],
)
def test_when_a_date_begins(edtf: str | None, begun: tuple[int, int, int, str] | None) -> None:
    assert begins(edtf) == begun


def test_the_order_and_what_has_no_place_in_it() -> None:
    moments = chronology(_edition())
    assert [m.id for m in moments] == ["d6", "d2", "e1", "d4", "d3", "d7", "d1"]
    assert "t1" in {m.id for m in chronology(_edition(), named=True)}


def test_the_table_has_each_with_its_passage_and_no_formula(tmp_path: Path) -> None:
    ChronologyCsv().write(_edition(), tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (named,) = [row for row in rows if row["what"] == "named"]
    assert (named["start"], named["end"], named["document"]) == ("22", "30", "d1")
    assert "May 1921" in named["title"]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_the_page_draws_and_lists_the_same(tmp_path: Path) -> None:
    write_site(_edition(), tmp_path / "s")
    page = (tmp_path / "s" / "chronology" / "index.html").read_text("utf-8")
    assert page.count('class="day"') == 7
    assert page.count("<rect") == 4  # January 1920 and 1921, May, June
    assert 'href="#y1921"' in page
    assert 'id="y1921"' in page
