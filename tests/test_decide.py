"""``recension decide``: what waits, what is taken down, and what every build makes of it."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import recension
from recension.cli import main
from recension.collation.decided_event import with_decided_events
from recension.edition.decision_made import ACTIONS
from recension.edition.decisions import read_decisions
from recension.edition.decisions_applied import KNOWN, DecisionWarning, table_of
from recension.model.edition import Edition, Entry
from recension.model.party import Party
from recension.model.span import Span
from recension.model.values import Alignment, Document, Event, Group, Witness
from recension.publication.edition_json import from_json

PAGE = Path(__file__).parents[1] / "docs" / "decisions.md"
COPY = """The Weir Commission of 1921

An essay on what is left of it.¹

¹ Nobody has seen the minutes of the miller's guild.

DOCUMENT 1

Record of Conversation

Oldbridge, 3 May 1921, 10:00

Present: Comrade Orvell, Mr. K. Halvard, Mr. Bortnik, General Marek.

Comrade Orvell asked about the grain harvest of the upper valley. Mr. Halvard said that the harvest
had come to 4,200 tons of rye.

Mr. Bortnik proposed that the sluice of the great weir be rebuilt before the winter floods.

General Marek refused the loan of thirty barges to the millers.

The conversation lasted two hours.

DOCUMENT 2

Minutes of a Meeting

Oldbridge, 3 May 1921, 10:00

Present: Orvell, Halvard, Bortnik, Marek.

Orvell: What of the grain harvest in the upper valley?

Halvard: The harvest came to 2,400 tons of rye.

Bortnik: The sluice of the great weir must be rebuilt before the winter floods come.

Orvell: And the barges? Thirty of them would do.

Marek: No loan of barges to the millers, not thirty, not one.
"""


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of two records of one morning, and its edition in which the editor joined them."""
    place = tmp_path_factory.mktemp("joined")
    (place / "copy.txt").write_text(COPY, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["decide", str(place / "edition"), "join", *_ids(_build(place)),
              "--because", "one morning"])  # fmt: skip
    assert not ended.value.code
    _build(place)
    return place


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """That edition, free to be changed."""
    shutil.copytree(joined, tmp_path, dirs_exist_ok=True)
    return tmp_path / "edition"


def _build(place: Path) -> Edition:
    return recension.build([place / "copy.txt"], place / "edition")


