"""``recension check`` and ``recension rule``: what they print, and with which status they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from recension import cli, plugins
from tests.sarif_schema import fault

SOUND = "The delegation arrived in the evening and was received by the minister.\n"
AFTER = "He asked whether the treaty would be signed before the end of the month.\n"
THEN = "Nobody answered, and the conversation turned to the price of wheat.\n"
GARBLE = "T* 0.0065 Tc [(t h e )-12(q z x)] TJ ET BT /F1 1 Tf 9.96 0 0 9.96 72 Tm TJ T* xq zrtk\n"

NOTES = "\nIt rained.¹ It froze.² It thawed.³\n\n¹ In May.\n\n³ In June.\n"

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
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "a volume.txt"
    path.write_text(f"{SOUND}{AFTER}\n{GARBLE * 3}\n{THEN}", encoding="utf-8")
    return path


def test_each_remark_is_file_line_column_code_message(run: Run, damaged: Path) -> None:
    status, out, err = run("check", damaged)
    assert (status, err) == (0, "")
    places = re.findall(
        rf"^{re.escape(str(damaged))}:(\d+):(\d+) (R[A-Z]\d+) \S.* \([\d.]+ % sure\)$", out, re.M
    )
    assert ("4", "1", "RC101") in places
    assert [int(line) for line, _, _ in places] == sorted(int(line) for line, _, _ in places)
    assert "\x1b" not in out
    lines = out.splitlines()
    assert re.fullmatch(r".*: \d+ characters: \d+ sound, \d+ damaged \(\d+ %\)", lines[0])
    assert lines[1] == "  thousands of characters: 0 of 1 sound"
    assert re.search(r"found: .*garble \d+", out)
    assert re.search(r"worst: lines 4-\d", out)
    listed = [number for number, line in enumerate(lines) if " RC101 " in line]
    assert min(listed) > max(n for n, line in enumerate(lines) if line.startswith("  "))


def test_a_sound_text_has_no_remarks(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sound.txt"
    path.write_text(SOUND, encoding="utf-8")
    status, out, _ = run("check", path, "--fail-on", "note")
    assert status == 0
    assert out == f"{path}: 72 characters: 72 sound\n  thousands of characters: 1 of 1 sound\n"


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_fail_on(run: Run, damaged: Path, level: str) -> None:
    assert run("check", damaged, "--fail-on", level)[0] == 1


def test_fail_on_looks_only_at_what_is_reported(run: Run, damaged: Path) -> None:
    assert run("check", damaged, "--fail-on", "error", "--ignore", "RC,RS")[0] == 0


def test_select_and_ignore(run: Run, damaged: Path) -> None:
    codes = {
        "select": re.findall(r" (R[A-Z]\d+) ", run("check", damaged, "--select", "rc101")[1]),
        "ignore": re.findall(r" (R[A-Z]\d+) ", run("check", damaged, "--ignore", "RC101")[1]),
    }
    assert set(codes["select"]) == {"RC101"}
    assert "RC101" not in codes["ignore"]


def test_select_shows_readings_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dated.txt"
    path.write_text("The minister left Moscow on 27 May 1946 in the evening.\n", encoding="utf-8")
    assert ":1:29 RR201 " in run("check", path, "--select", "RR201")[1]
    assert "RR201" not in run("check", path)[1]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--select", "RZ"], "RZ"),
        (["--fail-on", "everything"], "everything"),
        (["--format", "xml"], "xml"),
        (["-o", "."], "folder"),
        (["-o", "none/there.html"], "none/there.html"),
    ],
)
def test_bad_arguments_are_one_line(
    run: Run, damaged: Path, arguments: list[str], word: str
) -> None:
    status, out, err = run("check", damaged, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert word in err


def test_severity_level_and_confidence(run: Run, damaged: Path) -> None:
    assert run("check", damaged, "--severity", "RC,RS=note", "--fail-on", "warning")[0] == 0
    assert run("check", damaged, "--severity", "RC=note,RC101=error", "--fail-on", "error")[0] == 2
    both = ("--severity", "RC=note", "--severity", "RC101=error", "--fail-on", "error")
    assert run("check", damaged, *both)[0] == 1
    assert " RC101 " in run("check", damaged, "--level", "error")[1]
    listed = run("check", damaged, "--severity", "RC101=note", "--level", "warning")[1]
    assert " RC101 " not in listed
    report = json.loads(run("check", damaged, "--confidence", "0.95", "--format", "json")[1])
    assert all(finding["confidence"] >= 0.95 for finding in report["findings"])


def test_limit_and_quiet(run: Run, damaged: Path) -> None:
    damaged.write_text(damaged.read_text("utf-8") + NOTES, encoding="utf-8")
    every = re.findall(r" (R[A-Z]\d+) ", run("check", damaged)[1])
    assert len(every) > 1
    out = run("check", damaged, "--limit", "1")[1]
    assert len(re.findall(r"^.*:\d+:\d+ R[A-Z]\d+ ", out, re.M)) == 1
    assert f"and {len(every) - 1} more" in out
    quiet = run("check", damaged, "--quiet", "--fail-on", "note")
    assert quiet[0] == 1
    assert not re.search(r":\d+:\d+ ", quiet[1])


def test_many_inputs_and_one_that_cannot_be_read(run: Run, damaged: Path) -> None:
    sound, gone = damaged.with_name("sound.txt"), damaged.with_name("gone.txt")
    sound.write_text(SOUND, encoding="utf-8")
    status, out, err = run("check", sound, gone, damaged, "--quiet")
    assert status == 2
    assert "gone.txt" in err
    assert err.count("\n") == 1
    assert f"in all 2 copies: {len(SOUND + damaged.read_text()):,} characters" in out
    assert re.search(rf"worst: {re.escape(str(damaged))}, \d+ % damaged", out)


def test_copies_are_read_one_at_a_time(run: Run, damaged: Path) -> None:
    """The first copy's report is out before the last one is read."""
    from recension.cli.condition_report import FORMATS, Choice, Run

    run_of_two = Run([str(damaged), str(damaged.with_name("x.txt"))], Choice(), None, None, False)
    for form in ("text", "json", "sarif"):
        pieces = FORMATS[form](run_of_two.begun(), None)
        assert next((piece for piece in pieces if "RC101" in piece), None)
        assert run_of_two.unusable == 0


