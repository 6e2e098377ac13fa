"""A citation in words: Chicago, MLA, and the way in which a series cites itself."""

from __future__ import annotations

from collections.abc import Callable

from recension.publication.citation.citable import Citable, date_parts
from recension.publication.wording import MONTHS, date_words

_SHORT = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July"),
    *("Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def chicago(item: Citable, address: str | None = None) -> str:
    """A full note in the style of *The Chicago Manual of Style*, 17th edition, 14.119 and 14.221.

    Args:
        item: the document.
        address: where it is read, if that is to be given.
    """
    head = _joined(*item.authors[:3], _to(item), _quoted(item.title), item.place, _american(item))
    where = _joined(f"in {item.container}", _numbered(item, "doc. "), item.pages)
    return _ended(_joined(head, where + _original(item), address))


def mla(item: Citable, address: str | None = None) -> str:
    """An entry in the style of the *MLA Handbook*, 9th edition: the elements in their order."""
    author = f"{_joined(*item.authors[:3])}. " if item.authors else ""
    pages = f"pp. {item.pages}" if item.pages else None
    rest = _joined(item.container, _numbered(item, "no. "), _short_date(item), pages)
    archive = f" {_joined(item.repository, item.shelfmark)}." if item.repository else ""
    read = f" {address}." if address else ""
    return f"{author}{_quoted(item.title, '.')} {rest}.{archive}{read}"


def own(item: Citable, address: str | None = None) -> str:
    """As editions of documents cite themselves: the volume, then *Document 12*."""
    named = f"Document {item.number}" if item.number else _quoted(item.title)
    return _ended(_joined(item.container, named, item.pages, address))


STYLES: dict[str, Callable[[Citable, str | None], str]] = {
    "Chicago": chicago, "MLA": mla, "The edition's own": own,
}  # fmt: skip


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _to(item: Citable) -> str | None:
    return f"to {_joined(*item.recipients[:3])}" if item.recipients else None


def _quoted(title: str, stop: str = "") -> str:
    """A title in quotation marks; those inside it become single ones."""
    bare = title.strip(" .:")
    whole = bare.startswith("“") and bare.endswith("”") and "“" not in bare[1:]
    inner = (bare[1:-1] if whole else bare).replace("“", "‘").replace("”", "’")
    return f"“{inner}{stop}”"


def _numbered(item: Citable, word: str) -> str | None:
    return f"{word}{item.number}" if item.number else None


def _original(item: Citable) -> str:
    where = _joined(item.repository, item.shelfmark)
    return f" (original: {where})" if where else ""


def _american(item: Citable) -> str | None:
    """*May 27, 1946*; what is no single day as it is said elsewhere."""
    parts = list(date_parts(item.date))
    if len(parts) == 1 and len(parts[0]) == 3:
        year, month, day = parts[0]
        return f"{MONTHS[month - 1]} {day}, {year}"
    return date_words(item.date)


def _short_date(item: Citable) -> str | None:
    parts = list(date_parts(item.date))
    if len(parts) == 1 and len(parts[0]) == 3:
        year, month, day = parts[0]
        return f"{day} {_SHORT[month - 1]} {year}"
    return date_words(item.date)


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
