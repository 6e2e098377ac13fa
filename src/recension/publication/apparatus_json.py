"""Copies of one text as one ``alignments`` object, with the readings of every place."""

from __future__ import annotations

import json
from typing import Any

from recension.model.apparatus import ACCIDENTAL, Apparatus, Attested, VariantKind, Variation
from recension.model.values import Relation


def relation_of(kind: VariantKind) -> Relation:
    """The contract's word for a kind of variant.

    Copies that differ in spacing, stops, capitals or marks agree; where one has more, it expands;
    other letters or words contradict.
    """
    if kind in ACCIDENTAL:
        return "agrees"
    if kind in ("omission", "block"):
        return "expands"
    return "paraphrases" if kind == "order" else "contradicts"


def apparatus_json(apparatus: Apparatus) -> str:
    """The collation as JSON.

    Agreeing stretches are groups without ``readings``. ``best`` lists the stretches of copies that,
    joined, are the best text; ``only`` has the blocks that are in one copy alone.
    """
    table = {
        "witnesses": [copy.name for copy in apparatus.copies],
        "groups": _groups(apparatus),
        "only": [_passage(a) for place in apparatus.places for a in _alone(apparatus, place)],
        "best": [_passage(stretch) for stretch in apparatus.best],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _groups(apparatus: Apparatus) -> list[dict[str, Any]]:
    first = apparatus.copies[0].name
    rows = [(_at(list(stretch), first), 0, _agreeing(stretch)) for stretch in apparatus.agreement]
    for place in apparatus.places:
        every = [a for reading in place.readings for a in reading.attested]
        rows.append((_at(every, first), 1, _differing(place)))
    rows.sort(key=lambda row: row[:2])
    return [{"id": f"g{number}", **row} for number, (_, _, row) in enumerate(rows, 1)]


def _at(attested: list[Attested], name: str) -> int:
    return next(a.start for a in attested if a.copy == name)


def _agreeing(stretch: tuple[Attested, ...]) -> dict[str, Any]:
    return {
        "relation": "agrees", "confidence": 1.0, "because": ["the same words"],
        "passages": [_passage(a) for a in stretch],
    }  # fmt: skip


def _differing(place: Variation) -> dict[str, Any]:
    every = [a for reading in place.readings for a in reading.attested]
    return {
        "relation": relation_of(place.kind),
        "kind": place.kind,
        "confidence": place.confidence,
        "because": list(place.because),
        "passages": [_passage(a) for a in every],
        "readings": [
            {"text": reading.words, "witnesses": [a.copy for a in reading.attested]}
            for reading in place.readings
        ],
        "best": place.best,
    }


def _alone(apparatus: Apparatus, place: Variation) -> list[Attested]:
    having = [a for reading in place.readings if reading.words for a in reading.attested]
    return having if place.kind == "block" and len(having) == 1 else []


def _passage(attested: Attested) -> dict[str, Any]:
    return {"document": attested.copy, "start": attested.start, "end": attested.end}
