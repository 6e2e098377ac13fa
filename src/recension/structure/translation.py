"""Translations: who translated a document, and from what, where a line of it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recension.model.span import Span
from recension.structure.printed_name import name_at
from recension.vocabularies.roles import language_code, role_phrase


@dataclass(frozen=True, slots=True)
class Translation:
    """Who translated, as printed, and the ISO codes of the languages translated from."""

    translator: str | None = None
    languages: tuple[str, ...] = ()


@cache
def _clause() -> re.Pattern[str]:
    by, origin = role_phrase("translator").pattern, role_phrase("from").pattern
    language = r"[^\W\d_]{4,}(?:-[^\W\d_]+)?"
    joint = role_phrase("by").pattern
    return re.compile(
        rf"(?:^|(?<=[.;)\]]))[\s\[(*_]*(?:{origin}\s+(?:the\s+)?(?P<one>{language})"
        rf"(?:\s+and\s+(?P<two>{language}))?(?:\s+{joint}(?P<from>\s+))?|{by}(?P<by>:?\s+))",
        re.I | re.MULTILINE,
    )


def translation(text: str, document: Span) -> Translation:
    """What a document says of its translation.

    Args:
        text: the source's.
        document: the document's extent.

    Returns:
        the first translator and the languages named; nothing where nothing is said.
    """
    translator: str | None = None
    languages: tuple[str, ...] = ()
    for found in _clause().finditer(text, document.start, document.end):
        named = [code for n in ("one", "two") if found[n] and (code := language_code(found[n]))]
        if found["one"] and not named:
            continue
        languages = languages or tuple(named)
        if translator is None and (found["from"] or found["by"]):
            name = name_at(text, found.end(), min(document.end, found.end() + 90))
            translator = " ".join(name.of(text).split()) if name else None
    return Translation(translator, languages)
