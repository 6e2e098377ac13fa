"""Links from persons to authority files: ``authorities.csv`` in the edition folder.

The editor's file, made by hand or begun by ``recension reconcile``. Columns: ``name`` (as the
edition has it, or one of its forms), ``scheme`` (``wikidata``, ``gnd``, ``viaf`` …), ``id``, and
``match``: only rows that say *yes* are taken. Other columns are for the eye.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from recension.model.edition import Edition
from recension.model.errors import AuthoritiesError
from recension.model.values import Authority

NAME = "authorities.csv"
COLUMNS = ("name", "scheme", "id", "label", "score", "match")


def read_authorities(folder: Path) -> dict[str, tuple[Authority, ...]]:
    """The links in an edition folder by the person's name; none where there is no file.

    Raises:
        AuthoritiesError: the file is no table of that shape.
    """
    path = folder / NAME
    links: defaultdict[str, list[Authority]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = {"name", "scheme", "id", "match"} - set(rows.fieldnames or ())
            if missing:
                raise AuthoritiesError(str(path), f"has no column {min(missing)}", _MEND)
            for row in rows:
                if (row["match"] or "").strip().lower() == "yes" and row["id"] and row["name"]:
                    links[row["name"].strip()].append(Authority(row["scheme"], row["id"].strip()))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AuthoritiesError(str(path), f"cannot be read ({error})", _MEND) from error
    return {name: tuple(dict.fromkeys(found)) for name, found in links.items()}


_MEND = f"Correct the file (columns {', '.join(COLUMNS)}) or move it away"


def with_authorities(edition: Edition, links: dict[str, tuple[Authority, ...]]) -> Edition:
    """Give persons the links of their names; a form that several persons share gives none."""
    if not links:
        return edition
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for person in edition.persons:
        for name in (person.value.name, *person.value.variants):
            bearers[name].add(person.id)
    of_person: defaultdict[str, list[Authority]] = defaultdict(list)
    names = {person.value.name: person.id for person in edition.persons}
    for name, found in links.items():
        owner = names.get(name) or (min(bearers[name]) if len(bearers[name]) == 1 else None)
        if owner:
            of_person[owner] += found
    persons = tuple(
        replace(p, value=replace(p.value, authorities=tuple(dict.fromkeys(of_person[p.id]))))
        if p.id in of_person
        else p
        for p in edition.persons
    )
    return replace(edition, persons=persons)
