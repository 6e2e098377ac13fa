"""A document as alignment sees it: its own words, and the damage to them alone."""

from __future__ import annotations

import pytest

from recension.collation.record_of_document import record_of
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, DamageKind, Document, Note

_BODY = "The minister asked for the ferry.² The envoy promised the ferry for the spring.\n\n"
_NOTE = "² The ferry at Halm, built in 1911, burnt in"
_BELOW = "\n\n"


def _edition(*damage: tuple[DamageKind, int, int], lost: bool = False) -> Edition:
    text = _BODY + _NOTE + _BELOW
    note = Span(len(_BODY), len(_BODY + _NOTE))
    row = Document("record", "Record of Conversation", lost="end" if lost else None)
    return Edition(
        sources=(Source("s1", SourceText("a.txt", text, "")),),
        documents=(Entry("d1", row, "s1", Span(0, len(text))),),
        notes=(Entry("n1", Note("2", note, document="d1"), "s1", note),),
        damage=tuple(
            Entry(f"x{number}", Damage(kind, "…"), "s1", Span(start, end))
            for number, (kind, start, end) in enumerate(damage)
        ),
    )


def test_the_record_ends_where_its_notes_begin() -> None:
    edition = _edition()
    record = record_of(edition, edition.documents[0])
    assert record.span.of(record.text).strip() == _BODY.strip()
    assert record.asides == (Span(len(_BODY), len(_BODY + _NOTE)),)


def test_damage_to_its_own_words_is_the_record_s() -> None:
    edition = _edition(("garble", 4, 12), ("break", 34, 34))
    assert record_of(edition, edition.documents[0]).damage == (Span(4, 12), Span(34, 34))


@pytest.mark.parametrize(
    "elsewhere",
    [("missing-notes", len(_BODY), len(_BODY)), ("garble", len(_BODY) + 8, len(_BODY) + 20)],
)
def test_lost_notes_and_damage_inside_a_note_are_not(
    elsewhere: tuple[DamageKind, int, int],
) -> None:
    edition = _edition(elsewhere)
    assert record_of(edition, edition.documents[0]).damage == ()


def test_a_document_that_lacks_its_end_is_cut() -> None:
    edition = _edition(lost=True)
    assert record_of(edition, edition.documents[0]).cut
    with pytest.raises(ValueError, match="stands nowhere"):
        record_of(edition, Entry("d9", Document("record")))
