"""Contradiction by outcome: the question carried or lost, put off or decided, by another vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recension.collation.contradiction.sentence import Sentence
from recension.collation.quantities import value_of
from recension.collation.terms import NUMBER_WORDS
from recension.vocabularies.contradiction import contradiction_words

_NUMBER = r"(?:\d{1,3}|" + "|".join(NUMBER_WORDS) + r")"
_FEWEST_CALLED = 3
Tally = tuple[int, int]


def outcomes_differ(
    first: Sequence[Sentence], second: Sequence[Sentence]
) -> tuple[str, str] | None:
    """The words in which two passages have one question end otherwise.

    Asked of whole passages, as the question and the vote on it often stand in two sentences. Both
    must tell one outcome only; where both give votes, in numbers or by name, these are compared.

    Args:
        first: the sentences of one record's passage.
        second: those of the other's.

    Returns:
        the words of both; nothing where they agree or either does not tell.
    """
    texts = [" ".join(side.text for side in sentences) for sentences in (first, second)]
    tallies = [list(tallies_of(text)) for text in texts]
    if len(tallies[0]) == 1 and len(tallies[1]) == 1:
        (one, here), (other, there) = tallies[0][0], tallies[1][0]
        if _is_part(texts[0], one, other) or _is_part(texts[1], other, one):
            return None
        return (here, there) if one != other else None
    verdicts = [verdict_of(text) for text in texts]
    if verdicts[0] is None or verdicts[1] is None or verdicts[0][0] == verdicts[1][0]:
        return None
    return verdicts[0][1], verdicts[1][1]


def _is_part(text: str, tally: Tally, whole: Tally) -> bool:
    """Whether a roll is called that may go on outside the passage."""
    return names_votes(text) and sum(tally) < sum(whole)


def verdict_of(text: str) -> tuple[str, str] | None:
    """How the one question in a text was decided, and its words; nothing for none or several."""
    found: dict[str, str] = {}
    for match in _verdicts().finditer(text):
        found.setdefault(
            (match.lastgroup or "").rstrip("0123456789"), " ".join(match.group().split())
        )
    if _PUTTING_OFF.search(text) and found.keys() <= {"carried", "postponed"}:
        return ("postponed", found["postponed"]) if "postponed" in found else None
    return next(iter(found.items())) if len(found) == 1 else None


_PUTTING_OFF = re.compile(r"\b(?:postpon|defer|put off|adjourn)", re.IGNORECASE)


@cache
def _verdicts() -> re.Pattern[str]:
    """All phrases, the longest first, so that *not agreed to* is not read as *agreed to*."""
    phrases = sorted(
        ((len(p), kind, p) for kind, ps in contradiction_words().verdicts.items() for p in ps),
        reverse=True,
    )
    longest = [f"(?P<{kind}{n}>{re.escape(p)})" for n, (_, kind, p) in enumerate(phrases)]
    return re.compile(r"\b(?:" + "|".join(longest) + r")\b", re.IGNORECASE)


def tallies_of(text: str) -> Iterator[tuple[Tally, str]]:
    """The votes in a text as ayes and noes, each with its words.

    Found are *7 states for, and 3 against*, *carried, 7 to 3*, *ayes 7, noes 3*, lists of names
    after *Yeas* and *Nays* or *For it* and *Against it*, and roll calls (*Mass. ay. Con. no.*).
    """
    called = _roll_call(text)
    if called is not None:
        yield called
        return
    for pattern in _counts():
        for match in pattern.finditer(text):
            ayes, noes = (int(value_of(match[name])) for name in ("ayes", "noes"))
            yield (ayes, noes), " ".join(match.group().split())
            return
    listed = _lists(text)
    if listed is not None:
        yield listed


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    votes = contradiction_words().votes
    yes, no, voters, signs = (
        "|".join(map(re.escape, sorted(votes[kind], key=len, reverse=True)))
        for kind in ("yes", "no", "voters", "signs")
    )
    some = r"(?:\s+[a-z]+)?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b(?P<ayes>{_NUMBER}){some}\s+(?:{yes})\b[\s,;.:–—-]{{0,4}}(?:and\s+|to\s+)?"
            rf"(?P<noes>{_NUMBER}){some}\s+(?:{no})\b",
            rf"\b(?:{yes})[\s,:–—-]{{1,4}}(?P<ayes>{_NUMBER})\b[\s,;.:–—-]{{1,4}}(?:and\s+)?"
            rf"(?:{no})[\s,:–—-]{{1,4}}(?P<noes>{_NUMBER})\b",
            rf"\b(?P<ayes>{_NUMBER})\s+(?:{voters})\s+(?:to|against)\s+(?P<noes>{_NUMBER})\b",
            rf"\b(?:{signs})\b[^.;]{{0,50}}?\b(?P<ayes>{_NUMBER})\s*(?:to|against|–|-|—)\s*"
            rf"(?P<noes>{_NUMBER})\b(?!\s*(?:{'|'.join(_NO_VOTES)}))",
        )
    )


_NO_VOTES = (
    "days?",
    "weeks?",
    "months?",
    "years?",
    "percent",
    "per cent",
    "%",
    "million",
    "[ap]\\.?m",
)
_CALL = re.compile(
    r"(?P<who>[A-Z][\w^{}~]{0,12}(?:\.?\s?[A-Z][\w^{}~]{0,8}){0,2})(?:[.,}]{0,2}\s*-{1,2}|[.,}]{1,2}\s*|\s+)(?:being\s+)?"
    r"(?P<said>(?i:aye?|yes|no|div\w*[\^{}.\w]*))[.,;]?(?=\W|$)"
)


_ASIDE = re.compile(r"\([^()]*\)")
"""How members of a delegation voted stands in brackets behind its vote."""


def names_votes(text: str) -> bool:
    """Whether somebody's vote is named in a text, as a roll is called: *Del. no.*

    Args:
        text: a piece of a record.
    """
    return _CALL.search(_ASIDE.sub("", text)) is not None


def _roll_call(text: str) -> tuple[Tally, str] | None:
    """The roll as it was called: name and vote, name and vote."""
    calls = list(_CALL.finditer(_ASIDE.sub("", text)))
    if len(calls) < _FEWEST_CALLED:
        return None
    said = [m["said"].casefold()[:2] for m in calls]
    tally = (sum(s in ("ay", "ye") for s in said), sum(s == "no" for s in said))
    return tally, f"{tally[0]} ay, {tally[1]} no by the roll"


_LISTED = re.compile(
    r"\b(?:Yeas|Ayes|For (?:it|the \w+))\b[.:,\s—–-]+(?P<ayes>[A-Z][^:;]*?)"
    r"[.;—–-]+\d*[.;\s]*(?:Nays|Noes|Against (?:it|the \w+))\b[.:,\s—–-]+"
    r"(?P<noes>[A-Z][^:;]*?)(?:--\d+.*|\.?\s*$|\.\s+(?=[A-Z][a-z]+ [a-z]))"
)


def _lists(text: str) -> tuple[Tally, str] | None:
    """Names after *Yeas* and *Nays*, or after *For it* and *Against it*."""
    match = _LISTED.search(text)
    if match is None:
        return None
    tally = (len(_named(match["ayes"])), len(_named(match["noes"])))
    return tally, f"{tally[0]} for, {tally[1]} against by name"


def _named(words: str) -> list[str]:
    return [name for name in re.split(r",\s*|\s+and\s+", words) if name.strip(" .-")]
