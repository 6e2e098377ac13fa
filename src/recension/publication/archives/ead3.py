"""EAD3: the finding aid of all that an edition cites, as archives exchange it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, cast

from lxml import etree

from recension.model.edition import Edition
from recension.publication.archives.archival_unit import ArchivalUnit, archival_units
from recension.publication.wording import shortened

_NS = "http://ead3.archivists.org/schema/"
#: Level of a unit → EAD's, and the word before its number.
_LEVELS = {
    "repository": ("otherlevel", ""), "fond": ("fonds", "Fond"), "opis": ("series", "Opis"),
    "series": ("series", "Series"), "papka": ("otherlevel", "Papka"), "box": ("otherlevel", "Box"),
    "folder": ("file", "Folder"), "delo": ("file", "Delo"), "edinitsa": ("file", "Unit"),
    "file": ("file", "File"),
}  # fmt: skip
_QUOTED = 200


class Ead3:
    """Exports the tree of cited archival units as one EAD3 finding aid."""

    name: ClassVar[str] = "ead3"
    summary: ClassVar[str] = "the archival units that the edition cites, for archives (EAD3)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the finding aid to ``target``."""
        root = etree.Element(f"{{{_NS}}}ead", nsmap=cast("dict[str, str]", {None: _NS}))
        _control(root, edition)
        description = _under(root, "archdesc", level="collection")
        did = _under(description, "did")
        _under(did, "unittitle", "Archival units cited in the edition")
        units = archival_units(edition)
        if units:
            listed = _under(description, "dsc")
            for unit in units:
                _component(listed, unit, edition)
        target.write_bytes(
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        )


def _control(root: etree._Element, edition: Edition) -> None:
    """What EAD3 asks of every record: its id, title, agency, and how it came to be.

    No date of making is given, so that the same edition gives the same file.
    """
    control = _under(root, "control")
    _under(control, "recordid", "-".join(s.text.sha256[:12] for s in edition.sources) or "empty")
    titles = _under(_under(control, "filedesc"), "titlestmt")
    names = ", ".join(source.text.name for source in edition.sources) or "an empty edition"
    _under(titles, "titleproper", f"Archival units cited in {names}")
    _under(control, "maintenancestatus", value="derived")
    _under(_under(control, "maintenanceagency"), "agencyname", "the edition's editor")
    event = _under(_under(control, "maintenancehistory"), "maintenanceevent")
    _under(event, "eventtype", value="derived")
    _under(event, "eventdatetime", "not recorded")
    _under(event, "agenttype", value="machine")
    _under(event, "agent", f"Recension {edition.generator_version}".strip())


def _component(parent: etree._Element, unit: ArchivalUnit, edition: Edition) -> None:
    level, word = _LEVELS[unit.level]
    other = {"otherlevel": unit.level} if level == "otherlevel" else {}
    component = _under(parent, "c", level=level, **other)
    did = _under(component, "did")
    if unit.level == "repository":
        _under(did, "unittitle", unit.name)
        _under(_under(_under(did, "repository"), "corpname"), "part", unit.name)
    else:
        _under(did, "unitid", unit.name, localtype=unit.level)
        _under(did, "unittitle", f"{word} {unit.name}")
    if unit.cited:
        _citations(component, unit, edition)
    for part in unit.parts.values():
        _component(component, part, edition)


def _citations(component: etree._Element, unit: ArchivalUnit, edition: Edition) -> None:
    """Where the edition cites the unit, in its words, with the leaves it names."""
    described = _under(component, "scopecontent")
    _under(described, "head", "Cited in the edition")
    listed = _under(described, "list", listtype="unordered")
    for entry in unit.cited:
        words = shortened(edition.words(entry), _QUOTED)
        leaves = f"leaves {entry.value.listy}" if entry.value.listy else None
        _under(listed, "item", ": ".join(filter(None, (entry.id, leaves, words))))


def _under(
    parent: etree._Element, name: str, words: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(
        parent, f"{{{_NS}}}{name}", {k: _legal(v) for k, v in attributes.items()}
    )
    if words:
        element.text = _legal(words)
    return element


def _legal(words: str) -> str:
    """Words without what XML 1.0 forbids; each such character becomes U+FFFD."""
    return "".join(
        c if c.isprintable() or c in "\t\n" or (c.isspace() and ord(c) > 31) else "\ufffd"
        for c in words
    )
