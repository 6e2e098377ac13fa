"""Makes ``truth.json`` for the specimen's bulletin: finds each quotation and notes its offsets.

Quotations and what is true of them are data in ``quotations.py``. A quotation may be shortened
(``first words ... last words``) and disregards how lines are broken; it must stand in its document
exactly once unless it says which time. Run it from anywhere: ``python make_truth.py``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.editions.specimen import names_and_dates, synopsis  # noqa: E402
from tests.editions.specimen import quotations as said  # noqa: E402

SPECIMEN = HERE.parents[2] / "src" / "recension" / "specimen"
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
CALL = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d+\]")
Row = dict[str, Any]


def place(text: str, quotation: str, inside: tuple[int, int] | None = None, time: int = 0) -> Row:
    """Where a quotation stands: start and end.

    Args:
        text: the bulletin.
        quotation: its words, possibly with ``...`` for what is left out.
        inside: bounds to look in; the whole text where not given.
        time: which one, counted from 1; 0 says that there is one only.

    Raises:
        ValueError: it stands nowhere, or more than once and ``time`` is 0.
    """
    low, high = inside or (0, len(text))
    parts = [_loose(part) for part in quotation.split(" ... ")]
    found = list(re.compile(r"[\s\S]*?".join(parts)).finditer(text, low, high))
    if not found or (len(found) > 1 and not time):
        raise ValueError(f"stands there {len(found)} times: {quotation!r}")
    match = found[max(time - 1, 0)]
    return {"start": match.start(), "end": match.end()}


def documents(text: str) -> list[Row]:
    """The documents, each with the fields given for it."""
    rows = []
    for id_, kind, quotation, fields in said.DOCUMENTS:
        where = place(text, quotation, None, fields.get("time", 0))
        known = {name: value for name, value in fields.items() if name != "time"}
        rows.append({"id": id_, **where, "kind": kind, **known})
    return rows


def damage(text: str) -> list[Row]:
    """The damage; a break is a point after or before the words quoted."""
    rows = []
    for kind, quotation, message in said.DAMAGE:
        row = place(text, quotation)
        rows.append({"kind": kind, **row, "message": message})
    for kind, before, message in said.POINTS:
        end = place(text, before)["end"]
        rows.append({"kind": kind, "start": end, "end": end, "message": message})
    return _numbered("x", rows)


def notes(text: str, bounds: dict[str, tuple[int, int]], debris: list[Row]) -> list[Row]:
    """The notes: bodies are paragraphs that begin with their mark, anchors the calls of it."""
    rows = []
    for sequence in said.NOTES:
        bodies = dict(_bodies(text, place(text, sequence.bodies)))
        bodies |= {k: place(text, q) for k, q in sequence.unmarked.items()}
        calls = _calls(text, bounds[sequence.document], list(bodies.values()) + debris)
        for label in sequence.labels:
            anchors = [span for mark, span in calls if mark == label]
            rows.append(_note(label, bodies.get(label), anchors, sequence.document))
    rows += [_starred(text, *star) for star in said.STARRED]
    rows += [
        {"status": "tail", **place(text, tail), "anchors": [], "document": document}
        for tail, document in said.TAILS
    ]
    return _numbered("n", rows)


def _note(label: str, body: Row | None, anchors: list[Row], document: str) -> Row:
    status = "no-body" if body is None else "linked" if anchors else "no-call"
    if label in said.CUT.get(document, ()):
        status = "cut"
    return {"label": label, **(body or {}), "document": document, "anchors": anchors,
            "status": status}  # fmt: skip


def _starred(text: str, document: str, anchor: str, body: str) -> Row:
    at = place(text, anchor)["end"]
    return {"label": "*", **place(text, body), "document": document,
            "anchors": [{"start": at - 1, "end": at}], "status": "linked"}  # fmt: skip


def _bodies(text: str, region: Row) -> Iterator[tuple[str, Row]]:
    for match in re.compile(r"(?<![^\n])(\[\d+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d+) (?:[^\n]|\n(?!\n))*").finditer(
        text, region["start"], region["end"]
    ):
        start, end = match.start(1), match.end()
        while text[end - 1].isspace():
            end -= 1
        yield match[1].translate(SUPERSCRIPT).strip("[]"), {"start": start, "end": end}


def _calls(text: str, bounds: tuple[int, int], apart: list[Row]) -> list[tuple[str, Row]]:
    calls = []
    for match in CALL.finditer(text, *bounds):
        span = {"start": match.start(), "end": match.end()}
        if not any(a["start"] <= span["start"] < a["end"] for a in apart):
            calls.append((match[0].translate(SUPERSCRIPT).strip("[]"), span))
    return calls


def references(text: str) -> list[Row]:
    """The archival references and publications cited, with their levels."""
    rows = []
    for tradition, quotation, fields in said.REFERENCES:
        time = fields.get("time", 0)
        levels = {level: value for level, value in fields.items() if level != "time"}
        cites = "publication" if tradition == "publication" else "document"
        row = {**place(text, quotation, None, time), "tradition": tradition, **levels}
        rows.append({**row, "cites": cites})
    return _numbered("r", sorted(rows, key=lambda row: row["start"]))


def dates(text: str) -> list[Row]:
    """The dates; a quotation that stands several times means the same each time.

    Words that only say where stand behind a bar (``14| and 15 March``) or before it (``in |1953``).
    """
    taken: list[Row] = []
    for quotation, edtf in sorted(names_and_dates.DATES.items(), key=lambda item: -len(item[0])):
        before, bar, after = quotation.partition("|")
        for match in re.finditer(_words(before + after), text):
            row = {"start": match.start(), "end": match.end(), "edtf": edtf}
            if bar and after[:1].isdigit():
                row["start"] = match.end() - len(after)
            elif bar:
                row["end"] = match.start() + len(before)
            if not _hits(row, taken):
                taken.append(row)
    return sorted(taken, key=lambda row: row["start"])


def mentions(text: str, debris: list[Row]) -> list[Row]:
    """Every place where one of a person's names stands, the longest name first."""
    taken: list[Row] = list(debris)
    names = [
        (name, id_) for id_, person in names_and_dates.PERSONS.items() for name in person["names"]
    ]
    for name, person in sorted(names, key=lambda item: -len(item[0])):
        for match in re.finditer(_words(name), text):
            row = {"start": match.start(), "end": match.end(), "person": person}
            if not _hits(row, taken):
                taken.append(row)
    return sorted((row for row in taken if "person" in row), key=lambda row: row["start"])