@pytest.fixture
def decide(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command on that edition: its status and what it says."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["decide", str(folder), *arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


Decide = Callable[..., tuple[int, str, str]]


def _ids(edition: Edition) -> tuple[str, str]:
    one = next(d.id for d in edition.documents if d.value.title == "Record of Conversation")
    other = next(d.id for d in edition.documents if d.value.title == "Minutes of a Meeting")
    return one, other


def _synopsis(folder: Path) -> Alignment:
    """The synopsis of the two records."""
    (entry,) = [a for a in recension.open(folder).alignments if len(a.value.witnesses) == 2]
    return entry.value


def _words(alignment: Alignment) -> list[list[str]]:
    """The words of each group, passage by passage, without the space."""
    return [[" ".join(COPY[p.start : p.end].split()) for p in g.passages] for g in alignment.groups]


def _row_with(alignment: Alignment, words: str) -> str:
    found = [g.id for g, w in zip(alignment.groups, _words(alignment), strict=True)
             if any(words in passage for passage in w)]  # fmt: skip
    assert found, f"{words} stands in no row: {_words(alignment)}"
    return found[0]


def test_records_are_joined_and_parted(folder: Path, decide: Decide) -> None:
    alignment = _synopsis(folder)
    assert alignment.groups
    edition = recension.open(folder)
    (event,) = [e for e in edition.events if e.id == alignment.event]
    assert event.because[0] == "the editor decided it (j1): one morning"
    assert event.value.proposal is not None
    assert edition.decisions[0].problem is None
    assert decide("part", *alignment.witnesses)[0] == 0
    with pytest.warns(DecisionWarning, match="j1 is not carried out: a later decision"):
        after = _build(folder.parent)
    assert all(len(a.value.witnesses) < 2 for a in after.alignments)
    assert {d.value.event for d in after.documents} == {None}


def test_a_confirmed_event_stays_as_it_was() -> None:
    rows = tuple(
        Entry(f"d{n}", Document("record", title=f"Record {n}", event="e1"), "s1", Span(n, n + 1))
        for n in (1, 2)
    )
    witnesses = tuple(Witness(siglum, row.id) for siglum, row in zip("AB", rows, strict=True))
    event = Entry("e1", Event("A name", "1921", witnesses=witnesses), because=("one day",))
    alignment = Entry("a1", Alignment("e1", ("d1", "d2"), (Group("g1", "agrees", 0.5, ()),)))
    edition = Edition(documents=rows, events=(event,), alignments=(alignment,))

    def confirmed(parties: Sequence[Party]) -> list[Party]:
        return [replace(party, because=("so it is",), label="Another") for party in parties]

    after = with_decided_events(edition, confirmed)
    assert after.alignments == edition.alignments
    assert after.events == (
        replace(event, value=replace(event.value, label="Another"),
                because=("so it is", "one day")),
    )  # fmt: skip
    assert with_decided_events(edition, list) is edition


def test_an_event_gets_a_name(folder: Path, decide: Decide) -> None:
    event = _synopsis(folder).event or ""
    assert decide("relabel", event, "--label", "The weir, first morning")[0] == 0
    assert [e.value.label for e in _build(folder.parent).events] == ["The weir, first morning"]


def test_a_relation_is_given_and_the_program_s_stays_beside_it(
    folder: Path, decide: Decide
) -> None:
    name = _row_with(_synopsis(folder), "sluice")
    status, said, _ = decide("relabel", name, "--relation", "contradicts", "--label", "the sluice",
                             "--because", "must be, against: be", "--by", "M. E.")  # fmt: skip
    assert status == 0
    assert "the program had" in said
    edition = _build(folder.parent)
    (group,) = [g for a in edition.alignments for g in a.value.groups if g.label == "the sluice"]
    assert (group.relation, group.confidence) == ("contradicts", 1.0)
    assert group.because[0] == "the editor decided it (j2): must be, against: be"
    assert group.proposal is not None
    assert group.proposal.startswith(name)
    page = next((folder / "site" / "synopsis").glob("a*.html")).read_text(encoding="utf-8")
    assert f"The program had: <bdi>{group.proposal}" in page
    ledger = (folder / "site" / "decisions" / "index.html").read_text(encoding="utf-8")
    assert "must be, against: be" in ledger
    assert "M. E." in ledger
    row = json.loads((folder / "edition.json").read_text(encoding="utf-8"))["decisions"][1]
    assert row["proposal"] == group.proposal
    for form in ("table", "csv", "tei", "html", "json"):
        with pytest.raises(SystemExit):
            main(["align", str(folder), edition.events[0].id, "--format", form])


def test_rows_are_joined_parted_and_passages_moved(folder: Path, decide: Decide) -> None:
    before = _synopsis(folder)
    sluice = _row_with(before, "sluice")
    first, second = before.witnesses
    barges = f'{second}:"And the barges? … would do."'
    assert decide("move", barges, sluice)[0] == 0
    assert (
        decide("accept", f'{first}:"lasted two hours"', f'{second}:"not thirty, not one"')[0] == 0
    )
    after = _build(folder.parent).alignments[0].value
    moved = next(words for words in _words(after) if any("sluice" in w for w in words))
    assert "And the barges? Thirty of them would do." in moved
    assert ["lasted two hours", "not thirty, not one"] in _words(after)
    assert decide("reject", _row_with(after, "lasted two hours"))[0] == 0
    with pytest.warns(DecisionWarning, match="j3 is not carried out: a later decision"):
        last = _build(folder.parent).alignments[0].value
    assert not any("lasted two hours" in words for words in _words(last))
    alone = [o for o in last.only if COPY[o.start : o.end] == "lasted two hours"]
    assert [o.because for o in alone] == [("the editor decided it (j4)",)]


def test_what_is_undone_is_as_if_it_had_never_been(folder: Path, decide: Decide) -> None:
    alignment = _synopsis(folder)
    before = (folder / "edition.json").read_bytes()
    assert decide("relabel", alignment.groups[0].id, "--label", "a matter")[0] == 0
    assert decide("part", alignment.groups[-1].id)[0] == 0
    _build(folder.parent)
    assert (folder / "edition.json").read_bytes() != before
    assert decide("undo", "j2", "--because", "a slip")[0] == 0
    assert decide("undo", "j3")[0] == 0
    _build(folder.parent)
    assert (folder / "edition.json").read_bytes() == before
    assert "withdrawn" in decide("list")[1]
    assert decide("relabel", alignment.groups[0].id, "--label", "another")[1].startswith("j4 ")


@pytest.mark.parametrize(
    "words",
    [
        ["part", "RECORDS"],
        ["reject", "NOTE"],
        ["join", "PERSONS"],
        ["reject", "p1"],
        ["reject", "t1"],
        ["relabel", "EVENT", "--label", "another"],
    ],
    ids=" ".join,
)
def test_what_is_undone_has_its_number_again(
    folder: Path, decide: Decide, words: list[str]
) -> None:
    edition = recension.open(folder)
    named = {
        "RECORDS": list(_ids(edition)),
        "NOTE": [n.id for n in edition.notes if n.value.status == "linked"],
        "PERSONS": [p.id for p in edition.persons[:2]],
        "EVENT": [edition.events[0].id],
    }
    before = (folder / "edition.json").read_bytes()
    assert decide(*(name for word in words for name in named.get(word, [word])))[0] == 0
    for _ in range(2):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DecisionWarning)
            _build(folder.parent)
        assert (folder / "edition.json").read_bytes() != before
    assert decide("undo", "j2")[0] == 0
    _build(folder.parent)
    assert (folder / "edition.json").read_bytes() == before


