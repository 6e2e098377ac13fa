"""A synopsis as one ``alignments`` object of the edition's JSON."""

from __future__ import annotations

import json
from typing import Any

from recension.model.synopsis import Synopsis
from recension.model.values import Group, Only


def synopsis_json(synopsis: Synopsis) -> str:
    """The alignment as JSON: offsets are code points into each record's decoded text."""
    alignment = synopsis.alignment
    table: dict[str, Any] = {"event": alignment.event} if alignment.event else {}
    table["witnesses"] = list(alignment.witnesses)
    table["groups"] = [_group(group) for group in alignment.groups]
    table["only"] = [_only(only) for only in alignment.only]
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


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
    return table | _decided(only.because, only.proposal)


def _decided(because: tuple[str, ...], proposal: str | None) -> dict[str, Any]:
    """The editor's reasons, and what the program had, where an editor decided."""
    said: dict[str, Any] = {"because": list(because)} if because else {}
    return said | ({"proposal": proposal} if proposal else {})
