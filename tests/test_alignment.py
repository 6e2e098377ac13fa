"""Records of one event side by side: what is joined, how it relates, what silence means."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from recension.cli.align_records import align_records
from recension.collation.alignment import align
from recension.collation.quantities import quantities_of
from recension.collation.record import Record
from recension.collation.segmentation import Unit, units_of
from recension.collation.similarity import Rarity, bag_of
from recension.collation.voices import speeches_of
from recension.collation.windows import windows
from recension.model.errors import ArgumentError
from recension.model.span import Span
from recension.model.synopsis import Synopsis, Witnessed
from recension.model.values import Alignment
from recension.publication.synopsis_csv import synopsis_csv
from recension.publication.synopsis_html import synopsis_html
from recension.publication.synopsis_json import synopsis_json
from recension.publication.synopsis_table import synopsis_table
from recension.publication.synopsis_tei import synopsis_tei

FIRST = """Conference at Port Lavin, 9 June 1931

Mr. Alder: The harbour of Lavin must be dredged before the winter. We ask for 12 dredgers.

Dr. Benn: The Treasury of Orsa cannot pay for the dredging this year.

Mr. Corvin: The fishermen have asked that the lighthouse be lit again.

Mr. Alder: The railway to Tarsk is to be finished by August."""

SECOND = """Memorandum of the conference at Port Lavin, 9 June 1931

Mr. Alder opened by demanding that the harbour of Lavin be dredged before winter sets in, and \
asked for 20 dredgers. Dr. Benn replied that the Orsa Treasury was unable to pay for dredging this \
year.

Mr. Alder said that the Tarsk railway would be finished in August. Mr. Corvin transmitted the \
request of the fishermen that the lighthouse be lit once more.

