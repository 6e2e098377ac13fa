"""The people of documents: who was present and who recorded, once names are read as persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recension.model.finding import Finding, Findings
from recension.model.span import Span
from recension.model.values import Document, Mention, Role

_PRESENT = ("present", "interpreter")
_RECORDS = ("record", "minutes")


def with_person(role: Role, span: Span, findings: Findings) -> Role:
    """A role with the person whose mention covers most of the name; as it is where none does.

    Args:
        role: what a head or foot says.
        span: where the name stands.
        findings: all that was found on the source.
    """
    mentions = findings.overlapping(Mention, span)
    best = max(mentions, key=lambda mention: _shared(mention, span), default=None)
    return replace(role, person=best.value.person) if best is not None else role


def _shared(mention: Finding[Mention], span: Span) -> int:
    return min(mention.span.end, span.end) - max(mention.span.start, span.start)


def with_people(document: Document, roles: Iterable[Role]) -> Document:
    """A document with those present and its recorder, where nothing has said them yet.

    A record or minutes that name no recorder were recorded by whoever drafted them.

    Args:
        document: what is known of it.
        roles: those of this document, in order, with their persons.
    """
    known = [role for role in roles if role.person is not None]
    present = tuple(dict.fromkeys(r.person for r in known if r.kind in _PRESENT and r.person))
    writers = [role.person for role in known if role.kind == "recorder"]
    if document.kind in _RECORDS:
        writers += [role.person for role in known if role.kind == "drafter"]
    return replace(
        document,
        participants=document.participants or present,
        recorder=document.recorder or next(iter(writers), None),
    )
