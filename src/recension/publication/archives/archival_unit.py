"""The tree of what the edition's references point to: repository, fonds, file, leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from recension.model.edition import Edition, Entry
from recension.model.values import Reference

#: The fields of a reference from the widest unit to the narrowest.
LEVELS = ("fond", "opis", "series", "papka", "box", "folder", "delo", "edinitsa", "file")
_UNNAMED = "Repository not named"


@dataclass(slots=True)
class ArchivalUnit:
    """A unit of an archive as the edition's references name it.

    Attributes:
        level: ``repository``, or the field of the reference that names the unit.
        name: the repository's name, or the unit's number as the reference has it.
        path: the names from the repository down to this unit, each with its level.
        cited: the references that point to this very unit.
        parts: the units in it, in the order in which the edition cites them.
    """

    level: str
    name: str
    path: tuple[tuple[str, str], ...]
    cited: list[Entry[Reference]] = field(default_factory=list)
    parts: dict[tuple[str, str], ArchivalUnit] = field(default_factory=dict)

    @property
    def all_cited(self) -> list[Entry[Reference]]:
        """The references to this unit and to all in it, in the order of the edition."""
        found = [*self.cited, *(e for part in self.parts.values() for e in part.all_cited)]
        return sorted(found, key=lambda entry: (entry.source or "", entry.span or 0, entry.id))

    def walk(self) -> Iterator[ArchivalUnit]:
        """This unit and all in it, each before its parts."""
        yield self
        for part in self.parts.values():
            yield from part.walk()

    def neighbours(self) -> tuple[str, ...]:
        """The leaves cited from this very unit, each once."""
        leaves = (entry.value.listy for entry in self.cited)
        return tuple(dict.fromkeys(leaf for leaf in leaves if leaf))


def archival_units(edition: Edition) -> tuple[ArchivalUnit, ...]:
    """The repositories that an edition cites, by name, each with its tree.

    References to publications are no archive's and stay out; a reference that names no repository
    comes last, under a name that says so. *AVPRF* and *AVP RF* are one repository, under the name
    that comes first.
    """
    roots: dict[str, ArchivalUnit] = {}
    for entry in edition.references:
        if entry.value.cites == "document":
            name = entry.value.repository or _UNNAMED
            new = ArchivalUnit("repository", name, (("repository", name),))
            root = roots.setdefault(_letters(name), new)
            _place(root, entry).cited.append(entry)
    return tuple(sorted(roots.values(), key=lambda unit: (unit.name == _UNNAMED, unit.name)))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _place(root: ArchivalUnit, entry: Entry[Reference]) -> ArchivalUnit:
    """The narrowest unit that a reference names, made where it is new."""
    unit = root
    for level in LEVELS:
        name = getattr(entry.value, level)
        if name:
            key = (level, name)
            unit = unit.parts.setdefault(key, ArchivalUnit(level, name, (*unit.path, key)))
    return unit
