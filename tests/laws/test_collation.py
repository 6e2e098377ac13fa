"""What must hold for whatever is collated or aligned."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recension.collation.alignment import align
from recension.collation.copies import Copy, collate
from recension.collation.record import Record
from recension.collation.segmentation import units_of
from recension.collation.tokens import matches, tokens_of

words = st.sampled_from(
    ["the", "army", "stood", "at", "river", "and", "marched", "north", "3", "May", "Minister",
     "said:", "no,", "yes.", "(he)", "[it]", "[^2]"]
)  # fmt: skip
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)
wild = st.text(max_size=200).filter(lambda text: bool(text.strip()))
sentences = st.lists(
    st.sampled_from(
        [
            "The President opened the meeting.",
            "Marshal Petrov spoke of the harbour and asked for 12 ships.",
            "Mr. Lane objected: the treaty forbids it.",
            "It was agreed to meet again on 4 June.",
            "\n\nThe Ambassador read a telegram from Ankara.",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(st.one_of(texts, wild))
def test_equal_copies_have_no_variant(text: str) -> None:
    apparatus = collate([Copy("a", text), Copy("b", text)])
    assert apparatus.places == ()
    assert apparatus.best_text().split() == text.split()


@given(texts, texts, texts)
def test_the_order_of_copies_does_not_matter(a: str, b: str, c: str) -> None:
    copies = [Copy("a", a), Copy("b", b), Copy("c", c)]
    found = [
        {(p.kind, frozenset(r.words for r in p.readings)) for p in collate(row).places}
        for row in (copies, copies[::-1], [copies[1], copies[2], copies[0]])
    ]
    assert found[0] == found[1] == found[2]


@given(st.lists(st.one_of(texts, wild), min_size=2, max_size=3))
def test_every_token_stands_in_agreement_or_in_a_reading(rows: list[str]) -> None:
    copies = [Copy(str(number), text) for number, text in enumerate(rows)]
    apparatus = collate(copies)
    for copy in copies:
        stretches = [a for row in apparatus.agreement for a in row if a.copy == copy.name]
        stretches += [
            a
            for place in apparatus.places
            for reading in place.readings
            for a in reading.attested
            if a.copy == copy.name
        ]
        told = [t for a in sorted(stretches, key=lambda a: (a.start, a.end))
                for t in copy.text[a.start : a.end].split()]  # fmt: skip
        assert told == copy.text.split()


@given(st.lists(st.one_of(texts, wild), min_size=2, max_size=3))
def test_the_best_text_is_made_of_the_copies(rows: list[str]) -> None:
    apparatus = collate([Copy(str(number), text) for number, text in enumerate(rows)])
    attested = {token for text in rows for token in text.split()}
    assert set(apparatus.best_text().split()) <= attested


@given(texts, texts)
def test_matches_rise_and_join_equal_tokens(first: str, second: str) -> None:
    left, right = ([t.words for t in tokens_of(text)] for text in (first, second))
    pairs = matches(left, right)
    assert all(left[i] == right[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})


@given(wild)
def test_units_lie_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for unit in units_of(text):
        assert at <= unit.start < unit.end <= len(text)
        at = unit.end


@settings(max_examples=40)
@given(st.one_of(sentences, wild), st.one_of(sentences, wild))
def test_passages_lie_in_their_records_and_only_is_the_rest(first: str, second: str) -> None:
    records = [Record.whole("a", first), Record.whole("b", second)]
    alignment = align(records)
    taken: dict[str, set[int]] = {"a": set(), "b": set()}
    for group in alignment.groups:
        assert {p.document for p in group.passages} == {"a", "b"}
        assert 0 <= group.confidence <= 1
        assert group.because
        for p in group.passages:
            assert 0 <= p.start < p.end <= len(first if p.document == "a" else second)
            taken[p.document].update(range(p.start, p.end))
    for only in alignment.only:
        assert not taken[only.document] & set(range(only.start, only.end))


@settings(max_examples=30)
@given(sentences)
def test_a_record_agrees_with_itself_all_over(text: str) -> None:
    alignment = align([Record.whole("a", text), Record.whole("b", text)])
    assert {g.relation for g in alignment.groups} == {"agrees"}
    assert alignment.only == ()
