"""Which records are one event's: a wrong marriage is worse than a missed one."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

import recension
from recension.collation.event import event_label, events_of
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import CrossReference, Document, Note, Person
from recension.vocabularies.events import event_words

_SPECIMEN = files("recension.specimen")


def _body(name: str) -> str:
    """An invented record of one conference, without its head."""
    text = _SPECIMEN.joinpath("records", name).read_text(encoding="utf-8")
    return text[1100:] if name == "a.txt" else text[520:]


def _edition(*rows: Document, notes: tuple[str, ...] = ("", ""), sources: int = 1) -> Edition:
    """Two documents of one conference's words, each with a note below; the note may point."""
    texts: list[str] = [""] * sources
    documents, bodies, pointers = [], [], []
    for number, (row, note) in enumerate(zip(rows, notes, strict=True)):
        at = number % sources
        start = len(texts[at])
        texts[at] += _body("ab"[number] + ".txt") + "\n\n"
        body = Span(len(texts[at]), len(texts[at]) + len(note))
        texts[at] += note + "\n\n"
        source, name = f"s{at + 1}", f"d{number + 1}"
        span = Span(start, body.end)
        documents.append(Entry(name, row, source, span))
        if note:
            value = Note("1", body, document=name)
            bodies.append(Entry(f"n{number + 1}", value, source, body))
            where = body.start + note.index("Document")
            target = CrossReference("document", f"d{2 - number}", "resolved")
            pointers.append(
                Entry(f"k{number + 1}", target, source, Span(where, where + len("Document 2")))
            )
    return Edition(
        sources=tuple(
            Source(f"s{n + 1}", SourceText(f"{n}.txt", text, "")) for n, text in enumerate(texts)
        ),
        documents=tuple(documents),
        notes=tuple(bodies),
        cross_references=tuple(pointers),
        persons=tuple(Entry(f"p{n}", Person(name)) for n, name in enumerate(_PEOPLE)),
    )


_PEOPLE = ("A. Velmar", "B. Dorin", "C. Halm", "D. Petrak", "E. Osten", "F. Brandek")
_HELD = Document("record", "Record of Conversation", date="1947-11-03T17:00",
                 participants=("p0", "p1", "p2"))  # fmt: skip


def _parties(edition: Edition) -> list[list[str | None]]:
    return [[w.document for w in e.value.witnesses] for e in events_of(edition).events]


def test_one_hour_the_same_people_and_matters_are_one_meeting() -> None:
    assert _parties(_edition(_HELD, replace(_HELD, date="1947-11-03T17:10"))) == [["d1", "d2"]]


@pytest.mark.parametrize(
    "other",
    [
        replace(_HELD, date="1947-11-04T17:00"),
        replace(_HELD, date="1947-11-03T18:00"),
        replace(_HELD, participants=("p3", "p4", "p5")),
        replace(_HELD, place="Vienna"),
        replace(_HELD, title="Record of the Fourth Meeting"),
    ],
    ids=["next day", "next hour", "other people", "elsewhere", "next number"],
)
def test_what_the_heads_tell_apart_stays_apart(other: Document) -> None:
    one = replace(_HELD, place="Orsova", title="Record of the Third Meeting")
    assert _parties(_edition(replace(one), replace(other))) == []


def test_a_session_of_the_morning_is_not_that_of_the_afternoon() -> None:
    words = event_words()
    assert words.part_of_day("Minutes of the Morning Session") == 0
    assert words.part_of_day("Niederschrift über die Sitzung am Nachmittag") == 1
    assert words.part_of_day("They met in the morning and parted") is None


