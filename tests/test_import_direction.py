"""Imports run one way: a stage knows the nouns and the vocabularies, never another stage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
STAGES = ("source", "condition", "structure", "readings", "collation", "edition", "publication")

#: For each room of the package the rooms that it may import besides itself.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "vocabularies": frozenset({"model"}),
    **{stage: frozenset({"model", "vocabularies"}) for stage in STAGES},
    "confidence": frozenset({"model", "vocabularies"}),
    "journey": frozenset({"model", "confidence"}),
    "plugins": frozenset({"model", "journey"}),
}
#: What sits on top and may import everything; ``specimen`` is data.
ON_TOP = {"", "__main__", "building", "cli", "web", "specimen"}

MODULES = sorted((SOURCE / "recension").rglob("*.py"))


def room(module: str) -> str:
    """The room of a module: ``recension.structure.note`` is in ``structure``."""
    return [*module.split("."), ""][1]


def module_of(path: Path) -> str:
    """A file's module."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST, module: str, package: bool) -> Iterator[str]:
    """All modules of the program that a module imports, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if package else -1]
                above = above[: len(above) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            yield base
            yield from (f"{base}.{name.name}" for name in node.names)


def known(name: str) -> bool:
    """Whether a dotted name is a module of the program, and not a name inside one."""
    place = SOURCE.joinpath(*name.split("."))
    return name.startswith("recension") and (place.is_dir() or place.with_suffix(".py").is_file())


def test_every_room_has_its_rule() -> None:
    rooms = {room(module_of(path)) for path in MODULES}
    assert rooms <= {*MAY_IMPORT, *ON_TOP}, "say here what the new room may import"


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_imports_run_one_way(path: Path) -> None:
    module = module_of(path)
    if room(module) in ON_TOP:
        return
    allowed = MAY_IMPORT[room(module)] | {room(module)}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in imports(tree, module, path.name == "__init__.py"):
        if known(name) and name != "recension":
            assert room(name) in allowed, f"{module} must not import {name}"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import recension.structure.note", "recension.structure.note"),
        ("def f():\n    from recension.readings import person", "recension.readings.person"),
        ("from ..readings import person", "recension.readings.person"),
        ("from . import garble", "recension.condition.garble"),
    ],
)
def test_the_guard_sees_every_kind_of_import(code: str, found: str) -> None:
    assert found in set(imports(ast.parse(code), "recension.condition.mojibake", package=False))
