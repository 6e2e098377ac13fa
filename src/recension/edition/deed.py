"""What carrying out a decision is: a deed, its reason in words, and that it cannot be done."""

from __future__ import annotations

from dataclasses import dataclass

from recension.model.edition import Decision

#: What evidence begins with where an editor decided.
EDITOR = "the editor decided it"


#: The problem of a decision that does not hold in the end.
OVERRULED = "a later decision says otherwise"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision.

    Attributes:
        had: what the program had where it was carried out.
        problem: why it was not carried out, or does not hold; None where all is well.
    """

    had: str | None = None
    problem: str | None = None


class CannotDo(Exception):
    """A decision that cannot be carried out, with the reason in the historian's words."""


def why(decision: Decision) -> str:
    """What the evidence of a decided row says first: that it was decided, where, and why."""
    said = f"{EDITOR} ({decision.id})"
    return f"{said}: {decision.reason}" if decision.reason else said


def union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What is in either, each once, in order."""
    return tuple(dict.fromkeys((*one, *other)))


def shortened(words: str | None, length: int = 60) -> str:
    """The first of some words, on one line."""
    flat = " ".join((words or "")[: 3 * length].split())
    return flat if len(flat) <= length else f"{flat[:length]} …"


def nowhere(quotation: str | None) -> str:
    """The problem of words that are not found."""
    return f"“{shortened(quotation)}” stands nowhere" if quotation else "it quotes no words"
