"""Which records of an edition report one event, and their synopsis.

A wrong marriage is worse than a missed one (:mod:`recension.collation.marriage` says what makes
one); the editor can join more. Whoever comes to a party of several must fit every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from recension.collation.alignment import align
from recension.collation.marriage import Marriages, Row
from recension.collation.meaning import Vectors
from recension.collation.meeting import Meeting
from recension.collation.told_together import Pair
from recension.model.edition import Edition, Entry
from recension.model.values import Event, Witness
from recension.vocabularies.events import event_words

_SIGLA = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def events_of(edition: Edition, vectors: Vectors | None = None) -> Edition:
    """Add to an edition the events that several of its records report, and their alignments.

    Args:
        edition: with its documents; events that it has already are kept.
        vectors: what gives sentences vectors, where these are to have a vote in the alignments;
            they have none in what is one event.

    Returns:
        the edition with events, alignments, and the records' ``event`` filled; the very same
        edition where no two records can be joined.
    """
    marriages = Marriages(edition)
    parties = _parties(marriages)
    if not parties:
        return edition
    events, alignments, of_document = list(edition.events), list(edition.alignments), {}
    for party, sure, because in parties:
        name = f"e{len(events) + 1}"
        rows = [row for row in edition.documents if row.id in party]
        aligned = align([marriages.record(row) for row in rows], event=name, vectors=vectors)
        many = len(aligned.groups)
        told = (
            f"{many} passage{'' if many == 1 else 's'} of theirs report{'s' * (many == 1)} the same"
        )
        event = _event(rows, marriages.meetings)
        events.append(Entry(name, event, confidence=sure, because=(*because, told)))
        alignments.append(Entry(f"a{len(alignments) + 1}", aligned))
        of_document.update({row.id: name for row in rows})
    documents = tuple(
        replace(row, value=replace(row.value, event=of_document[row.id]))
        if row.id in of_document
        else row
        for row in edition.documents
    )
    return replace(edition, documents=documents, events=tuple(events), alignments=tuple(alignments))


_COUNTED = re.compile(
    rf"{event_words().numbered.pattern}(?:\s+(?:of|with|between)\s+[^,;:\[\]]*)?", re.IGNORECASE
)

Party = tuple[list[str], float, tuple[str, ...]]


def _parties(marriages: Marriages) -> list[Party]:
    """The ids of the records of each event, with the evidence; the surest marriages go first."""
    wed = sorted(marriages.found(), key=lambda m: (-m.strength, m.pair))
    pairs = {m.pair for m in wed}
    parties: list[Party] = []
    home: dict[str, int] = {}
    for marriage in wed:
        one, other = marriage.pair
        if one not in home and other not in home:
            home[one] = home[other] = len(parties)
            parties.append(([one, other], marriage.sure, marriage.because))
        elif (one in home) != (other in home):
            newcomer, at = (one, home[other]) if other in home else (other, home[one])
            members, sure, because = parties[at]
            if _fits(newcomer, members, pairs, marriages):
                home[newcomer] = at
                every = dict.fromkeys((*because, *marriage.because))
                parties[at] = ([*members, newcomer], min(sure, marriage.sure), tuple(every))
    order = {name: number for number, name in enumerate(marriages.meetings)}
    return sorted(parties, key=lambda party: min(order[name] for name in party[0]))


def _fits(
    newcomer: str, members: Sequence[str], pairs: Collection[Pair], marriages: Marriages
) -> bool:
    """Whether a record is married to half of a party at least, and contradicts none of it."""
    known = sum((m, newcomer) in pairs or (newcomer, m) in pairs for m in members)
    return 2 * known >= len(members) and not any(marriages.parted(m, newcomer) for m in members)


def _event(party: Sequence[Row], meetings: Mapping[str, Meeting]) -> Event:
    heard = [meetings[row.id] for row in party]
    place = next((m.row.value.place for m in heard if m.held and m.row.value.place), None)
    present = dict.fromkeys(p for row in party for p in row.value.participants)
    sigla = _sigla([m.row for m in heard])
    witnesses = tuple(
        Witness(siglum, row.id, row.value.title) for siglum, row in zip(sigla, party, strict=True)
    )
    date = _date(heard)
    return Event(event_label(party, place, date), date, place, tuple(present), witnesses)


def _sigla(party: Sequence[Row]) -> list[str]:
    """The letters by which the print itself numbers its records, else ``A``, ``B`` … in order."""
    printed = [row.value.number or "" for row in party]
    if len(set(printed)) == len(printed) and all(re.fullmatch("[A-Z]", n) for n in printed):
        return printed
    return [_SIGLA[place % len(_SIGLA)] for place in range(len(party))]


def event_label(rows: Sequence[Row], place: str | None, date: str | None) -> str:
    """What an event is called: *Meeting of 1947-11-03, Orsova*, *546th Meeting of the Council …*.

    Args:
        rows: its printed records; a title that counts the meeting names it.
        place: where it was.
        date: when it was, as EDTF; of an interval the first day is named.
    """
    day = (date or "").split("/")[0]
    counted = next((m for row in rows if (m := _COUNTED.search(row.value.title or ""))), None)
    if counted is not None:
        return ", ".join(filter(None, (counted[0].strip(), day, place)))
    if not place and not day:
        return f"What “{rows[0].value.title or rows[0].id}” reports"
    return f"Meeting of {day}" + (f", {place}" if place else "") if day else f"Meeting, {place}"


def _date(heard: Sequence[Meeting]) -> str | None:
    """The day, or the days from the first to the last, that all records name which name one."""
    told = [m for m in heard if m.held or not m.alone]  # a loose letter's day is its writing's
    named = [m.days for m in told if m.days and not any("X" in day for day in m.days)]
    common = sorted(frozenset.intersection(*named)) if named else []
    if not common and not any(m.held for m in heard):
        written = [m.days | ({m.written} if m.written else set()) for m in heard]
        common = sorted(frozenset.intersection(*written))
    if not common:
        held = next((m.days for m in heard if m.held and m.days), frozenset())
        common = sorted(day for day in held if "X" not in day)
    return None if not common else common[0] if len(common) == 1 else f"{common[0]}/{common[-1]}"
