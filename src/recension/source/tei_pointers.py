"""Pointers in a TEI file: ``ref`` with a target, as cross-references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast, get_args

from lxml import etree

from recension.model.finding import Finding
from recension.model.span import Span
from recension.model.values import (
    CrossReference,
    CrossReferenceKind,
    CrossReferenceStatus,
    Value,
)
from recension.source.tei_elements import pieces, said
from recension.source.tei_layout import TEI, XML, Laid

_DOCUMENT = re.compile(r"d\d+[a-z]?")
_BECAUSE = "marked up as ref in the TEI file"


class Pointers:
    """Reads the pointers of a file.

    Args:
        root: the ``TEI`` element.
        laid: its text, and where its elements stand.
        targets: the findings that documents and notes became, by their ids.
    """

    def __init__(
        self, root: etree._Element, laid: Laid, targets: Mapping[str, Finding[Value]]
    ) -> None:
        self._laid, self._targets = laid, targets
        self._pages = {pb.get(f"{XML}id"): pb.get("n") for pb in root.iter(f"{TEI}pb")}
        self._ids = {e.get(f"{XML}id") for e in root.iterfind(f".//*[@{XML}id]")}

    def findings(self) -> Iterator[Finding[Value]]:
        """All pointers that have words, in order of place."""
        for element, span in pieces(self._laid, ("ref",)):
            if element.get("type") == "noteCall" or not len(span):
                continue
            value = _as_written(element, self._targets) or self._read(element, span)
            if value is not None:
                yield said(element, value, span, _BECAUSE)

    def _read(self, element: etree._Element, span: Span) -> CrossReference | None:
        target = (element.get("target") or "").split()[:1]
        if not target:
            return None
        file, _, own = target[0].partition("#")
        if file:
            kind: CrossReferenceKind = "document" if _DOCUMENT.fullmatch(own) else "work"
            return CrossReference(kind, None, "outside", target[0])
        if own in self._targets:
            return _to(self._targets[own], span)
        if own in self._pages:
            label = self._pages[own]
            return CrossReference("page", None, "resolved", f"page {label}" if label else None)
        status: CrossReferenceStatus = "resolved" if own in self._ids else "dangling"
        return CrossReference("place", None, status)


def _as_written(
    element: etree._Element, targets: Mapping[str, Finding[Value]]
) -> CrossReference | None:
    """A pointer that Recension wrote: its kind and status stand there."""
    kind, status = element.get("type"), element.get("subtype")
    if kind not in get_args(CrossReferenceKind) or status not in get_args(CrossReferenceStatus):
        return None
    target = targets.get((element.get("target") or "").lstrip("#"))
    return CrossReference(
        cast(CrossReferenceKind, kind),
        target.key if target else None,
        cast(CrossReferenceStatus, status),
        element.get("n"),
    )


def _to(target: Finding[Value], span: Span) -> CrossReference:
    """A pointer to a document or a note of this file."""
    is_note = type(target.value).__name__ == "Note"
    kind: CrossReferenceKind = "note" if is_note else "document"
    label = getattr(target.value, "label" if is_note else "number", None)
    status: CrossReferenceStatus = "self" if span.within(target.span) else "resolved"
    return CrossReference(kind, target.key, status, f"{kind} {label}" if label else None)
