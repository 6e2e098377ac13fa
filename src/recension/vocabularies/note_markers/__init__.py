"""How editions mark the call and the body of a note."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class MarkerStyle:
    """One way of marking notes.

    Attributes:
        name: ``superscript``, ``bracket``, ``digits`` or ``symbol``.
        body: matches the marker at the start of a note's body.
        call: matches the marker where the text calls the note.
    """

    name: str
    body: re.Pattern[str]
    call: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as it stands in a text.

    Attributes:
        style: name of its style.
        label: what call and body share, in plain digits (``27``, ``8a``, ``**``).
        start: its first code point.
        end: the code point after its last, brackets included, the space after it not.
        bare: whether nothing follows it on its line.
    """

    style: str
    label: str
    start: int
    end: int
    bare: bool = False

    @property
    def number(self) -> int | None:
        """The label's number, where it has one."""
        digits = self.label.rstrip("abcdefghijklmnopqrstuvwxyz")
        return int(digits) if digits.isdigit() else None


@cache
def marker_styles() -> tuple[MarkerStyle, ...]:
    """The styles of the vocabulary, the least ambiguous first."""
    table = tomllib.loads(files(__name__).joinpath("note_markers.toml").read_text("utf-8"))
    return tuple(
        MarkerStyle(style["name"], re.compile(style["body"]), re.compile(style["call"]))
        for style in table["styles"]
    )


@cache
def _any_body() -> re.Pattern[str]:
    bodies = "|".join(
        style.body.pattern.replace("?P<label>", f"?P<{style.name}>") for style in marker_styles()
    )
    return re.compile(rf"^[ \t]*(?:{bodies})", re.MULTILINE)


def body_markers(text: str, start: int = 0, end: int | None = None) -> Iterator[Marker]:
    """Lines that look as if a note's body began there, in order.

    Args:
        text: the text.
        start, end: the stretch of it to look at, in code points.
    """
    for found in _any_body().finditer(text, start, len(text) if end is None else end):
        yield _marker(found)


def body_marker_at(text: str, offset: int) -> Marker | None:
    """The marker of a note's body that stands at an offset, where one does."""
    found = _any_body().match(text, offset)
    return _marker(found) if found else None


def _marker(found: re.Match[str]) -> Marker:
    style = found.lastgroup or ""
    start, end = found.span(style)
    if style == "bracket":
        start, end = start - 1, end + 1
    bare = found.string[end : end + 1] in ("", "\n", "\r")
    return Marker(style, found.group(style).translate(_DIGITS), start, end, bare)


@cache
def _openings() -> re.Pattern[str]:
    table = tomllib.loads(files(__name__).joinpath("note_markers.toml").read_text("utf-8"))
    words = "|".join(map(re.escape, sorted(table["openings"], key=len, reverse=True)))
    return re.compile(rf"[\s\[(*_]*(?:{words})(?!\w)", re.IGNORECASE)


def opens_note(text: str, offset: int) -> bool:
    """Whether the words at an offset are those with which notes often begin (*See*, *Ibid.*)."""
    return _openings().match(text, offset) is not None


def call_markers(text: str, style: str, start: int, end: int) -> Iterator[Marker]:
    """Places that look like calls in one style, in order."""
    pattern = next(known.call for known in marker_styles() if known.name == style)
    for found in pattern.finditer(text, start, end):
        label = found.group("label").translate(_DIGITS)
        yield Marker(style, label, found.start(), found.end())
