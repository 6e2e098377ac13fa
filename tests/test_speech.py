"""Speech: sentences, turns, speakers carried over, and what ends a turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension import journey
from recension.model.finding import Finding, Findings
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import (
    Damage,
    DamageKind,
    Document,
    DocumentKind,
    Mention,
    Person,
    Role,
    Utterance,
)
from recension.readings.mention import MentionReader
from recension.readings.offices import Offices
from recension.readings.person import PersonReader
from recension.readings.sentences import sentences_of
from recension.readings.utterance import UtteranceReader
from recension.vocabularies.speech import speech

READERS = (PersonReader(), MentionReader(), UtteranceReader())


def _read(text: str, kind: DocumentKind | None = None, garbled: Span | None = None) -> Findings:
    source = SourceText("text.txt", text, "0" * 64)
    findings = Findings()
    if kind:
        findings.add([Finding("RS101", Span(0, len(text)), Document(kind))])
    if garbled:
        findings.add([Finding("RC101", garbled, Damage("garble", "garbled"))])
    for reader in READERS:
        findings.add(list(reader.read(source, findings)))
    return findings


def _said(text: str, kind: DocumentKind | None = None) -> list[tuple[str | None, str]]:
    """Each utterance as its speaker's name and its words."""
    findings = _read(text, kind)
    names = {person.key: person.value.name for person in findings.of(Person)}
    return [
        (names.get(u.value.speaker or ""), " ".join(u.span.of(text).split()))
        for u in findings.of(Utterance)
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See f. 0144, op. 30, p. 118, d. 15, l. 76. It is there.", 2),
        ("Mr. Lay spoke. Gen. Hale did not.", 2),
        ("He left at 5 p.m. The rest stayed.", 2),
        ("V. M. Orlow wrote.² Nobody answered.", 2),
        ("“Is it so?” He nodded.", 2),
        ("It cost 3.5 million, i.e. little.", 1),
    ],
)
def test_sentences_end_where_they_do(text: str, count: int) -> None:
    assert len(list(sentences_of(text, Span(0, len(text))))) == count


@given(st.text(alphabet='Aa. !?"“”\n¹2)', max_size=120))
def test_sentences_lose_no_word(text: str) -> None:
    joined = "".join(span.of(text) for span in sentences_of(text, Span(0, len(text))))
    assert "".join(joined.split()) == "".join(text.split())


def test_a_sentence_parted_by_a_page_is_one_turn() -> None:
    said = _said("Mr. Hale said to him that he wanted to\n\nsurprise the whole world.", "record")
    assert said == [("Hale", "Mr. Hale said to him that he wanted to surprise the whole world.")]


def test_verb_on_the_next_page() -> None:
    said = _said("Nothing was agreed. Then Mr. Hale\n\nsaid that he was tired.", "record")
    assert said[0][0] == "Hale"


def test_the_first_of_those_named_together_speaks() -> None:
    said = _said("Mr. Hale, Mr. Orme and Mr. Dunn replied that they would come.", "record")
    assert [speaker for speaker, _ in said] == ["Hale"]


def test_he_is_not_the_one_spoken_to() -> None:
    said = _said("Mr. Hale spoke of oats. Mr. Orme agreed. He asked Mr. Orme for more.", "record")
    assert said[2][0] == "Hale"


def test_he_after_somebody_unknown_is_nobody() -> None:
    text = (
        "Mr. Hale said that it rained. The President pointed out that it did not. He also said so."
    )
    assert [speaker for speaker, _ in _said(text, "record")] == ["Hale", None]


def test_an_office_is_its_holder() -> None:
    text = "Chancellor Brandow arrived. The Chancellor said that he was glad."
    assert _said(text, "record") == [("Brandow", "The Chancellor said that he was glad.")]


