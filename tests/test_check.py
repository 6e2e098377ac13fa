"""``recension check`` and ``recension rule``: what they print, and with which status they end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from recension import cli, plugins

SOUND = "The delegation arrived in the evening and was received by the minister.\n"
AFTER = "He asked whether the treaty would be signed before the end of the month.\n"
THEN = "Nobody answered, and the conversation turned to the price of wheat.\n"
GARBLE = "T* 0.0065 Tc [(t h e )-12(q z x)] TJ ET BT /F1 1 Tf 9.96 0 0 9.96 72 Tm TJ T* xq zrtk\n"

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
