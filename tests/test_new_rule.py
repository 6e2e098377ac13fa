"""``make new-rule``: what it lays out is a rule, and it writes nothing over."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from recension.model.reader import Reader

ROOT = Path(__file__).parents[1]


def load(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


new_rule = load(ROOT / "docs" / "new_rule.py", "new_rule")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for stage in ("condition", "structure", "readings"):
        (tmp_path / "src" / "recension" / stage).mkdir(parents=True)
    (tmp_path / "tests" / "cases").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    return tmp_path


@pytest.mark.parametrize("stage", ["condition", "structure", "readings"])
def test_what_is_laid_out_is_a_rule_with_cases(root: Path, stage: str) -> None:
    path, cases, line = new_rule.lay_out(root, stage, "turned_page", "0.2.0")
    module = load(path, "turned_page")
    reader = module.TurnedPage()
    assert isinstance(reader, Reader)
    assert line == "TurnedPage(),"
    for heading in ("What it finds", "Why it matters", "When unsure", "Sources"):
        assert f"## {heading}" in (type(reader).__doc__ or "")
    assert cases.read_text(encoding="utf-8").startswith(f"# {reader.code} turned page\n")


def test_the_code_is_above_all_that_were_ever_used(root: Path) -> None:
    (root / "src" / "recension" / "condition" / "a.py").write_text('code = "RC204"')
    (root / "docs" / "retired.md").write_text("RC311 is retired.")
    assert new_rule.next_code(root, "condition") == "RC312"
    assert new_rule.next_code(root, "structure") == "RS101"


@pytest.mark.parametrize(("stage", "name"), [("colour", "turned_page"), ("condition", "Turned")])
def test_what_will_not_do_is_refused(root: Path, stage: str, name: str) -> None:
    with pytest.raises(SystemExit, match="new-rule: "):
        new_rule.lay_out(root, stage, name, "0.2.0")


def test_nothing_is_written_over(root: Path) -> None:
    path, _, _ = new_rule.lay_out(root, "condition", "turned_page", "0.2.0")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="exists already"):
        new_rule.lay_out(root, "condition", "turned_page", "0.3.0")
    assert path.read_text(encoding="utf-8") == before
    assert sys.modules.get("turned_page") is None
