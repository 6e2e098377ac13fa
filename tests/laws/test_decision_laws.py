"""Laws of the editor's decisions, tried on synopses of any shape and decisions in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from recension.edition.decision_place import place_of, quoted
from recension.edition.decisions_applied import with_decided_rows
from recension.edition.decisions_on_alignments import ALIGNMENTS
from recension.edition.decisions_on_events import DecidedParties
from recension.model.edition import Decision, Edition, Entry, QuotedPlace, Source
from recension.model.party import Party
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import (
    Alignment,
    Document,
    Group,
    Only,
    Passage,
    Relation,
    Silence,
)

_ROMAN = [
    "alder",
    "birch",
    "cedar",
    "elder",
    "fir",
    "gorse",
    "hazel",
    "ivy",
    "juniper",
    "larch",
    "maple",
    "oak",
    "pine",
    "rowan",
]


def _sentence(number: int) -> str:
    """A sentence that stands nowhere else."""
    words = [_ROMAN[(number + n) % len(_ROMAN)] for n in range(4)]
    return f"{' '.join(words).capitalize()} number {number}."


def _source(text: str, name: str = "s1") -> Source:
    return Source(name, SourceText("copy.txt", text, sha256(text.encode()).hexdigest()))


@st.composite
def synopses(draw: st.DrawFn) -> Edition:
    """Two or three records of some sentences each, set side by side in any way."""
    counts = draw(st.lists(st.integers(1, 6), min_size=2, max_size=3))
    text, rows, units, number = "", [], [], 0
    for record, count in enumerate(counts, 1):
        start = len(text)
        for _ in range(count):
            sentence = _sentence(number)
            units.append(Passage(f"d{record}", len(text), len(text) + len(sentence)))
            text, number = f"{text}{sentence} ", number + 1
        text += "\n\n"
        document = Document("record", title=f"Record {record}", event="e1")
        rows.append(Entry(f"d{record}", document, "s1", Span(start, len(text) - 2)))
    parties: dict[int, list[Passage]] = {}
    for unit in units:
        parties.setdefault(draw(st.integers(0, len(units))), []).append(unit)
    groups = [p for p in parties.values() if len({unit.document for unit in p}) > 1]
    taken = {unit for group in groups for unit in group}
    alignment = Alignment(
        "e1",
        tuple(row.id for row in rows),
        tuple(Group(f"g{n}", "expands", 0.6, tuple(g)) for n, g in enumerate(groups, 1)),
        tuple(Only(u.document, u.start, u.end) for u in units if u not in taken),
    )
    return Edition((_source(text),), documents=tuple(rows), alignments=(Entry("a1", alignment),))


@st.composite
def decisions(draw: st.DrawFn, edition: Edition, most: int = 4) -> tuple[Decision, ...]:
    """Some decisions on passages of a synopsis, or on pieces of them."""
    units = _passages(edition)
    made = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        chosen = draw(st.lists(st.sampled_from(units), min_size=1, max_size=3, unique=True))
        if draw(st.booleans()):
            chosen[0] = replace(chosen[0], end=chosen[0].start + 10)
        made.append(
            _decision(edition, f"j{number}", draw(st.sampled_from(sorted(ALIGNMENTS))), chosen)
        )
    return tuple(made)


def _decision(edition: Edition, name: str, action: str, passages: Sequence[Passage]) -> Decision:
    first, *rest = [quoted(edition, ("s1", Span(p.start, p.end))) for p in passages]
    relation = "contradicts" if action in ("relabel", "accept") else None
    return Decision(
        name, action, "alignments", first.source_sha256, first.start, first.end, first.quotation,
        "a reason", relation=relation, passages=tuple(rest), ending=first.ending,
        before=first.before, after=first.after,
    )  # fmt: skip


class Unjudged:
    """The judge where there is none: it says what claims least."""

    def relation(self, _: Sequence[Passage]) -> tuple[Relation, str | None, tuple[str, ...]]:
        """That they have the same matter."""
        return "paraphrases", None, ()

    def silence(self, _: Passage, __: Sequence[Group]) -> Silence:
        """That nothing follows from it."""
        return "gap"


def _passages(edition: Edition) -> list[Passage]:
    alignment = edition.alignments[0].value
    alone = [Passage(o.document, o.start, o.end) for o in alignment.only]
    return [*(p for g in alignment.groups for p in g.passages), *alone]


def _decided(edition: Edition, taken: Sequence[Decision]) -> Edition:
    alone = replace(edition, decisions=tuple(taken))
    return with_decided_rows(alone, lambda _, __: Unjudged())


def _letters(edition: Edition) -> Counter[int]:
    text = edition.sources[0].text.text
    return Counter(
        i for p in _passages(edition) for i in range(p.start, p.end) if text[i].isalnum()
    )


@given(st.data())
def test_no_word_is_lost_and_none_stands_in_two_rows(data: st.DataObject) -> None:
    edition = data.draw(synopses())
    after = _decided(edition, data.draw(decisions(edition)))
    assert _letters(after) == _letters(edition)
    for record in edition.documents:
        mine = sorted((p.start, p.end) for p in _passages(after) if p.document == record.id)
        assert all(one[1] <= other[0] for one, other in pairwise(mine))


@given(st.data())
def test_what_is_decided_twice_is_decided_once(data: st.DataObject) -> None:
    edition = data.draw(synopses())
    taken = data.draw(decisions(edition, most=1))
    once = _decided(edition, taken)
    again = [replace(d, id=f"{d.id}0", reason=None) for d in taken]
    twice = _decided(edition, [*taken, *again])
    assert _shape(twice) == _shape(once)
    assert [d.problem for d in once.decisions] == [d.problem for d in twice.decisions[: len(taken)]]


@given(st.data())
def test_carrying_out_on_what_was_carried_out_changes_nothing(data: st.DataObject) -> None:
    edition = data.draw(synopses())
    taken = data.draw(decisions(edition))
    once = _decided(edition, taken)
    holds = [d for d, told in zip(taken, once.decisions, strict=True) if told.problem is None]
    assert _shape(_decided(once, holds)) == _shape(once)


@given(st.data())
def test_the_order_of_decisions_on_different_rows_does_not_matter(data: st.DataObject) -> None:
    edition = data.draw(synopses())
    taken = data.draw(decisions(edition))
    touched = [_rows_of(edition, decision) for decision in taken]
    assume(all(a.isdisjoint(b) for n, a in enumerate(touched) for b in touched[n + 1 :]))
    turned = data.draw(st.permutations(taken))
    assert _decided(edition, taken).alignments == _decided(edition, turned).alignments


@given(st.data())
def test_rows_that_no_decision_names_stay_as_they_are(data: st.DataObject) -> None:
    edition = data.draw(synopses())
    taken = data.draw(decisions(edition))
    touched = set().union(*(_rows_of(edition, decision) for decision in taken))
    after = _decided(edition, taken).alignments[0].value
    before = edition.alignments[0].value
    every: list[Group | Only] = [*before.groups, *before.only]
    rows = [row for row in every if _sign(row) not in touched]
    assert all(row in (*after.groups, *after.only) for row in rows)


@given(st.data())
def test_a_decision_follows_its_words_into_a_copy_with_other_line_ends(
    data: st.DataObject,
) -> None:
    edition = data.draw(synopses())
    taken = data.draw(decisions(edition))
    text = edition.sources[0].text.text
    breaks = data.draw(st.lists(st.integers(1, len(text) - 1), max_size=6))
    new, where = _broken(text, breaks)
    assume(new != text)  # in the very same source a place has its space, too
    there = replace(edition, sources=(_source(new),))
    for decision in taken:
        for place in _places(decision):
            found = place_of(place, there)
            assert found is not None
            assert place.start is not None
            last = place.start + len((place.quotation or "").rstrip()) - 1
            assert found[1] == Span(where[place.start], where[last] + 1)


def _broken(text: str, breaks: Sequence[int]) -> tuple[str, list[int]]:
    """A text in other lines: blanks are line ends, and words are parted with a hyphen."""
    pieces, where, at = [], [], 0
    for place, letter in enumerate(text):
        inside = place in breaks and letter.isalpha() and text[place - 1].isalpha()
        piece = f"-\n{letter}" if inside else "\n" if place in breaks and letter == " " else letter
        where.append(at + len(piece) - 1)
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), where


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.text(max_size=40))
def test_a_place_is_found_where_it_was_or_nowhere(
    text: str, one: int, other: int, more: str
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    edition = Edition((_source(text),))
    place = quoted(edition, ("s1", Span(start, end)))
    assert place_of(place, edition) == ("s1", Span(start, end))
    changed = Edition((_source(more + text + more),))
    found = place_of(place, changed)
    words = re.sub(r"[\W_]+", "", place.quotation)
    if found is not None and words:
        there = found[1].of(more + text + more)
        assert words in re.sub(r"[\W_]+", "", there)


def _places(decision: Decision) -> list[Decision | QuotedPlace]:
    return [decision, *decision.passages]


def _sign(row: Group | Only) -> str:
    return row.id if isinstance(row, Group) else f"{row.document}:{row.start}"


def _rows_of(edition: Edition, decision: Decision) -> set[str]:
    alignment = edition.alignments[0].value
    spans = [(p.start or 0, p.end or 0) for p in _places(decision)]
    rows: list[Group | Only] = [*alignment.groups, *alignment.only]
    return {
        _sign(row)
        for row in rows
        for p in (row.passages if isinstance(row, Group) else (row,))
        if any(p.start < end and start < p.end for start, end in spans)
    }


def _shape(edition: Edition) -> tuple[list[object], list[object]]:
    """Rows without the reasons that they give."""
    alignment = edition.alignments[0].value
    return (
        [(g.passages, g.relation, g.label) for g in alignment.groups],
        [(o.document, o.start, o.end, o.silence) for o in alignment.only],
    )


def _records(count: int) -> Edition:
    text = "".join(f"Record {n}: {_sentence(n)}\n\n" for n in range(1, count + 1))
    rows = [
        Entry(f"d{n}", Document("record", title=f"Record {n}"), "s1", Span(*found.span()))
        for n, found in enumerate(re.finditer(r"Record \d+: .*", text), 1)
    ]
    return Edition((_source(text),), documents=tuple(rows))


@st.composite
def parties(draw: st.DrawFn) -> tuple[Edition, list[Party], list[Decision]]:
    """Records, who was found with whom, and what the editor says of it."""
    edition = _records(draw(st.integers(2, 6)))
    home: dict[int, list[Entry[Document]]] = {}
    for row in edition.documents:
        home.setdefault(draw(st.integers(0, 3)), []).append(row)
    found = [Party(tuple(rows)) for rows in home.values() if len(rows) > 1]
    taken = []
    for number in range(draw(st.integers(1, 5))):
        some = st.sampled_from(edition.documents)
        rows = draw(st.lists(some, min_size=2, max_size=3, unique=True))
        first, *rest = [quoted(edition, ("s1", row.span)) for row in rows if row.span]
        action = draw(st.sampled_from(["join", "part"]))
        taken.append(
            Decision(
                f"j{number}", action, "events", first.source_sha256, first.start, first.end,
                first.quotation, passages=tuple(rest),
            )
        )  # fmt: skip
    return edition, found, taken


def _ids(found: Sequence[Party]) -> set[frozenset[str]]:
    return {frozenset(r.id for r in p.records) for p in found if len(p.records) > 1}


@given(parties())
def test_records_are_in_one_event_each_and_what_holds_is_true(
    case: tuple[Edition, list[Party], list[Decision]],
) -> None:
    edition, found, taken = case
    decide = DecidedParties(edition, taken)
    after = _ids(decide(found))
    members = [record for party in after for record in party]
    assert len(members) == len(set(members))
    for decision in taken:
        if decide.told[decision.id].problem is None:
            named = [_record_at(edition, place.start) for place in _places(decision)]
            first = next((party for party in after if named[0] in party), frozenset(named[:1]))
            together = [name in first for name in named[1:]]
            assert all(together) if decision.action == "join" else not any(together)
    said = {_record_at(edition, place.start) for d in taken for place in _places(d)}
    before = {party for party in _ids(found) if party.isdisjoint(said)}
    assert before == {party for party in after if party.isdisjoint(said)}


def _record_at(edition: Edition, start: int | None) -> str:
    return next(row.id for row in edition.documents if row.span and row.span.start == start)
