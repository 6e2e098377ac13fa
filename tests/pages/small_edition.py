"""Two small invented editions: one to walk through, one that tries to do harm in every field."""

from __future__ import annotations

from typing import TypeVar

from recension.model.division import Division
from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import Encoding, Page, SourceText
from recension.model.span import Span
from recension.model.values import (
    Alignment,
    Authority,
    CrossReference,
    Damage,
    Date,
    Document,
    EditorialMark,
    Event,
    Group,
    Letter,
    Mention,
    Note,
    Only,
    Organization,
    OrganizationMention,
    Passage,
    Person,
    Place,
    Reference,
    Role,
    RunningHead,
    Testimonium,
    Utterance,
    Value,
    Witness,
)

V = TypeVar("V", bound=Value)

TEXT = """\
A preface that belongs to no document.

Minutes of the weir commission

The commission met in the mill.¹ Mr. Đilas said that nobody would open the sluice before June.
He was sup-
ported by Ранкович, whose letter² was [then] read out.

12   RIVER PAPERS

The weir (tlt)TJ 0 -1.2 Td [qxv] was then voted upon, and the members

¹ The weir was built in 1911. State Archive, fond 45, opis 1.

Letter of the miller

3 June 1921

Sir, the commission did not open the weir. I remain
your servant,
THE MILLER
"""


def _at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _point(after: str) -> Span:
    end = _at(after).end
    return Span(end, end)


def small_edition() -> Edition:
    """A preface, minutes with notes and damage, a letter; a person, a reference, an event."""
    first = Span(_at("Minutes").start, _at("opis 1.").end)
    second = Span(_at("Letter of").start, len(TEXT))
    return Edition(
        sources=(Source("s1", _source(TEXT, "weir.txt")),),
        documents=(
            _entry(
                "d1",
                Document(
                    "minutes",
                    "Minutes of the weir commission",
                    _at("Minutes of the weir commission"),
                    date="1921-05",
                    place="The mill",
                    participants=("p1",),
                    lost="end",
                ),
                first,
            ),
            _entry(
                "d2",
                Document(
                    "letter",
                    "Letter of the miller",
                    _at("Letter of the miller"),
                    date="1921-06-03",
                    event="e1",
                ),
                second,
            ),
        ),
        notes=(
            _entry(
                "n1",
                Note(
                    "1",
                    _at("The weir was built in 1911. State Archive, fond 45, opis 1."),
                    (_at("¹"),),
                    document="d1",
                ),
                _at("¹ The weir was built"),
            ),
            _entry("n2", Note("2", None, (_at("²"),), "no-body", "d1"), _at("²")),
        ),
        damage=(
            _entry(
                "x1",
                Damage("garble", "letters in no language"),
                _at("(tlt)TJ 0 -1.2 Td [qxv]"),
                0.97,
            ),
            _entry(
                "x2", Damage("break", "the sentence has no end"), _point("and the members"), 0.8
            ),
            _entry(
                "x3", Damage("missing-notes", "Notes 3-4 are missing in this copy"), _at("² was")
            ),
        ),
        persons=(_entry("p1", Person("Milovan Đilas", ("Đilas",), "1911"), _at("Đilas")),),
        mentions=(_entry("m1", Mention("p1"), _at("Mr. Đilas")),),
        references=(
            _entry(
                "r1",
                Reference("soviet", "State Archive", fond="45", opis="1"),
                _at("State Archive, fond 45, opis 1"),
            ),
        ),
        dates=(_entry("t1", Date("1921-06-03"), _at("3 June 1921")),),
        editorial_marks=(
            _entry("b1", EditorialMark("supplied", "editor", "then"), _at("[then]"), 0.9),
        ),
        running_heads=(_entry("h1", RunningHead("12"), _at("12   RIVER PAPERS")),),
        events=(
            _entry(
                "e1",
                Event(
                    "The vote on the weir",
                    "1921-05",
                    "The mill",
                    (),
                    (Witness("A", "d1"), Witness("B", "d2")),
                ),
            ),
        ),
        alignments=(_entry("a1", _alignment()),),
        testimonia=(_entry("w1", Testimonium("Cook's diary", "omits", "n1", "e1"), _at("1911")),),
    )


