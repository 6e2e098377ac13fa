"""What waits for an editor's word: what the program is least sure of, first.

What the editor has decided waits no more. Beside what the program says, some of what it does not
say: records of one day that it did not join, as a meeting that was missed is nowhere else seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from recension.edition.decisions_on_findings import said_of
from recension.edition.deed import EDITOR, shortened
from recension.model.edition import Edition, Entry
from recension.model.values import Document, Group

_SURE = 0.95
_RECORDS = frozenset(("record", "minutes", "memorandum", "report"))
_MOST_A_DAY = 6
_NOT_JOINED = 0.5
_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits.

    Attributes:
        address: how to name it in a decision.
        sure: how sure the program is, 0-1.
        says: what it says.
        words: what stands there: whose words, and the words.
        because: the program's reasons.
        join: the addresses to join, where it is a question of joining.
    """

    address: str
    sure: float
    says: str
    words: tuple[tuple[str, str], ...] = ()
    because: tuple[str, ...] = ()
    join: tuple[str, ...] = ()


def waiting(edition: Edition, kinds: tuple[str, ...]) -> list[Waiting]:
    """What waits, least sure first.

    Args:
        edition: as built.
        kinds: of :data:`KINDS`.
    """
    found = (item for kind in kinds for item in KINDS[kind](edition))
    return sorted((item for item in found if item.sure < _SURE), key=lambda item: item.sure)


def _groups(edition: Edition) -> Iterator[Waiting]:
    several = sum(bool(entry.value.groups) for entry in edition.alignments) > 1
    sources = {row.id: row.source for row in edition.documents}
    for entry in edition.alignments:
        for group in entry.value.groups:
            if not _decided(group.because):
                name = f"{entry.id}.{group.id}" if several else group.id
                says = f"{group.relation}{': ' + group.label if group.label else ''}"
                words = tuple(_passages(edition, group, sources))
                yield Waiting(name, group.confidence, says, words, group.because)


def _passages(
    edition: Edition, group: Group, sources: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    for passage in group.passages:
        source = sources.get(passage.document)
        if source is not None:
            text = edition.source_by_id[source].text[passage.start : passage.end]
            yield passage.document, shortened(text, _LENGTH)


def _events(edition: Edition) -> Iterator[Waiting]:
    for event in edition.events:
        printed = [w.document for w in event.value.witnesses if w.document is not None]
        if len(printed) > 1 and not _decided(event.because):
            words = tuple((d, _title(edition, d)) for d in printed)
            sure = min(event.confidence, 0.9)
            yield Waiting(event.id, sure, event.value.label, words, event.because)
    yield from _not_joined(edition)


def _not_joined(edition: Edition) -> Iterator[Waiting]:
    """Records of one day that the program did not join and nobody parted."""
    spoken = {d.quotation for d in edition.decisions if d.target.startswith("events")}
    by_day: dict[str, list[Entry[Document]]] = {}
    for row in edition.documents:
        if (
            row.value.kind in _RECORDS
            and row.value.date
            and len(row.value.date) >= len("1946-05-27")
        ):
            by_day.setdefault(row.value.date[:10], []).append(row)
    for day, rows in by_day.items():
        for one, other in combinations(rows, 2) if len(rows) <= _MOST_A_DAY else ():
            together = one.value.event is not None and one.value.event == other.value.event
            known = any(q and edition.words(r).startswith(q) for q in spoken for r in (one, other))
            if not together and not known:
                words = tuple((r.id, _title(edition, r.id)) for r in (one, other))
                says = f"not joined, though both name {day}"
                yield Waiting(f"{one.id} {other.id}", _NOT_JOINED, says, words, (),
                              (one.id, other.id))  # fmt: skip


def _title(edition: Edition, document: str) -> str:
    row = next((r for r in edition.documents if r.id == document), None)
    if row is None:
        return document
    return shortened(row.value.title or edition.words(row), _LENGTH)


def _persons(edition: Edition) -> Iterator[Waiting]:
    """Persons who are named in several forms, and are the less sure the doubtfuller the forms."""
    named: dict[str, list[tuple[float, str, str]]] = {}
    for mention in edition.mentions:
        if not _decided(mention.because):
            words = " ".join(edition.words(mention).split())
            named.setdefault(mention.value.person, []).append(
                (mention.confidence, words, mention.id)
            )
    for person in edition.persons:
        forms: dict[str, tuple[float, str, str]] = {}
        for sure, words, name in sorted(named.get(person.id, [])):
            forms.setdefault(words, (sure, words, name))
        others = [form for form in forms.values() if form[1] != person.value.name]
        if others and not _decided(person.because):
            least = min(others)
            shown = tuple((name, words) for _, words, name in sorted(others)[:4])
            sure = min(least[0], person.confidence)
            yield Waiting(
                person.id, sure, f"one person: {person.value.name}", shown, person.because
            )


def _findings(table: str) -> Callable[[Edition], Iterator[Waiting]]:
    def found(edition: Edition) -> Iterator[Waiting]:
        for row in getattr(edition, table):
            if not _decided(row.because):
                says = said_of(edition, table, row).rpartition(" (")[0]
                words = shortened(edition.words(row), _LENGTH)
                shown = ((row.source or "", words),) if words else ()
                yield Waiting(row.id, row.confidence, says, shown, row.because)

    return found


def _decided(because: tuple[str, ...]) -> bool:
    return any(reason.startswith(EDITOR) for reason in because)


#: What can wait, by the name under which it is asked for.
KINDS: Mapping[str, Callable[[Edition], Iterator[Waiting]]] = {
    "events": _events,
    "groups": _groups,
    "persons": _persons,
    "damage": _findings("damage"),
    "notes": _findings("notes"),
    "dates": _findings("dates"),
    "testimonia": _findings("testimonia"),
    "cross-references": _findings("cross_references"),
    "speech": _findings("utterances"),
}
