"""Tells somebody who is named by his office from a namesake who is named in full.

``Secretary Dulles`` again and again, and ``Mr. Allen Dulles`` beside him, who is never called that:
two persons, though only one of them has a given name in the text. Who holds such an office is not
called Mr. by his full name; a signature (``Dwight D. Eisenhower``) is no sign of another man.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from recension.readings.capitals import Naming
from recension.readings.census import Named
from recension.vocabularies.names import titles

_OFTEN = 3
_NEAR = 60


def office_of(naming: Naming) -> str | None:
    """The office before a name; for one that ends in a department, ``Secretary``."""
    if naming.title in titles().offices:
        return naming.title
    return "Secretary" if naming.title in titles().departments else None


def namesakes(named: Iterable[Named], text: str) -> dict[str, str]:
    """Surnames whose bearer goes by an office alone beside a namesake in full.

    Args:
        named: who is named where.
        text: the text.

    Returns:
        the surname's key → the office by which the other one goes. Only offices of which one speaks
        without a given name: those of heads of state, and a Secretary's.
    """
    exclusive = titles().heads | {"Secretary"}
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    full: defaultdict[str, list[Naming]] = defaultdict(list)
    for name in named:
        office = office_of(name.naming)
        if name.alone:
            continue
        if not name.naming.given and office in exclusive:
            called[name.key][str(office)] += 1
        elif any(len(given.strip(".")) > 1 for given in name.naming.given):
            full[name.key].append(name.naming)
    found: dict[str, str] = {}
    for key, offices in called.items():
        office, times = offices.most_common(1)[0]
        plain = any(naming.title in titles().address for naming in full[key])
        if times >= _OFTEN and plain and not any(_has(n, office, text) for n in full[key]):
            found[key] = office
    return found


def _has(naming: Naming, office: str, text: str) -> bool:
    """Whether an office stands near a name."""
    return office in text[max(0, naming.start - _NEAR) : naming.end + _NEAR]
