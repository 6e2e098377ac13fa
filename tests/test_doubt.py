"""What stands alone, and may stand in another record in other words."""

from __future__ import annotations

import pytest

from recension.collation.alignment import align
from recension.collation.doubt import DOUBTFUL, Doubt, Doubts, alone
from recension.collation.record import Record
from recension.collation.segmentation import units_of
from recension.collation.silence import silences
from recension.model.values import Group, Passage

UNIT, LONGER = (0, 4), (0, 5)


def doubts(*chances: float) -> Doubts:
    """About two units of the first record; each may stand somewhere in the second."""
    return Doubts(
        Doubt(unit, (1, 7 + n), chance)
        for n, (unit, chance) in enumerate(zip((UNIT, LONGER), chances, strict=True))
    )


def test_the_likelier_a_counterpart_the_less_sure_is_the_silence() -> None:
    sure = [alone(chance / 10) for chance in range(11)]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.8
    assert 0.5 < alone(DOUBTFUL) < 0.7
    assert sure[10] < 0.1


def test_a_passage_is_doubted_by_the_mean_of_its_units_and_points_to_the_likeliest() -> None:
    both = {UNIT: 30, LONGER: 270}
    found = doubts(0.2, 0.4).about(both, 1)
    assert found is not None
    assert (found.place, round(found.chance, 2)) == ((1, 8), 0.38)
    less = doubts(0.9, 0.1).about(both, 1)
    assert less is not None
    assert (less.place, round(less.chance, 2)) == ((1, 7), 0.18)


def test_nothing_is_known_of_a_third_record() -> None:
    assert doubts(0.9, 0.9).about({UNIT: 30}, 2) is None


def test_of_two_windows_the_surer_one_counts() -> None:
    seen_twice = Doubts([Doubt(UNIT, (1, 2), 0.6), Doubt(UNIT, (1, 9), 0.3)])
    found = seen_twice.about({UNIT: 30}, 1)
    assert found is not None
    assert found.place == (1, 2)


FIRST = """Memorandum on the ferries of Orsa

Mr. Halm opened the talks and proposed to limit the ferries on the lower river to forty boats.

Mr. Dorin wished to know if the port authority was to be done away with altogether.

Mr. Petrak offered nine thousand tons of salt, to be delivered before the winter."""
SECOND = """Record on the ferries of Orsa

Mr. Halm wants the ferries on the lower river limited to forty boats in a year.

Supper was served late to all.

A question was put: would the harbour office be abolished?

Nobody answered.

Mr. Petrak offers nine thousand tons of salt, delivered before the winter."""


def test_a_line_amid_counterparts_is_not_called_omitted_and_points_to_the_likeliest_row() -> None:
    found = align([Record.whole("one", FIRST), Record.whole("two", SECOND)])
    lone = [o for o in found.only if "Supper" in SECOND[o.start : o.end] and o.document == "two"]
    assert [o.silence for o in lone] == ["unsure"]
    (place,) = lone[0].perhaps
    assert "done away" in FIRST[place.start : place.end]
    (row,) = [g.id for g in found.groups if place.start in {p.start for p in g.passages}]
    assert lone[0].because == (
        f"perhaps in other words in one, row {row}: “Mr. Dorin wished to know if the port "
        "authority was to be …”",
    )


def test_what_a_record_passes_over_at_length_is_omitted_and_points_nowhere() -> None:
    matters = ("orchards", "prisons", "schools", "cavalry", "archives", "bridges", "lanterns")
    passed_over = "\n\n".join(
        f"Mr. Velmar spoke for an hour on the {matter} of the upper district, to no purpose."
        for matter in matters
    )
    first = FIRST.replace("\n\nMr. Petrak", f"\n\n{passed_over}\n\nMr. Petrak")
    found = align([Record.whole("one", first), Record.whole("two", SECOND)])
    lone = [o for o in found.only if "Velmar" in first[o.start : o.end] and o.document == "one"]
    assert lone
    assert {(o.silence, o.perhaps, o.because) for o in lone} == {("omitted", (), ())}
    assert all(o.confidence is not None and o.confidence > 0.6 for o in lone)


@pytest.mark.parametrize(
    ("line", "chance", "silence"),
    [
        ("It rained.", DOUBTFUL + 0.01, "unsure"),
        ("It rained.", DOUBTFUL - 0.01, "omitted"),
        ("***", DOUBTFUL + 0.01, "omitted"),
    ],
)
def test_a_silence_is_unsure_from_a_quarter_on_and_stars_have_no_other_words(
    *, line: str, chance: float, silence: str
) -> None:
    same = "The port of Kirna was visited."
    texts = {"one": f"Notes\n\n{same}\n\nTea was served.", "two": f"Minutes\n\n{same}\n\n{line}"}
    records = [Record.whole(name, text) for name, text in texts.items()]
    cuts = [(record, units_of(record.text)) for record in records]
    passages = tuple(Passage(n, t.index(same), t.index(same) + 30) for n, t in texts.items())
    joined = (Group("g1", "agrees", 0.9, passages),)
    found = silences(cuts, joined, Doubts([Doubt((1, 2), (0, 2), chance)]))
    (only,) = [o for o in found if o.document == "two" and o.start > 20]
    assert only.silence == silence
    assert only.confidence == round(alone(chance), 2)
    assert bool(only.perhaps) is bool(only.because) is (silence == "unsure")