def _words(name: str) -> str:
    return r"(?<!\w)" + _loose(name) + r"(?!\w)"


def _loose(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))


def _hits(row: Row, taken: list[Row]) -> bool:
    return any(row["start"] < t["end"] and t["start"] < row["end"] for t in taken)


def persons() -> list[Row]:
    """The persons with all their names."""
    return [
        {"id": id_, "name": p["name"], "variants": sorted(set(p["names"])), **p["facts"]}
        for id_, p in names_and_dates.PERSONS.items()
    ]


def utterances(text: str, bounds: dict[str, tuple[int, int]]) -> list[Row]:
    """The speeches of the Yugoslav record (its turns) and of the Soviet one (as quoted)."""
    rows = []
    for block in re.compile(r"([A-ZĐ])\[(\w+)\][^\n]*?:(?:[^\n]|\n(?!\n))*").finditer(
        text, *bounds["dB"]
    ):
        speaker = synopsis.SPEAKERS[f"{block[1]}{block[2]}"]
        rows.append({"start": block.start(), "end": block.end(), "document": "dB",
                     "speaker": speaker, "mode": "direct"})  # fmt: skip
    for quotation, speaker in synopsis.SAID_IN_A:
        rows.append({**place(text, quotation, bounds["dA"]), "document": "dA", "speaker": speaker,
                     "mode": "indirect"})  # fmt: skip
    return _numbered("u", rows)


def alignments(text: str, bounds: dict[str, tuple[int, int]]) -> list[Row]:
    """The synopsis of the conference by its three records."""
    groups = []
    for number, (label, relation, because, passages) in enumerate(synopsis.GROUPS, 1):
        rows = [{"document": f"d{s}", **place(text, q, bounds[f"d{s}"])} for s, q in passages]
        groups.append({"id": f"g{number}", "label": label, "relation": relation,
                       "because": [because], "passages": rows})  # fmt: skip
    only = [
        {"document": f"d{s}", **place(text, q, bounds[f"d{s}"]), "silence": silence}
        for s, q, silence in synopsis.ONLY
    ]
    return [{"event": "e1", "witnesses": ["dA", "dB", "dC"], "groups": groups, "only": only}]


def synopsis_of_records() -> Row:
    """The same synopsis over the loose files, for ``align-records``."""
    names = {letter: f"{letter.lower()}.txt" for letter in "ABC"}
    texts = {
        letter: (SPECIMEN / "records" / name).read_text(encoding="utf-8")
        for letter, name in names.items()
    }
    groups = [
        {"id": f"g{number}", "label": label, "relation": relation,
         "passages": [{"document": names[s], **place(texts[s], q)} for s, q in passages]}
        for number, (label, relation, _, passages) in enumerate(synopsis.GROUPS, 1)
    ]  # fmt: skip
    only = [
        {"document": names[s], **place(texts[s], q), "silence": silence}
        for s, q, silence in synopsis.ONLY
    ]
    witnesses = list(names.values())
    return {
        "about": {"pair": "specimen"},
        "documents": [],
        "alignments": [{"event": "e1", "witnesses": witnesses, "groups": groups, "only": only}],
    }


def testimonia(text: str) -> list[Row]:
    """What notes and the essay say of other witnesses."""
    rows = []
    for witness, claim, quotation in synopsis.TESTIMONIA:
        rows.append({**place(text, quotation), "witness": witness, "claim": claim, "event": "e1"})
    return rows


def _numbered(letter: str, rows: list[Row]) -> list[Row]:
    return [{"id": f"{letter}{number}", **row} for number, row in enumerate(rows, 1)]


def truth() -> Row:
    """The whole truth about ``bulletin.txt``, in the shape of ``edition.json``."""
    text = (SPECIMEN / "bulletin.txt").read_text(encoding="utf-8")
    docs = documents(text)
    bounds = {d["id"]: (d["start"], d["end"]) for d in docs}
    harm = damage(text)
    debris = [x for x in harm if x["kind"] == "garble"]
    return {
        "about": {"name": "bulletin.txt", "length": len(text)},
        "damage": harm,
        "documents": docs,
        "notes": notes(text, bounds, debris),
        "references": references(text),
        "persons": persons(),
        "mentions": mentions(text, debris),
        "dates": dates(text),
        "utterances": utterances(text, bounds),
        "events": synopsis.EVENTS,
        "alignments": alignments(text, bounds),
        "testimonia": testimonia(text),
        "letters": synopsis.LETTERS,
    }


def made() -> dict[str, str]:
    """The truths by their files' names."""
    truths = {"truth.json": truth(), "records-truth.json": synopsis_of_records()}
    return {
        name: json.dumps(rows, ensure_ascii=False, indent=1) + "\n" for name, rows in truths.items()
    }


if __name__ == "__main__":
    for name, content in made().items():
        (HERE / name).write_text(content, encoding="utf-8", newline="\n")
