"""Makes the pages that are made: one for each rule, and the reference of the commands.

Run by ``make docs``; ``tests/test_documented.py`` fails where a page is not what this would make.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from recension import plugins
from recension.cli import recension as group
from recension.model.reader import Reader

DOCS = Path(__file__).parent
CASES = DOCS.parent / "tests" / "cases"
_WIDTH = 88


def pages() -> dict[Path, str]:
    """All made pages by their path in ``docs``."""
    readers = plugins.readers(outside=False)
    made = {Path("rules", page_name(reader)): rule_page(reader) for reader in readers}
    made[Path("rules", "README.md")] = rules_index(readers)
    made[Path("reference.md")] = reference()
    return made


def case_file(reader: Reader) -> Path:
    """The file with a rule's cases: it has the name of the rule's module."""
    return CASES / f"{type(reader).__module__.rpartition('.')[2]}.md"


def page_name(reader: Reader) -> str:
    """The file name of a rule's page."""
    return f"{reader.code}-{case_file(reader).stem.replace('_', '-')}.md"


def rule_page(reader: Reader) -> str:
    """A rule's page: its docstring, then its cases."""
    said = inspect.getdoc(type(reader)) or ""
    needs = ", ".join(kind.__name__ for kind in reader.needs) or "nothing"
    gives = ", ".join(kind.__name__ for kind in reader.gives)
    parts = [
        f"# {reader.code} {reader.name}",
        f"*Level: {reader.level}. Since {reader.since}. Needs: {needs}. Gives: {gives}.*",
        _spaced(said),
    ]
    path = case_file(reader)
    if path.is_file():
        _, _, cases = path.read_text(encoding="utf-8").partition("\n")
        parts += ["## Cases", _deeper(cases).strip()]
    return "\n\n".join(parts) + "\n"


def _spaced(docstring: str) -> str:
    """A docstring with a blank line after each heading, as Markdown likes it."""
    lines = docstring.splitlines()
    return "\n".join(f"{line}\n" if line.startswith("## ") else line for line in lines)


def _deeper(cases: str) -> str:
    """Cases with their headings one level down; what stands in fenced blocks stays as it is."""
    lines, fenced = [], False
    for line in cases.splitlines():
        fenced ^= line.startswith("```")
        lines.append(f"#{line}" if line.startswith("##") and not fenced else line)
    return "\n".join(lines)


def rules_index(readers: tuple[Reader, ...]) -> str:
    """The list of all rules, in the order in which they read."""
    rows = [
        f"| [{reader.code}]({page_name(reader)}) | {reader.name} | {reader.level} | "
        f"{_first_line(reader)} |"
        for reader in readers
    ]
    return "\n".join([
        "# Rules",
        "",
        "In the order in which they read. A rule of level *reading* finds what is no defect; "
        "`recension check` reports the others.",
        "How cases are written is said in [tests/cases](../../tests/cases/README.md).",
        "",
        "| code | name | level | |",
        "|---|---|---|---|",
        *rows,
        "",
    ])  # fmt: skip


def _first_line(reader: Reader) -> str:
    return (inspect.getdoc(type(reader)) or "").splitlines()[0].replace("|", "\\|")


def reference() -> str:
    """The reference of all commands, out of what ``--help`` says."""
    parts = [
        "# Commands",
        "What `recension COMMAND --help` prints. Every command ends with status 0 when it is done, "
        "2 when an input or an argument is unusable, and says in one line which and what to do; "
        "`check --fail-on` ends with 1 where it found something as grave as that.",
    ]
    for name, command in commands(group).items():
        parts.append(f"## recension {name}")
        parts.append(f"```text\n{_help(name, command)}\n```")
    return "\n\n".join(parts) + "\n"


def commands(root: click.Group) -> Mapping[str, click.Command]:
    """The commands by name, in the order of ``recension --help``."""
    return {str(command.name): command for command in root.commands.values()}


def _help(name: str, command: click.Command) -> str:
    settings = {"terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = click.Context(command, info_name=f"recension {name}", **settings)  # type: ignore[arg-type]
    context.help_option_names = ["-h", "--help"]
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def stale() -> Iterator[Path]:
    """The made pages that are missing, differ or are made no longer."""
    made = pages()
    for path, text in made.items():
        place = DOCS / path
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            yield path
    for place in (DOCS / "rules").glob("*.md"):
        if place.relative_to(DOCS) not in made:
            yield place.relative_to(DOCS)


def main() -> None:
    """Write all made pages and take away those that are made no longer."""
    made = pages()
    for path in stale():
        (DOCS / path).parent.mkdir(exist_ok=True)
        if path in made:
            (DOCS / path).write_text(made[path], encoding="utf-8")
        else:
            (DOCS / path).unlink()
        sys.stdout.write(f"docs/{path}\n")


if __name__ == "__main__":
    main()
