"""What was cited yesterday is found tomorrow, whatever has been added before it or corrected."""

from __future__ import annotations

from pathlib import Path

import recension
from recension.edition.permanent_ids import with_permanent_ids
from recension.model.edition import Edition, Entry, FormerAddress, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Note, Person
from recension.publication.edition_json import from_json

RECORD = (
    "Minutes of the weir commission, 3 May 1921. The miller spoke first and at length, and the "
    "reeve answered him.\n\n"
)
LETTER = "Letter of the miller to the reeve. I spoke first because nobody else was there.\n\n"
ESSAY = "What is left of the weir. An essay on the commission by one who never saw it.\n\n"


def _edition(*parts: str, sha: str = "0", first: int = 1) -> Edition:
    text, rows, at = "".join(parts), [], 0
    for number, part in enumerate(parts, first):
        span = Span(at, at + len(part) - 2)
        rows.append(Entry(f"d{number}", Document("document"), "s1", span))
        at += len(part)
    return Edition((Source("s1", SourceText("a.txt", text, sha)),), documents=tuple(rows))


def test_a_document_more_moves_no_number() -> None:
    former = _edition(RECORD, LETTER)
    new = with_permanent_ids(_edition(ESSAY, RECORD, LETTER, sha="1"), former)
    assert [row.id for row in new.documents] == ["d3", "d1", "d2"]
    assert new.former_addresses == ()


def test_what_refers_to_a_row_follows_its_new_id() -> None:
    new = _edition(ESSAY, RECORD, sha="1")
    note = Entry("n1", Note("1", Span(0, 4), document="d2"), "s1", Span(0, 4))
    person = Entry("p1", Person("Miller"))
    mention = Entry("m1", Mention("p1"), "s1", Span(5, 9))
    built = Edition(
        new.sources, documents=new.documents, notes=(note,), persons=(person,), mentions=(mention,)
    )
    former = Edition(
        _edition(RECORD).sources,
        documents=_edition(RECORD).documents,
        persons=(Entry("p1", Person("Reeve")), Entry("p2", Person("miller"))),
    )
    kept = with_permanent_ids(built, former)
    assert kept.notes[0].value.document == "d1"
    assert kept.persons[0].id == kept.mentions[0].value.person == "p2"


def test_the_number_of_what_is_gone_is_never_given_again() -> None:
    former = _edition(RECORD, LETTER)
    second = with_permanent_ids(_edition(RECORD, sha="1"), former)
    assert second.former_addresses == (FormerAddress("d2", None),)
    third = with_permanent_ids(_edition(RECORD, ESSAY, sha="2"), second)
    assert [row.id for row in third.documents] == ["d1", "d3"]
    assert third.former_addresses == (FormerAddress("d2", None),)


def test_a_document_that_was_merged_leads_on() -> None:
    former = _edition(RECORD, LETTER)
    merged = with_permanent_ids(_edition(RECORD + LETTER, sha="1"), former)
    assert merged.former_addresses == (FormerAddress("d2", "d1"),)
    parted = with_permanent_ids(_edition(RECORD, LETTER, sha="2"), merged)
    assert [row.id for row in parted.documents] == ["d1", "d3"]
    assert parted.former_addresses == (FormerAddress("d2", "d1"),)


def test_the_same_input_gives_the_same_ids() -> None:
    former = _edition(RECORD, LETTER)
    assert with_permanent_ids(_edition(RECORD, LETTER), former) == former


def test_a_rebuilt_folder_keeps_its_addresses(tmp_path: Path) -> None:
    copy, out = tmp_path / "a.txt", tmp_path / "out"
    one = (
        "1. Letter From President Halvard to Chairman Orlov\n\nWashington, March 3, 1921.\n\n"
        "I thank you.\n\n"
    )
    two = (
        "2. Letter From Chairman Orlov to President Halvard\n\nMoscow, March 9, 1921.\n\n"
        "I thank you too.\n\n"
    )
    copy.write_text(two, encoding="utf-8")
    (before,) = recension.build([copy], out).documents
    copy.write_text(one + two, encoding="utf-8")
    after = recension.build([copy], out)
    titles = {row.id: row.value.title for row in after.documents}
    assert titles[before.id] == before.value.title
    assert len(titles) == 2
    copy.write_text(one, encoding="utf-8")
    last = recension.build([copy], out)
    assert before.id in {old.former for old in last.former_addresses}
    page = (out / "site" / "documents" / f"{before.id}.html").read_text("utf-8")
    assert "no longer in this edition" in page
    text = {source.id: source.text.text for source in last.sources}
    read = from_json((out / "edition.json").read_text("utf-8"), text)
    assert read.former_addresses == last.former_addresses == recension.open(out).former_addresses


def test_two_persons_of_one_name_keep_their_numbers() -> None:
    people = (Entry("p1", Person("The Miller")), Entry("p2", Person("the miller")))
    built = Edition(_edition(RECORD).sources, persons=people)
    for _ in range(3):
        former = with_permanent_ids(built, built)
        assert [row.id for row in former.persons] == ["p1", "p2"]
        assert with_permanent_ids(built, former) == former
