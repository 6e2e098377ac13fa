"""How words are spoken: in whose words, and what is done with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recension.model.values import Mode
from recension.readings.reports import Report
from recension.readings.turns import Turn
from recension.vocabularies.prefix_tree import any_of
from recension.vocabularies.speech import speech, stances

_QUOTED_SOON = re.compile(r"[\s:,\[…]*(?:that\s+)?[\"“«„]|[^.]{0,40}:\s*[\"“«„]")
_QUESTION = re.compile(r"\?[\"”»’']*[⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\[\d{1,3}\])?(?:\s?\[[^\[\]]{2,120}\]\.?)?\s*$")
_ASIDE = re.compile(r"\s*(?:[(\[][^()\[\]\n]{1,60}[)\]]\s*)*")
_BRACKETED = re.compile(r"\s?\(([a-z][a-z ,-]{3,40})\)")
_AFTERWARDS = re.compile(r"\(([a-z][a-z ,-]{3,40})\)[.\s]*$")
_BESIDE = 14
_DOES = {"against": "object", "for": "agree", "proposes": "propose"}
_HEAD = 100
"""Characters after a plain verb in which a phrase tells the act."""
_MARKS = re.compile(r"[\s\"“„«….*\[(-]*")


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are spoken.

    Attributes:
        mode: in whose words.
        act: what is done with them.
        aside: how they were said, as it stands (``laughing``).
    """

    mode: Mode
    act: str
    aside: str | None = None


def manner_of(text: str, turn: Turn, is_record: bool | None, before: str | None) -> Manner:
    """Whether words are a speaker's own, what is done with them, and how they were said.

    Args:
        text: the whole text.
        turn: what is said.
        is_record: whether the document reports speech; None where that is not known.
        before: what was done in the turn before.
    """
    report = turn.report
    words = text[report.end : turn.span.end]
    aside = _aside(text[report.start : report.end], words)
    if report.said_of.endswith("label"):
        mode, act = _of_label(words, before)
    elif _QUOTED_SOON.match(words):
        asks = report.act in (None, "state") and _QUESTION.search(words)
        mode, act = "direct", "ask" if asks else report.act or _act_of(words, before)
    else:
        mode = "report" if is_record is False else "indirect"
        act = _of_told(report, words, before)
    if aside and act == "state" and any(word in aside for word in speech().joking):
        act = "joke"
    return Manner(mode, act, aside)


def _of_told(report: Report, words: str, before: str | None) -> str:
    """What is done with reported words: by the verb, else by a phrase at their head."""
    act = report.act or _act_of(words, before)
    if report.verb in speech().plain and report.said_of != "pronoun" and before == "ask":
        act = "state" if act == "inform" else act
    elif act != "state":
        return act
    head = " ".join(words[:_HEAD].casefold().split())
    if head.startswith(("in reply", "in answer")):
        return "answer"
    for does, phrases in _phrases():
        if phrases.search(head):
            return does
    plain = report.verb in speech().plain and report.said_of != "pronoun"
    return "answer" if plain and before == "ask" else act


def _aside(head: str, words: str) -> str | None:
    """A stage direction: in brackets after the name or after the words, or beside the verb."""
    bracketed = _BRACKETED.search(head) or _BRACKETED.match(words)
    if bracketed:
        return bracketed[1]
    after = _AFTERWARDS.search(words)
    if after and any(word in after[1].split() for word in speech().stage):
        return after[1]
    beside = f"{head} {words[:_BESIDE]}".replace(",", " ").split()
    return next((word for word in beside if word in speech().stage), None)


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
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each act the phrases that tell it where the verb does not."""
    told = stances().phrases
    return tuple((does, re.compile(any_of(told[kind]))) for kind, does in _DOES.items())


@cache
def _verb() -> re.Pattern[str]:
    return _any_of(speech().acts)


@cache
def _opening() -> re.Pattern[str]:
    return _any_of(speech().openings)


def _any_of(words: object) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})\b")
