"""Editions with a hostile text and anything at all said of it, for the laws to be tried on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, get_args

from hypothesis import strategies as st

from recension.model.edition import Edition, Entry, Source
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import (
    Alignment,
    CrossReference,
    CrossReferenceKind,
    CrossReferenceStatus,
    Damage,
    DamageKind,
    Date,
    Document,
    EditorialMark,
    Event,
    Group,
    Letter,
    MarkKind,
    MarkOwner,
    Mention,
    Mode,
    Note,
    NoteStatus,
    Only,
    Organization,
    OrganizationMention,
    Passage,
    Person,
    Place,
    Reference,
    Role,
    RoleKind,
    RunningHead,
    Testimonium,
    Utterance,
    Value,
    Witness,
)

V = TypeVar("V", bound=Value)

NAUGHTY = (
    "\x00\f\x0b\x1c\r\n\t \u00a0\u2028\u200b\u00ad\ufffe\uffff\ufeff"
    "<>&\"']]>–Đшx1²\U0001fffe𝕊\ud800"
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["\n\n", "\r\n\r\n", "\f", "  ", "word", "A sentence. ", "²⁷", "]]>", "<p>", "S[talin]"]
        ),
        st.text(alphabet=NAUGHTY, max_size=6),
        st.characters(),
    ),
    max_size=30,
).map("".join)
WORDS = st.text(alphabet=NAUGHTY, min_size=1, max_size=8)
DATES = st.sampled_from(
    ["1946", "1946-05", "1946-05-27", "1946-05-27T23:00", "1946-02-30", "194X", "1946~", "1946?",
     "1946/1948", "1946-05-27/..", "../1948", "1946-21", "[1946,1948]", "0000", "<when>"]
)  # fmt: skip


@st.composite
def _editions(draw: st.DrawFn) -> Edition:
    """Editions of one to three sources, with anything at all said of any span of them."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    sources = tuple(Source(f"s{n}", _source(draw, text)) for n, text in enumerate(texts, 1))
    documents = _entries(draw, sources, "d", _document)
    names = [entry.id for entry in documents]
    one = st.sampled_from([*names, "d99"])
    return Edition(
        sources=sources,
        documents=documents,
        damage=_entries(draw, sources, "x", _damage),
        notes=_entries(draw, sources, "n", _note, most=8),
        references=_entries(draw, sources, "r", _reference),
        persons=tuple(
            Entry(f"p{n}", Person(draw(WORDS), (draw(WORDS),), draw(DATES), None, (draw(WORDS),)))
            for n in (1, 2)
        ),
        mentions=_entries(
            draw, sources, "m", lambda d, s: Mention(d(st.sampled_from(["p1", "p2"])))
        ),
        places=_entries(draw, sources, "l", lambda d, s: _place(d)),
        organizations=(Entry("i1", Organization(draw(WORDS), (draw(WORDS),), draw(WORDS))),),
        organization_mentions=_entries(draw, sources, "j", lambda d, s: OrganizationMention("i1")),
        dates=_entries(draw, sources, "t", lambda d, s: Date(d(DATES))),
        utterances=_entries(draw, sources, "u", _utterance),
        events=(Entry("e1", Event(draw(WORDS), draw(DATES), witnesses=_witnesses(draw, names))),),
        alignments=(Entry("a1", _alignment(draw, sources, one)),),
        testimonia=_entries(draw, sources, "w", lambda d, s: Testimonium(d(WORDS), "adds")),
        letters=(Entry("c1", Letter(draw(one), draw(WORDS), draw(WORDS), draw(DATES))),),
        running_heads=_entries(draw, sources, "h", lambda d, s: RunningHead(d(WORDS))),
        cross_references=_entries(draw, sources, "k", _cross_reference),
        roles=_entries(draw, sources, "o", lambda d, s: _role(d, names)),
        editorial_marks=_entries(draw, sources, "b", _editorial_mark, most=8),
        generator_version="0",
    )


def _source(draw: st.DrawFn, text: str) -> SourceText:
    data = text.encode("utf-8", "surrogatepass")
    at = draw(st.integers(0, len(text)))
    pages = (Page(draw(WORDS), 0, at), Page("2", at, len(text)))
    name = draw(st.sampled_from(["a.txt", "A.txt", "<&>.txt", "….pdf", "two words.txt"]))
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(name, text, digest, original=data, pages=draw(st.sampled_from([(), pages])))


def _place(draw: st.DrawFn) -> Place:
    degrees = draw(st.none() | st.floats(-90, 90))
    return Place(draw(WORDS), (draw(WORDS),), degrees, degrees, draw(st.none() | WORDS))


def _span(draw: st.DrawFn, source: SourceText) -> Span:
    return Span(*sorted(draw(st.tuples(*[st.integers(0, len(source.text))] * 2))))


