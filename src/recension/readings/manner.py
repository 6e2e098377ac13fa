"""How words are spoken: in whose words, and what is done with them."""

from __future__ import annotations

import re
from functools import cache

from recension.model.values import Mode
from recension.readings.turns import Turn
from recension.vocabularies.speech import speech

_QUOTED_SOON = re.compile(r"[\s:,\[…]*(?:that\s+)?[\"“«„]|[^.]{0,40}:\s*[\"“«„]")
_QUESTION = re.compile(r"\?[\"”»]?\s*$")
_ASIDE = re.compile(r"\s*(?:[(\[][^()\[\]\n]{1,60}[)\]]\s*)*")
_MARKS = re.compile(r"[\s\"“„«….*\[(-]*")


def manner_of(
    text: str, turn: Turn, is_record: bool | None, before: str | None
) -> tuple[Mode, str]:
    """Whether words are a speaker's own, and what is done with them.

    Args:
        text: the whole text.
        turn: what is said.
        is_record: whether the document reports speech; None where that is not known.
        before: what was done in the turn before.
    """
    report = turn.report
    words = text[report.end : turn.span.end]
    if report.said_of == "label":
        return _of_label(words, before)
    if _QUOTED_SOON.match(words):
        return "direct", report.act or _act_of(words, before)
    mode: Mode = "report" if is_record is False else "indirect"
    if before == "ask" and report.verb in speech().plain and report.said_of != "pronoun":
        return mode, "answer"
    return mode, report.act or _act_of(words, before)


def _of_label(words: str, before: str | None) -> tuple[Mode, str]:
    """A script's turn: a verb right after the label is the recorder's (``Tito: thanked …``)."""
    aside = _ASIDE.match(words)
    words = words[aside.end() :] if aside else words
    verb = _verb().match(words[:1].lower() + words[1:])
    told = verb and (words[0].islower() or (verb[0][-1] in "sd" and words[verb.end() :][:1] == " "))
    if verb and told and not _QUESTION.search(words):
        return "indirect", speech().acts[verb[0]]
    return "direct", _act_of(words, before)


def _act_of(words: str, before: str | None) -> str:
    """What is done with words that no verb brings in."""
    if _QUESTION.search(words):
        return "ask"
    marks = _MARKS.match(words)
    opening = _opening().match(words, marks.end() if marks else 0)
    if opening:
        return speech().openings[opening[0]]
    return "answer" if before == "ask" else "state"


@cache
def _verb() -> re.Pattern[str]:
    return _any_of(speech().acts)


@cache
def _opening() -> re.Pattern[str]:
    return _any_of(speech().openings)


def _any_of(words: object) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})\b")