def test_decisions_are_kept_over_builds_and_in_a_better_copy(folder: Path, decide: Decide) -> None:
    name = _row_with(_synopsis(folder), "sluice")
    decide("relabel", name, "--relation", "contradicts", "--label", "the sluice")
    one = _build(folder.parent)
    assert _build(folder.parent) == one
    better = "A line more at the head.\n\n" + COPY.replace(
        "be rebuilt before", "be re-\nbuilt before"
    )
    better = better.replace("had come to 4,200", "had come\nto 4,200")
    (folder.parent / "copy.txt").write_text(better, encoding="utf-8")
    edition = _build(folder.parent)
    assert [d.problem for d in edition.decisions] == [None, None]
    (group,) = [g for a in edition.alignments for g in a.value.groups if g.label == "the sluice"]
    assert group.relation == "contradicts"
    assert "rebuilt" in better[group.passages[0].start :][:200].replace("re-\nbuilt", "rebuilt")


def test_what_no_longer_fits_is_told_on_every_side(
    folder: Path, decide: Decide, capsys: pytest.CaptureFixture[str]
) -> None:
    second = _ids(recension.open(folder))[1]
    decide("join", f'{second}:"And the barges?"', f'{second}:"Thirty of them would do."',
           f"{_ids(recension.open(folder))[0]}:\"thirty barges\"")  # fmt: skip
    gone = COPY.replace("And the barges? Thirty of them would do.", "Nothing was said of it.")
    (folder.parent / "copy.txt").write_text(gone, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["build", str(folder.parent / "copy.txt"), "-o", str(folder)])
    assert ended.value.code == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "decision" in line]
    assert told == ["recension: decision j2 is not carried out: “And the barges?” stands nowhere"]
    assert "NOT CARRIED OUT: “And the barges?” stands nowhere" in decide("list")[1]
    ledger = (folder / "site" / "decisions" / "index.html").read_text(encoding="utf-8")
    assert "1 decision could not be carried out" in ledger
    condition = (folder / "site" / "condition" / "index.html").read_text(encoding="utf-8")
    assert "../decisions/index.html" in condition


