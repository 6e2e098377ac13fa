"""What the name of a witness says of its holder: ``Bulgarian record (Kolarov)`` is Bulgarian."""

from __future__ import annotations

import re

_CHIEFS = re.compile(r" \((?P<chiefs>[^()]+)\)$")
_HOLDER = re.compile(r"^(?:.* of (?P<person>[A-ZÀ-Þ].*)|(?P<side>\S+(?: [A-ZÀ-Þ]\S*)*) .+)$")


def holders_of(name: str) -> list[str]:
    """Whose a record is, the chief records' holders last.

    Args:
        name: as :class:`~recension.model.values.Testimonium` has it: ``record of Radev``,
            ``Bulgarian record (Kolarov)``.
    """
    chiefs = _CHIEFS.search(name)
    bare = name[: chiefs.start()] if chiefs else name
    whose = _HOLDER.match(bare)
    first = (whose["side"] or whose["person"]) if whose else bare
    return [first, *(chiefs["chiefs"].split(", ") if chiefs else ())]


def words_of(name: str) -> list[str]:
    """The words of a name or title."""
    return re.findall(r"\w+", name)
