"""The baseline: known damage passes, also where the text around it has moved; new damage fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension import cli
from recension.cli.condition_report.baseline import (
    baseline_text,
    compared,
    known,
    read_baseline,
)
from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import Damage, Value

SOUND = "The delegation arrived in the evening and was received by the minister.\n\n"
LATER = "He asked whether the treaty would be signed before the end of the month.\n\n"
LAST = "Nobody answered, and the conversation turned to the price of wheat.\n\n"
SIGNED = "The minutes were signed by both sides on the following morning.\n\n"
GARBLE = "T* 0.0065 Tc [(t h e )-12(q z x)] TJ ET BT /F1 1 Tf 9.96 0 0 9.96 72 Tm TJ T* xq zrtk\n\n"
OTHER = "BT /F2 1 Tf 8 0 0 8 54 Tm [(w)-3(r)11(tq)] TJ 0 -1.2 TD Tj ET qzrk )43( mKlad )TJ\n\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    path = tmp_path / "volume.txt"
    path.write_text(SOUND + LATER + GARBLE + LAST, encoding="utf-8")
    return path


def test_a_known_state_passes_and_new_damage_fails(run: Run, volume: Path) -> None:
    file = volume.with_name("known.json")
    status, out, _ = run("check", volume, "--baseline", file, "--write-baseline")
    assert status == 0
    assert " RC101 " in out
    status, out, _ = run("check", volume, "--baseline", file)
    assert status == 0
    assert " RC101 " not in out
    assert "beside the baseline: 0 new, " in out
    volume.write_text(SOUND + LATER + GARBLE + LAST + OTHER + SIGNED, encoding="utf-8")
    status, out, _ = run("check", volume, "--baseline", file)
    assert status == 1
    assert f"{volume}:9:" in out
    assert f"{volume}:5:" not in out


def test_damage_that_moved_is_known(run: Run, volume: Path) -> None:
    file = volume.with_name("known.json")
    run("check", volume, "--baseline", file, "--write-baseline")
    volume.write_text(
        "A new preface of two lines,\nput in later.\n\n" + SOUND + LATER + GARBLE + LAST
    )
    assert run("check", volume, "--baseline", file)[0] == 0


def test_what_is_gone_is_said(run: Run, volume: Path) -> None:
    file = volume.with_name("known.json")
    run("check", volume, "--baseline", file, "--write-baseline")
    volume.write_text(SOUND + LATER + LAST, encoding="utf-8")
    status, out, _ = run("check", volume, "--baseline", file)
    assert status == 0
    assert "gone: RC101 “T* 0.0065" in out
    report = json.loads(run("check", volume, "--baseline", file, "--format", "json")[1])
    assert report["summary"][0]["baseline"]["gone"][0]["rule"] == "RC101"


def test_fail_on_looks_only_at_what_is_new(run: Run, volume: Path) -> None:
    file = volume.with_name("known.json")
    run("check", volume, "--baseline", file, "--write-baseline")
    volume.write_text(SOUND + LATER + GARBLE + LAST + OTHER + SIGNED, encoding="utf-8")
    ignoring = ("--ignore", "RC101,RC103,RC104")
    assert run("check", volume, "--baseline", file, "--fail-on", "error", *ignoring)[0] == 0


def test_writing_keeps_the_sources_that_were_no_inputs(run: Run, volume: Path) -> None:
    file, second = volume.with_name("known.json"), volume.with_name("second.txt")
    second.write_text(SOUND + OTHER + LAST, encoding="utf-8")
    run("check", volume, "--baseline", file, "--write-baseline")
    run("check", second, "--baseline", file, "--write-baseline")
    assert set(read_baseline(file)) == {"volume.txt", "second.txt"}


@pytest.mark.parametrize(
    "said", ["", "{", "[]", '{"schema": "x"}', '{"schema": "recension.baseline/1", "sources": [3]}']
)
def test_a_file_that_is_no_baseline_is_one_line(run: Run, volume: Path, said: str) -> None:
    file = volume.with_name("known.json")
    file.write_text(said)
    status, out, err = run("check", volume, "--baseline", file)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "known.json" in err


def test_a_missing_baseline_is_one_line(run: Run, volume: Path) -> None:
    status, out, err = run("check", volume, "--baseline", volume.with_name("none.json"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--write-baseline" in err


def test_write_baseline_needs_a_place(run: Run, volume: Path) -> None:
    status, _, err = run("check", volume, "--write-baseline")
    assert (status, err.count("\n")) == (2, 1)


def _found(text: str, *words: str) -> list[Finding[Value]]:
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    return [Finding("RC101", span, Damage("garble", "x")) for span in spans]


def test_an_edit_on_one_side_of_a_finding_keeps_it_known() -> None:
    before = "one two three four zzqx five six seven eight"
    after = "one two THREE four zzqx five six seven eight"
    rows = [known(before, finding) for finding in _found(before, "zzqx")]
    comparison, new = compared(after, _found(after, "zzqx"), rows)
    assert (comparison.new, comparison.known, comparison.gone, new) == (0, 1, (), [False])


def test_a_break_between_other_words_is_new() -> None:
    text, other = "the treaty of 1947 was for this", "nobody came on that day, he said"
    point: Finding[Value] = Finding("RC104", Span(10, 10), Damage("break", "x"))
    rows = [known(text, point)]
    comparison, _ = compared(other, [Finding("RC104", Span(6, 6), Damage("break", "x"))], rows)
    assert (comparison.new, len(comparison.gone)) == (1, 1)


def test_the_same_damage_twice_is_not_known_by_one() -> None:
    text = "a b c d zzqx a b c d"
    (finding,) = _found(text, "zzqx")
    comparison, _ = compared(text, [finding, finding], [known(text, finding)])
    assert (comparison.new, comparison.known) == (1, 1)


_TEXT = st.text(alphabet="ab z\n\ud800é\u0301", max_size=60)


@given(_TEXT, _TEXT, _TEXT, _TEXT)
def test_a_text_moved_as_a_whole_has_nothing_new(
    before: str, words: str, after: str, put_in: str
) -> None:
    text = f"q w e r {before} {words} {after} t y u i"
    at = len(f"q w e r {before} ")
    finding: Finding[Value] = Finding("RC101", Span(at, at + len(words)), Damage("garble", "x"))
    moved = len(put_in) + 1
    later: Finding[Value] = replace(finding, span=Span(at + moved, at + moved + len(words)))
    comparison, _ = compared(f"{put_in} {text}", [later], [known(text, finding)])
    assert (comparison.new, comparison.gone) == (0, ())


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 3), max_size=3))
def test_a_baseline_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, sources: dict[str, int]
) -> None:
    (finding,) = _found("a zzqx b", "zzqx")
    written = {name: [known("a zzqx b", finding)] * count for name, count in sources.items()}
    path = tmp_path_factory.mktemp("known") / "known.json"
    path.write_text(baseline_text(written), encoding="utf-8")
    assert read_baseline(path) == written
