"""The ledger of an event: matters, stands, and what they hang on."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from recension.model import values
from recension.model.edition import Edition, Entry, Source
from recension.model.errors import ArgumentError
from recension.model.ledger import Ledger
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import (
    Alignment,
    Document,
    Event,
    Group,
    Passage,
    Person,
    Utterance,
    Witness,
)
from recension.publication.ledger import ledger_of, ledgers_of, stand_of
from recension.publication.ledger_labels import label_of
from recension.publication.ledger_matters import Spoken, matters_in, terms_of
from recension.publication.ledger_tables import LedgerFolder, ledger_html

FIRST = (
    "Regarding the harbour of Orsk, Hale proposed that it be opened. "
    "Orme said that nothing would come of it. "
    "Touching upon the question of herring quotas, Hale asked what share Norway wanted. "
    "Orme agreed that the herring quotas were small. "
)
SECOND = (
    "Orme raised the issue of herring quotas for Norway. "
    "Hale pointed to the harbour of Orsk again. "
)


def _sentences(text: str, base: int) -> list[Span]:
    spans, at = [], 0
    for part in text.split(". ")[:-1]:
        spans.append(Span(base + at, base + at + len(part) + 1))
        at += len(part) + 2
    return spans


def _edition() -> Edition:
    """Two records of one meeting; the synopsis sets only their herring side by side."""
    text = FIRST + "\n\n" + SECOND
    second = len(FIRST) + 2
    spoken = [
        *zip(_sentences(FIRST, 0), ("p1", "p2", "p1", "p2"), ("propose", "state", "ask", "agree"),
             ("d1",) * 4, strict=True),
        *zip(_sentences(SECOND, second), ("p2", None), ("state", "state"), ("d2",) * 2,
             strict=True),
    ]  # fmt: skip
    utterances = tuple(
        Entry(
            f"u{n}", Utterance(document, who, "indirect", None, act), "s1", span,
            "RR401", 0.9 if who else 0.4, () if who else ("“He”: nobody spoke shortly before",),
        )
        for n, (span, who, act, document) in enumerate(spoken, 1)
    )  # fmt: skip
    herring = (Passage("d1", *_ends(utterances[2])), Passage("d2", *_ends(utterances[4])))
    aligned = Alignment("e1", ("d1", "d2"), (Group("g1", "attribution-differs", 0.9, herring),))
    witnesses = (Witness("A", "d1"), Witness("B", "d2"), Witness("C", None, "lost", False))
    return Edition(
        sources=(Source("s1", SourceText("a.txt", text, "0" * 64)),),
        documents=(
            Entry("d1", Document("record", title="First"), "s1", Span(0, len(FIRST))),
            Entry("d2", Document("record", title="Second"), "s1", Span(second, len(text))),
        ),
        persons=(Entry("p1", Person("John Hale")), Entry("p2", Person("Ann Orme"))),
        utterances=utterances,
        events=(Entry("e1", Event("A meeting", witnesses=witnesses)),),
        alignments=(Entry("a1", aligned),),
        testimonia=(
            Entry(
                "w1",
                values.Testimonium("Third record", "omits", "n1", "e1", utterances[1].span),
                "s1",
                Span(0, 1),
            ),
        ),
    )  # fmt: skip


def _ends(entry: Entry[Utterance]) -> tuple[int, int]:
    assert entry.span
    return entry.span.start, entry.span.end


@pytest.fixture
def ledger() -> Ledger:
    return ledger_of(_edition(), "e1")


def test_matters_are_those_to_which_the_talk_turns(ledger: Ledger) -> None:
    told = [(m.label, [s.utterance for s in m.stands]) for m in ledger.matters]
    assert [members for _, members in told] == [["u1", "u2", "u6"], ["u3", "u4", "u5"]]
    assert told[1][0].startswith("herring quotas")
    assert "Orsk" in told[0][0]


def test_stands_are_what_is_done_with_the_words(ledger: Ledger) -> None:
    kinds = {s.utterance: s.kind for m in ledger.matters for s in m.stands}
    assert kinds == {
        "u1": "proposes", "u2": "against", "u3": "asks", "u4": "for", "u5": "tells", "u6": "tells",
    }  # fmt: skip


def test_what_other_witnesses_say_stands_beside_it(ledger: Ledger) -> None:
    disputed = {s.utterance: s.disputed for m in ledger.matters for s in m.stands}
    assert disputed["u2"] == ("Third record omits it (n1)",)
    assert disputed["u3"] == ("record B gives it to another (g1)",)
    assert disputed["u4"] == ()


def test_an_unknown_speaker_is_nobody_and_says_why(ledger: Ledger) -> None:
    [last] = [s for m in ledger.matters for s in m.stands if s.utterance == "u6"]
    assert (last.speaker, last.name, last.confidence) == (None, None, 0.4)
    assert last.because[0] == "“He”: nobody spoke shortly before"


def test_every_utterance_of_the_records_is_in_one_matter(ledger: Ledger) -> None:
    said = [s.utterance for m in ledger.matters for s in m.stands]
    assert sorted(said) == [f"u{n}" for n in range(1, 7)]


def test_a_document_alone_has_a_ledger_and_an_unknown_name_none() -> None:
    assert [w for w, _ in ledger_of(_edition(), "d2").witnesses] == ["A"]
    with pytest.raises(ArgumentError):
        ledger_of(_edition(), "e9")


def test_records_of_an_event_have_no_second_ledger() -> None:
    assert [each.about for each in ledgers_of(_edition())] == ["e1"]


@pytest.mark.parametrize(
    ("words", "act", "stand"),
    [
        ("He replied in the affirmative.", "answer", "for"),
        ("He said that he did not agree.", "state", "against"),
        ("He asked why they were against it.", "ask", "asks"),
        ("He agreed.", "agree", "for"),
        ("Он заявил, что не согласен с этим.", "state", "against"),
        ("He described the harbour.", "inform", "tells"),
    ],
)
def test_stand_of(words: str, act: str, stand: str) -> None:
    assert stand_of(words, act) == stand


def test_the_folder_holds_the_same_rows_three_times(tmp_path: Path) -> None:
    LedgerFolder().write(_edition(), tmp_path / "out")
    with (tmp_path / "out/ledger.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    table = json.loads((tmp_path / "out/ledger.json").read_text("utf-8"))
    stands = [s for each in table["ledgers"] for m in each["matters"] for s in m["stands"]]
    assert [row["words"] for row in rows] == [" ".join(s["words"].split()) for s in stands]
    assert "speaker" not in stands[2]
    page = (tmp_path / "out/ledger.html").read_text("utf-8")
    assert page.count("<p data-start=") == len(rows) == 6


def test_an_edition_without_speech_says_so() -> None:
    assert "Nobody is told to speak" in ledger_html([])


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (
            "Touching upon the question of the eastern ferries of Norway, Hale was short.",
            "eastern ferries of Norway",
        ),
        ("Hale raised the issue of Mr. Vane's pension and sat down.", "Mr. Vane's pension"),
        ("Hale said he had seen the herring question settled.", "herring question"),
        ("Hale spoke.", "(no words of its own)"),
    ],
)
def test_a_matter_is_called_by_a_phrase_of_the_record(words: str, label: str) -> None:
    terms = terms_of(words, frozenset(("hale", "spoke")))
    assert label_of([Spoken(words, "state", terms)], Counter(terms)) == label


def test_a_label_without_a_name_has_the_name_that_is_said_most() -> None:
    said = [
        "Hale said that in Norway there was talk of closing the herring market.",
        "Orme replied that in Norway the herring market was closed.",
    ]
    members = [Spoken(w, "state", terms_of(w, frozenset(("hale", "orme")))) for w in said]
    others = Counter(term for each in members for term in each.terms)
    assert label_of(members, others) == "Norway: herring market"


def test_what_points_back_stays_with_what_stands_before_it() -> None:
    said = [
        "Hale spoke of the northern ferry.",
        "Orme said that one need not fear this. Rain fell.",
    ]
    [matter] = matters_in([[Spoken(w, "state", terms_of(w, frozenset())) for w in said]])
    assert [place for _, place, _ in matter] == [0, 1]


@pytest.mark.parametrize(
    ("words", "act", "stand"),
    [
        ("Hale admitted that they had rights but said that much had changed.", "agree", "tells"),
        ("Hale admitted that they had rights.", "agree", "for"),
        ("Hale said that he could not recognize the harbour board.", "state", "against"),
        ("Mr. Hale, in support of the motion, asserted that it was cheap.", "state", "for"),
        ("Hale said it was perhaps better to wait for the ice.", "state", "proposes"),
    ],
)
def test_a_phrase_tells_more_than_the_verb(words: str, act: str, stand: str) -> None:
    assert stand_of(words, act) == stand
