"""CMIF: valid against its schema, with both ends of every letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Authority, Document, Letter, Person
from recension.publication.cmif import Cmif
from tests.pages.small_edition import hostile_edition

SCHEMA = Path(__file__).parent / "schemas" / "cmif.rng"
TEI = "{http://www.tei-c.org/ns/1.0}"
HARM = '"><script>harm</script>\u202e\0\ufffe'


def _edition(sender: str | None = "Nadia Roth", date: str | None = "1921-06-03") -> Edition:
    text = SourceText(f"letters{HARM}.txt", "Dear Sir, I remain yours. Nadia Roth", "0" * 64)
    document = Document("letter", "Letter", date="1921", place=f"The mill{HARM}")
    letter = Letter("d1", sender, None, date)
    person = Person("Nadia Roth", ("N. Roth",), authorities=(Authority("wikidata", "Q42"),))
    return Edition(
        (Source("s1", text),),
        documents=(Entry("d1", document, "s1", Span(0, 30)),),
        persons=(Entry("p1", person, "s1", Span(26, 36)),),
        letters=(Entry("c1", letter, "s1", Span(0, 30)),),
        generator_version=HARM,
    )


def _written(edition: Edition, folder: Path) -> etree._Element:
    Cmif().write(edition, folder / "letters.xml")
    tree = etree.parse(folder / "letters.xml")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(tree), schema.error_log
    return tree.getroot()


def test_a_letter_has_sender_place_and_day(tmp_path: Path) -> None:
    root = _written(_edition(), tmp_path)
    (sent,) = root.iterfind(f".//{TEI}correspAction[@type='sent']")
    name = sent.find(f"{TEI}persName")
    assert name is not None
    assert (name.text, name.get("ref")) == ("Nadia Roth", "https://www.wikidata.org/wiki/Q42")
    assert [date.get("when") for date in sent.iterfind(f"{TEI}date")] == ["1921-06-03"]
    (described,) = root.iterfind(f".//{TEI}correspDesc")
    assert root.find(f".//*[@{{http://www.w3.org/XML/1998/namespace}}id='"
                     f"{(described.get('source') or '')[1:]}']") is not None  # fmt: skip


def test_an_unknown_end_is_said_to_be_unknown(tmp_path: Path) -> None:
    root = _written(_edition(sender=None), tmp_path)
    names = [name.text for name in root.iterfind(f".//{TEI}persName")]
    assert names == ["Unknown", "Unknown"]


@pytest.mark.parametrize("date", ["1921-06-03T11:00", "1921~", "192X", "1921/1922", HARM])
def test_any_date_keeps_the_file_valid(date: str, tmp_path: Path) -> None:
    _written(_edition(date=date), tmp_path)


def test_the_day_of_the_file_is_nobodys_guess(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (day,) = _written(_edition(), tmp_path).iterfind(f".//{TEI}publicationStmt/{TEI}date")
    assert not day.attrib
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (day,) = _written(_edition(), tmp_path).iterfind(f".//{TEI}publicationStmt/{TEI}date")
    assert day.get("when") == "2023-11-14"


@pytest.mark.parametrize("edition", [hostile_edition(), Edition()], ids=["hostile", "empty"])
def test_editions_without_letters_are_valid(edition: Edition, tmp_path: Path) -> None:
    if not edition.sources:  # CMIF asks for at least one edition behind the letters
        Cmif().write(edition, tmp_path / "letters.xml")
        etree.parse(tmp_path / "letters.xml")
    else:
        _written(edition, tmp_path)