The delegation of Merrin presented its compliments and distributed a map of the salt works."""


def side_by_side(
    first: str, second: str, damage: tuple[Span, ...] = ()
) -> tuple[Alignment, dict[str, str]]:
    texts = {"one": first, "two": second}
    records = [Record.whole("one", first), Record.whole("two", second, damage)]
    return align(records), texts


WHOLE = {"omitted", "unsure"}
"""What a silence is where the other record is whole."""


def joined(alignment: Alignment, texts: dict[str, str], here: str, there: str) -> bool:
    """Whether words of the first record stand in a group with words of the second."""
    for group in alignment.groups:
        words = {
            name: " ".join(
                texts[name][p.start : p.end] for p in group.passages if p.document == name
            )
            for name in texts
        }
        if here in words["one"] and there in words["two"]:
            return True
    return False


def test_passages_in_other_words_are_joined() -> None:
    found = side_by_side(FIRST, SECOND)
    assert joined(*found, "must be dredged", "be dredged before winter")
    assert joined(*found, "cannot pay", "unable to pay")


def test_passages_may_cross() -> None:
    found = side_by_side(FIRST, SECOND)
    assert joined(*found, "lighthouse be lit again", "lighthouse be lit once more")
    assert joined(*found, "railway to Tarsk", "Tarsk railway")


def test_what_one_record_has_alone_is_told() -> None:
    alignment, texts = side_by_side(FIRST, SECOND)
    alone = [(o, texts[o.document][o.start : o.end]) for o in alignment.only]
    told = [(o.document, o.silence) for o, words in alone if "salt works" in words]
    assert told in ([("two", "omitted")], [("two", "unsure")])


BEFORE_IT = "\n\n".join(
    f"The {ordinal} petition concerned the {matter} and was laid upon the table unread."
    for ordinal, matter in zip(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth", "eleventh"),
        ("tariff", "orchards", "mint", "prisons", "hospitals", "bridges", "canals", "schools",
         "forests", "cavalry", "archives"),
        strict=True,
    )
)  # fmt: skip


def test_what_was_said_before_the_other_began_is_out_of_its_scope() -> None:
    head, body = FIRST.split("\n\n", 1)
    alignment, texts = side_by_side(f"{head}\n\n{BEFORE_IT}\n\n{body}", SECOND)
    silent = {
        o.silence
        for o in alignment.only
        if o.document == "one" and "laid upon" in texts["one"][o.start : o.end]
    }
    assert silent == {"out-of-scope"}


def test_silence_of_a_record_of_another_event_is_no_omission() -> None:
    other = "Report on the beetles\n\nThe larvae feed on oak leaves and pupate in dry soil."
    alignment, _ = side_by_side(FIRST, other)
    assert {o.silence for o in alignment.only} == {"out-of-scope"}


def test_an_editors_remark_on_what_is_left_out_is_a_gap_and_a_signature_is_none() -> None:
    whole, texts = side_by_side(FIRST, f"{SECOND}\n\nJ. Merrow")
    remark = SECOND.replace(
        "\n\nMr. Alder said", "\n\n[2 lines not declassified]\n\nMr. Alder said"
    )
    cut, _ = side_by_side(f"{FIRST}\n\nThe meeting rose at noon for luncheon.", remark)
    assert {o.silence for o in whole.only} <= WHOLE
    assert "gap" not in {o.silence for o in cut.only if o.document == "two"}
    assert texts


def test_one_of_four_is_no_contradiction_of_one() -> None:
    alike = "Mr. Alder asked why one out of four lighthouses of Lavin was lit in winter storms."
    alignment, _ = side_by_side(
        alike, "Mr. Alder: Why was only one lighthouse of Lavin lit in winter storms?"
    )
    assert {g.relation for g in alignment.groups} <= {"agrees", "paraphrases", "expands"}
    assert [q.value for q in quantities_of("one out of four lamps", 0, 21)] == [1, 4]


def test_silence_where_the_other_is_damaged_is_a_gap() -> None:
    island = "Mr. Corvin: The quarantine station on Gull Island burned down."
    first = "\n\n".join(island if "lighthouse" in p else p for p in FIRST.split("\n\n"))
    end = SECOND.index("\n\nThe delegation")
    second = SECOND[: SECOND.index(" Mr. Corvin transmitted")] + SECOND[end:]
    hole = second.index("\n\nMr. Alder said")
    whole, texts = side_by_side(first, second)
    broken, _ = side_by_side(first, second, damage=(Span(hole, hole),))

    def silence(alignment: Alignment) -> list[str]:
        return [
            o.silence
            for o in alignment.only
            if o.document == "one" and "Gull Island" in texts["one"][o.start : o.end]
        ]

    assert set(silence(whole)) <= WHOLE
    assert silence(broken) == ["gap"]


def test_damage_elsewhere_explains_no_silence() -> None:
    island = "Mr. Corvin: The quarantine station on Gull Island burned down."
    first = FIRST.replace("\n\nDr. Benn", f"\n\n{island}\n\nDr. Benn")
    far = SECOND.index(" distributed a map")
    broken, texts = side_by_side(first, SECOND, damage=(Span(far, far),))
    told = [
        o.silence
        for o in broken.only
        if o.document == "one" and "Gull Island" in texts["one"][o.start : o.end]
    ]
    assert set(told) <= WHOLE


def test_a_record_that_lost_its_end_is_silent_there_by_a_gap_and_elsewhere_is_not() -> None:
    late = "Mr. Drey: The consul at Merrin is to be recalled for his dealings in tobacco."
    texts = {"one": f"{FIRST}\n\n{late}", "two": SECOND.split("\n\nThe delegation")[0]}
    island = "Mr. Corvin: The quarantine station on Gull Island burned down."
    texts["one"] = texts["one"].replace("\n\nDr. Benn: The T", f"\n\n{island}\n\nDr. Benn: The T")
    records = [
        Record("one", texts["one"], Span(0, len(texts["one"]))),
        Record("two", texts["two"], Span(0, len(texts["two"])), cut=True),
    ]
    told = {
        word: o.silence
        for o in align(records).only
        for word in ("Gull Island", "tobacco")
        if o.document == "one" and word in texts["one"][o.start : o.end]
    }
    assert told["Gull Island"] in WHOLE
    assert told["tobacco"] == "gap"


def test_what_cannot_be_read_is_neither_joined_nor_alone() -> None:
    garble = "Xq tu wvr-1 dredgers ofth Lvain [(ri ttenne harbour dredg befo."
    text = SECOND.replace(" Dr. Benn replied", f"\n\n{garble}\n\nDr. Benn replied")
    at = text.index(garble)
    found, _ = side_by_side(FIRST, text, damage=(Span(at, at + len(garble)),))
    held = [p for g in found.groups for p in g.passages if p.document == "two"]
    held_alone = [(o.start, o.end) for o in found.only if o.document == "two"]
    spans = [(p.start, p.end) for p in held] + held_alone
    assert spans
    assert not [span for span in spans if span[0] < at + len(garble) and at < span[1]]


@pytest.mark.parametrize("date", ["9.VI.31, 11:00 hours.", "9 June 1931 at 11:00 hours¹"])
def test_a_date_line_and_a_remark_in_brackets_end_no_head(date: str) -> None:
    text = (
        f"The Lavin Record\n\n{date}\n\n[Translator's note: from the Orsan.]\n\n[Present:] Alder."
    )
    units = units_of(f"{text}\n\nMr. Alder said that the harbour must be dredged at once.")
    assert [unit.head for unit in units] == [True, True, False]
    assert [unit.attendance for unit in units] == [False, True, False]


def test_numbers_that_differ_contradict_and_are_named() -> None:
    alignment, _ = side_by_side(FIRST, SECOND)
    reasons = [g.because for g in alignment.groups if g.relation == "contradicts"]
    assert reasons == [("one has “12 dredgers”, two “20 dredgers”",)]


def test_a_record_beside_itself_agrees_all_over() -> None:
    alignment, _ = side_by_side(FIRST, FIRST)
    assert {g.relation for g in alignment.groups} == {"agrees"}
    assert alignment.only == ()


def test_a_record_finds_itself_when_its_paragraphs_are_shuffled() -> None:
    parts = FIRST.split("\n\n")
    shuffled = "\n\n".join([parts[0], parts[3], parts[1], parts[4], parts[2]])
    found = side_by_side(FIRST, shuffled)
    for words in ("harbour of Lavin", "Treasury of Orsa", "fishermen", "railway to Tarsk"):
        assert joined(*found, words, words)


def test_records_of_different_matters_are_not_married() -> None:
    other = """Report on the beetles of the upper valley

