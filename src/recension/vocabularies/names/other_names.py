"""The names of one person that have nothing in common: a pseudonym, a name by marriage, a cover."""

from __future__ import annotations

from collections.abc import Iterable

from recension.vocabularies.fold import fold, words
from recension.vocabularies.names import name_key

_SHORTEST = 3  # letters; shorter ones are initials


def keys(name: str) -> tuple[str, ...]:
    """The keys of a name's words, in their order."""
    return tuple(filter(None, (name_key.fold(fold(word.group())) for word in words(name))))


def other_names(names: Iterable[str]) -> list[str]:
    """Those of a person's names that have no word in common with a shorter one.

    When unsure a name is left off. Whoever looks for a pseudonym is led to its bearer; what is one
    name with more words around it would only find each place twice. A word that begins a longer
    name is a given name (Radovan, of Radovan Đorđević): others bear it too.

    Args:
        names: all that the person is called, as it is spelt.
    """
    known = {keys(name): name for name in names}
    given = {name[0] for name in known if len(name) > 1}
    kept: list[str] = []
    seen: set[str] = set()
    for name in sorted(known, key=lambda name: (len(name), name)):
        if max(map(len, name), default=0) < _SHORTEST or (len(name) == 1 and name[0] in given):
            continue
        if not set(name) & seen:
            kept.append(known[name])
        seen |= set(name)
    return kept
