"""TEI read as a source: its text as a plain copy, its markup as findings, nothing said twice."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TypeVar

import pytest
from benchmarks.tei_in import rows

import recension
from recension import journey, plugins
from recension.edition.assembly import assemble
from recension.model.division import Division
from recension.model.edition import Edition
from recension.model.finding import Finding, Findings
from recension.model.irregularity import Identifier
from recension.model.source_text import SourceText
from recension.model.values import (
    CrossReference,
    Date,
    Document,
    EditorialMark,
    Mention,
    Note,
    Person,
    Place,
    Role,
    Value,
)
from recension.publication.tei import file_names, write_tei
from recension.source import read_source
from tests.test_bad_input import tei

V = TypeVar("V", bound=Value)

VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">
 <teiHeader><fileDesc><titleStmt><title>Not of the text</title></titleStmt></fileDesc></teiHeader>
 <text>
  <front>
   <div type="section" xml:id="persons">
    <head>Persons</head>
    <list type="names">
     <item><hi rend="strong"><persName xml:id="p_MA1">Markova, Ana</persName>,</hi> Minister of
      Mines to 1951</item>
     <item><hi><persName xml:id="p_LJ1">Lind, Johan</persName>,</hi> Ambassador</item>
    </list>
   </div>
  </front>
  <body>
   <div type="compilation" xml:id="comp1">
    <head>The Mines<note n="1" xml:id="compfn1">See
     <ref target="#d2">Document 2</ref>.</note></head>
    <pb n="17" xml:id="pg_17"/>
    <div type="document" xml:id="d1" n="1">
     <head>1. Memorandum of Conversation<note n="1" xml:id="d1fn1" type="source">Source: State
       Archive, Box 3. Secret.</note></head>
     <opener><dateline><placeName>Dravograd</placeName>, <date when="1950-03-02T15:30:00">March
       2, 1950, 3:30 p.m.</date></dateline></opener>
     <list type="participants">
      <head>PARTICIPANTS</head>
      <item>Mrs. <persName corresp="#p_MA1">Markova</persName></item>
      <item>Mr. <persName corresp="#p_LJ1">Lind</persName></item>
     </list>
     <p><persName corresp="#p_MA1">Markova</persName> said that the mines were closed.<note n="2"
       xml:id="d1fn2">See footnote 1 above and <ref target="#d1">Document 1</ref>.</note> Mr.
       <persName corresp="#p_LJ1">Lind</persName> took note.</p>
     <pb n="18" xml:id="pg_18"/>
     <p>They met again on <date when="1950-03-09">the following Thursday</date>.<lb/>See page
      <ref target="#pg_17">17</ref> and <ref target="frus1950v01#d7">another volume</ref>.</p>
     <table><row><cell>Lead</cell><cell>12</cell></row><row><cell/><cell>7</cell></row></table>
     <frus:attachment><head>Attachment</head><p>The list of the mines.</p></frus:attachment>
    </div>
    <div type="document" subtype="editorial-note" xml:id="d2" n="2">
     <note rend="inline" type="source">340.7/3-950: Telegram</note>
     <head>2. Editorial Note</head>
     <p>On March 9, 1950, Johan Lind wrote
      <choice><sic>teh</sic><corr>the</corr></choice> letter.</p>
    </div>
   </div>
  </body>
 </text>
</TEI>
"""

TEXT = """Persons

Markova, Ana, Minister of Mines to 1951
Lind, Johan, Ambassador

The Mines¹

¹ See Document 2.

1. Memorandum of Conversation¹

Dravograd, March 2, 1950, 3:30 p.m.

PARTICIPANTS
Mrs. Markova
Mr. Lind

Markova said that the mines were closed.² Mr. Lind took note.

They met again on the following Thursday.
See page 17 and another volume.

Lead\t12
\t7

Attachment

The list of the mines.

¹ Source: State Archive, Box 3. Secret.

² See footnote 1 above and Document 1.

340.7/3-950: Telegram

2. Editorial Note

On March 9, 1950, Johan Lind wrote teh letter.
"""


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """The invented volume as a file."""
    path = tmp_path / "volume.xml"
    path.write_text(VOLUME, encoding="utf-8")
    return path


