"""RS102: the heading that a telegram has by the rules of the wire: group, FM, TO, INFO, SUBJECT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from recension.model.finding import Finding, Findings
from recension.model.reader import Level
from recension.model.source_text import SourceText, lines_of
from recension.model.span import Span
from recension.model.values import RunningHead, TelegramHeading, Value

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_GROUP = re.compile(
    r"[ \t]*(?:[A-Z0](?:[ \t]+[A-Z])?[ \t]+)?(?P<day>[0-3]\d)(?P<hour>[0-2]\d)[0-5]\d[ZA-Y]?[ \t]+"
    rf"(?P<month>{'|'.join(_MONTHS)})[A-Z]?[ \t]+(?P<year>\d\d)(?:[ \t]+Z[A-Z0-9]+)?[ \t]*$"
)
_FROM = re.compile(r"\W{0,2}F[A-Z](?:[,.;:][ \t]*|[ \t]+)(?P<name>\S.{1,80}?)[ \t]*$")
"""``FM`` or, directly below a group, what a misreading has made of its second letter."""
_ANY_GROUP = re.compile(rf"\d{{6}}[ZA-Y]?[ \t]+(?:{'|'.join(_MONTHS)})")
_TO = re.compile(r"\W{0,2}TO[ \t]+(?P<name>\S.{1,80}?)[ \t]*$")
_INFO = re.compile(r"\W{0,2}INFO[ \t]+(?P<name>\S.{1,80}?)[ \t]*$")
_SUBJECT = re.compile(r"\W{0,2}SUBJ(?:ECT)?[ \t]*[:;.][ \t]*(?P<name>\S.*?)[ \t]*$")
_OTHER = re.compile(
    r"\W{0,2}(?:E\.? ?[O0]\.?|TAGS?|REFS?|BT\b|PASS|FOR\b|SUBJ|SECTION|UNCLAS|LIMDIS|\d)"
)
_CLASSIFIED = re.compile(r"(?:[A-Z] ){4}|CONFIDENTIAL|SECRET|UNCLASSIFIED|SECTION \d")
_NUMBER = re.compile(r"\bTELEGRAM[ \t]+(?:NO\.?[ \t]*)?(?P<number>\d{0,2}[A-Z]{0,12}\d{3,7})\b")
_SHARE = re.compile(
    r"(?<![\w/])(?P<office>(?=[0-9/]*[A-Z])[A-Z0-9][A-Z0-9/]{0,5}\*?)[ \t]?[-–][ \t]?[0-9OQIl]{2}\b"
)
"""An office with the number of its copies; a letter of it may be misread as a figure (``0FSH``)."""
_ABOVE = re.compile(
    r"[ \t]*(?:TEXT OF TELEGRAM|(?:PAGE|ACTION|ORIGIN|INFO)\b|[A-Z]+ED BY\b"
    r"|[.A-Z/0-9-]{1,10}:[A-Z]|[-–—*. ]+\d|\d{6}\b|.{0,24}$)"
)
_SPOILT = re.compile(r"(?!.*[a-z]{4})(?=.*[:/]).*[A-Z]{3}")
"""A line of initials and offices in which recognition has taken a sign for another."""
_SURELY_ABOVE = re.compile(
    r"[ \t]*(?:(?:PAGE|ACTION|ORIGIN|INFO)\b|[A-Z]+ED BY\b|[.A-Z/0-9-]{1,10}:[A-Z])"
)
_WORDS = re.compile(r"[A-Z]{3}")
_BACK, _ON = 20, 26
_SUBJECT_LINES = 3
_CENTURY = 40
"""Two figures from which a year is one of the twentieth century; below it says nothing."""


class TelegramHeadingReader:
    """The heading of a telegram as it went over the wire.

    ## What it finds
    A date-time group (`151719Z OCT 86`) with the line of the sender (`FM`) below it: with it the
    addressees (`TO`, `INFO`), the distribution inside the ministry (`ACTION EUR-00`, `INFO LOG-00
    COPY-01 …`), the subject and the number. The copy of the same telegram behind it, and its
    further pages, are no telegram of their own.

    ## Why it matters
    The cables in declassified files are not printed editions: they have no number before a title,
    and a heading in capitals says nothing where all is in capitals. Who got the telegram is what
    their first lines are for.

    ## When unsure
    It keeps silent unless group and sender, or group and addressee, stand together. A year of two
    figures below 40 is left open, and so is the hour, which is that of Greenwich.

    ## Sources
    ACP 127, *Communication Instructions: Tape Relay Procedures*; the cables of the Department of
    State, 1973-1990.
    """

    code: ClassVar[str] = "RS102"
    name: ClassVar[str] = "telegram heading"
    since: ClassVar[str] = "0.1.0"
    level: ClassVar[Level] = "reading"
    needs: ClassVar[tuple[type[Value], ...]] = (RunningHead,)
    gives: ClassVar[tuple[type[Value], ...]] = (TelegramHeading,)

    def read(self, source: SourceText, findings: Findings) -> Iterable[Finding[Value]]:
        """Find the headings, each telegram's once."""
        text = source.text
        if _ANY_GROUP.search(text) is None:
            return
        lines = [line for line in lines_of(text, Span(0, len(text))) if line.of(text).strip()]
        seen: set[str] = set()
        for index, line in enumerate(lines):
            group = _GROUP.match(text, line.start, line.end)
            if group is None or not _is_sent(text, lines[index + 1 : index + 3]):
                continue
            heading, span = _heading(text, lines, index, group)
            sign = f"{group['day']}{group['hour']}{group['month']}"
            if sign not in seen:
                yield Finding(self.code, span, heading, 0.95, ("a date-time group above FM",))
            seen.add(sign)


