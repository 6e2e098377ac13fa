"""Contradictions between records: by number, date, name, polarity, outcome; and other speakers."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.relations import measure

from recension.collation.alignment import align
from recension.collation.contradiction.name import may_be_one
from recension.collation.contradiction.outcome import tallies_of, verdict_of
from recension.collation.quantities import quantities_of, value_of
from recension.collation.record import Record
from recension.model.values import Group

HEAD = "Session of the Harbour Board of Lavin"
AROUND = (
    "Mr. Alder spoke of the dredging of the inner basin and of the price of coal at Tarsk.",
    "Dr. Benn laid the accounts of the lighthouse fund of Gull Island before the Board.",
)


def told(first: str, second: str) -> Group:
    """How one sentence of two short records is related, the rest being the same."""
    texts = [f"{HEAD}\n\n{AROUND[0]}\n\n{words}\n\n{AROUND[1]}" for words in (first, second)]
    found = align([Record.whole(name, text) for name, text in zip("AB", texts, strict=True)])
    at = texts[0].index(first)
    groups = [
        g for g in found.groups if any(p.start == at for p in g.passages if p.document == "A")
    ]
    assert len(groups) == 1
    return groups[0]


CONTRADICT = {
    "number": (
        "The Board of Lavin was promised twelve dredgers for the channel before the winter.",
        "The Board of Lavin was promised twenty dredgers for the channel before the winter.",
        "“twelve dredgers”, B “twenty dredgers”",
    ),
    "number in other words": (
        "Captain Corvin stated that 340 fishermen had lost their nets in the storm of March.",
        "According to Captain Corvin the March storm had cost some 500 fishermen their nets.",
        "“340 fishermen”, B “500 fishermen”",
    ),
    "sum of money": (
        "The Treasury of Orsa would advance $4 million for the breakwater at Lavin.",
        "For the breakwater at Lavin the Orsa Treasury would advance 6 million dollars.",
        "“$4 million”, B “6 million dollars”",
    ),
    "day": (
        "The ferry to Gull Island was to be inspected by Captain Corvin on May 9.",
        "Captain Corvin would inspect the ferry to Gull Island on 12 June.",
        "“May 9”, B “12 June”",
    ),
    "weekday": (
        "The committee on pilots will meet again at the customs house on Tuesday.",
        "The committee on pilots will meet again at the customs house on Friday.",
        "“Tuesday”, B “Friday”",
    ),
    "hour": (
        "The tug with the governor is to arrive at the pier of Lavin at 9:30 a.m.",
        "At 11 a.m. the tug with the governor is to arrive at the pier of Lavin.",
        "“9:30 a.m”, B “11 a.m”",
    ),
    "place": (
        "The timber for the new sluice gates was to be bought in Norway by the engineer.",
        "The timber for the new sluice gates was to be bought in Sweden by the engineer.",
        "“Norway”, B “Sweden”",
    ),
    "person": (
        "He said that the contract had been signed by Merrow without the knowledge of the Board.",
        "He said that the contract had been signed by Tolland without the knowledge of the Board.",
        "“Merrow”, B “Tolland”",
    ),
    "negation": (
        "The engineer was prepared to accept the lower quay as a place for the coal.",
        "The engineer was not prepared to accept the lower quay as a place for the coal.",
        "not",
    ),
    "negation in other words": (
        "Captain Corvin agreed to the closing of the northern channel during repairs.",
        "Captain Corvin did not agree that the northern channel be closed during the repairs.",
        "not agree",
    ),
    "opposite": (
        "The pilots' guild accepted the tariff that the Board had drawn up in March.",
        "The pilots' guild rejected the tariff that the Board had drawn up in March.",
        "guild rejected",
    ),
    "stand": (
        "Captain Corvin was in favor of a second lighthouse on the reef of Gull Island.",
        "A second lighthouse on the reef of Gull Island was opposed by Captain Corvin.",
        "opposed",
    ),
    "verdict": (
        "The motion to farm out the ferry of Gull Island was put and carried.",
        "The motion to farm out the ferry of Gull Island was put and passed in the negative.",
        "“carried”, B “passed in the negative”",
    ),
    "put off": (
        "The clause on the pilots' fees for the winter was agreed to without debate.",
        "The clause on the pilots' fees for the winter was postponed.",
        "“postponed”",
    ),
    "vote": (
        "On the question of the salt tax the parishes divided: 7 parishes voted; carried 5 to 2.",
        "On the question of the salt tax the parishes divided; carried, ayes 4, noes 3.",
        "4, noes 3",
    ),
}


@pytest.mark.parametrize("kind", CONTRADICT)
def test_what_cannot_both_be_true_contradicts_and_is_named(kind: str) -> None:
    first, second, words = CONTRADICT[kind]
    group = told(first, second)
    assert group.relation == "contradicts"
    assert words in group.because[0]


AGREE = {
    "a rough number": (
        "Captain Corvin stated that 340 fishermen had lost their nets in the storm of March.",
        "Captain Corvin stated that over 300 fishermen had lost their nets in the March storm.",
    ),
    "parts and whole": (
        "The Board received 4 dredgers from Tarsk and 8 dredgers from Merrin for the channel.",
        "The Board received 12 dredgers from Tarsk and Merrin for the channel.",
    ),
    "weeks and days": (
        "The repairs of the northern channel at Lavin were to last two weeks at most.",
        "The repairs of the northern channel at Lavin were to last 14 days at most.",
    ),
    "one name in two spellings": (
        "He said that the contract had been signed by Rankovich without the Board's knowledge.",
        "He said that the contract had been signed by Ranković without the Board's knowledge.",
    ),
    "country and capital": (
        "He said that the note from Moscow had been received by the Board on the same evening.",
        "He said that the note from the Soviets had been received by the Board the same evening.",
    ),
    "office and holder": (
        "The accounts of the fund were then handed to the Secretary for his inspection.",
        "The accounts of the fund were then handed to Merrow for his inspection.",
    ),
    "two negations": (
        "The engineer was not unwilling to use the lower quay as a place for the coal.",
        "The engineer was willing to use the lower quay as a place for the coal.",
    ),
    "a day in figures": (
        "The ferry to Gull Island was to be inspected by Captain Corvin on May 9.",
        "Captain Corvin would inspect the ferry to Gull Island on 9.V.",
    ),
    "numbered paragraphs": (
        "4. I followed with a statement on the tolls of the northern channel at Lavin.",
        "2. I continued with a statement on the tolls of the northern channel at Lavin.",
    ),
    "a question": (
        "Captain Corvin asked: was it not written that the channel be closed during the repairs?",
        "Captain Corvin said it was written that the channel be closed during the repairs.",
    ),
    "said and denied of other things": (
        "He would pay for the pilots of the channel but he would not pay for the tugs at all.",
        "He would pay for the pilots of the channel.",
    ),
    "agreed to postpone": (
        "The motion of Mr. Merrow to postpone the clause on pilots' fees was agreed to.",
        "The clause on pilots' fees was postponed on the motion of Mr. Merrow.",
    ),
    "one vote told twice": (
        "On the salt tax the question was carried: 5 parishes for, and 2 against.",
        "On the salt tax: Lavin ay. Tarsk ay. Merrin no. Orsa ay. Gull ay. Benn no. Alder ay.",
    ),
}


@pytest.mark.parametrize("kind", AGREE)
def test_what_may_both_be_true_does_not_contradict(kind: str) -> None:
    assert told(*AGREE[kind]).relation in ("agrees", "paraphrases", "expands")


def test_the_same_words_of_another_speaker_are_another_attribution() -> None:
    words = "said that the tolls of the northern channel should be lowered before the winter."
    group = told(f"Mr. Merrow {words}", f"Mr. Tolland {words}")
    assert group.relation == "attribution-differs"
    assert group.because == ("A gives it to Mr. Merrow, B to Mr. Tolland",)


def test_a_speaker_in_another_spelling_or_shortened_is_the_same() -> None:
    words = "promised to look into the price of salt and of nets before the season opens"
    group = told(f"Com. Veshniakov {words}.", f"V[ešnjakov]: He {words} at Lavin.")
    assert group.relation != "attribution-differs"


@pytest.mark.parametrize(
    "other",
    [
        "Mr. Merrow's proposal for lower tolls of the northern channel was then explained.",
        "He explained the lower tolls of the northern channel. All agreed to the tolls.",
        "Our tolls should be lowered, and the tolls of the northern channel were explained.",
    ],
)
def test_who_is_only_named_or_untold_says_nothing(other: str) -> None:
    group = told("Mr. Tolland explained the lower tolls of the northern channel.", other)
    assert group.relation != "attribution-differs"


def test_one_number_of_two_contradicts_where_the_sentence_is_the_same() -> None:
    group = told(
        "The pilots are to leave within two weeks, as Captain Corvin prefers.",
        "Captain Corvin prefers that the pilots leave within 15 to 30 days on a fixed scale.",
    )
    assert group.because == ("A has “two weeks”, B “15 to 30 days”",)


def test_a_question_that_is_put_is_nobodys_speech() -> None:
    group = told(
        "The Question was resumed on the tolls of the northern channel before the winter.",
        "Mr. Merrow moved the question on the tolls of the northern channel before the winter.",
    )
    assert group.relation != "attribution-differs"


def test_numbers_are_read_in_digits_and_words() -> None:
    assert value_of("two hundred and fifty") == 250
    assert value_of("twenty-five") == 25
    assert value_of("3.5 million") == 3_500_000
    text = "about 500 men, between 6 and 8 escorts and $12 million"
    found = [(q.noun, q.value, q.least, q.most) for q in quantities_of(text, 0, len(text))]
    assert ("man", 500.0, 425.0, 575.0) in found
    assert ("escort", 6.0, 6.0, 8.0) in found
    assert [row[1] for row in found if row[0] == "dollar"] == [12e6]


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("The report gives 7 reasons, 3 of them new.", None),
        ("Question put: 7 parishes for, and 3 against.", (7, 3)),
        ("Question put: 7 states for, and 3 against.", (7, 3)),
        ("Carried, 7 to 4.", (7, 4)),
        ("Ayes 7, noes 3.", (7, 3)),
        ("Yeas. Lavin, Tarsk, Orsa--3. Nays. Merrin--1.", (3, 1)),
        ("For it: Lavin, Tarsk. Against it: Merrin.", (2, 1)),
        ("Lavin ay. Tarsk no. Orsa div^d. Merrin ay.", (2, 1)),
        ("The vote was delayed from 3 to 4 weeks.", None),
    ],
)
def test_votes_are_counted(text: str, tally: tuple[int, int] | None) -> None:
    assert [found for found, _ in tallies_of(text)] == ([tally] if tally else [])


def test_a_verdict_is_the_longest_phrase() -> None:
    assert verdict_of("The clause was not agreed to.") == ("lost", "not agreed to")
    assert verdict_of("One clause was carried, the other negatived.") is None


@pytest.mark.parametrize(
    ("one", "other", "maybe"),
    [
        ("United Nations", "U.N.", True),
        ("Yugoslavia", "Yugoslavs", True),
        ("Iran", "Iraq", False),
        ("Secretary Merrow", "Merrow", True),
        ("Merrow", "Tolland", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, maybe: bool) -> None:
    assert may_be_one(one, other) is maybe


def test_made_contradictions_are_found_in_real_records(shared: Path) -> None:
    names = ("frus1955-57v26", "frus1961-63v16", "frus1969-76v12", "frus1943China")
    paths = [shared / "data" / "frus" / f"{name}.xml.gz" for name in names]
    result = measure([path for path in paths if path.exists()], seed=7, each=6)
    exact, reworded = result.of("to the letter"), result.of("reworded")
    assert exact.made >= 18
    assert exact.found >= 0.85 * exact.made
    assert reworded.found >= 0.8 * reworded.made
    assert result.false["unchanged"] <= 0.005 * result.groups["unchanged"]


def test_a_note_s_call_in_raised_figures_belongs_to_no_number() -> None:
    assert value_of("4,200⁴") == 4200
    assert value_of("twenty-five²⁷") == 25
