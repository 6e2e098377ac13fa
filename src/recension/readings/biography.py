"""Finds where a text says who somebody is: biographical notes and lists of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recension.model.span import Span
from recension.readings.capitals import UPPER
from recension.vocabularies.names import given_names
from recension.vocabularies.names.name_key import fold

_NAME = rf"[{UPPER}][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?"
_NAMES = rf"{_NAME}(?: (?:(?:de|von|van|der|al|ben|bin) )?{_NAME}){{0,4}}"
_LIVED = re.compile(
    rf"(?<![\w'’.-])(?P<name>{_NAMES}) \((?:(?:b\. ?|born )?(?P<birth>1[6789]\d\d))? ?"
    r"(?:[-–—] ?|d\. ?|died )?(?P<death>(?:1[6789]|20)\d\d)?\)"
    r"(?:(?:[,;]| ?[-–—]) ?(?P<role>[^\n;]{3,300}?(?=[.;](?:\s|$)|\n|$)))?"
)
_INVERTED = re.compile(
    rf"(?m)^\W{{0,4}}[\d⁰¹²³⁴⁵⁶⁷⁸⁹\[\]^.*]{{0,8}}\s?"
    rf"(?P<last>(?:{_NAME} )?(?:(?:de|von|van|der) )*{_NAME}), (?P<first>{_NAMES})"
    r"(?: \([^)\n]{1,60}\))?"
    r"(?:, (?:Jr|Sr)\.)?(?P<sign>[,;]| ?[-–—]+) ?(?P<role>[^\n]{3,300})"
)


@dataclass(frozen=True, slots=True)
class Biography:
    """What a note or a list of persons says of one person.

    Attributes:
        span: where it stands, name and role.
        name: where the name stands; surname first where ``inverted``.
        given: given names as they stand.
        surname: the surname as it stands.
        role: office or description; absent where none is given.
        birth: year of birth.
        death: year of death.
    """

    span: Span
    name: Span
    inverted: bool
    given: tuple[str, ...]
    surname: str
    role: str | None = None
    birth: str | None = None
    death: str | None = None


def biographies_in(text: str) -> Iterator[Biography]:
    """All biographical notes of a text, in order of kind and place."""
    for match in _LIVED.finditer(text):
        if match["birth"] or match["death"]:
            *given, surname = match["name"].split()
            role = match["role"]
            yield Biography(
                Span(*match.span()),
                Span(*match.span("name")),
                False,
                tuple(given),
                surname,
                role.strip(" .") if role else None,
                match["birth"],
                match["death"],
            )
    yield from _inverted(text)


def _inverted(text: str) -> Iterator[Biography]:
    known = {fold(name) for name in given_names()}
    for match in _INVERTED.finditer(text):
        given = tuple(match["first"].split())
        family = match["last"].split()
        two = len(family) == 2 and family[0] not in ("de", "von", "van", "der")
        if fold(given[0]) in known and not two:
            role = re.split(r"(?<=[^\W\d_]{3})[.;](?:\s|$)", match["role"], maxsplit=1)[0]
            name = Span(match.start("last"), match.end("first"))
            span = Span(match.start("last"), match.start("role") + len(role.rstrip(" .")))
            yield Biography(span, name, True, given, match["last"], role.strip(" ."))
