"""Findings become rows with ids, and keys become the ids of the rows that they name."""

from __future__ import annotations

from recension.edition.assembly import assemble
from recension.model.edition import Decision, Edition
from recension.model.finding import Finding, Findings, key_of
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import (
    Alignment,
    Damage,
    Document,
    Event,
    Group,
    Letter,
    Mention,
    Note,
    Passage,
    Person,
    Place,
    RunningHead,
    Sound,
    Utterance,
    Value,
    Witness,
)


def _finding(
    start: int, end: int, value: Value, key: str = "", sure: float = 1.0
) -> Finding[Value]:
    return Finding("T1", Span(start, end), value, sure, key=key)


def _edition(*sources: list[Finding[Value]]) -> Edition:
    texts = (SourceText(f"{n}.txt", "x" * 100, "0" * 64) for n in range(len(sources)))
    return assemble([(text, Findings(found)) for text, found in zip(texts, sources, strict=True)])


def test_ids_follow_source_and_place_and_what_contains_comes_first() -> None:
    one = [
        _finding(50, 60, Document("letter")),
        _finding(0, 10, Document("record")),
        _finding(0, 90, Document("essay")),
    ]
    edition = _edition(one, [_finding(5, 6, Document("note"))])
    rows = [(d.id, d.source, d.value.kind) for d in edition.documents]
    assert rows == [
        ("d1", "s1", "essay"),
        ("d2", "s1", "record"),
        ("d3", "s1", "letter"),
        ("d4", "s2", "note"),
    ]


def test_a_key_becomes_an_id_by_name_or_by_place() -> None:
    record = Document("record", recorder="stalin", participants=("stalin", "tito"))
    by_place = key_of(record, Span(0, 50))
    edition = _edition(
        [
            _finding(0, 50, record),
            _finding(10, 16, Person("Stalin"), "stalin"),
            _finding(20, 24, Person("Tito"), "tito"),
            _finding(20, 40, Utterance(by_place, "tito", "direct")),
        ]
    )
    assert edition.documents[0].value.recorder == "p1"
    assert edition.documents[0].value.participants == ("p1", "p2")
    assert (edition.utterances[0].value.document, edition.utterances[0].value.speaker) == (
        "d1",
        "p2",
    )


def test_a_key_that_names_nothing_becomes_unknown() -> None:
    edition = _edition(
        [
            _finding(0, 9, Document("record", parent="nobody", participants=("nobody",))),
            _finding(1, 2, Note("1", Span(1, 2), document="nobody")),
        ]
    )
    assert edition.documents[0].value.parent is None
    assert edition.documents[0].value.participants == ()
    assert edition.notes[0].value.document is None


def test_a_row_that_says_nothing_without_its_key_is_no_row() -> None:
    edition = _edition([_finding(0, 9, Mention("nobody")), _finding(0, 9, Letter("nobody"))])
    assert edition.mentions == ()
    assert edition.letters == ()


def test_keys_inside_lists_are_resolved_too() -> None:
    group = Group("g1", "agrees", 0.5, (Passage("doc", 0, 3), Passage("nothing", 0, 3)))
    event = Event("talks", participants=("p",), witnesses=(Witness("S", "doc"), Witness("B")))
    edition = _edition(
        [
            _finding(0, 9, Document("record"), "doc"),
            _finding(0, 9, Person("P"), "p"),
            _finding(0, 9, event, "talks"),
            _finding(0, 9, Alignment("talks", ("doc",), (group,))),
        ]
    )
    assert edition.events[0].value.witnesses == (Witness("S", "d1"), Witness("B"))
    assert edition.events[0].value.participants == ("p1",)
    assert edition.alignments[0].value.event == "e1"
    assert edition.alignments[0].value.groups[0].passages == (Passage("d1", 0, 3),)


def test_a_person_with_one_key_in_several_sources_is_one_person() -> None:
    first = [
        _finding(0, 5, Person("Ranković", ("Ranković",), roles=("minister",)), "rankovic", 0.6),
        _finding(0, 5, Mention("rankovic")),
    ]
    second = [
        _finding(3, 9, Person("Rankovich", ("Rankovich",), birth="1909"), "rankovic", 0.9),
        _finding(3, 9, Mention("rankovic")),
    ]
    edition = _edition(first, second)
    (person,) = edition.persons
    assert person.value == Person(
        "Ranković", ("Ranković", "Rankovich"), birth="1909", roles=("minister",)
    )
    assert (person.source, person.confidence) == ("s1", 0.9)
    assert [m.value.person for m in edition.mentions] == ["p1", "p1"]


def test_places_are_shared_by_key_but_documents_are_not() -> None:
    found = [_finding(0, 5, Place("Bled"), "bled"), _finding(0, 9, Document("record"), "d")]
    note = _finding(1, 2, Note("1", Span(1, 2), document="d"))
    edition = _edition([*found, note], [*found, note])
    assert len(edition.places) == 1
    assert [n.value.document for n in edition.notes] == ["d1", "d2"]


def test_persons_known_only_by_their_place_are_not_one_person() -> None:
    found = [_finding(0, 5, Person("Ivanov"))]
    keyed = [_finding(0, 5, Person("Petrov"), key_of(Person("Petrov"), Span(0, 5)))]
    assert [p.value.name for p in _edition(found, keyed, keyed).persons] == [
        "Ivanov",
        "Petrov",
        "Petrov",
    ]


def test_evidence_is_kept_and_signals_between_stages_are_not_rows() -> None:
    damage: Finding[Value] = Finding(
        "RC101", Span(1, 5), Damage("garble", "no language"), 0.7, ("why",)
    )
    edition = _edition([damage, _finding(0, 3, Sound("table")), _finding(6, 9, RunningHead("112"))])
    (row,) = edition.damage
    assert (row.id, row.rule, row.confidence, row.because) == ("x1", "RC101", 0.7, ("why",))
    assert [h.value.page for h in edition.running_heads] == ["112"]


def test_decisions_and_version_are_kept() -> None:
    decision = Decision("1", "reject", "damage")
    edition = assemble([], [decision], "1.2")
    assert edition == Edition(decisions=(decision,), generator_version="1.2")
