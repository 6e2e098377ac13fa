"""What terse minutes have: found by place, speaker and vote where words do not suffice."""

from __future__ import annotations

import pytest

from recension.collation.alignment import align
from recension.collation.lone_counterparts import lone_counterparts
from recension.collation.record import Record
from recension.collation.segmentation import units_of
from recension.model.values import Alignment

LONG = """Journal of the Parishes, Thursday

The clause that the tolls of the northern channel be farmed out for seven years was read.

Mr. Alder said he was sorry to differ from the mover, but he had seen in Tarsk how the farmers \
of tolls extort money from the masters of vessels. No ship left harbour without a bargain.

Mr. Benn thought the fear of it idle.

On the question to agree to the clause: Lavin ay. Tarsk no. Merrin ay. Orsa ay. Gull no.

The petition of the lamplighters for oil and for shelter at the lighthouse was then taken up.

Mr. Corvin read the letter of the lamplighters aloud and moved that they be given oil."""

TERSE = """Notes of the Parishes, Thursday

The clause, that the tolls of the northern channel be farmed for seven years.

Mr. Alder against it; the power would be abused to get money.

Carried, 3 to 2. Gull against it.

The lamplighters' petition for oil and shelter at the lighthouse. Granted; agreed to.

Mr. Corvin's letter of the lamplighters was read aloud; moved that oil be given them. Agreed to."""


def beside(alignment: Alignment, words: str, other: str) -> bool:
    """Whether words of the long record stand in a group with words of the terse one."""
    texts = {"long": LONG, "terse": TERSE}

    def has(name: str, wanted: str, group: object) -> bool:
        passages = [p for p in getattr(group, "passages", ()) if p.document == name]
        return any(wanted in texts[name][p.start : p.end] for p in passages)

    return any(has("long", words, g) and has("terse", other, g) for g in alignment.groups)


FOUND = align([Record.whole("long", LONG), Record.whole("terse", TERSE)])


def test_a_vote_called_by_name_stands_beside_its_numbers() -> None:
    assert beside(FOUND, "Merrin ay", "Carried, 3 to 2")


LISTED = """Notes of the Parishes, Friday

For the clause: Lavin, Merrin, Orsa.

Against it: Tarsk, Gull."""


def test_a_vote_listed_by_name_stands_beside_the_roll_and_not_beside_another_list() -> None:
    rolls = (
        "Journal of the Parishes, Friday\n\nYeas. Lavin, Orsa--2. Nays. Merrin, Tarsk, Gull--3.\n\n"
        "On the clause Lavin being ay.--Tarsk.--no. Merrin ay. Orsa ay. Gull no."
    )
    cuts = [
        (Record.whole(name, text), units_of(text))
        for name, text in (("long", rolls), ("terse", LISTED))
    ]
    other_list = {(1, 1): 0.9}  # likeness of words finds it: both name the parishes
    found = lone_counterparts(cuts[0], cuts[1], other_list)
    assert (1, 1) not in found
    assert {column for _, column in found} == {1, 2}
    assert all("Yeas" not in rolls[cuts[0][1][row].start :][:4] for row, _ in found)


def test_how_one_voted_goes_with_the_vote() -> None:
    assert beside(FOUND, "Merrin ay", "Gull against it")


def test_the_only_turn_of_a_speaker_between_counterparts_stands_beside_his_only_turn() -> None:
    assert beside(FOUND, "how the farmers", "Mr. Alder against it")
    assert not beside(FOUND, "fear of it idle", "Mr. Alder against it")


def test_a_bare_verdict_goes_with_the_question_before_it() -> None:
    assert beside(FOUND, "moved that they be given oil", "Agreed to.")


def test_what_one_quotes_stands_beside_what_the_other_has_in_those_words() -> None:
    moved = "Mr. Merrow moved at length that wardens be appointed for three parishes at the charge"
    cuts = [
        (Record.whole(name, text), units_of(text))
        for name, text in (
            ("long", f"Journal\n\nIt rained.\n\n{moved} of the Treasury, and sat down."),
            ("terse", "Notes\n\nResolved, “That wardens be appointed for three parishes.”"),
        )
    ]
    assert lone_counterparts(cuts[0], cuts[1], {}).keys() == {(2, 1)}
    none = cuts[1][0].text.replace("three parishes", "each ferry and lighthouse and quay")
    other = (Record.whole("terse", none), units_of(none))
    assert lone_counterparts(cuts[0], other, {}) == {}


@pytest.mark.parametrize(
    ("opens", "speaks"),
    [("Mr. King said that", True), ("The King of Orsa heard that", False)],
)
def test_whoever_is_only_named_does_not_speak(*, opens: str, speaks: bool) -> None:
    cuts = [
        (Record.whole(name, text), units_of(text))
        for name, text in (
            ("long", f"Journal\n\n{opens} the power of the purse would be abused by the wardens."),
            ("terse", "Notes\n\nMr. King against it; the power of the purse, wardens abuse it."),
        )
    ]
    assert bool(lone_counterparts(cuts[0], cuts[1], {})) is speaks