def test_a_call_and_its_note_are_parted_and_linked_again(folder: Path, decide: Decide) -> None:
    (note,) = [n for n in recension.open(folder).notes if n.value.status == "linked"]
    assert decide("reject", note.id)[0] == 0
    edition = _build(folder.parent)
    assert sorted(n.value.status for n in edition.notes) == ["no-body", "no-call"]
    one, other = (n.id for n in edition.notes)
    assert decide("join", one, other, "--because", "it is after all")[0] == 0
    edition = _build(folder.parent)
    assert [n.value.status for n in edition.notes] == ["linked"]
    assert edition.notes[0].value.anchors == note.value.anchors


def test_a_date_is_read_otherwise(folder: Path, decide: Decide) -> None:
    date = recension.open(folder).dates[0]
    assert decide("relabel", date.id, "--reading", "yesterday")[0] == 2
    assert decide("relabel", date.id, "--reading", "1921-05-04")[0] == 0
    after = _build(folder.parent).dates[0]
    assert (after.value, after.confidence) == (type(date.value)("1921-05-04"), 1.0)
    assert any(reason.startswith("the program had: ") for reason in after.because)
    assert decide("reject", after.id)[0] == 0
    with pytest.warns(DecisionWarning, match="j2 is not carried out: a later decision"):
        assert date.span not in [d.span for d in _build(folder.parent).dates]


def test_fields_of_a_document_are_corrected_and_what_was_read_stays_beside_them(
    folder: Path, decide: Decide
) -> None:
    one, _ = _ids(recension.open(folder))
    assert decide("correct", one, "title", "On the grain", "--because", "so the register")[0] == 0
    assert decide("correct", one, "to", "Orvell", "Marek")[0] == 0
    assert decide("correct", one, "date", "1921-05-04")[0] == 0
    assert decide("correct", one, "place", "--none")[0] == 0
    edition = _build(folder.parent)
    row = next(d for d in edition.documents if d.id == one)
    assert (row.value.title, row.value.date, row.value.place) == (
        "On the grain",
        "1921-05-04",
        None,
    )
    receivers = [r.value.name for r in edition.roles
                 if (r.value.document, r.value.kind) == (one, "receiver")]  # fmt: skip
    assert receivers == ["Orvell", "Marek"]
    assert {c.field: c.read for c in row.value.corrections} == {
        "title": ("Record of Conversation",), "to": (), "date": ("1921-05-03T10:00",),
        "place": ("Oldbridge",),
    }  # fmt: skip
    assert any("so the register" in reason for reason in row.because)
    page = (folder / "site" / "decisions" / "index.html").read_text(encoding="utf-8")
    assert "On the grain" in page
    assert "Record of Conversation" in page


def test_the_last_correction_of_a_field_holds_and_undone_the_reading_is_back(
    folder: Path, decide: Decide
) -> None:
    one, _ = _ids(recension.open(folder))
    assert decide("correct", one, "title", "First thought")[0] == 0
    assert decide("correct", one, "title", "Second thought")[0] == 0
    with pytest.warns(DecisionWarning, match="a later decision"):
        edition = _build(folder.parent)
    (row,) = [d for d in edition.documents if d.id == one]
    assert row.value.title == "Second thought"
    assert [c.read for c in row.value.corrections] == [("Record of Conversation",)]
    for decision in edition.decisions[1:]:
        assert decide("undo", decision.id)[0] == 0
    (row,) = [d for d in _build(folder.parent).documents if d.id == one]
    assert row.value.title == "Record of Conversation"
    assert row.value.corrections == ()


def test_a_person_s_name_is_corrected_and_the_former_one_stays_a_variant(
    folder: Path, decide: Decide
) -> None:
    edition = recension.open(folder)
    person = next(p for p in edition.persons if p.value.name.endswith("Halvard"))
    assert decide("correct", person.id, "name", "Knut Halvard")[0] == 0
    assert decide("correct", person.id, "birth", "1871")[0] == 0
    found = next(p for p in _build(folder.parent).persons if p.value.name == "Knut Halvard")
    assert person.value.name in found.value.variants
    assert found.value.birth == "1871"


