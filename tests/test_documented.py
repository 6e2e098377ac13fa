"""Nothing is undocumented: every rule, command, option and vocabulary says what it is."""

from __future__ import annotations

import inspect
import re
import tomllib
from datetime import date
from pathlib import Path

import click
import pytest
from docs.make import DOCS, case_file, commands, page_name, pages

from recension import __version__, plugins
from recension.cli import recension as group
from recension.model.reader import LEVELS, Reader
from tests.case_file import CASES, cases_in

READERS = plugins.readers(outside=False)
HEADINGS = ["What it finds", "Why it matters", "When unsure", "Sources"]
STAGE_LETTER = {"condition": "C", "structure": "S", "readings": "R", "collation": "K"}
VOCABULARIES = Path(__file__).parents[1] / "src" / "recension" / "vocabularies"


def by_code(reader: Reader) -> str:
    """A rule's name in the tests' list."""
    return reader.code


@pytest.mark.parametrize("reader", READERS, ids=by_code)
def test_a_rule_has_the_four_headings(reader: Reader) -> None:
    said = inspect.getdoc(type(reader)) or ""
    parts = re.split(r"^## (.+)$", said, flags=re.M)
    assert re.fullmatch(r"\S.*\.", parts[0].splitlines()[0]), "a first line that is a sentence"
    assert parts[1::2] == HEADINGS
    assert all(part.strip() for part in parts[2::2])


@pytest.mark.parametrize("reader", READERS, ids=by_code)
def test_a_rule_says_what_it_is(reader: Reader) -> None:
    stage = type(reader).__module__.split(".")[1]
    assert re.fullmatch(rf"R{STAGE_LETTER[stage]}\d\d\d", reader.code)
    assert reader.level in LEVELS
    assert reader.name == reader.name.strip() != ""
    assert reader.gives
    since = tuple(int(part) for part in reader.since.split("."))
    assert since <= tuple(int(part) for part in __version__.split("."))


def test_codes_and_names_are_unique() -> None:
    for said in ([r.code for r in READERS], [r.name for r in READERS]):
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("reader", READERS, ids=by_code)
def test_a_rule_has_cases_where_it_speaks_and_where_it_is_silent(reader: Reader) -> None:
    path = case_file(reader)
    assert path.is_file(), f"write {path.relative_to(CASES.parent)}"
    cases = cases_in(path)
    assert {case.code for case in cases} == {reader.code}
    title = path.read_text(encoding="utf-8").splitlines()[0]
    assert title == f"# {reader.code} {reader.name}"
    assert any(case.expected for case in cases), "a case where the rule finds something"
    assert any(not case.expected for case in cases), "a case where it rightly stays silent"


def test_every_case_file_belongs_to_a_rule() -> None:
    files = {path for path in CASES.glob("*.md") if path.name != "README.md"}
    assert files <= {case_file(reader) for reader in READERS}


@pytest.mark.parametrize("path", sorted(pages()), ids=str)
def test_made_pages_are_fresh(path: Path) -> None:
    place = DOCS / path
    assert place.is_file(), f"make docs: docs/{path} is missing"
    assert place.read_text(encoding="utf-8") == pages()[path], f"make docs: docs/{path} is stale"


def test_no_page_is_of_a_rule_that_is_gone() -> None:
    made = {page_name(reader) for reader in READERS} | {"README.md"}
    assert {path.name for path in (DOCS / "rules").glob("*.md")} == made


@pytest.mark.parametrize(("name", "command"), commands(group).items())
def test_a_command_and_its_options_are_documented(name: str, command: click.Command) -> None:
    assert command.help
    shown = f"{command.help} {command.epilog}"
    assert "Example" in shown, f"recension {name} --help has no example"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"recension {name} {parameter.opts[-1]} has no help"
        else:
            name_shown = (parameter.human_readable_name or "").strip("[]").removesuffix("...")
            assert name_shown.isupper(), "the reader of --help sees a name in capitals"


def test_every_command_is_in_the_reference() -> None:
    reference = (DOCS / "reference.md").read_text(encoding="utf-8")
    for name, command in commands(group).items():
        assert f"## recension {name}\n" in reference
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(word in reference for word in parameter.opts)


@pytest.mark.parametrize(
    "path",
    sorted(VOCABULARIES.rglob("*.toml")),
    ids=lambda path: str(path.relative_to(VOCABULARIES)),
)
def test_a_vocabulary_names_source_date_and_licence(path: Path) -> None:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    assert said.get("source") or said.get("book") or said.get("address"), "its source"
    assert isinstance(said.get("read"), date), "the date on which the source was read"
    assert said.get("licence"), "its licence"


def test_every_data_file_is_described_by_a_toml_file_beside_it() -> None:
    for path in VOCABULARIES.rglob("*"):
        if path.is_file() and path.suffix not in (".py", ".pyc", ".toml"):
            assert list(path.parent.glob("*.toml")), path


WRITTEN = sorted([*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md"), CASES / "README.md"])


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(DOCS.parent)))
def test_links_and_codes_lead_somewhere(path: Path) -> None:
    words = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    for link in re.findall(r"\]\(([^)#\s]+)", words):
        if "://" not in link:
            assert (path.parent / link).exists(), link
    for code in re.findall(r"\bR[CSR]\d{3}\b", words):
        assert code in {reader.code for reader in READERS}, code
