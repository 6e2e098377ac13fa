"""``recension build``: one line for every failure, nothing left behind, a summary at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import recension
from recension.cli.build import build, summary
from recension.edition.decisions_applied import DecisionWarning
from recension.edition.folder import put
from recension.model.edition import Edition, Entry, Source
from recension.model.errors import DecisionsError
from recension.model.source_text import Encoding, SourceText
from recension.model.span import Span
from recension.model.values import Damage, Document, Note

TEXT = "Record of Conversation\n\nMoscow, 27 May 1946\n\nComrade Ranković spoke of Trieste.\n"


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from recension.cli import main; main()", "build"]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_a_build_writes_all_parts_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "record.txt"
    source.write_text(TEXT)
    done = _run(source, "-o", tmp_path / "edition")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"record.txt: {len(TEXT)} characters, utf-8" in done.stdout
    assert f"The edition is in {tmp_path / 'edition'}" in done.stdout
    index = tmp_path / "edition" / "site" / "index.html"
    assert index.as_uri() in done.stdout
    parts = {"edition.db", "edition.json", "text", "tei", "site"}
    assert {path.name for path in (tmp_path / "edition").iterdir()} == parts
    assert (tmp_path / "edition" / "text" / "s1.txt").read_text("utf-8") == TEXT


def test_line_ends_and_byte_order_marks_stay_in_the_text(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes("\ufeffone\r\ntwo\rthree\n".encode())
    assert _run(source, "-o", tmp_path / "edition").returncode == 0
    stored = (tmp_path / "edition" / "text" / "s1.txt").read_bytes().decode()
    assert stored.removeprefix("\ufeff") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.txt", None), ("empty.txt", b""), ("nul.txt", b"\0" * 5000), ("x.pdf", b"%PDF-1.7")],
)
def test_an_input_that_cannot_be_used_is_one_line_and_nothing_left(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(tmp_path.rglob("*"))
    done = _run(tmp_path / name, "-o", tmp_path / "new" / "edition")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert name in done.stderr
    assert done.stdout == ""
    assert sorted(tmp_path.rglob("*")) == before


def test_an_output_that_is_something_else_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.doc").write_text("years of work")
    done = _run(tmp_path / "missing.txt", "-o", tmp_path / "thesis")
    assert done.returncode == 2
    assert "thesis: exists and is no edition; it is left alone" in done.stderr
    assert done.stderr.count("\n") == 1


def test_malformed_decisions_are_one_error_and_stay_as_they_are(tmp_path: Path) -> None:
    source, place = tmp_path / "a.txt", tmp_path / "edition"
    source.write_text(TEXT)
    put(Edition(), place, {})
    for content in ("[", "{}", "[1]", '[{"id": "1"}]', '[{"id": 1, "action": "a", "target": "b"}]'):
        (place / "decisions.json").write_text(content)
        with pytest.raises(DecisionsError, match=r"decisions\.json"):
            recension.build([source], place)
        assert (place / "decisions.json").read_text() == content
    (place / "decisions.json").write_text('[{"id": "1", "action": "reject", "target": "x1"}]')
    with pytest.warns(DecisionWarning, match="decided of x1"):
        (kept,) = recension.build([source], place).decisions
    assert (kept.id, kept.action, kept.target) == ("1", "reject", "x1")
    assert '"action": "reject"' in (place / "edition.json").read_text()
    assert '"action": "reject"' in (place / "decisions.json").read_text()


# A run that a shell put into the background inherits an ignored SIGINT; the program under test
# is one that somebody watches, so it takes the signal as at a terminal.
_SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from recension.publication.edition_json import EditionJson

class Slow(EditionJson):
    def write(self, edition, target):
        Path({ready!r}).touch()
        time.sleep(60)

EditionJson.write = Slow.write
from recension.cli import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="other signals there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    source, ready = tmp_path / "a.txt", tmp_path / "ready"
    source.write_text(TEXT)
    program = _SLOW.replace("{ready!r}", repr(str(ready)))
    command = [sys.executable, "-c", program, "build", str(source), "-o", str(tmp_path / "edition")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not ready.exists() and process.poll() is None:
        time.sleep(0.05)
    ready.unlink()
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.lstrip() == "recension: interrupted; nothing was changed\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_the_summary_counts_what_a_historian_asks_for() -> None:
    text = SourceText("a.txt", "x" * 3000, "0" * 64, encoding=Encoding("cp1251", 0.93, ""))
    span = Span(0, 1250)
    edition = Edition(
        (Source("s1", text),),
        damage=(
            Entry("x1", Damage("garble", "why"), "s1", span),
            Entry("x2", Damage("break", "why"), "s1", Span(5, 5)),
            Entry("x3", Damage("missing-notes", "notes 3-5 are missing"), "s1", Span(9, 9)),
        ),
        documents=(Entry("d1", Document("record"), "s1", span),),
        notes=(
            Entry("n1", Note("1", span, (Span(1, 2),)), "s1", span),
            Entry("n2", Note("2", None, (Span(1, 2),), "no-body"), "s1", span),
        ),
    )
    assert list(summary(edition, Path("nowhere"))) == [
        "\x1b[1ma.txt\x1b[0m: 3,000 characters, cp1251 (93% sure)",
        "  documents          1  1 record",
        "  notes              2  1 linked to their calls, 1 called, but the note is not there",
        "  note gaps          1  notes 3-5 are missing",
        "  break              1",
        "  garble             1  1.2 thousand characters",
        "The edition is in nowhere",
    ]


def test_help_has_an_example() -> None:
    assert "Example:  recension build" in CliRunner().invoke(build, ["--help"]).output


def test_importing_the_package_is_quick_as_it_loads_nothing_yet() -> None:
    program = "import sys, recension; print([m for m in sys.modules if m.startswith('recension.')])"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout == "[]\n"