def _alignment() -> Alignment:
    sides = [_at("nobody would open the sluice before June"), _at("did not open the weir")]
    passages = tuple(
        Passage(name, s.start, s.end) for name, s in zip(("d1", "d2"), sides, strict=True)
    )
    only = _at("The commission met in the mill.")
    return Alignment(
        "e1",
        ("d1", "d2"),
        (
            Group(
                "g1", "paraphrases", 0.8, passages, "The sluice", ("both say that it stayed shut",)
            ),
        ),
        (Only("d1", only.start, only.end, "gap"),),
    )


def _source(text: str, name: str) -> SourceText:
    return SourceText(name, text, "0" * 64, pages=(Page("11", 0, len(text)),))


def _entry(name: str, value: V, span: Span | None = None, confidence: float = 1.0) -> Entry[V]:
    return Entry(name, value, "s1" if span else None, span, "RX101", confidence, ("evidence",))


_HARM = (
    '"><script>window.harm = 1; alert(1)</script>'
    '<img src=x onerror="window.harm=1">\'</title>\u202e\0'
)


def hostile_edition() -> Edition:
    """Script, markup and control characters in the text and in every field."""
    text = f"{_HARM} title\n\n{_HARM} words¹ {_HARM}\n\n¹ {_HARM} note\n\nharmless {_HARM}"
    whole = Span(0, len(text))
    call, body = text.index("¹"), text.rindex("¹")
    place = Span(call - 5, call)
    source = SourceText(
        f"{_HARM}.txt",
        text,
        _HARM,
        _HARM,
        Encoding(_HARM, 0.3, _HARM),
        b"",
        (Page(_HARM, 0, call), Page(_HARM, call, len(text))),
    )
    harm = (_HARM,)
    rows = {
        "documents": Document(
            "letter",
            _HARM,
            Span(0, 9),
            _HARM,
            _HARM,
            _HARM,
            _HARM,
            harm,
            _HARM,
            _HARM,
            'en" x="',
            harm,
            None,
            "e1",
            None,
            Span(0, 5),
        ),
        "notes": Note(_HARM, Span(body, len(text)), (Span(call, call + 1),), "cut", "d1"),
        "damage": Damage("garble", _HARM, _HARM),
        "references": Reference(_HARM, _HARM, _HARM, title=_HARM),
        "persons": Person(_HARM, harm, _HARM, _HARM, harm, (Authority("wikidata", _HARM),)),
        "mentions": Mention("p1"),
        "places": Place(_HARM, harm),
        "dates": Date(_HARM),
        "events": Event(_HARM, _HARM, _HARM, harm, (Witness(_HARM, name=_HARM, extant=False),)),
        "alignments": Alignment(
            "e1",
            ("d1", _HARM),
            (Group(_HARM, "agrees", 0.5, (Passage("d1", 0, 20),), _HARM, harm),),
        ),
        "testimonia": Testimonium(_HARM, "omits", "n1", "e1"),
        "running_heads": RunningHead(_HARM),
        "utterances": Utterance("d1", "p1", "direct", None, _HARM, _HARM, _HARM),
        "roles": Role("present", "d1", _HARM, _HARM, "p1"),
        "letters": Letter("d1", _HARM, _HARM, _HARM),
        "divisions": Division("chapter", _HARM, Span(0, 9), _HARM),
        "cross_references": CrossReference("note", None, "dangling", _HARM),
        "editorial_marks": EditorialMark("supplied", "editor", _HARM),
        "organizations": Organization(_HARM, harm, _HARM),
        "organization_mentions": OrganizationMention("i1"),
    }
    names = {"documents": "d1", "notes": "n1", "persons": "p1", "events": "e1",
             "organizations": "i1"}  # fmt: skip
    tables = {
        table: (
            Entry(
                names.get(table, f"{table}1"),
                value,
                "s1",
                whole
                if table == "documents"
                else Span(body, len(text))
                if table == "notes"
                else place,
                _HARM,
                0.5,
                harm,
            ),
        )
        for table, value in rows.items()
    }
    return Edition(sources=(Source("s1", source),), generator_version=_HARM, **tables)  # type: ignore[arg-type]
