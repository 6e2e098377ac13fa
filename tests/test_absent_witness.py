"""Records that only notes cite become witnesses of an event; a wrong event is worse than none."""

from __future__ import annotations

from dataclasses import replace

from recension.collation.absent_witness import with_absent_witnesses
from recension.model import values
from recension.model.edition import Edition, Entry
from recension.model.span import Span
from recension.model.values import Date, Document, Event, Note, Role, Witness


def _edition(
    told: values.Testimonium, host: Document, *events: Entry[Event], day: bool = False
) -> Edition:
    dates = (Entry("t1", Date("1948-02-10"), "s1", Span(55, 60)),) if day else ()
    return Edition(
        documents=(Entry("d1", host, "s1", Span(0, 50)),),
        notes=(Entry("n1", Note("1", Span(50, 90), document="d1"), "s1", Span(50, 90)),),
        testimonia=(Entry("w1", told, "s1", Span(50, 80), confidence=0.6),),
        dates=dates,
        events=events,
    )


def test_a_cited_record_makes_the_event_of_the_record_above_its_note() -> None:
    told = values.Testimonium("Ostian record (Petrak)", "omits", note="n1")
    edition = with_absent_witnesses(_edition(told, Document("report"), day=True))
    (event,) = edition.events
    assert event.value.date == "1948-02-10"
    assert [w.siglum for w in event.value.witnesses] == ["A", "O"]
    assert edition.testimonia[0].value.witness == "O"
    assert edition.documents[0].value.event == event.id
    assert edition.alignments[0].value.witnesses == ("d1",)


def test_a_later_report_does_not_date_its_meeting() -> None:
    told = values.Testimonium("Ostian record", "omits", note="n1")
    edition = with_absent_witnesses(_edition(told, Document("report", date="1948-03-01")))
    assert edition.events[0].value.date is None


def test_a_record_that_is_printed_is_no_absent_witness() -> None:
    printed = (Witness("A", "d1", "Velian Record"), Witness("B", "d2", "Ostian Record"))
    event = Entry("e1", Event("Meeting", witnesses=printed))
    told = values.Testimonium("Ostian record", "adds", note="n1")
    edition = with_absent_witnesses(_edition(told, Document("record", event="e1"), event))
    assert edition.testimonia[0].value.witness == "B"
    assert edition.events == (event,)


def test_an_essay_names_no_event_where_two_have_such_a_record() -> None:
    events = [
        Entry(f"e{n}", Event("Meeting", witnesses=(Witness("S", name="Ostian record"),)))
        for n in (1, 2)
    ]
    told = values.Testimonium("Ostian record", "adds", note="n1")
    edition = with_absent_witnesses(_edition(told, Document("essay"), *events))
    assert edition.testimonia[0].value.event is None
    assert edition.testimonia[0].value.witness == "Ostian record"
    one = with_absent_witnesses(_edition(told, Document("essay"), events[0]))
    assert one.testimonia[0].value.event == "e1"


def test_sigla_of_one_letter_give_way() -> None:
    there = Entry("e1", Event("Meeting", witnesses=(Witness("O", name="Ostrian minutes"),)))
    told = values.Testimonium("Ostian record", "adds", note="n1")
    edition = with_absent_witnesses(_edition(told, Document("record", event="e1"), there))
    assert edition.testimonia[0].value.witness == "Os"


def test_nothing_cited_changes_nothing() -> None:
    edition = Edition(documents=(Entry("d1", Document("record"), "s1", Span(0, 5)),))
    assert with_absent_witnesses(edition) is edition


def test_a_record_cited_by_person_and_by_side_is_one_witness() -> None:
    both = [
        values.Testimonium(name, "adds", note="n1")
        for name in ("Bulgarian record", "record of Petrak", "diary of Petrak")
    ]
    host = Document("record")
    edition = replace(
        _edition(both[0], host),
        testimonia=tuple(
            Entry(f"w{n}", told, "s1", Span(50, 60 + n)) for n, told in enumerate(both)
        ),
    )
    for side, sigla in (("Bulgarian", ["B", "B", "P"]), ("Yugoslav", ["B", "P", "Pe"])):
        role = Role("present", "d1", "D. Petrak", side)
        made = with_absent_witnesses(replace(edition, roles=(Entry("o1", role),)))
        assert [entry.value.witness for entry in made.testimonia] == sigla
        names = [w.name for w in made.events[0].value.witnesses if not w.extant]
        assert names[0] == ("Bulgarian record (Petrak)" if side == "Bulgarian" else both[0].witness)
