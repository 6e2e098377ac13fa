"""Copies of one text: their differences, what these are called, which reading is better."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from recension.cli.collate import collate as command
from recension.collation.copies import Copy, collate, kind_of
from recension.model.apparatus import Apparatus
from recension.model.errors import ArgumentError
from recension.model.span import Span
from recension.publication.apparatus_html import apparatus_html
from recension.publication.apparatus_json import apparatus_json
from recension.publication.apparatus_table import apparatus_table
from recension.publication.apparatus_tei import apparatus_tei

SOUND = "The delegation arrived on the morning of 3 May and was received by the Minister at noon."
SCAN = "The delegation arrivcd on the morning of 3 May, and was received by the minister at noon."


def read(*texts: str) -> Apparatus:
    return collate([Copy("abcdef"[i], text) for i, text in enumerate(texts)])


def told(apparatus: Apparatus) -> list[tuple[str, list[str]]]:
    return [(p.kind, [r.words for r in p.readings]) for p in apparatus.places]


def test_every_difference_is_found_and_named() -> None:
    assert told(read(SOUND, SCAN)) == [
        ("letters", ["arrived", "arrivcd"]),
        ("punctuation", ["May", "May,"]),
        ("capitals", ["Minister", "minister"]),
    ]


@pytest.mark.parametrize(
    ("readings", "kind"),
    [
        (["Sir:I", "Sir: I"], "spacing"),
        (["de", "De"], "capitals"),
        (["him", "him,"], "punctuation"),
        (["Year. (Comment:", "year (comment:"], "capitals"),
        (["agree.[^2]", "agree."], "marks"),
        (["on the table", "the table on"], "order"),
        (["", "not"], "omission"),
        (["", "one two three four five six seven eight nine ten eleven twelve"], "block"),
        (["contacts.", "contact."], "letters"),
        (["urged", "declined"], "words"),
    ],
)
def test_a_kind_is_the_slightest_that_explains_all(readings: list[str], kind: str) -> None:
    assert kind_of(readings) == kind


def test_a_known_word_is_better_than_one_that_no_list_has() -> None:
    place = read(SOUND, SCAN).places[0]
    assert place.readings[place.best].words == "arrived"
    assert place.confidence > 0.8
    assert "arrivcd" in place.because[0]


def test_between_two_good_words_nothing_is_feigned() -> None:
    place = read("He urged the cabinet to act.", "He asked the cabinet to act.").places[0]
    assert place.confidence == 0.5


def test_two_copies_outvote_one() -> None:
    place = read("He urged us to act.", "He asked us to act.", "He asked us to act.").places[0]
    assert place.readings[place.best].words == "asked"
    assert "2 of 3 copies have it" in place.because


def test_damage_weighs_against_a_reading() -> None:
    copies = [
        Copy("a", "He urged us to act.", damage=(Span(3, 8),)),
        Copy("b", "He asked us to act."),
    ]
    place = collate(copies).places[0]
    assert place.readings[place.best].words == "asked"
    assert "damaged in a" in place.because


def test_the_best_text_takes_the_better_of_each_and_adds_nothing() -> None:
    apparatus = read("The armv stood at the river.", "The army stcod at the river.")
    assert apparatus.best_text() == "The army stood at the river."


def test_order_of_the_copies_changes_no_difference() -> None:
    texts = [SOUND, SCAN, SOUND.replace("noon", "midnight")]
    found = {
        frozenset((p.kind, frozenset(r.words for r in p.readings)) for p in read(*row).places)
        for row in permutations(texts)
    }
    assert len(found) == 1


def test_one_copy_alone_is_refused() -> None:
    with pytest.raises(ArgumentError):
        collate([Copy("a", SOUND)])
    with pytest.raises(ArgumentError):
        collate([Copy("a", SOUND), Copy("a", SCAN)])


def test_json_has_the_contracts_keys_and_readings_beside() -> None:
    table = json.loads(apparatus_json(read(SOUND, SCAN)))
    assert table["witnesses"] == ["a", "b"]
    places = [g for g in table["groups"] if "readings" in g]
    assert [g["relation"] for g in places] == ["contradicts", "agrees", "agrees"]
    for group in table["groups"]:
        for passage in group["passages"]:
            text = SOUND if passage["document"] == "a" else SCAN
            assert 0 <= passage["start"] <= passage["end"] <= len(text)


def test_tei_holds_every_copy() -> None:
    tree = etree.fromstring(apparatus_tei(read(SOUND, SCAN)).encode())
    name = "{http://www.tei-c.org/ns/1.0}"
    ab = next(tree.iter(f"{name}ab"))
    for number, text in ((1, SOUND), (2, SCAN)):
        words = [ab.text or ""]
        for app in ab:
            words += [r.text or "" for r in app if f"#W{number}" in (r.get("wit") or "").split()]
            words.append(app.tail or "")
        assert " ".join("".join(words).split()) == text


def test_a_page_shows_markup_of_the_source_as_words() -> None:
    page = apparatus_html(read("say <script>alert(1)</script>", "say <b>no</b>"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_equal_copies_are_told_in_one_line() -> None:
    assert apparatus_table(read(SOUND, SOUND)) == "2 copies, not one difference\n"


def test_the_command_prints_every_format(tmp_path: Path) -> None:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, text in zip(paths, (SOUND, SCAN), strict=True):
        path.write_text(text, encoding="utf-8")
    for form in ("table", "html", "json", "csv", "tei"):
        result = CliRunner().invoke(command, [*map(str, paths), "--format", form])
        assert result.exit_code == 0, result.output
        assert "arrivcd" in result.output


def test_differences_of_printed_editions_are_found(shared: Path) -> None:
    found = listed = 0
    for folder in sorted((shared / "data" / "twice").iterdir()):
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        copies = [
            Copy(name, (folder / name).read_text(encoding="utf-8")) for name in ("A.txt", "B.txt")
        ]
        places = [
            {a.copy: r.words for r in place.readings for a in r.attested}
            for place in collate(copies).places
        ]
        for difference in meta["small_differences"]:
            listed += 1
            found += any(
                difference["A"] in p["A.txt"] and difference["B"] in p["B.txt"] for p in places
            )
    assert listed > 0
    assert found >= 0.98 * listed
