"""The people of documents: participants and recorders are persons that exist."""

from __future__ import annotations

from recension.edition.assembly import assemble
from recension.model.finding import Finding, Findings, key_of
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, Mention, Person, Role
from recension.structure.language import language_of
from recension.structure.translation import translation

TEXT = "Present: A. Halvard, B. Orlin. Recorded by Orlin."


def _findings(kind: str, recorder: str = "recorder") -> Findings:
    document = Document(kind)  # type: ignore[arg-type]
    span = Span(0, len(TEXT))
    key = key_of(document, span)
    first, second, third = Span(9, 19), Span(21, 29), Span(43, 48)
    return Findings(
        [
            Finding("RS101", span, document, key=key),
            Finding("RS501", first, Role("present", key, "A. Halvard")),
            Finding("RS501", second, Role("present", key, "B. Orlin", "the harbour")),
            Finding("RS501", third, Role(recorder, key, "Orlin")),  # type: ignore[arg-type]
            Finding("RR301", second, Person("Boris Orlin"), key="orlin"),
            Finding("RR302", second, Mention("orlin")),
            Finding("RR302", third, Mention("orlin")),
        ]
    )


def test_names_that_are_read_as_persons_become_participants() -> None:
    edition = assemble([(SourceText("a.txt", TEXT, ""), _findings("record"))])
    assert [role.value.person for role in edition.roles] == [None, "p1", "p1"]
    assert edition.documents[0].value.participants == ("p1",)
    assert edition.documents[0].value.recorder == "p1"


def test_who_drafted_a_record_recorded_it_but_not_a_telegram() -> None:
    source = SourceText("a.txt", TEXT, "")
    record = assemble([(source, _findings("record", "drafter"))])
    telegram = assemble([(source, _findings("telegram", "drafter"))])
    assert record.documents[0].value.recorder == "p1"
    assert telegram.documents[0].value.recorder is None


def test_who_translated_and_from_what() -> None:
    text = "[Source: Harbour Archives. Translated from Serbo-Croatian by Mira Kost.]"
    said = translation(text, Span(0, len(text)))
    assert (said.translator, said.languages) == ("Mira Kost", ("sh",))
    assert translation("It was translated by nobody.", Span(0, 28)).translator is None


def test_a_language_is_named_only_where_it_is_clear() -> None:
    english = "The chairman said that the weirs would be closed before the autumn. " * 5
    russian = "Председатель сказал, что плотины будут закрыты до осени этого года. " * 5
    assert language_of(english, Span(0, len(english))) == "en"
    assert language_of(russian, Span(0, len(russian))) == "ru"
    assert language_of(english, Span(0, 150)) is None
    assert language_of("Qwx zzv prrt kkl. " * 30, Span(0, 500)) is None
