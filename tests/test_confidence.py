"""Confidence: what is said is what was measured, and nothing is said beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

import pytest
from benchmarks.calibration import (
    FEWEST,
    HIGHEST,
    Judge,
    Judged,
    brier,
    calibration_error,
    ceiling,
    cross_validated,
    curve,
    curves,
    report,
    toml,
)
from hypothesis import given
from hypothesis import strategies as st

from recension import confidence, journey, plugins
from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Note, Sound, Value
from recension.vocabularies.confidence import Curve, reliability

_ROWS = st.lists(
    st.builds(
        Judged,
        st.just(("RC101", "garble")),
        st.sampled_from((0.3, 0.6, 0.8, 0.9, 0.95, 0.99)),
        st.booleans(),
        st.sampled_from(("one", "two", "three")),
        st.just(0.04),
    ),
    max_size=200,
)


def rows(said: float, right: int, wrong: int, volume: str = "one") -> list[Judged]:
    """Findings said at one confidence."""
    key = ("RC101", "garble")
    return [Judged(key, said, number < right, volume, 0.04) for number in range(right + wrong)]


@pytest.mark.parametrize("key", reliability())
def test_a_curve_that_is_shipped_rises_and_stays_below_certainty(key: tuple[str, str]) -> None:
    drawn = reliability()[key]
    assert key[0] in {reader.code for reader in plugins.readers(outside=False)}
    assert drawn.findings >= FEWEST
    assert drawn.right <= drawn.findings
    assert all(0 <= share <= HIGHEST for _, share in drawn.knots)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(drawn.knots))


def test_between_knots_runs_a_straight_line() -> None:
    drawn = Curve(((0.5, 0.2), (0.9, 0.6)), 100, 50)
    assert [drawn.at(raw) for raw in (0.0, 0.5, 0.7, 0.9, 1.0)] == [0.2, 0.2, 0.4, 0.6, 0.6]


@given(_ROWS)
def test_a_fitted_curve_rises_and_says_no_more_than_its_findings_show(said: list[Judged]) -> None:
    drawn = curve(said)
    if drawn is None:
        assert len(said) < FEWEST
        return
    assert len(said) >= FEWEST
    points = [drawn.at(raw / 100) for raw in range(101)]
    assert points == sorted(points)
    assert max(points) <= min(HIGHEST, (len(said) + 1) / (len(said) + 2))
    assert len(drawn.knots) <= 6


def test_thirty_right_ones_are_not_certain() -> None:
    drawn = curve(rows(0.9, 30, 0))
    assert drawn is not None
    assert drawn.at(0.9) == round(31 / 32, 3)


def test_falling_neighbours_are_pooled() -> None:
    drawn = curve(rows(0.6, 90, 10) + rows(0.9, 10, 90))
    assert drawn is not None
    assert drawn.knots == ((0.75, 0.5),)


def test_a_rule_that_says_too_much_is_brought_down() -> None:
    said = [row for v in ("one", "two", "three") for row in rows(0.95, 50, 50, v)]
    (drawn,) = curves(said).values()
    assert drawn.at(0.95) == pytest.approx(0.5, abs=0.01)
    after = cross_validated(said)
    assert calibration_error(after) < 0.02 < calibration_error([(r.said, r.right) for r in said])


def test_a_curve_that_does_not_hold_elsewhere_is_refused() -> None:
    """What one volume shows is the reverse of what the other shows."""
    said = rows(0.5, 100, 0, "one") + rows(0.5, 0, 100, "two")
    (drawn,) = curves(said).values()
    assert drawn.at(0.4) == 0.4
    assert drawn.at(0.99) == ceiling(Curve((), 200, 100)).at(1.0) < 0.6


def test_brier_and_error_of_a_perfect_and_of_a_sure_and_wrong_rule() -> None:
    assert brier([(1.0, True), (0.0, False)]) == calibration_error([(1.0, True)]) == 0
    assert brier([(1.0, False)]) == calibration_error([(1.0, False)]) == 1


def test_the_tables_and_the_file_name_each_rule() -> None:
    said = [row for v in ("one", "two") for row in rows(0.95, 50, 50, v)]
    assert "| RC101 | garble | 200 | 0.500 | 0.950 |" in report(said)
    assert 'code = "RC101"' in toml(curves(said), ["one", "two"])


TEXT = "A first paragraph, sound.\n\nxq zzrt TJ and so forth.\n\nA third one- \n1 A note."


def judge() -> Judge:
    """Of a text with one garbled span, one break, one document and one note."""
    return Judge(
        SourceText("t", TEXT, ""),
        {
            "damage": [
                {"start": 27, "end": 37, "kind": "garble"},
                {"start": 64, "end": 64, "kind": "break"},
            ],
            "documents": [{"start": 0, "end": 76}],
            "notes": [{"start": 67, "end": 76, "anchors": [{"start": 50, "end": 51}]}],
        },
    )


@pytest.mark.parametrize(
    ("value", "start", "end", "right"),
    [
        (Damage("garble", "x"), 27, 40, True),
        (Damage("garble", "x"), 27, 70, False),
        (Damage("break", "x"), 30, 30, True),
        (Damage("break", "x"), 0, 0, False),
        (Damage("missing-notes", "x"), 0, 5, None),
        (Damage("misread", "x"), 0, 5, None),
        (Document("letter"), 0, 70, True),
        (Document("letter"), 27, 76, False),
        (Document("letter", parent="Document:0-76"), 27, 76, None),
        (Note("1", Span(67, 76), (Span(50, 51),)), 67, 76, True),
        (Note("1", Span(67, 76), (Span(10, 11),)), 67, 76, False),
        (Note("1", Span(67, 76), (), "no-call"), 67, 76, False),
        (Note("1", None, (Span(50, 51),), "no-body"), 50, 51, None),
        (Sound("reference"), 0, 5, None),
    ],
)
def test_judging_a_finding(value: Value, start: int, end: int, right: bool | None) -> None:
    assert judge()(Finding("RX001", Span(start, end), value)) is right


class Sure:
    """A rule for this test: sure of the first character."""

    code: ClassVar[str] = "RX001"
    name: ClassVar[str] = "sure"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "note"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """One finding, said at 0.9."""
        yield Finding(self.code, Span(0, 1), Damage("garble", "x"), 0.9)
        yield Finding(self.code, Span(0, 1), Sound("table"), 0.9)


def test_what_was_measured_leaves_the_journey(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = {("RX001", "garble"): Curve(((0.9, 0.4),), 100, 40)}
    monkeypatch.setattr(confidence, "reliability", lambda: drawn)
    source = SourceText("t", "text", "")
    said = journey.read(source, [Sure()])
    assert [f.confidence for f in said.of(Damage)] == [0.4]
    assert [f.confidence for f in said.of(Sound)] == [0.9], "not measured: its author's estimate"
    raw = journey.read(source, [Sure()], measured=False)
    assert [f.confidence for f in raw.of(Damage)] == [0.9]
