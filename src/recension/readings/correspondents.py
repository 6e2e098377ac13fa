"""Reads from a letter who wrote it to whom, and which letter it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recension.model.finding import Findings
from recension.model.span import Span
from recension.model.values import Date

_FROM_TO = re.compile(
    r"\b(?:From|from|(?:Letter|Note|Telegram|Message|Despatch|Dispatch|Communication|Cable|Appeal|"
    r"Reply|Memorandum|Instruction)s?\s(?:of|by))\s(?P<sender>.{3,160}?),?\s[Tt]o\s(?P<receiver>.{3,200}?)"
    r"(?=,?\s(?:with|concerning|regarding|on\sthe|dated)\b|[\s.¹²³⁴⁵⁶⁷⁸⁹⁰\d\[\]*]*\Z)",
    re.DOTALL,
)
_NAME_TO_NAME = re.compile(
    r"\A[\s*\d.\[\]]*(?:No\.\s\d+\.?\s)?"
    r"(?P<sender>(?:The\s|[A-Z]\w{0,4}\.\s|[A-Z])[^:;\n]{2,120}?)\sto\s"
    r"(?P<receiver>(?:the\s|[A-Z])[^:;]{2,140}?)[\s.¹²³⁴⁵⁶⁷⁸⁹⁰\d\[\]*]*\Z"
)
_TO_LINE = re.compile(r"(?m)^[ \t]*T[oO]:?\s(?P<receiver>[^\n]{4,120}(?:\n[^\n]{3,80})?)\n[ \t]*\n")
_SALUTATION = re.compile(
    r"(?m)(?:^[ \t]*|\n)(?:(?i:My\s)?(?i:Dear))\s(?P<receiver>[^\n:,!]{2,60})[:,!]"
)
_NOBODY = frozenset(("sir", "sirs", "madam", "gentlemen", "friend", "friends", "comrade",
                     "comrades", "colleague", "colleagues", "sir and friend"))  # fmt: skip
_SIGNATURE = re.compile(
    r"(?m)^[ \t]*(?P<sender>[A-Z][A-Z.’' -]{1,30}[A-Z]{3,20}|[A-Z]{4,20})\.?[ \t]*$"
)
_CLOSING = re.compile(
    r"(?m)(?:[Ss]ervant|[Ss]incerely|[Tt]ruly|[Ff]aithfully|[Rr]espectfully|[Rr]egards|[Gg]reetings|"
    r"[Ww]ishes)[^\n]{0,30},?[ \t]*\n\s*(?P<sender>[A-Z][^\n]{3,50})$"
)
_ADDRESS = re.compile(
    r"(?m)^[ \t]*(?P<receiver>(?:(?:The\s)?(?:Right\s)?Hon(?:orable)?\.?\s|"
    r"(?:His|Her)\sExcellency\s|The\sEarl\s)[^\n,&]{3,60}|[A-Z][^\n,&]{3,40}(?=,\sEsq))"
)
_ANSWERED = re.compile(
    r"\b(?:[Yy]our|(?:Department|Embassy|Legation|Consulate)[’']s)\s(?:(?:[a-z]+\s){0,2}?"
    r"(?:letter|note|despatch|dispatch|telegram|message|communication|cable|memorandum|instruction)s?"
    r"(?:,?\s[Nn]o\.\s\d+)?,?\s(?:(?:of|dated)\s)?(?:the\s)?|\d+,\s)"
)
_HEAD, _FOOT, _SOON = 900, 500, 1500
_LITTLE = frozenset(("the", "of", "to", "and", "mr", "mrs", "in", "secretary", "state", "from"))


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Who wrote to whom, as far as the letter says.

    Attributes:
        sender: where the sender is named.
        receiver: where the receiver is named.
        sender_words: the words, in one line.
        receiver_words: the words, in one line.
        confidence: 0-1.
        because: where the letter says so.
    """

    sender: Span | None = None
    receiver: Span | None = None
    sender_words: str | None = None
    receiver_words: str | None = None
    confidence: float = 0.5
    because: tuple[str, ...] = ()

    def answers(self, other: Correspondents) -> bool:
        """Whether this sender is the other's receiver, as far as both are told."""
        if self.sender_words is None or other.receiver_words is None:
            return False
        return bool(_names(self.sender_words) & _names(other.receiver_words))


def _names(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", words.casefold())) - _LITTLE


def correspondents_of(text: str, body: Span, title: Span) -> Correspondents:
    """Who wrote to whom, by the heading, a line or the salutation, the signature and the address.

    Args:
        text: the whole text.
        body: the letter without the notes after it.
        title: its heading; empty where it has none.
    """
    found = Correspondents()
    for pattern in (_FROM_TO, _NAME_TO_NAME):
        match = pattern.search(text[title.start : title.end])
        if match and found.sender is None:
            found = _with(found, match, title.start, 0.9, "the heading names them")
    top, foot = title.end, max(title.end, body.end - _FOOT)
    head = text[top : min(body.end, top + _HEAD)]
    for pattern, start, words, because in (
        (_TO_LINE, top, head, "a line names the receiver"),
        (_SALUTATION, top, head, "the salutation names the receiver"),
        (_CLOSING, foot, text[foot : body.end], "the signature names the sender"),
        (_SIGNATURE, foot, text[foot : body.end], "the signature names the sender"),
        (
            _ADDRESS,
            foot,
            text[foot : body.end],
            "the address below the signature names the receiver",
        ),
    ):
        match = pattern.search(words)
        if match and _says_something(match):
            found = _with(found, match, start, 0.7, because)
    return found


def _says_something(match: re.Match[str]) -> bool:
    words = match.groupdict().get("receiver") or match.groupdict().get("sender") or ""
    return words.casefold().strip() not in _NOBODY


def _with(
    found: Correspondents, match: re.Match[str], base: int, confidence: float, because: str
) -> Correspondents:
    """Add what a line says to what is known; what is known stays, but a person is added to it."""
    new = found
    for side in match.groupdict().keys() & {"sender", "receiver"}:
        span = Span(base + match.start(side), base + match.end(side))
        words = " ".join(match[side].split()).strip(" ,.¹²³⁴⁵⁶⁷⁸⁹⁰*")
        if side == "sender":
            new = replace(new, sender=span, sender_words=new.sender_words or words)
        else:
            new = replace(new, receiver=span, receiver_words=new.receiver_words or words)
    confidence = max(found.confidence, confidence)
    return replace(
        new, confidence=confidence, because=tuple(dict.fromkeys((*found.because, because)))
    )


def answered_in(text: str, letter: Span, findings: Findings, written: str | None) -> str | None:
    """The day of the letter that a letter says it answers (``your letter of June 22``).

    Args:
        text: the whole text.
        letter: the letter's span; only its first paragraphs say what it answers.
        findings: with the dates.
        written: the letter's own date, whose year a day without a year has.
    """
    for match in _ANSWERED.finditer(text, letter.start, min(letter.end, letter.start + _SOON)):
        for date in findings.overlapping(Date, Span(match.end(), match.end() + 1)):
            day = _day(date.value.edtf, written)
            if day:
                return day
    return None


def _day(edtf: str, written: str | None) -> str | None:
    """A whole day; the year of the letter where the text gives none."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", edtf):
        return edtf
    month_and_day = re.fullmatch(r"XXXX(-\d{2}-\d{2})", edtf)
    if month_and_day and written:
        return written[:4] + month_and_day[1]
    return None
