"""An event's synopsis in every format, with the witnesses that only notes tell of."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

import recension
from recension.cli.align import align
from recension.model.synopsis import Synopsis
from recension.publication.synopsis_csv import synopsis_csv
from recension.publication.synopsis_html import synopsis_html
from recension.publication.synopsis_json import synopsis_json
from recension.publication.synopsis_of_event import synopsis_of
from recension.publication.synopsis_table import synopsis_table
from recension.publication.synopsis_tei import synopsis_tei
from tests.tei_schema import tei_all

BULLETIN = """\
Two Records of the Talks at Orsa

DOCUMENT A
Velian Record of the Talks on the Ferries

Orsa, 3 November 1947 at 17:00 hours

Present: A. Halm; B. Dorin; C. Petrak; D. Velmar.

Halm opened the talks and proposed to limit the ferries on the lower river to forty boats a year.

Dorin answered that forty boats would ruin the port of Kirna, and asked for sixty boats at least.

Petrak offered nine thousand tons of salt at the price of 1938, to be delivered before the winter.

Halm promised to examine the question of the salt and to reply by the fifteenth of December.

DOCUMENT B
Norlandic Record of the Talks on the Ferries

Orsa, 3 November 1947 at 17:10 hours

Present: A. Halm; B. Dorin; C. Petrak; D. Velmar.

Halm opens. He wants the ferries on the lower river limited to forty boats in a year.¹

Dorin: forty boats ruin the port of Kirna. He asks for sixty boats.²

Petrak offers salt, nine thousand tons, at the price of 1938, delivered before the winter.

Halm will examine the question of the salt and reply by the fifth of December.

¹ The Ostian record has fifty boats.

² According to the Ostian record this was said by Petrak: “Kirna will be a museum.”
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("event")
    (path / "bulletin.txt").write_text(BULLETIN, encoding="utf-8")
    recension.build([path / "bulletin.txt"], path / "edition")
    return path / "edition"


@pytest.fixture(scope="module")
def synopsis(folder: Path) -> Synopsis:
    edition = recension.open(folder)
    (row,) = edition.alignments
    return synopsis_of(edition, row.value)


def test_the_absent_witness_has_a_siglum_and_its_statements(synopsis: Synopsis) -> None:
    assert [r.siglum for r in synopsis.records] == ["A", "B"]
    assert [(w.siglum, w.name) for w in synopsis.absent] == [("O", "Ostian record")]
    assert [t.label for t in synopsis.testimonies] == ["1", "2"]
    assert [s.claim for t in synopsis.testimonies for s in t.statements] == [
        "adds",
        "attribution-differs",
    ]
    assert None not in synopsis.testimonies_by_row()


@pytest.mark.parametrize("width", [24, 60, 80, 120])
def test_the_terminal_shows_it_at_any_width(synopsis: Synopsis, width: int) -> None:
    text = synopsis_table(synopsis, width)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    flat = " ".join(text.split())
    assert "Ostian record, not printed here" in flat
    assert "Meeting of 3 November 1947, Orsa" in flat
    assert "By note 2: O gives it to another speaker" in flat
    at = next(n for n, line in enumerate(lines) if line.startswith("By note 1"))
    assert any("forty boats" in line for line in lines[:at])
    if width == 120:
        assert any(line.split("│")[-1].strip().startswith("¹ The Ostian") for line in lines)


def test_ids_of_documents_are_not_shown_to_readers(synopsis: Synopsis) -> None:
    text = synopsis_table(synopsis, 100)
    assert not any(record.name in text.split() for record in synopsis.records)


def test_csv_names_witness_and_note(synopsis: Synopsis) -> None:
    rows = list(csv.DictReader(io.StringIO(synopsis_csv(synopsis))))
    told = [row for row in rows if row["relation"].startswith("testimony")]
    assert [(r["siglum"], r["note"], r["document"]) for r in told] == [
        ("O", "1", ""),
        ("O", "2", ""),
    ]
    assert BULLETIN[int(told[0]["start"]) : int(told[0]["end"])] == told[0]["words"]


def test_json_has_the_absent_and_what_is_told(synopsis: Synopsis) -> None:
    table = json.loads(synopsis_json(synopsis))
    assert table["absent"] == [{"siglum": "O", "name": "Ostian record"}]
    about = table["testimonia"][1]["about"]
    assert about["document"] == synopsis.records[1].name
    assert "sixty boats" in BULLETIN[about["start"] : about["end"]]


def test_tei_is_valid_and_points_to_witness_and_passage(synopsis: Synopsis) -> None:
    tree = etree.fromstring(synopsis_tei(synopsis).encode())
    tei_all().assertValid(tree)
    name = "{http://www.tei-c.org/ns/1.0}"
    ids = {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter()}
    notes = [n for n in tree.iter(f"{name}note") if n.get("corresp")]
    assert len(notes) == 2
    for note in notes:
        assert (note.get("corresp") or "")[1:] in ids
        assert {t[1:] for t in (note.get("target") or "").split()} <= ids
    texts = ["".join(map(str, ab.itertext())) for ab in tree.iter(f"{name}ab")]
    assert [text[:10] for text in texts] == ["DOCUMENT A", "DOCUMENT B"]


def test_the_page_has_a_column_for_it(synopsis: Synopsis) -> None:
    page = html.fromstring(synopsis_html(synopsis))
    (names,) = page.findall(".//div[@class='columns names']")
    assert names[-1].text == "O: Ostian record (not printed here)"
    told = page.findall(".//article[@data-kind='testimony']")
    cells = [article.findall(".//div[@class='cell']") for article in told]
    assert [len(row) for row in cells] == [3, 3]
    assert "museum" in "".join(map(str, cells[1][2].itertext()))


def test_a_strip_is_as_long_as_its_record(synopsis: Synopsis) -> None:
    page = html.fromstring(synopsis_html(synopsis))
    for rect in page.iter("rect"):
        assert 0 <= float(rect.get("x", "-1")) <= 1000


def test_several_events_are_listed_with_their_witnesses(tmp_path: Path) -> None:
    later = BULLETIN.replace("3 November", "9 November").replace("Orsa", "Kirna")
    (tmp_path / "one.txt").write_text(BULLETIN, encoding="utf-8")
    (tmp_path / "two.txt").write_text(later, encoding="utf-8")
    recension.build([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "edition")
    shown = CliRunner().invoke(align, [str(tmp_path / "edition")])
    assert shown.exit_code == 0
    assert "Meeting of 3 November 1947, Orsa: A, B; not printed: O (Ostian record)" in shown.output
    assert "Meeting of 9 November 1947, Kirna: A, B" in shown.output
    wrong = CliRunner().invoke(align, [str(tmp_path / "edition"), "e77"])
    assert wrong.exit_code != 0
