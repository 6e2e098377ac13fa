"""What one record has lost draws nothing of the other to a passage beside the loss."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from recension.collation.alignment import align
from recension.collation.lacuna import Lacunae, lacunae_of
from recension.collation.order import walk_both_ways
from recension.collation.record import Record
from recension.collation.segmentation import units_of
from recension.collation.weights import weights
from recension.model.span import Span

WHOLE = """Mr. Varga said that the harvest on the Tesna had failed and that grain must be bought.

Mr. Orlo asked what the pilots' school at Brenna would cost in the coming year.

Mr. Varga said that eleven instructors had been promised, and that no more could be sent.

Mr. Orlo said that the tolls on the lower river would be lifted before the winter."""
LOSS = "Mr. Orlo asked what the pil"
DAMAGED = f"""Varga: the grain harvest of the Tesna failed; we must buy.

{LOSS}

Orlo: tolls on the lower river lifted before winter."""


def test_places_are_counted_in_units_that_begin_before_the_damage() -> None:
    text = "One is here.\n\nTwo is there.\n\nThree is nowhere."
    units = units_of(text)
    at = units[1].end
    record = Record.whole("a", text, (Span(at, at), Span(at, at + 1), Span(0, 8)))
    assert lacunae_of(record, units, least=5) == (0, 2)


@pytest.mark.parametrize(
    ("rows", "columns"), [((), ()), ((0,), (3,)), ((1, 3), ()), ((2,), (0, 1))]
)
def test_what_was_opened_closes_again(rows: tuple[int, ...], columns: tuple[int, ...]) -> None:
    odds = np.arange(1.0, 10.0).reshape(3, 3)
    lost = Lacunae(rows, columns)
    wide = lost.opened(odds)
    assert wide.shape == (3 + 3 * len(rows), 3 + 3 * len(columns))
    assert (lost.closed(wide) == odds).all()


def test_a_record_without_damage_is_opened_nowhere() -> None:
    odds = np.ones((2, 4))
    assert Lacunae().opened(odds).shape == odds.shape


def test_a_row_that_answers_to_nothing_more_likely_answers_to_what_is_lost() -> None:
    odds = np.array([[40, 0.1, 0.1], [0.1, 2.0, 0.1], [0.1, 0.1, 40.0]])
    gait = weights().gait
    without = walk_both_ways(odds, gait)
    lost = Lacunae((), (1,))
    beside = lost.closed(walk_both_ways(lost.opened(odds), gait))
    assert beside[1, 1] < without[1, 1] - 0.1
    assert min(beside[0, 0], beside[2, 2]) > 0.8


def test_what_stands_where_the_other_is_lost_is_said_to_stand_at_a_gap() -> None:
    at = DAMAGED.index(LOSS) + len(LOSS)
    whole = Record.whole("whole", WHOLE)
    hurt = dataclasses.replace(Record.whole("hurt", DAMAGED), damage=(Span(at, at),))
    found = align([whole, hurt], known=True)
    lone = [
        o for o in found.only if o.document == "whole" and "instructors" in WHOLE[o.start : o.end]
    ]
    assert [only.silence for only in lone] == ["gap"]