def test_readers_that_give_the_report_nothing_do_not_read() -> None:
    from recension.cli.condition_report import Choice
    from recension.cli.condition_report.run import needed

    readers = plugins.readers(outside=False)
    codes = [reader.code for reader in needed(readers, Choice())]
    assert codes == [reader.code for reader in readers][: len(codes)]
    assert {"RC101", "RS202", "RS401"} <= set(codes)
    assert "RR501" not in codes
    assert "RR501" in [r.code for r in needed(readers, Choice(select=("RR501",)))]
    assert "RR501" in [r.code for r in needed(readers, Choice(severities={"RR501": "note"}))]


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colour_in_a_terminal_only(
    damaged: Path, monkeypatch: pytest.MonkeyPatch, no_colour: str, coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    terminal, process_end = os.openpty()
    command = [sys.executable, "-m", "recension", "check", str(damaged), "--limit", "1"]
    with subprocess.Popen(command, stdout=process_end, stderr=subprocess.DEVNULL) as process:
        os.close(process_end)
        shown = b""
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(terminal)
    assert process.returncode == 0
    assert b"RC101" in shown
    assert (b"\x1b[" in shown) is coloured


def test_json(run: Run, damaged: Path) -> None:
    report = json.loads(run("check", damaged, "--format", "json")[1])
    text = damaged.read_text(encoding="utf-8")
    (summary,) = report["summary"]
    assert summary["length"] == len(text) == summary["sound"] + summary["damaged"]
    assert report["findings"]
    for finding in report["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["words"]


def test_sarif(run: Run, damaged: Path) -> None:
    log = json.loads(run("check", damaged, "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    assert fault(log) is None
    (single,) = log["runs"]
    rules = single["tool"]["driver"]["rules"]
    known = {reader.code for reader in plugins.readers()}
    assert single["columnKind"] == "unicodeCodePoints"
    assert single["results"]
    for rule in rules:
        assert rule["id"] in known
        assert rule["help"]["markdown"].count("## ") == 4
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in single["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("a%20volume.txt")
        region = place["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert region["startColumn"] >= 1
        assert region["endColumn"] >= 1


def test_sarif_beside_a_baseline(run: Run, damaged: Path) -> None:
    file = damaged.with_name("known.json")
    damaged.write_text(damaged.read_text("utf-8") + NOTES, encoding="utf-8")
    run("check", damaged, "--baseline", file, "--write-baseline", "--select", "RC101")
    log = json.loads(run("check", damaged, "--baseline", file, "--format", "sarif")[1])
    states = {result["ruleId"]: result["baselineState"] for result in log["runs"][0]["results"]}
    assert states.pop("RC101") == "unchanged"
    assert set(states.values()) == {"new"}
    damaged.write_text(SOUND, encoding="utf-8")
    log = json.loads(run("check", damaged, "--baseline", file, "--format", "sarif")[1])
    assert [result["baselineState"] for result in log["runs"][0]["results"]] == ["absent"]
    assert fault(log) is None


def test_the_schema_of_sarif_refuses_what_is_wrong(run: Run, damaged: Path) -> None:
    log = json.loads(run("check", damaged, "--format", "sarif")[1])
    log["runs"][0]["results"][0]["region"] = {}
    assert fault(log) is not None


class Words(HTMLParser):
    """Gathers the words of a report's text, and what the page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words, self.loads, self.ids, self.links = 0, "", [""], {""}, {""}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("class") == "text" or (self.depth and tag == "div"):
            self.depth += 1
        self.ids.add(given.get("id") or "")
        if tag == "a" and given.get("href"):
            self.links.add(str(given["href"]).removeprefix("#"))
        if tag in ("script", "link", "img", "iframe") or any(name[:2] == "on" for name in given):
            self.loads.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag == "div":
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.words += data if self.depth else ""


def test_html_shows_the_text_whole_and_runs_nothing(run: Run, tmp_path: Path) -> None:
    path, page = tmp_path / "<b>.txt", tmp_path / "report.html"
    text = SOUND + "<script>alert(1)</script> & so on</div>\n\n" + GARBLE * 3 + "\n" + SOUND
    path.write_text(text, encoding="utf-8")
    assert run("check", path, "--format", "html", "-o", page)[:2] == (0, "")
    words = Words()
    words.feed(page.read_text(encoding="utf-8"))
    assert words.words == text
    assert words.loads == [""]
    assert words.links <= words.ids
    assert len(words.links) > 1


def test_html_of_a_long_text_shows_its_bad_places_only(run: Run, tmp_path: Path) -> None:
    path, page = tmp_path / "long.txt", tmp_path / "report.html"
    sentences = [
        f"In the year {n} the delegation of town {n} came and left.\n\n" for n in range(9000)
    ]
    sentences[4000] = GARBLE * 3 + "\n"
    path.write_text("".join(sentences), encoding="utf-8")
    assert path.stat().st_size > 250_000
    assert run("check", path, "--format", "html", "-o", page)[0] == 0
    said = page.read_text(encoding="utf-8")
    assert page.stat().st_size < 400_000
    assert "town 3999 " in said
    assert "town 4001 " in said
    assert "not shown" in said
    words = Words()
    words.feed(said)
    assert words.loads == [""]
    assert words.links <= words.ids


def test_html_keeps_to_the_limit_for_each_copy(run: Run, tmp_path: Path) -> None:
    page, paths = tmp_path / "report.html", [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(f"{SOUND}\n{GARBLE * 3}\n{THEN}{NOTES}", encoding="utf-8")
    for limit in (0, 1):
        run("check", *paths, "--format", "html", "--limit", str(limit), "-o", page)
        said = page.read_text(encoding="utf-8")
        assert said.count('<li id="l') == 3 * limit
        assert said.count("The page shows") == 3


def test_html_of_many_copies_has_a_table_of_them(run: Run, tmp_path: Path) -> None:
    page, paths = tmp_path / "report.html", [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(f"{SOUND}\n{GARBLE * 3}\n{THEN}", encoding="utf-8")
    assert run("check", *paths, "--format", "html", "-o", page)[0] == 0
    words = Words()
    words.feed(page.read_text(encoding="utf-8"))
    assert {"c1", "c2", "c3"} <= words.links <= words.ids


def test_control_characters_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "escapes\x1b[31m.txt"
    path.write_text(SOUND + "\n" + GARBLE.replace("TJ", "\x1b]0;own\x07") * 3, encoding="utf-8")
    out = run("check", path)[1]
    assert "\x1b" not in out
    assert "\x07" not in out


def test_rule_lists_and_explains(run: Run) -> None:
    status, listed, _ = run("rule")
    assert status == 0
    for reader in plugins.readers():
        assert reader.code in listed
        explained = run("rule", reader.code.lower())[1]
        assert explained.startswith(f"{reader.code} {reader.name}\n")
        assert "When unsure" in explained


def test_an_unknown_rule_is_one_line(run: Run) -> None:
    status, out, err = run("rule", "RC999")
    assert (status, out) == (2, "")
    assert "RC999" in err


def test_a_lost_note_is_said_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("It rained.¹ It froze.² It thawed.³\n\n¹ In May.\n\n³ In June.\n", "utf-8")
    _, out, _ = run("check", path)
    assert re.findall(r"(RS20\d) (.*) \(", out) == [("RS202", "note 2 is missing in this copy")]
    _, by_call, _ = run("check", path, "--ignore", "RS202")
    assert re.findall(r"(RS20\d) (.*) \(", by_call) == [
        ("RS201", "the call for note 2 has no note in this copy")
    ]


LEAK = "T* 0.0065 Tc [(t h e )-12(q z x)] TJ ET BT /F1 1 Tf 9.96 0 0 9.96 72 Tm TJ T* xq zrtk\n\n"


def test_what_neighbouring_lines_say_alike_is_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leaks.txt"
    path.write_text(SOUND + "\n" + f"{LEAK}{THEN}\n" * 4, encoding="utf-8")
    every = re.findall(rf"^{re.escape(str(path))}:(\d+):", run("check", path, "--all")[1], re.M)
    assert len(every) == len(json.loads(run("check", path, "--format", "json")[1])["findings"]) > 3
    out = run("check", path)[1]
    (line,) = [line for line in out.splitlines() if " RC101 " in line]
    assert f":{every[0]}:1 RC101 not language" in line
    assert re.search(rf"; so {len(every)} times, lines {every[0]}-{every[-1]}, \d+ char", line)
    assert f"{len(every)} findings in 1 line; --all has a line for each" in out
    assert "--all" not in run("check", path, "--all")[1]


def test_what_is_far_apart_or_said_otherwise_keeps_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leaks.txt"
    far = (THEN + "\n") * 15
    path.write_text(SOUND + "\n" + f"{LEAK}{far}" * 4, encoding="utf-8")
    out = run("check", path, "--select", "RC101")[1]
    assert len(re.findall(r" RC101 ", out)) == 4
    assert " so " not in out


def test_limit_counts_lines_and_says_what_is_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leaks.txt"
    path.write_text(f"{LEAK}{THEN}\n" * 4 + THEN * 30 + LEAK, encoding="utf-8")
    out = run("check", path, "--limit", "1", "--select", "RC101")[1]
    assert len(re.findall(r":\d+:\d+ RC101 ", out)) == 1
    assert "so 4 times" in out
    assert "and 1 more" in out
