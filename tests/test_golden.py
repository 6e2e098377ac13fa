"""The golden edition of the specimen: a change in what the program says is seen and accepted."""

from __future__ import annotations

from difflib import unified_diff
from functools import cache
from pathlib import PurePath

import pytest

from recension import specimen
from recension.publication.tei import text_of
from tests.editions.golden import accepted, made
from tests.tei_schema import faults


@cache
def files() -> dict[str, str]:
    """The files, made once."""
    return made()


def test_the_same_files_are_made() -> None:
    assert sorted(files()) == sorted(accepted())


@pytest.mark.parametrize("name", sorted(accepted()))
def test_a_file_is_as_it_was_accepted(name: str) -> None:
    was, now = accepted()[name].splitlines(), files().get(name, "").splitlines()
    changes = list(unified_diff(was, now, "accepted", "made now", n=0, lineterm=""))
    shown = "\n".join(line[:300] for line in changes[:40])
    assert not changes, f"`make accept` if this is meant:\n{shown}"


@pytest.mark.parametrize("path", specimen.files(), ids=lambda path: path.name)
def test_its_tei_is_valid_and_gives_the_text_back(path: PurePath) -> None:
    tei = files()[f"tei/{path.stem}.xml"].encode("utf-8")
    (source,) = [p for p in specimen.files() if p.name == path.name]
    assert text_of(tei) == source.read_bytes().decode("utf-8")
    assert faults(tei) == []