def _entries(
    draw: st.DrawFn,
    sources: tuple[Source, ...],
    prefix: str,
    value: Callable[[st.DrawFn, SourceText], V],
    most: int = 4,
) -> tuple[Entry[V], ...]:
    rows = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        source = draw(st.sampled_from(sources))
        span = _span(draw, source.text)
        said = value(draw, source.text)
        confidence = draw(st.sampled_from([1.0, 0.5, 0.123456789]))
        rows.append(Entry(f"{prefix}{number}", said, source.id, span, "RX001", confidence, ("b",)))
    return tuple(rows)


def _document(draw: st.DrawFn, source: SourceText) -> Document:
    title = draw(st.sampled_from([None, _span(draw, source)]))
    language = draw(st.sampled_from([None, "en", "sr-Latn", "no language"]))
    people = draw(st.sampled_from([(), ("p1", "p2")]))
    words = [draw(WORDS) for _ in range(4)]
    return Document(
        "record", words[0], title, words[1], draw(DATES), words[2], words[3], people, "p1",
        draw(WORDS), language, event="e1", lost="end",
    )  # fmt: skip


def _damage(draw: st.DrawFn, source: SourceText) -> Damage:
    kind = draw(st.sampled_from(get_args(DamageKind)))
    return Damage(kind, draw(WORDS), draw(st.none() | WORDS))


def _cross_reference(draw: st.DrawFn, source: SourceText) -> CrossReference:
    kind = draw(st.sampled_from(get_args(CrossReferenceKind)))
    status = draw(st.sampled_from(get_args(CrossReferenceStatus)))
    target = draw(st.sampled_from([None, "d1", "n1", "n8", "d99"]))
    page = draw(st.sampled_from([None, _span(draw, source)]))
    return CrossReference(kind, target, status, draw(st.none() | WORDS), page)


def _role(draw: st.DrawFn, documents: list[str]) -> Role:
    kind = draw(st.sampled_from(get_args(RoleKind)))
    document = draw(st.sampled_from([*documents, "d99"]))
    return Role(
        kind, document, draw(WORDS), draw(st.none() | WORDS), draw(st.sampled_from([None, "p1"]))
    )


def _editorial_mark(draw: st.DrawFn, source: SourceText) -> EditorialMark:
    kind = draw(st.sampled_from(get_args(MarkKind)))
    owner = draw(st.none() | st.sampled_from(get_args(MarkOwner)))
    about = draw(st.sampled_from([None, _span(draw, source)]))
    return EditorialMark(kind, owner, draw(st.none() | WORDS), about)


def _note(draw: st.DrawFn, source: SourceText) -> Note:
    body = draw(st.sampled_from([None, _span(draw, source)]))
    anchors = tuple(_span(draw, source) for _ in range(draw(st.integers(0, 3))))
    status = draw(st.sampled_from(get_args(NoteStatus)))
    return Note(draw(st.none() | WORDS), body, anchors, status)


def _reference(draw: st.DrawFn, source: SourceText) -> Reference:
    same = draw(st.sampled_from([None, "r1", "r9"]))
    return Reference(draw(WORDS), draw(WORDS), draw(WORDS), title=draw(WORDS), same_as=same)


def _utterance(draw: st.DrawFn, source: SourceText) -> Utterance:
    mode: Mode = draw(st.sampled_from(get_args(Mode)))
    return Utterance(None, draw(st.sampled_from([None, "p1"])), mode, "p2")


def _witnesses(draw: st.DrawFn, names: list[str]) -> tuple[Witness, ...]:
    extant = tuple(Witness(draw(WORDS), name) for name in names)
    return (*extant, Witness(draw(WORDS), None, draw(WORDS), extant=False))


def _alignment(
    draw: st.DrawFn, sources: tuple[Source, ...], one: st.SearchStrategy[str]
) -> Alignment:
    spans = [_span(draw, sources[0].text) for _ in range(4)]
    found = [Passage(draw(one), span.start, span.end) for span in spans]
    groups = (Group("g1", "agrees", 0.5, tuple(found[:3])),)
    only = (
        Only(
            found[3].document, spans[3].start, spans[3].end, "unsure", (draw(WORDS),),
            perhaps=(found[0],), confidence=0.5,
        ),
    )  # fmt: skip
    return Alignment("e1", tuple(p.document for p in found), groups, only)


def _inside(edition: Edition) -> Edition:
    """The edition without passages beyond the end of their source, which nobody would make."""
    lengths = {e.id: len(edition.source_by_id[e.source or ""].text) for e in edition.documents}
    entry = edition.alignments[0]
    only = tuple(o for o in entry.value.only if o.end <= lengths.get(o.document, 0))
    groups = tuple(
        replace(g, passages=tuple(p for p in g.passages if p.end <= lengths.get(p.document, 0)))
        for g in entry.value.groups
    )
    return replace(
        edition, alignments=(replace(entry, value=replace(entry.value, groups=groups, only=only)),)
    )


def editions() -> st.SearchStrategy[Edition]:
    """Editions of one to three sources, with anything at all said of any span of them."""
    return _editions().map(_inside)
