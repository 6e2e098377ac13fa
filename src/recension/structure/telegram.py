"""Telegrams among the headings: theirs open documents, and capitals inside them open none."""

from __future__ import annotations

from collections.abc import Iterator

from recension.model.finding import Finding, Findings
from recension.model.span import Span
from recension.model.values import CapitalText, RoleKind, TelegramHeading
from recension.structure.heading import Heading

_WIRED = "the heading of a telegram"
_SURE = 9.0


def with_telegrams(opening: list[Heading], findings: Findings) -> list[Heading]:
    """Headings with those of telegrams, and without what only looks like one behind them.

    Args:
        opening: the headings that open documents, in order.
        findings: with the telegrams' headings and the stretches in capitals.

    Returns:
        the same list where no telegram is found.
    """
    wired = findings.of(TelegramHeading)
    if not wired:
        return opening
    kept = [heading for heading in opening if not _is_inside(heading.span, wired, findings)]
    return sorted([*kept, *map(_heading, wired)], key=lambda heading: heading.span)


def _heading(finding: Finding[TelegramHeading]) -> Heading:
    subject = finding.value.subject or Span(finding.span.start, finding.span.start)
    heading = Heading(finding.span, subject, label=finding.value.number, kind="telegram")
    heading.clues[_WIRED] = _SURE
    return heading


def _is_inside(span: Span, wired: list[Finding[TelegramHeading]], findings: Findings) -> bool:
    """Whether a heading stands in capitals behind the heading of a telegram, or in it."""
    behind = any(telegram.span.start <= span.end for telegram in wired)
    return behind and findings.any_over(CapitalText, span)


def date_of(span: Span, findings: Findings) -> str | None:
    """The day of the telegram that a document begins with, if it is one."""
    wired = next(findings.overlapping(TelegramHeading, span), None)
    return wired.value.date if wired else None


def named(span: Span, findings: Findings) -> Iterator[tuple[RoleKind, Span]]:
    """Who sent the telegrams of a document, to whom they went, and who got a copy."""
    for finding in findings.overlapping(TelegramHeading, span):
        value = finding.value
        if value.sender:
            yield "sender", value.sender
        yield from (("receiver", name) for name in value.receivers)
        yield from (("informed", name) for name in value.informed)
        yield from (("distribution", name) for name in value.distribution)