def of(source: SourceText, kind: type[V]) -> list[tuple[str, V]]:
    """What a source's markup says of one kind, with the words it stands at."""
    return [(f.span.of(source.text), f.value) for f in Findings(source.markup).of(kind)]


def test_the_text_is_laid_out_as_a_plain_copy(volume: Path) -> None:
    source = read_source(volume)
    assert source.text == TEXT
    assert source.media_type == "application/tei+xml"
    assert source.original == VOLUME.encode()


def test_pages_run_from_break_to_break(volume: Path) -> None:
    source = read_source(volume)
    assert [page.label for page in source.pages] == ["17", "18"]
    assert source.text[source.pages[0].start :].startswith("1. Memorandum")
    assert source.text[source.pages[1].start :].startswith("They met again")
    assert source.pages[1].end == len(source.text)


def test_divisions_are_documents(volume: Path) -> None:
    persons, first, attachment, second = of(read_source(volume), Document)
    assert persons[1].kind == "persons"
    assert first[0].startswith("1. Memorandum")
    assert first[0].endswith("above and Document 1.")
    source = read_source(volume)
    title = first[1].title_span
    assert title is not None
    assert title.of(source.text) == "1. Memorandum of Conversation¹"
    assert (first[1].kind, first[1].number, first[1].title) == (
        "record",
        "1",
        "Memorandum of Conversation",
    )
    assert (first[1].date, first[1].place) == ("1950-03-02T15:30", "Dravograd")
    assert len(first[1].participants) == 2
    assert attachment[0] == "Attachment\n\nThe list of the mines."
    assert (attachment[1].kind, attachment[1].title) == ("attachment", "Attachment")
    assert attachment[1].parent == read_source(volume).markup[1].key
    assert (second[1].kind, second[1].date, second[1].parent) == ("editorial-note", None, None)


def test_compilations_hold_documents(volume: Path, tmp_path: Path) -> None:
    edition = assemble([(source := read_source(volume), Findings(source.markup))])
    (part,) = edition.divisions
    assert (part.value.kind, part.value.title) == ("compilation", "The Mines")
    held = [
        d.value.number
        for d in edition.documents
        if d.span and part.span and d.span.within(part.span)
    ]
    assert held == ["1", None, "2"]
    write_tei(edition, tmp_path / "tei")
    written = (tmp_path / "tei" / "volume.xml").read_text("utf-8")
    assert '<div xml:id="comp1" type="compilation"><head>The Mines' in written


def test_source_lines_are_known(volume: Path) -> None:
    source = read_source(volume)
    lines = [d.source_line for _, d in of(source, Document) if d.source_line]
    assert [line.of(source.text) for line in lines] == [
        "¹ Source: State Archive, Box 3. Secret.",
        "340.7/3-950: Telegram",
    ]


def test_notes_have_their_calls_and_an_inline_one_has_none(volume: Path) -> None:
    source = read_source(volume)
    notes = of(source, Note)
    assert [(words[:8], note.label, len(note.anchors)) for words, note in notes] == [
        ("¹ See Do", "1", 1),
        ("¹ Source", "1", 1),
        ("² See fo", "2", 1),
        ("340.7/3-", None, 0),
    ]
    call = notes[2][1].anchors[0]
    assert source.text[call.start - 7 : call.end] == "closed.²"
    assert notes[0][1].document is None
    assert {note.status for _, note in notes} == {"linked"}


