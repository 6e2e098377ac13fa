"""Editors' marks: what cases cannot show – speed, ownership in a whole text, every vocabulary."""

from __future__ import annotations

import time
from typing import get_args

import pytest

from recension.model.finding import Finding, Findings, key_of
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Document, EditorialMark, MarkKind, Note
from recension.publication.wording import MARK_KINDS
from recension.structure.editorial_mark import EditorialMarkReader
from recension.vocabularies.editorial_marks import KINDS, Wording, kind_of, wordings

HOSTILE = ("[", "]", "[]", "[a", "[a]", "*", "* ", "*a ", "_a", "(", "<", ". ", "[\n\n", "[*")


def marks(text: str, findings: Findings | None = None) -> list[EditorialMark]:
    """What the reader says of a text."""
    source = SourceText("a.txt", text, "0" * 64)
    found = EditorialMarkReader().read(source, findings or Findings())
    return [finding.value for finding in found if isinstance(finding.value, EditorialMark)]


def seconds(text: str) -> float:
    start = time.process_time()
    marks(text)
    return time.process_time() - start


@pytest.mark.parametrize("pattern", HOSTILE)
def test_time_grows_with_the_length_and_no_faster(pattern: str) -> None:
    few = min(seconds((pattern * 40_000)[:40_000]) for _ in range(3))
    many = seconds((pattern * 400_000)[:400_000])
    assert many < 30 * max(few, 0.01)


def test_deeply_nested_brackets_are_nobodys() -> None:
    assert marks("[" * 50_000 + "]" * 50_000) == []


def test_the_owner_is_the_editor_only_where_nobody_translated() -> None:
    text = "He went [over] to the map."
    whole = Span(0, len(text))
    for document, owner in (
        (Document("record"), "editor"),
        (Document("record", translator="A. Petrova"), None),
        (Document("record", translated_from=("ru",)), None),
    ):
        findings = Findings([Finding("RS101", whole, document, key=key_of(document, whole))])
        assert [mark.owner for mark in marks(text, findings)] == [owner]
    assert [mark.owner for mark in marks(text)] == [None]


def test_what_calls_a_note_is_no_mark() -> None:
    text = "It rained [see below] on the fleet."
    call = Span(text.index("["), text.index("]") + 1)
    note = Note("see below", None, (call,), "no-body")
    assert marks(text)
    assert marks(text, Findings([Finding("RS201", call, note)])) == []


@pytest.mark.parametrize("wording", wordings(), ids=lambda w: w.kind)
def test_every_word_of_the_vocabulary_is_told_as_some_mark(wording: Wording) -> None:
    assert wording.whole or wording.part.pattern != "(?!)"
    told = [kind_of(word) for word in wording.whole]
    assert None not in told
    assert all(KINDS.index(kind or "") <= KINDS.index(wording.kind) for kind in told)


def test_every_kind_is_explained_to_readers() -> None:
    assert set(MARK_KINDS) == set(get_args(MarkKind))
    assert set(KINDS) <= set(get_args(MarkKind))
