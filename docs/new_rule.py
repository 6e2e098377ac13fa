"""Lays out a new rule: its file, with the headings that its docstring must have, and its cases.

Run by ``make new-rule STAGE=condition NAME=turned_page``. It writes nothing over.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LETTERS = {"condition": "RC", "structure": "RS", "readings": "RR"}

_READER = '''"""{title}: say here in one line what this file knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText
from recension.model.values import {value}, Value


class {cls}:
    """{title}: what it is, in one line.

    ## What it finds
    Say it so that a historian sees it.

    ## Why it matters
    What goes wrong where nobody notices.

    ## When unsure
    Which error is worse, and what the rule therefore does.

    ## Sources
    The book, standard or measurement that the method comes from.
    """

    code: ClassVar[str] = "{code}"
    name: ClassVar[str] = "{name}"
    since: ClassVar[str] = "{since}"
    level: ClassVar[Level] = "{level}"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = ({value},)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find them."""
        return ()
'''

_CASES = """# {code} {name}

## Write here what makes this a case

```text
A text, invented, in which the rule should find something.
```

Finds:

- "something"

## Write here why the rule rightly stays silent

Find such a text first: it is the harder half of a rule.

```text
A text that looks the same and is sound.
```

Finds nothing.
"""


def lay_out(root: Path, stage: str, module: str, since: str) -> tuple[Path, Path, str]:
    """Write a rule's file and its cases.

    Args:
        root: the repository.
        stage: ``condition``, ``structure`` or ``readings``.
        module: the rule's name as a module's: ``turned_page``.
        since: the version in which the rule first appears.

    Returns:
        the two files and the line to add to the stage's ``READERS``.

    Raises:
        SystemExit: the stage or the name will not do, or one of the files exists.
    """
    _refuse(stage not in LETTERS, f"STAGE is one of {', '.join(LETTERS)}, not {stage!r}")
    _refuse(not re.fullmatch(r"[a-z]+(_[a-z]+)*", module), f"NAME is like turned_page: {module!r}")
    reader = root / "src" / "recension" / stage / f"{module}.py"
    cases = root / "tests" / "cases" / f"{module}.md"
    for path in (reader, cases):
        _refuse(path.exists(), f"{path} exists already")
    words = {
        "cls": "".join(word.title() for word in module.split("_")),
        "code": next_code(root, stage),
        "level": "warning" if stage == "condition" else "reading",
        "name": module.replace("_", " "),
        "since": since,
        "title": module.replace("_", " ").capitalize(),
        "value": {"condition": "Damage", "structure": "Document", "readings": "Reference"}[stage],
    }
    reader.write_text(_READER.format(**words), encoding="utf-8")
    cases.write_text(_CASES.format(**words), encoding="utf-8")
    return reader, cases, f"{words['cls']}(),"


def next_code(root: Path, stage: str) -> str:
    """The first code above all that any file of the repository names for a stage."""
    letters = LETTERS[stage]
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("src", "docs")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".md"}
    ]
    used = [int(n) for text in texts for n in re.findall(rf"\b{letters}(\d{{3}})\b", text)]
    return f"{letters}{max(used, default=100) + 1}"


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        sys.exit(f"new-rule: {why}")


def main(arguments: list[str]) -> None:
    """Lay out the rule and say what is left to do."""
    _refuse(len(arguments) != 2, "make new-rule STAGE=condition NAME=turned_page")
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    reader, cases, line = lay_out(ROOT, *arguments, since=version[1] if version else "0.1.0")
    print(f"1. write the cases      {cases.relative_to(ROOT)}")
    print(f"2. then the rule        {reader.relative_to(ROOT)}")
    print(f"3. its place in order   {line}  in READERS of {reader.parent.relative_to(ROOT)}")
    print("4. its page             make docs")
    print("5. see what changes     make test, then make accept")


if __name__ == "__main__":
    main(sys.argv[1:])
