"""A synopsis as one ``alignments`` object of the edition's JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from recension.model.synopsis import Synopsis, Testimony
from recension.model.values import Group, Only


def synopsis_json(synopsis: Synopsis) -> str:
    """The alignment as JSON: offsets are code points into each record's decoded text."""
    alignment = synopsis.alignment
    table: dict[str, Any] = {"event": alignment.event} if alignment.event else {}
    table["witnesses"] = list(alignment.witnesses)
    table["groups"] = [_group(group) for group in alignment.groups]
    table["only"] = [_only(only) for only in alignment.only]
    if alignment.sentence_vectors:
        table["sentence_vectors"] = alignment.sentence_vectors
    if synopsis.absent:
        table["absent"] = [{"siglum": w.siglum, "name": w.name} for w in synopsis.absent]
    if synopsis.testimonies:
        table["testimonia"] = [
            told for testimony in synopsis.testimonies for told in _told(testimony)
        ]
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _told(testimony: Testimony) -> Iterator[dict[str, Any]]:
    for statement in testimony.statements:
        table: dict[str, Any] = {"witness": statement.witness, "claim": statement.claim}
        if testimony.label:
            table["note"] = testimony.label
        if testimony.about:
            about = testimony.about
            table["about"] = {"document": about.document, "start": about.start, "end": about.end}
        yield {**table, "start": statement.start, "end": statement.end, "words": statement.words}


def _group(group: Group) -> dict[str, Any]:
    table: dict[str, Any] = {"id": group.id}
    if group.label:
        table["label"] = group.label
    table["relation"] = group.relation
    table["confidence"] = group.confidence
    table["because"] = list(group.because)
    table["passages"] = [
        {"document": p.document, "start": p.start, "end": p.end} for p in group.passages
    ]
    return table | _decided((), group.proposal)


def _only(only: Only) -> dict[str, Any]:
    table: dict[str, Any] = {
        "document": only.document, "start": only.start, "end": only.end, "silence": only.silence
    }  # fmt: skip
    if only.confidence is not None:
        table["confidence"] = only.confidence
    if only.perhaps:
        table["perhaps"] = [
            {"document": p.document, "start": p.start, "end": p.end} for p in only.perhaps
        ]
    return table | _decided(only.because, only.proposal)


def _decided(because: tuple[str, ...], proposal: str | None) -> dict[str, Any]:
    """The editor's reasons, and what the program had, where an editor decided."""
    said: dict[str, Any] = {"because": list(because)} if because else {}
    return said | ({"proposal": proposal} if proposal else {})
