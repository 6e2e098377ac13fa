"""The editor's decisions on persons: carried out, told when they cannot be, and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import recension
from recension.edition.decisions_applied import DecisionWarning, with_decisions
from recension.model.edition import Edition, Entry

TEXT = """Record of Conversation

Moscow, 3 May 1946

Present: Comrade Orvell, Mr. K. Halvard, Mr. Bortnik, General Marek.

Comrade Orvell asked about the harvest. Mr. Halvard said that it was good. Mr. Bortnik agreed.

Some days later Halvard wrote to Bortnik again. General Marek said that he knew nothing of it.
"""


def _decision(text: str, words: str, number: int = 1, **more: object) -> dict[str, Any]:
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "quotation": words, **more}


def _built(folder: Path, decisions: list[dict[str, Any]], text: str = TEXT) -> Edition:
    copy = folder / "copy.txt"
    copy.write_text(text, encoding="utf-8")
    out = folder / "edition"
    if not out.exists():
        recension.build([copy], out)
    rows = [{"id": f"k{n}", **row} for n, row in enumerate(decisions, 1)]
    (out / "decisions.json").write_text(json.dumps(rows), encoding="utf-8")
    return recension.build([copy], out)


def _person(edition: Edition, words: str, number: int = 1) -> Entry[Any]:
    text = edition.sources[0].text.text
    place = _decision(text, words, number)
    found = [m for m in edition.mentions if m.span and m.span.start <= place["start"] < m.span.end]
    assert found, f"nobody is named at {words}"
    return next(p for p in edition.persons if p.id == found[0].value.person)


def test_two_persons_are_joined_and_stay_joined(tmp_path: Path) -> None:
    join = _decision(TEXT, "Marek", action="join", target="persons Marek", named="Bortnik")
    join["reason"] = "his name in the underground"
    for _ in range(2):
        edition = _built(tmp_path, [join])
        one = _person(edition, "Bortnik")
        assert _person(edition, "Marek", 2).id == one.id
        assert "Marek" in one.value.variants
        assert one.because[0] == "the editor decided it (k1): his name in the underground"
        assert one.confidence == 1.0
    speakers = {u.value.speaker for u in edition.utterances}
    assert speakers <= {p.id for p in edition.persons} | {None}


def test_a_person_is_parted_by_the_words_used(tmp_path: Path) -> None:
    before = _built(tmp_path, [])
    assert _person(before, "Halvard").id == _person(before, "Halvard", 3).id
    part = _decision(TEXT, "Halvard", 3, action="part", target="persons", named="Lena Halvard")
    after = _built(tmp_path, [part])
    assert _person(after, "Halvard", 3).value.name == "Lena Halvard"
    assert _person(after, "Halvard", 2).value.name == "Lena Halvard"
    assert _person(after, "K. Halvard").value.name == "K. Halvard"
    assert "Halvard" not in _person(after, "K. Halvard").value.variants
    said = [u for u in after.utterances if "good" in after.words(u)]
    assert [u.value.speaker for u in said] == [_person(after, "Halvard", 2).id]


def test_one_mention_is_moved(tmp_path: Path) -> None:
    move = _decision(TEXT, "Halvard", 3, action="part", target="mentions", named="Lena Halvard")
    edition = _built(tmp_path, [move])
    assert _person(edition, "Halvard", 3).value.name == "Lena Halvard"
    assert _person(edition, "Halvard", 2).value.name == "K. Halvard"


def test_nobody_is_named_where_the_editor_says_so(tmp_path: Path) -> None:
    edition = _built(tmp_path, [_decision(TEXT, "Marek", action="reject", target="persons")])
    assert all("Marek" not in p.value.name for p in edition.persons)
    ids = {p.id for p in edition.persons}
    assert {m.value.person for m in edition.mentions} <= ids
    assert {u.value.speaker for u in edition.utterances} <= ids | {None}
    assert {r.value.person for r in edition.roles} <= ids | {None}


def test_a_later_decision_undoes_an_earlier_one(tmp_path: Path) -> None:
    join = _decision(TEXT, "Marek", action="join", target="persons", named="Bortnik")
    part = _decision(TEXT, "Marek", action="part", target="persons", named="Marek")
    edition = _built(tmp_path, [join, part])
    assert _person(edition, "Marek", 2).id != _person(edition, "Bortnik").id
    assert "Marek" not in _person(edition, "Bortnik").value.variants


def test_a_decision_follows_its_words_into_a_changed_copy(tmp_path: Path) -> None:
    join = _decision(TEXT, "Marek", action="join", target="persons", named="Bortnik")
    edition = _built(tmp_path, [{**join, "source_sha256": "0" * 64}], "A line more.\n\n" + TEXT)
    assert _person(edition, "Marek").id == _person(edition, "Bortnik").id


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"quotation": "Nowhere"}, "“Nowhere” stands nowhere"),
        ({"named": "Nobody"}, "nobody is named “Nobody”"),
        ({"named": None}, "does not say who"),
    ],
)
def test_what_cannot_be_carried_out_is_told_and_kept(
    tmp_path: Path, change: dict[str, Any], problem: str
) -> None:
    join = _decision(TEXT, "Marek", action="join", target="persons", named="Bortnik")
    with pytest.warns(DecisionWarning, match=problem):
        edition = _built(tmp_path, [{**join, **change}])
    assert len(edition.decisions) == 1


def test_an_action_that_nobody_knows_is_told_and_kept(tmp_path: Path) -> None:
    with pytest.warns(DecisionWarning, match="“praise” is nothing that is decided of notes"):
        edition = _built(tmp_path, [{"action": "praise", "target": "notes n1"}])
    assert edition.decisions[0].action == "praise"
    assert edition.decisions[0].problem is not None


def test_without_decisions_nothing_changes(tmp_path: Path) -> None:
    edition = _built(tmp_path, [])
    assert with_decisions(edition) == (edition, ())
