"""What terse minutes have: found by place, speaker and vote where words do not suffice."""

from __future__ import annotations

import pytest

from recension.collation.alignment import align
from recension.collation.lone_counterparts import lone_counterparts
from recension.collation.record import Record
from recension.collation.segmentation import Unit, units_of
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


MOTION = "Mr. Benn moved that the wardens hold office for four years."
DEBATE = """Mr. Alder feared that a bad warden would then sit too long.

Mr. Corvin thought a short term would frighten good men away."""
ROLL = "Lavin ay. Tarsk ay. Merrin no. Orsa ay."
RESOLVE = "“The wardens to hold office for four years.” Agreed to."


def cut_of(name: str, *paragraphs: str) -> tuple[Record, list[Unit]]:
    """A record of some paragraphs under a head."""
    text = "\n\n".join(("Minutes of the Parishes", *paragraphs))
    return Record.whole(name, text), units_of(text)


def places(cut: tuple[Record, list[Unit]], words: str) -> list[int]:
    """The units that have some of the words."""
    return [n for n, u in enumerate(cut[1]) if words in cut[0].text[u.start : u.end]]


@pytest.mark.parametrize(
    ("question", "decided"),
    [
        (f"On the question for four years, {ROLL}", True),
        (f"On the question for four years,\n\n{ROLL}", True),
        (f"On the question for the salary of the clerk, {ROLL}", False),
        ("On the question for four years, Lavin no. Tarsk no. Merrin no. Orsa ay.", False),
    ],
)
def test_a_vote_after_the_debate_stands_beside_the_verdict_that_the_other_has_at_once(
    *, question: str, decided: bool
) -> None:
    long, terse = cut_of("long", MOTION, DEBATE, question), cut_of("terse", RESOLVE)
    (moved,), (resolved,) = places(long, "Benn moved"), places(terse, "hold office")
    found = lone_counterparts(long, terse, {(moved, resolved): 0.9})
    (vote, *_), (verdict,) = places(long, "On the question"), places(terse, "Agreed to")
    assert ((vote, verdict) in found) is decided
    assert ((places(long, "Orsa")[-1], verdict) in found) is decided
    assert not {row for row, _ in found} & {*places(long, "Alder"), *places(long, "Corvin")}


def test_of_two_votes_the_one_on_the_matter_is_taken_and_the_number_of_a_resolve_is_no_matter() -> (
    None
):
    others = f"On the question for the removal of the wardens, {ROLL}"
    resolved = "The 4th resolve, “That a warden be instituted for each parish.” Agreed to."
    long = cut_of("long", "Resolution 4. that a warden be instituted.", MOTION, DEBATE, others,
                  f"On the question for four years, {ROLL}")  # fmt: skip
    terse = cut_of("terse", resolved, RESOLVE)
    motion = {
        (places(long, "Resolution 4")[0], places(terse, "instituted")[0]): 0.9,
        (places(long, "Benn moved")[0], places(terse, "hold office")[0]): 0.9,
    }
    found = lone_counterparts(long, terse, motion)
    first, second = places(terse, "Agreed to")
    assert (places(long, "for four years, Lavin")[0], second) in found
    assert not {(row, first) for row in places(long, "On the question")} & found.keys()
    assert not {row for row, _ in found} & set(places(long, "removal"))


def test_a_verdict_is_taken_from_what_was_said_after_the_vote() -> None:
    late = "Mr. Drey said that four years would seem long to a prisoner."
    long = cut_of("long", MOTION, DEBATE, f"On the question for four years, {ROLL}", late)
    terse = cut_of("terse", "The wardens to hold office for four years, was opposed.",
                   "This question was carried; but the rest put off.")  # fmt: skip
    (moved,), (resolved,) = places(long, "Benn moved"), places(terse, "hold office")
    (after,), (verdict,) = places(long, "prisoner"), places(terse, "This question")
    found = lone_counterparts(long, terse, {(moved, resolved): 0.9, (after, verdict): 0.5})
    assert (after, verdict) not in found
    assert (places(long, "On the question")[0], verdict) in found


@pytest.mark.parametrize(
    ("votes", "joined"),
    [(1, True), (2, False)],
)
def test_the_only_question_between_two_counterparts_is_one(*, votes: int, joined: bool) -> None:
    struck = "On the question for striking out the clause so as to give the wardens a full veto, "
    rolls = [f"{struck}Lavin no. Tarsk no. Merrin no. Orsa no."] * votes
    ends = ("It rained.", "The petition was read.")
    long = cut_of("long", ends[0], DEBATE, *rolls, ends[1])
    terse = cut_of("terse", ends[0],
                   "On this question was put and carried against expunging, so as to establish a "
                   "veto.", ends[1])  # fmt: skip
    known = {(places(long, e)[0], places(terse, e)[0]): 0.9 for e in ends}
    found = lone_counterparts(long, terse, known)
    (put,) = places(terse, "expunging")
    assert any(column == put for _, column in found) is joined


SORRY = """Dr. Drey said he was sorry to differ from his friend the mover of the clause. \
He had seen it under the old wardens. The veto of the warden was always sold for money."""
TERSE_TURN = "Dr. Drey against the motion. The veto would be abused, so as to get money."


@pytest.mark.parametrize(
    ("opening", "joined"),
    [
        ("Dr. Drey against the motion.", True),
        ("Mr. Alder against the motion.", False),
        ("Dr. Drey read a letter of the lamplighters on oil, wicks and shelter.", False),
    ],
)
def test_a_terse_opening_goes_with_the_turn_that_stands_side_by_side(
    *, opening: str, joined: bool
) -> None:
    long = cut_of("long", SORRY)
    terse = cut_of("terse", TERSE_TURN.replace("Dr. Drey against the motion.", opening))
    known = {(places(long, "sold for money")[0], places(terse, "abused")[0]): 0.9}
    found = lone_counterparts(long, terse, known)
    (begins,), (opens,) = places(long, "sorry to differ"), places(terse, opening[:20])
    assert ((begins, opens) in found) is joined


def test_a_name_alone_before_a_speech_stands_beside_no_other_words() -> None:
    second = "Senator Drey.\nThe wardens of Orsa were in want of a lighthouse and of oil."
    long, terse = cut_of("long", SORRY, second), cut_of("terse", TERSE_TURN)
    (named,), (opens,) = places(long, "Senator Drey"), places(terse, "against the motion")
    matter = (places(long, "sold for money")[0], places(terse, "abused")[0])
    found = lone_counterparts(long, terse, {(named, opens): 0.5, matter: 0.9})
    assert (named, opens) not in found
    assert (places(long, "sorry to differ")[0], opens) in found