def _is_sent(text: str, below: Sequence[Span]) -> bool:
    """Whether the sender stands directly below, or the addressee right after where he should."""
    sent = any(_FROM.match(text, line.start, line.end) for line in below[:1])
    return sent or any(_TO.match(text, line.start, line.end) for line in below[1:])


def _heading(
    text: str, lines: Sequence[Span], index: int, group: re.Match[str]
) -> tuple[TelegramHeading, Span]:
    first = _first_line(text, lines, index)
    above, below = lines[first:index], lines[index + 1 : index + 1 + _ON]
    subject = _subject(text, below)
    numbers = (_NUMBER.search(text, line.start, line.end) for line in above)
    heading = TelegramHeading(
        number=next((match["number"] for match in numbers if match), None),
        date=_date(group),
        sender=next(_named(text, below[:1], _FROM), None),
        receivers=tuple(_addressees(text, below, _TO)),
        informed=tuple(_addressees(text, below, _INFO)),
        distribution=tuple(_distribution(text, above)),
        subject=subject,
    )
    named = (heading.sender, *heading.receivers, *heading.informed, subject)
    end = max(span.end for span in named if span is not None)
    return heading, Span(lines[first].start, end)


def _first_line(text: str, lines: Sequence[Span], index: int) -> int:
    """The first of the lines above the group that belong to the heading of a telegram."""
    first = index
    for number in range(index - 1, max(-1, index - _BACK - 1), -1):
        line = lines[number]
        if _ABOVE.match(text, line.start, line.end) or _shares(text, line):
            first = number
        elif not _is_spoilt(text, line, lines[number - 1] if number else None):
            break
    return first


def _is_spoilt(text: str, line: Span, above: Span | None) -> bool:
    """Whether a line between two of the heading is one of it that recognition has spoilt."""
    if above is None or not _SPOILT.match(text, line.start, line.end):
        return False
    surely = _SURELY_ABOVE.match(text, above.start, above.end)
    return surely is not None or len(_shares(text, above)) > 1


def _shares(text: str, line: Span) -> list[Span]:
    """The offices of a line of distribution: *H-01 IO-19 NSCE-00*."""
    return [Span(*m.span("office")) for m in _SHARE.finditer(text, line.start, line.end)]


def _distribution(text: str, above: Sequence[Span]) -> Iterator[Span]:
    for line in above:
        shares = _shares(text, line)
        if len(shares) > 1 or line.of(text).lstrip().startswith(("ACTION", "ORIGIN")):
            yield from shares


def _named(text: str, lines: Sequence[Span], pattern: re.Pattern[str]) -> Iterator[Span]:
    for line in lines:
        match = pattern.match(text, line.start, line.end)
        if match:
            yield Span(*match.span("name"))


def _addressees(text: str, below: Sequence[Span], pattern: re.Pattern[str]) -> Iterator[Span]:
    """The name behind ``TO`` or ``INFO`` and those on the lines below it, one to a line."""
    inside = False
    for line in below:
        match = pattern.match(text, line.start, line.end)
        words = line.of(text)
        if match:
            inside = True
            yield Span(*match.span("name"))
        elif any(p.match(words) for p in (_FROM, _TO, _INFO)):
            inside = False
        elif _OTHER.match(words) or _CLASSIFIED.search(words) or not _WORDS.search(words):
            return
        elif inside:
            yield _stripped(text, line)


def _subject(text: str, below: Sequence[Span]) -> Span | None:
    """What stands behind ``SUBJECT:``, with the lines on which it goes on."""
    for number, line in enumerate(below):
        match = _SUBJECT.match(text, line.start, line.end)
        if match:
            end = match.end("name")
            for after in below[number + 1 : number + _SUBJECT_LINES]:
                if _ends_subject(after.of(text)):
                    break
                end = _stripped(text, after).end
            return Span(match.start("name"), end)
    return None


def _ends_subject(line: str) -> bool:
    bare = line.strip(" *.'")
    return (
        _OTHER.match(bare) is not None
        or _CLASSIFIED.search(bare) is not None
        or bare.startswith(("SUMMARY", "BEGIN", "ENTIRE", "("))
        or line.rstrip().endswith(".")
    )


def _stripped(text: str, line: Span) -> Span:
    words = line.of(text)
    start = line.start + len(words) - len(words.lstrip())
    return Span(start, max(start, line.start + len(words.rstrip())))


def _date(group: re.Match[str]) -> str | None:
    day, month = int(group["day"]), _MONTHS.index(group["month"]) + 1
    if int(group["year"]) < _CENTURY or not 1 <= day <= 31:
        return None
    return f"19{group['year']}-{month:02}-{day:02}"