def test_what_is_quoted_is_not_parted_by_its_own_speakers() -> None:
    text = "Mr. Hale said: “Mr. Orme said no. He said it twice.” Nobody answered."
    assert _said(text, "essay") == [
        ("Hale", "Mr. Hale said: “Mr. Orme said no. He said it twice.”")
    ]


def test_an_essay_does_not_go_on_speaking() -> None:
    text = "Mr. Hale said that it rained. The historians doubt it, and much was written about it."
    assert _said(text, "essay") == [("Hale", "Mr. Hale said that it rained.")]
    assert _said(text, "record") == [("Hale", text)]


def test_a_turn_ends_before_a_garbled_span() -> None:
    text = "Mr. Hale said that the ships were to )43( Tj be built."
    start = text.index(")43(")
    (found,) = _read(text, "record", Span(start, start + 7)).of(Utterance)
    assert found.span.of(text) == "Mr. Hale said that the ships were to"


def test_an_utterance_needs_a_speaker() -> None:
    assert _said("It was said that the treaty had been signed. They thought so.") == []


def test_every_verb_has_one_act() -> None:
    acts = {"propose", "agree", "object", "ask", "answer", "promise", "inform", "threaten", "joke"}
    assert set(speech().acts.values()) == acts | {"state"}
    assert speech().clause <= speech().acts.keys()
    assert speech().author_verbs <= speech().acts.keys()


@given(st.text(alphabet='MrHale. said:\n"“”[]()T*Stalin', max_size=200))
def test_utterances_lie_in_the_text_and_do_not_cross(text: str) -> None:
    findings = journey.read(SourceText("t", text, "0" * 64), READERS)
    persons = {person.key for person in findings.of(Person)}
    for found in findings.of(Utterance):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.value.speaker is None or found.value.speaker in persons
    assert all(mention.value.person in persons for mention in findings.of(Mention))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Herr Weber fragte, ob das Schiff komme. Herr Lang antwortete, es komme nicht.",
            [("Weber", "ask"), ("Lang", "answer")],
        ),
        (
            "M. Duval demanda si le navire viendrait. M. Morel répondit que non.",
            [("Duval", "ask"), ("Morel", "answer")],
        ),
        (
            "Тов. Иванов спросил, придет ли корабль. Тов. Петров ответил, что не придет.",
            [("Иванов", "ask"), ("Петров", "answer")],
        ),
    ],
)
def test_other_languages(text: str, said: list[tuple[str, str]]) -> None:
    names = [name for name, _ in said]
    places = [(text.index(name), text.index(name) + len(name)) for name in names]
    source, findings = SourceText("text.txt", text, "0" * 64), Findings()
    for name, place in zip(names, places, strict=True):
        findings.add([Finding("RR301", Span(*place), Person(name), key=name)])
        findings.add([Finding("RR302", Span(*place), Mention(name))])
    told = [f.value for f in UtteranceReader().read(source, findings)]
    assert [(u.speaker, u.act) for u in told if isinstance(u, Utterance)] == said


def test_an_office_is_its_holder_in_the_same_document() -> None:
    first = "Ambassador Hale arrived. The Ambassador said that it rained."
    second = "Ambassador Orme arrived. The Ambassador said that it snowed."
    text = f"{first}\n\n{second}"
    findings = Findings()
    findings.add(
        [
            Finding("RS101", Span(0, len(first)), Document("record")),
            Finding("RS101", Span(len(first) + 2, len(text)), Document("record")),
        ]
    )
    source = SourceText("text.txt", text, "0" * 64)
    for reader in READERS:
        findings.add(list(reader.read(source, findings)))
    names = {person.key: person.value.name for person in findings.of(Person)}
    told = [names[u.value.speaker or ""].split()[-1] for u in findings.of(Utterance)]
    assert told == ["Hale", "Orme"]


