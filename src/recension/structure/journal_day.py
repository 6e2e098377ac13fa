"""Days of a journal: lines with which the entries of diaries and journals begin."""

from __future__ import annotations

import re
from functools import cache

from recension.vocabularies.dates import date_words
from recension.vocabularies.dates.month_names import month_names

LEAST = 3
"""Such lines from which a source is a journal."""
_LONGEST = 160
_DAY = re.compile(
    r"\W*(?P<weekday>[^\W\d_]{3,14})\W{1,3}(?:the\s|den\s|le\s)?"
    r"(?:(?P<month>[^\W\d_]{3,12})\W{1,3}\d{1,2}|\d{1,2}\W{1,3}(?:of\s|de\s)?(?P<after>[^\W\d_]{3,12}))"
    r"(?:st|nd|rd|th|d)?\b"
)


def is_journal_day(words: str) -> bool:
    """Whether a line begins with a weekday and a month's day (*Tuesday June 19. In Committee*)."""
    found = _DAY.match(words) if len(words) < _LONGEST else None
    if found is None or found["weekday"].casefold() not in _weekdays():
        return False
    return (found["month"] or found["after"]).casefold() in month_names()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(day.casefold() for words in date_words() for day in words.weekdays)
