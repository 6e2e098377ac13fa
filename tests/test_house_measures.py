"""The measures of the house: names that say something, short files, short functions."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import quantiles

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "recension"
MODULES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN = {"utils", "util", "core", "helpers", "helper", "common", "manager", "misc"}


def functions(path: Path) -> list[tuple[str, int]]:
    """The functions of a file with their length in lines, docstrings and signatures not counted."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (f"{path.relative_to(SOURCE)}: {node.name}", _length(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        path for path in SOURCE.rglob("*") if path.stem in FORBIDDEN and path.suffix != ".toml"
    ]
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_functions_are_short() -> None:
    lengths = sorted((row for path in MODULES for row in functions(path)), key=lambda row: row[1])
    assert lengths[-1][1] <= 60, lengths[-1]
    ninth = quantiles([length for _, length in lengths], n=10)[8]
    assert ninth <= 25
    assert lengths[len(lengths) // 2][1] <= 12


def test_every_module_says_what_it_is() -> None:
    for path in MODULES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