@pytest.mark.parametrize(
    "note",
    [
        "For another record of this meeting, see Document 2.",
        "For Halm’s notes of the same conversation, see Document 2.",
        "Für eine weitere Aufzeichnung über dieses Gespräch vgl. Document 2.",
        "The talks went on (see Document 2 for another record) until ten.",
    ],
)
def test_a_note_marries_what_heads_leave_open(note: str) -> None:
    told = Document("memorandum", "Memorandum for the Record", date="1947-11-03")
    plain = Document("letter", "Letter of B. Dorin", date="1947-11-05")
    assert _parties(_edition(told, plain, notes=(note, ""))) == [["d1", "d2"]]
    (event,) = events_of(_edition(told, plain, notes=(note, ""))).events
    assert event.because[0].startswith("a note says: “")


@pytest.mark.parametrize(
    "note",
    [
        "No other record of this meeting was found; see also Document 2.",
        "No other record of this meeting was found, but see Document 2.",
        "Records of this meeting on two other subjects are Document 2.",
        "For other accounts of this meeting, see the source note, Document 2.",
        "For the aims of the delegation, see Document 2.",
    ],
)
def test_a_note_that_tells_of_no_sibling_marries_nobody(note: str) -> None:
    told = Document("memorandum", "Memorandum for the Record", date="1947-11-03")
    plain = Document("letter", "Letter of B. Dorin", date="1947-11-05")
    assert _parties(_edition(told, plain, notes=(note, ""))) == []


def test_no_note_marries_two_days() -> None:
    note = "For another record of this meeting, see Document 2."
    later = replace(_HELD, date="1947-11-04T17:00")
    assert _parties(_edition(_HELD, later, notes=(note, ""))) == []


def test_one_text_twice_is_no_event() -> None:
    edition = _edition(_HELD, _HELD)
    (one, _) = edition.documents
    assert one.span is not None
    twice = replace(
        edition,
        sources=(Source("s1", SourceText("0.txt", 2 * edition.words(one), "")),),
        documents=(
            one,
            Entry("d2", _HELD, "s1", Span(one.span.end, 2 * one.span.end)),
        ),
    )
    assert events_of(twice) is twice


def test_letters_of_one_day_are_no_records() -> None:
    letter = Document("letter", "Letter from A. Velmar to B. Dorin", date="1947-11-03")
    memorandum = Document("memorandum", "Memorandum From Halm to Velmar", date="1947-11-03")
    assert _parties(_edition(letter, memorandum)) == []


def test_loose_files_of_one_day_are_records_of_it() -> None:
    loose = Document("fragment", date="1947-11-03")
    assert _parties(_edition(loose, loose, sources=2)) == [["d1", "d2"]]
    assert _parties(_edition(loose, replace(loose, date="1947-11-04"), sources=2)) == []
    assert _parties(_edition(loose, loose)) == []


def test_the_specimens_three_records_are_one_event(tmp_path: Path) -> None:
    records = [Path(str(_SPECIMEN.joinpath("records", f"{n}.txt"))) for n in "abc"]
    for inputs in ([Path(str(_SPECIMEN.joinpath("bulletin.txt")))], records):
        edition = recension.build(inputs)
        extant = [[w.siglum for w in e.value.witnesses if w.extant] for e in edition.events]
        assert ["A", "B", "C"] in extant
        assert edition.events[0].value.date == "1947-11-03"
        assert edition.events[0].value.place == "Orsova"


def test_meetings_are_counted_in_words_and_figures() -> None:
    words = event_words()
    assert words.number("Summary Notes of the 546th Meeting of the Council") == 546
    assert words.number("Protokoll der Vierten Sitzung") == 4
    assert words.number("Memorandum of Conversation") is None


def test_an_event_is_called_by_its_number_day_and_place() -> None:
    rows = [Entry("d1", replace(_HELD, title="Notes of the 546th Meeting of the Council[1]"))]
    assert event_label(rows, "Orsova", "1947-11-03") == (
        "546th Meeting of the Council, 1947-11-03, Orsova"
    )
    assert event_label([Entry("d1", _HELD)], "Orsova", "1947-11-03/1947-11-04") == (
        "Meeting of 1947-11-03, Orsova"
    )
    assert event_label([Entry("d1", _HELD)], None, None) == "What “Record of Conversation” reports"
