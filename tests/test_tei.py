"""TEI: what stands where, on small texts made for it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from lxml import etree

import recension
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import (
    Damage,
    Date,
    Document,
    EditorialMark,
    Mention,
    Note,
    Person,
    RunningHead,
    Utterance,
    Value,
)
from recension.publication.tei import file_names, text_of, write_tei
from recension.publication.tei.edtf_dates import dating
from recension.publication.tei.page_breaks import page_breaks
from tests.tei_schema import faults

V = TypeVar("V", bound=Value)

TEXT = "A Letter\n\nThe delegation left.² It rained.\n\n² See the map.\n\n³ And the other map.\n"
SOURCE = Source("s1", SourceText("volume.txt", TEXT, "0" * 64))


def at(words: str, text: str = TEXT) -> Span:
    """Where words stand."""
    return Span(text.index(words), text.index(words) + len(words))


def entry(identifier: str, value: V, span: Span) -> Entry[V]:
    """A row of the edition."""
    return Entry(identifier, value, "s1", span)


def body_of(edition: Edition, folder: Path) -> str:
    """The body of a valid TEI file that gives the text back."""
    write_tei(edition, folder)
    tei = (folder / file_names(edition)["s1"]).read_bytes()
    assert text_of(tei) == edition.sources[0].text.text
    assert faults(tei) == []
    body = etree.fromstring(tei).find("{*}text/{*}body")
    assert body is not None
    return etree.tostring(body, encoding="unicode").replace(
        ' xmlns="http://www.tei-c.org/ns/1.0"', ""
    )


EDITION = Edition(sources=(SOURCE,), generator_version="0")


def test_a_note_stands_at_its_call_and_an_anchor_at_its_place(tmp_path: Path) -> None:
    body = at("² See the map.")
    note = entry("n1", Note("2", body, (at("²"),)), body)
    found = body_of(replace(EDITION, notes=(note,)), tmp_path)
    assert (
        'left.<ref type="noteCall" n="2" target="#fn2">²</ref><note xml:id="fn2" n="2" '
        'corresp="#fn2.place">² See the map.</note> It rained.'
    ) in found
    assert '<p><anchor xml:id="fn2.place" type="noteBody"/>\n\n</p>' in found


def test_a_note_without_call_stays_and_one_without_body_is_a_gap(tmp_path: Path) -> None:
    lone, call = at("³ And the other map."), at("²")
    notes = (
        entry("n1", Note("3", lone, (), "no-call"), lone),
        entry("n2", Note("2", None, (call,), "no-body"), call),
    )
    found = body_of(replace(EDITION, notes=notes), tmp_path)
    assert (
        '<note xml:id="fn3" n="3" type="footnote" subtype="no-call" anchored="false">³ And' in found
    )
    assert (
        '²</ref><note xml:id="fn2" n="2" type="footnote" subtype="no-body"><gap reason="lost"/></n'
        in found
    )


def test_two_notes_that_call_each_other_do_not_swallow_the_text(tmp_path: Path) -> None:
    first, second = at("² See the map."), at("³ And the other map.")
    notes = (
        entry("n1", Note("2", first, (at("other"),)), first),
        entry("n2", Note("3", second, (at("See"),)), second),
    )
    assert body_of(replace(EDITION, notes=notes), tmp_path).count('anchored="false"') == 2


def test_crossing_spans_become_pieces_that_name_each_other(tmp_path: Path) -> None:
    said = entry("u1", Utterance(None, "p1", "direct"), at("The delegation left.² It"))
    damaged = entry("x1", Damage("garble", "not language"), at("It rained."))
    persons = (Entry("p1", Person("Somebody")),)
    edition = replace(EDITION, utterances=(said,), damage=(damaged,), persons=persons)
    found = body_of(edition, tmp_path)
    assert (
        '<said xml:id="u1" who="#p1" direct="true">The delegation left.² '
        '<unclear xml:id="x1" next="#x1.2" reason="garble">It</unclear></said>'
        '<unclear xml:id="x1.2" prev="#x1" reason="garble"> rained.</unclear>'
    ) in found


def test_documents_titles_and_what_stands_between_them(tmp_path: Path) -> None:
    title = at("A Letter")
    letter = Document("letter", "A Letter", title)
    span = Span(0, at("It rained.").end)
    found = body_of(replace(EDITION, documents=(entry("d1", letter, span),)), tmp_path)
    assert found.startswith(
        '<body><div xml:id="d1" type="document" subtype="letter"><head>A Letter\n\n</head><p>The'
    )
    assert '</p></div><div type="between"><p>² See' in found


def test_ids_are_made_of_printed_numbers(tmp_path: Path) -> None:
    letter, call, body = at("The delegation left.² It rained."), at("²"), at("² See the map.")
    documents = (
        entry("d1", Document("persons"), Span(0, 8)),
        entry("d2", Document("letter", number="12"), Span(letter.start, len(TEXT))),
        entry("d3", Document("attachment", parent="d2"), at("³ And the other map.")),
    )
    note = entry("n7", Note("2", body, (call,), document="d2"), body)
    said = replace(documents[1], value=replace(documents[1].value, source_line=body))
    rows = (documents[0], said, documents[2])
    found = body_of(replace(EDITION, documents=rows, notes=(note,)), tmp_path)
    assert '<div xml:id="persons" type="section" subtype="persons">' in found
    assert '<div xml:id="d12" type="document" subtype="letter" n="12">' in found
    assert '<note xml:id="d12fn2" n="2" type="source" corresp="#d12fn2.place">' in found
    assert '<div xml:id="d12at1" type="attachment">' in found


def test_two_documents_of_one_number_and_one_without(tmp_path: Path) -> None:
    rows = (
        entry("d1", Document("letter", number="3"), Span(0, 8)),
        entry("d2", Document("letter", number="3"), at("The delegation left.²")),
        entry("d3", Document("letter"), at("³ And the other map.")),
    )
    found = body_of(replace(EDITION, documents=rows), tmp_path)
    assert re.findall(r'<div xml:id="([^"]*)"', found) == ["d3", "d3-2", "d3-2x"]


@pytest.mark.parametrize(("is_head", "breaks"), [(True, [0, 16, 32]), (False, [0, 14, 30])])
def test_pages_of_a_plain_text_begin_where_their_numbers_say(
    is_head: bool, breaks: list[int]
) -> None:
    text = "".join(
        f"{n}\n\nIt rained. \n" if is_head else f"It rained.\n\n{n}\n\n" for n in (21, 22, 23)
    )
    text = text.rstrip() if not is_head else text
    heads = tuple(Entry(f"h{n}", RunningHead(str(n)), "s1", at(str(n), text)) for n in (21, 22, 23))
    source = Source("s1", replace(SOURCE.text, text=text))
    edition = replace(EDITION, sources=(source,), running_heads=heads)
    assert list(page_breaks(edition, "s1")) == [
        (start, f'<pb xml:id="pg_{n}" n="{n}"/>')
        for start, n in zip(breaks, (21, 22, 23), strict=True)
    ]


def test_a_name_across_a_page_break(tmp_path: Path) -> None:
    pages = (Page("1", 0, 20), Page("2", 20, len(TEXT)))
    source = Source("s1", replace(SOURCE.text, pages=pages))
    mention = entry("m1", Mention("p1"), at("delegation"))
    persons = (Entry("p1", Person("The delegation")),)
    edition = replace(EDITION, sources=(source,), mentions=(mention,), persons=persons)
    found = body_of(edition, tmp_path)
    assert '<p><pb xml:id="pg_1" n="1"/>A Letter' in found
    assert 'The <persName ref="#p1">delega<pb xml:id="pg_2" n="2"/>tion</persName> left.' in found


def test_what_xml_cannot_write_comes_back(tmp_path: Path) -> None:
    text = "a\fb\x00\r\nc\rd\ufffe]]>&lt;\ud800 \n"
    edition = replace(EDITION, sources=(Source("s1", replace(SOURCE.text, text=text)),))
    found = body_of(edition, tmp_path)
    for code in ("u-000C", "u-0000", "u-FFFE", "u-D800"):
        assert f'<g ref="#{code}"/>' in found


def test_an_empty_source_is_valid(tmp_path: Path) -> None:
    edition = replace(EDITION, sources=(Source("s1", replace(SOURCE.text, text="")),))
    assert body_of(edition, tmp_path) == "<body><p/></body>"


def test_sources_of_one_name_get_files_of_their_own() -> None:
    names = ["a.txt", "A.pdf", "s2-a.txt", "<>.txt"]
    sources = tuple(
        Source(f"s{n}", replace(SOURCE.text, name=name)) for n, name in enumerate(names, 1)
    )
    files = file_names(replace(EDITION, sources=sources))
    assert len({name.casefold() for name in files.values()}) == 4
    assert all(name.endswith(".xml") and "/" not in name for name in files.values())


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        ("1946", {"when": "1946"}),
        ("1946-05-27T23:00", {"when": "1946-05-27T23:00:00"}),
        ("1946-05-27/1946-05-28", {"from": "1946-05-27", "to": "1946-05-28"}),
        ("1946/..", {"from": "1946"}),
        ("194X", {"notBefore": "1940", "notAfter": "1949"}),
        ("1946?", {"when": "1946", "cert": "low"}),
        ("1946~", {"when-custom": "1946~"}),
        ("1946-21", {"when-custom": "1946-21"}),
        ("1946-02-30", {"when-custom": "1946-02-30"}),
        (None, {}),
    ],
)
def test_dates(edtf: str | None, attributes: dict[str, str]) -> None:
    assert {name: value for name, value in dating(edtf) if value is not None} == attributes


def test_a_date_in_the_text(tmp_path: Path) -> None:
    when = entry("t1", Date("1946-05"), at("It rained"))
    found = body_of(replace(EDITION, dates=(when,)), tmp_path)
    assert '<date when="1946-05">It rained</date>' in found


def test_real_copies(shared: Path, tmp_path: Path) -> None:
    texts = [shared / "data" / "bulletin10.txt", *sorted((shared / "data").glob("copies/*/*.txt"))]
    edition = recension.build(texts[:3])
    write_tei(edition, tmp_path)
    files = file_names(edition)
    for source in edition.sources:
        tei = (tmp_path / files[source.id]).read_bytes()
        assert text_of(tei) == source.text.text
        assert faults(tei) == []


MARKED = (
    "S[ta\x0blin]: the [forces of] salt.² Hodja [sic] met [2 lines not declassified] there. "
    "[crossed out: never] Kasalow [?] left [...] *now*."
)


def test_editors_marks_are_told_apart_and_keep_their_words(tmp_path: Path) -> None:
    values = {
        "S[ta\x0blin]": EditorialMark("abbreviation", "recorder", "Stalin"),
        "[forces of]": EditorialMark("supplied", "editor", "forces of"),
        "[sic]": EditorialMark("sic", "translator", about=at("Hodja", MARKED)),
        "[2 lines not declassified]": EditorialMark("classified", "reviewer", "2 lines"),
        "[crossed out: never]": EditorialMark("deleted", about=at("never", MARKED)),
        "[?]": EditorialMark("illegible", about=at("Kasalow", MARKED)),
        "[...]": EditorialMark("omission"),
        "*now*": EditorialMark("emphasis", None, "now"),
    }
    rows = [entry(f"b{n}", v, at(w, MARKED)) for n, (w, v) in enumerate(values.items(), 1)]
    call = at("²", MARKED)
    note = entry("n1", Note("2", None, (call,), "no-body"), call)
    page = at("in]", MARKED).start  # a page begins inside the letters put in: no place for a pb
    text = SourceText(
        "v.txt", MARKED, "0" * 64, pages=(Page("1", 0, page), Page("2", page, len(MARKED)))
    )
    edition = replace(
        EDITION, sources=(Source("s1", text),), editorial_marks=tuple(rows), notes=(note,)
    )
    found = body_of(edition, tmp_path)
    for piece in (
        '<expan xml:id="b1" n="Stalin" resp="#by-recorder">S<ex>[ta<g ref="#u-000B"/>l</ex>'
        '<pb xml:id="pg_2" n="2"/><ex>in]</ex></expan>',
        '<supplied xml:id="b2" resp="#by-editor">[forces of]</supplied>',
        '<sic corresp="#b3">Hodja</sic> <note xml:id="b3" type="sic" '
        'resp="#by-translator">[sic]</note>',
        '<gap corresp="#b4" reason="classified" extent="2 lines" resp="#by-reviewer"/>'
        '<seg xml:id="b4" type="classified" n="2 lines" resp="#by-reviewer">[2 lines not '
        "declassified]</seg>",
        '<note xml:id="b5" type="deleted">[crossed out: <del corresp="#b5">never</del>]</note>',
        '<unclear reason="doubtful" corresp="#b6">Kasalow</unclear> '
        '<note xml:id="b6" type="illegible">[?]</note>',
        '<gap corresp="#b7" reason="omission"/><seg xml:id="b7" type="omission">[...]</seg>',
        '<hi xml:id="b8" rend="italic">*now*</hi>',
    ):
        assert piece in found, piece


def test_the_header_names_whose_marks_there_are(tmp_path: Path) -> None:
    mark = entry("b1", EditorialMark("supplied", "editor"), at("left"))
    write_tei(replace(EDITION, editorial_marks=(mark,)), tmp_path / "tei")
    tei = (tmp_path / "tei" / "volume.xml").read_text("utf-8")
    assert '<respStmt xml:id="by-editor">' in tei
    assert "by-translator" not in tei