def test_persons_come_from_the_list_and_mentions_point_to_them(volume: Path) -> None:
    source = read_source(volume)
    people = Findings(source.markup).of(Person)
    assert [(p.value.name, p.value.variants, p.value.roles) for p in people] == [
        ("Ana Markova", ("Markova, Ana",), ("Minister of Mines to 1951",)),
        ("Johan Lind", ("Lind, Johan",), ("Ambassador",)),
    ]
    names = {p.key: p.value.name for p in people}
    assert [(words, names[m.person]) for words, m in of(source, Mention)] == [
        ("Markova, Ana", "Ana Markova"),
        ("Lind, Johan", "Johan Lind"),
        ("Markova", "Ana Markova"),
        ("Lind", "Johan Lind"),
        ("Markova", "Ana Markova"),
        ("Lind", "Johan Lind"),
    ]


def test_dates_places_and_pointers(volume: Path) -> None:
    source = read_source(volume)
    assert [(words, d.edtf) for words, d in of(source, Date)] == [
        ("March 2, 1950, 3:30 p.m.", "1950-03-02T15:30"),
        ("the following Thursday", "1950-03-09"),
    ]
    assert [p.name for _, p in of(source, Place)] == ["Dravograd"]
    assert [(w, r.kind, r.status, r.words) for w, r in of(source, CrossReference)] == [
        ("Document 2", "document", "resolved", "document 2"),
        ("17", "page", "resolved", "page 17"),
        ("another volume", "document", "outside", "frus1950v01#d7"),
        ("Document 1", "document", "self", "document 1"),
    ]


def test_all_of_it_says_that_markup_said_it(volume: Path) -> None:
    markup = read_source(volume).markup
    assert {(f.code, f.confidence) for f in markup} == {("RF101", 1.0)}
    assert all(f.because for f in markup)


def test_readers_add_and_do_not_repeat(volume: Path) -> None:
    edition = recension.build([volume])
    assert {d.rule for d in edition.documents} == {n.rule for n in edition.notes} == {"RF101"}
    added = {edition.words(d): d.value.edtf for d in edition.dates if d.rule != "RF101"}
    assert added == {"1951": "1951", "March 9, 1950": "1950-03-09"}
    lind = next(p for p in edition.persons if p.value.name == "Johan Lind")
    named = [m for m in edition.mentions if m.value.person == lind.id]
    assert [edition.words(m) for m in named if m.rule != "RF101"] == ["Johan Lind"]
    assert sorted(p.value.name for p in edition.persons) == ["Ana Markova", "Johan Lind"]
    places = [(m.span, m.value.person) for m in edition.mentions]
    assert len(places) == len(set(places))