def test_i_is_the_one_who_recorded_it() -> None:
    text = "Mr. Hale said that it rained. I told him that it did not. \n\nRecorded by A. Orme."
    start = text.index("Recorded")
    findings = _read(text, "record")
    role = Role("recorder", "Document", "A. Orme")
    findings.add([Finding("RS401", Span(start, len(text)), role)])
    told = [f.value for f in UtteranceReader().read(SourceText("a", text, "0" * 64), findings)]
    names = {person.key: person.value.name for person in findings.of(Person)}
    speakers = [names.get(u.speaker or "") for u in told if isinstance(u, Utterance)]
    assert [speaker and speaker.split()[-1] for speaker in speakers] == ["Hale", "Orme"]


def test_he_in_a_signed_telegram_is_never_the_one_who_signed_it() -> None:
    text = (
        "Mr. Hale said that it rained. I told him that it did not. He said that he was wet.\n\n"
        "Mr. Orme had not yet come, and nobody knew why he had been kept.\n\nOrme\n"
    )
    findings = _read(text, "telegram")
    names = {person.key: person.value.name for person in findings.of(Person)}
    told = [(names[u.value.speaker or ""], u.value.addressee) for u in findings.of(Utterance)]
    assert [name for name, _ in told] == ["Hale", "Orme", "Hale"]
    assert names[told[1][1] or ""] == "Hale"


def test_he_is_the_one_of_whom_the_sentence_before_is() -> None:
    text = (
        "Mr. Hale said that it rained. Mr. Orme said that he knew it. Mr. Hale then opened his "
        "umbrella. He said that it was an old one."
    )
    assert [speaker for speaker, _ in _said(text, "record")] == ["Hale", "Orme", "Hale"]


def test_one_man_is_chancellor_in_the_whole_text() -> None:
    text = (
        "Chancellor Hale came. Chancellor Hale went. Chancellor Hale came again.\n\n"
        "Minister Orme, Vice Chancellor of the University, was with Mr. Hale. "
        "The Chancellor said that it rained."
    )
    assert [speaker and speaker.split()[-1] for speaker, _ in _said(text, "record")] == ["Hale"]


def test_where_two_are_president_the_president_is_nobody() -> None:
    text = (
        "President Hale met President Orme. President Hale was tired, and President Orme was not. "
        "The President said that it rained."
    )
    assert [speaker for speaker, _ in _said(text, "record")] == [None]


def _with_damage(text: str, *damage: tuple[Span, Damage]) -> Findings:
    source, findings = SourceText("text.txt", text, "0" * 64), Findings()
    findings.add([Finding("RS101", Span(0, len(text)), Document("record"))])
    findings.add([Finding("RC101", span, value) for span, value in damage])
    for reader in READERS:
        findings.add(list(reader.read(source, findings)))
    return findings


@pytest.mark.parametrize("kind", ["repetition", "fabricated"])
def test_nobody_begins_to_speak_in_doubled_or_suspected_words(kind: DamageKind) -> None:
    once = "Mr. Hale said that it rained."
    text = f"{once}\n{once} Mr. Orme asked why."
    double = Span(len(once) + 1, 2 * len(once) + 1)
    findings = _with_damage(text, (double, Damage(kind, "twice")))
    assert [u.span.start for u in findings.of(Utterance)] == [0, text.index("Mr. Orme")]


def test_a_turn_ends_where_something_is_missing() -> None:
    text = "Mr. Hale said that it rained. The ferry lay still. Nobody knew the fleet of Norway."
    cut = text.index("Nobody")
    (found,) = _with_damage(text, (Span(cut, cut), Damage("break", "cut"))).of(Utterance)
    assert found.span.of(text) == "Mr. Hale said that it rained. The ferry lay still."


@given(st.integers(0, 150), st.integers(1, 40))
def test_no_utterance_meets_a_garbled_span(start: int, length: int) -> None:
    text = (
        "Mr. Hale: Will the ferry sail?\n\nMr. Orme: It will not.\n\nThe ice is thick.\n\n"
        "Mr. Vane said that he knew it. He asked Mr. Hale for coal. Mr. Hale said no."
    )
    bad = Span(min(start, len(text) - 1), min(start + length, len(text)))
    for found in _with_damage(text, (bad, Damage("garble", "garbled"))).of(Utterance):
        assert not found.span.overlaps(bad)