The larvae feed on oak leaves and pupate in dry soil.

Collectors should note that the wing cases vary from green to bronze."""
    alignment, _ = side_by_side(FIRST, other)
    assert alignment.groups == ()
    assert {o.document for o in alignment.only} == {"one", "two"}


def test_long_records_are_compared_in_windows_and_found_all_the_same() -> None:
    matters = [f"{a}{b}" for a in ("oak", "elm", "ash", "fir", "yew") for b in "kmprstvz"]
    lines = [
        f"Delegate {m.title()}ov asked that the {m} mill of {m.title()}grad be paid."
        for m in matters
    ]
    first = [bag_of(line, Unit(0, len(line), 0)) for line in lines]
    second = first[::-1]
    found = list(windows(first, second, Rarity([*first, *second]), whole=100))
    assert sorted(row for window in found for row in window.rows) == list(range(len(first)))
    for window in found:
        assert {len(first) - 1 - row for row in window.rows} <= set(window.columns)


def test_an_editors_note_inside_a_record_is_no_passage_of_it() -> None:
    note = "7 The lighthouse of Lavin had been lit again by the fishermen in 1929."
    second = SECOND.replace("\n\nThe delegation", f"\n\n{note}\n\nThe delegation")
    at = second.index(note)
    record = Record("two", second, Span(0, len(second)), asides=(Span(at, at + len(note)),))
    found = align([Record.whole("one", FIRST), record])
    passages = [p for g in found.groups for p in g.passages if p.document == "two"]
    assert not any(p.start < at + len(note) and at < p.end for p in passages)
    assert not any(o.start < at + len(note) and at < o.end for o in found.only)


def test_three_records_share_a_row() -> None:
    third = "Mr. Alder wants the harbour of Lavin dredged before the winter, with 12 dredgers."
    records = [
        Record.whole("one", FIRST),
        Record.whole("two", SECOND),
        Record.whole("three", third),
    ]
    rows = [{p.document for p in g.passages} for g in align(records).groups]
    assert {"one", "two", "three"} in rows


def test_fewer_than_two_records_are_refused() -> None:
    with pytest.raises(ArgumentError):
        align([Record.whole("one", FIRST)])
    with pytest.raises(ArgumentError):
        align([Record.whole("one", FIRST), Record.whole("one", SECOND)])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("See f. 0144, op. 30, p. 118. The rest is lost.", 2),
        ("Gen. Marshall spoke. He asked for time.", 2),
        ("3. I opened the meeting as agreed. He replied.", 2),
        ("The U.S. Government agreed to the draft.", 1),
        ("He asked: “Why?” Nobody answered him.", 2),
        ("A[lder]: “... In the harbour the dredgers wait.", 1),
        ("The harbour was closed by the pilots. ***.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, pieces: int) -> None:
    assert len(units_of(text)) == pieces


def test_a_speakers_tag_and_reported_speech_give_the_voice() -> None:
    said = units_of("Mr. Alder: The harbour is shallow.\n\nDr. Benn replied that it was not so.")
    assert [(u.speaker, u.tagged) for u in said] == [("Mr. Alder", True), ("Dr. Benn", False)]


def test_editors_remarks_are_no_passage() -> None:
    said = units_of("He spoke.\n\n[Here follows discussion of other matters.]\n\nHe left the room.")
    assert [u.editorial for u in said] == [False, True, False]


def test_quantities_know_what_they_count() -> None:
    text = "3. He offered two weeks or 15 to 30 days and 6 ships on May 9.[^4]"
    found = {(q.noun, q.value) for q in quantities_of(text, 0, len(text))}
    assert found == {("day", 14.0), ("day", 15.0), ("day", 30.0), ("ship", 6.0), ("may", 9.0)}


def synopsis() -> Synopsis:
    alignment, texts = side_by_side(FIRST, SECOND)
    return Synopsis(alignment, tuple(Witnessed(n, n, t) for n, t in texts.items()))


def test_json_is_one_alignments_object() -> None:
    table = json.loads(synopsis_json(synopsis()))
    assert table["witnesses"] == ["one", "two"]
    assert {"id", "relation", "confidence", "because", "passages"} <= table["groups"][0].keys()
    assert {"document", "start", "end", "silence"} <= table["only"][0].keys()


def test_rows_hold_every_group_and_lone_passage_once() -> None:
    made = synopsis()
    rows = list(made.rows())
    every = [*made.alignment.groups, *made.alignment.only]
    assert len(rows) == len(every)
    assert all(any(row is one for row in rows) for one in every)


def test_the_table_keeps_to_the_terminals_width() -> None:
    for width in (80, 140):
        lines = synopsis_table(synopsis(), width).splitlines()
        cells = [line for line in lines if "│" in line]
        assert cells
        assert max(map(len, cells)) <= width


def test_csv_has_a_row_a_passage() -> None:
    made = synopsis()
    passages = sum(len(g.passages) for g in made.alignment.groups) + len(made.alignment.only)
    assert synopsis_csv(made).count("\r\n") == passages + 1


def test_tei_links_segments_that_exist_and_keeps_the_records() -> None:
    tree = etree.fromstring(synopsis_tei(synopsis()).encode())
    ids = {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter()}
    targets = {t[1:] for e in tree.iter() for t in (e.get("target") or "").split()}
    assert targets
    assert targets <= ids
    name = "{http://www.tei-c.org/ns/1.0}"
    texts = ["".join(str(part) for part in ab.itertext()) for ab in tree.iter(f"{name}ab")]
    assert texts == [FIRST, SECOND]
    assert not list(tree.iter(f"{name}app"))


def test_a_page_shows_markup_of_the_records_as_words() -> None:
    text = FIRST + "\n\n<script>alert(1)</script>"
    alignment, texts = side_by_side(text, SECOND)
    page = synopsis_html(Synopsis(alignment, tuple(Witnessed(n, n, t) for n, t in texts.items())))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_page_can_be_filtered_by_relation_speaker_and_matter() -> None:
    alignment, texts = side_by_side(FIRST, SECOND)
    speeches = speeches_of([Record.whole(name, text) for name, text in texts.items()])
    records = tuple(Witnessed(n, n, t) for n, t in texts.items())
    page = html.fromstring(synopsis_html(Synopsis(alignment, records, None, tuple(speeches))))
    assert {o.text for o in page.iter("option")} >= {"Mr. Alder", "Dr. Benn", "Mr. Corvin"}
    benn = [a for a in page.iter("article") if "Dr. Benn" in (a.get("data-speakers") or "")]
    assert len(benn) == 1
    assert "Treasury of Orsa" in "".join(map(str, benn[0].itertext()))
    assert {a.get("data-kind") for a in page.iter("article")} >= {"contradicts", "only"}


def test_a_page_shows_every_record_as_a_strip_that_leads_to_the_rows() -> None:
    page = html.fromstring(synopsis_html(synopsis()))
    rows = {a.get("id") for a in page.iter("article")}
    leads = [a.get("href", "")[1:] for a in page.findall(".//svg/a")]
    assert len(page.findall(".//svg")) == 2
    assert set(leads) == rows


def test_a_passage_out_of_order_says_after_which_one_it_stands() -> None:
    page = html.fromstring(synopsis_html(synopsis()))
    moved = [a for a in page.iter("article") if a.findall(".//a[@class='moved']")]
    assert any("railway to Tarsk" in "".join(map(str, a.itertext())) for a in moved)


def test_a_group_says_its_matter() -> None:
    alignment, _ = side_by_side(FIRST, SECOND)
    labels = [g.label for g in alignment.groups if g.label]
    assert any("Tarsk" in label for label in labels)


def test_the_command_prints_every_format(tmp_path: Path) -> None:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    for form in ("table", "html", "json", "csv", "tei"):
        result = CliRunner().invoke(align_records, [*map(str, paths), "--format", form])
        assert result.exit_code == 0, result.output
        assert "contradict" in result.output


@pytest.mark.parametrize(
    ("pair", "floor"),
    [("records-03", 0.65), ("records-09", 0.58), ("records-13", 0.83), ("records-25", 0.80)],
)
def test_hand_made_alignments_are_met(shared: Path, pair: str, floor: float) -> None:
    path = shared / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    sys.modules["score"] = score
    spec.loader.exec_module(score)
    folder = shared / "data" / "pairs" / pair
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    names = truth["alignments"][0]["witnesses"]
    texts = {name: (folder / name).read_bytes().decode("utf-8") for name in names}
    alignment = align([Record.whole(name, text) for name, text in texts.items()])
    made = Synopsis(alignment, tuple(Witnessed(n, n, t) for n, t in texts.items()))
    result = score.score({"alignments": [json.loads(synopsis_json(made))]}, truth)
    event = truth["alignments"][0]["event"]
    assert result[f"alignments.{event}"]["f1"] >= floor