def test_what_waits_is_listed_least_sure_first(folder: Path, decide: Decide) -> None:
    status, said, _ = decide("--kind", "speech", "--kind", "persons", "--limit", "50", "--no-ask")
    assert status == 0
    sure = [int(line.split("%")[0].split()[-1]) for line in said.splitlines() if "% sure" in line]
    assert sure == sorted(sure) != []
    name = said.split()[0]
    assert decide("accept", name)[0] == 0
    _build(folder.parent)
    assert f"\n{name} " not in "\n" + decide("--kind", "speech", "--limit", "50", "--no-ask")[1]


def test_it_asks_where_somebody_can_answer(
    folder: Path, decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["s", "a", "so it is", "q"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    status, said, _ = decide("--kind", "speech", "--ask")
    assert status == 0
    assert "j2  Confirmed: who speaks" in said
    rows = json.loads((folder / "decisions.json").read_text(encoding="utf-8"))
    assert (rows[1]["action"], rows[1]["reason"]) == ("accept", "so it is")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["join", "g1"], "joined with nothing"),
        (["join", "g1", "d1"], "cannot be decided together"),
        (["relabel", "g99", "--label", "x"], "no such row in a synopsis"),
        (["relabel", "g1"], "neither a relation nor a label"),
        (["relabel", "g1", "--relation", "foo"], "“foo” is none of agrees"),
        (["join", "d1", "d99"], "no such row in the edition's documents"),
        (["join", "d1", "p1"], "cannot be decided together"),
        (["part", "g1/9"], "has "),
        (["undo"], "name one decision"),
        (["undo", "j9"], "has no decision j9"),
        (["accept", "what ever"], "names nothing"),
        (["accept", 'd1:"words that are not there"'], "no such words"),
        (["reject", "d1"], "not decided of a document"),
        (["join"], "it is not said what"),
        (["praise", "g1"], "praise"),
        (["correct", "d1"], "no field is named"),
        (["correct", "d1", "colour", "red"], "has no field “colour”"),
        (["correct", "g1", "title", "x"], "only documents and persons have fields"),
        (["correct", "d1", "title"], "what is title to be?"),
        (["correct", "d1", "title", "x", "--none"], "a value and --none"),
        (["correct", "d1", "title", "x", "y"], "has one value, not 2"),
        (["correct", "d1", "title", " "], "a value is empty"),
        (["correct", "d1", "date", "in the spring"], "is no date as EDTF"),
        (["correct", "d1", "kind", "--none"], "cannot be none"),
        (["correct", "d1", "kind", "rumour"], "there is no such kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_and_nothing_is_noted(
    folder: Path, decide: Decide, words: list[str], problem: str
) -> None:
    before = (folder / "decisions.json").read_bytes()
    status, said, error = decide(*words)
    assert (status, said) == (2, "")
    assert problem in error
    assert error.startswith("recension: ")
    assert error.count("\n") == 1
    assert (folder / "decisions.json").read_bytes() == before


HOSTILE: dict[str, bytes] = {
    "binary": bytes(range(256)),
    "another encoding": '[{"id": "j1", "action": "reject", "target": "é"}]'.encode("utf-16"),
    "a bomb of lists": b"[" * 200_000,
    "a number without end": b'[{"id": "j1", "start": ' + b"9" * 10_000 + b"}]",
    "no number": b'[{"id": "j1", "action": "a", "target": "b", "start": NaN}]',
    "too large": b" " * 16_000_001,
    "an id twice": b'[{"id": "j1", "action": "a", "target": "b"},'
    b' {"id": "j1", "action": "a", "target": "c"}]',
    "a field twice": b'[{"id": "j1", "action": "a", "action": "b", "target": "c"}]',
    "an id with a line": b'[{"id": "j\\n1", "action": "a", "target": "b"}]',
    "true for a number": b'[{"id": "j1", "action": "a", "target": "b", "start": true}]',
    "backwards": b'[{"id": "j1", "action": "a", "target": "b", "start": 9, "end": 3}]',
    "below nothing": b'[{"id": "j1", "action": "a", "target": "b", "start": -9}]',
    "passages of another kind": b'[{"id": "j1", "action": "a", "target": "b", "passages": 3}]',
    "a passage without words": b'[{"id": "j1", "action": "a", "target": "b", "passages": [{}]}]',
    "words that are none": b'[{"id": "j1", "action": "a", "target": "b", "quotation": {}}]',
    "not a list": b'{"id": "j1"}',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_one_line(folder: Path, decide: Decide, data: bytes) -> None:
    (folder / "decisions.json").write_bytes(data)
    status, _, error = decide("list")
    assert status == 2
    assert "decisions.json" in error
    assert error.count("\n") == 1
    assert len(error) < 400
    assert (folder / "decisions.json").read_bytes() == data


def test_odd_decisions_end_no_build(folder: Path, decide: Decide) -> None:
    one, other = _synopsis(folder).witnesses
    assert decide("join", other, one)[0] == 0
    rows = json.loads((folder / "decisions.json").read_text(encoding="utf-8"))
    odd: list[dict[str, Any]] = [
        {"id": "o1", "action": "join", "target": " "},
        {"id": "o2", "action": "join", "target": "alignments"},
        {"id": "o3", "action": "reject", "target": "dates", "quotation": "\ud800"},
        {"id": "o4", "action": "accept", "target": "damage", "start": 10**9, "end": 10**9 + 1},
        {**rows[0], "id": "o5", "passages": []},
        {**rows[0], "id": "o6", "action": "part", "passages": [rows[0]]},
        {**rows[0], "id": "o7", "target": "alignments", "action": "move", "passages": []},
        {**rows[0], "id": "o8", "target": "persons", "named": ""},
        {**rows[0], "id": "o9", "target": "notes", "action": "join"},
    ]
    (folder / "decisions.json").write_text(json.dumps([*rows, *odd]), encoding="utf-8")
    with pytest.warns(DecisionWarning) as told:
        edition = _build(folder.parent)
    assert len(told) == len([d for d in edition.decisions if d.problem]) == len(odd)
    assert decide("list")[0] == 0
    assert edition.decisions[0].problem is None


def test_a_file_beside_the_source_is_read_too(folder: Path, decide: Decide) -> None:
    (folder / "decisions.json").rename(folder.parent / "copy.txt.decisions.json")
    assert [d.id for d in _build(folder.parent).decisions] == ["j1"]
    status, said, _ = decide("relabel", "g1", "--label", "a matter")
    assert status == 0
    assert said.startswith("j2 ")
    assert [d.id for d in _build(folder.parent).decisions] == ["j1", "j2"]
    (folder / "decisions.json").write_bytes(
        (folder.parent / "copy.txt.decisions.json").read_bytes()
    )
    with pytest.raises(SystemExit) as ended:
        main(["build", str(folder.parent / "copy.txt"), "-o", str(folder)])
    assert ended.value.code == 2


def test_the_edition_s_json_gives_decisions_back(folder: Path, decide: Decide) -> None:
    edition = recension.open(folder)
    data = (folder / "edition.json").read_text(encoding="utf-8")
    again = from_json(data, {s.id: s.text.text for s in edition.sources})
    assert again.decisions == edition.decisions
    assert again.events == edition.events


def test_the_page_on_decisions_is_true(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "decisions.json").write_text(example, encoding="utf-8")
    assert {(d.action, table_of(d)) for d in read_decisions(tmp_path)} <= KNOWN
    told = page.partition("## What is done, by table")[2]
    rows = [line.split("|")[1:3] for line in told.splitlines() if line.startswith("| `")]
    said = {
        (action, table)
        for tables, actions in rows
        for table in re.findall(r"`(\w+)`", tables)
        for action in re.findall(r"`(\w+)`", actions)
    }
    assert said >= KNOWN
    assert {what for what in said if what[0] in ACTIONS} == KNOWN