def test_who_speaks_by_turns_alone_is_less_sure_and_says_why() -> None:
    said = (
        "“Will it sail?” asked Mr. Hale.",
        "“It will not,” said Mr. Orme.",
        "“Why not?”",
        "“Ice.”",
    )
    text = "\n\n".join(said)
    findings = _read(text, "record")
    names = {person.key: person.value.name for person in findings.of(Person)}
    told = findings.of(Utterance)
    assert [names[u.value.speaker or ""] for u in told] == ["Hale", "Orme", "Hale", "Orme"]
    assert all(u.confidence < told[0].confidence for u in told[2:])
    assert told[3].because == ("nobody is named: the two who spoke before, in turn",)


def test_an_answer_is_to_who_asked_and_me_is_who_wrote_it() -> None:
    text = (
        "Mr. Hale asked where the ferry was. Mr. Orme replied that it was at sea. "
        "Mr. Hale told me that he had seen it.\n\nMr. Dunn had not yet come.\n\nDunn\n"
    )
    findings = _read(text, "telegram")
    names = {person.key: person.value.name for person in findings.of(Person)}
    to = [names.get(u.value.addressee or "") for u in findings.of(Utterance)]
    assert to == [None, "Hale", "Dunn"]


def test_a_namesake_of_somebody_present_may_be_there() -> None:
    offices = Offices("", (), (), {"p1": "Hale", "p2": "Hale", "p3": "Orme", "p4": "Vane"}, int)
    offices._listed[0] |= {"p1", "p3"}
    assert not offices.is_absent(0, "p2")
    assert offices.is_absent(0, "p4")


def test_the_president_who_asks_a_president_is_the_other_one() -> None:
    text = (
        "President Hale received President Orme. President Orme was tired; President Orme was ill. "
        "The President said that it rained. The President asked President Orme for coal."
    )
    assert [speaker for speaker, _ in _said(text, "record")] == ["Hale", "Hale"]


def test_a_speaker_is_no_surer_than_his_name() -> None:
    text = "Mr. Hale said that it rained."
    source, findings = SourceText("text.txt", text, "0" * 64), Findings()
    findings.add([Finding("RR301", Span(4, 8), Person("Hale"), key="p")])
    doubt = ("two of that name are here",)
    findings.add([Finding("RR302", Span(4, 8), Mention("p"), 0.5, doubt)])
    (told,) = UtteranceReader().read(source, findings)
    assert told.confidence == 0.5
    assert told.because == ("“said” beside the name; two of that name are here",)


def test_who_is_brought_in_by_name_is_then_called_by_his_office() -> None:
    text = (
        "President Hale spoke of President Orme. President Orme was ill. President Orme slept. "
        "President Hale said that it rained. Mr. Vane agreed. The President asked for coal."
    )
    assert [speaker for speaker, _ in _said(text, "record")][-1] == "Hale"


def test_who_stands_at_the_head_of_a_record_holds_the_office_in_it() -> None:
    head = "Present: Ferdinand Hale, Danish Minister; Mr. Orme.\n\n"
    talk = "Mr. Orme spoke of Minister Vane and of Minister Dunn, and of the ferry. "
    filler = "Mr. Orme said that the harbour was closed. " * 16
    text = f"{head}{filler}{talk}The Minister asked for coal."
    assert _said(text, "record")[-1][0] == "Ferdinand Hale"


def test_i_is_the_other_of_the_two_at_the_head() -> None:
    text = (
        "Mr. Karel Hale\n\nMr. Josef Orme\n\nI told him that it rained. Mr. Orme said he knew. "
        "Mr. Orme asked for coal."
    )
    assert [speaker for speaker, _ in _said(text, "record")] == ["Karel Hale"] + ["Josef Orme"] * 2