def test_a_finding_of_other_kinds_is_added_everywhere(volume: Path) -> None:
    markup = read_source(volume).markup
    marked = Findings(markup)
    again = [Finding("RX1", f.span, f.value) for f in markup]
    kept = {type(f.value) for f in again if journey.adds_to(marked, f)}
    assert kept == {Division, Identifier, Person, Place}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>inter<pb n='2'/>national</p>", "international\n"),
        ("<p>a <!-- unsaid --> b<?pi x?>c</p>", "a bc\n"),
        ("<p>end <note n='*'>Note.</note></p><p>next</p>", "end*\n\nnext\n\n* Note.\n"),
        ("<p>end<note n='a'>Note.</note> more</p>", "end[a] more\n\n[a] Note.\n"),
        ("<list><label>1.</label> <item>One</item><item>Two</item></list>", "1. One\nTwo\n"),
        ("<p>a<note n='1'>b<note n='2'>c</note></note></p>", "a¹\n\n¹ b²\n\n² c\n"),
        ("<p>\u00a0kept\u00a0</p>", "\u00a0kept\u00a0\n"),
        ("<hi>" * 200 + "deep" + "</hi>" * 200, "deep\n"),
    ],
)
def test_the_layout_of_little_things(body: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(tei(body))
    assert read_source(tmp_path / "a.xml").text == text


def test_files_are_known_by_content_in_any_encoding(tmp_path: Path) -> None:
    words = tei("<p>Đorđe</p>").decode()
    declared = f"<?xml version='1.0' encoding='utf-16'?>{words}"
    (tmp_path / "a.txt").write_bytes(declared.encode("utf-16"))
    (tmp_path / "b.xml").write_bytes(f"<!-- a file -->\n{words}".encode())
    for name in ("a.txt", "b.xml"):
        assert read_source(tmp_path / name).text == "Đorđe\n"


MARKED = """<div type="document" n="1" xml:id="d1"><note rend="inline" type="source">No. 1.</note>
<head><persName type="from">Mrs. Markova</persName> to <gloss type="to">the Embassy</gloss></head>
<p>The <supplied resp="#by-editor">forces of</supplied> salt <choice><sic>wsa</sic><corr>was</corr>
</choice> <unclear>counted</unclear> <gap reason="illegible" quantity="2" unit="words"/> and
<del>lost</del> <add>found</add> by <choice><abbr>M.</abbr><expan>Markova</expan></choice>.</p>
<closer><signed>Ana Markova</signed></closer></div>"""


def test_editors_marks_are_taken_over(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(tei(MARKED))
    source = read_source(tmp_path / "a.xml")
    found = [(w, m.kind, m.owner, m.reading, bool(m.about)) for w, m in of(source, EditorialMark)]
    assert found == [
        ("forces of", "supplied", "editor", "forces of", False),
        ("wsa", "sic", None, None, True),
        ("counted", "illegible", None, None, False),
        ("", "illegible", None, "2 words", False),
        ("lost", "deleted", None, None, True),
        ("found", "inserted", None, None, True),
        ("M.", "abbreviation", None, "Markova", False),
    ]
    gap = next(f for f in Findings(source.markup).of(EditorialMark) if not len(f.span))
    assert source.text[: gap.span.start].endswith("counted ")


def test_senders_receivers_and_signers_are_taken_over(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(tei(MARKED))
    roles = [(words, r.kind, r.name) for words, r in of(read_source(tmp_path / "a.xml"), Role)]
    assert roles == [
        ("Mrs. Markova", "sender", "Mrs. Markova"),
        ("the Embassy", "receiver", "the Embassy"),
        ("Ana Markova", "signatory", "Ana Markova"),
    ]


def test_the_law_on_marks_and_roles(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(tei(MARKED))
    edition = read_in(tmp_path / "a.xml")
    assert rows(written_and_read(edition, tmp_path / "tei")) == rows(edition)


# The law: read, written and read again, all that a volume says is the same, field by field.


def read_in(path: Path) -> Edition:
    """A file's edition, readers and all."""
    source = read_source(path)
    return assemble([(source, journey.read(source, plugins.readers(outside=False)))])


def written_and_read(edition: Edition, folder: Path) -> Edition:
    """The edition of the TEI file of an edition."""
    write_tei(edition, folder)
    return read_in(folder / file_names(edition)["s1"])


def test_the_law_on_the_invented_volume(volume: Path, tmp_path: Path) -> None:
    edition = read_in(volume)
    assert rows(written_and_read(edition, tmp_path / "tei")) == rows(edition)


def test_the_law_on_a_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="\r\n")
    edition = read_in(tmp_path / "a.txt")
    assert rows(written_and_read(edition, tmp_path / "tei")) == rows(edition)


def test_the_law_on_a_whole_volume(shared: Path, tmp_path: Path) -> None:
    volumes = sorted((shared / "data" / "frus").glob("*.xml.gz"), key=lambda p: p.stat().st_size)
    smallest = tmp_path / volumes[0].stem
    smallest.write_bytes(gzip.decompress(volumes[0].read_bytes()))
    edition = read_in(smallest)
    assert len(edition.notes) > 100
    assert rows(written_and_read(edition, tmp_path / "tei")) == rows(edition)
