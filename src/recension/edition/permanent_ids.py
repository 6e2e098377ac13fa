"""Ids that outlive a rebuilding: what was cited as ``d12`` yesterday is ``d12`` tomorrow.

Rows are numbered in the order of their places, so one document more at the beginning would move
all numbers. A row of the new build that is the same thing as one of the former build keeps that
one's id; what is new gets a number never used before; where a cited document is no more, its
address leads to the document in which its first words now stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from recension.edition.assembly import resolved
from recension.model.edition import TABLES, Edition, Entry, FormerAddress, KnownId, Table

#: The tables whose ids are addresses that people cite.
CITED = ("documents", "notes", "references", "persons", "events", "alignments")
_OPENING = 80
_LETTERS = re.compile(r"\w+")

Key = Callable[[Edition, Entry[Any]], Hashable]


def with_permanent_ids(edition: Edition, former: Edition) -> Edition:
    """Give what the former build had its former ids.

    Args:
        edition: built anew, with ids of its own.
        former: what lay in the same folder before; of its tables those in ``CITED`` are asked.

    Returns:
        the edition with ids renamed everywhere, and with its former addresses.
    """
    names = _Names(edition, former)
    tables: dict[str, Any] = {}
    for table in TABLES:
        rows = getattr(edition, table.name)
        tables[table.name] = tuple(_renamed(row, names.new) for row in rows)
    renamed = replace(edition, **tables)
    gone = [row for row in former.documents if row.id not in {d.id for d in renamed.documents}]
    addresses = {old.former: old for old in _still_leading(former.former_addresses, renamed, gone)}
    for row in gone:
        addresses[row.id] = FormerAddress(row.id, _now(former, row, renamed))
    return replace(
        renamed,
        former_addresses=tuple(addresses[key] for key in sorted(addresses)),
        known_ids=tuple(_remembered(former, renamed)),
    )


@dataclass
class _Names:
    """For each id of the new build the id that it gets."""

    edition: Edition
    former: Edition
    new: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in TABLES:
            rows = getattr(self.edition, table.name)
            self.new.update({row.id: row.id for row in rows})
            if table.name in CITED:
                self._rename(table, rows)

    def _rename(self, table: Table, rows: Iterable[Entry[Any]]) -> None:
        kept = dict(self._kept(table, list(rows)))
        used = {int(row.id[1:]) for row in getattr(self.former, table.name)}
        used |= {int(old.former[1:]) for old in self.former.former_addresses
                 if old.former.startswith(table.prefix)}  # fmt: skip
        known = {old.sign: old.id for old in self.former.known_ids if old.id[0] == table.prefix}
        used |= {int(name[1:]) for name in known.values()}
        fresh = max(used, default=0)
        for row in rows:
            if row.id in kept:
                self.new[row.id] = kept[row.id]
            elif known and (name := known.pop(_sign(self.edition, row, table.name), None)):
                self.new[row.id] = name
            else:
                fresh += 1
                self.new[row.id] = f"{table.prefix}{fresh}"

    def _kept(self, table: Table, rows: list[Entry[Any]]) -> Iterator[tuple[str, str]]:
        """New id, former id: by the surest sign first, and each former row once."""
        left = list(getattr(self.former, table.name))
        for key in _KEYS.get(table.name, _BY_PLACE):
            there = _by_key(self.former, left, key)
            matched: set[str] = set()
            for row in list(rows):
                same = there.get(key(self.edition, row))
                if same:
                    former = same.pop(0)
                    matched.add(former.id)
                    rows.remove(row)
                    yield row.id, former.id
            left = [row for row in left if row.id not in matched]


def _remembered(former: Edition, edition: Edition) -> Iterator[KnownId]:
    """The ids of rows that are no more where decisions were taken: an undone one brings them back.

    What is gone because the copy or the program changed is not remembered so.
    """
    there = {row.id for name in CITED for row in getattr(edition, name)}
    known = {old.id: old for old in former.known_ids}
    if former.decisions or edition.decisions:
        for name in CITED:
            for row in getattr(former, name):
                known[row.id] = KnownId(row.id, _sign(former, row, name))
    yield from (known[name] for name in sorted(known) if name not in there)


def _sign(edition: Edition, row: Entry[Any], table: str) -> str:
    """By what a row that comes back is known again: the surest sign that it has."""
    keys = _KEYS.get(table, _BY_PLACE)
    return repr(next((sign for key in keys if (sign := key(edition, row)) is not None), row.id))


def _by_key(
    edition: Edition, rows: Iterable[Entry[Any]], key: Key
) -> dict[Hashable, list[Entry[Any]]]:
    """Rows by their sign; two persons of one name are told apart by their order."""
    found: dict[Hashable, list[Entry[Any]]] = {}
    for row in rows:
        sign = key(edition, row)
        if sign is not None:
            found.setdefault(sign, []).append(row)
    return found


def _place(edition: Edition, row: Entry[Any]) -> Hashable:
    """Where a row stands in the very same source."""
    if row.source is None or row.span is None:
        return None
    return edition.source_by_id[row.source].sha256, row.span.start, row.span.end


def _start(edition: Edition, row: Entry[Any]) -> Hashable:
    """Where it begins there: its end may have been mistaken before."""
    place = _place(edition, row)
    return place[:2] if isinstance(place, tuple) else None


def _opening(edition: Edition, row: Entry[Any]) -> Hashable:
    """Its first words, in a source of the same name that has been corrected since."""
    if row.source is None or row.span is None:
        return None
    source = edition.source_by_id[row.source]
    return source.name, _first_words(source.text, row.span.start, row.span.end)


def _first_words(text: str, start: int, end: int) -> str:
    stop = min(end, start + 4 * _OPENING)
    words = " ".join(match[0] for match in _LETTERS.finditer(text, start, stop))
    return words[:_OPENING].casefold()


def _name(_edition: Edition, row: Entry[Any]) -> Hashable:
    return str(row.value.name).casefold()


def _label(_edition: Edition, row: Entry[Any]) -> Hashable:
    return row.value.label, row.value.date


def _witnesses(edition: Edition, row: Entry[Any]) -> Hashable:
    """The beginnings of the records that an alignment sets side by side."""
    rows = {entry.id: entry for entry in edition.documents}
    return tuple(_opening(edition, rows[name]) for name in row.value.witnesses if name in rows)


_BY_PLACE: tuple[Key, ...] = (_place, _start, _opening)
_KEYS: Mapping[str, tuple[Key, ...]] = {
    "persons": (_name,), "events": (_label,), "alignments": (_witnesses,),
}  # fmt: skip


def _renamed(row: Entry[Any], names: Mapping[str, str]) -> Entry[Any]:
    return replace(row, id=names[row.id], value=resolved(row.value, names))


def _still_leading(
    addresses: Iterable[FormerAddress], edition: Edition, gone: Iterable[Entry[Any]]
) -> Iterator[FormerAddress]:
    """Former addresses, as far as they lead to what is there; one that led to what is gone, on."""
    there = {row.id for row in edition.documents}
    lost = {row.id for row in gone}
    for address in addresses:
        if address.former not in there:
            leads = address.now if address.now not in lost else None
            yield FormerAddress(address.former, leads)


def _now(former: Edition, row: Entry[Any], edition: Edition) -> str | None:
    """The document in which the first words of one that is no more now stand."""
    if row.source is None or row.span is None:
        return None
    old = former.source_by_id[row.source]
    source = next((s for s in edition.sources if s.text.name == old.name), None)
    words = " ".join(old.text[row.span.start : row.span.end][: 2 * _OPENING].split()[:8])
    if source is None or not words:
        return None
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, source.text.text)
    holding = [
        entry for entry in edition.documents
        if found and entry.source == source.id and entry.span
        and entry.span.start <= found.start() < entry.span.end
    ]  # fmt: skip
    return min(holding, key=lambda entry: len(entry.span or ())).id if holding else None
