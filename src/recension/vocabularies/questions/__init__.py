"""How minutes put a question to the vote."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of ``questions.toml``.

    Attributes:
        put: matches at the beginning of a unit that puts a question.
        said_before: matches at the beginning of one whose question was put before.
        procedure: words that say nothing of the matter, folded.
    """

    put: re.Pattern[str]
    said_before: re.Pattern[str]
    procedure: frozenset[str]


@cache
def question_words() -> QuestionWords:
    """The vocabulary, read once."""
    data = tomllib.loads(files(__name__).joinpath("questions.toml").read_text(encoding="utf-8"))
    return QuestionWords(
        put=_begins(data["put"]),
        said_before=_begins(data["said_before"]),
        procedure=frozenset(data["procedure"]),
    )


def _begins(phrases: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(
        r"\s+".join(map(re.escape, phrase.split()))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"[\s\W]*(?:{words})\b", re.IGNORECASE)
