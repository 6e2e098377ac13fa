"""Runs the cases: each rule's file in tests/cases, and the example in their README."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import pytest

from recension import journey, plugins
from recension.model.finding import Finding, Findings
from recension.model.reader import Level, Reader
from recension.model.source_text import Page, SourceText
from recension.model.span import Span
from recension.model.values import Damage, Value
from tests.case_file import CASES, Case, MalformedCase, cases_in, differences, parse, source_of_tei

FILES = sorted(path for path in CASES.glob("*.md") if path.name != "README.md")


def source_of(case: Case) -> SourceText:
    """A case's text as a source; paged where the case has several text blocks."""
    if case.tei:
        return source_of_tei(case.tei)
    bounds = [*case.pages, len(case.text)]
    paged = len(case.pages) > 1
    pages = tuple(Page(str(n), start, end) for n, (start, end) in enumerate(pairwise(bounds), 1))
    data = case.text.encode("utf-8", "surrogatepass")
    name = case.file.replace(".md", ".txt")
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(
        name,
        case.text,
        digest,
        encoding=case.encoding,
        original=data,
        pages=pages if paged else (),
    )


def findings_of(case: Case, readers: Iterable[Reader]) -> list[Finding[Value]]:
    """What the case's rule says, after all rules that run before it."""
    row: list[Reader] = []
    for reader in readers:
        row.append(reader)
        if reader.code == case.code:
            return [f for f in journey.read(source_of(case), row) if f.code == case.code]
    raise MalformedCase(f"{case.file}: there is no rule {case.code}")


@pytest.mark.parametrize(
    "case", [case for path in FILES for case in cases_in(path)], ids=lambda case: str(case)
)
def test_case(case: Case) -> None:
    wrong = differences(case, findings_of(case, plugins.readers(outside=False)))
    assert not wrong, "\n".join(wrong)


class DoubledWord:
    """The made-up rule of the README's example."""

    code: ClassVar[str] = "RX001"
    name: ClassVar[str] = "doubled word"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "warning"
    needs: ClassVar[tuple[type[Value], ...]] = ()
    gives: ClassVar[tuple[type[Value], ...]] = (Damage,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find "the the"."""
        for match in re.finditer(r"\bthe\s+(the)\b", source.text):
            message = '"the" stands twice'
            yield Finding(self.code, Span(*match.span(1)), Damage("repetition", message))


@pytest.fixture
def example() -> list[Case]:
    readme = (CASES / "README.md").read_text(encoding="utf-8")
    markdown = re.search(r"````markdown\n(.*?)````", readme, re.DOTALL)
    assert markdown
    return list(parse(markdown[1], "example.md"))


def test_the_readme_s_example_is_true(example: list[Case]) -> None:
    assert [len(case.expected) for case in example] == [2, 0]
    for case in example:
        assert differences(case, findings_of(case, [DoubledWord()])) == []


def test_a_wrong_case_is_said_to_be_wrong(example: list[Case]) -> None:
    found = findings_of(example[0], [DoubledWord()])
    assert differences(replace(example[0], expected=()), found)
    assert differences(example[0], [])
    other = replace(example[0].expected[0], fields=(("kind", "garble"),))
    assert len(differences(replace(example[0], expected=(other,)), found[:1])) == 2


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("## no title\n", "title"),
        ("# RX001 doubled word\n", "no case"),
        ("# RX001 doubled word\n\n## A\n\nFinds nothing.\n", "text block"),
        ("# RX001 doubled word\n\n## A\n\n```text\nb\n```\n", "Finds"),
        ("# RX001 doubled word\n\n## A\n\n```text\nb\n```\n\nFinds:\n", "without a list"),
        ("# RX001 doubled word\n\n## A\n\n```text\nb\n```\n\nFinds:\n\n- b\n", "cannot read"),
    ],
)
def test_a_malformed_file_is_refused(markdown: str, reason: str) -> None:
    with pytest.raises(MalformedCase, match=reason):
        list(parse(markdown, "bad.md"))


def test_points_pages_escapes_and_types() -> None:
    (case,) = parse(
        "# RX001 doubled word\n\n## A\n\n```text escaped\nfor this\\u00ad\n```\n\n```text\n"
        'country\n```\n\nFinds (Note, Damage):\n\n- Damage after "for this" (kind: break) – x\n',
        "points.md",
    )
    assert case.text == "for this\u00ad\n\fcountry\n"
    assert case.types == frozenset({"Note", "Damage"})
    assert [page.start for page in source_of(case).pages] == [0, 11]
    finding: Finding[Value] = Finding("RX001", Span(8, 8), Damage("break", "cut"))
    assert differences(case, [finding]) == []
