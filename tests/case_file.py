"""Reads the case files in tests/cases; their format is described in tests/cases/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from recension.model.finding import Finding
from recension.model.source_text import Encoding, SourceText
from recension.model.span import Span
from recension.model.values import Value
from recension.source.tei import read_tei

CASES = Path(__file__).parent / "cases"
_CERTAIN = Encoding("utf-8", 1.0, "given")

_TITLE = re.compile(r"(?P<code>[A-Z][A-Z-]*\d+) (?P<name>.+)")
_FINDS = re.compile(r"Finds(?: \((?P<types>[\w, ]+)\))?(?P<nothing> nothing\.)?:?")
_ITEM = re.compile(
    r"""(?:(?P<type>[A-Z]\w+)\ )?
        (?:(?P<point>before|after)\ )?
        (?:"(?P<quoted>[^"]+)"|`(?P<ticked>[^`]+)`)(?:\#(?P<nth>\d+))?
        (?:\ \((?P<fields>.*)\))?
        (?:\ –\ .*)?""",
    re.VERBOSE | re.DOTALL,
)
_FIELD = re.compile(r"(?:^|, )(\w+): ")


class MalformedCase(ValueError):
    """A case file does not follow its format; says the file, the case and why."""


@dataclass(frozen=True)
class Expected:
    """One finding that a case expects."""

    words: str
    nth: int | None
    point: str | None
    type: str | None
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """One text and what the rule should find in it."""

    file: str
    code: str
    heading: str
    text: str
    pages: tuple[int, ...]
    types: frozenset[str] | None
    expected: tuple[Expected, ...]
    encoding: Encoding = _CERTAIN
    tei: bytes | None = None

    def __str__(self) -> str:
        return f"{self.file}: {self.heading}"


def cases_in(path: Path) -> list[Case]:
    """All cases of a file."""
    return list(parse(path.read_text(encoding="utf-8"), path.name))


def parse(markdown: str, file: str) -> Iterator[Case]:
    """The cases of a file's text.

    Raises:
        MalformedCase: the text does not follow the format.
    """
    tokens = MarkdownIt().parse(markdown)
    title = next((i for i, t in enumerate(tokens) if t.tag == "h1"), None)
    match = _TITLE.fullmatch(tokens[title + 1].content) if title is not None else None
    if not match:
        raise MalformedCase(f"{file}: the title should be the rule's code and name")
    heading, part = "", list[Token]()
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            if heading:
                yield _case(file, match["code"], heading, part)
            heading, part = tokens[index + 1].content, []
        part.append(token)
    if not heading:
        raise MalformedCase(f"{file}: no case; each begins with a ## heading")
    yield _case(file, match["code"], heading, part)


def _case(file: str, code: str, heading: str, part: list[Token]) -> Case:
    where = f"{file}: {heading}"
    blocks = [t for t in part if t.type == "fence" and t.info.split()[:1] in (["text"], ["xml"])]
    tei = _tei(blocks[0]) if [block.info for block in blocks] == ["xml"] else None
    pages = [source_of_tei(tei).text] if tei else [_text(block) for block in blocks]
    finds = [
        (i, m)
        for i, t in enumerate(part)
        if t.type == "inline" and (m := _FINDS.fullmatch(t.content.strip()))
    ]
    if not pages or len(finds) != 1:
        raise MalformedCase(
            f"{where}: needs a text block and one line 'Finds:' or 'Finds nothing.'"
        )
    index, match = finds[0]
    items = [] if match["nothing"] else [t.content for t in _items(part[index:])]
    if not items and not match["nothing"]:
        raise MalformedCase(f"{where}: 'Finds:' without a list")
    types = frozenset(match["types"].split(", ")) if match["types"] else None
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    expected = tuple(_expected(where, item) for item in items)
    text = "\f".join(pages)
    encoding = _encoding(blocks[0].info)
    return Case(file, code, heading, text, tuple(starts), types, expected, encoding, tei)


def _tei(fence: Token) -> bytes:
    """The body of a TEI file, put into one."""
    space = 'xmlns="http://www.tei-c.org/ns/1.0"'
    return f"<TEI {space}><text><body>{fence.content}</body></text></TEI>".encode()


def source_of_tei(raw: bytes) -> SourceText:
    """A TEI file as the source that it is read as."""
    return read_tei(raw, Path("case.xml"), "case.xml")


def _encoding(info: str) -> Encoding:
    """How a case says its text was decoded: ``text read-as=cp1250 sure=0.7``."""
    said = dict(word.split("=") for word in info.split() if "=" in word)
    return Encoding(said.get("read-as", "utf-8"), float(said.get("sure", 1)), "given")


def _text(fence: Token) -> str:
    if "escaped" not in fence.info.split():
        return fence.content
    return re.sub(
        r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[abfnrtv0\\])",
        lambda m: m[0].encode().decode("unicode_escape"),
        fence.content,
    )


def _items(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if depth and token.type == "inline":
            yield token


def _expected(where: str, item: str) -> Expected:
    match = _ITEM.fullmatch(item)
    if not match:
        raise MalformedCase(f"{where}: cannot read {item!r}; see tests/cases/README.md")
    parts = _FIELD.split(match["fields"] or "")[1:]
    return Expected(
        match["quoted"] or match["ticked"],
        int(match["nth"]) if match["nth"] else None,
        match["point"],
        match["type"],
        tuple(zip(parts[::2], parts[1::2], strict=True)),
    )


def span_of(expected: Expected, text: str) -> Span:
    """Where the words of an expected finding stand.

    Raises:
        MalformedCase: they do not stand there, or several times and no number says which.
    """
    pieces = [r"\s+".join(map(re.escape, p.split())) for p in expected.words.split("…")]
    words = r"\s+".join(map(re.escape, expected.words.split()))
    lead = r"\s" if expected.words[:1].isspace() else ""
    found = [m.span() for m in re.finditer(lead + words, text)]
    if not found and len(pieces) > 1:
        found = [m.span() for m in re.finditer(".*?".join(pieces), text, re.DOTALL)]
    nth = expected.nth or 1
    if len(found) < nth or (len(found) > 1 and not expected.nth):
        raise MalformedCase(f"{expected.words!r} stands {len(found)} times in the text")
    start, end = found[nth - 1]
    if expected.point:
        start = end = start if expected.point == "before" else end
    return Span(start, end)


def shown(value: object, text: str) -> str:
    """A field's value as a case writes it."""
    if value is None:
        return "none"
    if isinstance(value, Span):
        return f'"{" ".join(value.of(text).split())}"'
    if isinstance(value, tuple):
        return " | ".join(shown(member, text) for member in value)
    return str(value)


def differences(case: Case, findings: list[Finding[Value]]) -> list[str]:
    """What a rule found and the case does not expect, and the reverse; empty if all is well."""
    left = [f for f in findings if not case.types or type(f.value).__name__ in case.types]
    wrong = []
    for expected in case.expected:
        span = span_of(expected, case.text)
        match = next((f for f in left if f.span == span and _fits(f, expected, case.text)), None)
        if match is None:
            wrong.append(f"not found: {_told(expected)}")
        else:
            left.remove(match)
    wrong += [f"not expected: {f.value!r} at {f.span}: {f.span.of(case.text)!r}" for f in left]
    return wrong


def _fits(finding: Finding[Value], expected: Expected, text: str) -> bool:
    if expected.type not in (None, type(finding.value).__name__):
        return False
    known = {field.name for field in fields(finding.value)}
    return all(
        name in known and shown(getattr(finding.value, name), text) == value
        for name, value in expected.fields
    )


def _told(expected: Expected) -> str:
    number = f"#{expected.nth}" if expected.nth else ""
    told = ", ".join(f"{name}: {value}" for name, value in expected.fields)
    parts = (expected.type, expected.point, f'"{expected.words}"{number}', told and f"({told})")
    return " ".join(part for part in parts if part)
