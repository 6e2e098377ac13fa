"""Characters: how those of the source are written in XML, the illegal ones too.

XML 1.0 has no way to write most control characters, U+FFFE, U+FFFF or a lone surrogate; each
becomes ``<g ref="#u-000C"/>``, and the header declares it. A carriage return is written ``&#13;``,
because parsers turn a bare one into a line feed.
"""

from __future__ import annotations

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": " ", "\n": " ", "\t": " "}
)
_UNWORDLY = re.compile(r"[^\w.:/+-]+")


def text(words: str) -> str:
    """Words of the source as XML, every character of them."""
    return ILLEGAL.sub(_glyph, words.translate(_TEXT))


def plain(words: str) -> str:
    """Words *about* the source as XML, for the header: U+FFFD for what XML cannot write."""
    return ILLEGAL.sub("\ufffd", words).translate(_TEXT)


def attributes(*pairs: tuple[str, str | None]) -> str:
    """Attributes with a blank before each; those whose value is None are left out."""
    return "".join(f' {name}="{_quoted(value)}"' for name, value in pairs if value is not None)


def _quoted(value: str) -> str:
    return ILLEGAL.sub("\ufffd", value).translate(_ATTRIBUTE)


def token(words: str) -> str:
    """Words as one token, as TEI's ``@type`` and ``@reason`` want it."""
    return _UNWORDLY.sub("-", words).strip("-") or "other"


def declared(words: str) -> list[str]:
    """The illegal characters that occur in a text, in order of their code points."""
    return sorted(set(ILLEGAL.findall(words)))


def glyph_id(character: str) -> str:
    """The ``xml:id`` under which the header declares an illegal character."""
    return f"u-{ord(character):04X}"


def glyph_of(identifier: str) -> str:
    """The character that an id made by :func:`glyph_id` stands for."""
    return chr(int(identifier.removeprefix("u-"), 16))


def _glyph(match: re.Match[str]) -> str:
    return f'<g ref="#{glyph_id(match[0])}"/>'
