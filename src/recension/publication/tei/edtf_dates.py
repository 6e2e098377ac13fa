"""EDTF dates as TEI's dating attributes, where the two can say the same."""

from __future__ import annotations

import re
from datetime import date

from recension.publication.tei.nesting import Attributes

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?)?)?")
_MASKED = re.compile(r"(\d\d)(?:(\d)X|XX)")


def dating(edtf: str | None) -> Attributes:
    """The attributes for a date.

    Args:
        edtf: ISO 8601-2 (EDTF); None for unknown.

    Returns:
        ``when``, ``from``/``to`` or ``notBefore``/``notAfter``; where W3C dates cannot
        say it (approximate, seasons, sets), ``when-custom`` with the EDTF; nothing for None.
    """
    if edtf is None:
        return ()
    start, slash, end = edtf.partition("/")
    if slash:
        return _interval(start, end) or _custom(edtf)
    if masked := _MASKED.fullmatch(edtf):
        low, high = edtf.replace("X", "0"), edtf.replace("X", "9")
        return _known(("notBefore", _w3c(low)), ("notAfter", _w3c(high))) if masked else ()
    doubted = edtf.endswith("?")
    when = _w3c(edtf.removesuffix("?"))
    if when is None:
        return _custom(edtf)
    return (("when", when), ("cert", "low" if doubted else None))


def _interval(start: str, end: str) -> Attributes:
    first, last = _w3c(start), _w3c(end)
    if (first is None and start not in ("", "..")) or (last is None and end not in ("", "..")):
        return ()
    return _known(("from", first), ("to", last))


def _known(*pairs: tuple[str, str | None]) -> Attributes:
    return tuple(pair for pair in pairs if pair[1] is not None)


def _custom(edtf: str) -> Attributes:
    words = "".join(character for character in edtf if character.isascii() and character > " ")
    return (("when-custom", words),) if words else ()


def _w3c(edtf: str) -> str | None:
    match = _DAY.fullmatch(edtf)
    if not match:
        return None
    year, month, day, hour, minute, second = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not hour:
        return edtf
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}"
