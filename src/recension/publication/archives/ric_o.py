"""RiC-O: what the edition cites as a graph of records, record sets and those who hold them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from recension.model.edition import Edition
from recension.publication.archives.archival_unit import ArchivalUnit, archival_units
from recension.publication.citation.citable import Citable, citable

_PREFIXES = """\
@prefix rico: <https://www.ica.org/standards/RiC/ontology#> .

"""


class RicO:
    """Exports documents and the archival units that are cited, as RiC-O in Turtle."""

    name: ClassVar[str] = "ric-o"
    summary: ClassVar[str] = "documents and cited archival units as linked data (RiC-O, Turtle)"
    needs_folder: ClassVar[bool] = False

    def write(self, edition: Edition, target: Path) -> None:
        """Write the graph to ``target``.

        Source: International Council on Archives, *Records in Contexts: Ontology*, 1.0, 2023.
        """
        base = f"urn:sha256:{edition.sources[0].text.sha256}#" if edition.sources else "urn:empty#"
        statements = [
            *(s for unit in archival_units(edition) for s in _unit_tree(base, unit)),
            *(s for item in citable(edition) for s in _record(base, item)),
        ]
        text = _PREFIXES + "".join(f"{statement}\n" for statement in statements)
        target.write_text(text, encoding="utf-8", errors="backslashreplace")


def _unit_tree(base: str, root: ArchivalUnit) -> Iterator[str]:
    holder = _address(base, root)
    yield _about(holder, "rico:CorporateBody", [("rico:name", _literal(root.name))])
    for unit in root.walk():
        if unit is root:
            continue
        above = _address(base, unit, unit.path[:-1])
        facts = [("rico:identifier", _literal(unit.name)), ("rico:name", _literal(_named(unit)))]
        if len(unit.path) > 2:
            facts.append(("rico:isOrWasIncludedIn", above))
        facts.append(("rico:hasOrHadHolder", holder))
        facts += [("rico:generalDescription", _literal(f"leaves {leaf}"))
                  for leaf in unit.neighbours()]  # fmt: skip
        yield _about(_address(base, unit), "rico:RecordSet", facts)


def _record(base: str, item: Citable) -> Iterator[str]:
    form = f"[ a rico:DocumentaryFormType ; rico:name {_literal(item.kind)} ]"
    facts = [
        ("rico:title", _literal(item.title)),
        ("rico:identifier", _literal(item.key)),
        ("rico:hasDocumentaryFormType", form),
    ]
    if item.date:
        typed = f"[ a rico:Date ; rico:expressedDate {_literal(item.date)} ]"
        facts.append(("rico:isAssociatedWithDate", typed))
    facts += [("rico:hasAuthor", _agent(name)) for name in item.authors]
    facts += [("rico:hasAddressee", _agent(name)) for name in item.recipients]
    if item.repository and item.shelfmark:
        facts.append(("rico:generalDescription", _literal(f"{item.repository}, {item.shelfmark}")))
    yield _about(f"<{base}{item.document}>", "rico:Record", facts)


def _agent(name: str) -> str:
    return f"[ a rico:Agent ; rico:name {_literal(name)} ]"


def _named(unit: ArchivalUnit) -> str:
    return f"{unit.level} {unit.name}"


def _address(base: str, unit: ArchivalUnit, path: tuple[tuple[str, str], ...] | None = None) -> str:
    """The address of a unit: its path, so that two of one number stay two."""
    steps = "/".join(f"{level}.{quote(name, safe='')}" for level, name in path or unit.path)
    return f"<{base}{steps}>"


def _about(subject: str, kind: str, facts: list[tuple[str, str]]) -> str:
    said = "".join(f" ;\n    {name} {value}" for name, value in facts)
    return f"{subject} a {kind}{said} ."


def _literal(words: str) -> str:
    """A Turtle string: JSON's escapes are Turtle's too."""
    return json.dumps(words, ensure_ascii=False)
